import { type CurrencyCode, type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import { type ConditionRules, conditionIssues } from "./condition-syntax.js";
import { named, plainIssues, show } from "./plain-issues.js";
import { count, goodsTerm, moneyText, nameText, priceText, shareText, whenTerm } from "./texts.js";

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;
type Conditions = Omit<ConditionRules, "place">;

export const floorSchema: z.ZodMiniType = z.strictObject({
  goods: z.optional(goodsTerm),
  price: priceText,
});

export const gateSchema: z.ZodMiniType = z.strictObject({
  id: nameText,
  name: z.optional(nameText),
  goods: goodsTerm,
  when: z.optional(whenTerm),
  needs: z.optional(z.enum(["offer", "code"])),
  codes: z.optional(z.array(nameText).check(z.minLength(1), z.maxLength(100_000))),
  atMost: z.optional(count(0)),
});

export function manualSchema(currency: CurrencyCode): z.ZodMiniType {
  return z.strictObject({
    goods: z.optional(goodsTerm),
    roles: z.record(
      nameText,
      z.strictObject({
        pay: z.optional(shareText),
        amount: z.optional(moneyText(currency)),
        belowMargin: z.optional(z.boolean()),
      }),
    ),
    margin: z.optional(shareText),
  });
}

/** Every problem of the floors, the gates and what may be given by hand. */
export function guardIssues(
  { floors, gates, manual, promotions, fees }: Fields,
  conditions: Conditions,
): readonly Issue[] {
  const issues: Issue[] = [];
  listOf(floors).forEach((floor, i) => {
    const path = ["floors", i];
    issues.push(...shapeIssuesOf(floorSchema, floor, path));
    issues.push(...conditionsOf(floor, ["goods"], path, conditions));
  });
  const taken = new Set([...listOf(promotions), ...listOf(fees)].map(idOf));
  listOf(gates).forEach((gate, i) => {
    const path = ["gates", i];
    issues.push(...shapeIssuesOf(gateSchema, gate, path));
    issues.push(...conditionsOf(gate, ["goods", "when"], path, conditions));
    issues.push(...gateIssues(gate, path, taken));
    taken.add(idOf(gate));
  });
  if (manual !== undefined) {
    issues.push(...shapeIssuesOf(manualSchema(conditions.currency), manual, ["manual"]));
    issues.push(...conditionsOf(manual, ["goods"], ["manual"], conditions));
  }
  return issues;
}

function gateIssues(gate: unknown, path: Path, taken: ReadonlySet<unknown>): readonly Issue[] {
  const { id, needs, codes, when, atMost } = fieldsOf(gate);
  const issues: Issue[] = [];
  const wrong = (field: string, message: string, code = "pricing.wrong-value"): void => {
    issues.push(issue(code, [...path, field], `${named([...path, field])}: ${message}`));
  };
  if (typeof id === "string" && taken.has(id)) {
    wrong("id", `${show(id)} is the id of something else too`, "pricing.duplicate-id");
  }
  if ((needs === "code") !== (codes !== undefined)) {
    wrong("codes", 'codes and "needs": "code" go together');
  }
  if (needs === undefined && when === undefined && atMost === undefined) {
    wrong("when", "a gate that asks for nothing bars nobody; give when, needs or atMost");
  }
  return issues;
}

function conditionsOf(
  one: unknown,
  places: readonly ("goods" | "when")[],
  path: Path,
  conditions: Conditions,
): readonly Issue[] {
  const fields = fieldsOf(one);
  return places.flatMap((place) =>
    fields[place] === undefined
      ? []
      : conditionIssues(fields[place], [...path, place], { ...conditions, place }),
  );
}

function shapeIssuesOf(schema: z.ZodMiniType, value: unknown, path: Path): readonly Issue[] {
  const result = schema.safeParse(value);
  return result.success ? [] : plainIssues(result.error.issues, value, path);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function idOf(one: unknown): unknown {
  return fieldsOf(one)["id"];
}

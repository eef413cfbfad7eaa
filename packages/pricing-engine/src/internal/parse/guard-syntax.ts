import { type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import { placedIssues } from "./condition-syntax.js";
import { named, schemaIssues, show } from "./plain-issues.js";
import { type DocumentRules, type Fields, fieldsOf } from "./syntax-parts.js";
import { count, goodsTerm, nameText, priceText, whenTerm } from "./texts.js";

type Path = readonly (string | number)[];

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

/** Every problem of the floors and the gates of a document. */
export function guardIssues(
  { floors, gates, promotions, fees }: Fields,
  rules: DocumentRules,
): readonly Issue[] {
  const issues: Issue[] = [];
  listOf(floors).forEach((floor, i) => {
    const path = ["floors", i];
    issues.push(...schemaIssues(floorSchema, floor, path));
    issues.push(...placedIssues({ goods: fieldsOf(floor)["goods"] }, path, rules));
  });
  const taken = new Set([...listOf(promotions), ...listOf(fees)].map(idOf));
  listOf(gates).forEach((gate, i) => {
    const path = ["gates", i];
    issues.push(...schemaIssues(gateSchema, gate, path));
    issues.push(...placedIssues(fieldsOf(gate), path, rules));
    issues.push(...gateIssues(gate, path, taken));
    taken.add(idOf(gate));
  });
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function idOf(one: unknown): unknown {
  return fieldsOf(one)["id"];
}

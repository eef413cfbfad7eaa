import { type CurrencyCode, type Issue, issue } from "@tillwright/values";
import * as z from "zod/mini";
import type { ConditionPlace, ConditionSyntax } from "../../rules-syntax.js";
import { chosen } from "./chosen-syntax.js";
import { type JsonShape, shaped } from "./json-shape.js";
import { named, plainIssues, show } from "./plain-issues.js";
import type { DocumentRules, Fields } from "./syntax-parts.js";
import { count, dateText, hours, instantText, moneyText, nameText } from "./texts.js";

const nameShape: JsonShape = { type: "string", minLength: 1, maxLength: 200 };
const names = oneOrMore(nameText, nameShape);
const birthdayScope = z.enum(["day", "week", "month"]);

export const conditionSyntaxes: readonly ConditionSyntax[] = [
  ...["product", "department", "category", "brand", "tag"].map(
    (key): ConditionSyntax => ({ key, place: "goods", schema: () => names }),
  ),
  {
    key: "price",
    place: "goods",
    schema: (currency) => amounts(currency),
  },
  {
    key: "attribute",
    place: "goods",
    schema: () =>
      z.strictObject({
        name: nameText,
        is: oneOrMore(z.union([z.string(), z.number(), z.boolean()]), {
          type: ["string", "number", "boolean"],
        }),
      }),
  },
  { key: "member", place: "when", schema: () => z.enum(["any", "none"]) },
  ...["tier", "memberTag", "channel", "store", "tender"].map(
    (key): ConditionSyntax => ({ key, place: "when", schema: () => names }),
  ),
  { key: "weekday", place: "when", schema: () => numbers(7) },
  { key: "dayOfMonth", place: "when", schema: () => numbers(31) },
  { key: "daily", place: "when", schema: () => hours },
  ...["dates", "joinedOn"].map(
    (key): ConditionSyntax => ({
      key,
      place: "when",
      schema: () => ends("from", "through", dateText, (from, through) => from <= through),
    }),
  ),
  {
    key: "window",
    place: "when",
    schema: () => ends("from", "until", instantText, (a, b) => Date.parse(a) < Date.parse(b)),
  },
  {
    key: "birthday",
    place: "when",
    schema: () =>
      z.union([
        birthdayScope,
        z.strictObject({
          scope: birthdayScope,
          leapDay: z.optional(z.enum(["02-28", "03-01", "leap-years-only"])),
        }),
      ]),
  },
  { key: "purchases", place: "when", schema: () => range(count(0)) },
  { key: "quantity", place: "when", schema: () => range(count(0)) },
  { key: "amount", place: "when", schema: (currency) => amounts(currency) },
];

/** One value or a list of them; a problem of the one value stands where the value stands. */
function oneOrMore(schema: z.ZodMiniType, shape: JsonShape): z.ZodMiniType {
  const list = z.array(schema).check(z.minLength(1), z.maxLength(10_000));
  const either = chosen((value) => (Array.isArray(value) ? list : schema));
  const several = { type: "array", items: shape, minItems: 1, maxItems: 10_000 };
  return shaped(either, { anyOf: [shape, several] });
}

function numbers(most: number): z.ZodMiniType {
  return oneOrMore(count(1, most), { type: "integer", minimum: 1, maximum: most });
}

function range(schema: z.ZodMiniType<number, number>): z.ZodMiniType {
  return ends("atLeast", "atMost", schema, (a, b) => a <= b);
}

function amounts(currency: CurrencyCode): z.ZodMiniType {
  return ends("atLeast", "atMost", moneyText(currency), (a, b) => Number(a) <= Number(b));
}

/** An object with two ends of which one or both are given, in their order. */
function ends<Value>(
  low: string,
  high: string,
  schema: z.ZodMiniType<Value, Value>,
  inOrder: (low: Value, high: Value) => boolean,
): z.ZodMiniType {
  return z
    .strictObject({ [low]: z.optional(schema), [high]: z.optional(schema) })
    .check((context) => {
      const from = context.value[low];
      const until = context.value[high];
      const input = context.value;
      if (from === undefined && until === undefined) {
        context.issues.push({ code: "custom", message: `give ${low}, ${high} or both`, input });
      } else if (from !== undefined && until !== undefined && !inOrder(from, until)) {
        const message = `${high} comes before ${low}, so it never holds`;
        context.issues.push({ code: "custom", message, path: [high], input });
      }
    });
}

/** What a condition is read with. */
export interface ConditionRules extends DocumentRules {
  readonly place: ConditionPlace;
}

/** Every problem of the conditions among the fields of one part of a document. */
export function placedIssues(
  fields: Fields,
  path: readonly (string | number)[],
  rules: DocumentRules,
): readonly Issue[] {
  return (["goods", "when"] as const).flatMap((place) =>
    fields[place] === undefined
      ? []
      : conditionIssues(fields[place], [...path, place], { ...rules, place }),
  );
}

/** Every problem of a condition and of those within it. */
export function conditionIssues(
  value: unknown,
  path: readonly (string | number)[],
  rules: ConditionRules,
): readonly Issue[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const message = `${named(path)} must be a condition such as {"tag": "fresh"}, but is ${show(value)}`;
    return [issue("pricing.wrong-type", path, message)];
  }
  const entries = Object.entries(value);
  const [first] = entries;
  if (first === undefined || entries.length > 1) {
    const message = `${named(path)} must have exactly one key; join several conditions with "all" or "any"`;
    return [issue("pricing.wrong-value", path, message)];
  }
  const [key, inner] = first;
  const at = [...path, key];
  if (key === "not") return conditionIssues(inner, at, rules);
  if (key === "all" || key === "any") return listIssues(inner, at, rules);
  const syntax = rules.syntaxes.find((one) => one.key === key);
  if (syntax === undefined || syntax.place !== rules.place) {
    return [issue("pricing.unknown-condition", at, unknownText(key, at, rules, syntax))];
  }
  const result = z.safeParse(syntax.schema(rules.currency), inner);
  return result.success ? [] : plainIssues(result.error.issues, inner, at);
}

function listIssues(
  inner: unknown,
  path: readonly (string | number)[],
  rules: ConditionRules,
): readonly Issue[] {
  if (Array.isArray(inner) && inner.length > 0) {
    return inner.flatMap((one, i) => conditionIssues(one, [...path, i], rules));
  }
  const message = `${named(path)} must be a list of one or more conditions, but is ${show(inner)}`;
  return [issue("pricing.wrong-type", path, message)];
}

function unknownText(
  key: string,
  path: readonly (string | number)[],
  { place, syntaxes }: ConditionRules,
  syntax: ConditionSyntax | undefined,
): string {
  if (syntax !== undefined) {
    return `${named(path)}: "${key}" is a condition of "${syntax.place}" and does not belong in "${place}"`;
  }
  const known = syntaxes.filter((one) => one.place === place).map((one) => one.key);
  return `${named(path)}: "${key}" is not a condition; in "${place}" there are ${known.join(", ")}, all, any, not`;
}

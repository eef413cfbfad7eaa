import { type CurrencyCode, type Issue, isCurrencyCode, issue } from "@tillwright/values";
import * as z from "zod/mini";
import { defaultLanes } from "../../lanes.js";
import type { RulesDocument } from "../../rules-document.js";
import { builtinKinds } from "../kinds/builtin.js";
import { conditionIssues } from "./condition-syntax.js";
import { named, plainIssues, shapeIssues, show } from "./plain-issues.js";
import { type PromotionSyntax, promotionSyntaxes } from "./promotion-syntax.js";
import { count, nameText, positiveMoneyText } from "./texts.js";

const laneName = z.enum([
  "unit-price",
  "item",
  "order",
  "coupon",
  "manual",
  "points",
  "fee",
  "tax",
]);

const documentSchema = z.strictObject({
  format: z.literal("tillwright.rules/1"),
  currency: z.string(),
  pricePolicy: z.optional(z.enum(["lowest", "priority", "stack"])),
  lanes: z.optional(z.array(laneName)),
  exclusions: z.optional(
    z.array(z.array(nameText).check(z.minLength(2), z.maxLength(100))).check(z.maxLength(100)),
  ),
  promotions: z.array(z.unknown()).check(z.maxLength(100_000)),
});

const terms = {
  id: nameText,
  kind: z.string(),
  name: z.optional(nameText),
  lane: z.optional(laneName),
  priority: z.optional(z.int()),
  group: z.optional(nameText),
  needs: z.optional(z.enum(["offer", "code"])),
  codes: z.optional(z.array(nameText).check(z.minLength(1), z.maxLength(100_000))),
  when: z.optional(z.unknown()),
  goods: z.optional(z.unknown()),
  limits: z.optional(z.unknown()),
  fundedBy: z.optional(nameText),
};

function limitTerms(currency: CurrencyCode): Readonly<Record<string, z.ZodMiniType>> {
  return {
    limits: z.optional(
      z.strictObject({
        perMember: z.optional(count(1)),
        total: z.optional(count(1, Number.MAX_SAFE_INTEGER)),
        budget: z.optional(positiveMoneyText(currency)),
      }),
    ),
  };
}

const deepest = 40;

/** Every problem of a rule document. */
export function rulesIssues(input: unknown): readonly Issue[] {
  const misshapen = shapeIssues(input, deepest);
  if (misshapen.length > 0) return misshapen;
  const outer = documentSchema.safeParse(input);
  const issues = outer.success ? [] : plainIssues(outer.error.issues, input, []);
  if (typeof input !== "object" || input === null) return issues;
  const { currency, promotions, lanes } = input as Partial<RulesDocument>;
  const known = isCurrencyCode(currency) ? currency : null;
  if (typeof currency === "string" && known === null) {
    const message = `currency must be an ISO 4217 code such as "CNY", but is ${show(currency)}`;
    issues.push(issue("pricing.wrong-value", ["currency"], message));
  }
  if (Array.isArray(lanes)) issues.push(...laneIssues(lanes));
  if (Array.isArray(promotions)) {
    promotions.forEach((promotion: unknown, i) => {
      issues.push(...promotionIssues(promotion, ["promotions", i], known ?? "CNY"));
    });
    issues.push(...duplicateIds(promotions));
  }
  return issues;
}

function laneIssues(lanes: readonly unknown[]): readonly Issue[] {
  const problem = laneProblem(lanes);
  return problem === null ? [] : [issue("pricing.wrong-value", ["lanes"], `lanes: ${problem}`)];
}

function laneProblem(lanes: readonly unknown[]): string | null {
  const missing = defaultLanes.filter((lane) => !lanes.includes(lane));
  if (missing.length > 0) return `${missing.join(", ")} is missing`;
  if (lanes.length > defaultLanes.length) return "a lane occurs twice";
  if (lanes[0] !== "unit-price") return '"unit-price" comes first';
  const order = ["points", "fee", "tax"];
  const last = lanes.slice(-order.length);
  return order.every((lane, i) => last[i] === lane)
    ? null
    : '"points", "fee" and "tax" come last, in this order';
}

function promotionIssues(
  input: unknown,
  path: readonly (string | number)[],
  currency: CurrencyCode,
): readonly Issue[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const message = `${named(path)} must be a promotion, but is ${show(input)}`;
    return [issue("pricing.wrong-type", path, message)];
  }
  const promotion = input as Readonly<Record<string, unknown>>;
  const syntax = promotionSyntaxes.find(({ kind }) => kind === promotion["kind"]);
  const schema =
    syntax === undefined
      ? z.looseObject(terms)
      : z.strictObject({ ...terms, ...limitTerms(currency), ...syntax.fields(currency) });
  const result = schema.safeParse(promotion);
  const issues = result.success ? [] : plainIssues(result.error.issues, promotion, path);
  if (syntax === undefined) {
    if (typeof promotion["kind"] === "string") issues.push(unknownKind(promotion["kind"], path));
  } else {
    issues.push(...jointIssues(promotion, syntax, path));
  }
  for (const { path: inner, condition } of syntax?.goods?.(promotion) ?? []) {
    issues.push(...conditionIssues(condition, [...path, ...inner], "goods", currency));
  }
  for (const place of ["goods", "when"] as const) {
    if (promotion[place] === undefined) continue;
    issues.push(...conditionIssues(promotion[place], [...path, place], place, currency));
  }
  return issues;
}

function unknownKind(kind: string, path: readonly (string | number)[]): Issue {
  const known = promotionSyntaxes.map((syntax) => syntax.kind).join(", ");
  const at = [...path, "kind"];
  return issue(
    "pricing.unknown-kind",
    at,
    `${named(at)}: ${show(kind)} is not a kind of promotion; there are ${known}`,
  );
}

function jointIssues(
  promotion: Readonly<Record<string, unknown>>,
  syntax: PromotionSyntax,
  path: readonly (string | number)[],
): readonly Issue[] {
  const problems = [...(syntax.problems?.(promotion) ?? [])];
  const { id, lane, needs, codes } = promotion;
  if (id === "points") problems.push({ field: "id", message: '"points" names the points offset' });
  if ((needs === "code") !== (codes !== undefined)) {
    problems.push({ field: "codes", message: 'codes and "needs": "code" go together' });
  }
  const kind = builtinKinds.find((one) => one.kind === syntax.kind);
  if (kind !== undefined && typeof lane === "string" && !kind.lanes.some((one) => one === lane)) {
    const lanes = kind.lanes.join(", ");
    problems.push({ field: "lane", message: `a ${syntax.kind} runs in ${lanes}` });
  }
  return problems.map(({ field, message }) => {
    const at = [...path, field];
    return issue("pricing.wrong-value", at, `${named(at)}: ${message}`);
  });
}

function duplicateIds(promotions: readonly unknown[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return promotions.flatMap((promotion, i): readonly Issue[] => {
    const id = (promotion as { readonly id?: unknown } | null)?.id;
    if (typeof id !== "string") return [];
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, i);
      return [];
    }
    const path = ["promotions", i, "id"];
    const message = `${named(path)}: ${show(id)} is the id of promotions[${first}] too`;
    return [issue("pricing.duplicate-id", path, message)];
  });
}

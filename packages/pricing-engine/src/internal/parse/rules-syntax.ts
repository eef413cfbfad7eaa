import {
  type CurrencyCode,
  type Issue,
  isCurrencyCode,
  issue,
  parseRate,
  type Rate,
} from "@tillwright/values";
import * as z from "zod/mini";
import type { PricingExtension } from "../../extension.js";
import type { RulesDocument } from "../../rules-document.js";
import type { ConditionSyntax, PromotionSyntax, SyntaxExtension } from "../../rules-syntax.js";
import { completeRegistry } from "../complete-registry.js";
import type { Registry } from "../registry.js";
import { conditionIssues, conditionSyntaxes } from "./condition-syntax.js";
import { feesIssues } from "./fee-syntax.js";
import { guardIssues } from "./guard-syntax.js";
import { shaped } from "./json-shape.js";
import { named, plainIssues, shapeIssues, show } from "./plain-issues.js";
import { promotionSyntaxes } from "./promotion-syntax.js";
import { taxIssues } from "./tax-syntax.js";
import {
  count,
  goodsTerm,
  nameText,
  positiveMoneyText,
  priceText,
  shareText,
  whenTerm,
} from "./texts.js";

export const documentFields: Readonly<Record<string, z.ZodMiniType>> = {
  format: z.literal("tillwright.rules/1"),
  currency: z.string(),
  pricePolicy: z.optional(z.enum(["lowest", "priority", "stack"])),
  objective: z.optional(z.enum(["customer-best", "merchant-priority", "least-cost"])),
  stacking: z.optional(z.record(nameText, z.enum(["best-of", "exclusive", "compound"]))),
  exclusions: z.optional(
    z.array(z.array(nameText).check(z.minLength(2), z.maxLength(100))).check(z.maxLength(100)),
  ),
  promotions: z.array(z.unknown()).check(z.maxLength(100_000)),
  fees: z.optional(z.array(z.unknown()).check(z.maxLength(1000))),
  tax: z.optional(z.unknown()),
  floors: z.optional(z.array(z.unknown()).check(z.maxLength(10_000))),
  gates: z.optional(z.array(z.unknown()).check(z.maxLength(10_000))),
  manual: z.optional(z.unknown()),
};

export const terms: Readonly<Record<string, z.ZodMiniType>> = {
  id: nameText,
  kind: z.string(),
  name: z.optional(nameText),
  priority: z.optional(z.int()),
  group: z.optional(nameText),
  needs: z.optional(z.enum(["offer", "code"])),
  codes: z.optional(z.array(nameText).check(z.minLength(1), z.maxLength(100_000))),
  when: z.optional(whenTerm),
  goods: z.optional(goodsTerm),
  limits: z.optional(z.unknown()),
  floor: z.optional(priceText),
  fundedBy: z.optional(z.unknown()),
};

const funders = z.record(nameText, shareText);

/** One name, or names with shares that come to 100%. */
function fundersCheck(context: z.core.ParsePayload<unknown>): void {
  const { value } = context;
  if (typeof value === "string" && value !== "") return;
  const result = typeof value === "string" ? nameText.safeParse(value) : funders.safeParse(value);
  for (const problem of result.success ? [] : result.error.issues) {
    context.issues.push({
      ...problem,
      path: [...problem.path],
      input: value,
    } as z.core.$ZodRawIssue);
  }
  if (!result.success || typeof value === "string") return;
  const rates = Object.values(value as Readonly<Record<string, string>>).map(parseRate);
  if (comesToWhole(rates.flatMap((rate) => (rate.ok ? [rate.value] : [])))) return;
  context.issues.push({ code: "custom", message: "the shares do not come to 100%", input: value });
}

function comesToWhole(rates: readonly Rate[]): boolean {
  const whole = rates.reduce((product, { denominator }) => product * BigInt(denominator), 1n);
  const sum = rates.reduce(
    (total, { numerator, denominator }) =>
      total + (BigInt(numerator) * whole) / BigInt(denominator),
    0n,
  );
  return sum === whole;
}

const fundersTerm = shaped(z.unknown().check(fundersCheck), {
  anyOf: [
    { type: "string", minLength: 1, maxLength: 200 },
    { type: "object", additionalProperties: { type: "string", pattern: "^\\d{1,3}(\\.\\d+)?%$" } },
  ],
});

export function limitTerms(currency: CurrencyCode): Readonly<Record<string, z.ZodMiniType>> {
  return {
    fundedBy: z.optional(fundersTerm),
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

/** Everything that documents may name, with how it is written. */
interface Syntaxes {
  readonly registry: Registry;
  readonly lane: z.ZodMiniType;
  readonly promotions: ReadonlyMap<string, PromotionSyntax>;
  readonly conditions: readonly ConditionSyntax[];
}

function syntaxesOf(extensions: readonly (PricingExtension & SyntaxExtension)[]): Syntaxes {
  const registry = completeRegistry(extensions);
  const promotions = [
    ...promotionSyntaxes,
    ...extensions.flatMap((one) => one.promotionSyntaxes ?? []),
  ];
  return {
    registry,
    lane: z.enum(registry.lanes),
    promotions: new Map(promotions.map((one) => [one.kind, one])),
    conditions: [...conditionSyntaxes, ...extensions.flatMap((one) => one.conditionSyntaxes ?? [])],
  };
}

/** Every problem of a rule document. */
export function rulesIssues(
  input: unknown,
  extensions: readonly (PricingExtension & SyntaxExtension)[],
): readonly Issue[] {
  const misshapen = shapeIssues(input, deepest);
  if (misshapen.length > 0) return misshapen;
  const syntaxes = syntaxesOf(extensions);
  const outer = z
    .strictObject({ ...documentFields, lanes: z.optional(z.array(syntaxes.lane)) })
    .safeParse(input);
  const issues = outer.success ? [] : plainIssues(outer.error.issues, input, []);
  if (typeof input !== "object" || input === null) return issues;
  const { currency, promotions, lanes, fees, tax } = input as Partial<RulesDocument>;
  const known = isCurrencyCode(currency) ? currency : null;
  if (typeof currency === "string" && known === null) {
    const message = `currency must be an ISO 4217 code such as "CNY", but is ${show(currency)}`;
    issues.push(issue("pricing.wrong-value", ["currency"], message));
  }
  if (Array.isArray(lanes)) issues.push(...laneIssues(lanes, syntaxes.registry.lanes));
  if (Array.isArray(promotions)) {
    promotions.forEach((promotion: unknown, i) => {
      issues.push(...promotionIssues(promotion, ["promotions", i], known ?? "CNY", syntaxes));
    });
    issues.push(...duplicateIds(promotions));
  }
  const beside = { currency: known ?? "CNY", syntaxes: syntaxes.conditions };
  issues.push(...feesIssues(fees, promotions, tax, beside), ...taxIssues(tax, beside));
  issues.push(...guardIssues({ ...input }, beside));
  return issues;
}

function laneIssues(lanes: readonly unknown[], known: readonly string[]): readonly Issue[] {
  const problem = laneProblem(lanes, known);
  return problem === null ? [] : [issue("pricing.wrong-value", ["lanes"], `lanes: ${problem}`)];
}

function laneProblem(lanes: readonly unknown[], known: readonly string[]): string | null {
  const missing = known.filter((lane) => !lanes.includes(lane));
  if (missing.length > 0) return `${missing.join(", ")} is missing`;
  if (lanes.length > known.length) return "a lane occurs twice";
  if (lanes[0] !== "unit-price") return '"unit-price" comes first';
  if (lanes[lanes.length - 1] !== "tax") return '"tax" comes last';
  const before = lanes.slice(0, -1).filter((lane) => lane !== "fee");
  return before[before.length - 1] === "points"
    ? null
    : '"points" comes last but for "fee" and "tax"';
}

function promotionIssues(
  input: unknown,
  path: readonly (string | number)[],
  currency: CurrencyCode,
  syntaxes: Syntaxes,
): readonly Issue[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const message = `${named(path)} must be a promotion, but is ${show(input)}`;
    return [issue("pricing.wrong-type", path, message)];
  }
  const promotion = input as Readonly<Record<string, unknown>>;
  const { kind } = promotion;
  const syntax = typeof kind === "string" ? syntaxes.promotions.get(kind) : undefined;
  const all = { ...terms, lane: z.optional(syntaxes.lane) };
  const schema =
    syntax === undefined
      ? z.looseObject(all)
      : z.strictObject({ ...all, ...limitTerms(currency), ...syntax.fields(currency) });
  const result = schema.safeParse(promotion);
  const issues = result.success ? [] : plainIssues(result.error.issues, promotion, path);
  if (syntax === undefined) {
    if (typeof kind === "string") issues.push(unknownKind(kind, path, syntaxes));
  } else {
    issues.push(...jointIssues(promotion, syntax, path, syntaxes));
  }
  const { conditions } = syntaxes;
  const goods = { place: "goods", currency, syntaxes: conditions } as const;
  for (const { path: inner, condition } of syntax?.goods?.(promotion) ?? []) {
    issues.push(...conditionIssues(condition, [...path, ...inner], goods));
  }
  for (const place of ["goods", "when"] as const) {
    if (promotion[place] === undefined) continue;
    issues.push(...conditionIssues(promotion[place], [...path, place], { ...goods, place }));
  }
  return issues;
}

function unknownKind(
  kind: string,
  path: readonly (string | number)[],
  { promotions }: Syntaxes,
): Issue {
  const known = [...promotions.keys()].join(", ");
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
  { registry }: Syntaxes,
): readonly Issue[] {
  const problems = [...(syntax.problems?.(promotion) ?? [])];
  const { id, lane, needs, codes } = promotion;
  if (id === "points") problems.push({ field: "id", message: '"points" names the points offset' });
  if (id === "tax-exempt") {
    problems.push({ field: "id", message: '"tax-exempt" names the tax that is taken off' });
  }
  if (registry.laneExtensions.some((own) => own.lane === id)) {
    problems.push({
      field: "id",
      message: `${show(id)} names a lane, which gives under its own name`,
    });
  }
  if ((needs === "code") !== (codes !== undefined)) {
    problems.push({ field: "codes", message: 'codes and "needs": "code" go together' });
  }
  const kind = registry.kinds.get(syntax.kind);
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

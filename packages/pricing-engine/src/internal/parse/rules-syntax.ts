import { type CurrencyCode, type Issue, isCurrencyCode, issue } from "@tillwright/values";
import * as z from "zod/mini";
import type { ParseOptions, PromotionSyntax } from "../../rules-syntax.js";
import { basicKinds } from "../kinds/basic.js";
import { needsOfFields, needsOfPromotion } from "../needs.js";
import { createRegistry, type Registry } from "../registry.js";
import { conditionIssues, conditionSyntaxes, placedIssues } from "./condition-syntax.js";
import { missingFeatures, vendorsMissing } from "./missing-features.js";
import { named, schemaIssues, shapeIssues, show } from "./plain-issues.js";
import { promotionSyntaxes } from "./promotion-syntax.js";
import {
  type DocumentRules,
  type FeatureParts,
  type Fields,
  fieldsOf,
  type SyntaxParts,
  syntaxPartsOf,
} from "./syntax-parts.js";
import { count, goodsTerm, nameText, positiveMoneyText, priceText, whenTerm } from "./texts.js";

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

export function limitTerms(currency: CurrencyCode): Readonly<Record<string, z.ZodMiniType>> {
  return {
    fundedBy: z.optional(nameText),
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
  readonly features: FeatureParts;
  readonly registry: Registry;
  readonly lane: z.ZodMiniType;
  /** The fields of promotions of one kind; without a syntax those that all have. */
  readonly schemaOf: (syntax: PromotionSyntax | undefined) => z.ZodMiniType;
  readonly promotions: ReadonlyMap<string, PromotionSyntax>;
  /** What conditions are read with. */
  readonly rules: DocumentRules;
}

function syntaxesOf(
  { features: handed = [], extensions = [] }: ParseOptions,
  currency: CurrencyCode,
): Syntaxes {
  const features = syntaxPartsOf(handed);
  const parts = [...features.values()];
  const kinds = [...basicKinds, ...parts.flatMap((one) => one.kinds ?? [])];
  const registryOf = features.get("vendors")?.registryOf;
  if (registryOf === undefined && extensions.length > 0) throw vendorsMissing();
  const registry = (registryOf ?? createRegistry)(kinds, extensions);
  const lane = z.enum(registry.lanes);
  const promotions = [
    ...promotionSyntaxes,
    ...parts.flatMap((one) => one.promotions ?? []),
    ...extensions.flatMap((one) => one.promotionSyntaxes ?? []),
  ];
  return {
    features,
    registry,
    lane,
    schemaOf: schemasOf(lane, currency, parts),
    promotions: new Map(promotions.map((one) => [one.kind, one])),
    rules: {
      currency,
      syntaxes: [...conditionSyntaxes, ...extensions.flatMap((one) => one.conditionSyntaxes ?? [])],
    },
  };
}

/** Makes the schema of a kind once a document, however many promotions are of it. */
function schemasOf(
  lane: z.ZodMiniType,
  currency: CurrencyCode,
  parts: readonly SyntaxParts[],
): Syntaxes["schemaOf"] {
  const all = { ...terms, lane: z.optional(lane) };
  const every = { ...all, ...limitTerms(currency) };
  const more: object = Object.assign({}, ...parts.map((one) => one.terms));
  const known = new Map<PromotionSyntax | undefined, z.ZodMiniType>([
    [undefined, z.looseObject(all)],
  ]);
  return (syntax) => {
    const made =
      known.get(syntax) ?? z.strictObject({ ...every, ...syntax?.fields(currency), ...more });
    known.set(syntax, made);
    return made;
  };
}

/** Every problem of a rule document. */
export function rulesIssues(input: unknown, options: ParseOptions): readonly Issue[] {
  const misshapen = shapeIssues(input, deepest);
  if (misshapen.length > 0) return misshapen;
  const fields = fieldsOf(input);
  const { currency, promotions, lanes, objective, fees, floors, gates, tax, manual } = fields;
  const known = isCurrencyCode(currency) ? currency : null;
  const syntaxes = syntaxesOf(options, known ?? "CNY");
  const lists = { fees, floors, gates };
  const needs = needsOfFields({ objective, ...lists, tax: given(tax), manual: given(manual) });
  const { issues, beside } = missingFeatures(needs, fields, [], syntaxes.features);
  const outer = z.strictObject({ ...documentFields, lanes: z.optional(z.array(syntaxes.lane)) });
  issues.push(...beside(schemaIssues(outer, input, [])));
  if (typeof currency === "string" && known === null) {
    const message = `currency must be an ISO 4217 code such as "CNY", but is ${show(currency)}`;
    issues.push(issue("pricing.wrong-value", ["currency"], message));
  }
  if (Array.isArray(lanes)) issues.push(...laneIssues(lanes, syntaxes.registry.lanes));
  if (Array.isArray(promotions)) {
    promotions.forEach((promotion: unknown, i) => {
      issues.push(...promotionIssues(promotion, ["promotions", i], syntaxes));
    });
    issues.push(...duplicateIds(promotions));
  }
  for (const { documentIssues } of syntaxes.features.values()) {
    if (documentIssues !== undefined) issues.push(...documentIssues(fields, syntaxes.rules));
  }
  return issues;
}

/** An empty list is nothing where a list is meant; of these two it is a mistake. */
function given(said: unknown): true | undefined {
  return said === undefined ? undefined : true;
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
  syntaxes: Syntaxes,
): readonly Issue[] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    const message = `${named(path)} must be a promotion, but is ${show(input)}`;
    return [issue("pricing.wrong-type", path, message)];
  }
  const promotion = input as Fields;
  const { kind } = promotion;
  const syntax = typeof kind === "string" ? syntaxes.promotions.get(kind) : undefined;
  const needs = needsOfPromotion({ ...promotion, kind: typeof kind === "string" ? kind : "" });
  const { issues, has, beside } = missingFeatures(needs, promotion, path, syntaxes.features);
  issues.push(...beside(schemaIssues(syntaxes.schemaOf(syntax), promotion, path)));
  if (syntax !== undefined) issues.push(...jointIssues(promotion, syntax, path, syntaxes));
  else if (typeof kind === "string" && !has("kind")) {
    issues.push(unknownKind(kind, path, syntaxes));
  }
  const { rules } = syntaxes;
  for (const { path: inner, condition } of syntax?.goods?.(promotion) ?? []) {
    issues.push(...conditionIssues(condition, [...path, ...inner], { ...rules, place: "goods" }));
  }
  issues.push(...placedIssues(promotion, path, rules));
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

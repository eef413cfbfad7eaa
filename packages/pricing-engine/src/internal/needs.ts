import type { Basket } from "../basket.js";
import { PricingError } from "../errors.js";
import type { PricingExtension } from "../extension.js";
import type { FeatureName, PricingFeature } from "../feature.js";
import type { Objective } from "../objective.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import type { Effect } from "./compiled.js";
import { isSingle } from "./contender.js";
import { grouped } from "./grouped.js";

/** A feature that something needs: a field of the document or the basket, or a promotion. */
export interface Need {
  readonly feature: FeatureName;
  readonly by: string;
}

// The fields of documents, baskets and options that are a feature's own, and after colons the kinds of promotion that it brings.
const ownOf: readonly (readonly [FeatureName, string])[] = [
  ["vendors", "extensions"],
  ["combinations", "objective :nth-item :buy-n-get-m :add-on-price :pick-m-for-price :bundle"],
  ["gifts", ":gift"],
  ["charges", "fees tax returns"],
  ["manual", "manual"],
  ["guards", "floors gates"],
];

const featureOf: ReadonlyMap<string, FeatureName> = new Map(
  ownOf.flatMap(([feature, words]) => words.split(" ").map((word) => [word, feature])),
);

/** Fields need their feature unless they say what goes without saying. */
export function needsOfFields(fields: Readonly<Record<string, unknown>>): Need[] {
  const needs: Need[] = [];
  for (const [by, said] of Object.entries(fields)) {
    if (said === undefined || said === "customer-best") continue;
    const feature = featureOf.get(by);
    const nothing = Array.isArray(said) && said.length === 0;
    if (feature !== undefined && !nothing) needs.push({ feature, by });
  }
  return needs;
}

/** What the fields of a promotion need, whatever it does. */
export function needsOfPromotion({ kind, mode, fundedBy, floor }: NeedyTerms): readonly Need[] {
  const needs: Need[] = [];
  const feature = featureOf.get(`:${kind}`);
  if (feature !== undefined) needs.push({ feature, by: "kind" });
  if (kind === "buy-n-get-m" && mode === "add-on") needs.push({ feature: "gifts", by: "mode" });
  if (typeof fundedBy === "object") needs.push({ feature: "charges", by: "fundedBy" });
  if (floor !== undefined) needs.push({ feature: "guards", by: "floor" });
  return needs;
}

interface NeedyTerms {
  readonly kind?: unknown;
  readonly mode?: unknown;
  readonly fundedBy?: unknown;
  readonly floor?: unknown;
}

/** What a document needs. */
export function needsOfRules(
  rules: RulesDocument,
  extensions: readonly PricingExtension[],
): Need[] {
  const needs = needsOfFields({ ...rules, extensions });
  for (const one of rules.promotions) {
    const by = nameOfNeed(one);
    for (const { feature } of needsOfPromotion(one)) needs.push({ feature, by });
  }
  return needs;
}

/** What a promotion needs by what it does. */
export function needOfEffect(terms: PromotionTerms, effect: Effect): readonly Need[] {
  const by = nameOfNeed(terms);
  if (effect.form === "gifts") return [{ feature: "gifts", by }];
  return effect.form === "units" && !isSingle(effect) ? [{ feature: "combinations", by }] : [];
}

/** Whether a promotion is among what needs something. */
export function isNeeding(needs: readonly Need[], terms: PromotionTerms): boolean {
  return needs.some(({ by }) => by === nameOfNeed(terms));
}

function nameOfNeed({ id }: PromotionTerms): string {
  return `promotion ${id}`;
}

/** What a basket needs beside its rules. */
export function needsOfBasket({ manual, returns }: Basket, objective: Objective): readonly Need[] {
  return needsOfFields({ manual, returns, objective });
}

/** Refuses what needs features that were not handed in, naming all of them at once. */
export function refuseMissing(
  operation: string,
  needs: readonly Need[],
  features: readonly PricingFeature[],
): void {
  const missing = needs.filter(({ feature }) => !features.some(({ name }) => name === feature));
  if (missing.length === 0) return;
  const list = [...grouped(missing, ({ feature }) => feature)].map(([feature, some]) => ({
    feature,
    entry: `@tillwright/pricing-engine/${feature}`,
    neededBy: [...new Set(some.map(({ by }) => by))],
  }));
  const told = list.map(({ entry, neededBy }) => `${entry} for ${neededBy.join(", ")}`);
  throw new PricingError(
    "pricing.missing-feature",
    `${operation}: features that were not handed in are needed: ${told.join("; ")}`,
    { missing: list },
  );
}

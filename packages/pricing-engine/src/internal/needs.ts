import type { Basket } from "../basket.js";
import { PricingError } from "../errors.js";
import type { PricingExtension } from "../extension.js";
import type { FeatureName, PricingFeature } from "../feature.js";
import type { Objective } from "../objective.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import type { Effect } from "./compiled.js";
import { isSingle } from "./contender.js";

/** A feature that something needs: a field of the document or the basket, or a promotion. */
export interface Need {
  readonly feature: FeatureName;
  readonly by: string;
}

// The kinds of promotion that a feature brings, and the fields of documents, baskets and options that are its own.
const ownOf: readonly (readonly [FeatureName, string])[] = [
  ["vendors", "extensions"],
  ["combinations", "objective nth-item buy-n-get-m add-on-price pick-m-for-price bundle"],
  ["gifts", "gift"],
  ["charges", "fees tax returns"],
  ["manual", "manual"],
  ["guards", "floors gates"],
];

function featureOf(word: string): FeatureName | undefined {
  return ownOf.find(([, words]) => words.split(" ").includes(word))?.[0];
}

/** Fields need their feature unless they say what goes without saying. */
function needsOfFields(fields: Readonly<Record<string, unknown>>): Need[] {
  const needs: Need[] = [];
  for (const [by, said] of Object.entries(fields)) {
    if (said === undefined || said === "customer-best") continue;
    const feature = featureOf(by);
    const nothing = Array.isArray(said) && said.length === 0;
    if (feature !== undefined && !nothing) needs.push({ feature, by });
  }
  return needs;
}

/** What a document needs. */
export function needsOfRules(
  rules: RulesDocument,
  extensions: readonly PricingExtension[],
): Need[] {
  const needs = needsOfFields({ ...rules, extensions });
  for (const one of rules.promotions) {
    const by = nameOfNeed(one);
    const feature = featureOf(one.kind);
    if (feature !== undefined) needs.push({ feature, by });
    if (one.kind === "buy-n-get-m" && one.mode === "add-on") needs.push({ feature: "gifts", by });
    if (typeof one.fundedBy === "object") needs.push({ feature: "charges", by });
    if (one.floor !== undefined) needs.push({ feature: "guards", by });
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
  const missing = new Map<FeatureName, string[]>();
  for (const { feature, by } of needs) {
    if (features.some(({ name }) => name === feature)) continue;
    const known = missing.get(feature) ?? [];
    if (!known.includes(by)) known.push(by);
    missing.set(feature, known);
  }
  if (missing.size === 0) return;
  const list = [...missing].map(([feature, neededBy]) => ({
    feature,
    entry: `@tillwright/pricing-engine/${feature}`,
    neededBy,
  }));
  const told = list.map(({ entry, neededBy }) => `${entry} for ${neededBy.join(", ")}`);
  throw new PricingError(
    "pricing.missing-feature",
    `${operation}: features that were not handed in are needed: ${told.join("; ")}`,
    { missing: list },
  );
}

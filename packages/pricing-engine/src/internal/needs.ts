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

// The kinds that features bring, so that a document with one says what to import.
const featureOfKind: ReadonlyMap<string, FeatureName> = new Map([
  ["nth-item", "combinations"],
  ["buy-n-get-m", "combinations"],
  ["add-on-price", "combinations"],
  ["pick-m-for-price", "combinations"],
  ["bundle", "combinations"],
  ["gift", "gifts"],
]);

/** What the fields of a document need. */
export function needsOfRules(
  { promotions, fees = [], tax, manual, floors = [], gates = [], objective }: RulesDocument,
  extensions: readonly PricingExtension[],
): Need[] {
  const needs: Need[] = [];
  const need = (is: boolean, feature: FeatureName, by: string): void => {
    if (is) needs.push({ feature, by });
  };
  need(extensions.length > 0, "vendors", "extensions");
  need(isOwnObjective(objective), "combinations", "objective");
  need(fees.length > 0, "charges", "fees");
  need(tax !== undefined, "charges", "tax");
  need(manual !== undefined, "manual", "manual");
  need(floors.length > 0, "guards", "floors");
  need(gates.length > 0, "guards", "gates");
  for (const one of promotions) {
    const feature = featureOfKind.get(one.kind);
    if (feature !== undefined) needs.push({ feature, by: nameOfNeed(one) });
    need(one.kind === "buy-n-get-m" && one.mode === "add-on", "gifts", nameOfNeed(one));
    need(one.floor !== undefined, "guards", nameOfNeed(one));
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
export function needsOfBasket(
  { manual = [], returns = [] }: Basket,
  objective: Objective,
): readonly Need[] {
  const needs: Need[] = [];
  if (manual.length > 0) needs.push({ feature: "manual", by: "manual" });
  if (returns.length > 0) needs.push({ feature: "charges", by: "returns" });
  if (isOwnObjective(objective)) needs.push({ feature: "combinations", by: "objective" });
  return needs;
}

function isOwnObjective(objective: Objective = "customer-best"): boolean {
  return objective !== "customer-best";
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

import {
  type Basket,
  compile,
  type FeatureName,
  type PricedBasket,
  type PricingFeature,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { features } from "@tillwright/pricing-engine/complete";
import { isCodedError } from "@tillwright/values";

/** What was missing, as the error names it. */
export interface Missing {
  readonly feature: FeatureName;
  readonly entry: string;
  readonly neededBy: readonly string[];
}

/** The features that are missing for something, none where it is done. */
export function missingFor(action: () => unknown): readonly Missing[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!isCodedError(error, "pricing.missing-feature")) throw error;
    return error.facts["missing"] as unknown as readonly Missing[];
  }
}

export function featuresNamed(names: readonly FeatureName[]): readonly PricingFeature[] {
  return features.filter(({ name }) => names.includes(name));
}

/** Prices with the features that the errors ask for, and no others. */
export function priceLean(
  rules: RulesDocument,
  basket: Basket,
): { readonly priced: PricedBasket; readonly names: readonly FeatureName[] } {
  const ofRules = missingFor(() => compile(rules)).map(({ feature }) => feature);
  const engine = compile(rules, { features: featuresNamed(ofRules) });
  const ofBasket = missingFor(() => engine.price(basket)).map(({ feature }) => feature);
  const names = [...ofRules, ...ofBasket];
  return { priced: compile(rules, { features: featuresNamed(names) }).price(basket), names };
}

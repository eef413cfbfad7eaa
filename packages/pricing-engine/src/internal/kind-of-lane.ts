import { PricingError } from "../errors.js";
import type { ExtensionLane } from "../extension.js";
import type { PromotionKind } from "../promotion-kind.js";
import type { PromotionTerms } from "../rules-document.js";

/** A lane that gives something by itself is a promotion that no document names: this is its kind. `null` when it gives nothing. */
export function kindOfLane(
  { lane, give }: ExtensionLane,
  promotions: readonly PromotionTerms[],
): PromotionKind | null {
  if (promotions.some(({ id }) => id === lane)) {
    throw new PricingError("pricing.bad-rules", `compile: ${lane} names a promotion and a lane`, {
      promotionId: lane,
    });
  }
  if (give === undefined) return null;
  return {
    kind: lane,
    lanes: [lane],
    compile: () => ({ form: "whole", discount: give }),
    implied: () => [],
    goods: () => undefined,
  };
}

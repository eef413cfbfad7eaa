import { PricingError } from "../errors.js";
import type { ExtensionLane } from "../extension.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import type { PromotionTerms } from "../rules-document.js";
import type { PlacedPromotion } from "./compile-rules.js";

/** What a lane gives by itself is a promotion that no document names; it comes after those that run in the lane. */
export function placeLanes(
  placed: PlacedPromotion[],
  lanes: readonly Lane[],
  own: readonly ExtensionLane[],
  promotions: readonly PromotionTerms[],
): void {
  for (const { lane, give, fundedBy } of own) {
    if (promotions.some(({ id }) => id === lane)) throw namesBoth(lane);
    if (give === undefined) continue;
    const kind: PromotionKind = {
      kind: lane,
      lanes: [lane],
      compile: () => ({ form: "whole", discount: give }),
      implied: () => [],
      goods: () => undefined,
    };
    const before = lanes.indexOf(lane);
    const at = placed.findIndex((one) => lanes.indexOf(one.lane) > before);
    const terms = { id: lane, ...(fundedBy === undefined ? {} : { fundedBy }) };
    placed.splice(at === -1 ? placed.length : at, 0, { terms, kind, lane });
  }
}

function namesBoth(lane: string): PricingError {
  return new PricingError("pricing.bad-rules", `compile: ${lane} names a promotion and a lane`, {
    promotionId: lane,
  });
}

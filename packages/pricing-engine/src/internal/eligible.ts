import { PricingError } from "../errors.js";
import type { CompiledPromotion } from "./compiled.js";
import type { Moment } from "./moment.js";
import type { Candidate } from "./pricing-state.js";

/** Whether a promotion may apply at all: its offer or code is there, and its conditions hold. */
export function isEligible({ promotion, joined }: Candidate, moment: Moment): boolean {
  return isOpened(promotion, moment) && (promotion.when === null || promotion.when(moment, joined));
}

/** Whether the offer or the code that a promotion needs is there. */
export function isOpened(promotion: CompiledPromotion, { basket }: Moment): boolean {
  switch (promotion.needs) {
    case null:
      return true;
    case "offer":
      return (
        basket.member?.offers.some(
          ({ promotionId, validUntil }) =>
            promotionId === promotion.id && (validUntil === null || basket.at < validUntil),
        ) === true
      );
    case "code":
      return basket.codes.some((code) => promotion.codes.includes(plainCode(code)));
    default:
      throw new PricingError("pricing.bad-rules", `${promotion.id} needs what nobody can give`);
  }
}

/** A code as it is compared: capitals and the blanks around it do not matter. */
export function plainCode(code: string): string {
  return code.trim().toUpperCase();
}

import type { UsageCount } from "../basket.js";
import { PricingError } from "../errors.js";
import type { CompiledPromotion, PromotionLimits } from "./compiled.js";
import type { Moment } from "./moment.js";
import type { Candidate } from "./pricing-state.js";

/** Whether a promotion may apply at all: its offer or code is there, and its conditions hold. */
export function isEligible({ promotion, joined }: Candidate, moment: Moment): boolean {
  if (!isOpened(promotion, moment) || usedUpLimit(promotion, moment) !== null) return false;
  return promotion.when === null || promotion.when(moment, joined);
}

/** What an offer or a code may open. */
export type Openable = Pick<CompiledPromotion, "id" | "needs" | "codes">;

/** Whether the offer or the code that a promotion needs is there. */
export function isOpened(promotion: Openable, { basket }: Moment): boolean {
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

/** The limit that earlier sales have used up; `null` when there is room. */
export function usedUpLimit(
  { id, limits }: CompiledPromotion,
  { basket }: Moment,
): keyof PromotionLimits | null {
  if (limits === null) return null;
  const count = (scope: "member" | "total"): UsageCount | undefined =>
    basket.usage.find((one) => one.promotionId === id && one.scope === scope);
  const anonymous = basket.member === null && Number.isFinite(limits.perMember);
  if (anonymous || (count("member")?.uses ?? 0) >= limits.perMember) return "perMember";
  if ((count("total")?.uses ?? 0) >= limits.total) return "total";
  return (count("total")?.amount ?? 0) >= limits.budget ? "budget" : null;
}

/** A code as it is compared: capitals and the blanks around it do not matter. */
export function plainCode(code: string): string {
  return code.trim().toUpperCase();
}

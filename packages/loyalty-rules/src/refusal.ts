import type { Json, Outcome, Refusal } from "@tillwright/values";

/** Why loyalty refuses. @public */
export type LoyaltyRefusalCode =
  | "loyalty.points-short"
  | "loyalty.points-spent"
  | "loyalty.stored-value-short"
  | "loyalty.stored-value-not-offered"
  | "loyalty.top-up-below-minimum"
  | "loyalty.top-up-above-maximum"
  | "loyalty.balance-above-maximum"
  | "loyalty.merge-while-held"
  | "loyalty.no-uses-left"
  | "loyalty.gift-card-short"
  | "loyalty.reward-not-for-tier"
  | "loyalty.reward-limit-reached"
  | "loyalty.reward-out-of-stock"
  | "loyalty.reward-used"
  | "loyalty.exclusive-goods"
  | "loyalty.choice-invalid"
  | "loyalty.renewal-too-early"
  | "loyalty.referral-not-offered"
  | "loyalty.referral-of-self"
  | "loyalty.referral-ring"
  | "loyalty.referral-not-new"
  | "loyalty.referral-below-minimum";

/** What the programme forbids. @public */
export type LoyaltyRefusal = Refusal<LoyaltyRefusalCode>;

/** An outcome that says no. */
export function refused(
  code: LoyaltyRefusalCode,
  message: string,
  facts: Readonly<Record<string, Json>>,
): Outcome<never, LoyaltyRefusal> {
  return { ok: false, refusal: { code, message, facts } };
}

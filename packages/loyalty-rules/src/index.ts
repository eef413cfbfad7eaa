export {
  couponAccount,
  couponIssuedAccount,
  memberOwner,
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
  storedBonusAccount,
  storedBonusIssuedAccount,
  storedPrincipalAccount,
  storedPrincipalIssuedAccount,
  tierPointsAccount,
  tierPointsCountedAccount,
  tierSpendAccount,
  tierSpendCountedAccount,
  tierVisitsAccount,
  tierVisitsCountedAccount,
} from "./accounts.js";
export {
  type BenefitCost,
  type BenefitUse,
  type TierBenefitCost,
  tierBenefitCosts,
} from "./benefit-costs.js";
export type { Benefit, BenefitFields, PaidPlan, Partner } from "./benefit-rules.js";
export { type BirthdayPresent, birthdayPresent } from "./birthday-gift.js";
export { birthdayYear } from "./birthday-year.js";
export { dueInstalments, storedBonusPromisedAccount } from "./bonus-instalments.js";
export {
  type CardRefundCase,
  type CardRefundOption,
  cardRefundOptions,
  closeStoredValue,
  punchRefundOptions,
} from "./card-refund.js";
export {
  type CentralProgramme,
  parseCentralProgramme,
  programmeForStore,
} from "./central-programme.js";
export { clawback } from "./clawback.js";
export type { Clawback, ClawbackRequest } from "./clawback-request.js";
export type { GoodsFacts } from "./conditions.js";
export { type CouponStanding, couponOffers, couponStanding } from "./coupon-standing.js";
export {
  type CouponRef,
  issueCoupon,
  lockCoupon,
  returnCoupon,
  unlockCoupon,
  useCoupon,
  voidCoupon,
} from "./coupons.js";
export { type EventEarning, earnEvent } from "./earn-event.js";
export { type Earning, earnPoints } from "./earn-points.js";
export { type CountedForTier, type EarnRecord, readEarnRecord } from "./earn-record.js";
export {
  type Entitlements,
  entitlements,
  exclusiveRefusal,
  type HeldBenefit,
} from "./entitlements.js";
export { LoyaltyError, type LoyaltyErrorCode } from "./errors.js";
export { expiryInstant } from "./expiry.js";
export { type BenefitExplanation, explainBenefits } from "./explain-benefits.js";
export { type EndingPoints, explainMember, type MemberExplanation } from "./explain-member.js";
export { explainPoints, valueOfPoints } from "./explain-points.js";
export {
  type GiftCard,
  giftCardAccount,
  giftCardSoldAccount,
  returnToGiftCard,
  sellGiftCard,
  spendGiftCard,
} from "./gift-cards.js";
export type {
  BirthdayGift,
  BirthdayWindow,
  CouponTemplate,
  JoinGift,
  Label,
  PunchCardTemplate,
  PunchService,
  ReferralRules,
} from "./gift-rules.js";
export { lapseInactive, lastPointsActivity } from "./inactive-points.js";
export { joinGift, type Welcome } from "./join-gift.js";
export {
  grantTier,
  judgeTier,
  type TierJudgement,
  tierFigures,
  tierForSale,
} from "./judge-tier.js";
export { lapseCommands } from "./lapse.js";
export { lapsedPoints } from "./lapsed-points.js";
export type { SpentLot } from "./lots.js";
export { memberAccounts, openMemberAccounts } from "./member-accounts.js";
export { type MergeHoldings, mergeAccounts, undoMergeAccounts } from "./merge-accounts.js";
export { nameReasons } from "./name-reasons.js";
export {
  buyPlan,
  cancelPlan,
  type PlanPurchase,
  type PlanTerm,
  planAccount,
  planSoldAccount,
  plansInForce,
} from "./paid-plans.js";
export { parseProgramme } from "./parse-programme.js";
export {
  issuerOfLot,
  type PartnerSettlement,
  type PartnerUse,
  partnerOfStore,
  settlePartners,
} from "./partners.js";
export { payDebt } from "./pay-debt.js";
export { type FinalPoints, finalizePoints, pointsPendingAccount } from "./pending-points.js";
export { pointsTerms } from "./points-terms.js";
export type {
  Combination,
  DebtPolicy,
  EarnRule,
  EventRule,
  Expiry,
  GoodsCondition,
  Multiplier,
  PointsExpiry,
  PointsRules,
  Programme,
  RedeemRule,
  ReturnedAfterExpiry,
  SituationCondition,
  SpendOrder,
  StoredValueRules,
  Tier,
  TierCondition,
  TierRules,
  TierWindow,
  TopUpStep,
} from "./programme.js";
export {
  type PunchUse,
  punchAccount,
  punchSoldAccount,
  reversePunchUse,
  sellPunchCard,
  usePunchCard,
} from "./punch-cards.js";
export { type EndingCard, endingCards, revenueOfUses } from "./punch-revenue.js";
export {
  holdPoints,
  type RedeemRequest,
  type Redemption,
  redeemPoints,
  releaseHold,
  settleHold,
} from "./redeem-points.js";
export {
  type RewardRecord,
  type RewardRedemption,
  type RewardRequest,
  redeemReward,
  stockReward,
} from "./redeem-reward.js";
export {
  type ReferralRequest,
  type ReferralReward,
  type ReferralSide,
  rewardReferral,
  takeBackReferral,
} from "./referral.js";
export type { RefundProgress } from "./refund-progress.js";
export type { LoyaltyRefusal, LoyaltyRefusalCode } from "./refusal.js";
export { type RewardReturn, returnReward } from "./return-reward.js";
export {
  rewardAccount,
  rewardGivenAccount,
  rewardPlacedAccount,
  rewardStockAccount,
} from "./reward-accounts.js";
export { type RewardOffer, type RewardStanding, rewardCatalogue } from "./reward-catalogue.js";
export type { Reward } from "./reward-rules.js";
export type {
  CommandContext,
  EventTender,
  MemberStanding,
  RefundedUnits,
  SaleEvent,
} from "./sale-event.js";
export { type RefundedSale, type SettledAgain, salesBehind, settleAgain } from "./settle-again.js";
export {
  type PastSale,
  type Simulation,
  type SimulationTerms,
  simulate,
  type TierCost,
} from "./simulate.js";
export { spendLease } from "./spend-lease.js";
export {
  returnStoredValue,
  type StoredValueSpend,
  spendStoredValue,
  splitReturn,
} from "./spend-stored-value.js";
export { planStoredValue, type StoredValueSplit } from "./stored-value.js";
export { noTierYet, type TierLots, type TierState, type TierTerm } from "./tier-state.js";
export { type NextTier, nextTier, type TierFigures, type TierNeed, tierOf } from "./tiers.js";
export { type TopUp, type TopUpRequest, topUp } from "./top-up.js";
export { usedUpLots } from "./used-up-lots.js";

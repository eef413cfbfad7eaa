export type { Basket, BasketLine, UsageCount } from "./basket.js";
export { type CompileOptions, compile } from "./compile.js";
export type {
  AtLeastAtMost,
  BasketLeaf,
  BirthdayCondition,
  Condition,
  GoodsLeaf,
  OneOrMore,
} from "./condition.js";
export type { DueRounding, PricingEngine } from "./engine.js";
export { PricingError, type PricingErrorCode } from "./errors.js";
export { defaultLanes } from "./lanes.js";
export type {
  AppliedPromotion,
  Lane,
  LineAdjustment,
  PricedBasket,
  PricedLine,
  PricedRun,
  UsageClaim,
} from "./priced-basket.js";
export { roundDue } from "./round-due.js";
export type {
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  CapTerm,
  EveryPromotion,
  FixedPricePromotion,
  FlashPricePromotion,
  FlashWindow,
  MemberPricePromotion,
  MemberRatePromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
  PriceListPromotion,
  PricePolicy,
  PriceText,
  Promotion,
  PromotionTerms,
  RulesDocument,
  StepsPromotion,
  ThresholdBase,
  ThresholdPromotion,
  ThresholdRatePromotion,
} from "./rules-document.js";

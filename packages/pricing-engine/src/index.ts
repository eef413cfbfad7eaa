export type { Basket, BasketLine, GiftChoice, UsageCount } from "./basket.js";
export { type BlockTerms, perPiece, shareBlocks } from "./block-effects.js";
export { type CompileOptions, compile } from "./compile.js";
export type {
  AtLeastAtMost,
  BasketLeaf,
  BirthdayCondition,
  Condition,
  ExtensionLeaf,
  GoodsLeaf,
  OneOrMore,
} from "./condition.js";
export type {
  BasketConditionKind,
  Facet,
  FacetKey,
  GoodsConditionKind,
} from "./condition-kind.js";
export type {
  AbsolutePriceEffect,
  BasketTest,
  EachEffect,
  Effect,
  GiftOffer,
  GiftRight,
  GiftsEffect,
  GoodsTest,
  JointEffect,
  JointSums,
  PriceRateEffect,
  RunningBasket,
  RunningGoods,
  UnitsEffect,
  UnitsPart,
  WholeEffect,
} from "./effect.js";
export type { DueRounding, PriceOptions, PricingEngine } from "./engine.js";
export { PricingError, type PricingErrorCode } from "./errors.js";
export type { ExtensionLane, ExtensionName, PricingExtension } from "./extension.js";
export type { FeatureName, PricingFeature } from "./feature.js";
export type { Fee, FeeKind } from "./fee.js";
export type {
  AddOnPricePromotion,
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  FixedPricePromotion,
  GiftOption,
  GiftPromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
  RateBase,
} from "./goods-promotions.js";
export { defaultLanes } from "./lanes.js";
export type {
  ManualDiscount,
  ManualLimit,
  ManualRefusal,
  ManualTerms,
} from "./manual-discount.js";
export type { Moment } from "./moment.js";
export type { Objective } from "./objective.js";
export type { PriceFloor } from "./price-floor.js";
export type {
  AppliedPromotion,
  GrantedGift,
  Lane,
  LineAdjustment,
  PricedBasket,
  PricedLine,
  PricedRun,
  UsageClaim,
} from "./priced-basket.js";
export type { PricedFee, PricedTax } from "./priced-charges.js";
export { type PromotionKind, promotionKind } from "./promotion-kind.js";
export type { BarredLine, PurchaseGate } from "./purchase-gate.js";
export type { PricedReturn, ReturnedLine, ReturnedRun } from "./returned-line.js";
export { roundDue } from "./round-due.js";
export type {
  CapTerm,
  EveryPromotion,
  ExtensionPromotion,
  FlashPricePromotion,
  FlashWindow,
  MemberPricePromotion,
  MemberRatePromotion,
  PriceListPromotion,
  PricePolicy,
  PriceText,
  Promotion,
  PromotionTerms,
  RulesDocument,
  Stacking,
  StepsPromotion,
  ThresholdBase,
  ThresholdPromotion,
  ThresholdRatePromotion,
} from "./rules-document.js";
export type { TaxClass, TaxExemption, TaxPart, TaxTerms } from "./tax.js";
export type { TermReader } from "./term-reader.js";

export type { Basket, BasketLine, UsageCount } from "./basket.js";
export type { DueRounding, PricingEngine } from "./engine.js";
export type {
  AppliedPromotion,
  Lane,
  LineAdjustment,
  PricedBasket,
  PricedLine,
  PricedRun,
  UsageClaim,
} from "./priced-basket.js";

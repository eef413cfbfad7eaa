export { type BasketOptions, baskets } from "./testing/baskets.js";
export { type BasketsForOptions, basketsFor } from "./testing/baskets-for.js";
export { goodsConditions } from "./testing/goods.js";
export type { Law, LawOptions } from "./testing/laws/law.js";
export { type Laws, laws } from "./testing/laws.js";
export { itemPromotions, orderPromotions, pricePromotions } from "./testing/promotions.js";
export {
  type PromotionListOptions,
  promotionLists,
  type RuleSetOptions,
  ruleSets,
} from "./testing/rule-sets.js";

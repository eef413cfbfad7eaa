export {
  type ChangedBasket,
  type ComparedPromotion,
  type CompareOptions,
  type Comparison,
  compare,
  type PromotionSums,
} from "./compare-rules.js";

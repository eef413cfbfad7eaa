export type { ConditionExplanation, ConditionView } from "./condition-explanation.js";
export { explain } from "./explain-price.js";
export type {
  ExplainedBar,
  ExplainedFee,
  ExplainedLine,
  ExplainedPromotion,
  ExplainedRefusal,
  ExplainedTax,
  Explanation,
} from "./explanation.js";
export type { ExplainOptions, ExplanationExtension } from "./explanation-extension.js";
export {
  type Facts,
  type Missed,
  type PromotionExplanation,
  type PromotionView,
  promotionExplanation,
} from "./promotion-explanation.js";

export type { ConditionExplanation, ConditionView } from "./condition-explanation.js";
export { explain } from "./explain-price.js";
export type {
  ExplainedBar,
  ExplainedLine,
  ExplainedPromotion,
  ExplainedRefusal,
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
export { type VerifyOptions, verify } from "./verify.js";

export { explain } from "./explain-price.js";
export type { ExplainedLine, ExplainedPromotion, Explanation } from "./explanation.js";
export { verify } from "./verify.js";

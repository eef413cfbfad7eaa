export { parseBasket } from "./parse-basket.js";
export { parseRules } from "./parse-rules.js";

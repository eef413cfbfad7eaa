export type { FeatureSyntax } from "./feature-syntax.js";
export {
  count as wholeNumber,
  dateText,
  hours as hoursOfDay,
  instantText,
  moneyText,
  nameText,
  positiveMoneyText,
  priceText,
  shareText,
} from "./internal/parse/texts.js";
export { parseBasket } from "./parse-basket.js";
export { parseRules } from "./parse-rules.js";
export type {
  ConditionPlace,
  ConditionSyntax,
  ParseOptions,
  PromotionSyntax,
  SyntaxExtension,
  TermSyntax,
} from "./rules-syntax.js";

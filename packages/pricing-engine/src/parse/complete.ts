import type { Result } from "@tillwright/values";
import type { Basket } from "../basket.js";
import type { FeatureSyntax } from "../feature-syntax.js";
import { parseBasket as parseBasketWith } from "../parse-basket.js";
import { parseRules as parseRulesWith } from "../parse-rules.js";
import type { RulesDocument } from "../rules-document.js";
import type { ParseOptions } from "../rules-syntax.js";
import { chargesSyntax } from "./charges.js";
import { combinationsSyntax } from "./combinations.js";
import { giftsSyntax } from "./gifts.js";
import { guardsSyntax } from "./guards.js";
import { manualSyntax } from "./manual.js";
import { vendorsSyntax } from "./vendors.js";

/** The syntax of every feature there is. @public */
export const featureSyntaxes: readonly FeatureSyntax[] = [
  combinationsSyntax,
  giftsSyntax,
  chargesSyntax,
  manualSyntax,
  guardsSyntax,
  vendorsSyntax,
];

/**
 * `parseRules` with the syntax of every feature handed in: for the engine of `/complete`, and for whoever does not count bytes.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse/complete";
 *
 * const result = parseRules({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "nth-item", id: "half", nth: 2, pay: 50 }],
 * });
 * result.ok ? "" : result.issues[0]?.message; //=> "promotions[0].pay must be a text, but is 50"
 * ```
 *
 * @public
 */
export function parseRules(input: unknown, options: ParseOptions = {}): Result<RulesDocument> {
  return parseRulesWith(input, { ...options, features: featureSyntaxes });
}

/**
 * `parseBasket` with the syntax of every feature handed in, so that baskets may hold discounts by hand and lines that come back.
 *
 * @example
 * ```ts
 * import { parseBasket } from "@tillwright/pricing-engine/parse/complete";
 *
 * const basket = {
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, lines: [], codes: [], points: null, usage: [],
 * };
 * const off = { id: "m1", role: "clerk", off: "10%" };
 * parseBasket({ ...basket, manual: [off] }).ok; //=> true
 * ```
 *
 * @public
 */
export function parseBasket(input: unknown): Result<Basket> {
  return parseBasketWith(input, { features: featureSyntaxes });
}

import { type Result, reject, succeed } from "@tillwright/values";
import type { Basket } from "./basket.js";
import { basketIssues } from "./internal/parse/basket-syntax.js";
import { syntaxPartsOf } from "./internal/parse/syntax-parts.js";
import type { ParseOptions } from "./rules-syntax.js";

/**
 * Checks a basket that came from outside, in the form in which programs exchange it (amounts in minor units), and reports
 * every problem at once.
 *
 * Discounts by hand and lines that come back are read with the syntax `manual` and `charges`, handed in as `features`, and refused
 * as `pricing.missing-feature` without them. The entry `/parse/complete` has a `parseBasket` that knows all.
 *
 * @example
 * ```ts
 * import { parseBasket } from "@tillwright/pricing-engine/parse";
 *
 * const result = parseBasket({ currency: "CNY", lines: [] });
 * result.ok ? [] : result.issues.map((one) => one.path[0]); //=> ["at", "zone", "storeId", "channel", "member", "codes", "points", "usage"]
 * ```
 *
 * @public
 */
export function parseBasket(
  input: unknown,
  { features = [] }: Pick<ParseOptions, "features"> = {},
): Result<Basket> {
  const issues = basketIssues(input, syntaxPartsOf(features));
  return issues.length > 0 ? reject(issues) : succeed(JSON.parse(JSON.stringify(input)));
}

import { type Result, reject, succeed } from "@tillwright/values";
import type { Basket } from "./basket.js";
import { basketIssues } from "./internal/parse/basket-syntax.js";

/**
 * Checks a basket that came from outside, in the form in which programs exchange it (amounts in minor units), and reports
 * every problem at once.
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
export function parseBasket(input: unknown): Result<Basket> {
  const issues = basketIssues(input);
  return issues.length > 0 ? reject(issues) : succeed(JSON.parse(JSON.stringify(input)));
}

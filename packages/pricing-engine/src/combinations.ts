import type { PricingFeature } from "./feature.js";
import { combining } from "./internal/combine.js";
import { featureOf } from "./internal/engine-parts.js";
import { combinationKinds } from "./internal/kinds/combination-kinds.js";

export { buyAndGet, setsForPrice, setsOfParts } from "./set-effects.js";

/**
 * Promotions that take several units together, or a limited number of them: 第N件, 买N送M, 组合价, N元任选M件, 加价购; with the exact search
 * for the best combination, its certificate and its budget of work, and the objectives besides `customer-best`.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { combinations } from "@tillwright/pricing-engine/combinations";
 *
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1",
 *     currency: "CNY",
 *     promotions: [{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }],
 *   },
 *   { features: [combinations] },
 * );
 * engine.rules.promotions.length; //=> 1
 * ```
 *
 * @public
 */
export const combinations: PricingFeature = featureOf(
  "combinations",
  { combining },
  combinationKinds,
);

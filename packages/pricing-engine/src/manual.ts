import type { PricingFeature } from "./feature.js";
import { featureOf } from "./internal/engine-parts.js";
import { compileManual } from "./internal/manual-lane.js";

/**
 * Discounts that somebody at the till asks for (整单折扣, 改价), within the limits of roles and the margin.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { manual } from "@tillwright/pricing-engine/manual";
 *
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1",
 *     currency: "CNY",
 *     promotions: [],
 *     manual: { roles: { clerk: { pay: "90%" } } },
 *   },
 *   { features: [manual] },
 * );
 * engine.rules.manual?.roles; //=> { "clerk": { "pay": "90%" } }
 * ```
 *
 * @public
 */
export const manual: PricingFeature = featureOf("manual", { compileManual });

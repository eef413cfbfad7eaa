import type { PricingFeature } from "./feature.js";
import { compileCharges } from "./internal/charges/compile-charges.js";
import { featureOf } from "./internal/engine-parts.js";

/**
 * Fees, tax, lines that come back in an exchange, and discounts that several pay for.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { charges } from "@tillwright/pricing-engine/charges";
 *
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1",
 *     currency: "CNY",
 *     promotions: [],
 *     tax: { prices: "included", classes: [{ id: "standard", rate: "13%" }] },
 *   },
 *   { features: [charges] },
 * );
 * engine.rules.tax?.prices; //=> "included"
 * ```
 *
 * @public
 */
export const charges: PricingFeature = featureOf("charges", { compileCharges });

import type { PricingFeature } from "./feature.js";
import { featureOf } from "./internal/engine-parts.js";
import { compileFloorGuard } from "./internal/floors.js";
import { compileBars } from "./internal/gates.js";

/**
 * Prices that nothing goes below (`floors`, and `floor` of a promotion), and who may buy what (`gates`).
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { guards } from "@tillwright/pricing-engine/guards";
 *
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1",
 *     currency: "CNY",
 *     promotions: [{ kind: "percent-off", id: "half", pay: "50%", floor: "9.90" }],
 *   },
 *   { features: [guards] },
 * );
 * engine.rules.promotions.length; //=> 1
 * ```
 *
 * @public
 */
export const guards: PricingFeature = featureOf("guards", {
  compileFloors: compileFloorGuard,
  compileGates: compileBars,
});

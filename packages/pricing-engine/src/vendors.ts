import type { PricingFeature } from "./feature.js";
import { checkedEffect } from "./internal/checked-effect.js";
import { featureOf } from "./internal/engine-parts.js";
import { extendedRegistry } from "./internal/extended-registry.js";
import { placeLanes } from "./internal/place-lanes.js";

/**
 * Extensions of vendors: their names are looked at when the rules are compiled, and each answer of theirs is held against the
 * laws. Needed with the option `extensions`.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 * import { vendors } from "@tillwright/pricing-engine/vendors";
 *
 * const shelf = { key: "acme:shelf", compile: () => () => true };
 * const acme = { name: "acme", goodsConditions: [shelf] };
 * const engine = compile(
 *   { format: "tillwright.rules/1", currency: "CNY", promotions: [] },
 *   { features: [vendors], extensions: [acme] },
 * );
 * engine.extensions.length; //=> 1
 * ```
 *
 * @public
 */
export const vendors: PricingFeature = featureOf("vendors", {
  vendors: { registryOf: extendedRegistry, checkedEffect, placeLanes },
});

import { charges } from "./charges.js";
import { combinations } from "./combinations.js";
import { type CompileOptions, compile as compileWith } from "./compile.js";
import type { PricingEngine } from "./engine.js";
import type { PricingFeature } from "./feature.js";
import { gifts } from "./gifts.js";
import { guards } from "./guards.js";
import { manual } from "./manual.js";
import type { RulesDocument } from "./rules-document.js";
import { vendors } from "./vendors.js";

/** Every feature there is. @public */
export const features: readonly PricingFeature[] = [
  combinations,
  gifts,
  charges,
  manual,
  guards,
  vendors,
];

/**
 * `compile` with every feature handed in: what a shop uses that does not count bytes.
 *
 * Throws as `compile` does, `pricing.missing-feature` left out.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }],
 * });
 * engine.configuration.length; //=> 71
 * ```
 *
 * @public
 */
export function compile(rules: RulesDocument, options: CompileOptions = {}): PricingEngine {
  return compileWith(rules, { ...options, features: [...(options.features ?? []), ...features] });
}

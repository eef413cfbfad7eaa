import type { FeatureSyntax } from "../feature-syntax.js";
import { extendedRegistry } from "../internal/extended-registry.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";

/**
 * Lets documents be read with the option `extensions`: the names of an extension are looked at, and its lanes may be named.
 *
 * @example
 * ```ts
 * import { nameText, parseRules } from "@tillwright/pricing-engine/parse";
 * import { vendorsSyntax } from "@tillwright/pricing-engine/parse/vendors";
 *
 * const shelf = { key: "acme:shelf", place: "goods" as const, schema: () => nameText };
 * const acme = { name: "acme", conditionSyntaxes: [shelf] };
 * const top = { kind: "percent-off", id: "top", off: "10%", goods: { "acme:shelf": "top" } };
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [top] };
 * parseRules(document, { features: [vendorsSyntax], extensions: [acme] }).ok; //=> true
 * ```
 *
 * @public
 */
export const vendorsSyntax: FeatureSyntax = featureSyntax("vendors", {
  registryOf: extendedRegistry,
});

import type { FeatureName } from "./feature.js";

/**
 * How documents and baskets that use a feature are written, for `parseRules` and `parseBasket`: a plain object from the entry
 * `/parse/` with the feature's name. It is apart from the feature itself, so that who prices without parsing loads no parser.
 *
 * @public
 */
export interface FeatureSyntax {
  readonly name: FeatureName;
  /** What the parsers read with it, which is their own affair. */
  readonly syntax: object;
}

import type { FeatureSyntax } from "../feature-syntax.js";
import { giftKinds } from "../internal/kinds/gift-kinds.js";
import { giftSyntax } from "../internal/parse/gift-syntax.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";

/**
 * How gifts beside the basket (满赠) are written; with it 买N送M may add its goods on.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 * import { giftsSyntax } from "@tillwright/pricing-engine/parse/gifts";
 *
 * const mug = { product: "mug", value: "15.00" };
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [{ kind: "gift", id: "mug", amount: "100.00", gifts: [mug] }] };
 * parseRules(document, { features: [giftsSyntax] }).ok; //=> true
 * const lean = parseRules(document);
 * lean.ok ? [] : lean.issues.map(({ code, path }) => [code, path.join(".")]); //=> [["pricing.missing-feature", "promotions.0.kind"]]
 * ```
 *
 * @public
 */
export const giftsSyntax: FeatureSyntax = featureSyntax("gifts", {
  kinds: giftKinds,
  promotions: [giftSyntax],
});

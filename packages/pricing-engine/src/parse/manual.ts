import type { FeatureSyntax } from "../feature-syntax.js";
import {
  manualDiscounts,
  manualDiscountsIssues,
  manualTermsIssues,
} from "../internal/parse/manual-syntax.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";

/**
 * How it is written what may be given by hand, in documents, and which discounts somebody asks for (整单折扣, 改价), in baskets.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 * import { manualSyntax } from "@tillwright/pricing-engine/parse/manual";
 *
 * const manual = { roles: { clerk: { pay: "90%" } } };
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [], manual };
 * parseRules(document, { features: [manualSyntax] }).ok; //=> true
 * const lean = parseRules(document);
 * lean.ok ? [] : lean.issues.map(({ code, path }) => [code, path.join(".")]); //=> [["pricing.missing-feature", "manual"]]
 * ```
 *
 * @public
 */
export const manualSyntax: FeatureSyntax = featureSyntax("manual", {
  documentIssues: manualTermsIssues,
  basket: { field: "manual", list: manualDiscounts, issues: manualDiscountsIssues },
});

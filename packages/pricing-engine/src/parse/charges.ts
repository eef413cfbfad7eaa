import * as z from "zod/mini";
import type { FeatureSyntax } from "../feature-syntax.js";
import { feesIssues } from "../internal/parse/fee-syntax.js";
import { fundersTerm } from "../internal/parse/funders-syntax.js";
import { returnedIssues, returnedLines } from "../internal/parse/returned-syntax.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";
import { taxIssues } from "../internal/parse/tax-syntax.js";

/**
 * How fees, tax and discounts that several pay for are written in documents, and lines that come back in baskets.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 * import { chargesSyntax } from "@tillwright/pricing-engine/parse/charges";
 *
 * const tax = { prices: "included", classes: [{ id: "standard", rate: "13%" }] };
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [], tax };
 * parseRules(document, { features: [chargesSyntax] }).ok; //=> true
 * const lean = parseRules(document);
 * lean.ok ? [] : lean.issues.map(({ code, path }) => [code, path.join(".")]); //=> [["pricing.missing-feature", "tax"]]
 * ```
 *
 * @public
 */
export const chargesSyntax: FeatureSyntax = featureSyntax("charges", {
  terms: { fundedBy: z.optional(fundersTerm) },
  documentIssues: (document, rules) => [
    ...feesIssues(document, rules),
    ...taxIssues(document, rules),
  ],
  basket: { field: "returns", list: returnedLines, issues: returnedIssues },
});

import type { FeatureSyntax } from "../feature-syntax.js";
import { guardIssues } from "../internal/parse/guard-syntax.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";

/**
 * How prices that nothing goes below (`floors`, and `floor` of a promotion) and who may buy what (`gates`) are written.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 * import { guardsSyntax } from "@tillwright/pricing-engine/parse/guards";
 *
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [], floors: [{ price: "1.00" }] };
 * parseRules(document, { features: [guardsSyntax] }).ok; //=> true
 * const lean = parseRules(document);
 * lean.ok ? [] : lean.issues.map(({ code, path }) => [code, path.join(".")]); //=> [["pricing.missing-feature", "floors"]]
 * ```
 *
 * @public
 */
export const guardsSyntax: FeatureSyntax = featureSyntax("guards", { documentIssues: guardIssues });

import type { FeatureSyntax } from "../feature-syntax.js";
import { combinationKinds } from "../internal/kinds/combination-kinds.js";
import { combinationSyntaxes } from "../internal/parse/combination-syntax.js";
import { featureSyntax } from "../internal/parse/syntax-parts.js";

/**
 * How 第N件, 买N送M, 组合价, N元任选M件 and 加价购 are written; with it documents may name the objectives besides `customer-best`.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 * import { combinationsSyntax } from "@tillwright/pricing-engine/parse/combinations";
 *
 * const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }] };
 * parseRules(document, { features: [combinationsSyntax] }).ok; //=> true
 * const lean = parseRules(document);
 * lean.ok ? [] : lean.issues.map(({ code, path }) => [code, path.join(".")]); //=> [["pricing.missing-feature", "promotions.0.kind"]]
 * ```
 *
 * @public
 */
export const combinationsSyntax: FeatureSyntax = featureSyntax("combinations", {
  kinds: combinationKinds,
  promotions: combinationSyntaxes,
});

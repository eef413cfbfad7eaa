import { type Result, reject, succeed } from "@tillwright/values";
import { rulesIssues } from "./internal/parse/rules-syntax.js";
import type { RulesDocument } from "./rules-document.js";
import type { ParseOptions } from "./rules-syntax.js";

/**
 * Checks a rule document that came from outside and reports every problem at once, each at its path and in plain words.
 *
 * Money is text with at most the decimals of the currency, a share is text with a per cent sign; bare numbers are refused, and
 * so are fields that are not known. A vendor's kinds and conditions are known through `extensions`.
 *
 * This is the parser of the lean engine: what that does not know is read with the syntax of its feature, handed in as `features`,
 * and refused as `pricing.missing-feature`, each field with one issue that names the entry to import, where it was not handed in. The
 * entry `/parse/complete` has a `parseRules` that knows all.
 *
 * Throws `pricing.missing-feature` for `extensions` without the syntax `vendors`, and `pricing.bad-extension` as `compile` does.
 *
 * @example
 * ```ts
 * import { parseRules } from "@tillwright/pricing-engine/parse";
 *
 * const result = parseRules({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "percent-off", id: "tea", off: 0.1 }],
 * });
 * result.ok ? [] : result.issues[0]?.path; //=> ["promotions", 0, "off"]
 * result.ok ? "" : result.issues[0]?.message; //=> "promotions[0].off must be a text, but is 0.1"
 * ```
 *
 * @public
 */
export function parseRules(input: unknown, options: ParseOptions = {}): Result<RulesDocument> {
  const issues = rulesIssues(input, options);
  return issues.length > 0 ? reject(issues) : succeed(structure(input));
}

/** The document as plain data of its own, so that nobody changes it afterwards. */
function structure(input: unknown): RulesDocument {
  return JSON.parse(JSON.stringify(input));
}

import { findBelow } from "./internal/lint/find-below.js";
import { findInversions } from "./internal/lint/find-inversions.js";
import { findNeverTrue } from "./internal/lint/find-never-true.js";
import { findPairs } from "./internal/lint/find-pairs.js";
import { findReferences } from "./internal/lint/find-references.js";
import { findShadowed } from "./internal/lint/find-shadowed.js";
import { findSteps } from "./internal/lint/find-steps.js";
import { startSession } from "./internal/lint/session.js";
import { compareText } from "./internal/order.js";
import type { LintFinding, LintOptions, LintReport } from "./lint-report.js";
import type { RulesDocument } from "./rules-document.js";

/**
 * Looks a rule document over before customers do: promotions that never give anything or that others always outdo, steps that
 * nobody would miss, baskets that cost more than with goods added, goods sold below cost or floor, pairs whose order only
 * their ids decide, pairs that are dearer together than one alone, conditions that cannot hold, names that point nowhere.
 *
 * Most of it is found by pricing: baskets are made that meet the rules' own conditions, with prices a minor unit below, at and
 * above the rules' own amounts, and each finding comes with the smallest of them that shows it. Kinds of a vendor's own take part
 * like all others; for own conditions `extensions` say what meets them. Contradictions are found by reasoning over the built-in
 * conditions, so they are certain; that a promotion is outdone is what was seen in the baskets tried. When `budget`
 * pricings are spent it stops, and `gaveUpOn` says what was left.
 *
 * Takes what `parseRules` let through; throws what `compile` throws.
 *
 * @example
 * ```ts
 * import { lint, lintEn } from "@tillwright/pricing-engine/lint";
 * import { renderReason } from "@tillwright/values";
 *
 * const report = lint({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [
 *     {
 *       kind: "steps", id: "ladder", name: "阶梯满减",
 *       steps: [{ amount: "100.00", off: "10.00" }, { amount: "200.00", off: "30.00" }, { amount: "300.00", off: "30.00" }],
 *     },
 *   ],
 * });
 * report.findings.map(({ code }) => code); //=> ["pricing.lint.dead-step", "pricing.lint.inversion"]
 * const [dead, inversion] = report.findings;
 * const context = { language: "en" as const, currency: "CNY" };
 * dead === undefined ? "" : renderReason(lintEn, dead.reason, context); //=> "阶梯满减: the step 300.00 - 30.00 gives no more than 200.00 - 30.00"
 * inversion === undefined ? "" : renderReason(lintEn, inversion.reason, context); //=> "阶梯满减: a basket of ¥189.99 falls to ¥170.00 when goods are added"
 * inversion?.basket?.lines.map(({ price }) => price.unit?.micros); //=> [199990000]
 * report.complete; //=> true
 * ```
 *
 * @public
 */
export function lint(rules: RulesDocument, options: LintOptions = {}): LintReport {
  const session = startSession(rules, options);
  const findings = [
    ...findNeverTrue(session),
    ...findReferences(session),
    ...findSteps(session),
    ...findShadowed(session),
    ...findInversions(session),
    ...findBelow(session),
    ...findPairs(session),
  ];
  const gaveUpOn = session.gaveUpOn();
  return {
    findings: findings.sort(bySeverity),
    pricings: session.pricings(),
    complete: gaveUpOn.length === 0,
    gaveUpOn,
  };
}

const weight = { error: 0, warning: 1, notice: 2 } as const;

function bySeverity(a: LintFinding, b: LintFinding): number {
  return (
    weight[a.severity] - weight[b.severity] ||
    compareText(a.code, b.code) ||
    compareText(a.promotionIds.join(" "), b.promotionIds.join(" "))
  );
}

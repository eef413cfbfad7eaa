import { CashierError } from "./errors.js";
import type { ScaleLabelRule } from "./scale-label.js";

/** What a scale's label says: which product, and the value as a whole number of its last decimal digit. */
export interface ScaleLabel {
  readonly plu: string;
  readonly value: number;
  readonly rule: ScaleLabelRule;
}

const patternShape = /^[0-9.]*\{N*D*\}[0-9.]*$/;

function ruleProblem(rule: ScaleLabelRule): string | null {
  if (!patternShape.test(rule.pattern)) return "is not digits, dots and one {NNDDD}";
  const digits = rule.pattern.length - 2;
  if (digits !== 12) return `has ${digits} digits; an EAN-13 has 12 and its check digit`;
  if (!rule.pattern.includes(".")) return "has no digit of a PLU";
  if (rule.pattern.includes("{}")) return "has no digit of a value";
  if (rule.value === "measure" && rule.unit === undefined) return "measures without a unit";
  return null;
}

/**
 * Throws `cashier.label-rule-invalid` for a rule that cannot be one. The till calls it when it is made, not at the first
 * label.
 */
export function checkScaleLabelRules(rules: readonly ScaleLabelRule[]): void {
  for (const rule of rules) {
    const problem = ruleProblem(rule);
    if (problem === null) continue;
    const { pattern } = rule;
    throw new CashierError("cashier.label-rule-invalid", `the label rule ${pattern} ${problem}`, {
      pattern,
    });
  }
}

/** What the first rule that fits reads in a 13-digit code; `null` when none fits. */
export function readScaleLabel(code: string, rules: readonly ScaleLabelRule[]): ScaleLabel | null {
  if (!/^[0-9]{13}$/.test(code)) return null;
  for (const rule of rules) {
    const label = readByRule(code, rule);
    if (label !== null) return label;
  }
  return null;
}

function readByRule(code: string, rule: ScaleLabelRule): ScaleLabel | null {
  const places = rule.pattern.replace(/[{}]/g, "");
  let plu = "";
  let value = "";
  for (let index = 0; index < places.length; index += 1) {
    const place = places.charAt(index);
    const digit = code.charAt(index);
    if (place === ".") plu += digit;
    else if (place === "N" || place === "D") value += digit;
    else if (place !== digit) return null;
  }
  return { plu, value: Number(value), rule };
}

/** How many decimal digits the value of a rule has. */
export function labelDecimals(rule: ScaleLabelRule): number {
  return rule.pattern.split("D").length - 1;
}

import type { Json } from "@tillwright/values";
import type { Basket } from "../../basket.js";
import type { LintCode, LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { nameOf } from "../promotion-name.js";

const severities: Readonly<Record<LintCode, LintFinding["severity"]>> = {
  "pricing.lint.never-true": "error",
  "pricing.lint.unknown-reference": "error",
  "pricing.lint.unreachable-offer": "error",
  "pricing.lint.unknown-group": "error",
  "pricing.lint.below-cost": "error",
  "pricing.lint.below-floor": "error",
  "pricing.lint.falling-step": "error",
  "pricing.lint.gives-nothing": "warning",
  "pricing.lint.shadowed": "warning",
  "pricing.lint.dead-step": "warning",
  "pricing.lint.order-dependent": "warning",
  "pricing.lint.raises-total": "warning",
  "pricing.lint.inversion": "notice",
  "pricing.lint.lonely-group": "notice",
};

export function findingOf(
  code: LintCode,
  promotions: readonly Promotion[],
  facts: Readonly<Record<string, Json>>,
  basket: Basket | null,
): LintFinding {
  const [first] = promotions;
  const name = first === undefined ? {} : { name: nameOf(first) };
  return {
    code,
    severity: severities[code],
    promotionIds: promotions.map(({ id }) => id),
    reason: { code, facts: { ...name, ...facts } },
    basket,
  };
}

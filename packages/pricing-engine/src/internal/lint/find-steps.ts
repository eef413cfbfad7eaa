import type { Basket } from "../../basket.js";
import type { LintFinding } from "../../lint-report.js";
import type { StepsPromotion } from "../../rules-document.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";
import { smallest } from "./shrink.js";

type Step = StepsPromotion["steps"][number];

/** Steps that give no more than the one below: nobody would miss them, or they even take something back. */
export function findSteps(session: LintSession): readonly LintFinding[] {
  return session.rules.promotions.flatMap((promotion) => {
    if (promotion.kind !== "steps") return [];
    const ladder = [...promotion.steps].sort((a, b) => Number(a.amount) - Number(b.amount));
    return ladder.flatMap((step, i) => {
      const below = ladder[i - 1];
      return below === undefined ? [] : judge(session, promotion, step, below);
    });
  });
}

function judge(
  session: LintSession,
  promotion: StepsPromotion,
  step: Step,
  below: Step,
): readonly LintFinding[] {
  const without = {
    ...promotion,
    steps: promotion.steps.filter((one) => one !== step),
  };
  const difference = (basket: Basket): number | null => {
    const [own, other] = [session.price([promotion], basket), session.price([without], basket)];
    return own === null || other === null ? null : own.totals.due - other.totals.due;
  };
  const probes = probesOf(session, [{ ...promotion, steps: [step] }]);
  const differences = probes.map(difference);
  if (differences.some((one) => one !== null && one < 0)) return [];
  const facts = { amount: step.amount, off: step.off, below: below.amount, belowOff: below.off };
  const dearer = probes.find((_, i) => (differences[i] ?? 0) > 0);
  if (dearer !== undefined) {
    const basket = smallest(dearer, (one) => (difference(one) ?? 0) > 0);
    return [findingOf("pricing.lint.falling-step", [promotion], facts, basket)];
  }
  if (session.isSpent()) {
    session.giveUpOn(`dead steps: ${promotion.id}`);
    return [];
  }
  const reached = probes.find((one) => (session.price([promotion], one)?.applied.length ?? 0) > 0);
  return [findingOf("pricing.lint.dead-step", [promotion], facts, reached ?? null)];
}

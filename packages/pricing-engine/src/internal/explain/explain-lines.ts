import type { Reason } from "@tillwright/values";
import type { ExplainedLine } from "../../explanation.js";
import type { LineAdjustment, PricedLine } from "../../priced-basket.js";
import type { PromotionExplanation } from "../../promotion-explanation.js";
import type { PromotionTerms } from "../../rules-document.js";
import { type ExplainState, explanationOf, viewOf } from "./explain-state.js";

/** For each line what lowered it. */
export function explainLines(state: ExplainState): readonly ExplainedLine[] {
  return state.priced.lines.map((line) => ({
    lineId: line.lineId,
    reasons: line.adjustments.map((adjustment) => ({
      promotionId: adjustment.promotionId,
      amount: adjustment.amount,
      reason: reasonOf(state, line, adjustment),
    })),
  }));
}

function reasonOf(state: ExplainState, line: PricedLine, adjustment: LineAdjustment): Reason {
  const { promotionId, amount } = adjustment;
  if (adjustment.lane === "tax") return { code: "pricing.gave.tax-exempt", facts: { amount } };
  if (adjustment.lane === "points") {
    const points = line.runs.reduce((sum, run) => sum + run.points * run.count, 0);
    return { code: "pricing.gave.points", facts: { points, amount } };
  }
  const ready = state.ready[state.placeOf.get(promotionId) ?? -1];
  if (ready === undefined) {
    const kind = adjustment.lane === "manual" ? "manual" : "other";
    return { code: `pricing.gave.${kind}`, facts: { name: promotionId, amount } };
  }
  return gave(state, ready, amount);
}

/** What a promotion gave, as a reason. */
export function gave(
  state: ExplainState,
  ready: ExplainState["ready"][number],
  amount: number,
): Reason {
  const { terms } = ready;
  const explanation = explanationOf(state, terms);
  const code = explanation === undefined ? "pricing.gave.other" : gaveCode(explanation, terms);
  return {
    code,
    facts: {
      name: terms.name ?? terms.id,
      amount,
      ...(explanation?.terms(terms, viewOf(state, ready)) ?? {}),
    },
  };
}

function gaveCode({ kind, code }: PromotionExplanation, terms: PromotionTerms): string {
  return code?.(terms) ?? `pricing.gave.${kind}`;
}

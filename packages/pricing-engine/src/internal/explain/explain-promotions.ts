import type { ExplainedPromotion } from "../../explanation.js";
import type { Missed, PromotionView } from "../../promotion-explanation.js";
import { conditionsOf, type ReadyPromotion } from "../compile-rules.js";
import { isOpened, usedUpLimit } from "../eligible.js";
import { failedCondition } from "./condition-reason.js";
import { gave } from "./explain-lines.js";
import { type ExplainState, explanationOf, viewOf } from "./explain-state.js";
import { told } from "./missing.js";

/** For each promotion what it gave, or the first thing that kept it from giving. */
export function explainPromotions(state: ExplainState): readonly ExplainedPromotion[] {
  const given = new Map(state.priced.applied.map((one) => [one.promotionId, one.amount]));
  return state.ready.map((ready): ExplainedPromotion => {
    const { terms } = ready;
    const amount = given.get(terms.id);
    const view = viewOf(state, ready);
    if (amount !== undefined) {
      const advice = explanationOf(state, terms)?.next?.(terms, view) ?? null;
      return {
        promotionId: terms.id,
        applied: true,
        reason: gave(state, ready, amount),
        advice,
      };
    }
    const { reason, advice } = whyNot(state, ready, view);
    const name = terms.name ?? terms.id;
    return {
      promotionId: terms.id,
      applied: false,
      reason: { code: reason.code, facts: { name, ...reason.facts } },
      advice,
    };
  });
}

function whyNot(state: ExplainState, ready: ReadyPromotion, view: PromotionView): Missed {
  const { terms, promotion } = ready;
  if (view.joined.length === 0) return told("pricing.no-goods");
  if (!isOpened(promotion, state.moment)) return notOpened(state, ready);
  const used = usedUpLimit(promotion, state.moment);
  if (used !== null)
    return told(
      state.basket.member === null && used === "perMember"
        ? "pricing.condition.member"
        : `pricing.used-up.${used}`,
    );
  const kind = state.conditions.registry.kinds.get(
    (terms as { readonly kind?: string }).kind ?? "",
  );
  const conditions = kind === undefined ? [] : conditionsOf(terms, kind);
  const failed = failedCondition({ all: conditions }, view, state.conditions);
  if (failed !== null) return failed;
  const missed = explanationOf(state, terms)?.missed(terms, view) ?? null;
  if (missed !== null) return missed;
  return outdone(state, ready, view);
}

/** Everything was there, but something else was better or left nothing. */
function outdone(
  state: ExplainState,
  { terms, promotion }: ReadyPromotion,
  view: PromotionView,
): Missed {
  if (view.running === 0) return told("pricing.nothing-left");
  if (promotion.lane === "item") {
    const takers = takersOf(state, view);
    if (takers.length > 0) return told("pricing.units-taken", { takers });
  }
  const rival = state.ready.find(
    (other) =>
      terms.group !== undefined &&
      other.terms.group === terms.group &&
      state.priced.applied.some(({ promotionId }) => promotionId === other.terms.id),
  );
  if (rival !== undefined) {
    return told("pricing.group-best", { winner: rival.terms.name ?? rival.terms.id });
  }
  return told("pricing.no-gain");
}

function takersOf(state: ExplainState, { joined }: PromotionView): string[] {
  const ids = new Set<string>();
  for (const { line } of joined) {
    for (const { takenBy } of state.lineOf.get(line.lineId)?.runs ?? []) {
      if (takenBy !== null) ids.add(takenBy);
    }
  }
  return state.ready
    .filter(({ terms }) => ids.has(terms.id))
    .map(({ terms }) => terms.name ?? terms.id);
}

function notOpened(state: ExplainState, { promotion }: ReadyPromotion): Missed {
  if (promotion.needs === "code") return told("pricing.needs-code");
  const late = state.basket.member?.offers.find(({ promotionId }) => promotionId === promotion.id);
  return late === undefined || late.validUntil === null
    ? told("pricing.needs-offer")
    : told("pricing.offer-over", { until: late.validUntil });
}

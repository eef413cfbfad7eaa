import type { MinorUnits } from "@tillwright/values";
import {
  type PromotionExplanation,
  type PromotionView,
  promotionExplanation,
} from "../../promotion-explanation.js";
import type {
  EveryPromotion,
  StepsPromotion,
  ThresholdPromotion,
  ThresholdRatePromotion,
} from "../../rules-document.js";
import {
  addFor,
  amountMissed,
  baseOf,
  piecesMissed,
  shareCode,
  shareOf,
  thresholdMissed,
} from "./missing.js";

export const orderExplanations: readonly PromotionExplanation[] = [
  promotionExplanation<ThresholdPromotion>("threshold", {
    terms: ({ amount, off }, { money }) => ({ threshold: money(amount), off: money(off) }),
    missed: (promotion, view) => {
      const [needed, off] = [view.money(promotion.amount), view.money(promotion.off)];
      return thresholdMissed(needed, off, baseOf(view, promotion));
    },
  }),
  promotionExplanation<EveryPromotion>("every", {
    terms: ({ amount, off }, { money }) => ({ threshold: money(amount), off: money(off) }),
    missed: (promotion, view) => {
      const [needed, off] = [view.money(promotion.amount), view.money(promotion.off)];
      return thresholdMissed(needed, off, baseOf(view, promotion));
    },
    next: (promotion, view) => {
      const amount = view.money(promotion.amount);
      const rounds = Math.floor(baseOf(view, promotion) / amount);
      if (promotion.atMost !== undefined && rounds >= promotion.atMost) return null;
      return addFor((rounds + 1) * amount - baseOf(view, promotion), view.money(promotion.off));
    },
  }),
  promotionExplanation<StepsPromotion>("steps", {
    terms: (promotion, view) => {
      const seen = baseOf(view, promotion);
      const reached = ladder(promotion, view).filter(({ amount }) => amount <= seen);
      const last = reached[reached.length - 1];
      return { threshold: last?.amount ?? 0, off: last?.off ?? 0 };
    },
    missed: (promotion, view) => {
      const [first] = ladder(promotion, view);
      return first === undefined
        ? null
        : thresholdMissed(first.amount, first.off, baseOf(view, promotion));
    },
    next: (promotion, view) => {
      const seen = baseOf(view, promotion);
      const step = ladder(promotion, view).find(({ amount }) => amount > seen);
      return step === undefined ? null : addFor(step.amount - seen, step.off);
    },
  }),
  promotionExplanation<ThresholdRatePromotion>("threshold-rate", {
    code: (promotion) => {
      const by = promotion.amount === undefined ? "pieces" : "amount";
      return `pricing.gave.threshold-rate-${by}-${shareCode(promotion)}`;
    },
    terms: (promotion, { money }) => ({
      ...shareOf(promotion),
      ...(promotion.amount === undefined ? {} : { threshold: money(promotion.amount) }),
      ...(promotion.pieces === undefined ? {} : { pieces: promotion.pieces }),
    }),
    missed: (promotion, view) => {
      const needed = promotion.amount === undefined ? 0 : view.money(promotion.amount);
      return (
        amountMissed(needed, baseOf(view, promotion)) ?? piecesMissed(promotion.pieces ?? 0, view)
      );
    },
  }),
];

function ladder(
  { steps }: StepsPromotion,
  { money }: PromotionView,
): readonly { readonly amount: MinorUnits; readonly off: MinorUnits }[] {
  return steps
    .map((step) => ({ amount: money(step.amount), off: money(step.off) }))
    .sort((a, b) => a.amount - b.amount);
}

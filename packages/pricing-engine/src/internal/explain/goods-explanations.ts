import {
  type Missed,
  type PromotionExplanation,
  type PromotionView,
  promotionExplanation,
} from "../../promotion-explanation.js";
import type {
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  FixedPricePromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
} from "../../rules-document.js";
import { nextBlock, piecesMissed, shareCode, shareOf, told } from "./missing.js";

export const goodsExplanations: readonly PromotionExplanation[] = [
  promotionExplanation<PercentOffPromotion>("percent-off", {
    code: (promotion) => `pricing.gave.percent-off-${shareCode(promotion)}`,
    terms: (promotion) => shareOf(promotion),
  }),
  promotionExplanation<AmountOffPromotion>("amount-off", {
    terms: ({ off }, { money }) => ({ off: money(off) }),
  }),
  promotionExplanation<FixedPricePromotion>("fixed-price", {
    terms: ({ price }, { money }) => ({ price: money(price) }),
  }),
  promotionExplanation<OfferedAmountPromotion>("offered-amount", {
    missed: () => told("pricing.nothing-offered"),
  }),
  promotionExplanation<NthItemPromotion>("nth-item", {
    code: (promotion) =>
      `pricing.gave.nth-item-${promotion.rates === undefined ? shareCode(promotion) : "rates"}`,
    terms: (promotion) =>
      promotion.rates === undefined
        ? { nth: promotion.nth ?? 0, ...shareOf(promotion) }
        : { rates: [...promotion.rates] },
    missed: (promotion, view) => piecesMissed(promotion.nth ?? 2, view),
    next: (promotion, view) => nextBlock(promotion.nth ?? 0, promotion.atMost, view),
  }),
  promotionExplanation<BuyGetPromotion>("buy-n-get-m", {
    terms: ({ buy, get }) => ({ buy, get }),
    missed: ({ buy, get }, view) => piecesMissed(buy + get, view),
    next: ({ buy, get, atMost }, view) => nextBlock(buy + get, atMost, view),
  }),
  promotionExplanation<PickPromotion>("pick-m-for-price", {
    terms: ({ pieces, price }, { money }) => ({ pieces, price: money(price) }),
    missed: ({ pieces }, view) => piecesMissed(pieces, view),
    next: ({ pieces, atMost }, view) => nextBlock(pieces, atMost, view),
  }),
  promotionExplanation<BundlePromotion>("bundle", {
    terms: ({ parts, price }, { money }) => ({
      pieces: parts.reduce((sum, part) => sum + part.pieces, 0),
      price: money(price),
    }),
    missed: (_promotion, view) => partMissed(view),
  }),
];

/** The first part of which there are too few pieces. */
function partMissed({ effect, joined }: PromotionView): Missed | null {
  const parts = effect.form === "units" ? (effect.parts ?? []) : [];
  for (const [i, { pieces: needed, test }] of parts.entries()) {
    const seen = joined.reduce((sum, { line, pieces }) => (test(line) ? sum + pieces : sum), 0);
    if (seen >= needed) continue;
    const facts = { part: i + 1, needed, seen, missing: needed - seen };
    return told("pricing.part-missing", facts, { code: "pricing.add-part", facts });
  }
  return null;
}

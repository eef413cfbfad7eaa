import type {
  AddOnPricePromotion,
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  FixedPricePromotion,
  GiftPromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
} from "../../goods-promotions.js";
import {
  type Facts,
  type Missed,
  type PromotionExplanation,
  type PromotionView,
  promotionExplanation,
} from "../../promotion-explanation.js";
import {
  amountMissed,
  baseOf,
  nextBlock,
  piecesMissed,
  shareCode,
  shareOf,
  told,
} from "./missing.js";

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
    code: ({ mode, getGoods, pay }) => {
      if (mode === "add-on") return "pricing.gave.buy-n-get-m-add-on";
      if (getGoods === undefined) return "pricing.gave.buy-n-get-m";
      return `pricing.gave.buy-n-get-m-pools${pay === undefined ? "" : "-pay"}`;
    },
    terms: ({ buy, get, pay }, { gifts }) => ({
      buy,
      get,
      ...(pay === undefined ? {} : { pay }),
      ...giftFacts(gifts),
    }),
    missed: (promotion, view) => {
      const { buy, get, mode, getGoods } = promotion;
      if (getGoods !== undefined) return partMissed(view);
      return piecesMissed(mode === "add-on" ? buy : buy + get, view);
    },
    next: ({ buy, get, atMost, mode, getGoods }, view) =>
      getGoods === undefined ? nextBlock(mode === "add-on" ? buy : buy + get, atMost, view) : null,
  }),
  promotionExplanation<AddOnPricePromotion>("add-on-price", {
    terms: ({ amount, price }, { money }) => ({ threshold: money(amount), price: money(price) }),
    missed: (promotion, { effect, joined, money }) => {
      const takes = effect.form === "units" ? effect.takes : undefined;
      const base = joined.filter(({ line }) => takes?.(line) !== true);
      const seen = base.reduce((sum, { deal }) => sum + deal, 0);
      const missed = amountMissed(money(promotion.amount), seen);
      if (missed !== null) return missed;
      return base.length < joined.length ? null : told("pricing.nothing-added-on");
    },
  }),
  promotionExplanation<GiftPromotion>("gift", {
    terms: (_promotion, { gifts }) => giftFacts(gifts),
    missed: (promotion, view) => {
      const needed = promotion.amount === undefined ? 0 : view.money(promotion.amount);
      return (
        amountMissed(needed, baseOf(view, promotion)) ?? piecesMissed(promotion.count ?? 0, view)
      );
    },
    next: ({ gifts: { length } }, { gifts }) => {
      const open = gifts.find(({ productId }) => productId === null);
      if (open === undefined || length < 2) return null;
      const facts = { count: open.count, options: [...open.options] };
      return { code: "pricing.choose-gift", facts };
    },
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

function giftFacts(gifts: PromotionView["gifts"]): Facts {
  if (gifts.length === 0) return {};
  const products = gifts.flatMap(({ productId }) => productId ?? []);
  return { pieces: gifts.reduce((sum, { count }) => sum + count, 0), products };
}

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

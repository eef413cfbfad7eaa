import { applyRate, type Rate } from "@tillwright/values";
import {
  buyAndGet,
  perPiece,
  setsForPrice,
  setsOfParts,
  shareBlocks,
} from "../../block-effects.js";
import type { Condition } from "../../condition.js";
import type {
  AddOnPricePromotion,
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  FixedPricePromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
} from "../../goods-promotions.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import type { TermReader } from "../../term-reader.js";
import { addOnRights, giftOffer } from "./gift-kinds.js";

/** A rate on each piece; on weighed goods too. */
export const percentOff: PromotionKind = promotionKind<PercentOffPromotion>("percent-off", {
  lanes: ["item", "order", "coupon", "manual"],
  compile: (promotion, lane, reader) => {
    const pay = reader.payRate(promotion);
    if (promotion.base === "list") {
      if (lane === "item") return reader.fail("a rate of the list price runs after the items");
      return {
        form: "each",
        discount: ({ list, now }) => Math.min(list - applyRate(list, pay, "half-up"), now),
      };
    }
    if (lane === "item") return shareBlocks([pay], { atMost: null, measured: true });
    return { form: "each", discount: ({ now }) => now - applyRate(now, pay, "half-up") };
  },
});

/** An amount off each piece. */
export const amountOff: PromotionKind = promotionKind<AmountOffPromotion>("amount-off", {
  lanes: ["item", "order", "coupon", "manual"],
  compile: (promotion, lane, reader) => {
    const off = reader.money(promotion.off);
    if (lane === "item") return perPiece((price) => Math.min(off, price));
    return { form: "each", discount: ({ pieces, now }) => Math.min(off * pieces, now) };
  },
});

/** A price for each piece that costs more. */
export const fixedPrice: PromotionKind = promotionKind<FixedPricePromotion>("fixed-price", {
  lanes: ["item"],
  compile: (promotion, _lane, reader) => {
    const fixed = reader.money(promotion.price);
    return perPiece((price) => Math.max(0, price - fixed));
  },
});

/** The amount that came with the line. */
export const offeredAmount: PromotionKind = promotionKind<OfferedAmountPromotion>(
  "offered-amount",
  {
    lanes: ["coupon", "order", "manual"],
    compile: ({ id }) => ({
      form: "each",
      discount: ({ line: { offered }, now }) => {
        const amount = offered !== undefined && Object.hasOwn(offered, id) ? (offered[id] ?? 0) : 0;
        return Math.min(amount, now);
      },
    }),
  },
);

/** 第N件. */
export const nthItem: PromotionKind = promotionKind<NthItemPromotion>("nth-item", {
  lanes: ["item"],
  compile: (promotion, _lane, reader) => {
    const atMost = mostOf(promotion.atMost, reader);
    if (promotion.rates !== undefined) {
      const rates = promotion.rates.map((pay) => reader.payRate({ pay }));
      if (rates.length === 0) return reader.fail("rates is empty");
      return shareBlocks(rates, { partial: true, atMost: promotion.repeat === true ? atMost : 1 });
    }
    const size = reader.wholeNumber(promotion.nth, 1);
    const rates = [...repeated(size - 1, reader.rate("100%")), reader.payRate(promotion)];
    return shareBlocks(rates, { atMost });
  },
});

/** 买N送M: in the basket, from two pools, or as gifts beside it. */
export const buyGet: PromotionKind = promotionKind<BuyGetPromotion>("buy-n-get-m", {
  lanes: ["item"],
  compile: (promotion, _lane, reader) => {
    const buy = reader.wholeNumber(promotion.buy, 1);
    const get = reader.wholeNumber(promotion.get, 1);
    const atMost = mostOf(promotion.atMost, reader);
    const { getGoods, gift } = promotion;
    if (promotion.mode === "add-on") {
      const offer = gift === undefined ? null : giftOffer(gift, reader);
      return { form: "gifts", rights: ({ goods }) => addOnRights(goods, buy, get, atMost, offer) };
    }
    if (getGoods !== undefined) {
      const bought = promotion.goods === undefined ? () => true : reader.goods(promotion.goods);
      return buyAndGet(
        { pieces: buy, test: bought },
        { pieces: get, test: reader.goods(getGoods) },
        reader.payRate({ pay: promotion.pay ?? "0%" }),
        atMost,
      );
    }
    const paid = repeated(buy, reader.rate("100%"));
    const free = repeated(get, reader.rate("0%"));
    const isDearest = promotion.free === "dearest";
    return shareBlocks(isDearest ? [...free, ...paid] : [...paid, ...free], { atMost });
  },
  goods: ({ goods, getGoods }) =>
    goods === undefined || getGoods === undefined ? goods : { any: [goods, getGoods] },
});

/** 加价购. */
export const addOnPrice: PromotionKind = promotionKind<AddOnPricePromotion>("add-on-price", {
  lanes: ["item"],
  compile: (promotion, _lane, reader) => {
    const { every = false, pieces = 1 } = promotion;
    const amount = reader.money(promotion.amount);
    if (every && amount === 0) return reader.fail("every: the amount is zero");
    const fixed = reader.money(promotion.price);
    const each = reader.wholeNumber(pieces, 1);
    const takes = reader.goods(promotion.addOn);
    return {
      ...perPiece((price) => Math.max(0, price - fixed)),
      atMost: mostOf(promotion.atMost, reader),
      takes,
      rounds: (_moment, joined) => {
        let base = 0;
        for (const { line, deal } of joined) if (!takes(line)) base += deal;
        if (base < amount) return 0;
        return (every ? Math.floor(base / amount) : 1) * each;
      },
    };
  },
  goods: ({ goods, addOn }) => (goods === undefined ? goods : { any: [goods, addOn] }),
});

/** N元任选M件. */
export const pickForPrice: PromotionKind = promotionKind<PickPromotion>("pick-m-for-price", {
  lanes: ["item"],
  compile: ({ pieces, price, atMost }, _lane, reader) =>
    setsForPrice(reader.wholeNumber(pieces, 1), reader.money(price), mostOf(atMost, reader)),
});

/** 组合价. */
export const bundle: PromotionKind = promotionKind<BundlePromotion>("bundle", {
  lanes: ["item"],
  compile: (promotion, _lane, reader) => {
    const parts = promotion.parts.map(({ goods, pieces }) => ({
      pieces: reader.wholeNumber(pieces, 1),
      test: reader.goods(goods),
    }));
    if (parts.length === 0) return reader.fail("parts is empty");
    return setsOfParts(parts, reader.money(promotion.price), mostOf(promotion.atMost, reader));
  },
  goods: ({ goods, parts }) => within(goods, { any: parts.map((part) => part.goods) }),
});

/** What a kind names, of the goods that the promotion names. */
function within(goods: Condition | undefined, named: Condition): Condition {
  return goods === undefined ? named : { all: [goods, named] };
}

function repeated(count: number, rate: Rate): Rate[] {
  return new Array<Rate>(count).fill(rate);
}

function mostOf(atMost: number | undefined, reader: TermReader): number | null {
  return atMost === undefined ? null : reader.wholeNumber(atMost, 1);
}

import type { Rate } from "@tillwright/values";
import { perPiece, shareBlocks } from "../../block-effects.js";
import type { Condition } from "../../condition.js";
import type {
  AddOnPricePromotion,
  BundlePromotion,
  BuyGetPromotion,
  NthItemPromotion,
  PickPromotion,
} from "../../goods-promotions.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import { buyAndGet, setsForPrice, setsOfParts } from "../../set-effects.js";
import type { TermReader } from "../../term-reader.js";
import { addOnRights, giftOffer } from "./gift-rights.js";

/** 第N件. */
const nthItem: PromotionKind = promotionKind<NthItemPromotion>("nth-item", {
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
const buyGet: PromotionKind = promotionKind<BuyGetPromotion>("buy-n-get-m", {
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
const addOnPrice: PromotionKind = promotionKind<AddOnPricePromotion>("add-on-price", {
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
const pickForPrice: PromotionKind = promotionKind<PickPromotion>("pick-m-for-price", {
  lanes: ["item"],
  compile: ({ pieces, price, atMost }, _lane, reader) =>
    setsForPrice(reader.wholeNumber(pieces, 1), reader.money(price), mostOf(atMost, reader)),
});

/** 组合价. */
const bundle: PromotionKind = promotionKind<BundlePromotion>("bundle", {
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

/** The kinds that take several units together, or a limited number of them. */
export const combinationKinds: readonly PromotionKind[] = [
  nthItem,
  buyGet,
  addOnPrice,
  pickForPrice,
  bundle,
];

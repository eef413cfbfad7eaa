import type { GiftOffer, GiftRight, RunningGoods } from "../../effect.js";
import type { GiftOption, GiftPromotion } from "../../goods-promotions.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import type { TermReader } from "../../term-reader.js";

/** 满赠: a gift from an amount or a number of pieces on. */
export const gift: PromotionKind = promotionKind<GiftPromotion>("gift", {
  lanes: ["order", "coupon"],
  compile: (promotion, _lane, reader) => {
    const { every = false, pieces = 1, counts } = promotion;
    const offers = promotion.gifts.map((one) => giftOffer(one, reader));
    if (offers.length === 0) return reader.fail("gifts is empty");
    const amount = promotion.amount === undefined ? 0 : reader.money(promotion.amount);
    const count = promotion.count === undefined ? 0 : reader.wholeNumber(promotion.count, 1);
    if (amount === 0 && count === 0) return reader.fail("give an amount or a count");
    const most = promotion.atMost === undefined ? null : reader.wholeNumber(promotion.atMost, 1);
    const each = reader.wholeNumber(pieces, 1);
    return {
      form: "gifts",
      rights: ({ goods }) => {
        let base = 0;
        let seen = 0;
        for (const one of goods) {
          base += counts === "running" ? one.now : one.deal;
          seen += one.pieces;
        }
        const full = Math.min(timesIn(base, amount), timesIn(seen, count));
        const times = Math.min(every ? full : Math.min(full, 1), most ?? full);
        return times === 0 ? [] : [{ times, count: times * each, offers }];
      },
    };
  },
});

function timesIn(seen: number, needed: number): number {
  return needed === 0 ? Number.POSITIVE_INFINITY : Math.floor(seen / needed);
}

export function giftOffer({ product, value }: GiftOption, reader: TermReader): GiftOffer {
  return { productId: product, value: reader.money(value) };
}

/** 买N送M beside the basket: of all goods together where a product is named, else of each product by itself. */
export function addOnRights(
  goods: readonly RunningGoods[],
  buy: number,
  get: number,
  atMost: number | null,
  offer: GiftOffer | null,
): readonly GiftRight[] {
  let left = atMost ?? Number.POSITIVE_INFINITY;
  const rights: GiftRight[] = [];
  for (const { productId, pieces, value } of productsOf(goods, offer)) {
    const times = Math.min(Math.floor(pieces / buy), left);
    if (times === 0) continue;
    left -= times;
    rights.push({ times, count: times * get, offers: [{ productId, value }] });
  }
  return rights;
}

/** Pieces by product. A piece is worth its deal price; where the product has several, the lowest. */
function productsOf(
  goods: readonly RunningGoods[],
  offer: GiftOffer | null,
): readonly { readonly productId: string; readonly pieces: number; readonly value: number }[] {
  const found = new Map<string, { productId: string; pieces: number; value: number }>();
  for (const { line, pieces, deal } of goods) {
    if (pieces === 0) continue;
    const { productId, value } = offer ?? {
      productId: line.productId,
      value: Math.floor(deal / pieces),
    };
    const own = found.get(productId);
    if (own === undefined) found.set(productId, { productId, pieces, value });
    else {
      own.pieces += pieces;
      own.value = Math.min(own.value, value);
    }
  }
  return [...found.values()];
}

import type { GiftPromotion } from "../../goods-promotions.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import { giftOffer } from "./gift-rights.js";

/** 满赠: a gift from an amount or a number of pieces on. */
const gift: PromotionKind = promotionKind<GiftPromotion>("gift", {
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

export const giftKinds: readonly PromotionKind[] = [gift];

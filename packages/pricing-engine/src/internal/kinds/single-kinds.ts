import { applyRate } from "@tillwright/values";
import { perPiece, shareBlocks } from "../../block-effects.js";
import type {
  AmountOffPromotion,
  FixedPricePromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
} from "../../goods-promotions.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";

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

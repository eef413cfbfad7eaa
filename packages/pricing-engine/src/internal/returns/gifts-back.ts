import type { MinorUnits } from "@tillwright/values";
import type { PricedBasket } from "../../priced-basket.js";
import type { GiftBack } from "../../return-plan.js";

type AskedGift = GiftBack & { readonly value: MinorUnits };

/** The gifts of a sale that what is kept no longer earns and that have not come back, the ones of least value first. */
export function giftsAskedBack(
  sold: PricedBasket,
  repriced: PricedBasket,
  back: readonly GiftBack[],
): readonly AskedGift[] {
  return [...new Set(sold.gifts.map(({ promotionId }) => promotionId))].flatMap((promotionId) => {
    const earned = repriced.gifts.filter((one) => one.promotionId === promotionId);
    const kept = keptGifts(sold, promotionId, back).sort((a, b) => a.value - b.value);
    let unearned = sum(kept) - sum(earned);
    return kept.flatMap((gift): readonly AskedGift[] => {
      const count = Math.min(gift.count, Math.max(0, unearned));
      unearned -= count;
      return count === 0 ? [] : [{ ...gift, count }];
    });
  });
}

/** The gifts of one promotion that the customer has: chosen when it was sold, and not brought back. */
function keptGifts(
  { gifts }: PricedBasket,
  promotionId: string,
  back: readonly GiftBack[],
): AskedGift[] {
  return gifts.flatMap((gift): readonly AskedGift[] => {
    const { productId, value } = gift;
    if (gift.promotionId !== promotionId || productId === null) return [];
    const own = back.filter(
      (one) => one.promotionId === promotionId && one.productId === productId,
    );
    const count = gift.count - sum(own);
    return count > 0 ? [{ promotionId, productId, count, value }] : [];
  });
}

/** Whether more gifts are to come back than were given. */
export function bringsForeignGifts({ gifts }: PricedBasket, back: readonly GiftBack[]): boolean {
  return back.some(({ promotionId, productId, count }) => {
    const same = (one: { readonly promotionId: string; readonly productId: string | null }) =>
      one.promotionId === promotionId && one.productId === productId;
    const whole = Number.isSafeInteger(count) && count > 0;
    return !whole || sum(back.filter(same)) > sum(gifts.filter(same));
  });
}

function sum(values: readonly { readonly count: number }[]): number {
  return values.reduce((total, { count }) => total + count, 0);
}

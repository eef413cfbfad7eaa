import type { GiftRight, GiftsEffect } from "../effect.js";
import type { GrantedGift } from "../priced-basket.js";
import { type Candidate, type PricingState, recordGiven } from "./pricing-state.js";

/** Hands out what a promotion gives beside the basket, as the customer chose. */
export function giveGifts(
  state: PricingState,
  { promotion, joined }: Candidate,
  { rights }: GiftsEffect,
): void {
  const { moment } = state;
  const choices = (moment.basket.choices ?? []).filter((one) => one.promotionId === promotion.id);
  for (const right of rights({ moment, goods: joined })) {
    state.gifts.push(...chosen(promotion.id, right, choices));
    recordGiven(state, promotion, right.times, 0);
  }
}

function chosen(
  promotionId: string,
  { count, offers }: GiftRight,
  choices: readonly { readonly productId: string; readonly count?: number }[],
): readonly GrantedGift[] {
  const options = offers.map(({ productId }) => productId);
  const [only] = offers;
  if (only !== undefined && offers.length === 1) {
    return [{ promotionId, ...only, count, options }];
  }
  const found: GrantedGift[] = [];
  let left = count;
  for (const offer of offers) {
    const wanted = choices.filter(({ productId }) => productId === offer.productId);
    const pieces = wanted.reduce((sum, one) => sum + (one.count ?? left), 0);
    const taken = Math.min(pieces, left);
    if (taken <= 0) continue;
    left -= taken;
    found.push({ promotionId, ...offer, count: taken, options });
  }
  if (left > 0) found.push({ promotionId, productId: null, count: left, value: 0, options });
  return found;
}

import { applyRate, type Rate } from "@tillwright/values";
import type { Effect, UnitsEffect } from "../compiled.js";
import { type PromotionKind, promotionKind } from "../promotion-kind.js";
import { leastCommonMultiple } from "../whole-numbers.js";

/** A rate on each piece; on weighed goods too. */
export const percentOff: PromotionKind = promotionKind(
  "percent-off",
  ["item", "order", "coupon", "manual"],
  (promotion, lane, reading): Effect => {
    const pay = reading.payRate(promotion);
    if (lane !== "item") {
      return { form: "each", discount: (cell) => cell.now - applyRate(cell.now, pay, "half-up") };
    }
    return ratedBlock([pay], { partial: false, atMost: null, measured: true });
  },
);

/** An amount off each piece. */
export const amountOff: PromotionKind = promotionKind(
  "amount-off",
  ["item", "order", "coupon", "manual"],
  (promotion, lane, reading): Effect => {
    const off = reading.money(promotion.off);
    if (lane !== "item") {
      return { form: "each", discount: (cell) => Math.min(off * cell.pieces, cell.now) };
    }
    return single((price) => Math.min(off, price));
  },
);

/** A price for each piece that costs more. */
export const fixedPrice: PromotionKind = promotionKind(
  "fixed-price",
  ["item"],
  (promotion, _lane, reading): Effect => {
    const fixed = reading.money(promotion.price);
    return single((price) => Math.max(0, price - fixed));
  },
);

/** The amount that came with the line. */
export const offeredAmount: PromotionKind = promotionKind(
  "offered-amount",
  ["coupon", "order", "manual"],
  ({ id }): Effect => ({
    form: "each",
    discount: ({ line, now }) => {
      const { offered } = line;
      const amount = offered !== undefined && Object.hasOwn(offered, id) ? (offered[id] ?? 0) : 0;
      return Math.min(amount, now);
    },
  }),
);

/** 第N件. */
export const nthItem: PromotionKind = promotionKind(
  "nth-item",
  ["item"],
  (promotion, _lane, reading): Effect => {
    const most = promotion.atMost;
    const atMost = most === undefined ? null : reading.wholeNumber(most, 1);
    if (promotion.rates !== undefined) {
      const rates = promotion.rates.map((pay) => reading.payRate({ pay }));
      if (rates.length === 0) return reading.fail("rates is empty");
      const limit = promotion.repeat === true ? atMost : 1;
      return ratedBlock(rates, { partial: true, atMost: limit, measured: false });
    }
    const size = reading.wholeNumber(promotion.nth, 1);
    const rates = [...repeated(size - 1, reading.rate("100%")), reading.payRate(promotion)];
    return ratedBlock(rates, { partial: false, atMost, measured: false });
  },
);

/** 买N送M, in the basket. */
export const buyGet: PromotionKind = promotionKind(
  "buy-n-get-m",
  ["item"],
  (promotion, _lane, reading): Effect => {
    const buy = reading.wholeNumber(promotion.buy, 1);
    const get = reading.wholeNumber(promotion.get, 1);
    const rates = [...repeated(buy, reading.rate("100%")), ...repeated(get, reading.rate("0%"))];
    const most = promotion.atMost;
    const atMost = most === undefined ? null : reading.wholeNumber(most, 1);
    return ratedBlock(rates, { partial: false, atMost, measured: false });
  },
);

/** N元任选M件. */
export const pickForPrice: PromotionKind = promotionKind(
  "pick-m-for-price",
  ["item"],
  (promotion, _lane, reading): Effect => {
    const size = reading.wholeNumber(promotion.pieces, 1);
    const price = reading.money(promotion.price);
    const most = promotion.atMost;
    return {
      form: "units",
      size,
      denominator: 1,
      off: null,
      parts: null,
      measured: false,
      asSet: true,
      partial: false,
      atMost: most === undefined ? null : reading.wholeNumber(most, 1),
      gain: (position, unitPrice) => (position === size - 1 ? unitPrice - price : unitPrice),
      share: (unitPrice) => Math.ceil((unitPrice * size - price) / size),
    };
  },
);

/** 组合价. */
export const bundle: PromotionKind = promotionKind(
  "bundle",
  ["item"],
  (promotion, _lane, reading): Effect => {
    const parts = promotion.parts.map(({ goods, pieces }) => ({
      pieces: reading.wholeNumber(pieces, 1),
      test: reading.goods(goods),
    }));
    if (parts.length === 0) return reading.fail("parts is empty");
    const size = parts.reduce((sum, { pieces }) => sum + pieces, 0);
    const price = reading.money(promotion.price);
    const most = promotion.atMost;
    return {
      form: "units",
      size,
      denominator: 1,
      off: null,
      parts,
      measured: false,
      asSet: true,
      partial: false,
      atMost: most === undefined ? null : reading.wholeNumber(most, 1),
      gain: (position, unitPrice) => (position === size - 1 ? unitPrice - price : unitPrice),
      share: (unitPrice) => unitPrice,
    };
  },
  () => [],
  ({ parts }) => ({ any: parts.map(({ goods }) => goods) }),
);

function single(gain: (price: number) => number): UnitsEffect {
  return {
    form: "units",
    size: 1,
    denominator: 1,
    off: null,
    parts: null,
    measured: false,
    asSet: false,
    partial: false,
    atMost: null,
    gain: (_position, price) => gain(price),
    share: gain,
  };
}

function repeated(count: number, rate: Rate): Rate[] {
  return new Array<Rate>(count).fill(rate);
}

/** A block whose positions pay shares, the dearest unit at the first position. */
function ratedBlock(
  pay: readonly Rate[],
  terms: Pick<UnitsEffect, "partial" | "atMost" | "measured">,
): UnitsEffect {
  const denominator = pay.map((rate) => rate.denominator).reduce(leastCommonMultiple, 1);
  const off = pay.map((rate) => denominator - rate.numerator * (denominator / rate.denominator));
  // When the cheaper unit of a block never has the smaller share off, a block saves at most the mean share of
  // its sum (Chebyshev's sum inequality); else the largest share bounds every unit.
  const rising = off.every((share, i) => i === 0 || share >= (off[i - 1] ?? 0));
  const most = rising ? off.reduce((sum, share) => sum + share, 0) : Math.max(...off) * off.length;
  return {
    form: "units",
    size: pay.length,
    denominator,
    off,
    parts: null,
    asSet: false,
    ...terms,
    gain: (position, price) => price * (off[position] ?? 0),
    share: (price) => Math.ceil((price * most) / off.length),
  };
}

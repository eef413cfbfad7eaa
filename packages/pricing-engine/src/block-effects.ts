import type { MinorUnits, Rate } from "@tillwright/values";
import type { UnitsEffect, UnitsPart } from "./effect.js";
import { leastCommonMultiple } from "./internal/whole-numbers.js";

/** Settings of a promotion that takes blocks of units. @public */
export interface BlockTerms {
  /** Blocks in one basket at the most; `null` for any number. */
  readonly atMost: number | null;
  /** Whether a block that is not full gives what its positions give. Default false. */
  readonly partial?: boolean;
  /** Whether weighed goods take part, each line as one unit. Default false. */
  readonly measured?: boolean;
}

/**
 * Blocks of as many units as there are shares: sorted from dear to cheap, each unit pays the share of its position. 第二件半价
 * is `["100%", "50%"]`, buy two get one free `["100%", "100%", "0%"]`.
 *
 * @example
 * ```ts
 * import { shareBlocks } from "@tillwright/pricing-engine";
 * import { rateOf } from "@tillwright/values";
 *
 * const half = shareBlocks([rateOf(1, 1), rateOf(1, 2)], { atMost: null });
 * half.size; //=> 2
 * half.gain(1, 1000) / half.denominator; //=> 500
 * ```
 *
 * @public
 */
export function shareBlocks(
  pay: readonly Rate[],
  { atMost, partial = false, measured = false }: BlockTerms,
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
    partial,
    atMost,
    measured,
    gain: (position, price) => price * (off[position] ?? 0),
    share: (price) => Math.ceil((price * most) / off.length),
  };
}

/**
 * Every unit by itself: `saves` is what one unit at that price saves, from 0 to the price, in whole minor units.
 *
 * @example
 * ```ts
 * import { perPiece } from "@tillwright/pricing-engine";
 *
 * perPiece((price) => Math.min(300, price)).gain(0, 200); //=> 200
 * ```
 *
 * @public
 */
export function perPiece(saves: (price: MinorUnits) => MinorUnits): UnitsEffect {
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
    gain: (_position, price) => saves(price),
    share: saves,
  };
}

/**
 * Sets of `size` units of the goods, any of them, for a price; a set that would cost more is left as it is. What a set saves
 * belongs to its units by their prices.
 *
 * @example
 * ```ts
 * import { setsForPrice } from "@tillwright/pricing-engine";
 *
 * setsForPrice(3, 9_900, null).size; //=> 3
 * ```
 *
 * @public
 */
export function setsForPrice(size: number, price: MinorUnits, atMost: number | null): UnitsEffect {
  return {
    form: "units",
    size,
    denominator: 1,
    off: null,
    parts: null,
    measured: false,
    asSet: true,
    partial: false,
    atMost,
    gain: (position, unitPrice) => (position === size - 1 ? unitPrice - price : unitPrice),
    share: (unitPrice) => Math.ceil((unitPrice * size - price) / size),
  };
}

/**
 * Sets of pieces of several parts together for a price; a set that would cost more is left as it is. A piece that several
 * parts would take goes where the sets save most, and what a set saves belongs to its units by their prices.
 *
 * @example
 * ```ts
 * import { setsOfParts } from "@tillwright/pricing-engine";
 *
 * const coffee = { pieces: 1, test: ({ productId }: { productId: string }) => productId === "coffee" };
 * const cake = { pieces: 2, test: ({ productId }: { productId: string }) => productId === "cake" };
 * setsOfParts([coffee, cake], 2_200, null).size; //=> 3
 * ```
 *
 * @public
 */
export function setsOfParts(
  parts: readonly UnitsPart[],
  price: MinorUnits,
  atMost: number | null,
): UnitsEffect {
  const size = parts.reduce((sum, { pieces }) => sum + pieces, 0);
  return {
    form: "units",
    size,
    denominator: 1,
    off: null,
    parts,
    measured: false,
    asSet: true,
    partial: false,
    atMost,
    gain: (position, unitPrice) => (position === size - 1 ? unitPrice - price : unitPrice),
    share: (unitPrice) => unitPrice,
  };
}

/**
 * For each `buy.pieces` of one pool, `get.pieces` of another pay `pay`. Which pieces those are is where the sets save most.
 *
 * @example
 * ```ts
 * import { buyAndGet } from "@tillwright/pricing-engine";
 * import { rateOf } from "@tillwright/values";
 *
 * const shampoo = { pieces: 2, test: ({ productId }: { productId: string }) => productId === "shampoo" };
 * const comb = { pieces: 1, test: ({ productId }: { productId: string }) => productId === "comb" };
 * buyAndGet(shampoo, comb, rateOf(0, 1), null).parts?.map(({ off }) => off); //=> [0, 1]
 * ```
 *
 * @public
 */
export function buyAndGet(
  buy: UnitsPart,
  get: UnitsPart,
  pay: Rate,
  atMost: number | null,
): UnitsEffect {
  const { denominator } = pay;
  const off = denominator - pay.numerator;
  return {
    form: "units",
    size: buy.pieces + get.pieces,
    denominator,
    off: null,
    parts: [
      { ...buy, off: 0 },
      { ...get, off },
    ],
    measured: false,
    asSet: false,
    partial: false,
    atMost,
    gain: (position, price) => (position < buy.pieces ? 0 : price * off),
    share: (price) => price * off,
  };
}

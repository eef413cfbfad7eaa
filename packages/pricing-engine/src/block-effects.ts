import type { MinorUnits, Rate } from "@tillwright/values";
import type { UnitsEffect } from "./effect.js";
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

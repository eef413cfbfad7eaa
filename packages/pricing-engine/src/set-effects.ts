import type { MinorUnits, Rate } from "@tillwright/values";
import type { UnitsEffect, UnitsPart } from "./effect.js";

/**
 * Sets of `size` units of the goods, any of them, for a price; a set that would cost more is left as it is. What a set saves
 * belongs to its units by their prices.
 *
 * @example
 * ```ts
 * import { setsForPrice } from "@tillwright/pricing-engine/combinations";
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
 * import { setsOfParts } from "@tillwright/pricing-engine/combinations";
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
 * import { buyAndGet } from "@tillwright/pricing-engine/combinations";
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

import type { Cell } from "./cell.js";
import type { Taker, UnitClass } from "./combination.js";
import type { UnitsEffect } from "./compiled.js";

interface TakerPlaces {
  /** The first taker of each contender. */
  readonly first: readonly number[];
  /** The contender of each taker. */
  readonly owner: readonly number[];
}

/** A promotion is one taker of units, a set of different goods one for each of its parts. */
export function takerPlaces(contenders: readonly { readonly effect: UnitsEffect }[]): TakerPlaces {
  const first: number[] = [];
  const owner: number[] = [];
  contenders.forEach(({ effect }, at) => {
    first.push(owner.length);
    for (let part = 0; part < (effect.parts?.length ?? 1); part++) owner.push(at);
  });
  return { first, owner };
}

/** The takers of one contender that goods are open to. */
export function placesFor(
  { line }: Cell,
  parts: UnitsEffect["parts"],
  first: number,
): readonly number[] {
  if (parts === null) return [first];
  return parts.flatMap(({ test }, i) => (test(line) ? [first + i] : []));
}

/** The takers of one contender, with all gains in parts of one common scale. */
export function takersOf(
  effect: UnitsEffect,
  scale: number,
  first: number,
  classes: readonly UnitClass[],
): readonly Taker[] {
  const factor = scale / effect.denominator;
  const { parts } = effect;
  if (parts === null) {
    return [
      {
        size: effect.size,
        partial: effect.partial,
        atMost: effect.atMost,
        set: null,
        gain: (position, price) => effect.gain(position, price) * factor,
        share: (price) => effect.share(price) * factor,
      },
    ];
  }
  const sets = parts.map(({ pieces }, i) => Math.floor(unitsOpenTo(classes, first + i) / pieces));
  const atMost = Math.min(effect.atMost ?? Number.POSITIVE_INFINITY, ...sets);
  // The last unit of a set carries its price, so at a price of nothing it gains minus the price of the set.
  const cost = -effect.gain(effect.size - 1, 0) * factor;
  return parts.map(({ pieces, off = effect.denominator }) => ({
    size: pieces,
    partial: false,
    atMost,
    set: { id: first, cost },
    gain: (_position, price) => price * off * factor,
    share: (price) => price * off * factor,
  }));
}

function unitsOpenTo(classes: readonly UnitClass[], taker: number): number {
  return classes.reduce(
    (sum, { count, takers }) => (takers.includes(taker) ? sum + count : sum),
    0,
  );
}

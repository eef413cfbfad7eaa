import { allocate } from "@tillwright/values";

/**
 * Shares an amount by weights, no part above its limit; what a full part cannot take goes to the others.
 *
 * Each round is the house's allocation (floor, then the largest remainder, ties to the earlier), so with roomy limits the
 * answer is exactly that allocation. The limits must sum to the amount or more.
 */
export function shareWithin(
  amount: number,
  weights: readonly number[],
  limits: readonly number[],
): number[] {
  const parts = new Array<number>(weights.length).fill(0);
  let left = amount;
  let open = weights.slice();
  while (left > 0) {
    if (!open.some((weight) => weight > 0)) open = limits.map((limit, i) => limit - at(parts, i));
    const round = allocate(left, open);
    left = 0;
    for (let i = 0; i < round.length; i++) {
      const wanted = at(parts, i) + at(round, i);
      const limit = at(limits, i);
      if (wanted >= limit) {
        left += wanted - limit;
        parts[i] = limit;
        open[i] = 0;
      } else {
        parts[i] = wanted;
      }
    }
  }
  return parts;
}

/** What the unit at `index` gets when `total` is spread over `units` equal units: the first ones take the odd minor units. */
export function unitShare(total: number, units: number, index: number): number {
  const base = Math.floor(total / units);
  return index < total - base * units ? base + 1 : base;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/** What the first `count` of `units` equal units get together. */
export function unitsBefore(total: number, units: number, count: number): number {
  const base = Math.floor(total / units);
  return base * count + Math.min(total - base * units, count);
}

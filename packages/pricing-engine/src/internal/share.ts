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

/**
 * How equal units in several lines share a total: every unit gets the same but for the odd minor units, and these are
 * handed out in proportion to the lines' units (Webster's sequence), so that a larger total never gives a line less.
 */
export function shareByUnits(total: number, counts: readonly number[]): readonly number[] {
  if (counts.length === 1) return [total];
  const units = counts.reduce((sum, count) => sum + count, 0);
  const base = Math.floor(total / units);
  const odd = seatsOf(total - base * units, counts, units);
  return counts.map((count, i) => base * count + at(odd, i));
}

/** The first `seats` of the sequence in which each line's k-th unit stands at (2k + 1) / (2 × its units). */
function seatsOf(seats: number, counts: readonly number[], units: number): readonly number[] {
  const floorAt = (level: number): number[] =>
    counts.map((count) => Math.floor(level * count + 0.5));
  const sumAt = (level: number): number => floorAt(level).reduce((sum, count) => sum + count, 0);
  let low = 0;
  let high = (seats + counts.length) / units;
  for (let round = 0; round < 60 && low < high; round++) {
    const middle = (low + high) / 2;
    if (sumAt(middle) <= seats) low = middle;
    else high = middle;
  }
  const given = floorAt(low);
  let left = seats - given.reduce((sum, count) => sum + count, 0);
  const next = counts
    .map((count, line) => ({ line, key: (2 * at(given, line) + 1) / (2 * count) }))
    .sort((a, b) => a.key - b.key || a.line - b.line);
  for (const { line } of next) {
    if (left === 0) break;
    given[line] = at(given, line) + 1;
    left -= 1;
  }
  return given;
}

import { sum as sumOf } from "./whole-numbers.js";

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
  if (amount === 0) return new Array<number>(weights.length).fill(0);
  const parts = shareByWeight(amount, weights);
  for (let i = 0; i < parts.length; i++) {
    if ((parts[i] ?? 0) <= (limits[i] ?? 0)) continue;
    passOn(parts, weights, limits);
    break;
  }
  return parts;
}

/** Parts above their limits are cut to them, and what was cut goes to those with room, round by round. */
function passOn(parts: number[], weights: readonly number[], limits: readonly number[]): void {
  let open = weights.slice();
  for (;;) {
    let left = 0;
    for (let i = 0; i < parts.length; i++) {
      const excess = at(parts, i) - at(limits, i);
      if (excess < 0) continue;
      left += excess;
      parts[i] = at(limits, i);
      open[i] = 0;
    }
    if (left === 0) return;
    if (!open.some((weight) => weight > 0)) open = limits.map((limit, i) => limit - at(parts, i));
    const round = shareByWeight(left, open);
    for (let i = 0; i < parts.length; i++) parts[i] = at(parts, i) + at(round, i);
  }
}

// Scratch space for the remainders of one allocation; nothing is kept in it from one call to the next.
const scratch = new Float64Array(1024);

/**
 * The allocation of values, with the same answer. Remainder and place are packed into one number, so that picking the largest
 * remainders is a sort of plain numbers.
 */
export function shareByWeight(amount: number, weights: readonly number[]): number[] {
  const count = weights.length;
  const room = Math.max(1024, count);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += weights[i] ?? 0;
  const widest = Math.max(amount, room) * sum;
  if (!(sum > 0 && widest <= Number.MAX_SAFE_INTEGER)) {
    return shareWide(amount, weights);
  }
  const packed = count > 1024 ? new Float64Array(count) : scratch;
  const parts = new Array<number>(count);
  let left = amount;
  for (let i = 0; i < count; i++) {
    const product = amount * (weights[i] ?? 0);
    // The quotient of two safe integers never rounds up to a whole number that it does not reach: what is missing to it is
    // 1 / sum or more, and half the distance of neighbouring floats there is less.
    const part = Math.floor(product / sum);
    const remainder = product - part * sum;
    left -= part;
    parts[i] = part;
    packed[i] = remainder * room + (room - 1 - i);
  }
  if (left === 0) return parts;
  const order = packed.subarray(0, count).sort();
  for (let k = 1; k <= left; k++) {
    const key = order[count - k] ?? 0;
    const place = room - 1 - (key - Math.floor(key / room) * room);
    parts[place] = at(parts, place) + 1;
  }
  return parts;
}

/** The same beyond the safe integers. */
function shareWide(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const rests = products.map((product, i) => ({ i, rest: product % sum }));
  rests.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest < b.rest ? 1 : -1));
  for (const { i } of rests.slice(0, amount - sumOf(parts))) parts[i] = at(parts, i) + 1;
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
  const units = sumOf(counts);
  const base = Math.floor(total / units);
  const odd = seatsOf(total - base * units, counts, units);
  return counts.map((count, i) => base * count + at(odd, i));
}

/**
 * How many of the first `seats` claims are each line's, where its k-th unit claims at (2k + 1) / (2 × its units), of equal claims
 * the earlier line's first. Claims are compared as whole numbers: one that rounding moved would take a unit from a line when
 * there is more to share.
 */
function seatsOf(seats: number, counts: readonly number[], units: number): readonly number[] {
  const lines = counts.length;
  // Whatever was rounded, each line has its claims up to this level, and the last of all lies not so far beyond it.
  const level = (seats - lines) / units;
  const given = counts.map((count) => Math.max(0, Math.floor(level * count - 0.5)));
  const claims = counts.flatMap((count, line) => {
    const first = at(given, line);
    const last = Math.min(count, first + 3 + Math.ceil((2 * lines * count) / units));
    return Array.from({ length: last - first }, (_, k) => ({
      line,
      above: 2 * (first + k) + 1,
      below: count,
    }));
  });
  claims.sort((a, b) => a.above * b.below - b.above * a.below || a.line - b.line);
  const left = seats - sumOf(given);
  for (const { line } of claims.slice(0, left)) given[line] = at(given, line) + 1;
  return given;
}

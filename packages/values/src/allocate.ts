import { ValuesError } from "./errors.js";
import { checkMinor, type MinorUnits } from "./money.js";

/**
 * Divides a total by weights so that the parts sum to it exactly.
 *
 * Each part is its exact share cut off towards zero; the units left over go one each to the largest remainders, and
 * among equal remainders to the earlier part. A negative total gives the mirrored parts of the positive one. A part of
 * weight zero gets nothing.
 *
 * Throws `values.out-of-range` for a total, `values.invalid-weight` for a weight that is negative or not a safe integer,
 * and `values.no-weight` when there is something to divide and no weight to divide it by.
 *
 * @param total - minor units, or any other whole amount
 * @param weights - whole numbers of at least 0; their sum may exceed the safe integers
 *
 * @example
 * ```ts
 * import { allocate } from "@tillwright/values";
 *
 * allocate(100, [1, 1, 1]); //=> [34, 33, 33]
 * allocate(-100, [1, 1, 1]); //=> [-34, -33, -33]
 * allocate(2200, [1800, 800]); //=> [1523, 677]
 * allocate(5, [0, 3, 0]); //=> [0, 5, 0]
 * ```
 *
 * @public
 */
export function allocate(total: MinorUnits, weights: readonly number[]): MinorUnits[] {
  const size = Math.abs(checkMinor(total, "allocate"));
  let sum = 0;
  let largest = 0;
  for (const weight of weights) {
    if (!Number.isSafeInteger(weight) || weight < 0) throw invalidWeight(weight);
    sum += weight;
    if (weight > largest) largest = weight;
  }
  if (size === 0) return weights.map(() => 0);
  if (sum === 0) {
    throw new ValuesError("values.no-weight", `allocate: ${total} has no weight to be divided by`, {
      total,
    });
  }
  // A sum that rounded on the way is not a safe integer either, so neither test can be fooled.
  const narrow = Number.isSafeInteger(sum) && Number.isSafeInteger(size * largest);
  const parts = narrow ? sharesNarrow(size, weights, sum) : sharesWide(size, weights);
  return total < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts;
}

function invalidWeight(weight: number): ValuesError {
  return new ValuesError(
    "values.invalid-weight",
    `allocate: the weight ${String(weight)} is not a safe whole number of at least 0`,
    { weight: String(weight) },
  );
}

function sharesNarrow(size: number, weights: readonly number[], sum: number): number[] {
  const parts: number[] = [];
  const remainders: number[] = [];
  let left = size;
  for (const weight of weights) {
    const product = size * weight;
    const remainder = product % sum;
    const part = (product - remainder) / sum;
    parts.push(part);
    remainders.push(remainder);
    left -= part;
  }
  if (left > 0)
    giveLeftOver(parts, left, (first, second) => at(remainders, second) - at(remainders, first));
  return parts;
}

function sharesWide(size: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((running, weight) => running + BigInt(weight), 0n);
  const products = weights.map((weight) => BigInt(size) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const remainders = products.map((product) => product % sum);
  const given = products.reduce((running, product) => running + product / sum, 0n);
  giveLeftOver(parts, Number(BigInt(size) - given), (first, second) => {
    const difference = (remainders[second] ?? 0n) - (remainders[first] ?? 0n);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  });
  return parts;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}

/**
 * Adds one unit to each of the first `left` parts in the given order. The remainders sum to `left` times the divisor and
 * each is smaller than it, so there are always more parts with a remainder than units left over.
 */
function giveLeftOver(
  parts: number[],
  left: number,
  byRemainder: (first: number, second: number) => number,
): void {
  const order = parts.map((_, index) => index).sort(byRemainder);
  for (const index of order.slice(0, left)) parts[index] = at(parts, index) + 1;
}

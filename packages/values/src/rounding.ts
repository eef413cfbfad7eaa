import { ValuesError } from "./errors.js";

/**
 * How a figure between two whole numbers becomes one of them.
 *
 * `down` goes towards zero and `up` away from it; `floor` goes towards minus and `ceiling` towards plus infinity; the
 * halves go to the nearest, and from the exact middle `half-up` away from zero, `half-down` towards it and `half-even`
 * to the even neighbour.
 *
 * @public
 */
export type RoundingMode =
  | "down"
  | "up"
  | "floor"
  | "ceiling"
  | "half-up"
  | "half-down"
  | "half-even";

/**
 * Whether the quotient cut off towards zero must step away from zero. `half` compares twice the rest with the divisor:
 * negative below the middle, zero on it, positive above.
 */
function stepsAway(mode: RoundingMode, negative: boolean, half: number, odd: boolean): boolean {
  switch (mode) {
    case "down":
      return false;
    case "up":
      return true;
    case "floor":
      return negative;
    case "ceiling":
      return !negative;
    case "half-up":
      return half >= 0;
    case "half-down":
      return half > 0;
    case "half-even":
      return half > 0 || (half === 0 && odd);
    default:
      throw new ValuesError("values.out-of-range", `${String(mode)} is not a rounding mode`);
  }
}

/**
 * `numerator / denominator`, rounded to a whole number.
 *
 * Throws `values.division-by-zero`.
 *
 * @example
 * ```ts
 * import { divideRounded } from "@tillwright/values";
 *
 * divideRounded(5n, 2n, "half-up") === 3n; //=> true
 * divideRounded(-5n, 2n, "floor") === -3n; //=> true
 * divideRounded(5n, 2n, "half-even") === 2n; //=> true
 * ```
 *
 * @public
 */
export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator === 0n) {
    throw new ValuesError("values.division-by-zero", `divideRounded: ${numerator} divided by zero`);
  }
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const negative = numerator < 0n !== denominator < 0n;
  const twice = 2n * (rest < 0n ? -rest : rest);
  const size = denominator < 0n ? -denominator : denominator;
  const half = twice === size ? 0 : twice < size ? -1 : 1;
  if (!stepsAway(mode, negative, half, quotient % 2n !== 0n)) return quotient;
  return negative ? quotient - 1n : quotient + 1n;
}

/**
 * `value × numerator / denominator`, exact until it is rounded once to a whole number.
 *
 * All three are safe integers and the denominator is positive; the product may be wider. Throws `values.out-of-range`
 * when one of them or the result is not a safe integer, and `values.division-by-zero` for a denominator below one.
 *
 * @example
 * ```ts
 * import { scaleRounded } from "@tillwright/values";
 *
 * scaleRounded(9999, 80, 100, "half-up"); //=> 7999
 * scaleRounded(-5, 1, 2, "half-up"); //=> -3
 * ```
 *
 * @public
 */
export function scaleRounded(
  value: number,
  numerator: number,
  denominator: number,
  mode: RoundingMode,
): number {
  if (!Number.isSafeInteger(value) || !Number.isSafeInteger(numerator)) {
    throw outOfRange(value, numerator, denominator);
  }
  if (!Number.isSafeInteger(denominator)) throw outOfRange(value, numerator, denominator);
  if (denominator <= 0) {
    throw new ValuesError(
      "values.division-by-zero",
      `scaleRounded: the denominator is ${denominator} and must be positive`,
    );
  }
  const product = value * numerator;
  // A product whose exact value is not safe never looks safe: doubles from 2 to the 53rd on round to no smaller one.
  if (Number.isSafeInteger(product)) return divideSafe(product, denominator, mode);
  const wide = divideRounded(BigInt(value) * BigInt(numerator), BigInt(denominator), mode);
  const result = Number(wide);
  if (!Number.isSafeInteger(result)) throw outOfRange(value, numerator, denominator);
  return result;
}

/** Both are safe integers, the denominator is positive. */
function divideSafe(product: number, denominator: number, mode: RoundingMode): number {
  const rest = product % denominator;
  // The rest is taken off first, so that the division is exact. Adding zero turns -0 into 0.
  const quotient = (product - rest) / denominator + 0;
  if (rest === 0) return quotient;
  const negative = product < 0;
  const size = negative ? -rest : rest;
  const half = size - (denominator - size);
  if (!stepsAway(mode, negative, half, quotient % 2 !== 0)) return quotient;
  return negative ? quotient - 1 : quotient + 1;
}

function outOfRange(value: number, numerator: number, denominator: number): ValuesError {
  return new ValuesError(
    "values.out-of-range",
    `scaleRounded: ${value} × ${numerator} / ${denominator} leaves the safe integers`,
  );
}

/**
 * The multiple of `multiple` next to `value` in the direction of the mode: 1238 to whole jiao (10) is 1230 or 1240.
 *
 * Throws `values.out-of-range` when a number is not a safe integer, and `values.division-by-zero` for a multiple below one.
 *
 * @example
 * ```ts
 * import { roundToMultiple } from "@tillwright/values";
 *
 * roundToMultiple(1238, 10, "down"); //=> 1230
 * roundToMultiple(1235, 10, "half-up"); //=> 1240
 * roundToMultiple(1250, 100, "half-up"); //=> 1300
 * ```
 *
 * @public
 */
export function roundToMultiple(value: number, multiple: number, mode: RoundingMode): number {
  const rounded = scaleRounded(value, 1, multiple, mode) * multiple;
  if (Number.isSafeInteger(rounded)) return rounded;
  throw new ValuesError(
    "values.out-of-range",
    `roundToMultiple: ${value} to multiples of ${multiple} leaves the safe integers`,
  );
}

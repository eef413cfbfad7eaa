import { ValuesError } from "./errors.js";
import { readDecimal, scaleDecimal, writeShortDecimal } from "./internal/decimal-text.js";
import { shown } from "./internal/shown.js";
import type { MinorUnits } from "./money.js";
import { issue, type Result, reject, succeed } from "./outcome.js";
import { type RoundingMode, scaleRounded } from "./rounding.js";

/**
 * A share as an exact ratio in lowest terms: 12.5% is 1/8. Never negative; it may exceed one.
 *
 * @public
 */
export interface Rate {
  readonly numerator: number;
  /** Positive. */
  readonly denominator: number;
}

function greatestCommonDivisor(first: number, second: number): number {
  let larger = first;
  let smaller = second;
  while (smaller !== 0) {
    const rest = larger % smaller;
    larger = smaller;
    smaller = rest;
  }
  return larger;
}

/**
 * The ratio in lowest terms.
 *
 * Throws `values.invalid-rate` unless the numerator is a safe integer of at least 0 and the denominator one of at least 1.
 *
 * @example
 * ```ts
 * import { rateOf } from "@tillwright/values";
 *
 * rateOf(50, 100); //=> { "numerator": 1, "denominator": 2 }
 * rateOf(0, 7); //=> { "numerator": 0, "denominator": 1 }
 * ```
 *
 * @public
 */
export function rateOf(numerator: number, denominator: number): Rate {
  const valid = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  if (!valid || numerator < 0 || denominator < 1) {
    throw new ValuesError(
      "values.invalid-rate",
      `rateOf: ${numerator}/${denominator} is not a rate`,
      {
        numerator: String(numerator),
        denominator: String(denominator),
      },
    );
  }
  const divisor = greatestCommonDivisor(numerator, denominator);
  return Object.freeze({ numerator: numerator / divisor + 0, denominator: denominator / divisor });
}

const mostDecimals = 6;
// 1,000,000%: a larger share is a slip of the pen.
const largestScaled = 1_000_000 * 10 ** mostDecimals;

/**
 * Reads a rate: text of a decimal number with a per cent sign, up to six decimals.
 *
 * A bare number is refused, because nobody can say whether 8 means 8%, 800% or 8折. So are blanks, signs and more than
 * 1,000,000%. Code: `values.rate-format`.
 *
 * @example
 * ```ts
 * import { parseRate } from "@tillwright/values";
 *
 * parseRate("12.5%"); //=> { "ok": true, "value": { "numerator": 1, "denominator": 8 } }
 * parseRate("150%"); //=> { "ok": true, "value": { "numerator": 3, "denominator": 2 } }
 * parseRate("0.88").ok; //=> false
 * parseRate(88).ok; //=> false
 * ```
 *
 * @public
 */
export function parseRate(text: unknown): Result<Rate> {
  const decimal =
    typeof text === "string" && text.endsWith("%") ? readDecimal(text.slice(0, -1)) : null;
  if (decimal !== null && !decimal.negative && decimal.scale <= mostDecimals) {
    const scaled = scaleDecimal(decimal, mostDecimals);
    if (typeof scaled === "number" && scaled <= largestScaled) {
      return succeed(rateOf(scaled, 100 * 10 ** mostDecimals));
    }
  }
  const message = `expected a share with a per cent sign, such as "88%" or "12.5%", but saw ${shown(text)}`;
  return reject([issue("values.rate-format", [], message)]);
}

/**
 * The rate as text with a per cent sign, as `parseRate` reads it. A ratio that this text cannot hold, such as one
 * third, is written as the ratio `1/3`, because a rounded share would be another share.
 *
 * @example
 * ```ts
 * import { formatRate, rateOf } from "@tillwright/values";
 *
 * formatRate(rateOf(1, 8)); //=> "12.5%"
 * formatRate(rateOf(1, 3)); //=> "1/3"
 * ```
 *
 * @public
 */
export function formatRate(rate: Rate): string {
  const scale = BigInt(100 * 10 ** mostDecimals);
  const product = BigInt(rate.numerator) * scale;
  const denominator = BigInt(rate.denominator);
  const scaled = Number(product / denominator);
  if (product % denominator !== 0n || scaled > largestScaled) {
    return `${rate.numerator}/${rate.denominator}`;
  }
  return `${writeShortDecimal(scaled, mostDecimals)}%`;
}

/**
 * The share of an amount, rounded once to a whole minor unit.
 *
 * Throws `values.out-of-range` when the amount or the result is not a safe integer.
 *
 * @example
 * ```ts
 * import { applyRate, rateOf } from "@tillwright/values";
 *
 * applyRate(9999, rateOf(80, 100), "half-up"); //=> 7999
 * applyRate(9999, rateOf(80, 100), "up"); //=> 8000
 * ```
 *
 * @public
 */
export function applyRate(amount: MinorUnits, rate: Rate, mode: RoundingMode): MinorUnits {
  return scaleRounded(amount, rate.numerator, rate.denominator, mode);
}

/**
 * What is left of the whole: 20% for 80%.
 *
 * Throws `values.invalid-rate` for a rate above 100%.
 *
 * @example
 * ```ts
 * import { complementRate, rateOf } from "@tillwright/values";
 *
 * complementRate(rateOf(80, 100)); //=> { "numerator": 1, "denominator": 5 }
 * ```
 *
 * @public
 */
export function complementRate(rate: Rate): Rate {
  return rateOf(rate.denominator - rate.numerator, rate.denominator);
}

/**
 * Negative when the first is smaller, 0 when they are equal, positive when it is larger.
 *
 * @example
 * ```ts
 * import { compareRates, rateOf } from "@tillwright/values";
 *
 * compareRates(rateOf(1, 3), rateOf(1, 2)); //=> -1
 * compareRates(rateOf(2, 4), rateOf(1, 2)); //=> 0
 * ```
 *
 * @public
 */
export function compareRates(first: Rate, second: Rate): number {
  const left = BigInt(first.numerator) * BigInt(second.denominator);
  const right = BigInt(second.numerator) * BigInt(first.denominator);
  return left < right ? -1 : left > right ? 1 : 0;
}

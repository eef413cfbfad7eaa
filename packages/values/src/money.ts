import { type CurrencyCode, currencyOf, minorDigitsOf } from "./currency.js";
import { ValuesError } from "./errors.js";
import {
  groupThousands,
  readDecimal,
  scaleDecimal,
  writeDecimal,
} from "./internal/decimal-text.js";
import { shown } from "./internal/shown.js";
import type { Language } from "./language.js";
import { issue, type Result, reject, succeed } from "./outcome.js";

/**
 * An amount of money as a whole number of the currency's minor unit, in a safe integer: 1230 is ¥12.30.
 *
 * @public
 */
export type MinorUnits = number;

/**
 * Hands the value back when it is a safe integer; -0 becomes 0.
 *
 * Throws `values.out-of-range` naming the operation otherwise.
 *
 * @example
 * ```ts
 * import { checkMinor } from "@tillwright/values";
 *
 * checkMinor(1230, "total of the sale"); //=> 1230
 * ```
 *
 * @public
 */
export function checkMinor(value: number, operation: string): MinorUnits {
  if (Number.isSafeInteger(value)) return value + 0;
  throw new ValuesError(
    "values.out-of-range",
    `${operation}: ${String(value)} is not a safe whole number of minor units`,
    { operation, value: String(value) },
  );
}

/**
 * The exact sum, whatever the order. Nothing sums to 0.
 *
 * Throws `values.out-of-range` when an amount or the sum is not a safe integer.
 *
 * @example
 * ```ts
 * import { sumMinor } from "@tillwright/values";
 *
 * sumMinor([1230, -30, 5]); //=> 1205
 * sumMinor([]); //=> 0
 * ```
 *
 * @public
 */
export function sumMinor(values: Iterable<number>): MinorUnits {
  let sum = 0;
  // Holds what left the safe range on the way; the amounts after it may lead back.
  let wide = 0n;
  for (const value of values) {
    const next = sum + checkMinor(value, "sumMinor");
    if (Number.isSafeInteger(next)) {
      sum = next;
    } else {
      wide += BigInt(sum) + BigInt(value);
      sum = 0;
    }
  }
  return wide === 0n ? sum : checkMinor(Number(wide + BigInt(sum)), "sumMinor");
}

/**
 * Reads an amount in major units, as people write it in a document: `"12.30"`, `"12.3"`, `"12"`, `"-12.30"`.
 *
 * It is exact or refused: more decimals than the currency has, an exponent, blanks, a plus sign, separators, a zero in
 * front, digits of other scripts and anything that is not text are problems. Codes: `values.money-format`,
 * `values.money-decimals`, `values.money-range`. Throws `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { parseMoney } from "@tillwright/values";
 *
 * parseMoney("12.3", "CNY"); //=> { "ok": true, "value": 1230 }
 * parseMoney("1200", "JPY"); //=> { "ok": true, "value": 1200 }
 * parseMoney("12.345", "CNY").ok; //=> false
 * parseMoney("12.345", "KWD"); //=> { "ok": true, "value": 12345 }
 * ```
 *
 * @public
 */
export function parseMoney(text: unknown, currency: CurrencyCode): Result<MinorUnits> {
  const places = minorDigitsOf(currency);
  const decimal = typeof text === "string" ? readDecimal(text) : null;
  if (decimal === null) {
    const sample = writeDecimal(1230 * 10 ** Math.max(0, places - 2), places);
    const message = `expected an amount of ${currency} as text, such as "${sample}", but saw ${shown(text)}`;
    return reject([issue("values.money-format", [], message)]);
  }
  if (decimal.scale > places) {
    const message = `${shown(text)} has ${decimal.scale} decimals, and ${currency} has ${places}`;
    return reject([issue("values.money-decimals", [], message)]);
  }
  const minor = scaleDecimal(decimal, places);
  if (typeof minor === "number") return succeed(minor);
  const limit = writeDecimal(Number.MAX_SAFE_INTEGER, places);
  const message = `${shown(text)} is beyond ${limit} ${currency}, the largest amount`;
  return reject([issue("values.money-range", [], message)]);
}

/**
 * The amount in major units with all decimals of the currency, as documents hold it: `parseMoney` reads it back.
 *
 * Throws `values.out-of-range` and `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { formatMoney } from "@tillwright/values";
 *
 * formatMoney(1230, "CNY"); //=> "12.30"
 * formatMoney(-5, "CNY"); //=> "-0.05"
 * formatMoney(1200, "JPY"); //=> "1200"
 * ```
 *
 * @public
 */
export function formatMoney(minor: MinorUnits, currency: CurrencyCode): string {
  return writeDecimal(checkMinor(minor, "formatMoney"), minorDigitsOf(currency));
}

/**
 * The amount for people: sign, symbol, thousands in groups, all decimals. It is the same on every machine, because it
 * asks no locale data of the platform; both languages write an amount in the same way.
 *
 * Throws `values.out-of-range` and `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { displayMoney } from "@tillwright/values";
 *
 * displayMoney(1230, "CNY", "zh-CN"); //=> "¥12.30"
 * displayMoney(-123456789, "CNY", "en"); //=> "-¥1,234,567.89"
 * displayMoney(1230, "CHF", "en"); //=> "CHF 12.30"
 * ```
 *
 * @public
 */
export function displayMoney(
  minor: MinorUnits,
  currency: CurrencyCode,
  _language: Language,
): string {
  const { symbol, minorDigits } = currencyOf(currency);
  const amount = checkMinor(minor, "displayMoney");
  const digits = groupThousands(writeDecimal(Math.abs(amount), minorDigits));
  return `${amount < 0 ? "-" : ""}${symbol === currency ? `${symbol} ` : symbol}${digits}`;
}

import { type CurrencyCode, currencyOf, minorDigitsOf } from "./currency.js";
import { ValuesError } from "./errors.js";
import {
  groupThousands,
  readDecimal,
  scaleDecimal,
  writeShortDecimal,
} from "./internal/decimal-text.js";
import { shown } from "./internal/shown.js";
import type { Language } from "./language.js";
import type { MinorUnits } from "./money.js";
import { type Issue, issue, type Result, reject, succeed } from "./outcome.js";
import {
  formatQuantity,
  type MeasureUnit,
  measure,
  parseMeasure,
  parsePieces,
  type Quantity,
} from "./quantity.js";
import { type RoundingMode, scaleRounded } from "./rounding.js";

/**
 * An exact price per so many units. It is finer than money: ¥7.899 a litre is 7,899,000 micros per 1,000 ml.
 *
 * @public
 */
export interface UnitPrice {
  /** Millionths of a major unit of the currency, a whole number of at least 0. */
  readonly micros: number;
  /** For how many of `unit` the price is; a positive whole number. */
  readonly per: number;
  readonly unit: "piece" | MeasureUnit;
}

/**
 * A price per so many units as documents hold it.
 *
 * @public
 */
export interface UnitPriceText {
  /** Major units with up to six decimals. */
  readonly price: string;
  /** `"1 l"`, `"500 g"`, or `"3"` for three pieces; one piece when absent. */
  readonly per?: string;
}

const mostDecimals = 6;
// Keeps ten to the sixth times `per` within the safe integers.
const largestPer = 1_000_000_000;

/**
 * Reads a price per so many units: `{ price: "7.899", per: "1 l" }`. Without `per` it is the price of one piece.
 *
 * The price is text in major units with up to six decimals and not negative; all problems are told at once.
 * Codes: `values.unit-price-format`, and those of `parseMeasure` and `parsePieces` for `per`.
 *
 * @example
 * ```ts
 * import { parseUnitPrice } from "@tillwright/values";
 *
 * parseUnitPrice({ price: "7.899", per: "1 l" }); //=> { "ok": true, "value": { "micros": 7899000, "per": 1000, "unit": "ml" } }
 * parseUnitPrice({ price: "0.035" }); //=> { "ok": true, "value": { "micros": 35000, "per": 1, "unit": "piece" } }
 * parseUnitPrice({ price: "-1" }).ok; //=> false
 * ```
 *
 * @public
 */
export function parseUnitPrice(source: unknown): Result<UnitPrice> {
  if (typeof source !== "object" || source === null) {
    const message = `expected a price such as {"price": "7.899", "per": "1 l"}, but saw ${shown(source)}`;
    return reject([issue("values.unit-price-format", [], message)]);
  }
  const { price, per } = source as { readonly price?: unknown; readonly per?: unknown };
  const micros = readMicros(price);
  const quantity = readPer(per);
  const issues: Issue[] = [];
  if (typeof micros !== "number") issues.push(micros);
  if ("message" in quantity) issues.push(quantity);
  if (typeof micros !== "number" || "message" in quantity) return reject(issues);
  return succeed(Object.freeze({ micros, ...quantity }));
}

function readMicros(price: unknown): number | Issue {
  const decimal = typeof price === "string" ? readDecimal(price) : null;
  const micros =
    decimal === null || decimal.negative || decimal.scale > mostDecimals
      ? null
      : scaleDecimal(decimal, mostDecimals);
  if (typeof micros === "number") return micros;
  const message = `expected a price with at most six decimals, such as "7.899", but saw ${shown(price)}`;
  return issue("values.unit-price-format", ["price"], message);
}

function readPer(per: unknown): Pick<UnitPrice, "per" | "unit"> | Issue {
  if (per === undefined) return { per: 1, unit: "piece" };
  const counted = parsePieces(per);
  const measured = counted.ok ? counted : parseMeasure(per);
  if (!measured.ok) {
    const first = measured.issues[0];
    return issue(first?.code ?? "values.measure-format", ["per"], first?.message ?? "");
  }
  const quantity = measured.value;
  const amount = quantity.kind === "pieces" ? quantity.count : quantity.amount;
  if (amount > largestPer) {
    const message = `${shown(per)} is beyond ${largestPer} units, the most a price may be for`;
    return issue("values.unit-price-format", ["per"], message);
  }
  return { per: amount, unit: quantity.kind === "pieces" ? "piece" : quantity.unit };
}

/**
 * The price as documents hold it; `parseUnitPrice` reads it back to the same price.
 *
 * @example
 * ```ts
 * import { formatUnitPrice } from "@tillwright/values";
 *
 * formatUnitPrice({ micros: 7899000, per: 1000, unit: "ml" }); //=> { "price": "7.899", "per": "1 L" }
 * formatUnitPrice({ micros: 35000, per: 1, unit: "piece" }); //=> { "price": "0.035" }
 * ```
 *
 * @public
 */
export function formatUnitPrice(price: UnitPrice): UnitPriceText {
  const text = writeShortDecimal(price.micros, mostDecimals);
  if (price.unit === "piece")
    return price.per === 1 ? { price: text } : { price: text, per: `${price.per}` };
  return { price: text, per: formatQuantity(measure(price.per, price.unit), "en") };
}

/**
 * The price for people: symbol, at least the decimals of the currency, and the unit.
 *
 * Throws `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { displayUnitPrice } from "@tillwright/values";
 *
 * displayUnitPrice({ micros: 7899000, per: 1000, unit: "ml" }, "CNY", "zh-CN"); //=> "¥7.899/升"
 * displayUnitPrice({ micros: 19800000, per: 500, unit: "g" }, "CNY", "en"); //=> "¥19.80/500 g"
 * displayUnitPrice({ micros: 5000000, per: 1, unit: "piece" }, "CNY", "en"); //=> "¥5.00"
 * ```
 *
 * @public
 */
export function displayUnitPrice(
  price: UnitPrice,
  currency: CurrencyCode,
  language: Language,
): string {
  const { symbol, minorDigits } = currencyOf(currency);
  const [whole = "0", fraction = ""] = writeShortDecimal(price.micros, mostDecimals).split(".");
  const padded = fraction.padEnd(minorDigits, "0");
  const amount = groupThousands(padded === "" ? whole : `${whole}.${padded}`);
  const lead = symbol === currency ? `${symbol} ` : symbol;
  return `${lead}${amount}${perText(price, language)}`;
}

function perText(price: UnitPrice, language: Language): string {
  if (price.unit === "piece") {
    if (price.per === 1) return "";
    return `/${formatQuantity({ kind: "pieces", count: price.per }, language)}`;
  }
  const text = formatQuantity(measure(price.per, price.unit), language);
  return `/${text.replace(/^1 ?(?=[^0-9.])/, "")}`;
}

/**
 * What a quantity costs at a price, rounded once to a whole minor unit.
 *
 * Throws `values.unit-mismatch` for grams at a price per piece and the like, `values.invalid-quantity` for one
 * that is not positive, `values.out-of-range` when a figure leaves the safe integers, and `values.unknown-currency`.
 *
 * @example
 * ```ts
 * import { extendPrice, measure, pieces } from "@tillwright/values";
 *
 * extendPrice({ micros: 7899000, per: 1000, unit: "ml" }, measure(30150, "ml"), "CNY", "half-up"); //=> 23815
 * extendPrice({ micros: 35000, per: 1, unit: "piece" }, pieces(100), "CNY", "half-up"); //=> 350
 * ```
 *
 * @public
 */
export function extendPrice(
  price: UnitPrice,
  quantity: Quantity,
  currency: CurrencyCode,
  mode: RoundingMode,
): MinorUnits {
  const unit = quantity.kind === "pieces" ? "piece" : quantity.unit;
  const amount = quantity.kind === "pieces" ? quantity.count : quantity.amount;
  if (unit !== price.unit) {
    throw new ValuesError(
      "values.unit-mismatch",
      `extendPrice: ${amount} ${unit} at a price per ${price.per} ${price.unit}`,
      { quantityUnit: unit, priceUnit: price.unit },
    );
  }
  if (!(amount > 0)) {
    throw new ValuesError(
      "values.invalid-quantity",
      `extendPrice: ${amount} ${unit} is no quantity`,
    );
  }
  const microsPerMinor = 10 ** (mostDecimals - minorDigitsOf(currency));
  return scaleRounded(price.micros, amount, price.per * microsPerMinor, mode);
}

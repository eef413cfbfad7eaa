import { ValuesError } from "./errors.js";
import { readDecimal, scaleDecimal, writeShortDecimal } from "./internal/decimal-text.js";
import { shown } from "./internal/shown.js";
import type { Language } from "./language.js";
import { issue, type Result, reject, succeed } from "./outcome.js";

/**
 * What a measure counts: grams, millilitres or millimetres.
 *
 * @public
 */
export type MeasureUnit = "g" | "ml" | "mm";

/**
 * Goods that are counted.
 *
 * @public
 */
export interface Pieces {
  readonly kind: "pieces";
  /** A positive whole number. */
  readonly count: number;
}

/**
 * Goods that are weighed, filled or cut.
 *
 * @public
 */
export interface Measure {
  readonly kind: "measure";
  /** A positive whole number of `unit`: 0.452 kg is 452 g. */
  readonly amount: number;
  readonly unit: MeasureUnit;
}

/**
 * How much of a product: a count or a measure, never both.
 *
 * @public
 */
export type Quantity = Pieces | Measure;

function checkPositive(value: number, operation: string): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new ValuesError(
    "values.invalid-quantity",
    `${operation}: ${String(value)} is not a positive whole number`,
    { value: String(value) },
  );
}

/**
 * A count of pieces.
 *
 * Throws `values.invalid-quantity` for zero, a negative number and a fraction.
 *
 * @example
 * ```ts
 * import { pieces } from "@tillwright/values";
 *
 * pieces(3); //=> { "kind": "pieces", "count": 3 }
 * ```
 *
 * @public
 */
export function pieces(count: number): Pieces {
  return Object.freeze({ kind: "pieces", count: checkPositive(count, "pieces") });
}

/**
 * A measure in whole grams, millilitres or millimetres.
 *
 * Throws `values.invalid-quantity` for zero, a negative number and a fraction.
 *
 * @example
 * ```ts
 * import { measure } from "@tillwright/values";
 *
 * measure(452, "g"); //=> { "kind": "measure", "amount": 452, "unit": "g" }
 * ```
 *
 * @public
 */
export function measure(amount: number, unit: MeasureUnit): Measure {
  return Object.freeze({ kind: "measure", amount: checkPositive(amount, "measure"), unit });
}

interface WrittenUnit {
  readonly unit: MeasureUnit;
  /** How many of `unit` it holds. */
  readonly size: number;
}

function writtenUnit(text: string): WrittenUnit | null {
  switch (text) {
    case "g":
    case "克":
      return { unit: "g", size: 1 };
    case "kg":
    case "公斤":
    case "千克":
      return { unit: "g", size: 1000 };
    // The market jin of the mainland; those of Hong Kong and Taiwan weigh more and are not meant.
    case "斤":
      return { unit: "g", size: 500 };
    case "ml":
    case "mL":
    case "毫升":
      return { unit: "ml", size: 1 };
    case "l":
    case "L":
    case "升":
      return { unit: "ml", size: 1000 };
    case "mm":
    case "毫米":
      return { unit: "mm", size: 1 };
    case "cm":
    case "厘米":
      return { unit: "mm", size: 10 };
    case "m":
    case "米":
      return { unit: "mm", size: 1000 };
    default:
      return null;
  }
}

const measurePattern = /^([0-9.]+) ?([^0-9. ]+)$/;

/**
 * Reads a measure with its unit: `"0.452 kg"`, `"500g"`, `"1.5 L"`, `"2斤"`.
 *
 * Units: kg, g, 公斤, 千克, 斤 (500 g), 克; l, ml, 升, 毫升; m, cm, mm, 米, 厘米, 毫米. It must be a whole positive number of
 * grams, millilitres or millimetres. Codes: `values.measure-format`, `values.measure-precision`.
 *
 * @example
 * ```ts
 * import { parseMeasure } from "@tillwright/values";
 *
 * parseMeasure("0.452 kg"); //=> { "ok": true, "value": { "kind": "measure", "amount": 452, "unit": "g" } }
 * parseMeasure("2斤"); //=> { "ok": true, "value": { "kind": "measure", "amount": 1000, "unit": "g" } }
 * parseMeasure("0.4525 kg").ok; //=> false
 * parseMeasure("-1 kg").ok; //=> false
 * ```
 *
 * @public
 */
export function parseMeasure(text: unknown): Result<Measure> {
  const match = typeof text === "string" ? measurePattern.exec(text) : null;
  const decimal = readDecimal(match?.[1] ?? "");
  const written = writtenUnit(match?.[2] ?? "");
  if (decimal === null || written === null) {
    const message = `expected a measure with its unit, such as "0.452 kg", "1.5 l" or "30 cm", but saw ${shown(text)}`;
    return reject([issue("values.measure-format", [], message)]);
  }
  const amount = scaleDecimal(decimal, 0, written.size);
  if (typeof amount === "number" && amount > 0) return succeed(measure(amount, written.unit));
  const message = `${shown(text)} is not a whole positive number of ${written.unit} that can be counted exactly`;
  return reject([issue("values.measure-precision", [], message)]);
}

const piecesPattern = /^[1-9][0-9]{0,15}$/;

/**
 * Reads a count of pieces: a positive whole number in plain digits.
 *
 * Code: `values.pieces-format`.
 *
 * @example
 * ```ts
 * import { parsePieces } from "@tillwright/values";
 *
 * parsePieces("3"); //=> { "ok": true, "value": { "kind": "pieces", "count": 3 } }
 * parsePieces("-3").ok; //=> false
 * parsePieces("1.5").ok; //=> false
 * ```
 *
 * @public
 */
export function parsePieces(text: unknown): Result<Pieces> {
  const count = typeof text === "string" && piecesPattern.test(text) ? Number(text) : 0;
  if (Number.isSafeInteger(count) && count > 0) return succeed(pieces(count));
  const message = `expected a positive whole number of pieces, such as "3", but saw ${shown(text)}`;
  return reject([issue("values.pieces-format", [], message)]);
}

const unitNames = {
  "zh-CN": { g: ["克", "千克"], ml: ["毫升", "升"], mm: ["毫米", "米"] },
  en: { g: [" g", " kg"], ml: [" ml", " L"], mm: [" mm", " m"] },
} as const;

/**
 * The quantity for people, exact: from a thousand on in the larger unit. `parseMeasure` reads a measure back.
 *
 * @example
 * ```ts
 * import { formatQuantity, measure, pieces } from "@tillwright/values";
 *
 * formatQuantity(measure(452, "g"), "en"); //=> "452 g"
 * formatQuantity(measure(1452, "g"), "zh-CN"); //=> "1.452千克"
 * formatQuantity(pieces(3), "zh-CN"); //=> "3件"
 * formatQuantity(pieces(3), "en"); //=> "3 pcs"
 * ```
 *
 * @public
 */
export function formatQuantity(quantity: Quantity, language: Language): string {
  if (quantity.kind === "pieces") {
    const { count } = quantity;
    if (language === "zh-CN") return `${count}件`;
    return count === 1 ? "1 pc" : `${count} pcs`;
  }
  const [small, large] = unitNames[language][quantity.unit];
  if (quantity.amount < 1000) return `${quantity.amount}${small}`;
  return `${writeShortDecimal(quantity.amount, 3)}${large}`;
}

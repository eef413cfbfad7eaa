import { CodedError } from "./coded-error.js";
import type { Json } from "./outcome.js";

/**
 * What this package throws when a program misuses it.
 *
 * @public
 */
export type ValuesErrorCode =
  | "values.division-by-zero"
  | "values.invalid-date"
  | "values.invalid-quantity"
  | "values.invalid-rate"
  | "values.invalid-time"
  | "values.invalid-weight"
  | "values.invalid-window"
  | "values.lone-surrogate"
  | "values.no-weight"
  | "values.not-json"
  | "values.out-of-range"
  | "values.random-source"
  | "values.unit-mismatch"
  | "values.unknown-currency"
  | "values.unknown-zone";

/**
 * What the parsers of this package report about text from outside.
 *
 * @public
 */
export type ValuesIssueCode =
  | "values.catalogue-missing"
  | "values.catalogue-placeholder"
  | "values.date-format"
  | "values.instant-format"
  | "values.measure-format"
  | "values.measure-precision"
  | "values.money-decimals"
  | "values.money-format"
  | "values.money-range"
  | "values.pieces-format"
  | "values.rate-format"
  | "values.time-format"
  | "values.unit-price-format"
  | "values.window-format";

/**
 * An error of this package.
 *
 * @public
 */
export class ValuesError extends CodedError<ValuesErrorCode> {
  constructor(code: ValuesErrorCode, message: string, facts: Readonly<Record<string, Json>> = {}) {
    super(code, message, facts);
    this.name = "ValuesError";
  }
}

import { CodedError, type Json } from "@tillwright/values";

/** What a program can do wrong with this package. @public */
export type PricingErrorCode =
  | "pricing.bad-basket"
  | "pricing.bad-rules"
  | "pricing.unknown-kind"
  | "pricing.missing-feature"
  | "pricing.bad-extension"
  | "pricing.bad-rounding"
  | "pricing.bad-return"
  | "pricing.out-of-range";

/**
 * Thrown for misuse by the program that calls: a basket that no till can have made, rules that were never parsed.
 *
 * Told apart by `code`, never by `instanceof`.
 *
 * @public
 */
export class PricingError extends CodedError<PricingErrorCode> {
  constructor(code: PricingErrorCode, message: string, facts: Readonly<Record<string, Json>> = {}) {
    super(code, message, facts);
    this.name = "PricingError";
  }
}

import { CodedError, type Json } from "@tillwright/values";

/**
 * What a program can do wrong when it calls this package.
 *
 * @public
 */
export type LoyaltyErrorCode =
  | "loyalty.amount-invalid"
  | "loyalty.currency-differs"
  | "loyalty.line-unknown"
  | "loyalty.refund-exceeds-sale"
  | "loyalty.record-unreadable"
  | "loyalty.not-in-programme";

/**
 * Misuse by the program, told by `code`.
 *
 * @public
 */
export class LoyaltyError extends CodedError<LoyaltyErrorCode> {}

/** Refuses what is not a whole number of at least `least`, naming the operation. */
export function checkWhole(value: number, least: number, operation: string): number {
  if (!Number.isSafeInteger(value) || value < least) {
    fail(
      "loyalty.amount-invalid",
      `${operation} must be a whole number from ${least}, not ${value}`,
      {
        operation,
        value: String(value),
      },
    );
  }
  return value;
}

/** Throws a {@link LoyaltyError}. */
export function fail(
  code: LoyaltyErrorCode,
  message: string,
  facts: Readonly<Record<string, Json>>,
): never {
  throw new LoyaltyError(code, message, facts);
}

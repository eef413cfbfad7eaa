import { CodedError, type Json } from "@tillwright/values";

/** The codes of errors that cashier throws: mistakes of the program, never of the shop. @public */
export type CashierErrorCode =
  | "cashier.config-invalid"
  | "cashier.duplicate-product"
  | "cashier.label-rule-invalid"
  | "cashier.prices-inconsistent"
  | "cashier.store-inconsistent";

/**
 * Misuse of cashier. Told by its `code`, not by `instanceof`.
 *
 * @public
 */
export class CashierError extends CodedError<CashierErrorCode> {
  constructor(code: CashierErrorCode, message: string, facts: Readonly<Record<string, Json>> = {}) {
    super(code, message, facts);
    this.name = "CashierError";
  }
}

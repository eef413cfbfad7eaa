import type { MemberRefusalCode } from "@tillwright/core-members";
import type { LedgerRefusalCode } from "@tillwright/ledger";
import type { LoyaltyRefusalCode } from "@tillwright/loyalty-rules";
import type { Json, Refusal } from "@tillwright/values";

/** Why the till refuses a command. @public */
export type CashierRefusalCode =
  | "cashier.amount-invalid"
  | "cashier.attempt-unknown"
  | "cashier.barcode-check-digit"
  | "cashier.barred"
  | "cashier.barred-code"
  | "cashier.barred-count"
  | "cashier.barred-offer"
  | "cashier.day-closed"
  | "cashier.discount-below-floor"
  | "cashier.discount-below-margin"
  | "cashier.discount-exists"
  | "cashier.discount-invalid"
  | "cashier.discount-limit"
  | "cashier.discount-no-goods"
  | "cashier.discount-unknown"
  | "cashier.drawer-short"
  | "cashier.gift-not-chosen"
  | "cashier.gift-unknown"
  | "cashier.key-reused"
  | "cashier.label-amount-zero"
  | "cashier.line-exists"
  | "cashier.line-fixed-amount"
  | "cashier.line-unknown"
  | "cashier.measure-is-whole"
  | "cashier.measure-required"
  | "cashier.member-required"
  | "cashier.member-unknown"
  | "cashier.no-members"
  | "cashier.no-payment-port"
  | "cashier.no-programme"
  | "cashier.not-fully-paid"
  | "cashier.not-permitted"
  | "cashier.nothing-due"
  | "cashier.nothing-to-refund"
  | "cashier.over-refund"
  | "cashier.over-tender"
  | "cashier.payment-declined"
  | "cashier.payment-unknown"
  | "cashier.pieces-required"
  | "cashier.points-not-usable"
  | "cashier.points-exceed-refund"
  | "cashier.price-missing"
  | "cashier.product-unknown"
  | "cashier.quantity-invalid"
  | "cashier.refund-in-progress"
  | "cashier.registration-invalid"
  | "cashier.return-blocked"
  | "cashier.return-rules"
  | "cashier.sale-empty"
  | "cashier.sale-open"
  | "cashier.sale-state"
  | "cashier.sale-unknown"
  | "cashier.shift-closed"
  | "cashier.shift-open"
  | "cashier.tender-captured"
  | "cashier.tender-kind"
  | "cashier.tender-unknown"
  | "cashier.unknown-barcode"
  | "cashier.unit-differs"
  | "cashier.version-conflict";

/**
 * A refused command. What loyalty, members or the journal refuse comes through with their own code.
 *
 * @public
 */
export type CashierRefusal = Refusal<
  CashierRefusalCode | LedgerRefusalCode | LoyaltyRefusalCode | MemberRefusalCode
>;

/** The refused outcome alone; fits every `Outcome`. */
export interface Refused {
  readonly ok: false;
  readonly refusal: CashierRefusal;
}

/** Makes a refusal: a code, one plain sentence for logs, and the facts. */
export function refuse(
  code: CashierRefusalCode,
  message: string,
  facts: Readonly<Record<string, Json>> = {},
): Refused {
  return { ok: false, refusal: { code, message, facts } };
}

import type { MinorUnits, Outcome } from "@tillwright/values";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { SaleTender } from "../sale.js";
import type { PaymentState, TenderRequest } from "../till.js";

/**
 * What a request asks of the due: for cash what is handed over, else what is to be paid.
 *
 * Refuses `cashier.amount-invalid` for what is no positive amount (cash may be 0 when 抹零 leaves nothing to ask),
 * `cashier.over-tender` for more than is left in anything but cash, and `cashier.nothing-due` when all is paid.
 */
export function tenderedBy(
  request: TenderRequest,
  payment: PaymentState,
): Outcome<MinorUnits, CashierRefusal> {
  const { remaining, cashDue } = payment;
  if (remaining === 0) {
    return refuse("cashier.nothing-due", "the sale is paid already", { due: payment.due });
  }
  if (request.kind === "cash") {
    const tendered = request.tendered ?? cashDue;
    const least = cashDue === 0 ? 0 : 1;
    return Number.isSafeInteger(tendered) && tendered >= least
      ? { ok: true, value: tendered }
      : amountInvalid(tendered);
  }
  const amount = request.amount ?? remaining;
  if (!Number.isSafeInteger(amount) || amount <= 0) return amountInvalid(amount);
  if (amount <= remaining) return { ok: true, value: amount };
  const { kind } = request;
  return refuse("cashier.over-tender", `${kind} of ${amount} is more than the ${remaining} left`, {
    kind,
    amount,
    remaining,
  });
}

function amountInvalid(amount: number): { readonly ok: false; readonly refusal: CashierRefusal } {
  return refuse("cashier.amount-invalid", `${amount} is no amount to pay`, {
    amount: String(amount),
  });
}

/** A tender that needs nobody else to be asked. */
export function plainTender(
  tenderId: string,
  request: TenderRequest,
  tendered: MinorUnits,
): SaleTender {
  const party = request.kind === "third-party-coupon" ? request.party : null;
  const reference =
    request.kind === "card" || request.kind === "qr" ? (request.reference ?? null) : null;
  return {
    tenderId,
    kind: request.kind,
    party: party ?? (request.kind === "card" || request.kind === "qr" ? request.kind : null),
    tendered,
    reference,
    bonusPart: 0,
    attemptId: null,
    storedValue: null,
  };
}

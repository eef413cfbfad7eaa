import type { Instant } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import type { PaymentAttempt, PaymentPort, PaymentResult } from "../payment-port.js";
import type { Sale } from "../sale.js";
import type { DocumentWrite } from "../till-store.js";
import { type Decision, type Desk, once, plan } from "./desk.js";
import { attemptById, saleById, writeAttempt, writeSale } from "./documents.js";

/** Whoever fails to answer has not said no: the outcome is unknown. */
export async function asked(ask: () => Promise<PaymentResult>): Promise<PaymentResult> {
  try {
    return await ask();
  } catch {
    return { state: "unknown" };
  }
}

/** Sends an attempt to the provider for the first time. */
export function send(
  port: PaymentPort,
  attempt: PaymentAttempt,
  currency: string,
  code: string | null,
): Promise<PaymentResult> {
  const { attemptId, kind, amount, charged } = attempt;
  return asked(() =>
    attempt.direction === "charge"
      ? port.charge({ attemptId, kind, amount, currency, code })
      : port.payBack({ attemptId, reference: charged ?? "", amount, currency }),
  );
}

/**
 * Keeps the outcome of an attempt, once for the attempt whoever learns of it, and brings its sale up to date. An unknown
 * outcome changes nothing.
 */
export async function keepOutcome(
  desk: Desk,
  attempt: PaymentAttempt,
  result: PaymentResult,
): Promise<PaymentAttempt> {
  if (result.state === "unknown") return attempt;
  const { attemptId } = attempt;
  const kept = await once(desk, "outcome", `${attemptId}/outcome`, { attemptId }, (at) =>
    decideOutcome(desk, attemptId, result, at),
  );
  if (kept.ok) return kept.value;
  // Someone else kept another answer first: theirs is the one that counts.
  return (await attemptById(desk, attemptId))?.body ?? attempt;
}

async function decideOutcome(
  desk: Desk,
  attemptId: string,
  result: Exclude<PaymentResult, { readonly state: "unknown" }>,
  at: Instant,
): Promise<Decision<PaymentAttempt>> {
  const found = await attemptById(desk, attemptId);
  const before = found?.body;
  if (before === undefined || before.state !== "unknown") {
    const value = before ?? null;
    if (value === null) throw new RangeError(`attempt ${attemptId} is gone`);
    return plan(value, {});
  }
  const captured = result.state === "captured";
  const attempt: PaymentAttempt = {
    ...before,
    state: result.state,
    reference: captured ? result.reference : null,
    declinedBecause: captured ? null : result.reason,
  };
  const sale = attempt.purpose === "refund" ? null : await saleById(desk, attempt.saleId);
  const documents: DocumentWrite[] = [writeAttempt(attempt, found?.version ?? null)];
  if (sale !== null) {
    documents.push(writeSale(afterOutcome(desk, sale.body, attempt), sale.version));
  }
  const { amount, kind, direction, saleId } = attempt;
  const facts = { attemptId, saleId, amount, kind, direction };
  const action = `payment.${result.state}`;
  return plan(attempt, {
    documents,
    audit: [{ action, operatorId: attempt.operatorId, facts: { ...facts, at } }],
  });
}

/** The sale after one of its payments is known. */
function afterOutcome(desk: Desk, sale: Sale, attempt: PaymentAttempt): Sale {
  const known = changeSale(sale, { type: "payment-known", attemptId: attempt.attemptId });
  if (!known.ok || attempt.state !== "captured") return known.ok ? known.value : sale;
  const { tenderId, kind, amount, reference, attemptId } = attempt;
  const changed =
    attempt.direction === "pay-back"
      ? changeSale(known.value, { type: "remove-tender", tenderId })
      : changeSale(known.value, {
          type: "add-tender",
          tender: {
            tenderId,
            kind,
            party: desk.parts.payments?.party ?? kind,
            tendered: amount,
            reference: reference ?? attemptId,
            bonusPart: 0,
            attemptId,
            storedValue: null,
          },
        });
  return changed.ok ? changed.value : known.value;
}

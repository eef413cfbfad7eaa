import type { Instant } from "@tillwright/values";
import { writtenAs } from "../internal/plain-json.js";
import type { PaymentAttempt } from "../payment-port.js";
import type { PendingRefund } from "../refund-state.js";
import { refuse } from "../refusal.js";
import type { Answer, SettledView } from "../till.js";
import { decideRefund } from "./decide-refund.js";
import { type Decision, type Desk, once, plan } from "./desk.js";
import { attemptById, openShiftOf, refundStateOf, writeRefundState } from "./documents.js";
import { asked, keepOutcome, send } from "./payments.js";
import type { PaidBack } from "./refund-tenders.js";

/**
 * Brings a refund that waits for its provider as far as it will go. Parts that were declined go back in cash once another
 * part has gone back; when all were declined the refund is given up (`cashier.payment-declined`). While one is unknown it
 * waits (`cashier.payment-unknown`): repeat the command, or sweep.
 */
export async function advanceRefund(
  desk: Desk,
  saleId: string,
  refundId: string,
  isNew: boolean,
): Answer<SettledView> {
  const state = await refundStateOf(desk, saleId);
  const { pending } = state.body;
  if (pending === null || pending.refundId !== refundId) return finished(desk, refundId);
  const attempts = await askProvider(desk, pending, isNew);
  const unknown = attempts.find((attempt) => attempt.state === "unknown");
  if (unknown !== undefined) {
    const { attemptId } = unknown;
    return refuse("cashier.payment-unknown", `paying back ${attemptId} is not known yet`, {
      saleId,
      attemptId,
    });
  }
  if (!attempts.some((attempt) => attempt.state === "captured")) {
    await once(desk, "refund-declined", `${refundId}/declined`, { refundId }, () =>
      giveUp(desk, saleId, refundId),
    );
    return declined(attempts);
  }
  return once(desk, "refund-settled", `${refundId}/settled`, { refundId }, (at) =>
    settle(desk, saleId, pending, attempts, at),
  );
}

async function askProvider(
  desk: Desk,
  pending: PendingRefund,
  isNew: boolean,
): Promise<readonly PaymentAttempt[]> {
  const { payments, config } = desk.parts;
  const settled: PaymentAttempt[] = [];
  for (const attemptId of Object.values(pending.attempts)) {
    const attempt = (await attemptById(desk, attemptId))?.body;
    if (attempt === undefined) continue;
    if (attempt.state !== "unknown" || payments === null) {
      settled.push(attempt);
      continue;
    }
    const result = isNew
      ? await send(payments, attempt, config.currency, null)
      : await asked(() => payments.query(attemptId));
    settled.push(await keepOutcome(desk, attempt, result));
  }
  return settled;
}

/** The answer of a refund that is not pending any more. */
async function finished(desk: Desk, refundId: string): Answer<SettledView> {
  const kept = await desk.parts.store.keptAnswer(desk.owner, `${refundId}/settled`);
  if (kept !== null) return { ok: true, value: writtenAs<SettledView>(kept.answer) };
  return refuse("cashier.payment-declined", `the provider declined to pay ${refundId} back`, {
    attemptId: refundId,
    kind: "refund",
    amount: 0,
    reason: null,
  });
}

function declined(attempts: readonly PaymentAttempt[]): Awaited<Answer<SettledView>> {
  const [first] = attempts;
  const amount = attempts.reduce((sum, attempt) => sum + attempt.amount, 0);
  return refuse("cashier.payment-declined", `the provider declined to pay ${amount} back`, {
    attemptId: first?.attemptId ?? "",
    kind: first?.kind ?? "card",
    amount,
    reason: first?.declinedBecause ?? null,
  });
}

async function giveUp(desk: Desk, saleId: string, refundId: string): Promise<Decision<null>> {
  const state = await refundStateOf(desk, saleId);
  if (state.body.pending?.refundId !== refundId) return plan(null, {});
  const { operatorId } = state.body.pending;
  return plan(null, {
    documents: [writeRefundState({ ...state.body, pending: null }, state.version)],
    audit: [{ action: "refund.declined", operatorId, facts: { saleId, refundId } }],
  });
}

async function settle(
  desk: Desk,
  saleId: string,
  pending: PendingRefund,
  attempts: readonly PaymentAttempt[],
  at: Instant,
): Promise<Decision<SettledView>> {
  const sale = await desk.parts.store.sale(desk.owner, saleId);
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  if (sale === null) {
    return refuse("cashier.sale-unknown", `there is no settled sale ${saleId}`, { saleId });
  }
  const outcomes: PaidBack = new Map(
    attempts.map(({ tenderId, attemptId, reference, state }) => [
      tenderId,
      state === "captured" ? { reference: reference ?? attemptId } : "declined",
    ]),
  );
  const { refundId, units, payBack, reason, operatorId, approvedBy, judged = null } = pending;
  const state = await refundStateOf(desk, saleId);
  return decideRefund(
    desk,
    {
      sale,
      state,
      shift: shift.value,
      refundId,
      units,
      payBack,
      outcomes,
      judged,
      reason,
      operatorId,
      approvedBy,
    },
    { key: `${refundId}/settled`, at },
  );
}

import type { PaymentAttempt } from "../payment-port.js";
import type { Answer, PaymentSweep, Till } from "../till.js";
import { type Desk, inTurn } from "./desk.js";
import { attemptById, refundStateOf, unknownAttempts } from "./documents.js";
import { asked, keepOutcome } from "./payments.js";
import { advanceRefund } from "./pending-refund.js";

/** The command that asks about every payment whose outcome is not known. */
export function sweepCommand(desk: Desk): Pick<Till, "settlePayments"> {
  return { settlePayments: () => inTurn(desk, () => sweep(desk)) };
}

/** Each attempt is settled once under its own id, so the sweep may run as often as one likes. */
async function sweep(desk: Desk): Answer<PaymentSweep> {
  const { payments } = desk.parts;
  const settled: PaymentAttempt[] = [];
  const stillUnknown: PaymentAttempt[] = [];
  for (const attempt of await unknownAttempts(desk)) {
    const { attemptId, purpose, saleId } = attempt;
    const result =
      payments === null
        ? ({ state: "unknown" } as const)
        : await asked(() => payments.query(attemptId));
    const now = await keepOutcome(desk, attempt, result);
    if (now.state === "unknown") stillUnknown.push(now);
    else settled.push((await attemptById(desk, attemptId))?.body ?? now);
    if (purpose === "refund" && now.state !== "unknown") await goOn(desk, saleId);
  }
  return { ok: true, value: { settled, stillUnknown } };
}

/** Books the refund that waited for its provider, if that was the last part it waited for. */
async function goOn(desk: Desk, saleId: string): Promise<void> {
  const { pending } = (await refundStateOf(desk, saleId)).body;
  if (pending !== null) await advanceRefund(desk, saleId, pending.refundId, false);
}

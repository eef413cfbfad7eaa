import type { JournalCommand } from "@tillwright/ledger";
import { releaseHold } from "@tillwright/loyalty-rules";
import type { Instant } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import type { PaymentAttempt } from "../payment-port.js";
import { refuse } from "../refusal.js";
import type { Sale, SaleTender } from "../sale.js";
import type { Answer, SaleView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { attemptById, currentSaleOf, type Versioned, writeSale } from "./documents.js";
import { asked, keepOutcome, send } from "./payments.js";
import { viewOf } from "./price-sale.js";
import { outcomeView, unknownAttempt, waiting } from "./tender-commands.js";

/** The command that takes a tender off a sale that is being paid. */
export function removeTenderCommand(desk: Desk): Pick<Till, "removeTender"> {
  return { removeTender: (command) => inTurn(desk, () => removeTender(desk, command)) };
}

/** What was taken off at once, or the attempt to pay it back. */
type Removal =
  | { readonly view: SaleView; readonly attempt: null }
  | { readonly view: null; readonly attempt: PaymentAttempt };

async function removeTender(
  desk: Desk,
  command: Parameters<Till["removeTender"]>[0],
): Answer<SaleView> {
  let isNew = false;
  const removed = await once(
    desk,
    "removeTender",
    command.key,
    bodyOf(command),
    async (at): Promise<Decision<Removal>> => {
      isNew = true;
      return decideRemoval(desk, command.tenderId, { key: command.key, at });
    },
  );
  if (!removed.ok) return removed;
  if (removed.value.attempt === null) return { ok: true, value: removed.value.view };
  const { attemptId } = removed.value.attempt;
  const attempt = await attemptById(desk, attemptId);
  const { payments, config } = desk.parts;
  if (attempt === null || payments === null) return unknownAttempt(attemptId);
  const { body } = attempt;
  if (body.state !== "unknown") return removalView(desk, body);
  const result = isNew
    ? await send(payments, body, config.currency, null)
    : await asked(() => payments.query(attemptId));
  return removalView(desk, await keepOutcome(desk, body, result));
}

async function removalView(desk: Desk, attempt: PaymentAttempt): Answer<SaleView> {
  if (attempt.state !== "unknown") return outcomeView(desk, attempt);
  const { attemptId, saleId } = attempt;
  return refuse("cashier.payment-unknown", `paying back ${attemptId} is not known yet`, {
    saleId,
    attemptId,
  });
}

async function decideRemoval(
  desk: Desk,
  tenderId: string,
  context: { readonly key: string; readonly at: Instant },
): Promise<Decision<Removal>> {
  const sale = await currentSaleOf(desk);
  if (!sale.ok) return sale;
  const { body, version } = sale.value;
  const tender = body.tenders.find((candidate) => candidate.tenderId === tenderId);
  if (tender !== undefined && tender.attemptId !== null) {
    return payTenderBack(desk, sale.value, tender, context.at);
  }
  const changed = changeSale(body, { type: "remove-tender", tenderId });
  if (!changed.ok) return changed;
  const view = await viewOf(desk, changed.value, context.at);
  if (!view.ok) return view;
  const facts = { saleId: body.saleId, tenderId, kind: tender?.kind ?? null };
  return plan(
    { view: view.value, attempt: null },
    {
      documents: [writeSale(changed.value, version)],
      journal: releaseOf(tender, context),
      audit: [{ action: "tender.removed", operatorId: body.operatorId, facts }],
    },
  );
}

function releaseOf(
  tender: SaleTender | undefined,
  { key, at }: { readonly key: string; readonly at: Instant },
): readonly JournalCommand[] {
  const stored = tender?.storedValue ?? null;
  return stored === null ? [] : [releaseHold(stored.hold, { key, at })];
}

/** A captured tender goes back through its provider; the sale waits until that is known. */
function payTenderBack(
  desk: Desk,
  sale: Versioned<Sale>,
  tender: SaleTender,
  at: Instant,
): Decision<Removal> {
  const { tillId } = desk.parts.config;
  const attempt: PaymentAttempt = {
    version: 1,
    attemptId: desk.parts.nextId(),
    direction: "pay-back",
    purpose: "remove-tender",
    saleId: sale.body.saleId,
    tenderId: tender.tenderId,
    tillId,
    operatorId: sale.body.operatorId,
    kind: tender.kind === "qr" ? "qr" : "card",
    amount: tender.tendered,
    startedAt: at,
    state: "unknown",
    charged: tender.reference,
    reference: null,
    declinedBecause: null,
  };
  const decided = waiting(sale, attempt);
  if (!decided.ok) return decided;
  const { finish: _finish, ...written } = decided.value;
  return plan({ view: null, attempt }, written);
}

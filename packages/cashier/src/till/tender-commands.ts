import type { Instant, MinorUnits, Outcome } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import type { PaymentAttempt, PaymentPort } from "../payment-port.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Sale, SaleTender } from "../sale.js";
import { tenderSums } from "../tender-sums.js";
import type { Answer, TenderRequest, TenderView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import {
  attemptById,
  currentSaleOf,
  openShiftOf,
  saleById,
  type Versioned,
  writeAttempt,
  writeSale,
} from "./documents.js";
import { asked, keepOutcome, send } from "./payments.js";
import { frozenView, viewOf } from "./price-sale.js";
import { asHold, planStoredPayment } from "./stored-value.js";
import { plainTender, tenderedBy } from "./tender-request.js";

type AddTender = Parameters<Till["addTender"]>[0];
type ElectronicRequest = Extract<TenderRequest, { readonly kind: "card" | "qr" }>;

/** The command that adds a tender to a sale that is being paid. */
export function tenderCommands(desk: Desk): Pick<Till, "addTender"> {
  return { addTender: (command) => inTurn(desk, () => addTender(desk, command)) };
}

function addTender(desk: Desk, command: AddTender): Answer<TenderView> {
  const { tender } = command;
  if ((tender.kind === "card" || tender.kind === "qr") && tender.reference === undefined) {
    const { payments } = desk.parts;
    return payments === null
      ? Promise.resolve(refuse("cashier.no-payment-port", "no provider is connected", {}))
      : addElectronic(desk, payments, command, tender);
  }
  return once(desk, "addTender", command.key, bodyOf(command), (at) =>
    decideTender(desk, command, at),
  );
}

interface Tendering {
  readonly sale: Versioned<Sale>;
  readonly tenderId: string;
  readonly tendered: MinorUnits;
}

/** The sale that is being paid, and what the request comes to. */
async function tenderingOf(
  desk: Desk,
  request: TenderRequest,
): Promise<Outcome<Tendering, CashierRefusal>> {
  const sale = await currentSaleOf(desk);
  if (!sale.ok) return sale;
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const { body } = sale.value;
  const { saleId, state, frozen } = body;
  if (frozen === null) {
    return refuse("cashier.sale-state", `add-tender: sale ${saleId} is ${state}`, {
      saleId,
      state,
      change: "add-tender",
    });
  }
  const { cashRounding } = desk.parts.config;
  const { payment } = tenderSums(frozen.priced.totals.due, body.tenders, cashRounding);
  const tendered = tenderedBy(request, payment);
  if (!tendered.ok) return tendered;
  const tenderId = `t${body.added + 1}`;
  return { ok: true, value: { sale: sale.value, tenderId, tendered: tendered.value } };
}

async function decideTender(
  desk: Desk,
  command: AddTender,
  at: Instant,
): Promise<Decision<TenderView>> {
  const tendering = await tenderingOf(desk, command.tender);
  if (!tendering.ok) return tendering;
  const { sale, tenderId, tendered } = tendering.value;
  const plain = plainTender(tenderId, command.tender, tendered);
  const tender = await withStoredValue(desk, sale.body, plain, { key: command.key, at });
  if (!tender.ok) return tender;
  const changed = changeSale(sale.body, { type: "add-tender", tender: tender.value });
  if (!changed.ok) return changed;
  const { storedValue } = tender.value;
  const view = await viewOf(desk, changed.value, at);
  if (!view.ok) return view;
  return plan(
    { ...view.value, outcome: "captured", tenderId },
    {
      documents: [writeSale(changed.value, sale.version)],
      journal: storedValue === null ? [] : [storedValue.hold],
    },
  );
}

/** Of stored value: reserves it, so that another till cannot spend it while this sale is being paid. */
async function withStoredValue(
  desk: Desk,
  sale: Sale,
  tender: SaleTender,
  context: { readonly key: string; readonly at: Instant },
): Promise<Outcome<SaleTender, CashierRefusal>> {
  if (tender.kind !== "stored-value") return { ok: true, value: tender };
  const { memberId, saleId } = sale;
  const payment = await planStoredPayment(desk, memberId, saleId, tender.tendered, context);
  if (!payment.ok) return payment;
  const { bonusPart, spent, posts } = payment.value;
  const [post] = posts;
  if (post === undefined) return { ok: true, value: tender };
  return { ok: true, value: { ...tender, bonusPart, storedValue: { hold: asHold(post), spent } } };
}

/** First the attempt is durable, then the provider is asked: whatever happens, nobody forgets that money may have moved. */
async function addElectronic(
  desk: Desk,
  port: PaymentPort,
  command: AddTender,
  request: ElectronicRequest,
): Answer<TenderView> {
  let isNew = false;
  const begun = await once(desk, "addTender", command.key, bodyOf(command), async (at) => {
    isNew = true;
    return beginAttempt(desk, request, at);
  });
  if (!begun.ok) return begun;
  const attempt = await attemptById(desk, begun.value.attemptId);
  if (attempt === null) return unknownAttempt(begun.value.attemptId);
  const { body } = attempt;
  if (body.state !== "unknown") return outcomeView(desk, body);
  const { currency } = desk.parts.config;
  // A repeated command asks what became of the first one; it never charges again.
  const result = isNew
    ? await send(port, body, currency, request.code ?? null)
    : await asked(() => port.query(body.attemptId));
  return outcomeView(desk, await keepOutcome(desk, body, result));
}

/** The refusal for an attempt that the store does not have. */
export function unknownAttempt(attemptId: string): {
  readonly ok: false;
  readonly refusal: CashierRefusal;
} {
  return refuse("cashier.attempt-unknown", `there is no attempt ${attemptId}`, { attemptId });
}

async function beginAttempt(
  desk: Desk,
  request: ElectronicRequest,
  at: Instant,
): Promise<Decision<PaymentAttempt>> {
  const tendering = await tenderingOf(desk, request);
  if (!tendering.ok) return tendering;
  const { sale, tenderId, tendered } = tendering.value;
  const attempt: PaymentAttempt = {
    version: 1,
    attemptId: desk.parts.nextId(),
    direction: "charge",
    purpose: "add-tender",
    saleId: sale.body.saleId,
    tenderId,
    tillId: desk.parts.config.tillId,
    operatorId: sale.body.operatorId,
    kind: request.kind,
    amount: tendered,
    startedAt: at,
    state: "unknown",
    charged: null,
    reference: null,
    declinedBecause: null,
  };
  return waiting(sale, attempt);
}

/** Writes an attempt, and that its sale waits for it. */
export function waiting(sale: Versioned<Sale>, attempt: PaymentAttempt): Decision<PaymentAttempt> {
  const { attemptId } = attempt;
  const changed = changeSale(sale.body, { type: "await-payment", attemptId });
  if (!changed.ok) return changed;
  return plan(attempt, {
    documents: [writeAttempt(attempt, null), writeSale(changed.value, sale.version)],
  });
}

/** How the sale stands after an attempt, or that it was declined. */
export async function outcomeView(desk: Desk, attempt: PaymentAttempt): Answer<TenderView> {
  const { attemptId, saleId, tenderId, kind, amount, declinedBecause } = attempt;
  if (attempt.state === "declined") {
    return refuse("cashier.payment-declined", `${kind} of ${amount} was declined`, {
      attemptId,
      kind,
      amount,
      reason: declinedBecause,
    });
  }
  const sale = await saleById(desk, saleId);
  if (sale === null || sale.body.frozen === null) {
    return refuse("cashier.sale-unknown", `sale ${saleId} is not being paid`, { saleId });
  }
  const view = frozenView(desk, sale.body, sale.body.frozen);
  return { ok: true, value: { ...view, outcome: attempt.state, tenderId } };
}

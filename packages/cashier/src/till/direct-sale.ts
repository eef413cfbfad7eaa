import type { JournalCommand } from "@tillwright/ledger";
import {
  pointsAccount,
  redeemPoints,
  type SpentLot,
  type StoredValueSpend,
} from "@tillwright/loyalty-rules";
import type { Instant, Outcome } from "@tillwright/values";
import { lineProblem } from "../change-sale.js";
import { writtenAs } from "../internal/plain-json.js";
import { hasGifts, mayKeepBack } from "../may-keep-back.js";
import { newSale } from "../new-sale.js";
import { snapshotOf } from "../product-snapshot.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Sale, SaleLine, SaleTender } from "../sale.js";
import type { Shift } from "../shift.js";
import { tenderSums } from "../tender-sums.js";
import type { Answer, DirectLine, SettledView, TenderRequest, Till } from "../till.js";
import type { DocumentWrite } from "../till-store.js";
import { refuseUnpaid } from "./complete-commands.js";
import { bodyOf, type Decision, type Desk, inTurn, onceUnasked } from "./desk.js";
import { withDiscounts } from "./discount-commands.js";
import { openShiftOf, operatorOf, type Versioned, writeSale } from "./documents.js";
import { refuseOpenGift } from "./gift-command.js";
import { keepStanding } from "./member-standing.js";
import { type PricedSale, priceSale } from "./price-sale.js";
import { countUses } from "./promotion-usage.js";
import { refuseBarred } from "./refuse-barred.js";
import { decideSettlement } from "./settlement.js";
import { planStoredPayment } from "./stored-value.js";
import { plainTender, tenderedBy } from "./tender-request.js";

type DirectSale = Parameters<Till["settleSale"]>[0];

interface When {
  readonly key: string;
  readonly at: Instant;
}

/** The command that settles a whole basket in one step. */
export function directSale(desk: Desk): Pick<Till, "settleSale"> {
  return {
    settleSale: (command) => inTurn(desk, () => settle(desk, command)),
  };
}

async function settle(desk: Desk, command: DirectSale): Answer<SettledView> {
  const { key } = command;
  const settled = await onceUnasked(desk, "settleSale", key, bodyOf(command), (at) =>
    decide(desk, command, { key, at }),
  );
  if (settled.ok) await keepStanding(desk, settled.value.sale);
  return settled;
}

/** The shift as it was read last: the commit makes sure that it still stands. */
async function knownShift(desk: Desk): Promise<Outcome<Versioned<Shift>, CashierRefusal>> {
  const { stand } = desk.shiftCache;
  if (stand !== null) {
    return { ok: true, value: { body: writtenAs<Shift>(stand.body), version: stand.version } };
  }
  const shift = await openShiftOf(desk);
  if (shift.ok && shift.value.version !== null) {
    desk.shiftCache.stand = { body: shift.value.body, version: shift.value.version };
  }
  return shift;
}

async function decide(desk: Desk, command: DirectSale, when: When): Promise<Decision<SettledView>> {
  const shift = await knownShift(desk);
  if (!shift.ok) return shift;
  const plain = directBasket(desk, command, shift.value.body, when.at);
  if (!plain.ok) return plain;
  const { discounts = [], approvedBy } = command;
  const asking = { operator: operatorOf(shift.value.body), approver: approvedBy };
  const sale = await withDiscounts(desk, plain.value, discounts, asking, when.at);
  if (!sale.ok) return sale;
  const priced = await priceSale(desk, sale.value, when.at);
  if (!priced.ok) return priced;
  const barred = refuseBarred(desk, sale.value, priced.value.priced);
  if (barred !== null) return barred;
  const openGift = refuseOpenGift(desk, sale.value, priced.value.priced);
  if (openGift !== null) return openGift;
  const points = await spendPoints(desk, sale.value, priced.value, when);
  if (!points.ok) return points;
  const paid = await payAll(desk, sale.value, priced.value, command.tenders, when);
  if (!paid.ok) return paid;
  const { due } = priced.value.priced.totals;
  const sums = tenderSums(due, paid.value.tenders, desk.parts.config.cashRounding);
  const unpaid = refuseUnpaid(sums.payment);
  if (unpaid !== null) return unpaid;
  return decideSettlement(
    desk,
    {
      sale: sale.value,
      priced: priced.value.priced,
      parts: sums.parts,
      member: priced.value.member,
      shift: shift.value,
      pointsSpent: points.value.spent,
      storedValue: paid.value.storedValue,
      spending: [...points.value.commands, ...paid.value.commands],
      pointsLeaving: priced.value.priced.points?.used ?? 0,
      documents: [
        ...countUses(priced.value.usage, priced.value.priced.claims, 1),
        ...basisOfReturns(desk, sale.value, priced.value, when.at),
      ],
    },
    when,
  );
}

/** Keeps the prices of a sale of which a return may keep something back. */
function basisOfReturns(
  desk: Desk,
  sale: Sale,
  { priced, member, terms, usage }: PricedSale,
  at: Instant,
): readonly DocumentWrite[] {
  const { returnPolicy: policy = "claw-back-gift" } = desk.parts.config;
  if (!hasGifts(priced) && !mayKeepBack(policy, priced)) return [];
  const frozen = {
    priced,
    member: member?.facts ?? null,
    pointsTerms: terms,
    usage: usage.map(({ count }) => count),
    frozenAt: at,
    pointsHold: null,
  };
  return [writeSale({ ...sale, state: "completed", frozen }, null)];
}

function directBasket(
  desk: Desk,
  command: DirectSale,
  shift: Shift,
  at: Instant,
): Outcome<Sale, CashierRefusal> {
  const { storeId, tillId, shiftId, operatorId, currency } = shift;
  const lines: SaleLine[] = [];
  const names = new Set<string>();
  for (const draft of command.lines) {
    const line = directLine(desk, draft, `${lines.length + 1}`);
    if (!line.ok) return line;
    const { lineId } = line.value;
    if (names.has(lineId)) {
      return refuse("cashier.line-exists", `line ${lineId} stands twice`, { lineId });
    }
    names.add(lineId);
    lines.push(line.value);
  }
  const saleId = command.saleId ?? desk.parts.nextId();
  if (lines.length === 0) return refuse("cashier.sale-empty", "the sale has no goods", { saleId });
  const empty = newSale({ saleId, storeId, tillId, shiftId, operatorId, currency, openedAt: at });
  const { memberId = null, points = null, codes = [], note = null, gifts } = command;
  if (points !== null && memberId === null) {
    return refuse("cashier.member-required", "points need a member on the sale", {});
  }
  return {
    ok: true,
    value: {
      ...empty,
      lines,
      added: lines.length,
      memberId,
      points,
      codes,
      note,
      ...(gifts === undefined ? {} : { gifts }),
    },
  };
}

function directLine(
  desk: Desk,
  draft: DirectLine,
  name: string,
): Outcome<SaleLine, CashierRefusal> {
  const { product, quantity, price, listPrices, offered, lineId = name } = draft;
  const known = typeof product === "string" ? desk.parts.catalogue.byId.get(product) : undefined;
  if (typeof product === "string" && known === undefined) {
    return refuse("cashier.product-unknown", `no product ${product}`, { productId: product });
  }
  const linePrice = price ?? (known === undefined ? undefined : { unit: known.price });
  const snapshot = typeof product === "string" ? known : product;
  if (snapshot === undefined || linePrice === undefined) {
    return refuse("cashier.price-missing", `line ${lineId} has no price`, { lineId });
  }
  const line: SaleLine = {
    lineId,
    product: snapshotOf(snapshot),
    quantity,
    price: linePrice,
    ...(listPrices === undefined ? {} : { listPrices }),
    ...(offered === undefined ? {} : { offered }),
  };
  return lineProblem(line) ?? { ok: true, value: line };
}

async function spendPoints(
  desk: Desk,
  sale: Sale,
  { priced }: PricedSale,
  context: When,
): Promise<
  Outcome<
    { readonly spent: readonly SpentLot[]; readonly commands: readonly JournalCommand[] },
    CashierRefusal
  >
> {
  const { memberId, saleId } = sale;
  if (memberId === null || priced.points === null || priced.points.used === 0) {
    return { ok: true, value: { spent: [], commands: [] } };
  }
  const lots = await desk.parts.store.journal.lots(pointsAccount(memberId), context.at);
  const { used: points, amount } = priced.points;
  return redeemPoints({ memberId, saleId, points, amount, lots, context });
}

interface DirectPayment {
  readonly tenders: readonly SaleTender[];
  readonly storedValue: Readonly<Record<string, StoredValueSpend>>;
  readonly commands: readonly JournalCommand[];
}

async function payAll(
  desk: Desk,
  sale: Sale,
  { priced }: PricedSale,
  requests: readonly TenderRequest[],
  when: When,
): Promise<Outcome<DirectPayment, CashierRefusal>> {
  const tenders: SaleTender[] = [];
  const storedValue: Record<string, StoredValueSpend> = {};
  const commands: JournalCommand[] = [];
  for (const request of requests) {
    const tenderId = `t${tenders.length + 1}`;
    const { payment } = tenderSums(priced.totals.due, tenders, desk.parts.config.cashRounding);
    const tendered = directAmount(request, payment);
    if (!tendered.ok) return tendered;
    const tender = plainTender(tenderId, request, tendered.value);
    if (request.kind !== "stored-value") {
      tenders.push(tender);
      continue;
    }
    const context = { key: `${when.key}/${tenderId}`, at: when.at };
    const { memberId, saleId } = sale;
    const stored = await planStoredPayment(desk, memberId, saleId, tendered.value, context);
    if (!stored.ok) return stored;
    const { bonusPart, spent, posts } = stored.value;
    tenders.push({ ...tender, bonusPart });
    storedValue[tenderId] = spent;
    commands.push(...posts);
  }
  return { ok: true, value: { tenders, storedValue, commands } };
}

function directAmount(
  request: TenderRequest,
  payment: Parameters<typeof tenderedBy>[1],
): ReturnType<typeof tenderedBy> {
  const electronic = request.kind === "card" || request.kind === "qr";
  if (electronic && request.reference === undefined) {
    const { kind } = request;
    return refuse("cashier.tender-kind", `${kind} needs its provider: pay step by step`, { kind });
  }
  return tenderedBy(request, payment);
}

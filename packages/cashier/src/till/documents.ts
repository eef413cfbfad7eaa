import type { Instant, Outcome } from "@tillwright/values";
import { plainJson, writtenAs } from "../internal/plain-json.js";
import type { PaymentAttempt } from "../payment-port.js";
import type { Actor } from "../permission.js";
import { noRefunds, type RefundState } from "../refund-state.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Sale } from "../sale.js";
import type { Shift } from "../shift.js";
import type { DocumentStand, DocumentWrite, StoredDocument } from "../till-store.js";
import type { Desk } from "./desk.js";

/** A document of ours with the version it was read at; `null` for one that is new. */
export interface Versioned<Body> {
  readonly body: Body;
  readonly version: number | null;
}

function versioned<Body>(document: StoredDocument): Versioned<Body> {
  return { body: writtenAs<Body>(document.body), version: document.version };
}

/** The open shift of this till. */
export async function findShift(desk: Desk): Promise<Versioned<Shift> | null> {
  const { tillId } = desk.parts.config;
  const [document] = await desk.parts.store.documents(desk.owner, "shift", `open/${tillId}`);
  return document === undefined ? null : versioned<Shift>(document);
}

/** The open shift of this till, or `cashier.shift-closed`. */
export async function openShiftOf(desk: Desk): Promise<Outcome<Versioned<Shift>, CashierRefusal>> {
  const shift = await findShift(desk);
  if (shift !== null) return { ok: true, value: shift };
  const { tillId } = desk.parts.config;
  return refuse("cashier.shift-closed", `till ${tillId} has no open shift`, { tillId });
}

/** The operator of a shift as someone who acts. */
export function operatorOf({ operatorId, role }: Shift): Actor {
  return { operatorId, role };
}

/** The sale that is open or being paid at this till. */
export async function findSale(desk: Desk): Promise<Versioned<Sale> | null> {
  const { tillId } = desk.parts.config;
  const [document] = await desk.parts.store.documents(desk.owner, "sale", `open/${tillId}`);
  return document === undefined ? null : versioned<Sale>(document);
}

/** The sale that is open or being paid at this till, or `cashier.sale-unknown`. */
export async function currentSaleOf(desk: Desk): Promise<Outcome<Versioned<Sale>, CashierRefusal>> {
  const sale = await findSale(desk);
  if (sale !== null) return { ok: true, value: sale };
  const { tillId } = desk.parts.config;
  return refuse("cashier.sale-unknown", `till ${tillId} has no open sale`, { tillId });
}

/** A sale by its id, whatever its state. */
export async function saleById(desk: Desk, saleId: string): Promise<Versioned<Sale> | null> {
  const document = await desk.parts.store.document(desk.owner, "sale", saleId);
  return document === null ? null : versioned<Sale>(document);
}

/** Sales on hold in this store, the one held first in front. */
export async function heldSales(desk: Desk): Promise<readonly Sale[]> {
  const documents = await desk.parts.store.documents(desk.owner, "sale", "held");
  return documents
    .map((document) => writtenAs<Sale>(document.body))
    .sort((first, second) => (first.heldAt ?? 0) - (second.heldAt ?? 0));
}

/** Writes a sale over the version it was read at. */
export function writeSale(body: Sale, version: number | null): DocumentWrite {
  const atTill = body.state === "open" || body.state === "tendering";
  const status = atTill ? `open/${body.tillId}` : body.state;
  const document = { kind: "sale", id: body.saleId, status, body: plainJson(body) } as const;
  return { ...document, expectedVersion: version };
}

/** Writes a shift over the version it was read at. */
export function writeShift(body: Shift, version: number | null): DocumentWrite {
  const status = body.state === "open" ? `open/${body.tillId}` : "closed";
  const document = { kind: "shift", id: body.shiftId, status, body: plainJson(body) } as const;
  return { ...document, expectedVersion: version };
}

/** The shift was relied on and has to stand as it was read. */
export function shiftStands(shift: Versioned<Shift>): readonly DocumentStand[] {
  const { body, version } = shift;
  return version === null ? [] : [{ kind: "shift", id: body.shiftId, version }];
}

/** What refunds of a sale did so far. */
export async function refundStateOf(desk: Desk, saleId: string): Promise<Versioned<RefundState>> {
  const document = await desk.parts.store.document(desk.owner, "refund-state", saleId);
  return document === null
    ? { body: noRefunds(saleId), version: null }
    : versioned<RefundState>(document);
}

/** Writes what refunds of a sale did over the version it was read at. */
export function writeRefundState(body: RefundState, version: number | null): DocumentWrite {
  const status = body.pending === null ? "settled" : "pending";
  const document = { kind: "refund-state", id: body.saleId, status } as const;
  return { ...document, body: plainJson(body), expectedVersion: version };
}

/** A payment attempt by its id. */
export async function attemptById(
  desk: Desk,
  attemptId: string,
): Promise<Versioned<PaymentAttempt> | null> {
  const document = await desk.parts.store.document(desk.owner, "payment-attempt", attemptId);
  return document === null ? null : versioned<PaymentAttempt>(document);
}

/** Payments of this till whose outcome is not known. */
export async function unknownAttempts(desk: Desk): Promise<readonly PaymentAttempt[]> {
  const documents = await desk.parts.store.documents(desk.owner, "payment-attempt", "unknown");
  return documents
    .map((document) => writtenAs<PaymentAttempt>(document.body))
    .filter(({ tillId }) => tillId === desk.parts.config.tillId);
}

/** Writes a payment attempt over the version it was read at. */
export function writeAttempt(body: PaymentAttempt, version: number | null): DocumentWrite {
  const document = { kind: "payment-attempt", id: body.attemptId, status: body.state } as const;
  return { ...document, body: plainJson(body), expectedVersion: version };
}

/** When a business day was closed; `null` while it is open. */
export async function dayClosedAt(desk: Desk, businessDay: string): Promise<Instant | null> {
  const document = await desk.parts.store.document(desk.owner, "day", businessDay);
  return document === null ? null : writtenAs<{ readonly at: Instant }>(document.body).at;
}

/** The pricing rules and the programme under their hashes, unless the store has them. */
export async function configurationDocuments(desk: Desk): Promise<readonly DocumentWrite[]> {
  const { engine, rules, programme } = desk.parts;
  const wanted = [
    { kind: "rules", id: engine.configuration, body: rules } as const,
    ...(programme === null
      ? []
      : [{ kind: "programme", id: programme.hash, body: plainJson(programme) } as const]),
  ];
  const missing: DocumentWrite[] = [];
  for (const { kind, id, body } of wanted) {
    if (desk.keptDocuments.has(id)) continue;
    const known = await desk.parts.store.document(desk.owner, kind, id);
    if (known === null) missing.push({ kind, id, body, status: "kept", expectedVersion: null });
    else desk.keptDocuments.add(id);
  }
  return missing;
}

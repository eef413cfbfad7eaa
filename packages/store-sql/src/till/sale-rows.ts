import type { SettledSale } from "@tillwright/cashier";
import type { OwnerId } from "@tillwright/ledger";
import type { Quantity } from "@tillwright/values";
import type { SqlValue } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import { rowInsert } from "../row-insert.js";
import { jsonText } from "../stored-json.js";

const insertSale = rowInsert("sale", [
  "owner",
  "sale_id",
  "position",
  "kind",
  "number",
  "refers_to",
  "till_id",
  "shift_id",
  "operator_id",
  "seller_id",
  "member_id",
  "currency",
  "completed_at",
  "business_day",
  "local_hour",
  "list",
  "deal",
  "paid",
  "tax",
  "cash_rounding",
  "due",
  "points_earned",
  "points_used",
  "document",
]);

const insertLines = rowInsert("sale_line", [
  "owner",
  "sale_id",
  "line_number",
  "product_id",
  "department",
  "category",
  "brand",
  "quantity",
  "unit",
  "list",
  "deal",
  "paid",
  "tax",
  "points_offset",
]);

const insertTenders = rowInsert("sale_tender", [
  "owner",
  "sale_id",
  "tender_number",
  "tender_id",
  "kind",
  "party",
  "amount",
  "received",
  "tendered",
  "change_given",
]);

function saleRow(owner: OwnerId, sale: SettledSale, position: number): readonly SqlValue[] {
  const { totals, points } = sale;
  return [
    owner,
    sale.saleId,
    position,
    sale.kind,
    sale.number,
    sale.refersTo,
    sale.tillId,
    sale.shiftId,
    sale.operatorId,
    sale.sellerId,
    sale.memberId,
    sale.currency,
    sale.completedAt,
    sale.businessDay,
    sale.localHour,
    totals.list,
    totals.deal,
    totals.paid,
    totals.tax,
    totals.cashRounding,
    totals.due,
    points.earned,
    points.used,
    jsonText(sale),
  ];
}

function amountOf(quantity: Quantity): number {
  return quantity.kind === "pieces" ? quantity.count : quantity.amount;
}

function unitOf(quantity: Quantity): string {
  return quantity.kind === "pieces" ? "piece" : quantity.unit;
}

function lineRows(owner: OwnerId, sale: SettledSale): readonly (readonly SqlValue[])[] {
  return sale.lines.map((line, index) => [
    owner,
    sale.saleId,
    index + 1,
    line.productId,
    line.department,
    line.categories[0] ?? null,
    line.brand,
    amountOf(line.quantity),
    unitOf(line.quantity),
    line.list,
    line.deal,
    line.paid,
    line.tax,
    line.pointsOffset,
  ]);
}

function tenderRows(owner: OwnerId, sale: SettledSale): readonly (readonly SqlValue[])[] {
  return sale.tenders.map((tender, index) => [
    owner,
    sale.saleId,
    index + 1,
    tender.tenderId,
    tender.kind,
    tender.party,
    tender.amount,
    tender.received,
    tender.tendered,
    tender.change,
  ]);
}

/** Writes a settled sale: the document, and beside it the columns that reports add up. */
export function writeSale(
  transaction: SqlTransaction,
  owner: OwnerId,
  sale: SettledSale,
  position: number,
): void {
  insertSale(transaction, [saleRow(owner, sale, position)]);
  insertLines(transaction, lineRows(owner, sale));
  insertTenders(transaction, tenderRows(owner, sale));
}

import type { SettledSale } from "@tillwright/cashier";
import type { CurrencyCode, LocalDate, SettledLine } from "@tillwright/values";
import { ReportsError } from "./errors.js";
import type { DiscountRow, SalesFigures, SalesRow, TenderRow } from "./sales-figures.js";

/** A row while it is being added to. */
type Open<Row> = { -readonly [Field in keyof Row]: Row[Field] };

/**
 * Collects settled sales one by one, so that a year need not be in memory.
 *
 * @public
 */
export interface SalesTally {
  /** Takes a sale or a refund in. Throws `reports.currency-differs` for another currency, `reports.out-of-range` beyond safe integers. */
  readonly add: (sale: SettledSale) => void;
  /** The figures of all that was added so far. The tally can go on. */
  readonly figures: () => SalesFigures;
}

/**
 * Starts an empty tally. Days and hours are those of the sale: its business day, and its hour in the store's zone. A
 * refund counts on the day it was paid back. The order in which sales are added changes nothing.
 *
 * @example
 * ```ts
 * import { createSalesTally } from "@tillwright/reports";
 *
 * const tally = createSalesTally("CNY");
 * tally.figures().net; //=> 0
 * ```
 *
 * @public
 */
export function createSalesTally(currency: CurrencyCode): SalesTally {
  const total = { sales: 0, refundDocuments: 0, lines: 0, tax: 0, cashRounding: 0 };
  const whole = openRow("");
  let first: LocalDate | null = null;
  let last: LocalDate | null = null;
  const byDepartment = new Map<string, Open<SalesRow>>();
  const byProduct = new Map<string, Open<SalesRow>>();
  const byDay = new Map<string, Open<SalesRow>>();
  const byHour = new Map<string, Open<SalesRow>>();
  const byPromotion = new Map<string, Open<DiscountRow>>();
  const byTender = new Map<string, Open<TenderRow>>();

  function add(sale: SettledSale): void {
    if (sale.currency !== currency) {
      throw new ReportsError(
        "reports.currency-differs",
        `sale ${sale.saleId} is in ${sale.currency}, the tally in ${currency}`,
        { saleId: sale.saleId, seen: sale.currency, expected: currency },
      );
    }
    const sold = sale.kind === "sale";
    const direction = sold ? 1 : -1;
    if (sold) total.sales += 1;
    else total.refundDocuments += 1;
    total.cashRounding += direction * sale.totals.cashRounding;
    if (first === null || sale.businessDay < first) first = sale.businessDay;
    if (last === null || sale.businessDay > last) last = sale.businessDay;

    const day = rowOf(byDay, sale.businessDay);
    const hour = rowOf(byHour, String(sale.localHour).padStart(2, "0"));
    for (const line of sale.lines) {
      total.tax += direction * line.tax;
      if (sold) total.lines += 1;
      addLine(whole, line, sold);
      addLine(day, line, sold);
      addLine(hour, line, sold);
      addLine(rowOf(byDepartment, line.department), line, sold);
      addLine(rowOf(byProduct, line.productId), line, sold);
      if (sold) addDiscounts(byPromotion, line);
    }
    for (const tender of sale.tenders) {
      const row = tenderRowOf(byTender, tender.kind);
      if (sold) row.received += tender.received;
      else row.paidBack += tender.received;
      row.net += direction * tender.received;
    }
    if (!Number.isSafeInteger(whole.gross)) {
      throw new ReportsError("reports.out-of-range", "the shelf total passes 2^53 minor units", {
        saleId: sale.saleId,
      });
    }
  }

  function figures(): SalesFigures {
    return {
      currency,
      days: first === null || last === null ? null : { first, last },
      ...total,
      gross: whole.gross,
      discounts: whole.discounts,
      refunds: whole.refunds,
      net: whole.net,
      byPromotion: [...byPromotion.values()].map((row) => ({ ...row })).sort(byPromotionId),
      byDepartment: sorted(byDepartment),
      byProduct: sorted(byProduct),
      byDay: sorted(byDay),
      byHour: sorted(byHour),
      byTender: [...byTender.values()]
        .map((row) => ({ ...row }))
        .sort((a, b) => compare(a.kind, b.kind)),
    };
  }

  return { add, figures };
}

function openRow(key: string): Open<SalesRow> {
  return { key, lines: 0, gross: 0, discounts: 0, refunds: 0, net: 0 };
}

function rowOf(rows: Map<string, Open<SalesRow>>, key: string): Open<SalesRow> {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = openRow(key);
  rows.set(key, row);
  return row;
}

function tenderRowOf(rows: Map<string, Open<TenderRow>>, kind: string): Open<TenderRow> {
  const known = rows.get(kind);
  if (known !== undefined) return known;
  const row = { kind, received: 0, paidBack: 0, net: 0 };
  rows.set(kind, row);
  return row;
}

function addLine(row: Open<SalesRow>, line: SettledLine, sold: boolean): void {
  if (sold) {
    row.lines += 1;
    row.gross += line.list;
    row.discounts += line.list - line.paid;
    row.net += line.paid;
  } else {
    row.refunds += line.paid;
    row.net -= line.paid;
  }
}

function addDiscounts(rows: Map<string, Open<DiscountRow>>, line: SettledLine): void {
  for (const { promotionId, lane, fundedBy, amount } of line.discounts) {
    // The same promotion may be funded differently over time; JSON keeps the parts apart whatever they contain.
    const key = JSON.stringify([promotionId, lane, fundedBy]);
    const known = rows.get(key);
    const row = known ?? { promotionId, lane, fundedBy, lines: 0, amount: 0 };
    if (known === undefined) rows.set(key, row);
    row.lines += 1;
    row.amount += amount;
  }
}

function sorted(rows: Map<string, Open<SalesRow>>): SalesRow[] {
  return [...rows.values()].map((row) => ({ ...row })).sort((a, b) => compare(a.key, b.key));
}

function byPromotionId(a: DiscountRow, b: DiscountRow): number {
  return (
    compare(a.promotionId, b.promotionId) ||
    compare(a.lane, b.lane) ||
    compare(a.fundedBy, b.fundedBy)
  );
}

/** By UTF-16 code units, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

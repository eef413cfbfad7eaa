import type { SettledSale } from "@tillwright/cashier";
import type { CurrencyCode, LocalDate, MinorUnits, SettledLine } from "@tillwright/values";
import { ReportsError } from "./errors.js";
import type { DiscountRow, SalesFigures, SalesRow, TaxRow, TenderRow } from "./sales-figures.js";

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
  const sums = openSums();
  return {
    add: (sale) => {
      if (sale.currency !== currency) {
        throw new ReportsError(
          "reports.currency-differs",
          `sale ${sale.saleId} is in ${sale.currency}, the tally in ${currency}`,
          { saleId: sale.saleId, seen: sale.currency, expected: currency },
        );
      }
      addSale(sums, sale);
    },
    figures: () => figuresOf(sums, currency),
  };
}

/** Everything that is being added to. */
interface OpenSums {
  sales: number;
  refundDocuments: number;
  tax: MinorUnits;
  cashRounding: MinorUnits;
  first: LocalDate | null;
  last: LocalDate | null;
  readonly whole: Open<SalesRow>;
  readonly byDepartment: Map<string, Open<SalesRow>>;
  readonly byProduct: Map<string, Open<SalesRow>>;
  readonly byDay: Map<string, Open<SalesRow>>;
  readonly byHour: Map<string, Open<SalesRow>>;
  readonly byPromotion: Map<string, Open<DiscountRow>>;
  readonly byTender: Map<string, Open<TenderRow>>;
  readonly byTax: Map<string, Open<TaxRow>>;
}

function openSums(): OpenSums {
  return {
    sales: 0,
    refundDocuments: 0,
    tax: 0,
    cashRounding: 0,
    first: null,
    last: null,
    whole: openRow(""),
    byDepartment: new Map(),
    byProduct: new Map(),
    byDay: new Map(),
    byHour: new Map(),
    byPromotion: new Map(),
    byTender: new Map(),
    byTax: new Map(),
  };
}

function addSale(sums: OpenSums, sale: SettledSale): void {
  const sold = sale.kind === "sale";
  const direction = sold ? 1 : -1;
  if (sold) sums.sales += 1;
  else sums.refundDocuments += 1;
  sums.cashRounding += direction * sale.totals.cashRounding;
  if (sums.first === null || sale.businessDay < sums.first) sums.first = sale.businessDay;
  if (sums.last === null || sale.businessDay > sums.last) sums.last = sale.businessDay;

  const day = rowOf(sums.byDay, sale.businessDay);
  const hour = rowOf(sums.byHour, String(sale.localHour).padStart(2, "0"));
  for (const line of sale.lines) {
    sums.tax += direction * line.tax;
    const department = rowOf(sums.byDepartment, line.department);
    const product = rowOf(sums.byProduct, line.productId);
    for (const row of [sums.whole, day, hour, department, product]) addLine(row, line, sold);
    if (sold) addDiscounts(sums.byPromotion, line);
    addTax(sums.byTax, sale, line);
  }
  for (const tender of sale.tenders) {
    const row = tenderRowOf(sums.byTender, tender.kind);
    if (sold) row.received += tender.received;
    else row.paidBack += tender.received;
    row.net += direction * tender.received;
  }
  if (!Number.isSafeInteger(sums.whole.gross)) {
    throw new ReportsError("reports.out-of-range", "the shelf total passes 2^53 minor units", {
      saleId: sale.saleId,
    });
  }
}

/** A copy: the tally goes on without changing figures that were handed out. */
function figuresOf(sums: OpenSums, currency: CurrencyCode): SalesFigures {
  const { whole, first, last, sales, refundDocuments, tax, cashRounding } = sums;
  return {
    currency,
    days: first === null || last === null ? null : { first, last },
    sales,
    refundDocuments,
    lines: whole.lines,
    gross: whole.gross,
    discounts: whole.discounts,
    refunds: whole.refunds,
    net: whole.net,
    tax,
    cashRounding,
    byPromotion: [...sums.byPromotion.values()].map((row) => ({ ...row })).sort(byPromotionId),
    byDepartment: sorted(sums.byDepartment),
    byProduct: sorted(sums.byProduct),
    byDay: sorted(sums.byDay),
    byHour: sorted(sums.byHour),
    byTender: [...sums.byTender.values()]
      .map((row) => ({ ...row }))
      .sort((a, b) => compare(a.kind, b.kind)),
    byTax: [...sums.byTax].sort(([a], [b]) => compare(a, b)).map(([, row]) => ({ ...row })),
  };
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

function addTax(rows: Map<string, Open<TaxRow>>, sale: SettledSale, line: SettledLine): void {
  const under = sale.taxes?.find(({ lineIds }) => lineIds.includes(line.lineId));
  const { taxId = null, rate = null } = under ?? {};
  const key = JSON.stringify([taxId, rate]);
  const row = rows.get(key) ?? { taxId, rate, net: 0, tax: 0 };
  rows.set(key, row);
  const direction = sale.kind === "sale" ? 1 : -1;
  row.net += direction * (line.paid - line.tax);
  row.tax += direction * line.tax;
}

function addDiscounts(rows: Map<string, Open<DiscountRow>>, line: SettledLine): void {
  for (const { promotionId: id, lane, fundedBy, amount } of line.discounts) {
    // What is given by hand has a name in its sale alone: in a report it is one figure.
    const promotionId = lane === "manual" ? "manual" : id;
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

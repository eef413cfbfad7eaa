import type { SalesFigures, SalesRow } from "@tillwright/reports";
import { formatMoney } from "@tillwright/values";
import type { Decimal } from "decimal.js";
import { type FileSums, numberOf, type Sums, zero } from "./file-sums.js";
import type { ListedRow } from "./journey-row.js";
import { CURRENCY } from "./judge-row.js";

/** One figure of the check: what the file sums to, what the books hold, and what is listed as being in no sale. */
export interface CheckLine {
  readonly name: string;
  readonly file: Decimal;
  readonly books: Decimal;
  readonly listed: Decimal;
  /** `file = books + listed`, exactly. */
  readonly holds: boolean;
}

/** Counts that tie the file's rows to the books. */
export interface RowCounts {
  readonly couponRows: number;
  readonly brokenLines: number;
  readonly listedRows: number;
  readonly basketsWithoutGoods: number;
}

/** Compares the file's own sums with the figures of the books; `listed` rows are looked up for their department, day and hour. */
export function checkReplay(
  file: FileSums,
  figures: SalesFigures,
  listed: readonly ListedRow[],
  counts: RowCounts,
): { readonly totals: readonly CheckLine[]; readonly groups: readonly CheckLine[] } {
  const listedSum = (
    field: "salesValue" | "loyaltyDiscount" | "couponMatch" | "manufacturerCoupon",
  ) => listed.reduce((sum, row) => sum.plus(numberOf(row[field])), zero());
  const sales = listedSum("salesValue");
  const loyalty = listedSum("loyaltyDiscount");
  const match = listedSum("couponMatch");
  const coupon = listedSum("manufacturerCoupon");
  const discountOf = (id: string) =>
    money(
      figures.byPromotion
        .filter((row) => row.promotionId === id)
        .reduce((sum, row) => sum + row.amount, 0),
    );
  const tenderOf = (kind: string) =>
    money(
      figures.byTender.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.net, 0),
    );

  const totals = [
    line("baskets", count(file.baskets), count(figures.sales), count(counts.basketsWithoutGoods)),
    line(
      "rows",
      count(file.rows + counts.brokenLines),
      count(figures.lines + counts.couponRows),
      count(counts.listedRows + counts.brokenLines),
    ),
    line("shelf total", file.shelf, money(figures.gross), sales.plus(loyalty).plus(match)),
    line("loyalty-card discount", file.loyalty, discountOf("loyalty-card"), loyalty),
    line("coupon match", file.couponMatch, discountOf("coupon-match"), match),
    line("received by the shop", file.salesValue, money(figures.net), sales),
    line("  of it manufacturers' coupons", file.coupon, tenderOf("third-party-coupon"), coupon),
    line("  of it cash", file.salesValue.minus(file.coupon), tenderOf("cash"), sales.minus(coupon)),
  ];
  const groups = [
    groupLine("by department", file.byDepartment, figures.byDepartment, sales),
    groupLine("by local day", file.byDay, figures.byDay, sales),
    groupLine("by local hour", file.byHour, figures.byHour, sales),
  ];
  return { totals, groups };
}

/**
 * A whole breakdown as one line: the sum over its keys of how far file and books differ must be what is listed. `file` and
 * `books` count the keys.
 */
function groupLine(
  name: string,
  file: Sums,
  rows: readonly SalesRow[],
  listedSales: Decimal,
): CheckLine {
  const books = new Map(rows.map((row) => [row.key, money(row.net)]));
  let apart = zero();
  let extra = 0;
  for (const [key, sum] of file) apart = apart.plus(sum.minus(books.get(key) ?? 0).abs());
  for (const [key, sum] of books) {
    if (file.has(key)) continue;
    extra += 1;
    apart = apart.plus(sum.abs());
  }
  return {
    name: `${name}: ${file.size} groups, all equal`,
    file: total(file.values()),
    books: total(books.values()),
    listed: listedSales,
    holds: extra === 0 && apart.equals(listedSales),
  };
}

function total(values: Iterable<Decimal>): Decimal {
  let sum = zero();
  for (const value of values) sum = sum.plus(value);
  return sum;
}

function line(name: string, file: Decimal, books: Decimal, listed: Decimal): CheckLine {
  return { name, file, books, listed, holds: file.equals(books.plus(listed)) };
}

function money(minor: number): Decimal {
  return numberOf(formatMoney(minor, CURRENCY));
}

function count(value: number): Decimal {
  return numberOf(String(value));
}

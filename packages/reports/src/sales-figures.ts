import type { CurrencyCode, LocalDate, MinorUnits } from "@tillwright/values";

/**
 * The figures of one department, product, day or hour. All amounts are minor units.
 *
 * @public
 */
export interface SalesRow {
  /** The department's name, the product's id, the date, or the hour as two digits. */
  readonly key: string;
  /** Lines of sales. */
  readonly lines: number;
  /** Shelf price of what was sold. */
  readonly gross: MinorUnits;
  /** Discounts on what was sold, points included. */
  readonly discounts: MinorUnits;
  /** What was given back for returned goods. */
  readonly refunds: MinorUnits;
  /** `gross - discounts - refunds`. */
  readonly net: MinorUnits;
}

/**
 * What one promotion gave, over all lines.
 *
 * @public
 */
export interface DiscountRow {
  readonly promotionId: string;
  readonly lane: string;
  readonly fundedBy: string;
  /** Lines it touched. */
  readonly lines: number;
  readonly amount: MinorUnits;
}

/**
 * What one kind of tender brought in and paid back, after change and cash rounding.
 *
 * @public
 */
export interface TenderRow {
  readonly kind: string;
  readonly received: MinorUnits;
  readonly paidBack: MinorUnits;
  readonly net: MinorUnits;
}

/**
 * What was sold under one tax class, refunds taken off.
 *
 * @public
 */
export interface TaxRow {
  /** The class of the pricing rules; `null` for goods outside of the tax. */
  readonly taxId: string | null;
  /** As the rules have it, `"13%"`; `null` outside of the tax. */
  readonly rate: string | null;
  /** Without the tax. */
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
}

/**
 * Figures of a set of settled sales, with the definitions they rest on.
 *
 * @public
 */
export interface SalesFigures {
  readonly currency: CurrencyCode;
  /** The first and last business day seen; `null` without sales. */
  readonly days: { readonly first: LocalDate; readonly last: LocalDate } | null;
  readonly sales: number;
  readonly refundDocuments: number;
  readonly lines: number;
  readonly gross: MinorUnits;
  readonly discounts: MinorUnits;
  readonly refunds: MinorUnits;
  readonly net: MinorUnits;
  /** The part of `net` that is tax. */
  readonly tax: MinorUnits;
  /** Rounding of cash (抹零), positive where customers paid less, refunds taken off. */
  readonly cashRounding: MinorUnits;
  readonly byPromotion: readonly DiscountRow[];
  readonly byDepartment: readonly SalesRow[];
  readonly byProduct: readonly SalesRow[];
  readonly byDay: readonly SalesRow[];
  readonly byHour: readonly SalesRow[];
  readonly byTender: readonly TenderRow[];
  /** By class and rate. `net + tax` of all rows is the `net` of the figures. */
  readonly byTax: readonly TaxRow[];
}

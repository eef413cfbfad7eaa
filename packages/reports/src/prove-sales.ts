import type { MinorUnits } from "@tillwright/values";
import type { SalesFigures } from "./sales-figures.js";

/** Two ways to the same figure. @public */
export type IdentityName =
  | "gross-less-discounts-less-refunds"
  | "by-department"
  | "by-product"
  | "by-day"
  | "by-hour"
  | "by-promotion"
  | "by-tender"
  | "by-tax"
  | "journal";

/**
 * One identity with both of its sides.
 *
 * @public
 */
export interface Identity {
  readonly name: IdentityName;
  readonly seen: MinorUnits;
  readonly expected: MinorUnits;
  readonly holds: boolean;
}

/**
 * What a journal says of the same sales.
 *
 * @public
 */
export interface JournalSide {
  /** Sum of the sales and tax accounts with the sign turned, so that revenue is positive. */
  readonly salesAndTax: MinorUnits;
}

/**
 * The identities that tie a sales report together: sum by department = by product = by day = by hour = net; net less cash
 * rounding = tenders; discounts by promotion = discounts; and, where a journal is given, its sales and tax accounts = net.
 *
 * @example
 * ```ts
 * import { createSalesTally, proveSales } from "@tillwright/reports";
 *
 * const figures = createSalesTally("CNY").figures();
 * proveSales(figures, { journal: { salesAndTax: 5 } }).filter((identity) => !identity.holds);
 * //=> [{ name: "journal", seen: 5, expected: 0, holds: false }]
 * ```
 *
 * @public
 */
export function proveSales(
  figures: SalesFigures,
  against: { readonly journal?: JournalSide } = {},
): readonly Identity[] {
  const identities = [
    identity(
      "gross-less-discounts-less-refunds",
      figures.gross - figures.discounts - figures.refunds,
      figures.net,
    ),
    identity("by-department", sum(figures.byDepartment, "net"), figures.net),
    identity("by-product", sum(figures.byProduct, "net"), figures.net),
    identity("by-day", sum(figures.byDay, "net"), figures.net),
    identity("by-hour", sum(figures.byHour, "net"), figures.net),
    identity("by-promotion", sum(figures.byPromotion, "amount"), figures.discounts),
    identity("by-tender", sum(figures.byTender, "net"), figures.net - figures.cashRounding),
    identity("by-tax", sum(figures.byTax, "net") + sum(figures.byTax, "tax"), figures.net),
  ];
  if (against.journal !== undefined) {
    identities.push(identity("journal", against.journal.salesAndTax, figures.net));
  }
  return identities;
}

function identity(name: IdentityName, seen: MinorUnits, expected: MinorUnits): Identity {
  return { name, seen, expected, holds: seen === expected };
}

function sum<Field extends string>(
  rows: readonly { readonly [Key in Field]: number }[],
  field: Field,
): number {
  return rows.reduce((total, row) => total + row[field], 0);
}

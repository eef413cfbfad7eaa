import type { Language } from "@tillwright/values";
import type { Identity } from "./prove-sales.js";
import type { SalesFigures, SalesRow } from "./sales-figures.js";
import type { Table } from "./table.js";
import { type ReportWords, wordsOf } from "./words.js";

/** How a row's key is shown to people: a product's name for its id, for example. @public */
export type NameOf = (key: string) => string;

/**
 * The tables of a sales report in one language: totals, then by department, day, hour, promotion and tender, and the tax by class
 * where there is any.
 *
 * @example
 * ```ts
 * import { createSalesTally, salesTables } from "@tillwright/reports";
 *
 * salesTables(createSalesTally("CNY").figures(), "zh-CN").map((table) => table.title);
 * //=> ["合计", "按部门", "按营业日", "按小时", "优惠", "收款方式"]
 * ```
 *
 * @public
 */
export function salesTables(
  figures: SalesFigures,
  language: Language,
  names: { readonly promotion?: NameOf; readonly tender?: NameOf } = {},
): readonly Table[] {
  const words = wordsOf(language);
  const promotionName = names.promotion ?? identityName;
  const tenderName = names.tender ?? ((kind) => words.tenders[kind] ?? kind);
  const { currency } = figures;
  return [
    totalsTable(figures, words),
    rowsTable(figures, words, words.byDepartment, words.department, figures.byDepartment),
    rowsTable(figures, words, words.byDay, words.day, figures.byDay),
    rowsTable(figures, words, words.byHour, words.hour, figures.byHour),
    {
      title: words.byPromotion,
      currency,
      columns: [
        { label: words.promotion, kind: "text" },
        { label: words.lane, kind: "text" },
        { label: words.fundedBy, kind: "text" },
        { label: words.lines, kind: "count" },
        { label: words.discounts, kind: "money" },
      ],
      rows: figures.byPromotion.map((row) => [
        promotionName(row.promotionId),
        words.lanes[row.lane] ?? row.lane,
        words.funders[row.fundedBy] ?? row.fundedBy,
        row.lines,
        row.amount,
      ]),
    },
    {
      title: words.byTender,
      currency,
      columns: [
        { label: words.tender, kind: "text" },
        { label: words.received, kind: "money" },
        { label: words.paidBack, kind: "money" },
        { label: words.net, kind: "money" },
      ],
      rows: figures.byTender.map((row) => [
        tenderName(row.kind),
        row.received,
        row.paidBack,
        row.net,
      ]),
    },
    ...taxTables(figures, words),
  ];
}

/** The tax by class; no table for a shop whose goods no tax concerns. */
function taxTables({ currency, byTax }: SalesFigures, words: ReportWords): readonly Table[] {
  if (!byTax.some(({ taxId }) => taxId !== null)) return [];
  return [
    {
      title: words.byTax,
      currency,
      columns: [
        { label: words.taxClass, kind: "text" },
        { label: words.rate, kind: "text" },
        { label: words.beforeTax, kind: "money" },
        { label: words.tax, kind: "money" },
      ],
      rows: byTax.map(({ taxId, rate, net, tax }) => [
        taxId ?? words.untaxed,
        rate ?? "",
        net,
        tax,
      ]),
    },
  ];
}

/**
 * The identities of a report as a table, a tick or a cross in the last column.
 *
 * @example
 * ```ts
 * import { createSalesTally, proofTable, proveSales } from "@tillwright/reports";
 *
 * const figures = createSalesTally("CNY").figures();
 * proofTable(proveSales(figures), "CNY", "en").rows[1]; //=> ["by department", 0, 0, "✓"]
 * ```
 *
 * @public
 */
export function proofTable(
  identities: readonly Identity[],
  currency: string,
  language: Language,
): Table {
  const words = wordsOf(language);
  return {
    title: words.proof,
    currency,
    columns: [
      { label: words.identity, kind: "text" },
      { label: words.seen, kind: "money" },
      { label: words.expected, kind: "money" },
      { label: "", kind: "text" },
    ],
    rows: identities.map((one) => [
      words.identities[one.name],
      one.seen,
      one.expected,
      one.holds ? "✓" : "✗",
    ]),
  };
}

function totalsTable(figures: SalesFigures, words: ReportWords): Table {
  return {
    title: words.totals,
    currency: figures.currency,
    columns: [
      { label: words.item, kind: "text" },
      { label: words.amount, kind: "money" },
    ],
    rows: [
      [words.gross, figures.gross],
      [words.discounts, -figures.discounts],
      [words.refunds, -figures.refunds],
      [words.net, figures.net],
      [words.cashRounding, -figures.cashRounding],
    ],
  };
}

function rowsTable(
  figures: SalesFigures,
  words: ReportWords,
  title: string,
  keyLabel: string,
  rows: readonly SalesRow[],
): Table {
  return {
    title,
    currency: figures.currency,
    columns: [
      { label: keyLabel, kind: "text" },
      { label: words.lines, kind: "count" },
      { label: words.gross, kind: "money" },
      { label: words.discounts, kind: "money" },
      { label: words.refunds, kind: "money" },
      { label: words.net, kind: "money" },
    ],
    rows: rows.map((row) => [row.key, row.lines, row.gross, row.discounts, row.refunds, row.net]),
  };
}

function identityName(key: string): string {
  return key;
}

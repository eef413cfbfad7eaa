import { cellText } from "./cell-text.js";
import type { Table } from "./table.js";

/** Excel reads a file as UTF-8 only when it begins with this mark. */
const BYTE_ORDER_MARK = "\uFEFF";

/** A text cell that a spreadsheet would run as a formula. Source: OWASP "CSV Injection". */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A table as CSV that Excel opens with Chinese intact: byte order mark, CRLF, quotes doubled. Text that begins like a
 * formula gets an apostrophe before it; numbers stay numbers, negative ones too.
 *
 * @example
 * ```ts
 * import { csvOf } from "@tillwright/reports";
 *
 * csvOf({
 *   title: "Sales",
 *   currency: "CNY",
 *   columns: [{ label: "商品", kind: "text" }, { label: "净额", kind: "money" }],
 *   rows: [["=1+1", -1250]],
 * });
 * //=> "\uFEFF商品,净额\r\n'=1+1,-12.50\r\n"
 * ```
 *
 * @public
 */
export function csvOf(table: Table): string {
  const header = table.columns.map((column) => quote(safeText(column.label)));
  const lines = table.rows.map((row) =>
    table.columns.map((column, index) => {
      const text = cellText(table, column, row[index] ?? "", "machine");
      return quote(column.kind === "text" ? safeText(text) : text);
    }),
  );
  return `${BYTE_ORDER_MARK}${[header, ...lines].map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}

function safeText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

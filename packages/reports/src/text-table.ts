import { cellText } from "./cell-text.js";
import type { Table } from "./table.js";

/**
 * A table as lines for a terminal: text to the left, figures to the right, two spaces between. `widthOf` tells how many
 * columns a text takes; hand one in that counts Hanzi as two (`columnsOf` of `@tillwright/printer-escpos` does).
 *
 * @example
 * ```ts
 * import { textTableOf } from "@tillwright/reports";
 *
 * textTableOf(
 *   {
 *     title: "Hours",
 *     currency: "CNY",
 *     columns: [{ label: "hour", kind: "text" }, { label: "net", kind: "money" }],
 *     rows: [["09", 1250], ["10", 990]],
 *   },
 *   (text) => text.length,
 * );
 * //=> ["Hours", "hour     net", "09    ¥12.50", "10     ¥9.90"]
 * ```
 *
 * @public
 */
export function textTableOf(table: Table, widthOf: (text: string) => number): readonly string[] {
  const lines = [
    table.columns.map((column) => column.label),
    ...table.rows.map((row) =>
      table.columns.map((column, index) => cellText(table, column, row[index] ?? "", "person")),
    ),
  ];
  const widths = table.columns.map((_, index) =>
    Math.max(0, ...lines.map((cells) => widthOf(cells[index] ?? ""))),
  );
  return [
    table.title,
    ...lines.map((cells) =>
      cells
        .map((cell, index) => {
          const gap = " ".repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
          return table.columns[index]?.kind === "text" ? cell + gap : gap + cell;
        })
        .join("  ")
        .trimEnd(),
    ),
  ];
}

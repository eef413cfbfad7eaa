import { displayMoney, formatMoney } from "@tillwright/values";
import { ReportsError } from "./errors.js";
import type { Table, TableColumn } from "./table.js";

/** The cell as text: for people with thousands separators, for machines as a bare decimal. */
export function cellText(
  table: Table,
  column: TableColumn,
  cell: string | number,
  reader: "person" | "machine",
): string {
  if (column.kind === "text" ? typeof cell !== "string" : !Number.isSafeInteger(cell)) {
    throw new ReportsError(
      "reports.cell-mismatch",
      `column ${column.label} holds ${column.kind}, not ${JSON.stringify(cell)}`,
      { column: column.label, seen: cell },
    );
  }
  if (typeof cell === "string") return cell;
  if (column.kind === "count") return String(cell);
  return reader === "person"
    ? displayMoney(cell, table.currency, "en")
    : formatMoney(cell, table.currency);
}

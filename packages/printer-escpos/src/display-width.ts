import { graphemesOf } from "./graphemes.js";
import type { Alignment } from "./receipt-document.js";
import { isWide } from "./wide-characters.js";

/** Marks that a terminal draws on the character before them, or not at all. */
const ZERO_WIDTH = /^[\p{M}\p{Cf}\p{Cc}]/u;

function columnsOfGrapheme(grapheme: string): number {
  if (ZERO_WIDTH.test(grapheme)) return 0;
  // A character followed by U+FE0F is drawn as an emoji, which is wide.
  if (grapheme.includes("\ufe0f")) return 2;
  return isWide(grapheme) ? 2 : 1;
}

/**
 * The columns a text takes on a terminal: two for a Hanzi, a full-width form or an emoji, one for a letter, none for a
 * combining mark. Characters of ambiguous width (`·`, `…`, Greek) count as one, as most terminals show them.
 *
 * This is not the width in print: see {@link printedColumnsOf}.
 *
 * @example
 * ```ts
 * import { columnsOf } from "@tillwright/printer-escpos";
 *
 * columnsOf("合计 ¥5"); //=> 7
 * ```
 *
 * @public
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const grapheme of graphemesOf(text)) columns += columnsOfGrapheme(grapheme);
  return columns;
}

function cutToColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let used = 0;
  let kept = "";
  for (const grapheme of graphemesOf(text)) {
    used += columnsOfGrapheme(grapheme);
    if (used > columns - 1) break;
    kept += grapheme;
  }
  return columns > 0 ? `${kept}…` : "";
}

/**
 * A text at exactly `columns` columns of a terminal: filled with spaces, or cut between characters with `…` at the end.
 *
 * @example
 * ```ts
 * import { padColumns } from "@tillwright/printer-escpos";
 *
 * padColumns("牛奶", 6); //=> "牛奶  "
 * padColumns("牛奶", 6, "right"); //=> "  牛奶"
 * padColumns("特仑苏纯牛奶", 6); //=> "特仑… "
 * ```
 *
 * @public
 */
export function padColumns(text: string, columns: number, align: Alignment = "left"): string {
  const fitted = cutToColumns(text, columns);
  const free = Math.max(0, columns - columnsOf(fitted));
  const before = align === "right" ? free : align === "center" ? Math.floor(free / 2) : 0;
  return " ".repeat(before) + fitted + " ".repeat(free - before);
}

/**
 * Rows of cells as lines for a terminal: each column as wide as its widest cell, two spaces between columns, no spaces at the
 * end. `aligns` gives the side of each column, left unless given.
 *
 * @example
 * ```ts
 * import { terminalTable } from "@tillwright/printer-escpos";
 *
 * terminalTable([["苹果", "9.90"], ["Milk", "12.50"]], ["left", "right"]); //=> ["苹果   9.90", "Milk  12.50"]
 * ```
 *
 * @public
 */
export function terminalTable(
  rows: readonly (readonly string[])[],
  aligns: readonly Alignment[] = [],
): string[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: count }, (_, index) =>
    rows.reduce((most, row) => Math.max(most, columnsOf(row[index] ?? "")), 0),
  );
  return rows.map((row) =>
    widths
      .map((width, index) => padColumns(row[index] ?? "", width, aligns[index] ?? "left"))
      .join("  ")
      .trimEnd(),
  );
}

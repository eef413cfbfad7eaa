import { encodeRow, sizeOf, soundCell } from "./encode-lines.js";
import { cellColumns } from "./lay-out-row.js";
import type { Pen } from "./pen.js";
import { columnsOfUnits } from "./print-unit.js";
import type { Cell, ColumnsBlock, TableBlock, TableCell } from "./receipt-document.js";

function cellOf(given: string | TableCell): TableCell {
  return typeof given === "string" ? { text: given } : given;
}

/** How many columns a cell takes of those that are left. */
function spanOf(cell: TableCell, left: number): number {
  const span = cell.span ?? 1;
  return Math.max(1, Math.min(left, Number.isFinite(span) ? Math.round(span) : 1));
}

/** The cells of a row with the column that each begins in; what would begin behind the last column is not among them. */
function placed(
  row: readonly (string | TableCell)[],
  count: number,
): { cell: TableCell; at: number; span: number }[] {
  const cells: { cell: TableCell; at: number; span: number }[] = [];
  let at = 0;
  for (const given of row) {
    if (at >= count) break;
    const cell = cellOf(given);
    const span = spanOf(cell, count - at);
    cells.push({ cell, at, span });
    at += span;
  }
  return cells;
}

function textColumns(pen: Pen, text: string): number {
  const plain = pen.plainColumns(text);
  if (plain >= 0) return plain;
  return Math.max(0, ...pen.setUnreported(text).map(columnsOfUnits));
}

/** The widest text of each column, of the cells that are in it alone. */
function contentsOf(pen: Pen, block: TableBlock): number[] {
  const contents = block.columns.map(() => 1);
  for (const row of block.rows)
    for (const { cell, at, span } of placed(row, contents.length))
      if (span === 1) contents[at] = Math.max(contents[at] ?? 1, textColumns(pen, cell.text));
  return contents;
}

function spannedColumns(columns: readonly number[], at: number, span: number, gap: number): number {
  let sum = gap * (span - 1);
  for (let index = at; index < at + span; index += 1) sum += columns[index] ?? 0;
  return sum;
}

/** One row as cells of fixed width; columns without a cell are empty. */
function rowCells(
  block: TableBlock,
  row: readonly (string | TableCell)[],
  columns: readonly number[],
  gap: number,
): Cell[] {
  const cells: Cell[] = placed(row, columns.length).map(({ cell, at, span }) => {
    const { span: _, ...own } = cell;
    const column = block.columns[at] ?? {};
    const { align = "left", overflow = "wrap" } = { ...column, ...own };
    return { ...own, align, overflow, width: { columns: spannedColumns(columns, at, span, gap) } };
  });
  const used = placed(row, columns.length).reduce((sum, { span }) => sum + span, 0);
  for (const width of columns.slice(used)) cells.push({ text: "", width: { columns: width } });
  return cells;
}

/** Rows with common columns; where the paper is too narrow for them, each row goes cell below cell and says so. */
export function encodeTable(pen: Pen, block: TableBlock): void {
  const { type: _, columns: form, rows, gap: givenGap, ...style } = block;
  if (form.length === 0) return;
  const { width, height } = sizeOf(pen, style);
  const gap = pen.within(givenGap ?? 1, 0, 16, "gap");
  const room = { columns: Math.floor(pen.profile.columns / width), gap };
  const cells = form.map((column, index): Cell => {
    const sound = soundCell(pen, column, ["columns", index]);
    return sound.width === undefined ? { text: "" } : { text: "", width: sound.width };
  });
  const columns = cellColumns(cells, contentsOf(pen, block), room);
  rows.forEach((row, index) => {
    const tooMany = row.length > placed(row, form.length).length;
    if (tooMany)
      pen.issue(
        "printer.row-too-wide",
        ["rows", index],
        `The row has more cells than the table has columns (${form.length}); the rest is left out.`,
      );
    const widths = columns ?? form.map(() => room.columns);
    const asRow: ColumnsBlock = {
      ...style,
      type: "columns",
      width,
      height,
      gap,
      cells: rowCells(block, row, widths, gap),
    };
    pen.below(["rows", index], () =>
      encodeRow(pen, asRow, (at) => (typeof row[at] === "string" ? [at] : [at, "text"])),
    );
  });
}

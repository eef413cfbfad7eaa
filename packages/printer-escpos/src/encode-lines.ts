import { fitLines, tooWideUnits } from "./break-lines.js";
import {
  cellColumns,
  contentColumns,
  type Line,
  layOutRow,
  type RowSpace,
  type SetCell,
  stackRow,
} from "./lay-out-row.js";
import type { Pen, Size } from "./pen.js";
import { type PrintUnit, SPACE } from "./print-unit.js";
import type {
  Cell,
  CellWidth,
  ColumnsBlock,
  RuleBlock,
  TextBlock,
  TextMarks,
  TextStyle,
} from "./receipt-document.js";

const NORMAL: Size = { width: 1, height: 1 };

const PLAIN: TextMarks = {};

function hasMarks(style: TextMarks): boolean {
  return style.bold === true || style.underline === true || style.invert === true;
}

/** The marks of a style on top of others: a cell adds to its row and takes nothing away. */
function marksOf(style: TextMarks, row: TextMarks = PLAIN): TextMarks {
  if (!hasMarks(style)) return row;
  return {
    ...row,
    ...(style.bold === true ? { bold: true } : {}),
    ...(style.underline === true ? { underline: true } : {}),
    ...(style.invert === true ? { invert: true } : {}),
  };
}

/** The size of a style, brought into range. */
export function sizeOf(pen: Pen, style: TextStyle): Size {
  const width = pen.within(style.width ?? 1, 1, 8, "width");
  return { width, height: pen.within(style.height ?? 1, 1, 8, "height") };
}

/** Marks a cut text; the printer's own sign where it has one, else full stops. Needs no report. */
function ellipsisOf(pen: Pen): readonly PrintUnit[] {
  return pen.set("…", [])[0] ?? [];
}

function reportTooWide(
  pen: Pen,
  units: readonly PrintUnit[],
  columns: number,
  path: readonly (string | number)[],
): void {
  const lost = tooWideUnits(units, columns);
  if (lost.length === 0) return;
  const text = lost.map((unit) => unit.text).join("");
  pen.issue(
    "printer.cell-too-narrow",
    path,
    `A cell of ${columns} column(s) has no room for ${JSON.stringify(text)}, which is left out.`,
  );
}

/** A paragraph, broken or cut to the width of the paper at its size. `field` is where the document has its text. */
export function encodeText(pen: Pen, block: TextBlock, field: string = "text"): void {
  const size = sizeOf(pen, block);
  const columns = Math.floor(pen.profile.columns / size.width);
  const overflow = block.overflow ?? "wrap";
  const marks = marksOf(block);
  const plain = pen.plainColumns(block.text);
  if (plain >= 0 && plain <= columns) {
    pen.beginLine(size, block.align ?? "left");
    pen.plainPiece(0, block.text, 0, marks);
    pen.endLine();
    return;
  }
  const ellipsis = ellipsisOf(pen);
  const lines = pen.set(block.text, [field]).flatMap((units): Line[] => {
    reportTooWide(pen, units, columns, [field]);
    return fitLines(units, columns, overflow, ellipsis).map((line) => [{ units: line, marks }]);
  });
  pen.lines(lines, size, block.align ?? "left");
}

/** Columns and shares as whole numbers the paper can hold; anything else is reported at `path` and brought into range. */
export function soundCell<T extends { readonly width?: CellWidth }>(
  pen: Pen,
  cell: T,
  path: readonly (string | number)[],
): T {
  const { width } = cell;
  if (width === undefined || width === "content") return cell;
  const given = "columns" in width ? width.columns : width.share;
  let sound = given;
  pen.below(path, () => {
    sound = pen.within(given, 1, 512, "width");
  });
  if (sound === given) return cell;
  return { ...cell, width: "columns" in width ? { columns: sound } : { share: sound } };
}

/** Where the text of a cell stands in the document, from its row on. */
type CellPlace = (index: number) => readonly (string | number)[];

const placeInRow: CellPlace = (index) => ["cells", index, "text"];

function setCells(
  pen: Pen,
  cells: readonly Cell[],
  marks: TextMarks,
  placeOf: CellPlace,
): SetCell[] {
  return cells.map((cell, index) => ({
    cell,
    lines: pen.set(cell.text, placeOf(index)),
    marks: marksOf(cell, marks),
  }));
}

/** The short way for a row whose texts need no setting and fit their cells; says whether it could go it. */
function encodePlainRow(
  pen: Pen,
  cells: readonly Cell[],
  size: Size,
  space: Omit<RowSpace, "ellipsis">,
): boolean {
  const contents: number[] = [];
  for (const cell of cells) {
    const columns = pen.plainColumns(cell.text);
    if (columns < 0) return false;
    contents.push(Math.max(1, columns));
  }
  const columns = cellColumns(cells, contents, space);
  if (columns?.every((room, index) => room >= (contents[index] ?? 0)) !== true) return false;
  pen.beginLine(size, "left");
  cells.forEach((cell, index) => {
    if (index > 0) pen.plainPiece(space.gap, "", 0, space.marks);
    const used = cell.text === "" ? 0 : (contents[index] ?? 0);
    const free = (columns[index] ?? 0) - used;
    const { align } = cell;
    const before = align === "right" ? free : align === "center" ? Math.floor(free / 2) : 0;
    pen.plainPiece(before, cell.text, free - before, marksOf(cell, space.marks));
  });
  pen.endLine();
  return true;
}

/** The cells in their columns, or one below the other where the paper is too narrow, so that nothing is lost. */
function encodeSetRow(
  pen: Pen,
  cells: readonly SetCell[],
  size: Size,
  space: RowSpace,
  placeOf: CellPlace,
): void {
  const columns = cellColumns(
    cells.map((set) => set.cell),
    cells.map(contentColumns),
    space,
  );
  if (columns === undefined)
    pen.issue(
      "printer.row-too-wide",
      [],
      `The cells need more than the ${space.columns} columns of the paper and are printed below each other.`,
    );
  cells.forEach((set, index) => {
    const room = columns?.[index] ?? space.columns;
    for (const units of set.lines) reportTooWide(pen, units, room, placeOf(index));
  });
  const lines = columns === undefined ? stackRow(cells, space) : layOutRow(cells, columns, space);
  pen.lines(lines, size, "left");
}

/** A row of cells side by side. */
export function encodeRow(pen: Pen, block: ColumnsBlock, placeOf: CellPlace = placeInRow): void {
  const size = sizeOf(pen, block);
  const space = {
    columns: Math.floor(pen.profile.columns / size.width),
    gap: pen.within(block.gap ?? 1, 0, 16, "gap"),
    marks: marksOf(block),
  };
  if (block.cells.length === 0) return;
  const cells = block.cells.map((cell, index) => soundCell(pen, cell, ["cells", index]));
  if (encodePlainRow(pen, cells, size, space)) return;
  const ellipsis = ellipsisOf(pen);
  const set = setCells(pen, cells, space.marks, placeOf);
  encodeSetRow(pen, set, size, { ...space, ellipsis }, placeOf);
}

const RULES = { dash: "-", solid: "─", double: "═" } as const;
const PLAIN_RULES = { dash: "-", solid: "-", double: "=" } as const;

/** A line from edge to edge, drawn with the sign of the printer's font or, where it has none, with a plain one. */
export function encodeRule(pen: Pen, block: RuleBlock): void {
  const kind = block.line ?? "dash";
  const { columns } = pen.profile;
  const text = PLAIN_RULES[kind];
  const plain: PrintUnit = { ...SPACE, text, bytes: [text.charCodeAt(0)] };
  const sign = pen.setQuietly(RULES[kind]) ?? plain;
  const whole = Math.floor(columns / sign.columns);
  const rest = columns - whole * sign.columns;
  const units = Array.from({ length: whole + rest }, (_, at) => (at < whole ? sign : plain));
  pen.lines([[{ units, marks: {} }]], NORMAL, "left");
}

import { fitLines, tooWideUnits } from "./break-lines.js";
import {
  cellColumns,
  type Line,
  layOutRow,
  type RowSpace,
  type SetCell,
  stackRow,
} from "./lay-out-row.js";
import type { Pen, Size } from "./pen.js";
import type { PrintUnit } from "./print-unit.js";
import type {
  ColumnsBlock,
  RuleBlock,
  TextBlock,
  TextMarks,
  TextStyle,
} from "./receipt-document.js";

const NORMAL: Size = { width: 1, height: 1 };

/** Only the marks that are set, so that a cell adds to its row and takes nothing away. */
function marksOf(style: TextMarks): TextMarks {
  return {
    ...(style.bold === true ? { bold: true } : {}),
    ...(style.underline === true ? { underline: true } : {}),
    ...(style.invert === true ? { invert: true } : {}),
  };
}

function sizeOf(pen: Pen, style: TextStyle): Size {
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

/** A paragraph, broken or cut to the width of the paper at its size. */
export function encodeText(pen: Pen, block: TextBlock): void {
  const size = sizeOf(pen, block);
  const columns = Math.floor(pen.profile.columns / size.width);
  const overflow = block.overflow ?? "wrap";
  const marks = marksOf(block);
  const ellipsis = ellipsisOf(pen);
  const lines = pen.set(block.text, ["text"]).flatMap((units): Line[] => {
    reportTooWide(pen, units, columns, ["text"]);
    return fitLines(units, columns, overflow, ellipsis).map((line) => [{ units: line, marks }]);
  });
  pen.lines(lines, size, block.align ?? "left");
}

/** Columns and gaps as whole numbers the paper can hold; anything else is reported and brought into range. */
function soundCell(pen: Pen, block: ColumnsBlock, index: number): ColumnsBlock["cells"][number] {
  const cell = block.cells[index] ?? { text: "" };
  const { width } = cell;
  if (width === undefined || width === "content") return cell;
  if ("columns" in width)
    return {
      ...cell,
      width: { columns: pen.within(width.columns, 1, 512, `cells.${index}.width`) },
    };
  return { ...cell, width: { share: pen.within(width.share, 1, 512, `cells.${index}.width`) } };
}

function setCells(pen: Pen, block: ColumnsBlock): SetCell[] {
  return block.cells.map((given, index) => {
    const cell = soundCell(pen, block, index);
    return {
      cell,
      lines: pen.set(given.text, ["cells", index, "text"]),
      marks: { ...marksOf(block), ...marksOf(given) },
    };
  });
}

/** A row of cells; one below the other where the paper is too narrow, so that nothing is lost. */
export function encodeRow(pen: Pen, block: ColumnsBlock): void {
  const size = sizeOf(pen, block);
  const space: RowSpace = {
    columns: Math.floor(pen.profile.columns / size.width),
    gap: pen.within(block.gap ?? 1, 0, 16, "gap"),
    ellipsis: ellipsisOf(pen),
    marks: marksOf(block),
  };
  const cells = setCells(pen, block);
  if (cells.length === 0) return;
  const columns = cellColumns(cells, space);
  if (columns === undefined)
    pen.issue(
      "printer.row-too-wide",
      [],
      `The cells need more than the ${space.columns} columns of the paper and are printed below each other.`,
    );
  cells.forEach((set, index) => {
    const room = columns?.[index] ?? space.columns;
    for (const units of set.lines) reportTooWide(pen, units, room, ["cells", index, "text"]);
  });
  const lines = columns === undefined ? stackRow(cells, space) : layOutRow(cells, columns, space);
  pen.lines(lines, size, "left");
}

const RULES = { dash: "-", solid: "─", double: "═" } as const;
const PLAIN_RULES = { dash: "-", solid: "-", double: "=" } as const;

/** A line from edge to edge, drawn with the sign of the printer's font or, where it has none, with a plain one. */
export function encodeRule(pen: Pen, block: RuleBlock): void {
  const kind = block.line ?? "dash";
  const { columns } = pen.profile;
  const plain = pen.set(PLAIN_RULES[kind], ["line"])[0]?.[0];
  const sign = pen.setQuietly(RULES[kind]) ?? plain;
  if (sign === undefined || plain === undefined) return;
  const whole = Math.floor(columns / sign.columns);
  const rest = columns - whole * sign.columns;
  const units = Array.from({ length: whole + rest }, (_, at) => (at < whole ? sign : plain));
  pen.lines([[{ units, marks: {} }]], NORMAL, "left");
}

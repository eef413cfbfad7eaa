import { allocate } from "@tillwright/values";
import { fitLines } from "./break-lines.js";
import { columnsOfUnits, type PrintUnit, SPACE } from "./print-unit.js";
import type { Alignment, Cell, TextMarks } from "./receipt-document.js";

/** Units of one line that carry the same marks. */
export interface Segment {
  readonly units: readonly PrintUnit[];
  readonly marks: TextMarks;
}

/** One line on the paper, from its left edge. */
export type Line = readonly Segment[];

/** A cell whose text is already set, one array of units for each of its lines. */
export interface SetCell {
  readonly cell: Cell;
  readonly lines: readonly (readonly PrintUnit[])[];
  readonly marks: TextMarks;
}

/** What a row needs to know besides its cells. */
export interface RowSpace {
  /** Columns of the paper at the size of the row. */
  readonly columns: number;
  readonly gap: number;
  readonly ellipsis: readonly PrintUnit[];
  /** The marks of the row, which its gaps carry. */
  readonly marks: TextMarks;
}

/** As many as the widest paper has columns. */
const SPACES: readonly PrintUnit[] = Array.from({ length: 128 }, () => SPACE);

function spaces(count: number): readonly PrintUnit[] {
  return SPACES.slice(0, count);
}

/** The widest line of a text that is set; an empty cell has a column all the same. */
export function contentColumns(set: SetCell): number {
  return Math.max(1, ...set.lines.map(columnsOfUnits));
}

function shareOf({ width }: Cell): number {
  if (width === undefined) return 1;
  return width !== "content" && "share" in width ? width.share : 0;
}

/** What the fixed and content cells leave, divided by share to the column exactly. */
function shareOut(left: number, cells: readonly Cell[]): number[] {
  const shares = cells.map(shareOf);
  const sharing = shares.filter((share) => share > 0).length;
  // Most rows have one cell that takes whatever is left.
  if (sharing <= 1) return shares.map((share) => (share > 0 ? left : 0));
  return allocate(left, shares);
}

/** Two Hanzi: a text that is given less of the rest than this would stand in a column of single letters. */
const LEAST_SHARE = 4;

/**
 * The columns of each cell, or `undefined` when the paper is too narrow: fixed and content cells first, the rest by share, to the
 * column exactly. `contents` gives the widths of the texts.
 */
export function cellColumns(
  cells: readonly Cell[],
  contents: readonly number[],
  space: { readonly columns: number; readonly gap: number },
): number[] | undefined {
  let left = space.columns - space.gap * (cells.length - 1);
  const columns = cells.map(({ width }, index) => {
    const own =
      width === "content"
        ? (contents[index] ?? 1)
        : width !== undefined && "columns" in width
          ? width.columns
          : 0;
    left -= own;
    return own;
  });
  if (left < 0) return undefined;
  const shared = shareOut(left, cells);
  for (let index = 0; index < columns.length; index += 1) {
    if (columns[index] !== 0) continue;
    const share = shared[index] ?? 0;
    if (share < Math.min(LEAST_SHARE, contents[index] ?? 1)) return undefined;
    columns[index] = share;
  }
  return columns;
}

/** Spaces are inverted with their cell but never underlined; bold makes no difference to them and need not be taken back. */
export function paddingMarks(marks: TextMarks): TextMarks {
  const { bold, invert } = marks;
  return marks.underline !== true
    ? marks
    : { ...(bold === true ? { bold } : {}), ...(invert === true ? { invert } : {}) };
}

/** A line of a cell with its spaces before and after. */
function alignIn(
  units: readonly PrintUnit[],
  columns: number,
  align: Alignment,
  marks: TextMarks,
): readonly Segment[] {
  const free = Math.max(0, columns - columnsOfUnits(units));
  const before = align === "right" ? free : align === "center" ? Math.floor(free / 2) : 0;
  const padding = paddingMarks(marks);
  return [
    { units: spaces(before), marks: padding },
    { units, marks },
    { units: spaces(free - before), marks: padding },
  ].filter((segment) => segment.units.length > 0);
}

function fitCell(set: SetCell, columns: number, space: RowSpace): (readonly PrintUnit[])[] {
  const overflow = set.cell.overflow ?? "wrap";
  return set.lines.flatMap((units) => [...fitLines(units, columns, overflow, space.ellipsis)]);
}

/** The cells beside each other; each line of the result is exactly as wide as the paper. */
export function layOutRow(
  cells: readonly SetCell[],
  columns: readonly number[],
  space: RowSpace,
): readonly Line[] {
  const fitted = cells.map((set, index) => fitCell(set, columns[index] ?? 0, space));
  const height = Math.max(1, ...fitted.map((lines) => lines.length));
  const gap: Segment = {
    units: spaces(space.gap),
    marks: paddingMarks(space.marks),
  };
  return Array.from({ length: height }, (_, at) =>
    cells.flatMap((set, index) => {
      const line = alignIn(
        fitted[index]?.[at] ?? [],
        columns[index] ?? 0,
        set.cell.align ?? "left",
        set.marks,
      );
      return index === 0 || space.gap === 0 ? line : [gap, ...line];
    }),
  );
}

/** The cells below each other, for a paper that is too narrow for the row; nothing is lost. */
export function stackRow(cells: readonly SetCell[], space: RowSpace): readonly Line[] {
  return cells
    .filter((set) => set.lines.some((units) => units.length > 0))
    .flatMap((set) =>
      fitCell({ ...set, cell: { ...set.cell, overflow: "wrap" } }, space.columns, space).map(
        (units) => alignIn(units, space.columns, set.cell.align ?? "left", set.marks),
      ),
    );
}

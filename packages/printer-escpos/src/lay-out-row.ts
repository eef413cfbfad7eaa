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

function contentColumns(set: SetCell): number {
  return Math.max(1, ...set.lines.map(columnsOfUnits));
}

/**
 * The columns of each cell, or `undefined` when the paper is too narrow: fixed and content cells first, the rest by share, to the
 * column exactly.
 */
export function cellColumns(cells: readonly SetCell[], space: RowSpace): number[] | undefined {
  const fixed = cells.map((set) => {
    const width = set.cell.width ?? { share: 1 };
    if (width === "content") return contentColumns(set);
    return "columns" in width ? width.columns : 0;
  });
  const shares = cells.map(({ cell }) => {
    const width = cell.width ?? { share: 1 };
    return width !== "content" && "share" in width ? width.share : 0;
  });
  const taken = fixed.reduce((sum, columns) => sum + columns, 0) + space.gap * (cells.length - 1);
  const left = space.columns - taken;
  if (left < 0) return undefined;
  const shared = shares.some((share) => share > 0) ? allocate(left, shares) : shares.map(() => 0);
  const columns = fixed.map((own, index) => own + (shared[index] ?? 0));
  return columns.every((count) => count > 0) ? columns : undefined;
}

/** Spaces are inverted with their cell but never underlined; bold makes no difference to them and need not be taken back. */
function paddingMarks({ bold, invert }: TextMarks): TextMarks {
  return { ...(bold === true ? { bold } : {}), ...(invert === true ? { invert } : {}) };
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

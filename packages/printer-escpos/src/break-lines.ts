import { columnsOfUnits, type PrintUnit } from "./print-unit.js";
import type { Overflow } from "./receipt-document.js";
import { isWide } from "./wide-characters.js";

/** May not begin a line: closing marks, and what belongs to the figure before it. */
const NOT_FIRST = new Set("，。、；：？！）》〉」』】〕”’…—·％℃‰),.;:!?]}>%°");

/** May not end a line: opening marks, and the sign of a currency before its figure. */
const NOT_LAST = new Set("（《〈「『【〔“‘￥¥＄$€£([{<#");

/** Whether a line may end after `left` when `right` follows. */
function mayBreakBetween(left: PrintUnit, right: PrintUnit): boolean {
  if (left.text === " ") return true;
  if (right.text === " ") return false;
  if (NOT_LAST.has(left.text) || NOT_FIRST.has(right.text)) return false;
  return isWide(left.text) || isWide(right.text);
}

function withoutSpacesAtEnd(units: readonly PrintUnit[]): readonly PrintUnit[] {
  let end = units.length;
  while (end > 0 && units[end - 1]?.text === " ") end -= 1;
  return end === units.length ? units : units.slice(0, end);
}

/** How many units from `start` fit, and where the next line begins. */
function nextLine(
  units: readonly PrintUnit[],
  start: number,
  columns: number,
): { readonly end: number; readonly next: number } {
  let used = 0;
  let breakAt = -1;
  for (let index = start; index < units.length; index += 1) {
    const unit = units[index];
    const before = units[index - 1];
    if (unit === undefined) break;
    if (index > start && before !== undefined && mayBreakBetween(before, unit)) breakAt = index;
    // Spaces that stand beyond the edge are invisible, so they never push a word down.
    if (used + unit.columns > columns && unit.text !== " ") {
      const end = breakAt > start ? breakAt : Math.max(index, start + 1);
      return { end, next: end };
    }
    used += unit.columns;
  }
  return { end: units.length, next: units.length };
}

/** Units wider than a whole line, which no line can take: two-column characters in a one-column cell. */
export function tooWideUnits(units: readonly PrintUnit[], columns: number): readonly PrintUnit[] {
  return units.filter((unit) => unit.columns > columns);
}

/** The spaces that a text begins with, if they leave its lines most of their room: what hangs under an item stays under it. */
function indentOf(units: readonly PrintUnit[], columns: number): readonly PrintUnit[] {
  const spaces = units.findIndex((unit) => unit.text !== " ");
  return spaces * 4 <= columns ? units.slice(0, Math.max(0, spaces)) : [];
}

/**
 * Divides units into lines of at most `columns`: at spaces, between Hanzi, never before a closing mark or between a currency
 * sign and its figure; a word longer than a line is divided where the line ends. Every line is indented as the first one. Units wider
 * than `columns` are left out. There is always at least one line.
 */
function breakLines(
  units: readonly PrintUnit[],
  columns: number,
): readonly (readonly PrintUnit[])[] {
  const fitting = units.filter((unit) => unit.columns <= columns);
  if (columnsOfUnits(fitting) <= columns) return [fitting];
  const lines: (readonly PrintUnit[])[] = [];
  const indent = indentOf(fitting, columns);
  let start = 0;
  while (start < fitting.length) {
    const before = start > 0 ? indent : [];
    const { end, next } = nextLine(fitting, start, columns - before.length);
    lines.push([...before, ...withoutSpacesAtEnd(fitting.slice(start, end))]);
    start = next;
  }
  return lines;
}

function cutTo(units: readonly PrintUnit[], columns: number): readonly PrintUnit[] {
  let used = 0;
  let end = 0;
  for (const unit of units) {
    if (used + unit.columns > columns) break;
    used += unit.columns;
    end += 1;
  }
  return units.slice(0, end);
}

/** Fits units into `columns`: wrapped, cut, or cut with the ellipsis at the end where there is room for it. */
export function fitLines(
  units: readonly PrintUnit[],
  columns: number,
  overflow: Overflow,
  ellipsis: readonly PrintUnit[],
): readonly (readonly PrintUnit[])[] {
  if (overflow === "wrap") return breakLines(units, columns);
  if (columnsOfUnits(units) <= columns) return [units];
  const room = columns - columnsOfUnits(ellipsis);
  if (overflow === "clip" || room < 1) return [cutTo(units, columns)];
  return [[...withoutSpacesAtEnd(cutTo(units, room)), ...ellipsis]];
}

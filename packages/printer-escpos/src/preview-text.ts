import type { PreviewOptions } from "./code-painter.js";
import { columnsOf, padColumns } from "./display-width.js";
import { flatPage } from "./flat-page.js";
import type { BarcodeRow, Glyph, Paper, PaperRow, RasterRow, TextRow } from "./paper.js";
import type { PrinterProfile } from "./profile.js";
import { runPrinter } from "./run-printer.js";

/**
 * How a text preview is drawn.
 *
 * @public
 */
export interface PreviewTextOptions extends PreviewOptions {
  /**
   * Whether the terminal writes light on dark (`dark`, unless given) or dark on light: a QR code is drawn so that its
   * modules come out dark on both, and a phone can read it from the screen.
   */
  readonly background?: "dark" | "light";
}

/** A code wider than this does not fit a terminal and is shown by name. */
const WIDEST_PICTURE = 80;
const LETTER_DOTS = 12;
const QUIET_MODULES = 2;

/** Text that stands together: glyphs with at most one space between them. */
interface Word {
  text: string;
  readonly from: number;
  to: number;
  readonly enlarged: boolean;
}

/** What a glyph looks like at the width of a terminal; a drawn line fills its cell. */
function shown(glyph: Glyph): string {
  const isLine = glyph.wide && /^[\u2500-\u257f]$/.test(glyph.text);
  const text = isLine ? glyph.text.repeat(2) : glyph.text;
  return columnsOf(text) === 0 ? " " : text;
}

function atNormalSize(glyph: Glyph): boolean {
  return glyph.width === (glyph.wide ? 2 : 1) * LETTER_DOTS;
}

/**
 * Words of one line. At normal size each glyph is its own, so that it keeps its column; enlarged text is drawn small and goes by
 * words.
 */
function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  let spaces = 0;
  let joins = false;
  for (const glyph of glyphs) {
    const to = glyph.x + glyph.width;
    const last = words.at(-1);
    const enlarged = !atNormalSize(glyph);
    if (glyph.text === " ") {
      spaces += 1;
      joins = joins && enlarged && spaces === 1;
      continue;
    }
    if (last !== undefined && joins && enlarged) {
      last.text += " ".repeat(spaces) + shown(glyph);
      last.to = to;
    } else words.push({ text: shown(glyph), from: glyph.x, to, enlarged });
    spaces = 0;
    joins = enlarged;
  }
  return words;
}

/**
 * The column of a word that is drawn smaller than it prints: it keeps its place between the edges, so that what touches
 * an edge or stands in the middle still does.
 */
function columnOfWord(word: Word, paperColumns: number): number {
  const from = word.from / LETTER_DOTS;
  if (!word.enlarged) return Math.floor(from);
  const width = (word.to - word.from) / LETTER_DOTS;
  const spare = Math.max(0, width - columnsOf(word.text));
  const room = paperColumns - width;
  const share = room <= 0 ? (from > 0 ? 1 : 0) : Math.min(1, from / room);
  return Math.round(from + spare * share);
}

function textLine(row: TextRow, paper: Paper): string {
  const paperColumns = Math.floor(paper.dots / LETTER_DOTS);
  let line = "";
  let used = 0;
  const fromLeft = [...row.glyphs].sort((left, right) => left.x - right.x);
  for (const word of wordsOf(fromLeft)) {
    const column = Math.max(used, columnOfWord(word, paperColumns));
    line += " ".repeat(column - used) + word.text;
    used = column + columnsOf(word.text);
  }
  return line;
}

interface Picture {
  /** Its left edge and its width on the paper, in dots. */
  readonly x: number;
  readonly dots: number;
  readonly width: number;
  readonly height: number;
  readonly isDark: (column: number, row: number) => boolean;
}

const BLOCKS = [" ", "▄", "▀", "█"] as const;

/** Two rows of modules in one line of half blocks, with a margin all round. */
function blockLines(picture: Picture, background: "dark" | "light"): string[] {
  const { width, height, isDark, x, dots } = picture;
  const dark = (column: number, row: number): boolean =>
    column >= 0 && row >= 0 && column < width && row < height && isDark(column, row);
  const inked = (column: number, row: number): number =>
    dark(column, row) === (background === "light") ? 1 : 0;
  // Its middle stays where it is on the paper.
  const middle = (x + dots / 2) / LETTER_DOTS;
  const left = " ".repeat(Math.max(0, Math.floor(middle - width / 2) - QUIET_MODULES));
  const lines: string[] = [];
  for (let row = -QUIET_MODULES; row < height + QUIET_MODULES; row += 2) {
    let line = left;
    for (let column = -QUIET_MODULES; column < width + QUIET_MODULES; column += 1) {
      line += BLOCKS[inked(column, row) * 2 + inked(column, row + 1)] ?? " ";
    }
    lines.push(line);
  }
  return lines;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The picture within its white margins, at one dot for each block of equal dots: the modules of a drawn code. */
function shrunk(rows: readonly RasterRow[]): Picture | undefined {
  const width = Math.max(...rows.map((row) => row.width));
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  const isDark = (column: number, y: number): boolean => {
    let top = 0;
    for (const row of rows) {
      if (y < top + row.height) return column < row.width && row.isDark(column, y - top);
      top += row.height;
    }
    return false;
  };
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (!isDark(x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  if (right < 0) return undefined;
  let step = 0;
  for (let y = top; y <= bottom + 1; y += 1)
    for (let x = left; x <= right + 1; x += 1) {
      if (isDark(x, y) !== isDark(x - 1, y)) step = greatestCommonDivisor(step, x - left);
      if (y > top && isDark(x, y) !== isDark(x, y - 1)) step = greatestCommonDivisor(step, y - top);
    }
  const size = Math.max(1, step);
  return {
    x: (rows[0]?.x ?? 0) + left,
    dots: right - left + 1,
    width: Math.ceil((right - left + 1) / size),
    height: Math.ceil((bottom - top + 1) / size),
    isDark: (column, row) => isDark(left + column * size, top + row * size),
  };
}

function pictureLines(
  rows: readonly RasterRow[],
  background: "dark" | "light",
  columns: number,
): string[] {
  const dots = rows.reduce((sum, row) => sum + row.width * row.height, 0);
  const small = dots > 4_000_000 ? undefined : shrunk(rows);
  if (small !== undefined && small.width <= WIDEST_PICTURE) return blockLines(small, background);
  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return [padColumns(`[${rows[0]?.width ?? 0} × ${height} dots]`, columns, "center").trimEnd()];
}

function barcodeLine(row: BarcodeRow, columns: number): string {
  return padColumns(`║▌│█│ ${row.caption} ║▌│█`, columns, "center").trimEnd();
}

function otherLines(
  row: Exclude<PaperRow, { kind: "text" | "raster" | "page" }>,
  background: "dark" | "light",
  columns: number,
): string[] {
  switch (row.kind) {
    case "matrix":
      // Half blocks are square, and so must the modules be.
      return row.columns > WIDEST_PICTURE || row.moduleWidth !== row.moduleHeight
        ? [padColumns(`[${row.name}]`, columns, "center").trimEnd()]
        : blockLines(
            { ...row, dots: row.columns * row.moduleWidth, width: row.columns, height: row.rows },
            background,
          );
    case "barcode":
      return [barcodeLine(row, columns)];
    case "label":
      return [padColumns(`[${row.text}]`, columns, "center").trimEnd()];
    case "cut":
      return ["- ".repeat(Math.floor(columns / 2)).trimEnd()];
  }
}

/** Empty lines for paper that was fed between two rows. */
function fedLines(dots: number): string[] {
  return new Array<string>(Math.min(20, Math.max(0, Math.floor(dots / 30)))).fill("");
}

/** Lines of rows from top to bottom. */
function linesOf(paper: Paper, background: "dark" | "light", columns: number): string[] {
  const lines: string[] = [];
  let y = 0;
  for (let index = 0; index < paper.rows.length; index += 1) {
    const row = paper.rows[index];
    if (row === undefined) break;
    lines.push(...fedLines(row.y - y));
    y = row.y + row.height;
    if (row.kind === "raster") {
      // The strips of one picture follow each other without a gap.
      const strips: RasterRow[] = [row];
      let next = paper.rows[index + 1];
      while (next?.kind === "raster" && next.y === y) {
        strips.push(next);
        y += next.height;
        index += 1;
        next = paper.rows[index + 1];
      }
      lines.push(...pictureLines(strips, background, columns));
    } else if (row.kind === "page")
      lines.push(...linesOf(flatPage(row, paper.dots), background, columns));
    else if (row.kind === "text") lines.push(textLine(row, paper));
    else lines.push(...otherLines(row, background, columns));
  }
  return lines;
}

/**
 * What the bytes print, as lines for a terminal, read from the bytes by the decoder and not from the document.
 *
 * A line has the columns of the paper; a Hanzi takes two. Bold, underlined and inverted text is plain, enlarged text is drawn
 * at normal size in its place. QR codes are drawn in half blocks, also those that were sent as a picture; a barcode is shown with
 * its digits, a cut as a broken line. Lines have no spaces at their end.
 *
 * @example
 * ```ts
 * import { chinese58, encode, previewText } from "@tillwright/printer-escpos";
 *
 * const { bytes } = encode(
 *   {
 *     kind: "receipt-document",
 *     version: 1,
 *     blocks: [
 *       {
 *         type: "columns",
 *         cells: [{ text: "可口可乐" }, { text: "¥3.50", width: "content", align: "right" }],
 *       },
 *     ],
 *   },
 *   chinese58,
 * );
 * previewText(bytes, chinese58); //=> ["可口可乐                  ￥3.50"]
 * ```
 *
 * @public
 */
export function previewText(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: PreviewTextOptions = {},
): string[] {
  const paper = runPrinter(bytes, profile, options);
  return linesOf(paper, options.background ?? "dark", profile.columns);
}

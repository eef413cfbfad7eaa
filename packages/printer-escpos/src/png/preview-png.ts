import type { BitmapFont, GlyphDots } from "../bitmap-font.js";
import type { PreviewOptions } from "../code-painter.js";
import type { Bitmap } from "../dither.js";
import type { BarcodeRow, Glyph, PageArea, Paper, PaperRow, TextRow } from "../paper.js";
import type { PrinterProfile } from "../profile.js";
import { runPrinter } from "../run-printer.js";
import { isWide } from "../wide-characters.js";
import { letterFont } from "./letter-font.js";
import { writePng } from "./png-file.js";

/**
 * What may be handed in beside the bytes.
 *
 * @public
 */
export interface PreviewPngOptions extends PreviewOptions {
  /** The font for everything but ASCII, and for ASCII too if it has it; see the entry `/font`. */
  readonly font?: BitmapFont;
}

/**
 * A picture of a receipt.
 *
 * @public
 */
export interface PreviewPng {
  /** The file, black and white, 8 dots a millimetre. */
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Characters without a glyph, each once, in the order of the receipt; each is an empty box, and a line above the receipt counts them. */
  readonly missing: readonly string[];
}

const PADDING = 32;
const MOST_ROWS = 60_000;

interface Canvas {
  readonly bitmap: Bitmap;
  readonly set: (x: number, y: number, dark: boolean) => void;
}

function createCanvas(width: number, height: number): Canvas {
  const bytesPerRow = (width + 7) >> 3;
  const bits = new Uint8Array(bytesPerRow * height);
  return {
    bitmap: { width, height, bytesPerRow, bits },
    set(x, y, dark) {
      if (x < 0 || y < 0 || x >= width || y >= height) return;
      const at = y * bytesPerRow + (x >> 3);
      const mask = 0x80 >> (x & 7);
      bits[at] = dark ? (bits[at] ?? 0) | mask : (bits[at] ?? 0) & ~mask;
    },
  };
}

function fill(canvas: Canvas, x: number, y: number, width: number, height: number): void {
  for (let row = y; row < y + height; row += 1)
    for (let column = x; column < x + width; column += 1) canvas.set(column, row, true);
}

/** What stands for a glyph that no font has: the frame of its cell. */
function box(width: number, height: number): GlyphDots {
  return (x, y) => {
    const [fromLeft, fromTop] = [x - 1, y - 1];
    const [right, bottom] = [width - 3, height - 3];
    if (fromLeft < 0 || fromTop < 0 || fromLeft > right || fromTop > bottom) return false;
    return fromLeft === 0 || fromTop === 0 || fromLeft === right || fromTop === bottom;
  };
}

/** Lines of a drawn rule join from cell to cell, which glyphs of fonts do not. */
function ruleDots(text: string, height: number): GlyphDots | undefined {
  const middle = Math.floor(height / 2);
  if (text === "─") return (_, y) => y === middle || y === middle - 1;
  if (text === "═") return (_, y) => [-4, -3, 2, 3].includes(y - middle);
  return undefined;
}

interface Drawing {
  readonly canvas: Canvas;
  readonly font: BitmapFont | undefined;
  readonly missing: Set<string>;
  readonly left: number;
}

/** The dots of a glyph at normal size; it is enlarged by whole dots as the printer does it. */
function dotsOf(drawing: Drawing, glyph: Glyph, width: number, height: number): GlyphDots {
  const { text } = glyph;
  const found =
    ruleDots(text, height) ??
    drawing.font?.glyph(text, width, height) ??
    letterFont.glyph(text, width, height);
  if (found !== undefined) return found;
  drawing.missing.add(text);
  return box(width, height);
}

function drawGlyph(drawing: Drawing, glyph: Glyph, bottom: number): void {
  const { canvas, left } = drawing;
  const cell = glyph.wide ? 24 : glyph.width % 9 === 0 && glyph.width % 12 !== 0 ? 9 : 12;
  const scaleX = Math.max(1, Math.round(glyph.width / cell));
  const scaleY = Math.max(1, Math.round(glyph.height / (cell === 9 ? 17 : 24)));
  const dots = dotsOf(drawing, glyph, cell, Math.round(glyph.height / scaleY));
  const top = bottom - glyph.height;
  for (let y = 0; y < glyph.height; y += 1)
    for (let x = 0; x < glyph.width; x += 1) {
      const [column, row] = [Math.floor(x / scaleX), Math.floor(y / scaleY)];
      const isInk =
        dots(column, row) || (glyph.bold && x > 0 && dots(Math.floor((x - 1) / scaleX), row));
      const underlined = glyph.underline && y >= glyph.height - 2;
      canvas.set(left + glyph.x + x, top + y, (isInk || underlined) !== glyph.invert);
    }
}

function drawText(drawing: Drawing, row: TextRow, top: number): void {
  const tallest = Math.max(0, ...row.glyphs.map((glyph) => glyph.height));
  for (const glyph of row.glyphs) drawGlyph(drawing, glyph, top + tallest);
}

function caption(drawing: Drawing, text: string, middle: number, top: number): void {
  const letters = [...text].map((letter) => ({ text: letter, wide: isWide(letter) }));
  const width = letters.reduce((sum, { wide }) => sum + (wide ? 24 : 12), 0);
  let x = Math.round(middle - width / 2) - drawing.left;
  for (const letter of letters) {
    const glyph = { ...letter, x, width: letter.wide ? 24 : 12, height: 24 };
    drawGlyph(drawing, { ...glyph, bold: false, underline: false, invert: false }, top + 24);
    x += glyph.width;
  }
}

function drawBarcode(drawing: Drawing, row: BarcodeRow, top: number): void {
  const { canvas, left } = drawing;
  const barTop = top + (row.above ? 28 : 0);
  [...row.modules].forEach((module, index) => {
    if (module !== "1") return;
    const x = left + row.x + index * row.moduleDots;
    fill(canvas, x, barTop, row.moduleDots, row.barHeight);
  });
  const middle = left + row.x + (row.modules.length * row.moduleDots) / 2;
  if (row.above) caption(drawing, row.caption, middle, top + 2);
  if (row.below) caption(drawing, row.caption, middle, barTop + row.barHeight + 2);
}

/** Dots of an area, turned into the direction of its text (`ESC T`); what reaches out of it is not printed. */
function turned({ canvas, left }: Drawing, area: PageArea, top: number): Canvas {
  const { x, y, width, height, direction } = area;
  return {
    ...canvas,
    set(along, down, dark) {
      const right = width - 1;
      const bottom = height - 1;
      const [column, row] = (
        [
          [along, down],
          [down, bottom - along],
          [right - along, bottom - down],
          [right - down, along],
        ] as const
      )[direction];
      if (column >= 0 && row >= 0 && column <= right && row <= bottom)
        canvas.set(left + x + column, top + y + row, dark);
    },
  };
}

function drawArea(drawing: Drawing, area: PageArea, top: number): void {
  const inside = { ...drawing, canvas: turned(drawing, area, top), left: 0 };
  for (const row of area.paper.rows) drawRow(inside, row, area.paper, 0);
}

function drawRow(drawing: Drawing, row: PaperRow, paper: Paper, from: number): void {
  const { canvas, left } = drawing;
  const top = from + row.y;
  if (row.kind === "text") drawText(drawing, row, top);
  else if (row.kind === "barcode") drawBarcode(drawing, row, top);
  else if (row.kind === "raster") {
    for (let y = 0; y < row.height; y += 1)
      for (let x = 0; x < row.width; x += 1)
        if (row.isDark(x, y)) canvas.set(left + row.x + x, top + y, true);
  } else if (row.kind === "matrix") {
    const { moduleWidth, moduleHeight } = row;
    for (let y = 0; y < row.rows; y += 1)
      for (let x = 0; x < row.columns; x += 1) {
        const [fromX, fromY] = [left + row.x + x * moduleWidth, top + y * moduleHeight];
        if (row.isDark(x, y)) fill(canvas, fromX, fromY, moduleWidth, moduleHeight);
      }
  } else if (row.kind === "page") {
    for (const area of row.areas) drawArea(drawing, area, top);
  } else if (row.kind === "label") {
    caption(drawing, `[${row.text.slice(0, 40)}]`, left + paper.dots / 2, top + 2);
  } else {
    // A cut: a broken line from edge to edge.
    for (let x = 0; x < canvas.bitmap.width; x += 16) fill(canvas, x, top + row.height / 2, 10, 1);
  }
}

const NOTICE_ROWS = 34;

/**
 * What the bytes print, as a PNG in the dots of the printer, read from the bytes by the decoder and not from the document.
 *
 * Hanzi and everything else beyond ASCII are drawn from the font that is handed in; without one, or where it has no glyph, they are
 * empty boxes, `missing` names them, and a line above the receipt says how many there are.
 *
 * @example
 * ```ts
 * import { chinese58, encode } from "@tillwright/printer-escpos";
 * import { previewPng } from "@tillwright/printer-escpos/png";
 *
 * const { bytes } = encode(
 *   { kind: "receipt-document", version: 1, blocks: [{ type: "text", text: "Tea 茶" }] },
 *   chinese58,
 * );
 * const { width, missing } = previewPng(bytes, chinese58);
 * width; //=> 464
 * missing; //=> ["茶"]
 * ```
 *
 * @public
 */
export function previewPng(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: PreviewPngOptions = {},
): PreviewPng {
  const paper = runPrinter(bytes, profile, options);
  const width = Math.max(paper.dots, profile.paperMillimetres * 8);
  const height = Math.min(MOST_ROWS, paper.height + 2 * PADDING + NOTICE_ROWS);
  const drawing: Drawing = {
    canvas: createCanvas(width, height),
    font: options.font,
    missing: new Set(),
    left: Math.floor((width - paper.dots) / 2),
  };
  for (const row of paper.rows)
    if (row.y < MOST_ROWS) drawRow(drawing, row, paper, PADDING + NOTICE_ROWS);
  const missing = [...drawing.missing];
  if (missing.length > 0) caption(drawing, `${missing.length} glyphs missing`, width / 2, 20);
  const { bitmap } = drawing.canvas;
  const cutOff = missing.length > 0 ? 0 : NOTICE_ROWS;
  const shown: Bitmap = {
    ...bitmap,
    height: bitmap.height - cutOff,
    bits: bitmap.bits.subarray(cutOff * bitmap.bytesPerRow),
  };
  return { png: writePng(shown), width, height: shown.height, missing };
}

import type { PreviewOptions } from "./code-painter.js";
import type {
  BarcodeRow,
  CutRow,
  Glyph,
  LabelRow,
  PageArea,
  Paper,
  PaperRow,
  TextRow,
} from "./paper.js";
import type { PrinterProfile } from "./profile.js";
import { runPrinter } from "./run-printer.js";

const DOTS_PER_MILLIMETRE = 8;
const PADDING = 32;

/** The width of a letter in most monospaced fonts is 0.6 of their size, that of a Hanzi its whole size. */
const LETTER_SIZE = 20;
const LETTER_CELL = 12;
const HANZI_SIZE = 24;

/** Baseline above the bottom of a 24-dot cell. */
const LETTER_BASE = 6;
const HANZI_BASE = 3.5;

/** Characters that XML 1.0 cannot hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

function escaped(text: string): string {
  return text
    .replace(NOT_IN_XML, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Numbers as short as they are exact to a thousandth. */
function figure(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${figure(x)}" y="${figure(y)}" width="${figure(width)}" height="${figure(height)}" fill="${fill}"/>`;
}

/** Whether two glyphs can be drawn by one element: beside each other, same size and marks. */
function continues(last: Glyph, next: Glyph): boolean {
  return (
    next.x === last.x + last.width &&
    next.wide === last.wide &&
    next.width === last.width &&
    next.height === last.height &&
    next.bold === last.bold &&
    next.underline === last.underline &&
    next.invert === last.invert
  );
}

function runsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && continues(last, glyph)) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

/** A drawn line reaches from edge to edge of its cell in print, which fonts do not promise. */
function isLine(glyph: Glyph): boolean {
  return glyph.text === "─" || glyph.text === "═";
}

function drawnLine(run: readonly Glyph[], x: number, width: number, bottom: number): string {
  const height = run[0]?.height ?? 0;
  const middle = bottom - height / 2;
  if (run[0]?.text === "─") return rect(x, middle - 1, width, 2, "#000");
  return rect(x, middle - 4, width, 2, "#000") + rect(x, middle + 2, width, 2, "#000");
}

/**
 * One `text` element. Each character is centred in its own cell, so that the columns stand whatever font the viewer has;
 * enlargement is a transformation of the normal size.
 */
function drawnText(run: readonly Glyph[], bottom: number, fill: string): string {
  const [first] = run;
  if (first === undefined) return "";
  const cell = first.wide ? HANZI_SIZE : LETTER_CELL;
  const scaleX = first.width / cell;
  const scaleY = first.height / HANZI_SIZE;
  const size = first.wide ? HANZI_SIZE : LETTER_SIZE;
  const base = bottom - (first.wide ? HANZI_BASE : LETTER_BASE) * scaleY;
  const bold = first.bold ? ` font-weight="bold" stroke="${fill}" stroke-width="0.6"` : "";
  const scale = scaleX === 1 && scaleY === 1 ? "" : ` scale(${figure(scaleX)} ${figure(scaleY)})`;
  const characters = run.map((glyph, index) =>
    glyph.text === " "
      ? ""
      : `<tspan x="${figure((index + 0.5) * cell)}">${escaped(glyph.text)}</tspan>`,
  );
  const place = `transform="translate(${figure(first.x)} ${figure(base)})${scale}"`;
  return `<text ${place} text-anchor="middle" font-size="${size}" fill="${fill}"${bold}>${characters.join("")}</text>`;
}

function drawnRun(run: readonly Glyph[], bottom: number): string {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return "";
  const width = last.x + last.width - first.x;
  const ink = first.invert ? "#fff" : "#000";
  const parts: string[] = [];
  if (first.invert) parts.push(rect(first.x, bottom - first.height, width, first.height, "#000"));
  if (run.every(isLine) && !first.invert) parts.push(drawnLine(run, first.x, width, bottom));
  else if (run.some((glyph) => glyph.text !== " ")) parts.push(drawnText(run, bottom, ink));
  if (first.underline) parts.push(rect(first.x, bottom - 1.5, width, 1.5, ink));
  return parts.join("");
}

/** Runs of one kind: a drawn line is not text. */
function drawableRuns(row: TextRow): Glyph[][] {
  return runsOf(row.glyphs).flatMap((run) =>
    run.every((glyph) => isLine(glyph) === isLine(run[0] ?? glyph))
      ? [run]
      : run.map((glyph) => [glyph]),
  );
}

function drawnTextRow(row: TextRow, top: number): string {
  // Glyphs stand on the bottom of the tallest of them; the rest of the line spacing is empty below.
  const tallest = Math.max(0, ...row.glyphs.map((glyph) => glyph.height));
  return drawableRuns(row)
    .map((run) => drawnRun(run, top + tallest))
    .join("");
}

interface Dots {
  readonly columns: number;
  readonly rows: number;
  readonly moduleWidth: number;
  readonly moduleHeight: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/** Dark dots as one path of horizontal strokes. */
function drawnDots(dots: Dots, left: number, top: number): string {
  const { columns, rows, moduleWidth, moduleHeight, isDark } = dots;
  let path = "";
  for (let row = 0; row < rows; row += 1) {
    let from = -1;
    for (let column = 0; column <= columns; column += 1) {
      const dark = column < columns && isDark(column, row);
      if (dark && from < 0) from = column;
      if (dark || from < 0) continue;
      const width = (column - from) * moduleWidth;
      path += `M${figure(left + from * moduleWidth)} ${figure(top + row * moduleHeight)}h${width}v${moduleHeight}h${-width}z`;
      from = -1;
    }
  }
  return path === "" ? "" : `<path d="${path}" shape-rendering="crispEdges"/>`;
}

function caption(text: string, middle: number, bottom: number): string {
  return `<text x="${figure(middle)}" y="${figure(bottom)}" font-size="${LETTER_SIZE}" text-anchor="middle">${escaped(text)}</text>`;
}

function drawnBarcode(row: BarcodeRow, left: number, top: number): string {
  const width = row.modules.length * row.moduleDots;
  const barTop = top + (row.above ? 28 : 0);
  const middle = left + row.x + width / 2;
  let bars = "";
  for (const match of row.modules.matchAll(/1+/g)) {
    const barWidth = match[0].length * row.moduleDots;
    bars += `M${left + row.x + match.index * row.moduleDots} ${barTop}h${barWidth}v${row.barHeight}h${-barWidth}z`;
  }
  const above = row.above ? caption(row.caption, middle, top + 22) : "";
  const below = row.below ? caption(row.caption, middle, barTop + row.barHeight + 22) : "";
  return `${above}<path d="${bars}" shape-rendering="crispEdges"/>${below}`;
}

function drawnLabel(row: LabelRow, left: number, top: number, paper: Paper): string {
  const box = `<rect x="${left + 1}" y="${top + 2}" width="${paper.dots - 2}" height="${row.height - 4}" fill="none" stroke="#888" stroke-dasharray="6 4"/>`;
  return box + caption(row.text.slice(0, 60), left + paper.dots / 2, top + 22);
}

function drawnCut(row: CutRow, top: number, width: number): string {
  const y = top + row.height / 2;
  const dashes = row.full ? "" : ' stroke-dasharray="12 8"';
  return `<path d="M0 ${y}H${width}" stroke="#888" stroke-width="2"${dashes}/>`;
}

/** Rows of an area, turned into the direction of its text (`ESC T`) about the corner where it begins. */
function drawnArea(area: PageArea, margin: number, top: number): string {
  const { x, y, width, height, direction, paper } = area;
  const fromLeft = margin + x + (direction > 1 ? width : 0);
  const fromTop = top + y + (direction === 1 || direction === 2 ? height : 0);
  const turn = [0, -90, 180, 90][direction];
  const rows = paper.rows.map((row) => drawnRow(row, paper, 0, 0)).join("");
  // A drawing inside a drawing shows nothing beyond its edges, as the printer prints nothing beyond those of its area.
  const inside = `<svg width="${paper.dots}" height="${paper.height}">${rows}</svg>`;
  return `<g transform="translate(${fromLeft} ${fromTop}) rotate(${turn})">${inside}</g>`;
}

function drawnRow(row: PaperRow, paper: Paper, margin: number, from: number): string {
  const top = from + row.y;
  switch (row.kind) {
    case "text":
      return `<g transform="translate(${margin} 0)">${drawnTextRow(row, top)}</g>`;
    case "raster":
      return drawnDots(
        {
          columns: row.width,
          rows: row.height,
          moduleWidth: 1,
          moduleHeight: 1,
          isDark: row.isDark,
        },
        margin + row.x,
        top,
      );
    case "matrix":
      return drawnDots(row, margin + row.x, top);
    case "barcode":
      return drawnBarcode(row, margin, top);
    case "page":
      return row.areas.map((area) => drawnArea(area, margin, top)).join("");
    case "label":
      return drawnLabel(row, margin, top, paper);
    case "cut":
      return drawnCut(row, top, paper.dots + 2 * margin);
  }
}

const FONTS = "'Noto Sans Mono CJK SC',Menlo,Consolas,'DejaVu Sans Mono',monospace";

/**
 * What the bytes print, as an SVG picture of the paper at one unit a dot (8 dots a millimetre), read from the bytes by the
 * decoder and not from the document. Letters stand in cells of 12 × 24 dots, Hanzi in cells of 24 × 24; QR codes, barcodes and
 * raster pictures are drawn dot by dot, and other codes by what is handed in as `codes`. The same bytes always give the same text, and it holds no scripts and no links.
 *
 * @example
 * ```ts
 * import { chinese80, encode, previewSvg } from "@tillwright/printer-escpos";
 *
 * const { bytes } = encode(
 *   { kind: "receipt-document", version: 1, blocks: [{ type: "text", text: "谢谢惠顾", align: "center" }] },
 *   chinese80,
 * );
 * previewSvg(bytes, chinese80).startsWith('<svg xmlns="http://www.w3.org/2000/svg" width="640"'); //=> true
 * ```
 *
 * @public
 */
export function previewSvg(
  bytes: Uint8Array,
  profile: PrinterProfile,
  options: PreviewOptions = {},
): string {
  const paper = runPrinter(bytes, profile, options);
  const width = Math.max(paper.dots, profile.paperMillimetres * DOTS_PER_MILLIMETRE);
  const margin = Math.floor((width - paper.dots) / 2);
  const height = paper.height + 2 * PADDING;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
  const sheet = `<rect width="${width}" height="${height}" fill="#fff"/>`;
  const rows = paper.rows
    .map((row) => drawnRow(row, paper, margin, PADDING))
    .filter((row) => row !== "");
  return `${head}\n${sheet}\n<g font-family="${FONTS}">\n${rows.join("\n")}\n</g>\n</svg>\n`;
}

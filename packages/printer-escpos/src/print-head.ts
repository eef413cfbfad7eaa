import type { CodePainter } from "./code-painter.js";
import type { TextPart } from "./escpos-command.js";
import type { Glyph, LooseRow, Paper, PaperRow, RasterRow } from "./paper.js";
import type { PrinterProfile } from "./profile.js";

/** Dots between two lines unless set otherwise: one sixth of an inch. */
const DEFAULT_LINE_SPACING = 30;

/** Font A and font B, width and height in dots; Hanzi are 24 × 24 beside both. */
const FONTS = [
  { width: 12, height: 24 },
  { width: 9, height: 17 },
] as const;
const HANZI = 24;

/** No receipt is longer than this (125 m); a stream that feeds more is cut off there. */
const MOST_DOTS = 1_000_000;

/** Dots of a picture. */
export type Dots = Pick<RasterRow, "width" | "height" | "isDark">;

/** What functions of `GS ( k` set for a kind of code: their parameters by the number of the function. */
export type SymbolSettings = Readonly<Record<number, Uint8Array>>;

/** Everything that commands can set. */
export interface HeadState {
  align: 0 | 1 | 2;
  bold: boolean;
  doubleStrike: boolean;
  underline: boolean;
  chineseUnderline: boolean;
  invert: boolean;
  /** Size of letters. */
  width: number;
  height: number;
  /** Size of Hanzi; `GS !` sets both, `FS !` and `FS W` this one. */
  chineseWidth: number;
  chineseHeight: number;
  font: 0 | 1;
  /** Dots behind a letter at normal size (`ESC SP`). */
  spacing: number;
  /** Dots before and behind a Hanzi at normal size (`FS S`). */
  chineseSpacing: readonly [left: number, right: number];
  lineSpacing: number;
  leftMargin: number;
  areaWidth: number;
  tabs: readonly number[];
  barcodeHeight: number;
  barcodeModule: number;
  barcodeCaption: number;
  qrModule: number;
  qrCorrection: "L" | "M" | "Q" | "H";
  qrData: readonly number[];
  /** What was set for the other two-dimensional codes, by their number in `GS ( k`. */
  symbols: ReadonlyMap<number, SymbolSettings>;
  /** Stored by `GS ( L` function 112, from its tone on. */
  graphics: Uint8Array;
}

/** The state after `ESC @`. */
export function initialState(profile: PrinterProfile): HeadState {
  return {
    align: 0,
    bold: false,
    doubleStrike: false,
    underline: false,
    chineseUnderline: false,
    invert: false,
    width: 1,
    height: 1,
    chineseWidth: 1,
    chineseHeight: 1,
    font: 0,
    spacing: 0,
    chineseSpacing: [0, 0],
    lineSpacing: DEFAULT_LINE_SPACING,
    leftMargin: 0,
    areaWidth: profile.dots,
    tabs: Array.from({ length: 16 }, (_, index) => (index + 1) * 8 * 12),
    barcodeHeight: 162,
    barcodeModule: 3,
    barcodeCaption: 0,
    qrModule: 3,
    qrCorrection: "L",
    qrData: [],
    symbols: new Map(),
    graphics: new Uint8Array(0),
  };
}

/** The moving part of the printer: a line buffer above the paper. */
export interface PrintHead {
  state: HeadState;
  readonly codes: CodePainter | undefined;
  readonly print: (part: TextPart) => void;
  /** Prints the buffer and feeds; nothing in the buffer feeds one line all the same. */
  readonly endLine: () => void;
  /** Prints the buffer, if there is anything in it. */
  readonly flush: () => void;
  readonly feed: (dots: number) => void;
  readonly moveTo: (x: number) => void;
  readonly position: () => number;
  /** Puts dots into the line buffer, as `ESC *` does. */
  readonly picture: (dots: Dots) => void;
  /** Puts something below the line buffer. */
  readonly put: (row: LooseRow) => void;
  /** Where something of this width begins, by the justification. */
  readonly justified: (width: number) => number;
  /** Dots of a line between the margins. */
  readonly areaWidth: () => number;
  readonly paper: () => Paper;
}

function glyphOf(state: HeadState, text: string, columns: number): Glyph {
  const wide = columns > 1;
  const font = FONTS[state.font];
  const scaleX = wide ? state.chineseWidth : state.width;
  const scaleY = wide ? state.chineseHeight : state.height;
  return {
    text,
    x: 0,
    width: (wide ? HANZI : font.width) * scaleX,
    height: (wide ? HANZI : font.height) * scaleY,
    wide,
    bold: state.bold || state.doubleStrike,
    underline: wide ? state.chineseUnderline : state.underline,
    invert: state.invert,
  };
}

/** The glyphs of a text, each at the left edge. */
export function glyphsOf(state: HeadState, part: TextPart): Glyph[] {
  const glyphs: Glyph[] = [];
  let index = 0;
  for (const text of part.text) {
    const columns = part.columns[index] ?? 1;
    index += 1;
    if (columns > 0) glyphs.push(glyphOf(state, text, columns));
  }
  return glyphs;
}

/** Free dots before and behind a character, enlarged with it. */
export function spacesOf(
  state: HeadState,
  wide: boolean,
): readonly [before: number, behind: number] {
  const { chineseSpacing, chineseWidth, spacing, width } = state;
  const [left, right] = chineseSpacing;
  return wide ? [left * chineseWidth, right * chineseWidth] : [0, spacing * width];
}

type Placed = Dots & { readonly x: number };

/** What the line buffer leaves on the paper; a line of pictures alone is no line of text. */
function rowsOfLine(
  glyphs: readonly Glyph[],
  pictures: readonly Placed[],
  left: number,
  y: number,
  height: number,
): PaperRow[] {
  const moved = glyphs.map((glyph) => ({ ...glyph, x: glyph.x + left }));
  const rows: PaperRow[] = pictures.map((one) => ({ ...one, kind: "raster", y, x: one.x + left }));
  if (glyphs.length > 0 || pictures.length === 0)
    rows.push({ kind: "text", y, height, glyphs: moved });
  return rows;
}

/** A head over empty paper. */
export function createPrintHead(profile: PrinterProfile, codes?: CodePainter): PrintHead {
  const rows: PaperRow[] = [];
  let glyphs: Glyph[] = [];
  let pictures: Placed[] = [];
  let x = 0;
  let y = 0;
  const areaWidth = (): number =>
    Math.max(HANZI, Math.min(head.state.areaWidth, profile.dots - head.state.leftMargin));
  const advance = (dots: number): void => {
    y = Math.max(0, Math.min(MOST_DOTS, y + dots));
  };
  const head: PrintHead = {
    state: initialState(profile),
    codes,
    areaWidth,
    justified(width) {
      const free = Math.max(0, areaWidth() - width);
      const { align, leftMargin } = head.state;
      return leftMargin + (align === 0 ? 0 : align === 1 ? Math.floor(free / 2) : free);
    },
    print(part) {
      for (const glyph of glyphsOf(head.state, part)) {
        const [before, behind] = spacesOf(head.state, glyph.wide);
        if (x > 0 && x + before + glyph.width > areaWidth()) head.endLine();
        glyphs.push({ ...glyph, x: x + before });
        x += before + glyph.width + behind;
      }
    },
    endLine() {
      const inLine = [...glyphs, ...pictures];
      const tallest = Math.max(0, ...inLine.map((one) => one.height));
      const height = Math.max(head.state.lineSpacing, tallest);
      const end = Math.max(0, ...inLine.map((one) => one.x + one.width));
      const left = head.justified(end);
      if (y < MOST_DOTS) rows.push(...rowsOfLine(glyphs, pictures, left, y, height));
      glyphs = [];
      pictures = [];
      x = 0;
      advance(height);
    },
    flush() {
      if (glyphs.length + pictures.length > 0) head.endLine();
      x = 0;
    },
    feed: advance,
    moveTo(position) {
      x = Math.max(0, Math.min(profile.dots, position));
    },
    position: () => x,
    picture(dots) {
      const width = Math.min(dots.width, profile.dots - x);
      if (width > 0) pictures.push({ ...dots, width, x });
      x += Math.max(0, width);
    },
    put(row) {
      head.flush();
      if (y >= MOST_DOTS) return;
      rows.push({ ...row, y });
      advance(row.height);
    },
    paper: () => ({ dots: profile.dots, height: y, rows }),
  };
  return head;
}

/** How a character lies on the paper, in dots from the left edge of what can be printed. */
export interface Glyph {
  /** One character, or U+FFFD. */
  readonly text: string;
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Whether it takes the cell of a Hanzi, twice as wide as that of a letter. */
  readonly wide: boolean;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly invert: boolean;
}

/** A line of text; the glyphs stand on its bottom. */
export interface TextRow {
  readonly kind: "text";
  readonly y: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
}

/** A picture: dark dots row by row. */
export interface RasterRow {
  readonly kind: "raster";
  readonly y: number;
  readonly height: number;
  readonly x: number;
  readonly width: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/** A code of rows of modules that the printer draws by itself. */
export interface MatrixRow {
  readonly kind: "matrix";
  readonly y: number;
  readonly height: number;
  readonly x: number;
  readonly columns: number;
  readonly rows: number;
  /** A module in dots. */
  readonly moduleWidth: number;
  readonly moduleHeight: number;
  readonly isDark: (column: number, row: number) => boolean;
  /** What it is and what it says. */
  readonly name: string;
}

/** A barcode that the printer draws by itself; its height includes the captions. */
export interface BarcodeRow {
  readonly kind: "barcode";
  readonly y: number;
  readonly height: number;
  readonly x: number;
  readonly modules: string;
  readonly moduleDots: number;
  readonly barHeight: number;
  readonly caption: string;
  readonly above: boolean;
  readonly below: boolean;
}

/** Something printed that cannot be drawn here, by its name. */
export interface LabelRow {
  readonly kind: "label";
  readonly y: number;
  readonly height: number;
  readonly text: string;
}

/** Where the paper is cut. */
export interface CutRow {
  readonly kind: "cut";
  readonly y: number;
  readonly height: number;
  readonly full: boolean;
}

/** A rectangle of a page, with what is printed in it in the direction of its text. */
export interface PageArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `ESC T`: from left to right, upwards, upside down, downwards. */
  readonly direction: 0 | 1 | 2 | 3;
  readonly paper: Paper;
}

/** What page mode prints at once. */
export interface PageRow {
  readonly kind: "page";
  readonly y: number;
  readonly height: number;
  readonly areas: readonly PageArea[];
}

/** One thing on the paper. */
export type PaperRow = TextRow | RasterRow | MatrixRow | BarcodeRow | LabelRow | CutRow | PageRow;

/** What came out of the printer, from top to bottom. */
export interface Paper {
  readonly dots: number;
  readonly height: number;
  readonly rows: readonly PaperRow[];
}

/** A row that does not know yet where on the paper it will be. */
export type LooseRow =
  | Omit<TextRow, "y">
  | Omit<RasterRow, "y">
  | Omit<MatrixRow, "y">
  | Omit<BarcodeRow, "y">
  | Omit<LabelRow, "y">
  | Omit<CutRow, "y">
  | Omit<PageRow, "y">;

import type { Dithering } from "./dither.js";
import type { Alignment, CellWidth, Overflow, TextMarks, TextStyle } from "./text-style.js";

export type { Alignment, CellWidth, Overflow, TextMarks, TextStyle } from "./text-style.js";

/**
 * A paragraph. A line feed in the text starts a new line; an empty text is an empty line.
 *
 * @public
 */
export interface TextBlock extends TextStyle {
  readonly type: "text";
  readonly text: string;
  /** `left` unless given. */
  readonly align?: Alignment;
  /** `wrap` unless given. */
  readonly overflow?: Overflow;
}

/**
 * One cell of a row.
 *
 * @public
 */
export interface Cell extends TextMarks {
  readonly text: string;
  /** `{ share: 1 }` unless given. */
  readonly width?: CellWidth;
  /** `left` unless given. */
  readonly align?: Alignment;
  /** `wrap` unless given: the row becomes as many lines high as its longest cell. */
  readonly overflow?: Overflow;
}

/**
 * A row of cells side by side: a line of a sale, a total. Its marks and size hold for each cell; a cell may add marks.
 *
 * @public
 */
export interface ColumnsBlock extends TextStyle {
  readonly type: "columns";
  readonly cells: readonly Cell[];
  /** Empty columns between two cells, 1 unless given. */
  readonly gap?: number;
}

/**
 * A line across the paper: `dash` (the default, prints everywhere), `solid` or `double`.
 *
 * @public
 */
export interface RuleBlock {
  readonly type: "rule";
  readonly line?: "dash" | "solid" | "double";
}

/**
 * Empty paper, in lines of normal height, 1 to 255.
 *
 * @public
 */
export interface FeedBlock {
  readonly type: "feed";
  readonly lines: number;
}

/**
 * A QR code. The data goes into the code as UTF-8.
 *
 * @public
 */
export interface QrBlock {
  readonly type: "qr";
  readonly data: string;
  /** Side of one module in dots, 2 to 16 (a quarter of a millimetre is the least that phones read), 6 unless given; it is made smaller where the paper is too narrow. */
  readonly moduleDots?: number;
  /** `M` unless given. */
  readonly errorCorrection?: "L" | "M" | "Q" | "H";
  /** `center` unless given. */
  readonly align?: Alignment;
}

/**
 * A PDF417 code, which holds more than a barcode and is read line by line; printers without it print its data as text. The data goes
 * into the code as UTF-8.
 *
 * @public
 */
export interface Pdf417Block {
  readonly type: "pdf417";
  readonly data: string;
  /** Width of a module in dots, 2 to 8, 3 unless given. */
  readonly moduleDots?: number;
  /** Columns of data, 1 to 30; the printer chooses unless given. */
  readonly columns?: number;
  /** Level of error correction, 0 to 8, 2 unless given. */
  readonly errorCorrection?: number;
  /** `center` unless given. */
  readonly align?: Alignment;
}

/**
 * The kinds of one-dimensional barcodes and their data:
 *
 * - `ean13`, `ean8`, `upc-a`: their digits, with or without the check digit, which is checked or added.
 * - `upc-e`: six digits, eight with number system 0 and check digit, or the UPC-A that it stands for.
 * - `itf`: an even number of digits. `code39`, `code93`: digits, capitals, space and `$%+-./`.
 * - `codabar`: digits and `$+-./:` between two of the letters A to D.
 * - `code128`: printable ASCII. `gs1-128`: elements such as `(01)06901234567892(10)A1`.
 *
 * @public
 */
export type BarcodeSymbology =
  | "ean13"
  | "ean8"
  | "upc-a"
  | "upc-e"
  | "itf"
  | "code39"
  | "code93"
  | "codabar"
  | "code128"
  | "gs1-128";

/**
 * A one-dimensional barcode.
 *
 * @public
 */
export interface BarcodeBlock {
  readonly type: "barcode";
  readonly symbology: BarcodeSymbology;
  readonly data: string;
  /** 1 to 255, 80 unless given. */
  readonly heightDots?: number;
  /** Width of the thinnest bar in dots, 2 to 6, 2 unless given. */
  readonly moduleDots?: number;
  /** Where the data is printed in letters, `below` unless given. */
  readonly caption?: "none" | "above" | "below" | "both";
  /** `center` unless given. */
  readonly align?: Alignment;
}

/**
 * Cuts the paper after feeding it to the knife. A printer without a knife feeds to its tear bar instead.
 *
 * @public
 */
export interface CutBlock {
  readonly type: "cut";
  /** `partial` (one point stays) unless given; a printer that can do only the other one does that. */
  readonly mode?: "partial" | "full";
}

/**
 * The pulse that opens the cash drawer.
 *
 * @public
 */
export interface DrawerBlock {
  readonly type: "drawer";
  /** Pin of the drawer socket, 2 unless given. */
  readonly pin?: 2 | 5;
  /** How long the pulse lasts, 2 to 510 ms in steps of 2, 100 unless given. */
  readonly pulseMilliseconds?: number;
}

/**
 * Beeps, to call the cook. A printer without a buzzer leaves it out.
 *
 * @public
 */
export interface BuzzerBlock {
  readonly type: "buzzer";
  /** 1 to 9, 1 unless given. */
  readonly times?: number;
  /**
   * How long each beep lasts, 50 to 2,000 ms, 200 unless given; the nearest length that the printer knows: `ESC B` has steps of 50 ms up to
   * 450, `ESC ( A` steps of 100 ms from 100 on. What lies beyond them is reported.
   */
  readonly milliseconds?: number;
}

/**
 * A picture in shades of grey, printed in black dots. `grayOf` makes the first three fields of what a canvas holds.
 *
 * @public
 */
export interface ImageBlock {
  readonly type: "image";
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The pixels from the top left, a byte each, 0 for black to 255 for white, as base64. */
  readonly gray: string;
  /** `floyd-steinberg` unless given. */
  readonly dither?: Dithering;
  /** For the dithering `threshold`: what is darker than this is black; 1 to 255, 128 unless given. */
  readonly threshold?: number;
  /** Width on the paper; the picture's own or that of the paper unless given. */
  readonly widthDots?: number;
  /** `center` unless given. */
  readonly align?: Alignment;
}

/**
 * A column of a table.
 *
 * @public
 */
export interface TableColumn {
  /** `{ share: 1 }` unless given; `content` is as wide as the widest cell of the column that spans no other. */
  readonly width?: CellWidth;
  /** `left` unless given. */
  readonly align?: Alignment;
  /** `wrap` unless given. */
  readonly overflow?: Overflow;
}

/**
 * A cell of a table. What it does not say is as its column says.
 *
 * @public
 */
export interface TableCell extends TextMarks {
  readonly text: string;
  /** How many columns it takes, with the gaps between them; 1 unless given. */
  readonly span?: number;
  readonly align?: Alignment;
  readonly overflow?: Overflow;
}

/**
 * Rows that share their columns, so that amounts stand below each other whatever their width.
 *
 * @public
 */
export interface TableBlock extends TextStyle {
  readonly type: "table";
  readonly columns: readonly TableColumn[];
  /** Each cell is a text or a {@link TableCell}; a row may end early. */
  readonly rows: readonly (readonly (string | TableCell)[])[];
  /** Empty columns between two cells, 1 unless given. */
  readonly gap?: number;
}

/**
 * Blocks that belong together, and may depend on a condition. Conditions are words that the program hands in with the
 * document (`member`, `gift-receipt`), and some that are always known: `first` and `copy` for the first and every later
 * copy, `narrow` and `wide` for paper below and from 40 columns, `cutter` for a printer that cuts.
 *
 * @public
 */
export interface GroupBlock {
  readonly type: "group";
  /** Printed only where this holds. */
  readonly when?: string;
  /** Left out where this holds. */
  readonly unless?: string;
  readonly blocks: readonly ReceiptBlock[];
}

/**
 * One piece of a receipt, from top to bottom.
 *
 * @public
 */
export type ReceiptBlock =
  | TextBlock
  | ColumnsBlock
  | RuleBlock
  | FeedBlock
  | QrBlock
  | Pdf417Block
  | BarcodeBlock
  | ImageBlock
  | TableBlock
  | GroupBlock
  | CutBlock
  | DrawerBlock
  | BuzzerBlock;

/**
 * What is to be printed, as plain JSON data: texts that are already worded and amounts that are already written. Nothing
 * in it is computed with, and nothing in it depends on a printer.
 *
 * @public
 */
export interface ReceiptDocument {
  readonly kind: "receipt-document";
  readonly version: 1;
  /** How often it is printed, one after the other, 1 to 10, 1 unless given. */
  readonly copies?: number;
  readonly blocks: readonly ReceiptBlock[];
}

/** Where a line, a code or the text of a cell stands between its two edges.
 *
 * @public
 */
export type Alignment = "left" | "center" | "right";

/**
 * What happens to text that is wider than its place: `wrap` goes on in the next line and loses nothing, `clip` cuts,
 * `ellipsis` cuts and says so. All of them keep whole characters, also those made of several code points.
 *
 * @public
 */
export type Overflow = "wrap" | "clip" | "ellipsis";

/**
 * The marks that a stretch of text can carry besides its size.
 *
 * @public
 */
export interface TextMarks {
  readonly bold?: boolean;
  readonly underline?: boolean;
  /** White on black. */
  readonly invert?: boolean;
}

/**
 * Marks and size of a block of text. `width` and `height` multiply the normal size, whole numbers from 1 to 8.
 *
 * @public
 */
export interface TextStyle extends TextMarks {
  readonly width?: number;
  readonly height?: number;
}

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
 * How wide a cell is: a fixed number of columns (one column is one Latin letter at the size of the row, a Hanzi takes
 * two), a share of the columns that the others leave, or just as wide as its own text.
 *
 * @public
 */
export type CellWidth = { readonly columns: number } | { readonly share: number } | "content";

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
 * A one-dimensional barcode. `ean13` takes 12 digits (the check digit is added) or 13 whose last one is right; `code128`
 * takes printable ASCII.
 *
 * @public
 */
export interface BarcodeBlock {
  readonly type: "barcode";
  readonly symbology: "ean13" | "code128";
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
  | BarcodeBlock
  | CutBlock
  | DrawerBlock;

/**
 * What is to be printed, as plain JSON data: texts that are already worded and amounts that are already written. Nothing
 * in it is computed with, and nothing in it depends on a printer.
 *
 * @public
 */
export interface ReceiptDocument {
  readonly kind: "receipt-document";
  readonly version: 1;
  readonly blocks: readonly ReceiptBlock[];
}

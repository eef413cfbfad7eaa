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
 * How wide a cell is: a fixed number of columns (one column is one Latin letter at the size of the row, a Hanzi takes
 * two), a share of the columns that the others leave, or just as wide as its own text.
 *
 * @public
 */
export type CellWidth = { readonly columns: number } | { readonly share: number } | "content";

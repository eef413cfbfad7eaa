import type { DecodeOptions } from "./decode.js";

/**
 * A code that is drawn by a library beside this package.
 *
 * @public
 */
export type PaintedSymbology =
  | "pdf417"
  | "pdf417-compact"
  | "databar"
  | "databar-truncated"
  | "databar-limited"
  | "databar-expanded"
  | "databar-stacked"
  | "databar-stacked-omnidirectional"
  | "databar-expanded-stacked"
  | "aztec"
  | "aztec-compact"
  | "data-matrix"
  | "data-matrix-rectangular"
  | "maxicode";

/**
 * What the bytes ask a printer to draw.
 *
 * @public
 */
export interface CodeToPaint {
  readonly symbology: PaintedSymbology;
  /** As it was sent; of the GTIN kinds of GS1 DataBar the first thirteen digits, of the expanded ones `(01)…(10)…`. */
  readonly data: Uint8Array;
  /** Columns of data of a PDF417, columns of modules of a rectangular Data Matrix, segments in a row of an expanded stacked DataBar; the printer chooses where it is 0 or not given. */
  readonly columns?: number | undefined;
  /** Rows of a PDF417 or of modules of a Data Matrix; the printer chooses where it is 0 or not given. */
  readonly rows?: number | undefined;
  /** Level of a PDF417 (0 to 8), percentage of an Aztec code (5 to 95), mode of a MaxiCode (2 to 6); the printer chooses unless given. */
  readonly errorCorrection?: number | undefined;
}

/**
 * The modules of a code, without a margin.
 *
 * @public
 */
export interface CodeModules {
  readonly columns: number;
  readonly rows: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/**
 * Draws codes that this package does not draw by itself; `undefined` for one that it cannot draw, which the preview then names. See
 * the entry `/codes`.
 *
 * @public
 */
export type CodePainter = (code: CodeToPaint) => CodeModules | undefined;

/**
 * What may be handed to a preview beside the bytes.
 *
 * @public
 */
export interface PreviewOptions extends DecodeOptions {
  /** For PDF417, GS1 DataBar, Aztec, Data Matrix and MaxiCode; without it they stand in the preview by name. */
  readonly codes?: CodePainter;
}

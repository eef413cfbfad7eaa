import type { CodePainter, CodeToPaint, PaintedSymbology } from "../code-painter.js";
import { createDotDrawing } from "./dot-drawing.js";

/**
 * The encoders of bwip-js that are used, each under its own name there; one that is left out is a code that is not drawn.
 *
 * @public
 */
export interface BwipEncoders {
  readonly pdf417?: BwipEncoder;
  readonly pdf417compact?: BwipEncoder;
  readonly databaromni?: BwipEncoder;
  readonly databartruncated?: BwipEncoder;
  readonly databarlimited?: BwipEncoder;
  readonly databarexpanded?: BwipEncoder;
  readonly databarstacked?: BwipEncoder;
  readonly databarstackedomni?: BwipEncoder;
  readonly databarexpandedstacked?: BwipEncoder;
  readonly azteccode?: BwipEncoder;
  readonly azteccodecompact?: BwipEncoder;
  readonly datamatrix?: BwipEncoder;
  readonly datamatrixrectangular?: BwipEncoder;
  readonly maxicode?: BwipEncoder;
}

/**
 * A function of bwip-js, such as its `pdf417`.
 *
 * @public
 */
export type BwipEncoder = (options: never, drawing: never) => unknown;

const NAMES: Readonly<Record<PaintedSymbology, keyof BwipEncoders>> = {
  pdf417: "pdf417",
  "pdf417-compact": "pdf417compact",
  databar: "databaromni",
  "databar-truncated": "databartruncated",
  "databar-limited": "databarlimited",
  "databar-expanded": "databarexpanded",
  "databar-stacked": "databarstacked",
  "databar-stacked-omnidirectional": "databarstackedomni",
  "databar-expanded-stacked": "databarexpandedstacked",
  aztec: "azteccode",
  "aztec-compact": "azteccodecompact",
  "data-matrix": "datamatrix",
  "data-matrix-rectangular": "datamatrixrectangular",
  maxicode: "maxicode",
};

function textOf({ symbology, data }: CodeToPaint): string {
  const text = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
  if (!symbology.startsWith("databar")) return text;
  // `{1` is FNC1, which the library sets by itself behind elements of free length; the printers' escapes say a bracket.
  if (symbology.includes("expanded"))
    return text.replaceAll("{1", "").replaceAll("{(", "^040").replaceAll("{)", "^041");
  return `(01)${text}`;
}

/** An option of the library; what is not given or 0 is for it to choose. */
function given(name: string, value: number | undefined): Record<string, number> {
  return value === undefined || value === 0 ? {} : { [name]: value };
}

function optionsOf(code: CodeToPaint): Record<string, string | number | boolean> {
  const { symbology, columns, rows, errorCorrection } = code;
  const shape = { ...given("columns", columns), ...given("rows", rows) };
  // A printer does not judge what the elements say.
  const databar = { parse: symbology.includes("expanded"), dontlint: true };
  if (symbology.startsWith("pdf417"))
    return {
      ...shape,
      rowmult: 1,
      binarytext: true,
      ...(errorCorrection === undefined ? {} : { eclevel: errorCorrection }),
    };
  if (symbology === "databar-expanded-stacked")
    return { ...databar, ...given("segments", columns) };
  if (symbology.startsWith("databar")) return databar;
  if (symbology === "maxicode") return { mode: errorCorrection ?? 4, binarytext: true };
  if (symbology.startsWith("aztec"))
    return {
      binarytext: true,
      ...given("eclevel", errorCorrection),
    };
  return { ...shape, binarytext: true };
}

/** A MaxiCode is printed at one size, 28 mm wide; two dots for each unit of the library come nearest. */
const MAXICODE_SCALE = 2;

/**
 * Draws codes in previews with bwip-js (MIT licence), which is installed beside this package: hand in the whole of it, or only the
 * encoders whose codes are printed, so that a bundler leaves out the others.
 *
 * A code that the library refuses (wrong digits, too much data) is not drawn; the preview names it.
 *
 * @example
 * ```ts
 * import { previewSvg, western80, encode } from "@tillwright/printer-escpos";
 * import { codesBy } from "@tillwright/printer-escpos/codes";
 * import { databaromni, pdf417 } from "bwip-js/generic";
 *
 * const codes = codesBy({ databaromni, pdf417 });
 * const code = codes({ symbology: "databar", data: new TextEncoder().encode("2001234567890") });
 * code?.columns; //=> 96
 * const { bytes } = encode(
 *   { kind: "receipt-document", version: 1, blocks: [{ type: "pdf417", data: "R-2026" }] },
 *   western80,
 * );
 * previewSvg(bytes, western80, { codes }).includes("PDF417"); //=> false
 * ```
 *
 * @public
 */
export function codesBy(encoders: BwipEncoders): CodePainter {
  return (code) => {
    const bcid = NAMES[code.symbology];
    const encoder = encoders[bcid];
    if (encoder === undefined || code.data.length === 0) return undefined;
    const scale = code.symbology === "maxicode" ? MAXICODE_SCALE : 1;
    const options = { bcid, text: textOf(code), ...optionsOf(code) };
    const drawing = createDotDrawing(scale);
    try {
      encoder(options as never, drawing as never);
    } catch {
      return undefined;
    }
    const modules = drawing.end();
    return modules.columns > 0 ? modules : undefined;
  };
}

import { checkDigit } from "./barcode-modules.js";
import type { CodeModules, CodeToPaint } from "./code-painter.js";
import { printedLinearCode, symbologyOf } from "./linear-codes.js";
import type { MatrixRow } from "./paper.js";
import type { PrintHead } from "./print-head.js";
import { qrModules } from "./qr-modules.js";
import { label } from "./run-command.js";
import { textOfUtf8 } from "./utf8.js";

const CAPTION_HEIGHT = 28;

/** A module in dots. */
export type ModuleDots = Pick<MatrixRow, "moduleWidth" | "moduleHeight">;

/** Puts a code of modules of this size below the line, justified. */
export function putMatrix(
  head: PrintHead,
  { columns, rows, isDark }: CodeModules,
  { moduleWidth, moduleHeight }: ModuleDots,
  name: string,
): void {
  head.flush();
  const x = head.justified(columns * moduleWidth);
  const height = rows * moduleHeight;
  head.put({ kind: "matrix", x, height, columns, rows, moduleWidth, moduleHeight, isDark, name });
}

/** Draws a QR code of the bytes, or names it. */
export function printQr(head: PrintHead, data: readonly number[], moduleDots: number): void {
  const code = data.length === 0 ? undefined : qrModules(data, head.state.qrCorrection);
  if (code === undefined) {
    label(head, `QR: ${data.length} bytes`);
    return;
  }
  putMatrix(
    head,
    { columns: code.size, rows: code.size, isDark: code.isDark },
    { moduleWidth: moduleDots, moduleHeight: moduleDots },
    `QR: ${textOfUtf8(data)}`,
  );
}

/** `ESC Z version level size …` of older clones; the level is a letter or its number. */
export function cloneQr(head: PrintHead, parameters: Uint8Array): void {
  const level = String.fromCharCode(parameters[1] ?? 0);
  head.state.qrCorrection = (["L", "M", "Q", "H"] as const).find((one) => one === level) ?? "M";
  printQr(head, Array.from(parameters.subarray(5)), Math.max(1, Math.min(16, parameters[2] ?? 3)));
}

/** GS1 DataBar in `GS k`, with the least height in modules that the printer gives it whatever `GS h` says. */
const DATABARS: Readonly<
  Record<number, readonly [symbology: CodeToPaint["symbology"], leastModules: number]>
> = {
  75: ["databar", 33],
  76: ["databar-truncated", 13],
  77: ["databar-limited", 10],
  78: ["databar-expanded", 34],
};

interface Bars {
  readonly modules: string;
  readonly caption: string;
  readonly leastModules: number;
}

function databar(head: PrintHead, kind: number, data: Uint8Array): Bars | undefined {
  const [symbology, leastModules] = DATABARS[kind] ?? [];
  if (symbology === undefined || leastModules === undefined) return undefined;
  const text = String.fromCharCode(...data);
  // Kinds 75 to 77 take thirteen digits.
  const code = kind === 78 || /^\d{13}$/.test(text) ? head.codes?.({ symbology, data }) : undefined;
  if (code === undefined) return undefined;
  // The check digit of a GTIN is the printer's to add.
  const caption =
    kind === 78 ? text.replace(/\{1|\{(?=[()])/g, "") : `(01)${text}${checkDigit(text)}`;
  const modules = Array.from({ length: code.columns }, (_, x) => (code.isDark(x, 0) ? "1" : "0"));
  return { modules: modules.join(""), caption, leastModules };
}

export function barcode(head: PrintHead, parameters: Uint8Array): void {
  const kind = parameters[0] ?? 0;
  const data = kind <= 6 ? parameters.slice(1, -1) : parameters.slice(2);
  const { state } = head;
  const linear = printedLinearCode(kind, data);
  const drawn = linear === undefined ? databar(head, kind, data) : { ...linear, leastModules: 0 };
  if (drawn === undefined) {
    label(
      head,
      `${DATABARS[kind]?.[0] ?? symbologyOf(kind) ?? `GS k ${kind}`} ${textOfUtf8(data)}`,
    );
    return;
  }
  const above = (state.barcodeCaption & 1) !== 0;
  const below = (state.barcodeCaption & 2) !== 0;
  const captions = (above ? CAPTION_HEIGHT : 0) + (below ? CAPTION_HEIGHT : 0);
  const barHeight = Math.max(state.barcodeHeight, drawn.leastModules * state.barcodeModule);
  head.flush();
  head.put({
    kind: "barcode",
    x: head.justified(drawn.modules.length * state.barcodeModule),
    height: barHeight + captions,
    modules: drawn.modules,
    caption: drawn.caption,
    moduleDots: state.barcodeModule,
    barHeight,
    above,
    below,
  });
}

import { printedLinearCode, symbologyOf } from "./linear-codes.js";
import type { PrintHead } from "./print-head.js";
import { qrModules } from "./qr-modules.js";
import { label } from "./run-command.js";
import { textOfUtf8 } from "./utf8.js";

const CAPTION_HEIGHT = 28;

function printQr(head: PrintHead, data: readonly number[], moduleDots: number): void {
  const text = textOfUtf8(data);
  const code = data.length === 0 ? undefined : qrModules(data, head.state.qrCorrection);
  if (code === undefined) {
    label(head, `QR: ${data.length} bytes`);
    return;
  }
  head.flush();
  const side = code.size * moduleDots;
  head.put({ kind: "qr", x: head.justified(side), height: side, moduleDots, ...code, data: text });
}

/** `GS ( k`: of the two-dimensional codes only QR (cn 49) is drawn; PDF417 and the others are named. */
export function symbol(head: PrintHead, parameters: Uint8Array): void {
  const [kind, code, value = 0] = parameters.subarray(3);
  const { state } = head;
  if (kind !== 49) {
    if (code === 80) state.symbolData = parameters.slice(6);
    const data = textOfUtf8(state.symbolData).slice(0, 40);
    if (code === 81) label(head, `${kind === 48 ? "PDF417" : `GS ( k ${kind}`} ${data}`.trimEnd());
    return;
  }
  if (code === 67) state.qrModule = Math.max(1, Math.min(16, value));
  if (code === 69) state.qrCorrection = (["L", "M", "Q", "H"] as const)[value - 48] ?? "L";
  if (code === 80) state.qrData = Array.from(parameters.subarray(6));
  if (code === 81) printQr(head, state.qrData, state.qrModule);
}

/** `ESC Z version level size …` of older clones; the level is a letter or its number. */
export function cloneQr(head: PrintHead, parameters: Uint8Array): void {
  const level = String.fromCharCode(parameters[1] ?? 0);
  head.state.qrCorrection = (["L", "M", "Q", "H"] as const).find((one) => one === level) ?? "M";
  printQr(head, Array.from(parameters.subarray(5)), Math.max(1, Math.min(16, parameters[2] ?? 3)));
}

export function barcode(head: PrintHead, parameters: Uint8Array): void {
  const kind = parameters[0] ?? 0;
  const data = kind <= 6 ? parameters.slice(1, -1) : parameters.slice(2);
  const name = symbologyOf(kind) ?? `GS k ${kind}`;
  const { state } = head;
  const drawn = printedLinearCode(kind, data);
  if (drawn === undefined) {
    label(head, `${name} ${textOfUtf8(data)}`);
    return;
  }
  const above = (state.barcodeCaption & 1) !== 0;
  const below = (state.barcodeCaption & 2) !== 0;
  const captions = (above ? CAPTION_HEIGHT : 0) + (below ? CAPTION_HEIGHT : 0);
  head.flush();
  head.put({
    kind: "barcode",
    x: head.justified(drawn.modules.length * state.barcodeModule),
    height: state.barcodeHeight + captions,
    ...drawn,
    moduleDots: state.barcodeModule,
    barHeight: state.barcodeHeight,
    above,
    below,
  });
}

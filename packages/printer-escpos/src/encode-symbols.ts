import { code128Data, code128Of, completeEan13, ean13Modules } from "./barcode-modules.js";
import * as commands from "./commands.js";
import { encodeText } from "./encode-lines.js";
import type { Pen } from "./pen.js";
import { type QrModules, qrModules, qrSize } from "./qr-modules.js";
import type { Alignment, BarcodeBlock, QrBlock } from "./receipt-document.js";
import { utf8Bytes } from "./utf8.js";

/** Fewer rows than any printer's buffer holds; strips join without a gap. */
const RASTER_STRIP_ROWS = 128;

/** The quiet zone that readers need around a QR code is 4 modules; white paper beside it counts. */
const QUIET_MODULES = 4;

/** Keeps bars and captions apart from the text above and below. */
const BARCODE_GAP_DOTS = 8;

function asText(pen: Pen, data: string, align: Alignment): void {
  encodeText(pen, { type: "text", text: data, align });
}

function bitsOf(
  code: QrModules,
  row: number,
  moduleDots: number,
  left: number,
  bytes: number,
): number[] {
  const bits = new Array<number>(bytes).fill(0);
  for (let column = 0; column < code.size; column += 1) {
    if (!code.isDark(column, row)) continue;
    for (let dot = 0; dot < moduleDots; dot += 1) {
      const x = left + column * moduleDots + dot;
      bits[x >> 3] = (bits[x >> 3] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return bits;
}

/**
 * The code as a picture, for printers without a command for it. Its place on the paper is part of the picture, since not every
 * printer justifies pictures.
 */
function drawQr(pen: Pen, code: QrModules, moduleDots: number, align: Alignment): void {
  const side = code.size * moduleDots;
  const free = pen.profile.dots - side;
  const left = align === "left" ? 0 : align === "right" ? free : Math.floor(free / 2);
  const bytes = Math.ceil((left + side) / 8);
  const rows = Array.from({ length: side }, (_, y) =>
    bitsOf(code, Math.floor(y / moduleDots), moduleDots, left, bytes),
  );
  pen.align("left");
  for (let from = 0; from < side; from += RASTER_STRIP_ROWS) {
    const strip = rows.slice(from, from + RASTER_STRIP_ROWS);
    pen.write(commands.rasterImage(bytes, strip.length, strip.flat()));
  }
}

/** A QR code by the printer's own command or as a picture, as large as asked and the paper allows. */
export function encodeQr(pen: Pen, block: QrBlock): void {
  const errorCorrection = block.errorCorrection ?? "M";
  const align = block.align ?? "center";
  const data = utf8Bytes(block.data);
  const size = data.length === 0 ? undefined : qrSize(data.length, errorCorrection);
  const wanted = pen.within(block.moduleDots ?? 6, 2, 16, "moduleDots");
  const possible = size === undefined ? 0 : Math.floor(pen.profile.dots / (size + QUIET_MODULES));
  const moduleDots = Math.min(wanted, possible);
  if (moduleDots < 2) {
    pen.issue(
      "printer.qr-too-large",
      ["data"],
      `${data.length} bytes make no QR code on ${pen.profile.dots} dots; they are printed as text.`,
    );
    asText(pen, block.data, align);
    return;
  }
  const code = pen.profile.qr === "raster" ? qrModules(data, errorCorrection) : undefined;
  const quiet = commands.feedDots(QUIET_MODULES * moduleDots);
  pen.write(quiet);
  if (code !== undefined) drawQr(pen, code, moduleDots, align);
  else {
    pen.align(align);
    pen.write(commands.qrCode(data, moduleDots, errorCorrection));
  }
  pen.write(quiet);
}

interface BarcodeData {
  readonly symbology: 67 | 73;
  readonly bytes: readonly number[];
  readonly modules: string;
}

function barcodeDataOf(block: BarcodeBlock): BarcodeData | undefined {
  if (block.symbology === "ean13") {
    const digits = completeEan13(block.data);
    if (digits === undefined) return undefined;
    return { symbology: 67, bytes: utf8Bytes(digits), modules: ean13Modules(digits) };
  }
  const bytes = code128Data(block.data);
  const code = bytes === undefined ? undefined : code128Of(bytes);
  if (bytes === undefined || code === undefined || bytes.length > 255) return undefined;
  return { symbology: 73, bytes, modules: code.modules };
}

/** A barcode by the printer's own command. */
export function encodeBarcode(pen: Pen, block: BarcodeBlock): void {
  const align = block.align ?? "center";
  const data = barcodeDataOf(block);
  const height = pen.within(block.heightDots ?? 80, 1, 255, "heightDots");
  const wanted = pen.within(block.moduleDots ?? 2, 2, 6, "moduleDots");
  if (data === undefined) {
    pen.issue(
      "printer.barcode-data",
      ["data"],
      `${JSON.stringify(block.data)} is no data for ${block.symbology}; it is printed as text.`,
    );
    asText(pen, block.data, align);
    return;
  }
  const moduleDots = Math.min(wanted, Math.floor(pen.profile.dots / data.modules.length));
  if (moduleDots < 2) {
    pen.issue(
      "printer.barcode-too-wide",
      ["data"],
      `The barcode has ${data.modules.length} modules of at least 2 dots and the paper ${pen.profile.dots} dots; its data is ` +
        "printed as text.",
    );
    asText(pen, block.data, align);
    return;
  }
  pen.align(align);
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
  pen.write(commands.barcodeForm(height, moduleDots, block.caption ?? "below"));
  pen.write(commands.barcode(data.symbology, data.bytes));
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
}

import * as commands from "./commands.js";
import { encodeText } from "./encode-lines.js";
import { linearCodeOf } from "./linear-codes.js";
import type { Pen } from "./pen.js";
import { type QrModules, qrModules, qrSize } from "./qr-modules.js";
import { holdsRealTime } from "./real-time-bytes.js";
import type { Alignment, BarcodeBlock, Pdf417Block, QrBlock } from "./receipt-document.js";
import { utf8Bytes } from "./utf8.js";

/** Fewer rows than any printer's buffer holds; strips join without a gap. */
const RASTER_STRIP_ROWS = 128;

/** The quiet zone that readers need around a QR code is 4 modules; white paper beside it counts. */
const QUIET_MODULES = 4;

/** Keeps bars and captions apart from the text above and below. */
const BARCODE_GAP_DOTS = 8;

function asText(pen: Pen, data: string, align: Alignment): void {
  encodeText(pen, { type: "text", text: data, align }, "data");
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
    pen.write(commands.rasterHead(bytes, strip.length));
    pen.write(strip.flat());
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
  const command = commands.qrCode(data, moduleDots, errorCorrection);
  // Data that a printer would take for a real-time command is drawn instead; modules of two dots and more never are one.
  const isDrawn = pen.profile.qr === "raster" || holdsRealTime(command);
  const code = isDrawn ? qrModules(data, errorCorrection) : undefined;
  const quiet = commands.feedDots(QUIET_MODULES * moduleDots);
  pen.write(quiet);
  if (code !== undefined) drawQr(pen, code, moduleDots, align);
  else {
    pen.align(align);
    pen.write(command);
  }
  pen.write(quiet);
}

/** A barcode by the printer's own command. */
export function encodeBarcode(pen: Pen, block: BarcodeBlock): void {
  const align = block.align ?? "center";
  const code = linearCodeOf(block.symbology, block.data);
  const height = pen.within(block.heightDots ?? 80, 1, 255, "heightDots");
  const wanted = pen.within(block.moduleDots ?? 2, 2, 6, "moduleDots");
  if (code === undefined) {
    pen.issue(
      "printer.barcode-data",
      ["data"],
      `${JSON.stringify(block.data)} is no data for ${block.symbology}; it is printed as text.`,
    );
    asText(pen, block.data, align);
    return;
  }
  const moduleDots = Math.min(wanted, Math.floor(pen.profile.dots / code.modules.length));
  if (moduleDots < 2) {
    pen.issue(
      "printer.barcode-too-wide",
      ["data"],
      `The barcode has ${code.modules.length} modules of at least 2 dots and the paper ${pen.profile.dots} dots; its data is ` +
        "printed as text.",
    );
    asText(pen, block.data, align);
    return;
  }
  pen.align(align);
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
  pen.write(commands.barcodeForm(height, moduleDots, block.caption ?? "below"));
  pen.write(commands.barcode(code.kind, code.bytes));
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
}

/** More does not fit into 928 codewords whatever they are. */
const MOST_PDF417_BYTES = 1000;

/** A PDF417 code by the printer's own command; its data as text where there is none. */
export function encodePdf417(pen: Pen, block: Pdf417Block): void {
  const align = block.align ?? "center";
  const data = utf8Bytes(block.data);
  const moduleDots = pen.within(block.moduleDots ?? 3, 2, 8, "moduleDots");
  const columns = pen.within(block.columns ?? 0, 0, 30, "columns");
  const errorCorrection = pen.within(block.errorCorrection ?? 2, 0, 8, "errorCorrection");
  const command = commands.pdf417Code(data, moduleDots, columns, errorCorrection);
  const fits = data.length > 0 && data.length <= MOST_PDF417_BYTES && !holdsRealTime(command);
  if (pen.profile.pdf417 !== true || !fits) {
    const why =
      pen.profile.pdf417 === true
        ? `${data.length} bytes make no PDF417 code`
        : `The printer ${pen.profile.id} draws no PDF417 codes`;
    pen.issue("printer.pdf417-as-text", ["data"], `${why}; the data is printed as text.`);
    asText(pen, block.data, align);
    return;
  }
  pen.align(align);
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
  pen.write(command);
  pen.write(commands.feedDots(BARCODE_GAP_DOTS));
}

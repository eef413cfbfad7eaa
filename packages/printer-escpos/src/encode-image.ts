import { fromBase64 } from "./base64.js";
import * as commands from "./commands.js";
import { type Bitmap, dither, type GrayImage } from "./dither.js";
import { scaledTo } from "./gray-image.js";
import type { Pen } from "./pen.js";
import { breaksRealTime, holdsRealTime } from "./real-time-bytes.js";
import type { ImageBlock } from "./receipt-document.js";

/** Rows sent at a time: few enough for the buffer of any printer, and strips join without a gap. */
const STRIP_ROWS = 64;

/** Longer than any receipt; what is more is a mistake and would use up a roll. */
const MOST_ROWS = 8000;

const COLUMN_DOTS = 24;

function imageOf(block: ImageBlock): GrayImage | undefined {
  const { width, height } = block;
  const pixels = fromBase64(block.gray);
  return pixels?.length === width * height ? { width, height, pixels } : undefined;
}

/** Rows of a bitmap moved to the right, so that the place is part of the picture: not every printer justifies pictures. */
function stripOf(bitmap: Bitmap, left: number, from: number, to: number): Uint8Array {
  const shift = left & 7;
  const skip = left >> 3;
  const bytesPerRow = Math.ceil((left + bitmap.width) / 8);
  const strip = new Uint8Array(bytesPerRow * (to - from));
  for (let y = from; y < to; y += 1) {
    const row = (y - from) * bytesPerRow + skip;
    for (let index = 0; index < bitmap.bytesPerRow; index += 1) {
      const byte = bitmap.bits[y * bitmap.bytesPerRow + index] ?? 0;
      strip[row + index] = (strip[row + index] ?? 0) | (byte >> shift);
      const rest = (byte << (8 - shift)) & 0xff;
      if (rest !== 0) strip[row + index + 1] = rest;
    }
  }
  return breaksRealTime(strip);
}

function writeRows(pen: Pen, bitmap: Bitmap, left: number): void {
  const bytesPerRow = Math.ceil((left + bitmap.width) / 8);
  for (let from = 0; from < bitmap.height; from += STRIP_ROWS) {
    const to = Math.min(bitmap.height, from + STRIP_ROWS);
    pen.write(commands.rasterHead(bytesPerRow, to - from));
    pen.write(stripOf(bitmap, left, from, to));
  }
}

/** Columns of 24 dots, line under line, with the line spacing of the same height, so that no white stripes come between. */
function writeColumns(pen: Pen, bitmap: Bitmap, left: number): void {
  const wanted = left + bitmap.width;
  // So many columns that their number would be a real-time command become one more, which is white.
  const columns = wanted + (holdsRealTime(commands.columnImageHead(wanted)) ? 1 : 0);
  pen.write(commands.lineSpacing(COLUMN_DOTS));
  for (let from = 0; from < bitmap.height; from += COLUMN_DOTS) {
    const bytes = new Uint8Array(columns * 3);
    for (let x = 0; x < bitmap.width; x += 1)
      for (let y = from; y < Math.min(from + COLUMN_DOTS, bitmap.height); y += 1) {
        const byte = bitmap.bits[y * bitmap.bytesPerRow + (x >> 3)] ?? 0;
        if ((byte & (0x80 >> (x & 7))) === 0) continue;
        const at = (left + x) * 3 + ((y - from) >> 3);
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> ((y - from) & 7));
      }
    pen.write(commands.columnImageHead(columns));
    pen.write(breaksRealTime(bytes));
    pen.write(commands.lineFeed);
  }
  pen.write(commands.defaultLineSpacing);
}

/** A picture in dots, made smaller where the paper is too narrow. */
export function encodeImage(pen: Pen, block: ImageBlock): void {
  const kind = pen.profile.images ?? "raster";
  const image = imageOf(block);
  if (image === undefined || kind === "none") {
    const why =
      kind === "none"
        ? `The printer ${pen.profile.id} prints no pictures`
        : `The picture has not the ${block.width} × ${block.height} bytes that it names`;
    pen.issue("printer.image-left-out", [], `${why}; it is left out.`);
    return;
  }
  const { dots } = pen.profile;
  const wanted = pen.within(block.widthDots ?? Math.min(image.width, dots), 1, dots, "widthDots");
  const fitting = Math.max(
    1,
    Math.min(wanted, Math.floor((MOST_ROWS * image.width) / image.height)),
  );
  const threshold = pen.within(block.threshold ?? 128, 1, 255, "threshold");
  const bitmap = dither(scaledTo(image, fitting), block.dither ?? "floyd-steinberg", threshold);
  const free = dots - bitmap.width;
  const align = block.align ?? "center";
  const left = align === "left" ? 0 : align === "right" ? free : Math.floor(free / 2);
  pen.align("left");
  if (kind === "column") writeColumns(pen, bitmap, left);
  else writeRows(pen, bitmap, left);
}

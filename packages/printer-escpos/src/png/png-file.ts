import { unzlibSync, zlibSync } from "fflate";
import type { Bitmap } from "../dither.js";
import { PrinterError } from "../errors.js";
import type { RgbaImage } from "../gray-image.js";

const SIGNATURE: readonly number[] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1)
    value = (value & 1) !== 0 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crcOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(
    [...type].map((letter) => letter.charCodeAt(0)),
    4,
  );
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crcOf(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Black and white dots as a PNG of one bit a dot, with the size of a dot (8 to the millimetre). */
export function writePng(bitmap: Bitmap): Uint8Array {
  const { width, height, bytesPerRow, bits } = bitmap;
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head[8] = 1;
  const rows = new Uint8Array((bytesPerRow + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let index = 0; index < bytesPerRow; index += 1)
      rows[y * (bytesPerRow + 1) + 1 + index] = ~(bits[y * bytesPerRow + index] ?? 0) & 0xff;
  const size = new Uint8Array(9);
  new DataView(size.buffer).setUint32(0, 8000);
  new DataView(size.buffer).setUint32(4, 8000);
  size[8] = 1;
  return joined([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", head),
    chunk("pHYs", size),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function invalid(why: string): PrinterError {
  return new PrinterError("printer.file-invalid", `This is no PNG that can be read: ${why}.`, {
    why,
  });
}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

interface Chunks {
  readonly head: Head;
  readonly palette: Uint8Array;
  readonly opacity: Uint8Array;
  readonly data: Uint8Array;
}

/** More is no picture for a receipt, and a small file could claim any size. */
const MOST_PIXELS = 50_000_000;

function headOf(view: DataView, at: number): Head {
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [depth, colour] = [view.getUint8(at + 8), view.getUint8(at + 9)];
  if (view.getUint8(at + 12) !== 0) throw invalid("it is interlaced");
  if (width < 1 || height < 1 || width * height > MOST_PIXELS)
    throw invalid(`it has ${width} × ${height} pixels`);
  if (![0, 2, 3, 4, 6].includes(colour) || ![1, 2, 4, 8, 16].includes(depth))
    throw invalid(`it has colours of type ${colour} with ${depth} bits`);
  return { width, height, depth, colour };
}

function readChunks(file: Uint8Array): Chunks {
  if (SIGNATURE.some((byte, index) => file[index] !== byte))
    throw invalid("it does not begin as one");
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let head: Head | undefined;
  let palette: Uint8Array = new Uint8Array(0);
  let opacity: Uint8Array = new Uint8Array(0);
  const data: Uint8Array[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    const body = file.subarray(at + 8, at + 8 + length);
    if (body.length < length) throw invalid("it is cut off");
    if (type === "IHDR" && length >= 13) head = headOf(view, at + 8);
    if (type === "PLTE") palette = body;
    if (type === "tRNS") opacity = body;
    if (type === "IDAT") data.push(body);
    at += length + 12;
  }
  if (head === undefined || data.length === 0) throw invalid("it has no picture");
  return { head, palette, opacity, data: joined(data) };
}

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Takes back the filter of each row; the bytes of the rows follow each other without their filter numbers. */
function unfiltered(raw: Uint8Array, height: number, rowBytes: number, step: number): Uint8Array {
  if (raw.length < (rowBytes + 1) * height) throw invalid("its data is too short");
  const out = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = y * rowBytes + x;
      const left = x >= step ? (out[at - step] ?? 0) : 0;
      const up = y > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[at - rowBytes - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      if (guess === undefined) throw invalid(`it has rows of the filter ${filter}`);
      out[at] = (raw[y * (rowBytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

/**
 * Reads a PNG, for pictures on receipts: any kind but interlaced ones. Sixteen bits a colour become eight.
 *
 * Throws `printer.file-invalid` for anything else.
 *
 * @public
 */
export function readPng(file: Uint8Array): RgbaImage {
  const { head, palette, opacity, data } = readChunks(file);
  const { width, height, depth, colour } = head;
  const channels = CHANNELS[colour] ?? 1;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  let raw: Uint8Array;
  try {
    raw = unzlibSync(data);
  } catch {
    throw invalid("its data cannot be unpacked");
  }
  const bytes = unfiltered(raw, height, rowBytes, Math.max(1, (channels * depth) >> 3));
  const sample = (y: number, index: number): number => {
    if (depth >= 8) return bytes[y * rowBytes + index * (depth >> 3)] ?? 0;
    const bit = index * depth;
    const byte = bytes[y * rowBytes + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  /** Grey and colours without opacity may name one colour, two bytes a channel, that is not there. */
  const isLeftOut = (y: number, x: number): boolean =>
    opacity.length === channels * 2 &&
    Array.from({ length: channels }, (_, channel) => {
      const index = x * channels + channel;
      const high = sample(y, index);
      const own = depth < 16 ? high : high * 256 + (bytes[y * rowBytes + index * 2 + 1] ?? 0);
      return own === (opacity[channel * 2] ?? 0) * 256 + (opacity[channel * 2 + 1] ?? 0);
    }).every(Boolean);
  const scale = depth < 8 && colour !== 3 ? 255 / ((1 << depth) - 1) : 1;
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const first = sample(y, x * channels) * scale;
      const at = (y * width + x) * 4;
      if (colour === 3) {
        pixels.set(palette.subarray(first * 3, first * 3 + 3), at);
        pixels[at + 3] = opacity[first] ?? 255;
        continue;
      }
      const isGray = colour === 0 || colour === 4;
      pixels[at] = first;
      pixels[at + 1] = isGray ? first : sample(y, x * channels + 1);
      pixels[at + 2] = isGray ? first : sample(y, x * channels + 2);
      pixels[at + 3] =
        colour === 4
          ? sample(y, x * channels + 1)
          : colour === 6
            ? sample(y, x * channels + 3)
            : isLeftOut(y, x)
              ? 0
              : 255;
    }
  return { width, height, data: pixels };
}

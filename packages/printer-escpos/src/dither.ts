/**
 * How shades of grey become black and white dots. `floyd-steinberg` spreads what a dot is wrong by over its neighbours and keeps
 * every shade; `atkinson` spreads three quarters of it, which is crisper and loses the lightest and darkest shades; `bayer` uses
 * a fixed pattern, which costs least and never trembles; `threshold` only cuts at `threshold`, for logos and drawings.
 *
 * @public
 */
export type Dithering = "floyd-steinberg" | "atkinson" | "bayer" | "threshold";

/**
 * Dots in rows of whole bytes, the leftmost in the highest bit, 1 for black.
 *
 * @public
 */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bytesPerRow: number;
  readonly bits: Uint8Array;
}

/**
 * Shades of grey, a byte each, 0 for black.
 *
 * @public
 */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

function emptyBitmap(width: number, height: number): Bitmap {
  const bytesPerRow = (width + 7) >> 3;
  return { width, height, bytesPerRow, bits: new Uint8Array(bytesPerRow * height) };
}

/** The matrix of Bayer, 8 × 8, as thresholds from 2 to 254. */
const BAYER = Uint8Array.from(
  [
    0, 32, 8, 40, 2, 34, 10, 42, 48, 16, 56, 24, 50, 18, 58, 26, 12, 44, 4, 36, 14, 46, 6, 38, 60,
    28, 52, 20, 62, 30, 54, 22, 3, 35, 11, 43, 1, 33, 9, 41, 51, 19, 59, 27, 49, 17, 57, 25, 15, 47,
    7, 39, 13, 45, 5, 37, 63, 31, 55, 23, 61, 29, 53, 21,
  ],
  (rank) => rank * 4 + 2,
);

/** Black is what is darker than the threshold of its place in a square of 8 × 8 dots. */
function cut({ width, height, pixels }: GrayImage, thresholds: ArrayLike<number>): Bitmap {
  const bitmap = emptyBitmap(width, height);
  for (let y = 0; y < height; y += 1) {
    const row = y * bitmap.bytesPerRow;
    const pattern = (y & 7) * 8;
    for (let x = 0; x < width; x += 1) {
      // The sign is the bit, so that nothing branches.
      const dark = ((pixels[y * width + x] ?? 0) - (thresholds[pattern + (x & 7)] ?? 0)) >>> 31;
      const at = row + (x >> 3);
      bitmap.bits[at] = (bitmap.bits[at] ?? 0) | (dark << (7 - (x & 7)));
    }
  }
  return bitmap;
}

/**
 * 7/16 to the right, 3/16, 5/16 and 1/16 below. One row of sums is enough: the place that a dot has read is where the sum for
 * the row below goes as soon as the last dot that adds to it is known.
 */
function floydSteinberg(image: GrayImage): Bitmap {
  const { width, height, pixels } = image;
  const { bits, bytesPerRow, ...rest } = emptyBitmap(width, height);
  const below = new Int32Array(width + 2);
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    let right = 0;
    let underOne = 0;
    let underTwo = 0;
    let byte = 0;
    for (let x = 0; x < width; x += 1) {
      const value = (pixels[from + x] ?? 0) + ((right * 7 + (below[x + 1] ?? 0) + 8) >> 4);
      const white = (127 - value) >> 31;
      const error = value - (white & 255);
      byte = (byte << 1) | (white + 1);
      if ((x & 7) === 7) bits[y * bytesPerRow + (x >> 3)] = byte & 0xff;
      below[x] = underTwo + error * 3;
      underTwo = underOne + error * 5;
      underOne = error;
      right = error;
    }
    below[width] = underTwo;
    if ((width & 7) !== 0)
      bits[y * bytesPerRow + (width >> 3)] = (byte << (8 - (width & 7))) & 0xff;
  }
  return { ...rest, bits, bytesPerRow };
}

/**
 * 1/8 each to two dots on the right, three below and one two rows below. What goes to the right is carried along; a place in
 * the next row is written when the last of its three dots is known.
 */
function atkinson(image: GrayImage): Bitmap {
  const { width, height, pixels } = image;
  const { bits, bytesPerRow, ...rest } = emptyBitmap(width, height);
  let row = new Int32Array(width + 1);
  let next = new Int32Array(width + 1);
  let afterNext = new Int32Array(width + 1);
  for (let y = 0; y < height; y += 1) {
    const from = y * width;
    let before = 0;
    let last = 0;
    let byte = 0;
    for (let x = 0; x < width; x += 1) {
      const value = (pixels[from + x] ?? 0) + (row[x] ?? 0) + before + last;
      const white = (127 - value) >> 31;
      const share = (value - (white & 255)) >> 3;
      byte = (byte << 1) | (white + 1);
      if ((x & 7) === 7) bits[y * bytesPerRow + (x >> 3)] = byte & 0xff;
      if (x > 0) next[x - 1] = (next[x - 1] ?? 0) + before + last + share;
      afterNext[x] = share;
      before = last;
      last = share;
    }
    next[width - 1] = (next[width - 1] ?? 0) + before + last;
    if ((width & 7) !== 0)
      bits[y * bytesPerRow + (width >> 3)] = (byte << (8 - (width & 7))) & 0xff;
    [row, next, afterNext] = [next, afterNext, row];
  }
  return { ...rest, bits, bytesPerRow };
}

/**
 * The dots of a picture in shades of grey, at its own size. `threshold` counts for the dithering of that name: what is darker is
 * black.
 *
 * @example
 * ```ts
 * import { dither } from "@tillwright/printer-escpos";
 *
 * const image = { width: 8, height: 1, pixels: Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255) };
 * [...dither(image, "atkinson").bits]; //=> [0xf0]
 * ```
 *
 * @public
 */
export function dither(image: GrayImage, dithering: Dithering, threshold: number = 128): Bitmap {
  switch (dithering) {
    case "threshold":
      return cut(image, new Array<number>(64).fill(threshold));
    case "bayer":
      return cut(image, BAYER);
    case "atkinson":
      return atkinson(image);
    case "floyd-steinberg":
      return floydSteinberg(image);
  }
}

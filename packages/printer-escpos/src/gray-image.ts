import { toBase64 } from "./base64.js";
import type { GrayImage } from "./dither.js";
import { PrinterError } from "./errors.js";

/**
 * Pixels as browsers have them: four bytes each, red, green, blue, opacity. The `ImageData` of a canvas is one.
 *
 * @public
 */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * The fields of an {@link ImageBlock} for a picture in colour: its shades of grey (Rec. 601) on white paper.
 *
 * Throws `printer.file-invalid` where the data is not width × height × 4 bytes.
 *
 * @example
 * ```ts
 * import { grayOf } from "@tillwright/printer-escpos";
 *
 * grayOf({ width: 2, height: 1, data: [255, 255, 255, 255, 0, 0, 0, 255] }); //=> { width: 2, height: 1, gray: "/wA=" }
 * ```
 *
 * @public
 */
export function grayOf(image: RgbaImage): {
  readonly width: number;
  readonly height: number;
  readonly gray: string;
} {
  const { width, height, data } = image;
  if (!(width >= 1 && height >= 1) || data.length !== width * height * 4)
    throw new PrinterError(
      "printer.file-invalid",
      `A picture of ${width} × ${height} has ${width * height * 4} bytes; this one has ${data.length}.`,
      { width, height, bytes: data.length },
    );
  const gray = new Uint8Array(width * height);
  for (let index = 0; index < gray.length; index += 1) {
    const at = index * 4;
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
    const light = (red * 299 + green * 587 + blue * 114) / 1000;
    const opacity = (data[at + 3] ?? 255) / 255;
    gray[index] = Math.round(255 - (255 - light) * opacity);
  }
  return { width, height, gray: toBase64(gray) };
}

/** The picture at another width, each dot the mean of the pixels under it; the proportions stay. */
export function scaledTo(image: GrayImage, width: number): GrayImage {
  if (width === image.width) return image;
  const height = Math.max(1, Math.round((image.height * width) / image.width));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * image.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * image.height) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * image.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * image.width) / width));
      let sum = 0;
      for (let row = top; row < bottom; row += 1)
        for (let column = left; column < right; column += 1)
          sum += image.pixels[row * image.width + column] ?? 255;
      pixels[y * width + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width, height, pixels };
}

/*
 * The byte sequences that the encoder sends, each a function named after what it does and citing the name that the
 * manuals of Epson's ESC/POS give the command.
 */

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** `LF`: print and line feed. */
export const lineFeed: readonly number[] = [0x0a];

/** `ESC @`: initialise printer. */
export const initialize: readonly number[] = [ESC, 0x40];

/** `FS &`: select Kanji character mode, which is the Chinese mode of printers with a Chinese font. */
export const chineseModeOn: readonly number[] = [FS, 0x26];

/** `FS .`: cancel Kanji character mode. */
export const chineseModeOff: readonly number[] = [FS, 0x2e];

/** `ESC t n`: select character code table. */
export function codePage(number: number): readonly number[] {
  return [ESC, 0x74, number];
}

/** `ESC a n`: select justification. */
export function justification(align: "left" | "center" | "right"): readonly number[] {
  return [ESC, 0x61, align === "left" ? 0 : align === "center" ? 1 : 2];
}

/** `ESC E n`: turn emphasised mode on or off. */
export function bold(on: boolean): readonly number[] {
  return [ESC, 0x45, on ? 1 : 0];
}

/** `ESC - n`: turn underline mode on or off, one dot thick. */
export function underline(on: boolean): readonly number[] {
  return [ESC, 0x2d, on ? 1 : 0];
}

/** `FS - n`: turn underline mode on or off for Kanji characters. */
export function chineseUnderline(on: boolean): readonly number[] {
  return [FS, 0x2d, on ? 1 : 0];
}

/** `GS B n`: turn white/black reverse printing mode on or off. */
export function invert(on: boolean): readonly number[] {
  return [GS, 0x42, on ? 1 : 0];
}

/** `GS ! n`: select character size, width in the high half and height in the low one, each less one. */
export function characterSize(width: number, height: number): readonly number[] {
  return [GS, 0x21, ((width - 1) << 4) | (height - 1)];
}

/**
 * `FS ! n`: select print modes for Kanji characters; bit 2 double width, bit 3 double height, bit 7 underline. Many printers
 * with a Chinese font take the size of Hanzi from here and not from `GS !`; where both count, the later one does.
 */
export function chineseSize(width: number, height: number, underlined: boolean): readonly number[] {
  return [FS, 0x21, (width > 1 ? 4 : 0) | (height > 1 ? 8 : 0) | (underlined ? 0x80 : 0)];
}

/** `ESC d n`: print and feed n lines, n up to 255. */
export function feedLines(lines: number): readonly number[] {
  return [ESC, 0x64, lines];
}

/** `ESC J n`: print and feed n dots, n up to 255. */
export function feedDots(dots: number): readonly number[] {
  return [ESC, 0x4a, Math.min(255, dots)];
}

/** `GS V m`: select cut mode and cut paper, function A. */
export function cut(mode: "partial" | "full"): readonly number[] {
  return [GS, 0x56, mode === "full" ? 0 : 1];
}

/** `ESC p m t1 t2`: generate pulse; both times in units of 2 ms, the pause at least as long as the pulse. */
export function drawerPulse(pin: 2 | 5, milliseconds: number): readonly number[] {
  const units = Math.max(1, Math.min(255, Math.round(milliseconds / 2)));
  return [ESC, 0x70, pin === 5 ? 1 : 0, units, Math.min(255, units * 2)];
}

/** `GS ( k pL pH cn fn …`: a function of the two-dimensional codes; the length counts bytes from `cn` on. */
function symbolFunction(code: number, parameters: readonly number[]): readonly number[] {
  const length = parameters.length + 2;
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, 49, code, ...parameters];
}

const CORRECTION = { L: 48, M: 49, Q: 50, H: 51 } as const;

/** `GS ( k` functions 165 (model 2), 167 (size of module), 169 (error correction), 180 (store), 181 (print). */
export function qrCode(
  data: readonly number[],
  moduleDots: number,
  errorCorrection: "L" | "M" | "Q" | "H",
): readonly number[] {
  return [
    ...symbolFunction(65, [50, 0]),
    ...symbolFunction(67, [moduleDots]),
    ...symbolFunction(69, [CORRECTION[errorCorrection]]),
    ...symbolFunction(80, [48, ...data]),
    ...symbolFunction(81, [48]),
  ];
}

/** `GS v 0 m xL xH yL yH …`: print raster bit image, at normal size. */
export function rasterImage(
  bytesPerRow: number,
  rows: number,
  bits: ArrayLike<number>,
): readonly number[] {
  const head = [GS, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8];
  return [...head, ...Array.from(bits)];
}

const CAPTION = { none: 0, above: 1, below: 2, both: 3 } as const;

/** `GS h n` height, `GS w n` module width, `GS H n` and `GS f n` place and font of the caption in letters. */
export function barcodeForm(
  heightDots: number,
  moduleDots: number,
  caption: "none" | "above" | "below" | "both",
): readonly number[] {
  return [GS, 0x68, heightDots, GS, 0x77, moduleDots, GS, 0x48, CAPTION[caption], GS, 0x66, 0];
}

/** `GS k m n d1 … dn`: print bar code, function B; 67 is EAN-13, 73 is Code 128. */
export function barcode(symbology: 67 | 73, data: readonly number[]): readonly number[] {
  return [GS, 0x6b, symbology, data.length, ...data];
}

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
  return [ESC, 0x4a, dots];
}

/** `GS V m`: select cut mode and cut paper, function A. */
export function cut(mode: "partial" | "full"): readonly number[] {
  return [GS, 0x56, mode === "full" ? 0 : 1];
}

/** `ESC p m t1 t2`: generate pulse; both times in units of 2 ms, the pause at least as long as the pulse. */
export function drawerPulse(pin: 2 | 5, milliseconds: number): readonly number[] {
  const units = Math.round(milliseconds / 2);
  return [ESC, 0x70, pin === 5 ? 1 : 0, units, Math.min(255, units * 2)];
}

/** `GS ( k pL pH cn fn …`: a function of the two-dimensional codes; the length counts bytes from `cn` on. */
function symbolFunction(
  code: number,
  parameters: readonly number[],
  kind: 48 | 49 = 49,
): readonly number[] {
  const length = parameters.length + 2;
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, kind, code, ...parameters];
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

/** `GS v 0 m xL xH yL yH`: print raster bit image at normal size; the rows follow. */
export function rasterHead(bytesPerRow: number, rows: number): readonly number[] {
  return [GS, 0x76, 0x30, 0, bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8];
}

/** `ESC * m nL nH`: select bit-image mode, 24 dots high at double density; three bytes a column follow. */
export function columnImageHead(columns: number): readonly number[] {
  return [ESC, 0x2a, 33, columns & 0xff, columns >> 8];
}

/** `ESC 3 n`: set line spacing in dots. */
export function lineSpacing(dots: number): readonly number[] {
  return [ESC, 0x33, dots];
}

/** `ESC 2`: select default line spacing. */
export const defaultLineSpacing: readonly number[] = [ESC, 0x32];

/** `ESC B n t`: buzzer of Chinese printers; t from 1 to 9 in units of 50 ms. */
export function cloneBuzzer(times: number, milliseconds: number): readonly number[] {
  return [ESC, 0x42, times, Math.round(milliseconds / 50)];
}

/** `ESC ( A pL pH fn n c t1 t2`: beeper of Epson, function 97, pattern 1; both times in units of 100 ms. */
export function epsonBuzzer(times: number, milliseconds: number): readonly number[] {
  const units = Math.round(milliseconds / 100);
  return [ESC, 0x28, 0x41, 5, 0, 97, 100, times, units, units];
}

/**
 * `GS ( k` functions 65 to 69, 80, 81 of PDF417: columns (0 automatic), rows (0), width of a module, height of a row in modules,
 * error correction by level, store, print.
 */
export function pdf417Code(
  data: readonly number[],
  moduleDots: number,
  columns: number,
  errorCorrection: number,
): readonly number[] {
  return [
    ...symbolFunction(65, [columns], 48),
    ...symbolFunction(66, [0], 48),
    ...symbolFunction(67, [moduleDots], 48),
    ...symbolFunction(68, [3], 48),
    ...symbolFunction(69, [48, 48 + errorCorrection], 48),
    ...symbolFunction(80, [48, ...data], 48),
    ...symbolFunction(81, [48], 48),
  ];
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

/** `GS k m n d1 … dn`: print bar code, function B. */
export function barcode(symbology: number, data: readonly number[]): readonly number[] {
  return [GS, 0x6b, symbology, data.length, ...data];
}

import { qrCodewords } from "./qr-codewords.js";
import { choosePattern, MASKS } from "./qr-mask.js";
import { alignmentPlaces, type Correction, type QrVersion, qrVersion } from "./qr-versions.js";

/** The modules along one side of the code for so many bytes, or `undefined` when there is no code large enough. */
export function qrSize(bytes: number, errorCorrection: Correction): number | undefined {
  return qrVersion(bytes, errorCorrection)?.size;
}

/** The dark modules of a QR code, row by row. */
export interface QrModules {
  readonly size: number;
  readonly isDark: (column: number, row: number) => boolean;
}

/** Modules row by row; `undefined` where data will stand. */
type Grid = (boolean | undefined)[][];

/** The bits of format and level (ISO/IEC 18004, table 12). */
const LEVEL_BITS: Readonly<Record<Correction, number>> = { L: 1, M: 0, Q: 3, H: 2 };

/** A value with the remainder of its division behind it, as format and version carry it (annexes C and D). */
function withRemainder(value: number, generator: number, bits: number): number {
  let rest = value;
  for (let bit = 0; bit < bits; bit += 1) rest = (rest << 1) ^ ((rest >> (bits - 1)) * generator);
  return (value << bits) | rest;
}

function setModule(grid: Grid, column: number, row: number, isDark: boolean): void {
  const line = grid[row];
  if (line !== undefined && column >= 0 && column < line.length) line[column] = isDark;
}

/** A square of rings around its middle: dark but for the rings `light` steps away from it. */
function drawSquare(grid: Grid, middle: readonly [number, number], light: readonly number[]): void {
  const reach = Math.max(...light) === 4 ? 4 : 2;
  for (let y = -reach; y <= reach; y += 1)
    for (let x = -reach; x <= reach; x += 1) {
      const ring = Math.max(Math.abs(x), Math.abs(y));
      setModule(grid, middle[0] + x, middle[1] + y, !light.includes(ring));
    }
}

/** The fifteen bits of level and mask, twice, and the module that is always dark (7.9). */
function drawFormat(grid: Grid, correction: Correction, mask: number): void {
  const bits = withRemainder(LEVEL_BITS[correction] * 8 + mask, 0x537, 10) ^ 0x5412;
  const size = grid.length;
  for (let bit = 0; bit < 15; bit += 1) {
    const isDark = ((bits >> bit) & 1) === 1;
    const near = bit < 6 ? bit : bit < 8 ? bit + 1 : bit === 8 ? 7 : 14 - bit;
    if (bit < 8) setModule(grid, 8, near, isDark);
    else setModule(grid, near, 8, isDark);
    if (bit < 8) setModule(grid, size - 1 - bit, 8, isDark);
    else setModule(grid, 8, size - 15 + bit, isDark);
  }
  setModule(grid, 8, size - 8, true);
}

/** The eighteen bits of the version beside two of the large squares, from version 7 on (7.10). */
function drawVersion(grid: Grid, version: number): void {
  if (version < 7) return;
  const bits = withRemainder(version, 0x1f25, 12);
  for (let bit = 0; bit < 18; bit += 1) {
    const isDark = ((bits >> bit) & 1) === 1;
    const far = grid.length - 11 + (bit % 3);
    const near = Math.floor(bit / 3);
    setModule(grid, far, near, isDark);
    setModule(grid, near, far, isDark);
  }
}

/** Everything but the data. */
function emptyCode({ version, size }: QrVersion, correction: Correction): Grid {
  const grid: Grid = Array.from({ length: size }, () => new Array<undefined>(size).fill(undefined));
  for (let at = 0; at < size; at += 1) {
    setModule(grid, at, 6, at % 2 === 0);
    setModule(grid, 6, at, at % 2 === 0);
  }
  const far = size - 4;
  for (const middle of [[3, 3] as const, [far, 3] as const, [3, far] as const])
    drawSquare(grid, middle, [2, 4]);
  const places = alignmentPlaces(version);
  const last = places.at(-1) ?? 0;
  for (const x of places)
    for (const y of places) {
      const onLargeSquare = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6);
      if (!onLargeSquare) drawSquare(grid, [x, y], [1]);
    }
  drawFormat(grid, correction, 0);
  drawVersion(grid, version);
  return grid;
}

/** The free modules in the order of the data: two columns at a time from the right, up and down by turns (7.7.3). */
function dataPlaces(grid: Grid): (readonly [column: number, row: number])[] {
  const size = grid.length;
  const places: (readonly [number, number])[] = [];
  let upwards = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1])
        if (grid[row]?.[column] === undefined) places.push([column, row]);
    }
    upwards = !upwards;
  }
  return places;
}

/**
 * The QR code of these bytes, byte mode, without a margin; `undefined` when they are too many for the largest code.
 * Error correction is not raised above what is asked, so that the size is the one a printer gives.
 */
export function qrModules(
  data: readonly number[],
  errorCorrection: Correction,
): QrModules | undefined {
  const version = qrVersion(data.length, errorCorrection);
  if (version === undefined) return undefined;
  const empty = emptyCode(version, errorCorrection);
  const places = dataPlaces(empty);
  const codewords = qrCodewords(data, version);
  const codes = MASKS.map((flips, mask) => {
    const grid = empty.map((row) => [...row]);
    places.forEach(([column, row], index) => {
      const bit = ((codewords[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
      setModule(grid, column, row, (bit === 1) !== flips(column, row));
    });
    drawFormat(grid, errorCorrection, mask);
    return grid.map((row) => row.map((module) => module === true));
  });
  const best = choosePattern(codes);
  return { size: version.size, isDark: (column, row) => best[row]?.[column] ?? false };
}

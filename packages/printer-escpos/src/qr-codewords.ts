import type { QrVersion } from "./qr-versions.js";

/** A product in the field of 256 elements that QR codes count in (ISO/IEC 18004, 7.5.2). */
function product(a: number, b: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    result ^= ((b >> bit) & 1) * a;
  }
  return result;
}

/** The generator polynomial of a degree without its leading one (annex A). */
function generator(degree: number): number[] {
  let polynomial = [1];
  let root = 1;
  for (let at = 0; at < degree; at += 1) {
    const times = root;
    const next = [...polynomial, 0];
    polynomial.forEach((factor, index) => {
      next[index + 1] = (next[index + 1] ?? 0) ^ product(factor, times);
    });
    polynomial = next;
    root = product(root, 2);
  }
  return polynomial.slice(1);
}

/** The remainder of data divided by the generator. */
function checkOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = new Array<number>(divisor.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    divisor.forEach((own, index) => {
      rest[index] = (rest[index] ?? 0) ^ product(own, factor);
    });
  }
  return rest;
}

/** Mode, count, data, terminator and padding (7.4), byte by byte: mode and count leave the data half a byte off. */
function dataCodewords(data: readonly number[], { version, capacity }: QrVersion): number[] {
  const count = version < 10 ? [data.length] : [data.length >> 8, data.length & 255];
  const nibbles = [4, ...[...count, ...data].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const bytes: number[] = [];
  for (let at = 0; at < nibbles.length; at += 2)
    bytes.push((nibbles[at] ?? 0) * 16 + (nibbles[at + 1] ?? 0));
  for (let free = capacity - data.length; free > 0; free -= 1)
    bytes.push((capacity - data.length - free) % 2 === 0 ? 0xec : 0x11);
  return bytes;
}

/** Takes from lists by turns until all are empty. */
function interleaved(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...lists.map((list) => list.length));
  const result: number[] = [];
  for (let at = 0; at < longest; at += 1)
    for (const list of lists) {
      const value = list[at];
      if (value !== undefined) result.push(value);
    }
  return result;
}

/** All codewords of a code in the order they are drawn in (7.6). The data fits the version. */
export function qrCodewords(data: readonly number[], version: QrVersion): number[] {
  const { blocks, checkCodewords, codewords } = version;
  const bytes = dataCodewords(data, version);
  const divisor = generator(checkCodewords);
  const short = Math.floor(codewords / blocks) - checkCodewords;
  const shortBlocks = blocks - (codewords % blocks);
  let from = 0;
  const parts = Array.from({ length: blocks }, (_, block) => {
    const part = bytes.slice(from, from + short + (block < shortBlocks ? 0 : 1));
    from += part.length;
    return part;
  });
  return [...interleaved(parts), ...interleaved(parts.map((part) => checkOf(part, divisor)))];
}

/** How much of a QR code may be damaged, from about 7 % (L) to 30 % (H). */
export type Correction = "L" | "M" | "Q" | "H";

/** Codewords of error correction in each block, versions 1 to 40, each a digit of base 36 (ISO/IEC 18004, table 9). */
const CHECK_CODEWORDS: Readonly<Record<Correction, string>> = {
  L: "7afkqikouikoqumosussssuuqsuuuuuuuuuuuuuu",
  M: "agqiogimmqummoossqqqqsssssssssssssssssss",
  Q: "dmiqioimkosqokuossqusuuuusuuuuuuuuuuuuuu",
  H: "hsmgmsqqososmooussqsuouuuuuuuuuuuuuuuuuu",
};

/** Blocks that the codewords are divided into (the same table). */
const BLOCKS: Readonly<Record<Correction, string>> = {
  L: "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
  M: "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
  Q: "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68",
  H: "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81",
};

/** A version of the code at a level of error correction. */
export interface QrVersion {
  /** 1 to 40. */
  readonly version: number;
  /** Modules along one side. */
  readonly size: number;
  /** Codewords of data and of error correction together. */
  readonly codewords: number;
  readonly blocks: number;
  /** Codewords of error correction in each block. */
  readonly checkCodewords: number;
  /** Bytes that fit in byte mode. */
  readonly capacity: number;
}

/** Where the middles of the small squares stand, in both directions (annex E). */
export function alignmentPlaces(version: number): readonly number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = version * 4 + 10;
  return Array.from({ length: count }, (_, at) => (at === 0 ? 6 : last - (count - 1 - at) * step));
}

/** The modules that squares, timing, format and version leave, by eights (table 1). */
function codewordsOf(version: number): number {
  const squares = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const alignment = version === 1 ? 0 : (25 * squares - 10) * squares - 55;
  const versionBits = version >= 7 ? 36 : 0;
  return ((16 * version + 128) * version + 64 - alignment - versionBits) >> 3;
}

function versionsOf(correction: Correction): QrVersion[] {
  const blocks = BLOCKS[correction].split(" ").map(Number);
  return [...CHECK_CODEWORDS[correction]].map((check, index) => {
    const version = index + 1;
    const [checkCodewords, count] = [Number.parseInt(check, 36), blocks[index] ?? 0];
    const codewords = codewordsOf(version);
    // The mode and the count of bytes take 12 bits, from version 10 on 20.
    const capacity = codewords - checkCodewords * count - (version < 10 ? 2 : 3);
    return { version, size: 17 + 4 * version, codewords, blocks: count, checkCodewords, capacity };
  });
}

const known = new Map<Correction, readonly QrVersion[]>();

/** The smallest version that holds so many bytes, or `undefined` when there is none. */
export function qrVersion(bytes: number, correction: Correction): QrVersion | undefined {
  const versions = known.get(correction) ?? versionsOf(correction);
  known.set(correction, versions);
  return versions.find((one) => bytes <= one.capacity);
}

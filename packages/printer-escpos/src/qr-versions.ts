/** How much of a QR code may be damaged, from about 7 % (L) to 30 % (H). */
export type Correction = "L" | "M" | "Q" | "H";

/** Codewords of error correction in each block, versions 1 to 40, each a digit of base 36 (ISO/IEC 18004, table 9). */
const CHECK_CODEWORDS: Readonly<Record<Correction, string>> = {
  L: "7afkqikouikoqumosussssuuqsuuuuuuuuuuuuuu",
  M: "agqiogimmqummoossqqqqsssssssssssssssssss",
  Q: "dmiqioimkosqokuossqusuuuusuuuuuuuuuuuuuu",
  H: "hsmgmsqqososmooussqsuouuuuuuuuuuuuuuuuuu",
};

/** Blocks that the codewords are divided into (the same table), each number as the character that stands so far behind `(`. */
const BLOCKS: Readonly<Record<Correction, string>> = {
  L: ")))))****,,,,,..../0011244456789:;;<=>@A",
  M: ")))**,,,---01122356899:<=?ABDEGIKMNPSUWY",
  Q: "))**,,..000248498:=<??ACEJJKNPSUX[]`cfil",
  H: "))*,,,-.003388:8;=AAAJFHKMPRUX[^adgjnruy",
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
  return [...CHECK_CODEWORDS[correction]].map((check, index) => {
    const version = index + 1;
    const [checkCodewords, count] = [
      Number.parseInt(check, 36),
      BLOCKS[correction].charCodeAt(index) - 40,
    ];
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

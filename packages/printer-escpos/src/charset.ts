import { PrinterError } from "./errors.js";
import { legacyDecoder } from "./platform.js";

/**
 * The two-byte half of GB18030 (which is GBK with the additions of the standard), in both directions.
 *
 * @public
 */
export interface ChineseCharset {
  /**
   * The characters of all 23,940 codes in their order, lead byte 81 to FE, trail byte 40 to 7E and 80 to FE. This is what a
   * platform without a decoder is handed, see {@link charsetFromTable}.
   */
  readonly table: string;
  /** Lead byte × 256 + trail byte, or 0 where the character has no two-byte code. */
  encode(character: string): number;
  /** The character of a code, or `undefined` where the bytes are none or the code belongs to users. */
  decode(lead: number, trail: number): string | undefined;
  /** The four bytes of a character outside the two-byte half; missing where the table was handed in. */
  encodeFour?(character: string): readonly number[] | undefined;
  /** The character of four bytes; missing where the table was handed in. */
  decodeFour?(bytes: Uint8Array): string | undefined;
}

const FIRST_LEAD = 0x81;
const TRAILS = 190;
const CODES = 126 * TRAILS;

/** The table is not shipped: it is read once from the platform's decoder, which takes some 15 ms. */
function readPlatformTable(decode: (bytes: Uint8Array) => string): string {
  const bytes = new Uint8Array(CODES * 2);
  for (let index = 0; index < CODES; index += 1) {
    const trail = index % TRAILS;
    bytes[index * 2] = FIRST_LEAD + Math.floor(index / TRAILS);
    bytes[index * 2 + 1] = trail < 0x3f ? 0x40 + trail : 0x41 + trail;
  }
  return decode(bytes);
}

/** Private use: the user-defined area of the standard. No printer has glyphs there. */
function isPrivateUse(unit: number): boolean {
  return unit >= 0xe000 && unit <= 0xf8ff;
}

function codeAt(index: number): number {
  const trail = index % TRAILS;
  const lead = FIRST_LEAD + Math.floor(index / TRAILS);
  return lead * 256 + (trail < 0x3f ? 0x40 + trail : 0x41 + trail);
}

function indexOfCode(lead: number, trail: number): number {
  if (lead < FIRST_LEAD || lead > 0xfe || trail < 0x40 || trail === 0x7f || trail > 0xfe) return -1;
  return (lead - FIRST_LEAD) * TRAILS + (trail < 0x7f ? trail - 0x40 : trail - 0x41);
}

/** Known pairs, spread over the table: 啊, 中, 文, ￥ (full width), € and the first one, 丂. */
const PROBES: readonly (readonly [number, string])[] = [
  [0x8140, "丂"],
  [0xb0a1, "啊"],
  [0xd6d0, "中"],
  [0xcec4, "文"],
  [0xa3a4, "￥"],
  [0xa2e3, "€"],
];

function checkTable(table: string): void {
  const matches = PROBES.every(
    ([code, character]) => table[indexOfCode(code >> 8, code & 0xff)] === character,
  );
  if (table.length === CODES && matches) return;
  throw new PrinterError(
    "printer.charset-invalid",
    `A table of GB18030 has ${CODES} characters in the order of their codes; this one has ${table.length}` +
      `${table.length === CODES ? " but other characters" : ""}.`,
    { length: table.length, expected: CODES },
  );
}

/**
 * A charset from the table of another machine, for platforms whose `TextDecoder` knows no GB18030 (React Native's
 * Hermes): write `platformCharset().table` to a file under Node and hand its text in. Such a charset has no four-byte codes.
 *
 * Throws `printer.charset-invalid` for anything but that table.
 *
 * @example
 * ```ts
 * import { charsetFromTable, platformCharset } from "@tillwright/printer-escpos";
 *
 * const charset = charsetFromTable(platformCharset().table);
 * charset.encode("中"); //=> 0xd6d0
 * charset.decode(0xa3, 0xa4); //=> "￥"
 * ```
 *
 * @public
 */
export function charsetFromTable(table: string): ChineseCharset {
  checkTable(table);
  const codes = new Uint16Array(0x10000);
  for (let index = 0; index < CODES; index += 1) {
    const unit = table.charCodeAt(index);
    // A few characters have two codes (the ideographic space); the first one is that of GB2312.
    if (!isPrivateUse(unit) && codes[unit] === 0) codes[unit] = codeAt(index);
  }
  return Object.freeze({
    table,
    encode: (character: string) =>
      character.length === 1 ? (codes[character.charCodeAt(0)] ?? 0) : 0,
    decode: (lead: number, trail: number) => {
      const index = indexOfCode(lead, trail);
      if (index < 0) return undefined;
      return isPrivateUse(table.charCodeAt(index)) ? undefined : table[index];
    },
  });
}

const FOUR_BYTE_BMP = 39_420;
const FOUR_BYTE_SUPPLEMENTARY = 189_000;

function fourBytesOf(linear: number): readonly number[] {
  return [
    0x81 + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    0x81 + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}

/** The four-byte codes of the basic plane, in no arithmetical order, so the platform is asked for all of them at once. */
function readFourByteCodes(decode: (bytes: Uint8Array) => string): Map<string, number> {
  const bytes = new Uint8Array(FOUR_BYTE_BMP * 4);
  for (let linear = 0; linear < FOUR_BYTE_BMP; linear += 1)
    bytes.set(fourBytesOf(linear), linear * 4);
  const codes = new Map<string, number>();
  let linear = 0;
  for (const character of decode(bytes)) {
    if (character !== "\ufffd" && !codes.has(character)) codes.set(character, linear);
    linear += 1;
  }
  return codes;
}

function createPlatformCharset(decode: (bytes: Uint8Array) => string): ChineseCharset {
  let fourByteCodes: Map<string, number> | undefined;
  return Object.freeze({
    ...charsetFromTable(readPlatformTable(decode)),
    encodeFour: (character: string) => {
      const point = character.codePointAt(0) ?? 0;
      if (point > 0xffff) return fourBytesOf(FOUR_BYTE_SUPPLEMENTARY + point - 0x10000);
      fourByteCodes ??= readFourByteCodes(decode);
      const linear = fourByteCodes.get(character);
      return linear === undefined ? undefined : fourBytesOf(linear);
    },
    decodeFour: (bytes: Uint8Array) => {
      const text = decode(bytes);
      return [...text].length === 1 && text !== "\ufffd" ? text : undefined;
    },
  });
}

let known: ChineseCharset | undefined;

/** The charset of the platform, read once, or `undefined` where the platform cannot tell it. */
export function platformCharsetIfAny(): ChineseCharset | undefined {
  if (known === undefined) {
    const decoder = legacyDecoder("gb18030");
    if (decoder !== undefined) known = createPlatformCharset((bytes) => decoder.decode(bytes));
  }
  return known;
}

/**
 * The Chinese charset that the platform's own `TextDecoder("gb18030")` knows, turned round. It is read at the first call
 * (some 15 ms) and kept.
 *
 * Throws `printer.charset-unavailable` where the platform has no such decoder, `printer.charset-invalid` where it has one that
 * does not know the standard.
 *
 * @example
 * ```ts
 * import { platformCharset } from "@tillwright/printer-escpos";
 *
 * platformCharset().encode("文"); //=> 0xcec4
 * platformCharset().encode("😀"); //=> 0
 * ```
 *
 * @public
 */
export function platformCharset(): ChineseCharset {
  const charset = platformCharsetIfAny();
  if (charset !== undefined) return charset;
  throw new PrinterError(
    "printer.charset-unavailable",
    "This platform has no TextDecoder for gb18030. Hand a charset in: encode(document, profile, { charset }), made by " +
      "charsetFromTable from the table of a platform that has one.",
    {},
  );
}

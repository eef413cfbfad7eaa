import type { ChineseCharset } from "./charset.js";
import { byteInPage, type NumberedCodePage } from "./code-pages.js";
import { eastAsianCharset } from "./double-byte.js";
import { DOUBLE_BYTE, type PrintUnit } from "./print-unit.js";
import type { ChineseText, EastAsianText } from "./profile.js";

/** The unit of one character, or `undefined` where the printer has none. */
export type Encode = (character: string) => PrintUnit | undefined;

/** U+00A5 is a four-byte code in GB18030, which printers print as the digits "06"; they mean A3 A4. */
const YEN = 0xa3a4;

function doubleByteUnit(text: string, code: number): PrintUnit {
  return { text, bytes: [code >> 8, code & 0xff], columns: 2, page: DOUBLE_BYTE };
}

/** Characters of single-byte pages, from the first page that has them. */
export function pageEncoder(pages: readonly NumberedCodePage[]): Encode {
  return (character) => {
    for (const page of pages) {
      const byte = byteInPage(page, character);
      if (byte !== 0) return { text: character, bytes: [byte], columns: 1, page: page.number };
    }
    return undefined;
  };
}

/** Characters of a Chinese printer: its own set first, then its pages, if it has any. */
export function chineseEncoder(text: ChineseText, charset: ChineseCharset): Encode {
  const { fourByteCodes, euro } = text;
  const inPages = pageEncoder(text.codePages ?? []);
  const single = (character: string): PrintUnit | undefined => {
    if (!fourByteCodes || /^[\p{Co}\p{Cn}\p{Cs}\p{Cc}]/u.test(character)) return undefined;
    const bytes = charset.encodeFour?.(character);
    return bytes === undefined
      ? undefined
      : { text: character, bytes, columns: 2, page: DOUBLE_BYTE };
  };
  return (character) => {
    if (character === "€" && euro !== "a2e3")
      return euro === "none"
        ? inPages(character)
        : { text: character, bytes: [0x80], columns: 1, page: DOUBLE_BYTE };
    if (character === "¥") return doubleByteUnit("￥", YEN);
    const code = charset.encode(character);
    if (code !== 0) return doubleByteUnit(character, code);
    return single(character) ?? inPages(character);
  };
}

/** Characters of a printer with another two-byte set: that set first, then its pages. */
export function eastAsianEncoder(text: EastAsianText): Encode {
  const charset = eastAsianCharset(text.charset);
  const inPages = pageEncoder(text.codePages);
  return (character) => {
    const code = charset.encode(character);
    if (code > 0xff) return doubleByteUnit(character === "¥" ? "￥" : character, code);
    if (code > 0) return { text: character, bytes: [code], columns: 1, page: DOUBLE_BYTE };
    return inPages(character);
  };
}

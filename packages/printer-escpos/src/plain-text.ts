import type { ByteWriter } from "./byte-writer.js";

/** Printable ASCII in one byte; the other plain characters as the code of their two bytes; 0 for the rest. */
export type PlainCodes = Uint16Array;

/**
 * The short way for texts of receipts: every character is one code unit, prints as it is, is a whole character whatever
 * stands beside it, and needs no switching.
 */
export interface PlainText {
  /** The columns of a text at normal size, or -1 when it has to be set character by character. */
  readonly columns: (text: string) => number;
  /** Writes a text that `columns` has accepted. */
  readonly write: (text: string, writer: ByteWriter) => void;
}

/** Hanzi, kana, Hangul, their punctuation and full-width forms: nothing joins them to what stands before. */
const WIDE_RANGES: readonly (readonly [number, number])[] = [
  [0x00a5, 0x00a5],
  [0x2014, 0x2014],
  [0x2018, 0x201d],
  [0x2026, 0x2026],
  [0x3001, 0x3029],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x3400, 0x9fff],
  [0xff01, 0xffee],
];

/** The plain characters of a printer, from what it makes of single characters. */
export function plainCodesOf(codeOf: (character: string) => number): PlainCodes {
  const codes = new Uint16Array(0x10000);
  for (let point = 0x20; point < 0x7f; point += 1) codes[point] = point;
  for (const [from, to] of WIDE_RANGES)
    for (let point = from; point <= to; point += 1) {
      const code = codeOf(String.fromCharCode(point));
      if (code > 0xff) codes[point] = code;
    }
  return codes;
}

/** The short way over these codes. */
export function createPlainText(codes: PlainCodes): PlainText {
  return {
    columns(text) {
      let columns = 0;
      for (let at = 0; at < text.length; at += 1) {
        const code = codes[text.charCodeAt(at)] ?? 0;
        if (code === 0) return -1;
        columns += code < 0x100 ? 1 : 2;
      }
      return columns;
    },
    write(text, writer) {
      writer.writeCodes(text, codes);
    },
  };
}

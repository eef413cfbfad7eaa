import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type DoubleByteCharset, eastAsianCharset } from "../src/double-byte.js";

const pairs = (charset: DoubleByteCharset, ...codes: number[]) =>
  codes.map((code) => charset.decode(code >> 8, code & 0xff).isPair);

/** The characters of these codes as another library reads them. */
const elsewhere = (name: string, code: number) =>
  iconv.decode(Buffer.from([code >> 8, code & 0xff]), name);

describe("Big5", () => {
  const big5 = eastAsianCharset("big5");

  test("the first and the last level begin and end where the standard has them", () => {
    expect(["一", "乙", "籲", "乂", "龘", "　"].map(big5.encode)).toEqual([
      0xa440, 0xa441, 0xc67e, 0xc940, 0xf9d5, 0xa140,
    ]);
  });

  test("pairs begin with A1 to F9 and end with 40 to 7E or A1 to FE", () => {
    expect(pairs(big5, 0xa140, 0xa17e, 0xa1a1, 0xf9fe)).toEqual([true, true, true, true]);
    expect(pairs(big5, 0xa040, 0xfa40, 0xa13f, 0xa17f, 0xa1a0, 0xa1ff)).toEqual(
      Array(6).fill(false),
    );
    expect(big5.decode(0xa0, 0x40)).toEqual({ text: undefined, isPair: false });
  });

  test("of two codes for one character that of the Hanzi is sent, and of two for a line that of the signs", () => {
    expect(["十", "卅", "═", "╞"].map(big5.encode)).toEqual([0xa451, 0xa4ca, 0xa2a4, 0xa2a5]);
    expect([0xa2cc, 0xa451].map((code) => big5.decode(code >> 8, code & 0xff).text)).toEqual([
      "十",
      "十",
    ]);
  });

  test("a pair without a character takes its two columns all the same", () => {
    expect(big5.decode(0xc7, 0x41)).toMatchObject({ isPair: true });
    expect(big5.decode(0xa4, 0x40)).toEqual({ text: "一", isPair: true });
  });
});

describe("Shift-JIS", () => {
  const sjis = eastAsianCharset("shift-jis");

  test("half-width katakana are one byte, A1 to DF, both ways", () => {
    expect(["｡", "ｱ", "ﾟ"].map(sjis.encode)).toEqual([0xa1, 0xb1, 0xdf]);
    expect([0xa1, 0xb1, 0xdf].map((byte) => sjis.decode(byte, 0x40))).toEqual([
      { text: "｡", isPair: false },
      { text: "ｱ", isPair: false },
      { text: "ﾟ", isPair: false },
    ]);
    expect(["｠", "ﾠ"].map(sjis.encode)).toEqual([0, 0]);
    expect(sjis.decode(0xa0, 0x40)).toEqual({ text: undefined, isPair: false });
  });

  test("pairs begin with 81 to 9F or E0 to EF and end with 40 to 7E or 80 to FC", () => {
    expect(pairs(sjis, 0x8140, 0x817e, 0x8180, 0x81fc, 0x9f40, 0xe040, 0xef40)).toEqual(
      Array(7).fill(true),
    );
    expect(pairs(sjis, 0x8040, 0xf040, 0x813f, 0x817f, 0x81fd)).toEqual(Array(5).fill(false));
  });

  test("signs on which the tables of vendors disagree are sent all the same", () => {
    expect(["¥", "〜", "−", "‖"].map(sjis.encode)).toEqual([0x818f, 0x8160, 0x817c, 0x8161]);
    expect(["￥", "～", "－", "∥"].map(sjis.encode)).toEqual([0x818f, 0x8160, 0x817c, 0x8161]);
  });
});

describe("EUC-KR", () => {
  const korean = eastAsianCharset("euc-kr");

  test("the first and last Hangul and Hanja of the standard", () => {
    expect(["가", "힝", "伽", "詰"].map(korean.encode)).toEqual([0xb0a1, 0xc8fe, 0xcaa1, 0xfdfe]);
    expect(korean.encode("¥")).toBe(korean.encode("￥"));
    expect(korean.encode("ｱ")).toBe(0);
  });

  test("pairs begin and end with A1 to FE", () => {
    expect(pairs(korean, 0xa1a1, 0xa1fe, 0xfea1)).toEqual([true, true, true]);
    expect(pairs(korean, 0xa0a1, 0xffa1, 0xa1a0, 0xa1ff)).toEqual(Array(4).fill(false));
  });
});

test.each([
  ["big5", "big5", 0xa440, 0xf9d5],
  ["shift-jis", "shift_jis", 0x889f, 0xeaa4],
  ["euc-kr", "euc-kr", 0xb0a1, 0xfdfe],
] as const)(
  "%s is that of another library from its first Hanzi to its last",
  (name, label, from, to) => {
    const charset = eastAsianCharset(name);
    const different: string[] = [];
    let characters = 0;
    for (let code = from; code <= to; code += 1) {
      const { text, isPair } = charset.decode(code >> 8, code & 0xff);
      if (!isPair || text === undefined) continue;
      characters += 1;
      if (text !== elsewhere(label, code)) different.push(`${code.toString(16)} ${text}`);
      else if (charset.encode(text) !== code) different.push(`${text} from ${code.toString(16)}`);
    }
    expect(different).toEqual([]);
    expect(characters).toBeGreaterThan(6000);
  },
);

test("a letter that the set lacks, and a code of its users, are nothing", () => {
  for (const name of ["big5", "shift-jis", "euc-kr"] as const) {
    const charset = eastAsianCharset(name);
    expect([charset.encode("é€😀"), charset.encode("\ue000"), charset.encode("")]).toEqual([
      0, 0, 0,
    ]);
  }
});

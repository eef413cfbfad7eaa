import { type ChineseCharset, charsetFromTable, platformCharset } from "@tillwright/printer-escpos";
import { beforeAll, describe, expect, test } from "vitest";

describe("GB18030", () => {
  let charset: ChineseCharset;
  beforeAll(() => {
    charset = platformCharset();
  });

  test("the first and last Hanzi of GB2312, a letter, a sign and the space of Hanzi", () => {
    expect(["啊", "齄", "é", "￥", "€", "\u3000", "─"].map((one) => charset.encode(one))).toEqual([
      0xb0a1, 0xf7fe, 0xa8a6, 0xa3a4, 0xa2e3, 0xa1a1, 0xa9a4,
    ]);
  });

  test("every code that belongs to a character comes back from it", () => {
    const coded = [...charset.table].filter((character) => charset.encode(character) !== 0);
    const back = coded.map((character) => {
      const code = charset.encode(character);
      return charset.decode(code >> 8, code & 0xff);
    });
    expect(back).toEqual(coded);
    expect(coded.length).toBeGreaterThan(21_800);
  });

  test("what has no two-byte code has none: the half-width yen, emoji, private use, two characters", () => {
    expect(["¥", "😀", "\ue000", "", "中文", "ñ"].map((one) => charset.encode(one))).toEqual([
      0, 0, 0, 0, 0, 0,
    ]);
  });

  test("bytes outside the table are no character", () => {
    expect([
      charset.decode(0x80, 0x40),
      charset.decode(0xff, 0x40),
      charset.decode(0xb0, 0x7f),
      charset.decode(0xb0, 0x30),
      charset.decode(0xaa, 0xa1),
    ]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });

  test("four-byte codes of the basic plane and beyond, there and back", () => {
    for (const character of ["¥", "ő", "©", "\u{20000}", "😀", "\uffff"]) {
      const bytes = charset.encodeFour?.(character) ?? [];
      expect(bytes).toHaveLength(4);
      expect(charset.decodeFour?.(Uint8Array.from(bytes))).toBe(character);
    }
    expect(charset.encodeFour?.("¥")).toEqual([0x81, 0x30, 0x84, 0x36]);
    expect(charset.encodeFour?.("中")).toBeUndefined();
    expect(charset.decodeFour?.(Uint8Array.of(0x41, 0x41, 0x41, 0x41))).toBeUndefined();
  });

  test("the corners of the standard: first and last of the basic plane, first and last beyond it", () => {
    const corners: readonly (readonly [string, readonly number[]])[] = [
      ["\u0080", [0x81, 0x30, 0x81, 0x30]],
      ["\uffff", [0x84, 0x31, 0xa4, 0x39]],
      ["\u{10000}", [0x90, 0x30, 0x81, 0x30]],
      ["\u{10ffff}", [0xe3, 0x32, 0x9a, 0x35]],
    ];
    for (const [character, bytes] of corners) {
      expect(charset.encodeFour?.(character)).toEqual(bytes);
      expect(charset.decodeFour?.(Uint8Array.from(bytes))).toBe(character);
    }
    expect(charset.decodeFour?.(Uint8Array.of(0xe3, 0x32, 0x9a, 0x36))).toBeUndefined();
  });

  test("the table has 190 codes for each lead byte, and none with the trail byte 7F", () => {
    const codes: readonly (readonly [number, number, number])[] = [
      [0x81, 0x40, 0],
      [0x81, 0x7e, 62],
      [0x81, 0x80, 63],
      [0x81, 0xfe, 189],
      [0x82, 0x40, 190],
      [0xf7, 0xfe, 118 * 190 + 189],
    ];
    for (const [lead, trail, index] of codes) {
      expect(charset.decode(lead, trail)).toBe(charset.table[index]);
      expect(charset.encode(charset.table[index] ?? "")).toBe(lead * 256 + trail);
    }
    for (const [lead, trail] of [
      [0x81, 0x3f],
      [0x81, 0x7f],
      [0x81, 0xff],
      [0x82, 0x3f],
      [0x80, 0xfe],
      [0xff, 0x40],
    ] as const)
      expect(charset.decode(lead, trail)).toBeUndefined();
  });

  test("private use has no codes and no characters, from its first to the last in the table", () => {
    for (const character of ["\ue000", "\ue765", "\ue855"]) {
      const index = charset.table.indexOf(character);
      const trail = index % 190;
      const bytes = [0x81 + Math.floor(index / 190), trail + (trail < 63 ? 0x40 : 0x41)] as const;
      expect(index).toBeGreaterThan(0);
      expect(charset.decode(...bytes)).toBeUndefined();
      expect(charset.encode(character)).toBe(0);
    }
  });

  test("of two codes for one character the first is sent", () => {
    expect([charset.decode(0xa1, 0xa1), charset.decode(0xa3, 0xa0)]).toEqual(["\u3000", "\u3000"]);
    expect(charset.encode("\u3000")).toBe(0xa1a1);
  });

  test("a charset from a table says the same, but has no four-byte codes", () => {
    const other = charsetFromTable(charset.table);
    expect([other.encode("中"), other.decode(0xd6, 0xd0)]).toEqual([0xd6d0, "中"]);
    expect([other.encodeFour, other.decodeFour]).toEqual([undefined, undefined]);
  });

  test("a table that is not the one of GB18030 is refused, with its length", () => {
    expect(() => charsetFromTable("中")).toThrow(
      expect.objectContaining({
        code: "printer.charset-invalid",
        message:
          "A table of GB18030 has 23940 characters in the order of their codes; this one has 1.",
        facts: { length: 1, expected: 23_940 },
      }),
    );
    const shifted = `${charset.table.slice(1)}x`;
    expect(() => charsetFromTable(shifted)).toThrow(/this one has 23940 but other characters\.$/);
    const oneWrong = charset.table.replace("文", "又");
    expect(() => charsetFromTable(oneWrong)).toThrow(/but other characters/);
  });
});

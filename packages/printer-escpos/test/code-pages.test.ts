import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { BUILT_IN_PAGES } from "../src/built-in-pages.js";
import { byteInPage, characterInPage, EPSON_PAGES } from "../src/code-pages.js";
import { dosPages } from "../src/code-pages-entry.js";

const upperHalf = Buffer.from(Array.from({ length: 128 }, (_, index) => 0x80 + index));

/** As another library has the page; controls, which print nothing, are nothing here. */
const elsewhere = (name: string): string =>
  iconv.decode(upperHalf, name).replace(/[\u0080-\u009f]/gu, "\ufffd");

describe("the pages of IBM are those of another library, byte for byte", () => {
  const pages: readonly (readonly [string, string])[] = [
    ...Object.entries(BUILT_IN_PAGES),
    ...dosPages.map((page) => [page.name, page.characters ?? ""] as const),
  ];

  test.each(pages)("%s", (name, characters) => {
    expect(iconv.encodingExists(name)).toBe(true);
    expect([...characters]).toEqual([...elsewhere(name)]);
  });

  test("each has a number of its own", () => {
    expect(new Set(dosPages.map((page) => page.number)).size).toBe(dosPages.length);
  });
});

describe("the pages of the platform", () => {
  const named = EPSON_PAGES.filter(({ name }) => !["cp437", "cp858", "katakana"].includes(name));

  test.each(named)("$name is that of another library, byte for byte", (page) => {
    const label = { cp874: "windows-874" }[page.name] ?? page.name;
    const own = Array.from(
      { length: 128 },
      (_, at) => characterInPage(page, 0x80 + at) ?? "\ufffd",
    );
    const theirs = [...elsewhere(label)];
    // Two bytes on which the platform and the other library disagree, and which no receipt needs.
    if (page.name === "windows-1253") theirs[0xaa - 0x80] = "ª";
    if (page.name === "windows-1255") theirs[0xca - 0x80] = "\ufffd";
    expect(own).toEqual(theirs);
  });

  test("have the numbers that Epson gives them", () => {
    const numbers = Object.fromEntries(EPSON_PAGES.map(({ name, number }) => [name, number]));
    expect(numbers).toMatchObject({
      cp437: 0,
      katakana: 1,
      "windows-1252": 16,
      cp866: 17,
      cp858: 19,
    });
    expect(numbers).toMatchObject({ "iso-8859-7": 15, cp874: 21, "iso-8859-2": 39 });
    expect(numbers).toMatchObject({ "iso-8859-15": 40, "windows-1250": 45, "windows-1258": 52 });
  });
});

describe("half-width katakana", () => {
  const page = { name: "katakana", number: 1 };

  test("stand from A1 to DF, with lines before and signs of dates behind them", () => {
    const at = (...bytes: number[]) => bytes.map((byte) => characterInPage(page, byte));
    expect(at(0x80, 0x9f, 0xa1, 0xb1, 0xdf)).toEqual(["▁", "╯", "｡", "ｱ", "ﾟ"]);
    expect(at(0xe0, 0xf1, 0xf2, 0xf3, 0xf4, 0xfe)).toEqual(["═", "円", "年", "月", "日", "▒"]);
    expect(at(0xa0, 0xff)).toEqual([undefined, undefined]);
  });
});

describe("a character in a page", () => {
  test("is sent as its first byte, and read from each", () => {
    const page = { name: "own", number: 9, characters: `aba${"\ufffd".repeat(125)}` };
    expect([byteInPage(page, "a"), byteInPage(page, "b"), byteInPage(page, "c")]).toEqual([
      0x80, 0x81, 0,
    ]);
    expect([0x80, 0x81, 0x82, 0x83].map((byte) => characterInPage(page, byte))).toEqual([
      "a",
      "b",
      "a",
      undefined,
    ]);
    expect(byteInPage(page, "\ufffd")).toBe(0);
  });

  test("a soft hyphen is never sent, where a page has one", () => {
    const latin = { name: "windows-1252", number: 16 };
    expect(characterInPage(latin, 0xad)).toBe("\u00ad");
    expect(byteInPage(latin, "\u00ad")).toBe(0);
    expect(byteInPage(latin, "é")).toBe(0xe9);
  });

  test("a page that only the platform knows is taken from there; what is no single-byte page is none", () => {
    expect(byteInPage({ name: "koi8-r", number: 90 }, "ж")).toBe(0xd6);
    for (const name of ["utf-8", "gb18030", "shift_jis", "x-user-defined"])
      expect(
        Array.from({ length: 128 }, (_, at) => characterInPage({ name, number: 91 }, 0x80 + at)),
      ).toEqual(Array(128).fill(undefined));
  });

  test("a page that nobody knows has none", () => {
    const page = { name: "klingon", number: 99 };
    expect([byteInPage(page, "é"), characterInPage(page, 0xe9)]).toEqual([0, undefined]);
  });

  test("two pages of one name with characters of their own are two", () => {
    const pageOf = (characters: string) => ({ name: "mine", number: 1, characters });
    expect(byteInPage(pageOf("ж"), "ж")).toBe(0x80);
    expect(byteInPage(pageOf("яж"), "ж")).toBe(0x81);
    expect(byteInPage({ name: "cp437", number: 0 }, "ж")).toBe(0);
  });
});

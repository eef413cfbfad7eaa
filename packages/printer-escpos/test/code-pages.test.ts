import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { BUILT_IN_PAGES } from "../src/built-in-pages.js";
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

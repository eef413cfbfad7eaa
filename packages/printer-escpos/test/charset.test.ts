import {
  charsetFromTable,
  chinese58,
  encode,
  isPrinterError,
  platformCharset,
} from "@tillwright/printer-escpos";
import { afterEach, describe, expect, test, vi } from "vitest";
import { graphemesByRule, graphemesOf } from "../src/graphemes.js";
import { documentOf } from "./documents.js";

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("GB18030", () => {
  const charset = platformCharset();

  test("the first and last Hanzi of GB2312, a letter, a sign and the space of Hanzi", () => {
    expect(["啊", "齄", "é", "￥", "€", "\u3000", "─"].map((one) => charset.encode(one))).toEqual([
      0xb0a1, 0xf7fe, 0xa8a6, 0xa3a4, 0xa2e3, 0xa1a1, 0xa9a4,
    ]);
  });

  test("every code that belongs to a character comes back from it", () => {
    let characters = 0;
    for (const character of charset.table) {
      const code = charset.encode(character);
      if (code === 0) continue;
      characters += 1;
      expect(charset.decode(code >> 8, code & 0xff)).toBe(character);
    }
    expect(characters).toBeGreaterThan(21_800);
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

  test("a table that is not the one of GB18030 is refused", () => {
    expect(
      isPrinterError(
        thrownBy(() => charsetFromTable("中")),
        "printer.charset-invalid",
      ),
    ).toBe(true);
    const shifted = `${charset.table.slice(1)}x`;
    expect(
      isPrinterError(
        thrownBy(() => charsetFromTable(shifted)),
        "printer.charset-invalid",
      ),
    ).toBe(true);
  });
});

describe("a platform that lacks things", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  test.each([
    ["no TextDecoder at all", undefined],
    [
      "a TextDecoder of UTF-8 alone",
      class {
        constructor(label: string) {
          if (label !== "utf-8") throw new RangeError(label);
        }
      },
    ],
  ])("%s: a clear error, and a table that is handed in prints", async (_, decoder) => {
    const { table } = platformCharset();
    vi.stubGlobal("TextDecoder", decoder);
    vi.resetModules();
    const fresh = await import("@tillwright/printer-escpos");
    const document = documentOf({ type: "text", text: "中文 ¥5" });
    const caught = thrownBy(() => fresh.encode(document, chinese58));
    expect(isPrinterError(caught, "printer.charset-unavailable")).toBe(true);
    const charset = fresh.charsetFromTable(table);
    const { bytes } = fresh.encode(document, chinese58, { charset });
    expect([...bytes].slice(4, 6)).toEqual([0xd6, 0xd0]);
    expect(fresh.previewText(bytes, chinese58, { charset })).toEqual(["中文 ￥5"]);
    // Without it the text is unreadable, but takes its columns, and nothing crashes.
    expect(fresh.previewText(bytes, chinese58)).toEqual(["\ufffd \ufffd  \ufffd 5"]);
    // A Western printer needs none of it.
    expect(fresh.encode(document, fresh.western80).bytes.length).toBeGreaterThan(4);
  });

  test("no Intl.Segmenter: characters are found by rule", async () => {
    vi.stubGlobal("Intl", { ...Intl, Segmenter: undefined });
    vi.resetModules();
    const fresh = await import("@tillwright/printer-escpos");
    const document = documentOf({ type: "text", text: "e\u0301👨‍👩‍👧" });
    expect(fresh.encode(document, chinese58)).toEqual(encode(document, chinese58));
  });

  test.each(["e\u0301x", "👨‍👩‍👧😀", "🇨🇳🇺🇸", "👍🏽中", "❤️❤", "中文abc", "ก็ด", "", "a\ud83d"])(
    "the rule finds the same characters as the platform: %s",
    (text) => {
      expect(graphemesByRule(text)).toEqual(graphemesOf(text));
    },
  );
});

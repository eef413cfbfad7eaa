import { describe, expect, test } from "vitest";
import { graphemesByRule, graphemesOf } from "../src/graphemes.js";

describe("characters as a reader counts them", () => {
  test.each(["e\u0301x", "👨‍👩‍👧😀", "🇨🇳🇺🇸", "👍🏽中", "❤️❤", "中文abc", "ก็ด", "", "a\ud83d"])(
    "the rule finds the same characters as the platform: %s",
    (text) => {
      expect(graphemesByRule(text)).toEqual(graphemesOf(text));
    },
  );

  test("what continues a character belongs to it", () => {
    const counted = (text: string) => [graphemesOf(text), graphemesByRule(text)];
    const both = (...characters: string[]) => [characters, characters];
    expect(counted("e\u0301a")).toEqual(both("e\u0301", "a"));
    expect(counted("👨‍👩‍👧中")).toEqual(both("👨‍👩‍👧", "中"));
    expect(counted("👍🏽1")).toEqual(both("👍🏽", "1"));
    expect(counted("🇨🇳🇺🇸")).toEqual(both("🇨🇳", "🇺🇸"));
    expect(counted("❤️x")).toEqual(both("❤️", "x"));
    expect(counted("🏴\u{e0067}\u{e007f}x")).toEqual(both("🏴\u{e0067}\u{e007f}", "x"));
  });

  test("text of receipts is told apart letter by letter", () => {
    expect(graphemesOf("中a，￥1“x”…—")).toEqual([..."中a，￥1“x”…—"]);
  });
});

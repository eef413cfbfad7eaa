import { describe, expect, test } from "vitest";
import { fitLines, tooWideUnits } from "../src/break-lines.js";
import type { PrintUnit } from "../src/print-unit.js";
import type { Overflow } from "../src/receipt-document.js";
import { isWide } from "../src/wide-characters.js";

function unitsOf(text: string): PrintUnit[] {
  return [...text].map((one) => ({
    text: one,
    bytes: isWide(one) ? [0xb0, 0xa1] : [0x41],
    columns: isWide(one) ? 2 : 1,
    page: 0,
  }));
}

function fitted(text: string, columns: number, overflow: Overflow = "wrap", ellipsis = "~") {
  return fitLines(unitsOf(text), columns, overflow, unitsOf(ellipsis)).map((line) =>
    line.map((unit) => unit.text).join(""),
  );
}

describe("wrapped text", () => {
  test.each([
    ["between words, without the space", "one two", 5, ["one", "two"]],
    [
      "a word that ends at the edge stays, and its space is invisible",
      "abcd ef",
      4,
      ["abcd", "ef"],
    ],
    ["several spaces at the break are all invisible", "abcd   ef", 5, ["abcd", "ef"]],
    ["spaces inside of a line stay", "a  b c", 5, ["a  b", "c"]],
    [
      "every line is indented as the first one",
      "  one two three",
      8,
      ["  one", "  two", "  three"],
    ],
    ["but not where that leaves too little room", "   abc def", 6, ["   abc", "def"]],
    ["between two Hanzi", "苹果香蕉", 6, ["苹果香", "蕉"]],
    ["between a Hanzi and a word", "苹果juice", 6, ["苹果", "juice"]],
    ["between a word and a Hanzi", "abc苹", 4, ["abc", "苹"]],
    ["never inside a word that fits a line", "苹果ab", 5, ["苹果", "ab"]],
    ["a word longer than a line at its edge", "abcdefg", 3, ["abc", "def", "g"]],
    [
      "a long word behind a short one begins a line of its own",
      "ab cdefghi",
      4,
      ["ab", "cdef", "ghi"],
    ],
    ["never before a closing mark", "苹果，香", 4, ["苹", "果，", "香"]],
    ["never before a full stop", "苹果.", 4, ["苹", "果."]],
    ["never behind an opening mark", "苹果（香）", 6, ["苹果", "（香）"]],
    ["never between a currency's sign and its figure", "合计¥5", 5, ["合计", "¥5"]],
    ["not in front of a space", "苹果 香", 4, ["苹果", "香"]],
    ["all in one line where there is room", "苹果", 4, ["苹果"]],
    ["nothing is one empty line", "", 4, [""]],
    ["a Hanzi of two columns is left out of one", "a苹b", 1, ["a", "b"]],
    ["only Hanzi in one column: one empty line", "苹果", 1, [""]],
    [
      "what can begin no line does so where the line is nothing else",
      "，，，",
      2,
      ["，", "，", "，"],
    ],
    ["spaces alone that are too many", "     ", 3, [""]],
  ] as const)("%s", (_, text, columns, lines) => {
    expect(fitted(text, columns)).toEqual(lines);
  });

  test("spaces that were meant stay at the end where everything fits", () => {
    expect(fitted("ab  ", 4)).toEqual(["ab  "]);
  });
});

describe("cut text", () => {
  test.each([
    ["clip", "abcdef", 4, ["abcd"]],
    ["clip", "a苹果", 4, ["a苹"]],
    ["clip", "苹果", 4, ["苹果"]],
    ["ellipsis", "abcdef", 4, ["abc~"]],
    ["ellipsis", "abcd", 4, ["abcd"]],
    ["ellipsis", "ab cdef", 4, ["ab~"]],
    ["ellipsis", "苹果香", 4, ["苹~"]],
    ["ellipsis", "abc", 1, ["a"]],
    ["ellipsis", "abc", 2, ["a~"]],
  ] as const)("%s of %j in %i columns", (overflow, text, columns, lines) => {
    expect(fitted(text, columns, overflow)).toEqual(lines);
  });

  test("an ellipsis of two columns takes its room", () => {
    expect(
      fitLines(unitsOf("abcdef"), 4, "ellipsis", unitsOf("省"))[0]?.map((one) => one.text),
    ).toEqual(["a", "b", "省"]);
    expect(fitted("abcdef", 2, "ellipsis", "省")).toEqual(["ab"]);
  });
});

test("units that no line can take are those wider than the line", () => {
  expect(tooWideUnits(unitsOf("a苹b果"), 1).map((unit) => unit.text)).toEqual(["苹", "果"]);
  expect(tooWideUnits(unitsOf("a苹b果"), 2)).toEqual([]);
});

import { chinese58, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import type { Glyph, PaperRow } from "../src/paper.js";
import { runPrinter } from "../src/run-printer.js";

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const LF = 0x0a;

const codesOf = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const print = (...bytes: (number | string)[]) =>
  runPrinter(
    Uint8Array.from(bytes.flatMap((one) => (typeof one === "string" ? codesOf(one) : [one]))),
    western80,
  );

const glyphsOf = (rows: readonly PaperRow[]): readonly Glyph[] =>
  rows.flatMap((row) => (row.kind === "text" ? row.glyphs : []));

/** Where each letter stands and how large it is. */
const placesOf = (...bytes: (number | string)[]): [string, number, number, number][] =>
  glyphsOf(print(...bytes).rows).map(({ text, x, width, height }) => [text, x, width, height]);

const linesOf = (...bytes: (number | string)[]): [number, number][] =>
  print(...bytes).rows.flatMap((row) => (row.kind === "text" ? [[row.y, row.height]] : []));

const WORD = (value: number): number[] => [value & 0xff, value >> 8];

describe("how far the paper moves", () => {
  test("a line is a sixth of an inch, or as high as its tallest letter", () => {
    expect(linesOf("a", LF, LF, "b", LF)).toEqual([
      [0, 30],
      [30, 30],
      [60, 30],
    ]);
    expect(linesOf(GS, 0x21, 0x01, "a", LF, "b")).toEqual([
      [0, 48],
      [48, 48],
    ]);
  });

  test("the spacing is set in dots, and set back", () => {
    expect(linesOf(ESC, 0x33, 50, "a", LF, ESC, 0x32, "b", LF, "c")).toEqual([
      [0, 50],
      [50, 30],
      [80, 30],
    ]);
  });

  test("feeding prints what waits and moves on by lines or by dots", () => {
    expect(linesOf("a", ESC, 0x64, 2, "b", ESC, 0x4a, 7, "c")).toEqual([
      [0, 30],
      [90, 30],
      [127, 30],
    ]);
    expect(linesOf(ESC, 0x33, 10, ESC, 0x64, 3, "a")).toEqual([[30, 24]]);
  });

  test("no receipt is longer than 125 metres, whatever is fed", () => {
    const feeds = Array.from({ length: 5000 }, () => [ESC, 0x4a, 255]).flat();
    const { height, rows } = print(...feeds, "a", LF, "b");
    expect([height, rows]).toEqual([1_000_000, []]);
  });

  test("the height of the paper is all that was fed", () => {
    expect(print("a", LF, ESC, 0x4a, 11).height).toBe(41);
    expect(print().height).toBe(0);
  });
});

describe("where letters stand", () => {
  test("side by side, by the width of their font and the space between them", () => {
    expect(placesOf("ab")).toEqual([
      ["a", 0, 12, 24],
      ["b", 12, 12, 24],
    ]);
    expect(placesOf(ESC, 0x4d, 1, "ab")).toEqual([
      ["a", 0, 9, 17],
      ["b", 9, 9, 17],
    ]);
    expect(placesOf(ESC, 0x4d, 49, "a", ESC, 0x4d, 48, "b")).toEqual([
      ["a", 0, 9, 17],
      ["b", 9, 12, 24],
    ]);
    expect(placesOf(ESC, 0x20, 5, "ab")).toEqual([
      ["a", 0, 12, 24],
      ["b", 17, 12, 24],
    ]);
    // The space grows with the letters.
    expect(placesOf(ESC, 0x20, 5, GS, 0x21, 0x10, "ab")).toEqual([
      ["a", 0, 24, 24],
      ["b", 34, 24, 24],
    ]);
  });

  test("FS S keeps Hanzi apart on both sides and ESC SP letters, each growing with its characters", () => {
    const xs = (...bytes: number[]) =>
      glyphsOf(runPrinter(Uint8Array.from([...bytes, 0x41, 0xd6, 0xd0, 0x42]), chinese58).rows).map(
        ({ x }) => x,
      );
    expect(xs()).toEqual([0, 12, 36]);
    expect(xs(FS, 0x53, 2, 4)).toEqual([0, 14, 42]);
    expect(xs(FS, 0x53, 2, 4, FS, 0x57, 1)).toEqual([0, 16, 72]);
    expect(xs(ESC, 0x20, 5)).toEqual([0, 17, 41]);
    expect(xs(FS, 0x53, 2, 4, ESC, 0x40)).toEqual([0, 12, 36]);
    // 384 dots hold 16 Hanzi, or 12 with eight dots between them: the thirteenth begins a line.
    const row = Array.from({ length: 13 }, () => [0xd6, 0xd0]).flat();
    const { rows } = runPrinter(Uint8Array.from([FS, 0x53, 4, 4, ...row]), chinese58);
    expect(rows.map((one) => (one.kind === "text" ? one.glyphs.length : 0))).toEqual([12, 1]);
  });

  test("bytes that are no character leave no gap", () => {
    const { rows } = runPrinter(Uint8Array.of(0x41, 0xff, 0x42), chinese58);
    expect(glyphsOf(rows).map(({ text, x }) => [text, x])).toEqual([
      ["A", 0],
      ["B", 12],
    ]);
  });

  test("a size up to eight each way, of Hanzi too", () => {
    expect(placesOf(GS, 0x21, 0x72, "a")).toEqual([["a", 0, 96, 72]]);
    const { rows } = runPrinter(Uint8Array.of(GS, 0x21, 0x12, 0xd6, 0xd0), chinese58);
    expect(glyphsOf(rows)).toMatchObject([{ text: "中", width: 48, height: 72, wide: true }]);
  });

  test("FS ! and FS W enlarge Hanzi and leave letters alone", () => {
    const sizes = (...bytes: number[]) =>
      glyphsOf(runPrinter(Uint8Array.from([...bytes, 0x41, 0xd6, 0xd0]), chinese58).rows).map(
        ({ width, height, underline }) => [width, height, underline],
      );
    const letter = [12, 24, false];
    expect(sizes(FS, 0x21, 4)).toEqual([letter, [48, 24, false]]);
    expect(sizes(FS, 0x21, 8)).toEqual([letter, [24, 48, false]]);
    expect(sizes(FS, 0x21, 0x80)).toEqual([letter, [24, 24, true]]);
    expect(sizes(FS, 0x57, 1)).toEqual([letter, [48, 48, false]]);
    expect(sizes(FS, 0x57, 49)).toEqual([letter, [48, 48, false]]);
    expect(sizes(FS, 0x57, 1, FS, 0x57, 0)).toEqual([letter, [24, 24, false]]);
    expect(sizes(FS, 0x2d, 1)).toEqual([letter, [24, 24, true]]);
    expect(sizes(FS, 0x2d, 50, FS, 0x2d, 48)).toEqual([letter, [24, 24, false]]);
  });

  test("ESC ! sets font, boldness, size and underline by the bits of one byte", () => {
    const style = (modes: number) =>
      glyphsOf(print(ESC, 0x21, modes, "a").rows).map(
        ({ width, height, bold, underline, invert }) => [width, height, bold, underline, invert],
      );
    expect(style(0)).toEqual([[12, 24, false, false, false]]);
    expect(style(1)).toEqual([[9, 17, false, false, false]]);
    expect(style(8)).toEqual([[12, 24, true, false, false]]);
    expect(style(0x10)).toEqual([[12, 48, false, false, false]]);
    expect(style(0x20)).toEqual([[24, 24, false, false, false]]);
    expect(style(0x80)).toEqual([[12, 24, false, true, false]]);
  });

  test.each([
    ["bold", [ESC, 0x45], "bold"],
    ["struck twice, which looks bold", [ESC, 0x47], "bold"],
    ["underlined", [ESC, 0x2d], "underline"],
    ["inverted", [GS, 0x42], "invert"],
  ] as const)("%s is on with 1 and off with 0", (_, command, mark) => {
    const marks = glyphsOf(print(...command, 1, "a", ...command, 0, "b").rows).map(
      (glyph) => glyph[mark],
    );
    expect(marks).toEqual([true, false]);
  });

  test("initialising sets everything back", () => {
    const all = [ESC, 0x21, 0xb9, ESC, 0x61, 2, GS, 0x42, 1, ESC, 0x20, 9, GS, 0x4c, 40, 0];
    expect(placesOf(...all, ESC, 0x40, "ab")).toEqual(placesOf("ab"));
  });
});

describe("justification and margins", () => {
  test("0, 1 and 2, as numbers or as digits; anything else changes nothing", () => {
    const at = (...bytes: number[]) => placesOf(...bytes, "a").map(([, x]) => x);
    expect(at(ESC, 0x61, 1)).toEqual([282]);
    expect(at(ESC, 0x61, 49)).toEqual([282]);
    expect(at(ESC, 0x61, 2)).toEqual([564]);
    expect(at(ESC, 0x61, 2, ESC, 0x61, 48)).toEqual([0]);
    expect(at(ESC, 0x61, 2, ESC, 0x61, 3)).toEqual([564]);
  });

  test("the area of a line lies between its margin and its width", () => {
    const at = (align: number, ...bytes: number[]) =>
      placesOf(...bytes, ESC, 0x61, align, "a").map(([, x]) => x);
    const margin = [GS, 0x4c, ...WORD(100)];
    const area = [GS, 0x57, ...WORD(300)];
    expect([0, 1, 2].map((align) => at(align, ...margin, ...area)[0])).toEqual([100, 244, 388]);
    // An area that would leave the paper ends with it.
    expect(at(2, ...margin, GS, 0x57, ...WORD(576))).toEqual([564]);
    // There is always room for a Hanzi.
    expect(at(2, GS, 0x57, ...WORD(0))).toEqual([12]);
    expect(at(0, GS, 0x4c, ...WORD(2000))).toEqual([552]);
  });

  test("a line breaks where the next letter has no room", () => {
    const area = [GS, 0x57, ...WORD(24)];
    expect(linesOf(...area, "ab", LF)).toEqual([[0, 30]]);
    expect(linesOf(...area, "abc", LF)).toEqual([
      [0, 30],
      [30, 30],
    ]);
    // A letter that has no room in any line is printed all the same.
    expect(linesOf(...area, GS, 0x21, 0x70, "a", LF)).toEqual([[0, 30]]);
  });
});

describe("positions in a line", () => {
  const xOf = (...bytes: (number | string)[]) => placesOf(...bytes).map(([, x]) => x);

  test("absolute and relative, and never off the paper", () => {
    expect(xOf(ESC, 0x24, ...WORD(300), "a")).toEqual([300]);
    expect(xOf("a", ESC, 0x5c, ...WORD(8), "b", ESC, 0x5c, ...WORD(0x10000 - 32), "c")).toEqual([
      0, 20, 0,
    ]);
    expect(xOf("a", ESC, 0x5c, ...WORD(0x10000 - 500), "b")).toEqual([0, 0]);
    expect(placesOf(ESC, 0x24, ...WORD(60000), "a")).toHaveLength(1);
  });

  test("tabs stand at every eighth letter until others are set, and what is behind the last stays", () => {
    const TAB = 0x09;
    expect(xOf(TAB, "a", TAB, "b")).toEqual([96, 192]);
    // At a tab the next one counts.
    expect(xOf("12345678", TAB, "a").at(-1)).toBe(192);
    expect(xOf(ESC, 0x44, 3, 5, 0, TAB, "a", TAB, "b", TAB, "c")).toEqual([36, 60, 72]);
    expect(xOf(ESC, 0x44, 0, TAB, "a")).toEqual([0]);
  });

  test("a cut prints what waits, is full or leaves a point, and feeds where it is told to", () => {
    const cut = (...mode: number[]) =>
      print("a", GS, 0x56, ...mode).rows.flatMap((row) =>
        row.kind === "cut" ? [[row.y, row.full]] : [],
      );
    expect(cut(0)).toEqual([[30, true]]);
    expect(cut(48)).toEqual([[30, true]]);
    expect(cut(1)).toEqual([[30, false]]);
    expect(cut(49)).toEqual([[30, false]]);
    expect(cut(65, 20)).toEqual([[50, true]]);
    expect(cut(66, 20)).toEqual([[50, false]]);
    expect(cut(97, 5)).toEqual([[35, true]]);
    expect(cut(98, 5)).toEqual([[35, false]]);
    const clones = print("a", ESC, 0x69, "b", ESC, 0x6d).rows;
    expect(clones.map(({ kind, y }) => [kind, y])).toEqual([
      ["text", 0],
      ["cut", 30],
      ["text", 54],
      ["cut", 84],
    ]);
    expect(clones.map((row) => row.kind === "cut" && row.full)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("pictures", () => {
  type Raster = Extract<PaperRow, { kind: "raster" }>;
  const rastersOf = (...bytes: number[]): Raster[] =>
    print(...bytes).rows.filter((row): row is Raster => row.kind === "raster");
  const dotsOf = ({ width, height, isDark }: Raster): string[] =>
    Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => (isDark(x, y) ? "#" : ".")).join(""),
    );

  test("GS v 0 draws bytes of eight dots, doubled each way as its mode says", () => {
    const head = (mode: number) => [GS, 0x76, 0x30, mode, 1, 0, 2, 0, 0b11000000, 0b00000001];
    expect(rastersOf(...head(0)).map(dotsOf)).toEqual([["##......", ".......#"]]);
    expect(rastersOf(...head(49)).map(dotsOf)).toEqual([["####............", "..............##"]]);
    expect(rastersOf(...head(2)).map(dotsOf)).toEqual([
      ["##......", "##......", ".......#", ".......#"],
    ]);
    expect(rastersOf(...head(3)).map(({ width, height }) => [width, height])).toEqual([[16, 4]]);
  });

  test("a picture stands as text does, and what is wider than the paper is cut off", () => {
    const picture = [GS, 0x76, 0x30, 0, 1, 0, 1, 0, 0xff];
    expect(rastersOf(ESC, 0x61, 1, ...picture).map(({ x }) => x)).toEqual([284]);
    expect(rastersOf(ESC, 0x61, 2, ...picture).map(({ x }) => x)).toEqual([568]);
    const wide = [GS, 0x76, 0x30, 0, 80, 0, 1, 0, ...new Array<number>(80).fill(0xff)];
    expect(rastersOf(...wide).map(({ x, width }) => [x, width])).toEqual([[0, 576]]);
  });

  test("ESC * draws columns of 8 dots three high, or of 24; half as many where it is sparse", () => {
    const [eight] = rastersOf(ESC, 0x2a, 0, 1, 0, 0b10000001, LF);
    expect(eight && [eight.width, eight.height]).toEqual([2, 24]);
    const dark = eight === undefined ? [] : dotsOf(eight);
    expect(dark.map((row) => row === "##")).toEqual(
      Array.from({ length: 24 }, (_, y) => y < 3 || y >= 21),
    );
    expect(rastersOf(ESC, 0x2a, 1, 2, 0, 0xff, 0, LF).map(({ width }) => width)).toEqual([2]);
    const tall = [0x80, 0, 0x01];
    expect(
      rastersOf(ESC, 0x2a, 33, 1, 0, ...tall, LF).map((row) =>
        dotsOf(row).flatMap((dots, y) => (dots === "#" ? [y] : [])),
      ),
    ).toEqual([[0, 23]]);
    expect(rastersOf(ESC, 0x2a, 32, 1, 0, ...tall, LF).map(({ width }) => width)).toEqual([2]);
  });

  test("columns stand in the line where letters would, and those off the paper are not drawn", () => {
    const column = [ESC, 0x2a, 33, 1, 0, 0xff, 0xff, 0xff];
    expect(rastersOf(0x41, ...column, ...column, LF).map(({ x }) => x)).toEqual([12, 13]);
    expect(rastersOf(ESC, 0x24, ...WORD(575), ...column, ...column, LF)).toHaveLength(1);
    expect(rastersOf(ESC, 0x61, 2, ...column, LF).map(({ x }) => x)).toEqual([575]);
  });

  test("a line of pictures alone is no line of text; beside letters it is both", () => {
    const column = [ESC, 0x2a, 33, 1, 0, 0xff, 0xff, 0xff];
    const kinds = (...bytes: number[]) => print(...bytes).rows.map(({ kind }) => kind);
    expect(kinds(...column, LF)).toEqual(["raster"]);
    expect(kinds(...column, 0x41, LF)).toEqual(["raster", "text"]);
    expect(kinds(...column)).toEqual(["raster"]);
    expect(kinds(LF)).toEqual(["text"]);
  });

  test("pictures in the memory of the printer stand there by name", () => {
    const names = (...bytes: number[]) =>
      print(...bytes).rows.flatMap((row) => (row.kind === "label" ? [row.text] : []));
    expect(names(0x1c, 0x70, 3, 0, GS, 0x2f, 0)).toEqual(["FS p image 3", "GS / image"]);
  });

  describe("GS ( L", () => {
    const store = (
      scaleX: number,
      scaleY: number,
      width: number,
      height: number,
      ...bits: number[]
    ) => [
      GS,
      0x28,
      0x4c,
      ...WORD(10 + bits.length),
      48,
      112,
      48,
      scaleX,
      scaleY,
      49,
      ...WORD(width),
      ...WORD(height),
      ...bits,
    ];
    const show = [GS, 0x28, 0x4c, 2, 0, 48, 50];

    test("stores a picture and prints it, doubled as it says", () => {
      expect(rastersOf(...store(1, 1, 9, 1, 0xff, 0x80), ...show).map(dotsOf)).toEqual([
        ["#########"],
      ]);
      expect(rastersOf(...store(2, 1, 2, 1, 0x80), ...show).map(dotsOf)).toEqual([["##.."]]);
      expect(rastersOf(...store(1, 2, 2, 1, 0x80), ...show).map(dotsOf)).toEqual([["#.", "#."]]);
      expect(
        rastersOf(ESC, 0x61, 2, ...store(2, 1, 2, 1, 0x80), ...show).map(({ x }) => x),
      ).toEqual([572]);
    });

    test("what is not there, or is too short, stands there by name", () => {
      const labels = (...bytes: number[]) =>
        print(...bytes).rows.flatMap((row) => (row.kind === "label" ? [row.text] : []));
      expect(labels(...show)).toEqual(["GS ( L graphics"]);
      expect(labels(...store(1, 1, 9, 2, 0xff, 0x80, 0xff), ...show)).toEqual(["GS ( L graphics"]);
      expect(labels(...store(1, 1, 8, 1, 0xff), ...show)).toEqual([]);
    });
  });
});

import { chinese58, chinese80, previewText } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { symbolFunction } from "./printed-codes.js";

const [ESC, FS, GS, LF] = [0x1b, 0x1c, 0x1d, 0x0a];
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
type Part = number | readonly number[];

const shown = (...parts: Part[]) => previewText(Uint8Array.from(parts.flat()), chinese80);
const onLight = (...parts: Part[]) =>
  previewText(Uint8Array.from(parts.flat()), chinese80, { background: "light" });
/** `GS v 0` of so many bytes a row. */
const raster = (bytesPerRow: number, rows: readonly (readonly number[])[]) => [
  ...[GS, 0x76, 0x30, 0, bytesPerRow, 0, rows.length, 0],
  ...rows.flat(),
];

describe("paper that is fed", () => {
  test("is as many empty lines as fit between two lines, and twenty at most", () => {
    expect(shown(text("a"), LF, ESC, 0x64, 2, text("b"), LF)).toEqual(["a", "", "", "b"]);
    expect(shown(text("a"), LF, ESC, 0x4a, 29, text("b"), LF)).toEqual(["a", "b"]);
    expect(shown(text("a"), LF, ESC, 0x4a, 30, text("b"), LF)).toEqual(["a", "", "b"]);
    expect(shown(text("a"), LF, ESC, 0x64, 99, text("b"), LF)).toHaveLength(22);
    expect(shown(text("a"), LF, LF, text("b"), LF)).toEqual(["a", "", "b"]);
  });
});

describe("what is not text", () => {
  test("a barcode shows its digits, a label its name, both in the middle of the paper", () => {
    // 24 columns of 48, then 14.
    expect(shown(GS, 0x6b, 67, 13, text("6901234567892"))).toEqual([
      `${" ".repeat(12)}║▌│█│ 6901234567892 ║▌│█`,
    ]);
    expect(shown(FS, 0x70, 1, 0)).toEqual([`${" ".repeat(17)}[FS p image 1]`]);
  });

  test("a cut is a broken line over the paper, without a space at its end", () => {
    expect(shown(GS, 0x56, 1)).toEqual([`${"- ".repeat(23)}-`]);
    expect(previewText(Uint8Array.of(GS, 0x56, 0), chinese58)[0]).toHaveLength(31);
  });

  test("a code too wide for a terminal, or with modules that are no squares, is named", () => {
    const qr = (data: string) => [
      ...symbolFunction(49, 67, 3),
      ...symbolFunction(49, 80, 48, ...text(data)),
      ...symbolFunction(49, 81, 48),
    ];
    // Version 15 has 77 modules, version 16 has 81; at level L they hold 520 and 586 bytes.
    expect(shown(qr("a".repeat(520)))).toHaveLength(41);
    expect(shown(qr("a".repeat(521)))).toEqual([
      `[QR: ${"a".repeat(521)}]`.slice(0, 47).concat("…"),
    ]);
    expect(shown(symbolFunction(49, 81, 48))[0]?.trim()).toBe("[QR: 0 bytes]");
  });
});

describe("pictures in half blocks", () => {
  // A square of four modules, two of them dark, each four dots wide and high; half a byte for each.
  const modules = raster(1, [
    ...Array.from({ length: 4 }, () => [0xf0]),
    ...Array.from({ length: 4 }, () => [0x0f]),
  ]);

  test("equal dots are one module, with two modules of white around; the background decides which are drawn", () => {
    expect(onLight(modules)).toEqual(["      ", "  ▀▄  ", "      "]);
    expect(shown(modules)).toEqual(["██████", "██▄▀██", "██████"]);
  });

  test("an odd number of rows ends in a half", () => {
    const three = raster(1, [[0xff], [0x01], [0xff]]);
    expect(onLight(three)).toEqual([
      "            ",
      "  ▀▀▀▀▀▀▀█  ",
      "  ▀▀▀▀▀▀▀▀  ",
      "            ",
    ]);
  });

  test("its middle stays where it is on the paper", () => {
    const right = onLight(ESC, 0x61, 2, modules);
    // Eight dots at the right edge of 576: the middle lies at column 47.67.
    expect(right[1]).toBe(`${" ".repeat(44)}  ▀▄  `);
    const middle = onLight(ESC, 0x61, 1, modules);
    expect(middle[1]).toBe(`${" ".repeat(21)}  ▀▄  `);
  });

  test("strips that touch are one picture, strips with paper between them are two", () => {
    const strip = raster(1, [[0xff], [0xff]]);
    expect(onLight(strip, strip)).toHaveLength(onLight(strip).length);
    expect(onLight(strip, ESC, 0x4a, 1, strip)).toHaveLength(onLight(strip).length * 2);
    expect(onLight(strip, strip, text("a"), LF).at(-1)).toBe("a");
  });

  test("one that is too fine is named by its size, a white one too", () => {
    const fine = raster(12, [Array.from({ length: 12 }, () => 0x55)]);
    expect(shown(fine).map((line) => line.trim())).toEqual(["[96 × 1 dots]"]);
    // 80 modules still fit.
    expect(shown(raster(10, [Array.from({ length: 10 }, () => 0xaa)]))[0]).toHaveLength(83);
    expect(shown(raster(1, [[0], [0]])).map((line) => line.trim())).toEqual(["[8 × 2 dots]"]);
  });
});

describe("enlarged text is drawn small", () => {
  const wide = (...parts: Part[]) => shown(GS, 0x21, 0x10, ...parts, LF);

  test("and keeps the edge that it touches, or its middle", () => {
    expect(wide(text("ab"))).toEqual(["ab"]);
    expect(wide(ESC, 0x61, 2, text("ab"))).toEqual([`${" ".repeat(46)}ab`]);
    expect(wide(ESC, 0x61, 1, text("ab"))).toEqual([`${" ".repeat(23)}ab`]);
  });

  test("words with one space between them stay together, two spaces part them", () => {
    expect(wide(text("ab cd"))).toEqual(["ab cd"]);
    // The second word begins at column 8 of 48 and has 4 columns to spare: 8 + 2 × 8/44.
    expect(wide(text("ab  cd"))).toEqual(["ab      cd"]);
  });

  test("words at normal size keep their columns beside it", () => {
    expect(shown(GS, 0x21, 0x10, text("ab"), GS, 0x21, 0, text("cd"), LF)).toEqual(["ab  cd"]);
  });

  test("a row as wide as the paper has the last word at the right edge", () => {
    expect(wide(text("a"), text(" ".repeat(22)), text("b"))).toEqual([`a${" ".repeat(46)}b`]);
  });
});

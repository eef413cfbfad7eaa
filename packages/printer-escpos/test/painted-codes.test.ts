import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode, previewSvg, previewText, western80 } from "@tillwright/printer-escpos";
import { type CodeToPaint, codesBy } from "@tillwright/printer-escpos/codes";
import { previewPng } from "@tillwright/printer-escpos/png";
import * as bwip from "bwip-js/generic";
import { describe, expect, test } from "vitest";
import { documentOf } from "./documents.js";
import { codesOn, linear, stored, symbolFunction } from "./printed-codes.js";

const codes = codesBy(bwip);
const ascii = (text: string) => new TextEncoder().encode(text);

function rowsOf(code: Omit<CodeToPaint, "data">, data: string): string[] {
  const modules = codes({ ...code, data: ascii(data) });
  return Array.from({ length: modules?.rows ?? 0 }, (_, y) =>
    Array.from({ length: modules?.columns ?? 0 }, (_, x) =>
      modules?.isDark(x, y) === true ? "1" : "0",
    ).join(""),
  );
}

describe("modules as the standards print them", () => {
  test("PDF417: the worked example of ISO/IEC 15438, level 1: 5 453 178 121 239 and its checks 452 327 657 619", () => {
    const start = "11111111010101000";
    const stop = "111111101000101001";
    // Patterns of the standard's annex A: row indicators outside, clusters 0, 3 and 6 by rows.
    const rows = [
      [
        "11101010111000000 11111010100111110 11101110110011000",
        "11111011010111100 11111010101111100",
      ],
      [
        "11110101000100000 11110100010100000 11110010111001110",
        "11001000000111010 11111010101100000",
      ],
      [
        "10101001111000000 10011010000011100 11100111101011100",
        "10011100000010110 10101000111100000",
      ],
    ];
    expect(
      rowsOf({ symbology: "pdf417", columns: 3, rows: 3, errorCorrection: 1 }, "PDF417"),
    ).toEqual(rows.map((row) => start + row.join("").replaceAll(" ", "") + stop));
  });

  test.each([
    // ISO/IEC 24724, figures 1, 7, 10 and 11.
    [
      "databar",
      "2001234567890",
      "010100011101000001001111111000010100110110111110110000010010100101100000000111000110110110001101",
    ],
    [
      "databar-limited",
      "1501234567890",
      "01000110011000110110101001110100101011010011010010010110001101110011001101",
    ],
    [
      "databar-expanded",
      "(01)98898765432106(3202)012345(15)991231",
      "01001000011000110110111111110000101110000110010100011010000001100010101111110000111010011100000010010100111110111001100011111100001011101100000100100100011110010110001011111111001110001101111010000101",
    ],
    [
      "databar-expanded",
      "(01)90012345678908(3103)001750",
      "0101110010000010011011111111000010111000010011000101011110111001100010111100000011100101110001110111011110101111000110001111110000101011000010011111010",
    ],
    // With the FNC1 behind the price, written as printers want it.
    [
      "databar-expanded",
      "(01)90012345678908(3922)795{1(20)01",
      "01000110110000110010111111110000101111000100001010010111100110111110101111110000111000101100001101110001111011010111100011111100001010011110111010000110001110001011001011111111001110100111110001110101",
    ],
  ] as const)("%s %s", (symbology, data, expected) => {
    // White at the end is no part of what can be seen.
    const seen = (modules: string | undefined) => modules?.replace(/0+$/, "");
    expect(seen(rowsOf({ symbology }, data)[0])).toBe(seen(expected));
  });

  test("Data Matrix: the example of ISO/IEC 16022, 123456", () => {
    expect(rowsOf({ symbology: "data-matrix" }, "123456")).toEqual([
      "1010101010",
      "1100101101",
      "1100000100",
      "1100011101",
      "1100001000",
      "1000001111",
      "1110110000",
      "1111011001",
      "1001110100",
      "1111111111",
    ]);
  });

  test("what a code cannot hold, or no encoder was handed in for, is not drawn", () => {
    expect(codes({ symbology: "databar", data: ascii("12a") })).toBeUndefined();
    expect(codes({ symbology: "pdf417", data: ascii("x".repeat(3000)) })).toBeUndefined();
    expect(codes({ symbology: "pdf417", data: ascii("") })).toBeUndefined();
    expect(codesBy({})({ symbology: "pdf417", data: ascii("a") })).toBeUndefined();
  });
});

const picture = (bytes: Uint8Array) => previewPng(bytes, western80, { codes }).png;

describe("codes in pictures, read back by a reader", () => {
  const gtin = "2001234567890";
  test.each([
    [
      "PDF417: R-2026 收据",
      encode(documentOf({ type: "pdf417", data: "R-2026 收据" }), western80).bytes,
    ],
    ["PDF417: four columns", stored(48, "four columns", symbolFunction(48, 65, 4))],
    ["PDF417: compact", stored(48, "compact", symbolFunction(48, 70, 1))],
    ["DataBarOmni: (01)20012345678909", linear(75, gtin)],
    ["DataBarOmni: (01)20012345678909", linear(76, gtin, 3)],
    ["DataBarLtd: (01)15012345678907", linear(77, "1501234567890")],
    [
      "DataBarExp: (01)98898765432106(3202)012345(15)991231",
      linear(78, "(01)98898765432106(3202)012345(15)991231"),
    ],
    [
      "DataBarStk: (01)00012345678905",
      stored(51, "0001234567890", symbolFunction(51, 67, 4), [72]),
    ],
    [
      "DataBarStk: (01)00012345678905",
      stored(51, "0001234567890", symbolFunction(51, 67, 3), [73]),
    ],
    [
      "DataBarExpStk: (01)98898765432106(3202)012345(15)991231",
      stored(51, "(01)98898765432106(3202)012345(15)991231", symbolFunction(51, 67, 3), [76]),
    ],
    ["Code128: (01)12345678901231", linear(74, "(01)12345678901231")],
    ["Code128: Till 7 no. 20261121", linear(79, "Till 7 no. 20261121")],
    ["Aztec: table 12", stored(53, "table 12", symbolFunction(53, 67, 6))],
    ["DataMatrix: part 0042", stored(54, "part 0042", symbolFunction(54, 67, 6))],
    [
      "DataMatrix: wide",
      stored(54, "wide", [...symbolFunction(54, 66, 49, 0, 0), ...symbolFunction(54, 67, 6)]),
    ],
    ["MaxiCode: parcel", stored(50, "parcel", symbolFunction(50, 65, 52))],
  ])("%s", async (said, bytes) => {
    expect([...new Set(await codesOn(picture(bytes)))]).toEqual([said]);
  });
});

const zbar = spawnSync("zbarimg", ["--version"]);
const skipped = " (skipped: zbarimg is not on this machine)";

describe("codes in pictures, read back by another reader", () => {
  test.skipIf(zbar.error !== undefined).each([
    ["DataBar:0120012345678909", linear(75, "2001234567890")],
    ["DataBar:0100012345678905", linear(76, "0001234567890")],
    ["DataBar-Exp:0190012345678908310300", linear(78, "(01)90012345678908(3103)001750")],
    ["CODE-128:0112345678901231", linear(74, "(01)12345678901231")],
    ["CODE-128:10A{1(B)21{7", linear(74, "(10)A{{1{(B{){1(21){{7")],
    ["CODE-128:Till 7 no. 20261121", linear(79, "Till 7 no. 20261121")],
  ])(`%s${zbar.error === undefined ? "" : skipped}`, (said, bytes) => {
    const folder = mkdtempSync(join(tmpdir(), "codes-"));
    writeFileSync(join(folder, "code.png"), picture(bytes));
    const { stdout } = spawnSync("zbarimg", ["-q", "--nodbus", join(folder, "code.png")], {
      encoding: "utf8",
    });
    rmSync(folder, { recursive: true });
    expect(stdout.replaceAll("\u001d", "").trim()).toContain(said);
  });
});

describe("codes in the other previews", () => {
  const bytes = stored(48, "PDF417", [
    ...symbolFunction(48, 65, 3),
    ...symbolFunction(48, 69, 48, 49),
  ]);

  test("an SVG has a rectangle for each run of dark modules, three modules of three dots high", () => {
    const drawn = previewSvg(bytes, western80, { codes });
    const runs = [...drawn.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)/g)].map((match) =>
      match.slice(1).map(Number),
    );
    const rows = rowsOf({ symbology: "pdf417", columns: 3, errorCorrection: 1 }, "PDF417");
    const expected = rows.flatMap((row, y) =>
      [...row.matchAll(/1+/g)].map((run) => [32 + run.index * 3, 32 + y * 9, run[0].length * 3, 9]),
    );
    expect(runs).toEqual(expected);
  });

  test("a terminal shows small codes in half blocks and names wide ones", () => {
    const matrix = stored(54, "123456");
    expect(previewText(matrix, western80, { codes, background: "light" })[1]).toContain(
      "█▄▀ █ █▄▀▄",
    );
    expect(previewText(bytes, western80, { codes })).toEqual([
      expect.stringMatching(/^ +\[PDF417 PDF417\]$/),
    ]);
  });

  test("without the library each is named, and so is what it cannot draw", () => {
    const asked = [
      linear(75, "2001234567890"),
      linear(75, "12"),
      linear(78, "(01"),
      stored(51, "0001234567890", [], [72]),
      stored(51, "0001234567890", [], [99]),
      stored(52, "composite"),
      stored(54, ""),
    ];
    const named = asked.map((one) => previewText(one, western80).join("").trim());
    expect(named).toEqual([
      "[databar 2001234567890]",
      "[databar 12]",
      "[databar-expanded (01]",
      "[databar-stacked 0001234567890]",
      "[GS ( k 51 0001234567890]",
      "[GS ( k 52 composite]",
      "[data-matrix]",
    ]);
    expect(
      asked.slice(1).map((one) => previewText(one, western80, { codes }).join("").trim()[0]),
    ).toEqual(["[", "[", expect.anything(), "[", "[", "["]);
  });

  test("settings last until the printer is initialised", () => {
    const twice = (between: readonly number[]) =>
      Uint8Array.from([
        ...stored(54, "123456", symbolFunction(54, 67, 6)),
        ...between,
        ...stored(54, "123456"),
      ]);
    const heights = (bytes: Uint8Array) =>
      [...previewSvg(bytes, western80, { codes }).matchAll(/v(\d+)h-\d+z"/g)].map(
        (match) => match[1],
      );
    expect(heights(twice([]))).toEqual(["6", "6"]);
    expect(heights(twice([0x1b, 0x40]))).toEqual(["6", "3"]);
  });

  test("a PDF417 that leaves its columns to the printer fits the paper; one that asks for too many is named", () => {
    const long = "x".repeat(400);
    const rows = previewSvg(stored(48, long), western80, { codes }).matchAll(/M(\d+) \d+h(\d+)/g);
    const right = Math.max(...Array.from(rows, ([, x, width]) => Number(x) + Number(width)));
    expect(right).toBeGreaterThan(300);
    expect(right).toBeLessThanOrEqual(32 + 576);
    const wide = stored(48, long, symbolFunction(48, 65, 20));
    expect(previewText(wide, western80, { codes })[0]).toContain("[PDF417 xxx");
  });
});

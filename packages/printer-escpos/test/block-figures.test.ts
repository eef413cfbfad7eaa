import {
  chinese58,
  chinese80,
  encode,
  type PrinterProfile,
  type ReceiptBlock,
  type ReceiptDocument,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { toBase64 } from "../src/base64.js";
import { documentOf } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";

const bytesOf = (block: ReceiptBlock, profile: PrinterProfile = western80): number[] => [
  ...encode(documentOf(block), profile).bytes,
];

const picture = { width: 2, height: 2, gray: toBase64(Uint8Array.of(0, 255, 90, 180)) };

/** A block with one of its figures left open, and the range of that figure. */
type Ranged = readonly [
  field: string,
  least: number,
  most: number,
  block: (value: number) => ReceiptBlock,
];

const RANGES: readonly Ranged[] = [
  ["width", 1, 8, (width) => ({ type: "text", text: "甲a", width })],
  ["height", 1, 8, (height) => ({ type: "text", text: "甲a", height })],
  ["gap", 0, 16, (gap) => ({ type: "columns", gap, cells: [{ text: "a" }, { text: "b" }] })],
  ["lines", 1, 255, (lines) => ({ type: "feed", lines })],
  ["moduleDots", 2, 16, (moduleDots) => ({ type: "qr", data: "a", moduleDots })],
  [
    "heightDots",
    1,
    255,
    (heightDots) => ({ type: "barcode", symbology: "code39", data: "A", heightDots }),
  ],
  [
    "moduleDots",
    2,
    6,
    (moduleDots) => ({ type: "barcode", symbology: "code39", data: "A", moduleDots }),
  ],
  ["moduleDots", 2, 8, (moduleDots) => ({ type: "pdf417", data: "a", moduleDots })],
  ["columns", 0, 30, (columns) => ({ type: "pdf417", data: "a", columns })],
  ["errorCorrection", 0, 8, (errorCorrection) => ({ type: "pdf417", data: "a", errorCorrection })],
  ["widthDots", 1, 576, (widthDots) => ({ type: "image", ...picture, widthDots })],
  [
    "threshold",
    1,
    255,
    (threshold) => ({ type: "image", ...picture, threshold, dither: "threshold" }),
  ],
  ["times", 1, 9, (times) => ({ type: "buzzer", times })],
  ["milliseconds", 100, 2000, (milliseconds) => ({ type: "buzzer", milliseconds })],
  ["pulseMilliseconds", 2, 510, (pulseMilliseconds) => ({ type: "drawer", pulseMilliseconds })],
];

describe.each(RANGES)("%s from %i to %i", (field, least, most, block) => {
  test("both ends are as asked", () => {
    for (const value of [least, most])
      expect(encode(documentOf(block(value)), western80).issues).toEqual([]);
  });

  test.each([
    ["less", least - 1, least],
    ["more", most + 1, most],
    ["no number", Number.NaN, least],
    ["endless", Number.POSITIVE_INFINITY, least],
    ["a fraction", most - 0.4, most],
  ])("%s is brought into the range and reported with its place", (_, value, nearest) => {
    const { bytes, issues } = encode(documentOf(block(value)), western80);
    expect(issues).toEqual([
      {
        code: "printer.out-of-range",
        path: ["blocks", 0, field],
        message: `${field} is ${value}; it must be a whole number from ${least} to ${most}, so ${nearest} is used.`,
      },
    ]);
    expect([...bytes]).toEqual(bytesOf(block(nearest)));
  });
});

describe("copies from 1 to 10", () => {
  const printed = (copies: number) => {
    const document: ReceiptDocument = { ...documentOf({ type: "text", text: "a" }), copies };
    const { bytes, issues } = encode(document, chinese58);
    return [linesOf(bytes, chinese58).length, issues.map(({ code, path }) => [code, path])];
  };

  test("as many as asked, and at least one", () => {
    expect(printed(10)).toEqual([10, []]);
    expect(printed(11)).toEqual([10, [["printer.out-of-range", ["copies"]]]]);
    expect(printed(0)).toEqual([1, [["printer.out-of-range", ["copies"]]]]);
  });
});

describe("the width of a cell", () => {
  const rowOf = (width: { columns: number } | { share: number }): ReceiptBlock => ({
    type: "columns",
    cells: [
      { text: "甲", width },
      { text: "b", width: "content" },
    ],
  });

  test.each([
    [0, 1],
    [513, 512],
    [2.6, 3],
  ])("columns or share of %d are %d, and reported", (value, nearest) => {
    for (const kind of ["columns", "share"] as const) {
      const width = (own: number) =>
        kind === "columns" ? ({ columns: own } as const) : ({ share: own } as const);
      const { bytes, issues } = encode(documentOf(rowOf(width(value))), western80);
      expect(issues[0]).toMatchObject({
        code: "printer.out-of-range",
        path: ["blocks", 0, "cells", 0, "width"],
      });
      expect([...bytes]).toEqual(bytesOf(rowOf(width(nearest))));
    }
  });

  test("a share at its ends is as asked", () => {
    for (const share of [1, 512])
      expect(encode(documentOf(rowOf({ share })), western80).issues).toEqual([]);
  });
});

describe("what is not said is", () => {
  const cells = [{ text: "甲" }, { text: "b" }];
  test.each<readonly [string, ReceiptBlock, ReceiptBlock]>([
    [
      "text on the left at its normal size, wrapped",
      { type: "text", text: "甲a".repeat(40) },
      {
        type: "text",
        text: "甲a".repeat(40),
        align: "left",
        width: 1,
        height: 1,
        overflow: "wrap",
      },
    ],
    [
      "short text on the left",
      { type: "text", text: "a" },
      { type: "text", text: "a", align: "left", bold: false, underline: false, invert: false },
    ],
    ["one column between cells", { type: "columns", cells }, { type: "columns", cells, gap: 1 }],
    ["a rule of dashes", { type: "rule" }, { type: "rule", line: "dash" }],
    [
      "a QR code in the middle with modules of 6 dots and correction M",
      { type: "qr", data: "abc" },
      { type: "qr", data: "abc", align: "center", moduleDots: 6, errorCorrection: "M" },
    ],
    [
      "a barcode in the middle, 80 dots high, with its caption below",
      { type: "barcode", symbology: "code39", data: "A" },
      {
        type: "barcode",
        symbology: "code39",
        data: "A",
        align: "center",
        heightDots: 80,
        moduleDots: 2,
        caption: "below",
      },
    ],
    [
      "a PDF417 code in the middle with columns of the printer's choice",
      { type: "pdf417", data: "a" },
      { type: "pdf417", data: "a", align: "center", moduleDots: 3, columns: 0, errorCorrection: 2 },
    ],
    [
      "a picture in the middle at its own size, its error spread",
      { type: "image", ...picture },
      { type: "image", ...picture, align: "center", dither: "floyd-steinberg", widthDots: 2 },
    ],
    [
      "black below the middle",
      { type: "image", ...picture, dither: "threshold" },
      { type: "image", ...picture, dither: "threshold", threshold: 128 },
    ],
    ["one beep", { type: "buzzer" }, { type: "buzzer", times: 1, milliseconds: 200 }],
    ["a cut that leaves a point", { type: "cut" }, { type: "cut", mode: "partial" }],
    [
      "the drawer on pin 2 for a tenth of a second",
      { type: "drawer" },
      { type: "drawer", pin: 2, pulseMilliseconds: 100 },
    ],
  ])("%s", (_, short, long) => {
    expect(bytesOf(short)).toEqual(bytesOf(long));
  });
});

describe("a QR code", () => {
  const side = (profile: PrinterProfile, data: string) => {
    const { bytes, issues } = encode(documentOf({ type: "qr", data }), profile);
    const [strip] = commandsNamed(partsOf(bytes, profile), "GS v 0");
    return { rows: strip?.parameters[4], issues: issues.map(({ message }) => message) };
  };

  test("with modules of two dots is the smallest; narrower paper gets its data as text", () => {
    // 62 bytes make version 4 at level M: 33 modules and 4 of quiet, two dots each.
    const data = "x".repeat(62);
    expect(side({ ...chinese58, columns: 8, dots: 74 }, data)).toEqual({ rows: 66, issues: [] });
    expect(side({ ...chinese58, columns: 8, dots: 73 }, data).issues).toEqual([
      "62 bytes make no QR code on 73 dots; they are printed as text.",
    ]);
  });

  test("of nothing is none", () => {
    expect(side(chinese58, "").issues).toEqual([
      "0 bytes make no QR code on 384 dots; they are printed as text.",
    ]);
  });

  test("stands where it is aligned, in strips that no buffer is too small for", () => {
    const strips = (align: "left" | "center" | "right") =>
      commandsNamed(
        partsOf(
          encode(documentOf({ type: "qr", data: "a", moduleDots: 10, align }), chinese58).bytes,
          chinese58,
        ),
        "GS v 0",
      );
    // 21 modules of 10 dots: two strips, and 87 dots free on each side.
    for (const [align, bytesPerRow, firstDark] of [
      ["left", 27, 0],
      ["center", 38, 87],
      ["right", 48, 174],
    ] as const) {
      const [first, second, ...more] = strips(align);
      expect(more).toEqual([]);
      expect([...(first?.parameters.slice(0, 6) ?? [])]).toEqual([0x30, 0, bytesPerRow, 0, 128, 0]);
      expect([...(second?.parameters.slice(0, 6) ?? [])]).toEqual([0x30, 0, bytesPerRow, 0, 82, 0]);
      const row = [...(first?.parameters.slice(6, 6 + bytesPerRow) ?? [])]
        .map((byte) => byte.toString(2).padStart(8, "0"))
        .join("");
      expect(row.indexOf("1")).toBe(firstDark);
    }
  });

  test("whose bytes a printer would take for a command in real time is drawn instead", () => {
    const named = (data: string) =>
      partsOf(encode(documentOf({ type: "qr", data }), chinese80).bytes, chinese80).flatMap(
        (part) => (part.kind === "command" ? [part.name] : []),
      );
    expect(named("a\u0010\u0014")).toContain("GS v 0");
    expect(named("a\u0010\u0014")).not.toContain("GS ( k");
    expect(named("a")).toContain("GS ( k");
  });

  test("has white paper of four modules above and below it", () => {
    const feeds = commandsNamed(
      partsOf(bytesAsArray({ type: "qr", data: "a", moduleDots: 5 }), chinese80),
      "ESC J",
    );
    expect(feeds.map((part) => [...part.parameters])).toEqual([[20], [20]]);
  });
});

const bytesAsArray = (block: ReceiptBlock): Uint8Array =>
  encode(documentOf(block), chinese80).bytes;

describe("a barcode", () => {
  // 95 modules of at least two dots.
  const block: ReceiptBlock = { type: "barcode", symbology: "ean13", data: "690123456789" };

  test("fits paper as wide as its smallest bars and no narrower", () => {
    const narrow = { ...chinese58, columns: 8 };
    expect(encode(documentOf(block), { ...narrow, dots: 190 }).issues).toEqual([]);
    expect(encode(documentOf(block), { ...narrow, dots: 189 }).issues).toEqual([
      {
        code: "printer.barcode-too-wide",
        path: ["blocks", 0, "data"],
        message:
          "The barcode has 95 modules of at least 2 dots and the paper 189 dots; its data is printed as text.",
      },
    ]);
  });

  test("its bars are as wide as asked where the paper allows it, else as wide as that does", () => {
    const module = (moduleDots: number, profile: PrinterProfile) =>
      commandsNamed(
        partsOf(encode(documentOf({ ...block, moduleDots }), profile).bytes, profile),
        "GS w",
      ).map((part) => part.parameters[0]);
    expect(module(3, chinese58)).toEqual([3]);
    expect(module(6, chinese58)).toEqual([4]);
    expect(module(6, chinese80)).toEqual([6]);
  });

  test("wrong data is named as it was written", () => {
    const wrong: ReceiptBlock = { type: "barcode", symbology: "ean13", data: '6"9' };
    expect(encode(documentOf(wrong), chinese58).issues).toEqual([
      {
        code: "printer.barcode-data",
        path: ["blocks", 0, "data"],
        message: '"6\\"9" is no data for ean13; it is printed as text.',
      },
    ]);
  });

  test.each([
    ["none", 0],
    ["above", 1],
    ["below", 2],
    ["both", 3],
  ] as const)("a caption %s is %i of GS H", (caption, code) => {
    const parts = partsOf(bytesAsArray({ ...block, caption } as ReceiptBlock), chinese80);
    expect(commandsNamed(parts, "GS H").map((part) => [...part.parameters])).toEqual([[code]]);
  });
});

describe("a PDF417 code", () => {
  const issuesOf = (data: string, profile = western80) =>
    encode(documentOf({ type: "pdf417", data }), profile).issues.map(({ message }) => message);

  test("of a thousand bytes is the largest", () => {
    expect(issuesOf("x".repeat(1000))).toEqual([]);
    expect(issuesOf("x".repeat(1001))).toEqual([
      "1001 bytes make no PDF417 code; the data is printed as text.",
    ]);
    expect(issuesOf("")).toEqual(["0 bytes make no PDF417 code; the data is printed as text."]);
  });

  test("a printer that draws none says so by its name", () => {
    expect(issuesOf("a", chinese58)).toEqual([
      "The printer chinese-58 draws no PDF417 codes; the data is printed as text.",
    ]);
  });

  test("whose bytes a printer would take for a command in real time is printed as text", () => {
    expect(issuesOf("a\u0010\u0004")).toHaveLength(1);
  });
});

test("what cannot be printed of data that stands there as text is reported as data", () => {
  const { unprintable } = encode(documentOf({ type: "pdf417", data: "R😀" }), chinese58);
  expect(unprintable).toEqual([
    { character: "😀", replacement: "?", where: ["blocks", 0, "data"] },
  ]);
});

describe("text that stands in for a code stands where the code would", () => {
  test.each<readonly [string, ReceiptBlock]>([
    ["qr", { type: "qr", data: "x".repeat(3000), align: "right" }],
    ["barcode", { type: "barcode", symbology: "ean13", data: "1", align: "right" }],
    ["pdf417", { type: "pdf417", data: "a", align: "right" }],
  ])("%s", (_, block) => {
    const parts = partsOf(encode(documentOf(block), chinese80).bytes, chinese80);
    expect(commandsNamed(parts, "ESC a").map((part) => [...part.parameters])).toEqual([[2]]);
  });
});

describe("beeps and pulses in the units of the printer", () => {
  const tail = (block: ReceiptBlock, profile: PrinterProfile, length: number) =>
    bytesOf(block, profile).slice(-length);

  test("ESC B counts in 50 ms and knows up to nine of them", () => {
    expect(tail({ type: "buzzer", milliseconds: 50 }, chinese58, 2)).toEqual([1, 1]);
    expect(tail({ type: "buzzer", milliseconds: 130 }, chinese58, 2)).toEqual([1, 3]);
    expect(tail({ type: "buzzer", milliseconds: 450 }, chinese58, 2)).toEqual([1, 9]);
  });

  test("a beep that ESC B cannot make so long is as long as it can, and that is reported", () => {
    const { bytes, issues } = encode(
      documentOf({ type: "buzzer", times: 2, milliseconds: 2000 }),
      chinese58,
    );
    expect([...bytes.slice(-4)]).toEqual([0x1b, 0x42, 2, 9]);
    expect(issues).toEqual([
      {
        code: "printer.out-of-range",
        path: ["blocks", 0, "milliseconds"],
        message: "milliseconds is 2000; it must be a whole number from 50 to 450, so 450 is used.",
      },
    ]);
  });

  test("ESC ( A counts in 100 ms and pauses as long as it beeps", () => {
    expect(tail({ type: "buzzer", milliseconds: 100 }, western80, 3)).toEqual([1, 1, 1]);
    expect(tail({ type: "buzzer", milliseconds: 240 }, western80, 3)).toEqual([1, 2, 2]);
    expect(tail({ type: "buzzer", milliseconds: 2000 }, western80, 3)).toEqual([1, 20, 20]);
  });

  test("the drawer waits twice as long as it pulls, as far as the command can say", () => {
    expect(tail({ type: "drawer", pulseMilliseconds: 2 }, chinese58, 3)).toEqual([0, 1, 2]);
    expect(tail({ type: "drawer", pulseMilliseconds: 510 }, chinese58, 3)).toEqual([0, 255, 255]);
  });
});

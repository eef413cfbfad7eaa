import {
  chinese58,
  encode,
  type PrinterProfile,
  type ReceiptBlock,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { documentOf } from "./documents.js";
import { linesOf } from "./reading.js";

/** What is sent behind the first four bytes, which make the printer ready. */
const sent = (block: ReceiptBlock, profile: PrinterProfile = chinese58) => [
  ...encode(documentOf(block), profile).bytes.slice(4),
];
const text = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
const printed = (block: ReceiptBlock, profile: PrinterProfile = chinese58) =>
  linesOf(encode(documentOf(block), profile).bytes, profile).map((line) => line.text);
const issuesOf = (block: ReceiptBlock, profile: PrinterProfile = chinese58) =>
  encode(documentOf(block), profile).issues;

describe("a row byte for byte", () => {
  test("cells on the left, in the middle and on the right of their columns", () => {
    const row: ReceiptBlock = {
      type: "columns",
      gap: 1,
      cells: [
        { text: "a", width: { columns: 4 } },
        { text: "b", width: { columns: 6 }, align: "center" },
        { text: "cd", align: "right" },
      ],
    };
    // Five columns are free around b: two before it and three behind.
    expect(sent(row)).toEqual(text(`a    ${"  b   "} ${"cd".padStart(20)}\n`));
  });

  test("an empty cell sets no mark, its spaces carry none that would be seen", () => {
    const row: ReceiptBlock = {
      type: "columns",
      cells: [
        { text: "", underline: true },
        { text: "x", width: "content" },
      ],
    };
    expect(sent(row)).toEqual(text(`${" ".repeat(31)}x\n`));
  });

  test("no cells are no row", () => {
    expect(sent({ type: "columns", cells: [] })).toEqual([]);
  });
});

describe("a paragraph", () => {
  test("twice as wide has half the columns", () => {
    const wide: ReceiptBlock = { type: "text", text: "x".repeat(20), width: 2 };
    expect(printed(wide)).toEqual(["x".repeat(16), "x".repeat(4)]);
    // As wide as the paper is not too wide.
    expect(printed({ ...wide, text: "x".repeat(16) })).toEqual(["x".repeat(16)]);
  });

  test("a Hanzi for which a line of one column has no room is named, with the text it was in", () => {
    const narrow = { ...chinese58, columns: 8, dots: 96 };
    expect(issuesOf({ type: "text", text: "中a文", width: 8 }, narrow)).toEqual([
      {
        code: "printer.cell-too-narrow",
        path: ["blocks", 0, "text"],
        message: 'A cell of 1 column(s) has no room for "中文", which is left out.',
      },
    ]);
  });
});

test("a row that is too wide says how wide the paper is", () => {
  const row: ReceiptBlock = {
    type: "columns",
    cells: [{ text: "甲" }, { text: "x".repeat(40), width: "content" }],
  };
  expect(issuesOf(row)[0]?.message).toBe(
    "The cells need more than the 32 columns of the paper and are printed below each other.",
  );
});

test("a rule on a printer without signs for lines is drawn with plain ones", () => {
  const latin: PrinterProfile = {
    ...western80,
    text: {
      kind: "western",
      startsInChinese: false,
      codePages: [{ name: "windows-1252", number: 16 }],
    },
  };
  const rule = (line: "dash" | "solid" | "double") => sent({ type: "rule", line }, latin);
  expect(rule("solid")).toEqual(text(`${"-".repeat(48)}\n`));
  expect(rule("dash")).toEqual(rule("solid"));
  expect(rule("double")).toEqual(text(`${"=".repeat(48)}\n`));
});

describe("a table", () => {
  const table = (more: Partial<Extract<ReceiptBlock, { type: "table" }>>): ReceiptBlock => ({
    type: "table",
    columns: [{}, { width: { columns: 4 } }, { width: { columns: 4 } }],
    rows: [["a", "b", "c"]],
    ...more,
  });

  test("a cell that would span more columns than there are ends at the last one", () => {
    const rows = [["a", { text: "bb", span: 9, align: "right" as const }]];
    expect(printed(table({ rows }))).toEqual([`a${" ".repeat(29)}bb`]);
  });

  test("a column as wide as its content counts letters that need a code page", () => {
    const grown: ReceiptBlock = {
      type: "table",
      columns: [{ width: "content" }, {}],
      rows: [["Grüße", "1"]],
    };
    expect(printed(grown, western80)[0]?.startsWith("Grüße 1")).toBe(true);
  });

  test("a size out of range is reported once, where the table says it", () => {
    const { issues, bytes } = encode(
      documentOf(table({ width: 9, height: 0, rows: [["a"], ["b"]], columns: [{}] })),
      western80,
    );
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.out-of-range", ["blocks", 0, "width"]],
      ["printer.out-of-range", ["blocks", 0, "height"]],
    ]);
    expect(linesOf(bytes, western80).map((line) => line.text)).toEqual(["a     ", "b     "]);
    expect(issuesOf(table({ gap: 17 }), western80).map(({ path }) => path)).toEqual([
      ["blocks", 0, "gap"],
    ]);
  });

  test("cells behind the last column are left out, and that is said", () => {
    expect(issuesOf(table({ columns: [{}] }))[0]?.message).toBe(
      "The row has more cells than the table has columns (1); the rest is left out.",
    );
  });

  test("where the paper is too narrow each row goes cell below cell, whatever the gap", () => {
    const narrow = table({
      columns: [{ width: { columns: 30 } }, { width: { columns: 30 } }],
      gap: 5,
    });
    expect(printed(narrow).map((line) => line.trim())).toEqual(["a", "b"]);
  });
});

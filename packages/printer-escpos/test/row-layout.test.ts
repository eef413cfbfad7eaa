import { chinese58, encode, previewText, type ReceiptBlock } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import {
  cellColumns,
  contentColumns,
  layOutRow,
  paddingMarks,
  type SetCell,
  stackRow,
} from "../src/lay-out-row.js";
import type { PrintUnit } from "../src/print-unit.js";
import type { Cell, TextMarks } from "../src/receipt-document.js";
import { documentOf } from "./documents.js";
import { linesOf } from "./reading.js";

const unitsOf = (text: string): PrintUnit[] =>
  [...text].map((one) => ({ text: one, bytes: [0x41], columns: 1, page: 0 }));
const setOf = (cell: Cell, marks: TextMarks = {}): SetCell => ({
  cell,
  lines: cell.text.split("\n").map(unitsOf),
  marks,
});
const cellsOf = (...widths: Cell["width"][]): Cell[] =>
  widths.map((width) => (width === undefined ? { text: "" } : { text: "", width }));
const shown = (lines: ReturnType<typeof layOutRow>): string[] =>
  lines.map((line) =>
    line.map((segment) => segment.units.map((unit) => unit.text).join("")).join(""),
  );

describe("how wide cells are", () => {
  test.each([
    ["one cell takes the paper", cellsOf(undefined), [1], 1, [32]],
    ["cells without a width share alike", cellsOf(undefined, undefined), [1, 1], 0, [16, 16]],
    ["the gap is taken before", cellsOf(undefined, undefined), [1, 1], 2, [15, 15]],
    ["shares are kept", cellsOf({ share: 3 }, { share: 1 }), [1, 1], 0, [24, 8]],
    ["an odd column goes to somebody", cellsOf(undefined, undefined), [1, 1], 1, [16, 15]],
    ["content is as wide as its text", cellsOf(undefined, "content"), [1, 7], 1, [24, 7]],
    [
      "fixed columns are fixed",
      cellsOf(undefined, { columns: 6 }, { columns: 8 }),
      [1, 1, 1],
      1,
      [16, 6, 8],
    ],
    ["a share of four columns wraps", cellsOf(undefined, "content"), [20, 27], 1, [4, 27]],
    ["three columns are enough for three", cellsOf(undefined, "content"), [3, 28], 1, [3, 28]],
    ["what is fixed may be narrow", cellsOf({ columns: 2 }, "content"), [20, 7], 1, [2, 7]],
    [
      "what nobody shares stays empty at the right",
      cellsOf({ columns: 6 }, "content"),
      [1, 4],
      1,
      [6, 4],
    ],
    [
      "exactly as wide as the paper is not too wide",
      cellsOf({ columns: 16 }, { columns: 15 }),
      [1, 1],
      1,
      [16, 15],
    ],
  ] as const)("%s", (_, cells, contents, gap, columns) => {
    expect(cellColumns(cells, contents, { columns: 32, gap })).toEqual(columns);
  });

  test.each([
    ["fixed cells wider than the paper", cellsOf({ columns: 16 }, { columns: 16 }), [1, 1], 1],
    ["a text wider than the paper", cellsOf("content"), [33], 1],
    ["nothing is left to share", cellsOf({ columns: 31 }, undefined), [1, 1], 1],
    ["a share of three columns for four letters", cellsOf(undefined, "content"), [4, 28], 1],
    ["a share of one column for a Hanzi", cellsOf(undefined, "content"), [2, 30], 1],
  ] as const)("%s: too narrow", (_, cells, contents, gap) => {
    expect(cellColumns(cells, contents, { columns: 32, gap })).toBeUndefined();
  });

  test("a text is as wide as its widest line, and never nothing", () => {
    expect(contentColumns(setOf({ text: "a\nabc\nab" }))).toBe(3);
    expect(contentColumns(setOf({ text: "" }))).toBe(1);
  });
});

describe("cells beside each other", () => {
  const space = { columns: 12, gap: 2, ellipsis: unitsOf("~"), marks: {} };

  test("each line is as wide as its row, whatever its alignment", () => {
    const row = (align: "left" | "center" | "right") =>
      shown(layOutRow([setOf({ text: "ab", align }), setOf({ text: "c" })], [5, 5], space));
    expect(row("left")).toEqual(["ab     c    "]);
    expect(row("center")).toEqual([" ab    c    "]);
    expect(row("right")).toEqual(["   ab  c    "]);
  });

  test("a cell of several lines pushes nothing aside", () => {
    const cells = [setOf({ text: "one two" }), setOf({ text: "1\n2\n3" })];
    expect(shown(layOutRow(cells, [5, 5], space))).toEqual([
      "one    1    ",
      "two    2    ",
      "       3    ",
    ]);
  });

  test("without a gap cells touch", () => {
    const cells = [setOf({ text: "abc" }), setOf({ text: "def" })];
    expect(shown(layOutRow(cells, [3, 3], { ...space, gap: 0 }))).toEqual(["abcdef"]);
  });

  test("a cell is cut as it asks", () => {
    const cell = (overflow: "clip" | "ellipsis") =>
      shown(layOutRow([setOf({ text: "abcdef", overflow })], [4], space));
    expect([cell("clip"), cell("ellipsis")]).toEqual([["abcd"], ["abc~"]]);
  });

  test("the marks of a cell end at its edges, those of the row go through the gap", () => {
    const [line] = layOutRow(
      [setOf({ text: "a" }, { invert: true }), setOf({ text: "b", align: "right" })],
      [2, 2],
      { ...space, gap: 1, marks: { bold: true } },
    );
    expect(
      line?.map(({ units, marks }) => [units.map((unit) => unit.text).join(""), marks]),
    ).toEqual([
      ["a", { invert: true }],
      [" ", { invert: true }],
      [" ", { bold: true }],
      [" ", {}],
      ["b", {}],
    ]);
  });

  test("spaces are inverted with their text and never underlined", () => {
    expect(paddingMarks({ underline: true, bold: true, invert: true })).toEqual({
      bold: true,
      invert: true,
    });
    expect(paddingMarks({ underline: true })).toEqual({});
    expect(paddingMarks({ invert: true })).toEqual({ invert: true });
    expect(paddingMarks({})).toEqual({});
  });
});

describe("cells below each other", () => {
  const space = { columns: 6, gap: 1, ellipsis: [], marks: {} };

  test("each in lines of its own over the whole paper, nothing cut, empty ones left out", () => {
    const cells = [
      setOf({ text: "one two", overflow: "ellipsis" }),
      setOf({ text: "" }),
      setOf({ text: "9.90", align: "right" }),
      setOf({ text: "x", align: "center" }),
    ];
    expect(shown(stackRow(cells, space))).toEqual(["one   ", "two   ", "  9.90", "  x   "]);
  });
});

describe("tables", () => {
  const lines = (block: Partial<Extract<ReceiptBlock, { type: "table" }>>) => {
    const table: ReceiptBlock = {
      type: "table",
      columns: [{}, { width: "content" }],
      rows: [],
      ...block,
    };
    const { bytes, issues } = encode(documentOf(table), chinese58);
    return {
      text: previewText(bytes, chinese58),
      codes: issues.map(({ code, path }) => [code, path.join(".")]),
    };
  };

  test("a column is as wide as its widest text in any row", () => {
    expect(
      lines({
        rows: [
          ["a", "1"],
          ["b", "100"],
          ["c", "10"],
        ],
      }).text,
    ).toEqual([`a${" ".repeat(28)}1`, `b${" ".repeat(28)}100`, `c${" ".repeat(28)}10`]);
  });

  test("a cell over several columns takes their gaps too, and does not make any of them wider", () => {
    const columns = [{ width: "content" }, { width: "content" }, { width: "content" }] as const;
    const rows = [
      ["aa", "bb", "cc"],
      [{ text: "over two", span: 2 }, "c"],
      [{ text: "r", span: 3, align: "right" as const }],
    ];
    expect(lines({ columns, rows, gap: 3 }).text).toEqual([
      "aa   bb   cc",
      "over      c",
      "two",
      `${" ".repeat(11)}r`,
    ]);
  });

  test("a cell has the alignment of its column unless it has its own", () => {
    const columns = [{ width: { columns: 4 }, align: "right" as const }, { width: { columns: 4 } }];
    const rows = [
      ["a", "b"],
      [{ text: "c", align: "left" as const }, "d"],
    ];
    expect(lines({ columns, rows, gap: 1 }).text).toEqual(["   a b", "c    d"]);
  });

  test("a cell cuts as its column does unless it says otherwise", () => {
    const columns = [{ width: { columns: 3 }, overflow: "clip" as const }];
    const rows = [["abcdef"], [{ text: "abcdef", overflow: "wrap" as const }]];
    expect(lines({ columns, rows }).text).toEqual(["abc", "abc", "def"]);
  });

  test("cells that are missing are empty; those that are too many are left out and reported", () => {
    const rows = [["a"], ["a", "1", "x"], [{ text: "a", span: 9 }], [{ text: "a", span: 0 }, "1"]];
    const { text, codes } = lines({ rows });
    expect(text).toEqual(["a", `a${" ".repeat(30)}1`, "a", `a${" ".repeat(30)}1`]);
    expect(codes).toEqual([["printer.row-too-wide", "blocks.0.rows.1"]]);
  });

  test("where the paper is too narrow each row goes cell below cell and says so", () => {
    const columns = [{ width: { columns: 30 } }, { width: { columns: 30 } }];
    const { text, codes } = lines({ columns, rows: [["a", "b"]] });
    expect(text).toEqual(["a", "b"]);
    expect(codes).toEqual([["printer.row-too-wide", "blocks.0.rows.0"]]);
  });

  test("a table without columns is nothing", () => {
    expect(lines({ columns: [], rows: [["a"]] })).toEqual({ text: [], codes: [] });
  });

  test("twice as wide, half as many columns", () => {
    const table: ReceiptBlock = {
      type: "table",
      columns: [{}, { width: "content" }],
      rows: [["a", "1"]],
      width: 2,
    };
    const { bytes } = encode(documentOf(table), chinese58);
    expect(linesOf(bytes, chinese58)).toEqual([{ text: `a${" ".repeat(14)}1`, columns: 16 }]);
  });
});

import {
  chinese58,
  chinese80,
  encode,
  type ReceiptBlock,
  western80,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { runPrinter } from "../src/run-printer.js";
import { documentOf, saleLine } from "./documents.js";
import { linesOf } from "./reading.js";

const printed = (document: Parameters<typeof encode>[0], profile = chinese58) =>
  linesOf(encode(document, profile).bytes, profile);

describe("tall letters", () => {
  const textRows = (...blocks: ReceiptBlock[]) =>
    runPrinter(encode(documentOf(...blocks), chinese58).bytes, chinese58).rows.flatMap((row) =>
      row.kind === "text" ? [row] : [],
    );

  test("the line below a tall one does not touch it, and normal lines stand as close as ever", () => {
    for (const height of [1, 2, 3, 8]) {
      const rows = textRows(
        { type: "text", text: "店", height },
        { type: "columns", height, cells: [{ text: "合计" }, { text: "9.90", width: "content" }] },
        { type: "text", text: "合计合计合计合计合计合计合计合计合计合计", height },
        { type: "text", text: "a" },
        { type: "text", text: "b" },
      );
      const letters = 24 * height;
      const pitch = height === 1 ? 30 : letters + 8;
      const tops = rows.map((row) => row.y);
      expect(tops).toEqual([0, 1, 2, 3, 4].map((line) => line * pitch).concat(4 * pitch + 30));
      expect(
        Math.max(...rows.slice(0, 4).flatMap((row) => row.glyphs.map((glyph) => glyph.height))),
      ).toBe(letters);
    }
  });

  test("a feed behind a tall line is of normal lines", () => {
    const rows = textRows(
      { type: "text", text: "a", height: 4 },
      { type: "feed", lines: 2 },
      { type: "text", text: "b" },
    );
    expect(rows[1]?.y).toBe(4 * 24 + 8 + 2 * 30);
  });
});

describe("rows", () => {
  test("a row with Chinese names is as wide as the paper, to the column", () => {
    const names = ["特仑苏", "Snickers巧克力棒", "Café·Latte", "阳澄湖大闸蟹(对)", "x"];
    for (const name of names) {
      expect(printed(documentOf(saleLine(name, "2", "¥9.90")), chinese80)[0]?.columns).toBe(48);
      expect(printed(documentOf(saleLine(name, "2", "¥9.90")), chinese58)[0]?.columns).toBe(32);
    }
  });

  test("a name that is too long ends in an ellipsis between two characters", () => {
    expect(printed(documentOf(saleLine("特仑苏纯牛奶整箱装", "2", "¥9.90")))[0]?.text).toBe(
      "特仑苏纯牛奶整…    2     ￥9.90",
    );
  });

  test("an ellipsis never cuts an emoji family or an accent in two", () => {
    for (const name of ["牛奶牛奶牛奶👨‍👩‍👧👨‍👩‍👧", "牛奶牛奶牛e\u0301e\u0301e\u0301e\u0301"]) {
      for (let columns = 1; columns < 16; columns += 1) {
        const row = documentOf({
          type: "columns",
          cells: [{ text: name, overflow: "ellipsis", width: { columns } }, { text: "" }],
        });
        const [line] = printed(row);
        expect(line?.columns).toBe(32);
        expect(line?.text).not.toMatch(/\ufffd|\u0301|\u200d|\p{Cs}/u);
      }
    }
  });

  test("clip cuts between characters and leaves the odd column empty", () => {
    const row = documentOf({
      type: "columns",
      cells: [{ text: "牛奶面包", overflow: "clip", width: { columns: 5 } }, { text: "|" }],
    });
    expect(printed(row)[0]?.text.trimEnd()).toBe("牛奶  |");
  });

  test("wrapping is the default, and the other cells stand in the first line", () => {
    const row = documentOf({
      type: "columns",
      cells: [
        { text: "特仑苏纯牛奶整箱装", width: { columns: 10 } },
        { text: "¥9.90", align: "right", width: { columns: 8 } },
      ],
    });
    expect(printed(row).map((line) => line.text)).toEqual([
      "特仑苏纯牛   ￥9.90",
      "奶整箱装           ",
    ]);
  });

  test("a price is never divided between its sign and its figure", () => {
    const row = documentOf({
      type: "columns",
      cells: [{ text: "特价 ￥1,990", width: { columns: 8 } }],
    });
    expect(printed(row).map((line) => line.text.trimEnd())).toEqual(["特价", "￥1,990"]);
  });

  test("a closing mark does not begin a line", () => {
    const row = documentOf({
      type: "columns",
      cells: [{ text: "牛奶面包。", width: { columns: 8 } }],
    });
    expect(printed(row).map((line) => line.text.trimEnd())).toEqual(["牛奶面", "包。"]);
  });

  test("double width halves the columns, and the row still ends at the edge", () => {
    const row = documentOf({
      type: "columns",
      width: 2,
      cells: [{ text: "合计" }, { text: "¥121.55", align: "right" }],
    });
    expect(printed(row, chinese80)[0]).toEqual({ text: "合计            ￥121.55", columns: 24 });
  });

  test("shares divide what the fixed cells leave, to the column", () => {
    const row = documentOf({
      type: "columns",
      gap: 0,
      cells: [
        { text: "a", width: { share: 1 } },
        { text: "b", width: { share: 1 } },
        { text: "c", width: { share: 1 } },
      ],
    });
    expect(printed(row)[0]?.text).toBe("a          b          c         ");
  });

  test("a content cell is as wide as its text, and never wraps", () => {
    const row = documentOf({
      type: "columns",
      cells: [{ text: "应收" }, { text: "¥1,234,567.89", width: "content" }],
    });
    expect(printed(row).map((line) => line.text)).toEqual(["应收              ￥1,234,567.89"]);
  });

  test("on too narrow a paper the cells go below each other, nothing is lost, and it is reported", () => {
    const row = documentOf({
      type: "columns",
      cells: [
        { text: "商品", width: { columns: 30 } },
        { text: "¥9.90", width: { columns: 10 }, align: "right", overflow: "clip" },
      ],
    });
    const { bytes, issues } = encode(row, chinese58);
    expect(linesOf(bytes, chinese58).map((line) => line.text)).toEqual([
      "商品                            ",
      "                          ￥9.90",
    ]);
    expect(issues.map((issue) => issue.code)).toEqual(["printer.row-too-wide"]);
  });

  test("a label beside a number that leaves it no room stands above it, whole", () => {
    const row = (value: string): ReceiptBlock => ({
      type: "columns",
      cells: [{ text: "交易单号" }, { text: value, width: "content", align: "right" }],
    });
    const number = "4200002245202611213847501928";
    const { bytes, issues } = encode(documentOf(row(number)), chinese58);
    expect(linesOf(bytes, chinese58).map((line) => line.text.trim())).toEqual(["交易单号", number]);
    expect(issues.map((issue) => issue.code)).toEqual(["printer.row-too-wide"]);
  });

  test("a Hanzi in a cell of one column is left out and reported", () => {
    const row = documentOf({
      type: "columns",
      cells: [{ text: "牛", width: { columns: 1 } }, { text: "奶" }],
    });
    const { bytes, issues } = encode(row, chinese58);
    expect(linesOf(bytes, chinese58)[0]?.text.trim()).toBe("奶");
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.cell-too-narrow", ["blocks", 0, "cells", 0, "text"]],
    ]);
  });

  test("a cell adds its marks to those of the row; padding is inverted and not underlined", () => {
    const row = documentOf({
      type: "columns",
      invert: true,
      cells: [{ text: "a", underline: true }, { text: "b" }],
    });
    const { bytes } = encode(row, western80);
    const hex = [...bytes].map((byte) => byte.toString(16)).join(" ");
    // Underline and invert on, a, underline off, the rest of the row inverted.
    expect(hex).toContain("1b 2d 1 1d 42 1 61 1b 2d 0 20 20");
    expect(hex.match(/1d 42/g)).toHaveLength(1);
  });
});

describe("text", () => {
  test("line feeds in the text start new lines, whatever system wrote them", () => {
    const lines = printed(documentOf({ type: "text", text: "一\n二\r\n三\r四\n" }));
    expect(lines.map((line) => line.text)).toEqual(["一", "二", "三", "四", ""]);
  });

  test("a long word is divided at the edge, words go down whole", () => {
    const lines = printed(
      documentOf({ type: "text", text: `Thank you very much for coming ${"x".repeat(40)}` }),
    );
    expect(lines.map((line) => line.text)).toEqual([
      "Thank you very much for coming",
      "x".repeat(32),
      "x".repeat(8),
    ]);
  });

  test("an empty text is an empty line", () => {
    expect(printed(documentOf({ type: "text", text: "" }))).toEqual([{ text: "", columns: 0 }]);
  });

  test("rules reach from edge to edge in each charset", () => {
    const rules = documentOf(
      { type: "rule" },
      { type: "rule", line: "solid" },
      { type: "rule", line: "double" },
    );
    expect(printed(rules, chinese58).map((line) => line.columns)).toEqual([32, 32, 32]);
    expect(printed(rules, chinese58)[1]?.text).toBe("─".repeat(16));
    expect(printed(rules, western80)[1]?.text).toBe("─".repeat(48));
    expect(printed(rules, western80)[2]?.text).toBe("═".repeat(48));
    const odd = { ...chinese58, columns: 31 };
    expect(printed(rules, odd).map((line) => line.columns)).toEqual([31, 31, 31]);
  });
});

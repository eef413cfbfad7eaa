import {
  chinese58,
  chinese80,
  decode,
  encode,
  japan80,
  korea80,
  type PrinterProfile,
  previewText,
  printedColumnsOf,
  type ReceiptBlock,
  taiwan80,
  western80,
} from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eastAsianCharset } from "../src/double-byte.js";
import { linearCodeOf } from "../src/linear-codes.js";
import { documentOf } from "./documents.js";
import { commandsNamed, linesOf, partsOf } from "./reading.js";
import { RUNS } from "./runs.js";

const printed = (profile: PrinterProfile, ...blocks: ReceiptBlock[]) =>
  linesOf(encode(documentOf(...blocks), profile).bytes, profile).map((line) => line.text.trimEnd());

describe("a table", () => {
  const table = (rows: readonly (readonly string[])[]): ReceiptBlock => ({
    type: "table",
    columns: [{}, { width: "content", align: "right" }, { width: "content", align: "right" }],
    rows,
  });

  test("columns are as wide as their widest cell, and amounts stand below each other", () => {
    expect(
      printed(
        chinese58,
        table([
          ["商品", "数量", "金额"],
          ["苹果", "1", "9.90"],
          ["五常大米", "12", "1199.00"],
        ]),
      ),
    ).toEqual([
      "商品                数量    金额",
      "苹果                   1    9.90",
      "五常大米              12 1199.00",
    ]);
  });

  test("a cell may span columns, with the gaps between them", () => {
    const block: ReceiptBlock = {
      type: "table",
      columns: [{ width: { columns: 6 } }, { width: { columns: 6 } }, { align: "right" }],
      rows: [
        [{ text: "across the two", span: 2, overflow: "clip" }, "9"],
        ["a", "b", "c"],
        [{ text: "all", span: 9, align: "right" }],
        ["short"],
      ],
    };
    expect(printed(chinese58, block)).toEqual([
      "across the tw                  9",
      "a      b                       c",
      `${" ".repeat(29)}all`,
      "short",
    ]);
  });

  test("cells behind the last column are reported, at their row", () => {
    const { issues } = encode(
      documentOf({ type: "table", columns: [{}], rows: [["a"], ["b", "c"]] }),
      chinese58,
    );
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.row-too-wide", ["blocks", 0, "rows", 1]],
    ]);
  });

  test("a table too wide for the paper goes cell below cell and loses nothing", () => {
    const columns = [{ width: { columns: 20 } }, { width: { columns: 20 } }];
    const document = documentOf({ type: "table", columns, rows: [["left", "right"]] });
    expect(printed(chinese58, ...document.blocks)).toEqual(["left", "right"]);
    expect(encode(document, chinese58).issues[0]?.code).toBe("printer.row-too-wide");
  });

  test("characters that are replaced are reported once, at their row and cell", () => {
    const { unprintable } = encode(documentOf(table([["😀", "1", "2"]])), chinese58);
    expect(unprintable).toEqual([
      { character: "😀", replacement: "?", where: ["blocks", 0, "rows", 0, 0] },
    ]);
  });

  test("reports name a place that the document has: the text of a cell, the width of a column", () => {
    const given: ReceiptBlock = {
      type: "table",
      columns: [{ width: { columns: Number.NaN } }, { width: { share: 0 } }],
      rows: [["a", { text: "😀" }]],
    };
    const { unprintable, issues, bytes } = encode(documentOf(given), chinese58);
    expect(unprintable.map(({ where }) => where)).toEqual([["blocks", 0, "rows", 0, 1, "text"]]);
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["printer.out-of-range", ["blocks", 0, "columns", 0, "width"]],
      ["printer.out-of-range", ["blocks", 0, "columns", 1, "width"]],
    ]);
    expect(linesOf(bytes, chinese58)).toEqual([{ text: `a ?${" ".repeat(29)}`, columns: 32 }]);
  });
});

describe("groups and copies", () => {
  const says = (text: string): ReceiptBlock => ({ type: "text", text });

  test("conditions come from the program; those of paper and copy are known", () => {
    const blocks: ReceiptBlock[] = [
      { type: "group", when: "member", blocks: [says("points")] },
      { type: "group", unless: "member", blocks: [says("join us")] },
      { type: "group", when: "narrow", blocks: [says("narrow")] },
      { type: "group", when: "wide", blocks: [says("wide")] },
      { type: "group", when: "cutter", blocks: [says("cuts")] },
    ];
    const lines = (profile: PrinterProfile, conditions: readonly string[]) =>
      linesOf(encode(documentOf(...blocks), profile, { conditions }).bytes, profile).map(
        (line) => line.text,
      );
    expect(lines(chinese58, [])).toEqual(["join us", "narrow"]);
    expect(lines(chinese80, ["member"])).toEqual(["points", "wide", "cuts"]);
  });

  test("copies follow each other, and the later ones can say that they are copies", () => {
    const document = {
      ...documentOf(says("sale"), {
        type: "group",
        when: "copy",
        blocks: [{ type: "group", blocks: [says("COPY")] }],
      }),
      copies: 3,
    };
    expect(linesOf(encode(document, chinese58).bytes, chinese58).map((line) => line.text)).toEqual([
      "sale",
      "sale",
      "COPY",
      "sale",
      "COPY",
    ]);
  });

  test("reports name the place inside the group", () => {
    const group: ReceiptBlock = { type: "group", blocks: [says("a"), says("😀")] };
    expect(encode(documentOf(group), chinese58).unprintable[0]?.where).toEqual([
      "blocks",
      0,
      "blocks",
      1,
      "text",
    ]);
  });
});

describe("buzzer and PDF417", () => {
  test("the buzzer of the printer's kind, or a report", () => {
    const beep: ReceiptBlock = { type: "buzzer", times: 3, milliseconds: 200 };
    const tail = (profile: PrinterProfile, length: number) => [
      ...encode(documentOf(beep), profile).bytes.slice(-length),
    ];
    expect(tail(chinese58, 4)).toEqual([0x1b, 0x42, 3, 4]);
    expect(tail(western80, 10)).toEqual([0x1b, 0x28, 0x41, 5, 0, 97, 100, 3, 2, 2]);
    const { buzzer: _, ...quiet } = chinese58;
    expect(encode(documentOf(beep), quiet).issues[0]?.code).toBe("printer.no-buzzer");
  });

  test("PDF417 by the printer's command, its data in UTF-8; as text where there is none", () => {
    const block: ReceiptBlock = { type: "pdf417", data: "发票 42", columns: 5, errorCorrection: 3 };
    const { bytes, issues } = encode(documentOf(block), western80);
    expect(issues).toEqual([]);
    const functions = commandsNamed(partsOf(bytes, western80), "GS ( k");
    expect(functions.map((part) => [...part.parameters.slice(3, 6)])).toEqual([
      [48, 65, 5],
      [48, 66, 0],
      [48, 67, 3],
      [48, 68, 3],
      [48, 69, 48],
      [48, 80, 48],
      [48, 81, 48],
    ]);
    expect(previewText(bytes, western80).join("\n")).toContain("[PDF417 发票 42]");
    expect(printed(chinese58, block)).toEqual(["发票 42"]);
    const long: ReceiptBlock = { type: "pdf417", data: "x".repeat(1001) };
    expect(encode(documentOf(long), western80).issues[0]?.code).toBe("printer.pdf417-as-text");
  });
});

describe("barcodes of every kind", () => {
  test.each([
    ["ean8", "9031101", "90311017"],
    ["ean8", "90311018", undefined],
    ["upc-a", "03600029145", "036000291452"],
    ["upc-a", "036000291453", undefined],
    ["upc-e", "425261", "042100005264"],
    ["upc-e", "04252614", "042100005264"],
    ["upc-e", "04252615", undefined],
    ["upc-e", "042100005264", "042100005264"],
    ["upc-e", "036000291452", undefined],
    ["upc-e", "123456789012", undefined],
    ["itf", "12345", undefined],
    ["itf", "123456", "123456"],
    ["code39", "TILL 7/4", "TILL 7/4"],
    ["code39", "till", undefined],
    ["code93", "A+B%", "A+B%"],
    ["codabar", "A123-4$B", "A123-4$B"],
    ["codabar", "1234", undefined],
    ["gs1-128", "(01)06901234567892(10)A1", "(01)06901234567892(10)A1"],
    ["gs1-128", "0106901234567892", undefined],
  ] as const)("%s %s", (symbology, data, caption) => {
    expect(linearCodeOf(symbology, data)?.caption).toBe(caption);
  });

  test("GS1 elements of free length end with FNC1 unless they are the last", () => {
    const text = (data: string) =>
      String.fromCharCode(...(linearCodeOf("gs1-128", data)?.bytes ?? []));
    expect(text("(01)06901234567892(10)A1")).toBe("{B{101069012345678921" + "0A1");
    expect(text("(10)A1(17)271231")).toBe("{B{110A1{117271231");
  });

  test("what is sent is what is drawn, for each kind", () => {
    const kinds = [
      ["upc-a", "03600029145"],
      ["upc-e", "425261"],
      ["ean13", "690123456789"],
      ["ean8", "9031101"],
      ["code39", "TILL"],
      ["itf", "1234"],
      ["codabar", "A12B"],
      ["code93", "TILL"],
      ["code128", "till"],
      ["gs1-128", "(10)A1"],
    ] as const;
    for (const [symbology, data] of kinds) {
      const { bytes, issues } = encode(documentOf({ type: "barcode", symbology, data }), chinese80);
      expect(issues).toEqual([]);
      expect(previewText(bytes, chinese80).join("\n")).toContain("║▌│█│");
    }
  });
});

describe("other languages", () => {
  const all: readonly [PrinterProfile, string, number][] = [
    [taiwan80, "臺灣珍珠奶茶 大杯 $55", 21],
    [japan80, "お買上げ ｱﾘｶﾞﾄｳ 合計", 20],
    [korea80, "합계 금액 1,000원", 17],
    [western80, "Ελληνικά Привет Łódź Çağ עברית", 30],
  ];

  test.each(all)("$id prints its own", (profile, text, columns) => {
    const { bytes, unprintable } = encode(documentOf({ type: "text", text }), profile);
    expect(unprintable).toEqual([]);
    expect(linesOf(bytes, profile)).toEqual([{ text, columns }]);
    expect(printedColumnsOf(text, profile)).toBe(columns);
  });

  test("two-byte mode is left for a letter of a code page and entered again", () => {
    const { bytes } = encode(documentOf({ type: "text", text: "拿鐵 é 茶" }), taiwan80);
    const names = decode(bytes, taiwan80).parts.map((part) =>
      part.kind === "text" ? part.text : part.kind === "command" ? part.name : "?",
    );
    expect(names).toEqual(["ESC @", "FS &", "拿鐵 ", "FS .", "ESC t", "é ", "FS &", "茶", "LF"]);
  });

  test("a Chinese printer with pages prints what its own set lacks", () => {
    const profile: PrinterProfile = {
      ...chinese58,
      text: {
        kind: "chinese",
        startsInChinese: true,
        fourByteCodes: false,
        euro: "none",
        codePages: [{ name: "cp858", number: 19 }],
      },
    };
    const { unprintable, bytes } = encode(documentOf({ type: "text", text: "10€ 元 ñ" }), profile);
    expect(unprintable).toEqual([]);
    expect(linesOf(bytes, profile)[0]?.text).toBe("10€ 元 ñ");
  });

  test("each two-byte set comes back as it went", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("big5", "shift-jis", "euc-kr" as const),
        fc.integer({ min: 0x3041, max: 0xffe5 }),
        (name, point) => {
          const charset = eastAsianCharset(name);
          const character = String.fromCharCode(point);
          const code = charset.encode(character);
          if (code < 0x100) return;
          expect(charset.decode(code >> 8, code & 0xff).text).toBe(character);
        },
      ),
      { numRuns: RUNS * 5 },
    );
    expect(eastAsianCharset("shift-jis").encode("ｱ")).toBe(0xb1);
    expect(eastAsianCharset("shift-jis").encode("円")).toBe(0x897e);
    expect(eastAsianCharset("big5").encode("中")).toBe(0xa4a4);
    expect(eastAsianCharset("euc-kr").encode("가")).toBe(0xb0a1);
  });
});

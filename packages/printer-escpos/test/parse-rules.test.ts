import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import { describe, expect, test } from "vitest";

const documentWith = (blocks: readonly unknown[], more: object = {}) => ({
  kind: "receipt-document",
  version: 1,
  blocks,
  ...more,
});

/** The paths at which a block is refused, from the block on; none where it is taken. */
function refusedAt(block: unknown): string[] {
  const answer = parseReceiptDocument(documentWith([block]));
  return answer.ok ? [] : answer.issues.map((issue) => issue.path.slice(2).join("."));
}

const text = (more: object = {}) => ({ type: "text", text: "a", ...more });
const row = (cell: object, more: object = {}) => ({
  type: "columns",
  cells: [{ text: "a", ...cell }],
  ...more,
});
const table = (more: object = {}) => ({ type: "table", columns: [{}], rows: [["a"]], ...more });
const qr = (more: object = {}) => ({ type: "qr", data: "a", ...more });
const pdf417 = (more: object = {}) => ({ type: "pdf417", data: "a", ...more });
const barcode = (more: object = {}) => ({
  type: "barcode",
  symbology: "code128",
  data: "a",
  ...more,
});
const image = (more: object = {}) => ({
  type: "image",
  width: 1,
  height: 1,
  gray: "AA==",
  ...more,
});

describe("whole numbers within their limits", () => {
  const cases: readonly [string, (value: unknown) => unknown, number, number][] = [
    ["width", (width) => text({ width }), 1, 8],
    ["height", (height) => text({ height }), 1, 8],
    ["cells.0.width", (columns) => row({ width: { columns } }), 1, 512],
    ["cells.0.width", (share) => row({ width: { share } }), 1, 512],
    ["gap", (gap) => row({}, { gap }), 0, 16],
    ["gap", (gap) => table({ gap }), 0, 16],
    ["width", (width) => table({ width }), 1, 8],
    ["rows.0.0", (span) => table({ rows: [[{ text: "a", span }]] }), 1, 32],
    ["lines", (lines) => ({ type: "feed", lines }), 1, 255],
    ["moduleDots", (moduleDots) => qr({ moduleDots }), 2, 16],
    ["moduleDots", (moduleDots) => pdf417({ moduleDots }), 2, 8],
    ["columns", (columns) => pdf417({ columns }), 1, 30],
    ["errorCorrection", (errorCorrection) => pdf417({ errorCorrection }), 0, 8],
    ["heightDots", (heightDots) => barcode({ heightDots }), 1, 255],
    ["moduleDots", (moduleDots) => barcode({ moduleDots }), 2, 6],
    ["threshold", (threshold) => image({ threshold }), 1, 255],
    ["widthDots", (widthDots) => image({ widthDots }), 1, 2048],
    ["times", (times) => ({ type: "buzzer", times }), 1, 9],
    ["milliseconds", (milliseconds) => ({ type: "buzzer", milliseconds }), 50, 2000],
    ["pulseMilliseconds", (pulseMilliseconds) => ({ type: "drawer", pulseMilliseconds }), 2, 510],
  ];

  test.each(cases)("%s", (path, blockWith, least, most) => {
    for (const taken of [least, most]) expect(refusedAt(blockWith(taken))).toEqual([]);
    for (const refused of [least - 1, most + 1, least + 0.5, `${least}`, null, Number.NaN]) {
      const [first, ...others] = refusedAt(blockWith(refused));
      expect([first?.startsWith(path), others]).toEqual([true, []]);
    }
  });

  test("copies are 1 to 10", () => {
    for (const [copies, ok] of [
      [0, false],
      [1, true],
      [10, true],
      [11, false],
    ] as const)
      expect(parseReceiptDocument(documentWith([], { copies })).ok).toBe(ok);
  });
});

describe("one of a few words", () => {
  const cases: readonly [string, (value: unknown) => unknown, readonly unknown[]][] = [
    ["align", (align) => text({ align }), ["left", "center", "right"]],
    ["overflow", (overflow) => text({ overflow }), ["wrap", "clip", "ellipsis"]],
    ["cells.0.align", (align) => row({ align }), ["left", "center", "right"]],
    ["cells.0.overflow", (overflow) => row({ overflow }), ["wrap", "clip", "ellipsis"]],
    ["columns.0.align", (align) => table({ columns: [{ align }] }), ["left", "center", "right"]],
    ["line", (line) => ({ type: "rule", line }), ["dash", "solid", "double"]],
    ["align", (align) => qr({ align }), ["left", "center", "right"]],
    ["errorCorrection", (errorCorrection) => qr({ errorCorrection }), ["L", "M", "Q", "H"]],
    ["caption", (caption) => barcode({ caption }), ["none", "above", "below", "both"]],
    [
      "dither",
      (dither) => image({ dither }),
      ["floyd-steinberg", "atkinson", "bayer", "threshold"],
    ],
    ["mode", (mode) => ({ type: "cut", mode }), ["partial", "full"]],
    ["pin", (pin) => ({ type: "drawer", pin }), [2, 5]],
  ];

  test.each(cases)("%s", (path, blockWith, words) => {
    for (const word of words) expect(refusedAt(blockWith(word))).toEqual([]);
    for (const word of ["", "other", 3, null]) expect(refusedAt(blockWith(word))).toEqual([path]);
  });

  test.each(["bold", "underline", "invert"])("%s is yes or no", (mark) => {
    for (const block of [text({ [mark]: true }), row({ [mark]: false }), table({ [mark]: true })])
      expect(refusedAt(block)).toEqual([]);
    expect(refusedAt(text({ [mark]: "yes" }))).toEqual([mark]);
    expect(refusedAt(row({ [mark]: 1 }))).toEqual([`cells.0.${mark}`]);
  });
});

describe("texts", () => {
  test("control characters are refused, line feeds and tabs are taken", () => {
    for (let point = 0; point < 0xa1; point += 1) {
      const isControl = point < 0x20 || (point >= 0x7f && point < 0xa0);
      const isMeant = [0x09, 0x0a, 0x0d].includes(point);
      const refused = isControl && !isMeant ? ["text"] : [];
      expect([point, refusedAt(text({ text: `a${String.fromCharCode(point)}b` }))]).toEqual([
        point,
        refused,
      ]);
    }
  });

  test("a text is at most twenty thousand characters long", () => {
    expect(refusedAt(text({ text: "a".repeat(20_000) }))).toEqual([]);
    expect(refusedAt(text({ text: "a".repeat(20_001) }))).toEqual(["text"]);
  });

  test("data of codes is neither empty nor longer than the largest code", () => {
    for (const [codeWith, most] of [
      [qr, 2953],
      [pdf417, 1000],
    ] as const) {
      expect(refusedAt(codeWith({ data: "a".repeat(most) }))).toEqual([]);
      expect(refusedAt(codeWith({ data: "a".repeat(most + 1) }))).toEqual(["data"]);
      expect(refusedAt(codeWith({ data: "" }))).toEqual(["data"]);
    }
  });

  test("a condition has a name of at most 64 characters", () => {
    for (const field of ["when", "unless"]) {
      const group = (name: unknown) => ({ type: "group", blocks: [], [field]: name });
      expect(refusedAt(group("a".repeat(64)))).toEqual([]);
      for (const refused of ["", "a".repeat(65), 5])
        expect(refusedAt(group(refused))).toEqual([field]);
    }
  });
});

describe("barcodes take what their kind can hold", () => {
  test.each([
    ["ean13", ["690123456789", "6901234567892"], ["6901234567890", "69012345678"], "12 digits"],
    ["ean8", ["9031101", "90311017"], ["90311018", "903110"], "7 digits"],
    ["upc-a", ["03600029145", "036000291452"], ["036000291453"], "11 digits"],
    ["upc-e", ["425261"], ["42526"], "6 digits"],
    ["itf", ["1234"], ["123", "12a4"], "an even number"],
    ["code39", ["TILL 7"], ["till"], "1 to 80 digits, capitals"],
    ["code93", ["TILL 7"], ["é"], "1 to 80 digits, capitals"],
    ["codabar", ["A123-4$B"], ["1234"], "between two letters"],
    ["code128", ["Till 7"], ["中", ""], "printable ASCII"],
    ["gs1-128", ["(01)06901234567892"], ["", "中"], "(01)06901234567892"],
  ])("%s", (symbology, taken, refused, words) => {
    for (const data of taken) expect(refusedAt(barcode({ symbology, data }))).toEqual([]);
    for (const data of refused) {
      const answer = parseReceiptDocument(documentWith([barcode({ symbology, data })]));
      expect(answer.ok ? [] : answer.issues.map((issue) => issue.path.join("."))).toEqual([
        "blocks.0.data",
      ]);
      expect(answer.ok ? "" : answer.issues[0]?.message).toContain(words);
    }
  });

  test("at most 120 characters are looked at", () => {
    expect(refusedAt(barcode({ data: "a".repeat(120) }))).toEqual([]);
    expect(refusedAt(barcode({ data: "a".repeat(121) }))).toEqual(["data"]);
  });

  test("a kind that is not known is refused", () => {
    expect(refusedAt(barcode({ symbology: "code11" }))).toEqual(["symbology"]);
  });
});

describe("pictures, tables and groups", () => {
  test("a picture has as many shades as dots", () => {
    for (const gray of ["", "AAA=", "A", "?"]) expect(refusedAt(image({ gray }))).toEqual(["gray"]);
    expect(refusedAt(image({ width: 2, height: 2, gray: "AAAAAA==" }))).toEqual([]);
    expect(refusedAt(image({ width: 0 }))).toContain("width");
  });

  test("a row has 1 to 32 cells, a table 1 to 32 columns", () => {
    const cells = (count: number) => ({
      type: "columns",
      cells: Array.from({ length: count }, () => ({ text: "a" })),
    });
    const columns = (count: number) =>
      table({ columns: Array.from({ length: count }, () => ({})) });
    for (const count of [1, 32])
      expect([refusedAt(cells(count)), refusedAt(columns(count))]).toEqual([[], []]);
    for (const count of [0, 33])
      expect([refusedAt(cells(count)), refusedAt(columns(count))]).toEqual([
        ["cells"],
        ["columns"],
      ]);
    expect(refusedAt(table({ rows: [new Array<string>(33).fill("a")] }))).toEqual(["rows.0"]);
  });

  test("blocks inside of groups are looked at too, however deep", () => {
    const inner = { type: "group", blocks: [{ type: "feed", lines: 0 }] };
    expect(refusedAt({ type: "group", when: "gift", blocks: [text(), inner] })).toEqual([
      "blocks.1.blocks.0.lines",
    ]);
  });

  test("a receipt of more than twenty thousand blocks is a mistake", () => {
    const blocks = (count: number) => new Array<unknown>(count).fill({ type: "cut" });
    expect(parseReceiptDocument(documentWith(blocks(20_000))).ok).toBe(true);
    expect(parseReceiptDocument(documentWith(blocks(20_001))).ok).toBe(false);
  });
});

describe("what a message says", () => {
  const told = (input: unknown) => {
    const answer = parseReceiptDocument(input);
    return answer.ok ? [] : answer.issues.map(({ code, message }) => [code, message]);
  };

  test.each([
    [
      "a figure too small",
      { type: "feed", lines: 0 },
      "blocks.0.lines: must be at least 1; it is 0.",
    ],
    [
      "a figure too great",
      { type: "feed", lines: 256 },
      "blocks.0.lines: must be at most 255; it is 256.",
    ],
    [
      "a list too short",
      { type: "columns", cells: [] },
      "blocks.0.cells: must be at least 1 long; it is [].",
    ],
    ["a text too short", qr({ data: "" }), 'blocks.0.data: must be at least 1 long; it is "".'],
    [
      "a text too long, of which the beginning is enough",
      qr({ data: "a".repeat(2954) }),
      `blocks.0.data: must be at most 2953 long; it is "${"a".repeat(56)}....`,
    ],
    [
      "wrong shades",
      image({ gray: "" }),
      'blocks.0.gray: must be base64 of width × height bytes; it is "".',
    ],
    [
      "a wrong cell",
      table({ rows: [[5]] }),
      "blocks.0.rows.0.0: must be a text without control characters, or a cell with text, span, align, overflow and marks; it is 5.",
    ],
  ])("%s", (_, block, message) => {
    expect(told(documentWith([block]))).toEqual([["printer.invalid-field", message]]);
  });

  test("what is missing is told apart from what is wrong", () => {
    expect(told(documentWith([{ type: "feed" }]))).toEqual([
      ["printer.missing-field", "blocks.0.lines: must be of the type number; it is missing."],
    ]);
    expect(told({ kind: "receipt-document", version: 1 })[0]?.[0]).toBe("printer.missing-field");
  });

  test("a field that nobody knows is named", () => {
    expect(told(documentWith([text({ colour: "red", size: 2 })]))).toEqual([
      ["printer.unknown-field", "blocks.0.colour is not a field of a receipt document."],
      ["printer.unknown-field", "blocks.0.size is not a field of a receipt document."],
    ]);
    expect(told(documentWith([], { colour: "red" }))).toEqual([
      ["printer.unknown-field", "colour is not a field of a receipt document."],
    ]);
  });

  test("the whole document has a name too", () => {
    expect(told(5)).toEqual([
      ["printer.invalid-field", "The document: must be of the type object; it is 5."],
    ]);
    expect(told(undefined)).toEqual([
      ["printer.missing-field", "The document: must be of the type object; it is missing."],
    ]);
  });
});

test("a field that nobody knows is refused everywhere", () => {
  const blocks = [
    text(),
    row({}),
    table(),
    qr(),
    pdf417(),
    barcode(),
    image(),
    { type: "rule" },
    { type: "feed", lines: 1 },
    { type: "cut" },
    { type: "drawer" },
    { type: "buzzer" },
    { type: "group", blocks: [] },
  ];
  for (const block of blocks) {
    expect(refusedAt(block)).toEqual([]);
    expect(refusedAt({ ...block, colour: "red" })).toEqual(["colour"]);
  }
  expect(refusedAt(row({ colour: "red" }))).toEqual(["cells.0.colour"]);
  expect(parseReceiptDocument(documentWith([], { colour: "red" })).ok).toBe(false);
});

describe("groups inside groups", () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? text() : { type: "group", blocks: [nested(depth - 1)] };

  test("sixteen are taken, a seventeenth is refused where it stands", () => {
    expect(refusedAt(nested(16))).toEqual([]);
    const answer = parseReceiptDocument(documentWith([text(), nested(17)]));
    expect(answer).toEqual({
      ok: false,
      issues: [
        {
          code: "printer.invalid-field",
          path: ["blocks", 1, ...Array.from({ length: 16 }, () => ["blocks", 0]).flat()],
          message: expect.stringMatching(
            /^blocks\.1\.blocks\.0\..* must not stand in more than 16 groups\.$/,
          ),
        },
      ],
    });
  });

  test("twenty thousand do not use up the stack", () => {
    let blocks: unknown[] = [text()];
    for (let depth = 0; depth < 20_000; depth += 1) blocks = [{ type: "group", blocks }];
    expect(parseReceiptDocument(documentWith(blocks)).ok).toBe(false);
  });
});

import { type CodeToPaint, chinese80, western80 } from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { qrModules } from "../src/qr-modules.js";
import { runPrinter } from "../src/run-printer.js";
import { linear, stored, symbolFunction } from "./printed-codes.js";

const GS = 0x1d;
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** Prints with a painter that notes what it is asked for and gives modules as wide as it is told, one after the other. */
function printed(bytes: ArrayLike<number>, ...widths: number[]) {
  const asked: (Omit<CodeToPaint, "data"> & { data: string })[] = [];
  const { rows } = runPrinter(Uint8Array.from(bytes), western80, {
    codes: (code) => {
      const columns = widths[asked.length] ?? widths.at(-1) ?? 10;
      asked.push({ ...code, data: String.fromCharCode(...code.data) });
      return columns === 0 ? undefined : { columns, rows: 4, isDark: (x) => x % 3 !== 1 };
    },
  });
  return { asked, rows, row: rows[0] };
}
const fn = symbolFunction;

describe("PDF417 asks for", () => {
  test("what was set, and nothing that was not", () => {
    expect(printed(stored(48, "A")).asked).toEqual([{ symbology: "pdf417", data: "A" }]);
    const setup = [65, 66].flatMap((code, at) => fn(48, code, [5, 7][at] ?? 0));
    const level = fn(48, 69, 48, 48 + 5);
    expect(printed(stored(48, "A", [...setup, ...level])).asked).toEqual([
      { symbology: "pdf417", data: "A", columns: 5, rows: 7, errorCorrection: 5 },
    ]);
    // A ratio of error correction is the library's to choose from.
    expect(printed(stored(48, "A", fn(48, 69, 49, 3))).asked[0]?.errorCorrection).toBeUndefined();
    expect(printed(stored(48, "A", fn(48, 70, 1))).asked[0]?.symbology).toBe("pdf417-compact");
    expect(printed(stored(48, "A", fn(48, 70, 0))).asked[0]?.symbology).toBe("pdf417");
  });

  test("modules three dots wide and three times as high, unless set", () => {
    const size = (setup: readonly number[]) => {
      const { row } = printed(stored(48, "A", setup));
      return row?.kind === "matrix" ? [row.moduleWidth, row.moduleHeight, row.height] : [];
    };
    expect(size([])).toEqual([3, 9, 36]);
    expect(size([...fn(48, 67, 4), ...fn(48, 68, 2)])).toEqual([4, 8, 32]);
  });

  test("fewer columns where it is wider than the paper and nobody asked for so many", () => {
    // 576 dots are 192 modules of 3; 69 of them are not data, and a column has 17: seven columns.
    const narrow = printed(stored(48, "A"), 193, 188);
    expect(narrow.asked.map(({ columns }) => columns)).toEqual([undefined, 7]);
    expect(narrow.row).toMatchObject({ kind: "matrix", columns: 188 });
    expect(printed(stored(48, "A"), 192).asked).toHaveLength(1);
    expect(printed(stored(48, "A"), 193, 193).row).toEqual(
      expect.objectContaining({ kind: "label", text: "PDF417 A" }),
    );
    expect(printed(stored(48, "A", fn(48, 65, 9)), 193).asked).toHaveLength(1);
    expect(printed(stored(48, "A", fn(48, 65, 9)), 193).row?.kind).toBe("label");
    // Modules of 8 dots leave 72: not one column fits.
    expect(printed(stored(48, "A", fn(48, 67, 8)), 73).asked).toHaveLength(1);
    expect(printed(stored(54, "A"), 193).row?.kind).toBe("label");
  });

  test("a code that the library refuses is named by its first forty letters", () => {
    expect(printed(stored(48, "x".repeat(41)), 0).row).toMatchObject({
      kind: "label",
      text: `PDF417 ${"x".repeat(40)}`,
    });
  });
});

describe("the other two-dimensional codes ask for", () => {
  test("Aztec: full range or compact, its error correction", () => {
    expect(printed(stored(53, "A")).asked).toEqual([{ symbology: "aztec", data: "A" }]);
    const setup = [...fn(53, 66, 49), ...fn(53, 69, 30)];
    expect(printed(stored(53, "A", setup)).asked).toEqual([
      { symbology: "aztec-compact", data: "A", errorCorrection: 30 },
    ]);
    expect(printed(stored(53, "A")).row).toMatchObject({ moduleWidth: 3, moduleHeight: 3 });
    expect(printed(stored(53, "A", fn(53, 67, 5))).row).toMatchObject({ moduleWidth: 5 });
  });

  test("Data Matrix: square or not, columns and rows", () => {
    expect(printed(stored(54, "A")).asked).toEqual([{ symbology: "data-matrix", data: "A" }]);
    expect(printed(stored(54, "A", fn(54, 66, 49, 18, 8))).asked).toEqual([
      { symbology: "data-matrix-rectangular", data: "A", columns: 18, rows: 8 },
    ]);
    expect(printed(stored(54, "A", fn(54, 66, 48, 0, 0))).asked[0]).toMatchObject({
      symbology: "data-matrix",
      columns: 0,
    });
  });

  test("MaxiCode: its mode, at one size", () => {
    expect(printed(stored(50, "A")).asked).toEqual([
      { symbology: "maxicode", data: "A", errorCorrection: 2 },
    ]);
    const three = printed(stored(50, "A", [...fn(50, 65, 51), ...fn(50, 67, 9)]));
    expect(three.asked[0]?.errorCorrection).toBe(3);
    expect(three.row).toMatchObject({ moduleWidth: 1, moduleHeight: 1 });
  });

  test("stacked DataBar: its kind before its data, modules of two dots, segments for the width", () => {
    const kinds = [72, 73, 76].map((kind) => printed(stored(51, "1", [], [kind])).asked[0]);
    expect(kinds.map((code) => [code?.symbology, code?.data])).toEqual([
      ["databar-stacked", "1"],
      ["databar-stacked-omnidirectional", "1"],
      ["databar-expanded-stacked", "1"],
    ]);
    const segments = (...setup: number[]) =>
      printed(stored(51, "1", setup, [76])).asked[0]?.columns;
    // Two segments take 49 modules beside 4: (141 / 2 - 4) / 49 is 1, (400 / 2 - 4) / 49 is 4.
    expect(segments()).toBe(2);
    expect(segments(...fn(51, 71, 400 & 255, 400 >> 8))).toBe(8);
    expect(segments(...fn(51, 71, 400 & 255, 400 >> 8), ...fn(51, 67, 4))).toBe(2);
    expect(segments(...fn(51, 71, 20, 0))).toBe(2);
    expect(printed(stored(51, "1", [], [72])).row).toMatchObject({ moduleWidth: 2 });
  });

  test("nothing where nothing is stored or the kind is not known", () => {
    expect(printed(fn(48, 81, 48)).asked).toEqual([]);
    expect(printed(fn(48, 81, 48)).row).toMatchObject({ kind: "label", text: "PDF417" });
    expect(printed(stored(51, "1", [], [99])).row).toMatchObject({ text: "GS ( k 51 1" });
    expect(printed(stored(57, "abc")).row).toMatchObject({ text: "GS ( k 57 abc" });
  });
});

describe("DataBar in GS k", () => {
  const bar = (bytes: Uint8Array, ...before: number[]) =>
    printed([...before, ...bytes], 6).row as { caption?: string; barHeight?: number };

  test("is drawn from the first row of what the library gives, its check digit in the caption", () => {
    const { asked, row } = printed(linear(75, "2001234567890"), 6);
    expect(asked).toEqual([{ symbology: "databar", data: "2001234567890" }]);
    expect(row).toMatchObject({
      kind: "barcode",
      modules: "101101",
      moduleDots: 2,
      caption: "(01)20012345678909",
    });
  });

  test("is never lower than its kind has to be", () => {
    const heights = (height: number) =>
      [75, 76, 77].map((kind) => bar(linear(kind, "2001234567890"), GS, 0x68, height).barHeight);
    expect(heights(10)).toEqual([66, 26, 20]);
    expect(heights(200)).toEqual([200, 200, 200]);
    expect(bar(linear(78, "(01)1"), GS, 0x68, 10).barHeight).toBe(68);
  });

  test("an expanded one says its elements without the signs between them", () => {
    expect(bar(linear(78, "(01)123{1(10)A{(1{)")).caption).toBe("(01)123(10)A(1)");
  });

  test("thirteen digits or nothing, but for the expanded one", () => {
    for (const data of ["123456789012", "A1234567890123", "1234567890123A"])
      expect(printed(linear(76, data)).asked).toEqual([]);
    expect(printed(linear(76, "123456789012A")).row).toMatchObject({
      kind: "label",
      text: "databar-truncated 123456789012A",
    });
    expect(printed(linear(78, "any")).asked).toHaveLength(1);
    expect(printed(linear(99, "any")).row).toMatchObject({ text: "GS k 99 any" });
  });
});

test("the seven kinds of function A end with a zero byte, Codabar too", () => {
  const { row } = printed([GS, 0x6b, 6, ...ascii("A12B"), 0, 0x0a]);
  expect(row).toMatchObject({ kind: "barcode", caption: "A12B" });
});

describe("QR codes", () => {
  const code = (...bytes: number[]) => runPrinter(Uint8Array.from(bytes), chinese80).rows[0];
  const store = fn(49, 80, 48, ...ascii("abc"));
  const show = fn(49, 81, 48);

  test("have modules of 1 to 16 dots", () => {
    const dots = (size: number) => {
      const row = code(...fn(49, 67, size), ...store, ...show);
      return row?.kind === "matrix" ? [row.moduleWidth, row.moduleHeight, row.height] : [];
    };
    expect([0, 1, 16, 200].map(dots)).toEqual([
      [1, 1, 21],
      [1, 1, 21],
      [16, 16, 336],
      [16, 16, 336],
    ]);
  });

  test("have the correction that was set, L for any other", () => {
    const modulesOf = (row: ReturnType<typeof code>) =>
      row?.kind === "matrix"
        ? Array.from({ length: 441 }, (_, at) => row.isDark(at % 21, Math.floor(at / 21)))
        : [];
    const drawn = (level: "L" | "M" | "Q" | "H") => {
      const modules = qrModules(ascii("abc"), level);
      return Array.from({ length: 441 }, (_, at) => modules?.isDark(at % 21, Math.floor(at / 21)));
    };
    for (const [value, level] of [
      [48, "L"],
      [49, "M"],
      [50, "Q"],
      [51, "H"],
      [52, "L"],
    ] as const)
      expect(modulesOf(code(...fn(49, 69, value), ...store, ...show))).toEqual(drawn(level));
    // ESC Z of older clones names it by its letter; M for any other.
    const clone = (level: string, size: number) =>
      code(0x1b, 0x5a, 0, level.charCodeAt(0), size, 3, 0, ...ascii("abc"));
    for (const level of ["L", "M", "Q", "H"] as const)
      expect(modulesOf(clone(level, 4))).toEqual(drawn(level));
    expect(modulesOf(clone("x", 4))).toEqual(drawn("M"));
    expect([0, 5, 99].map((size) => clone("M", size))).toMatchObject([
      { moduleWidth: 1 },
      { moduleWidth: 5 },
      { moduleWidth: 16 },
    ]);
  });

  test("are named by what they say, and by their length where they say nothing", () => {
    expect(code(...store, ...show)).toMatchObject({ name: "QR: abc" });
    expect(code(...show)).toMatchObject({ kind: "label", text: "QR: 0 bytes" });
  });
});

import { chinese58, western80 } from "@tillwright/printer-escpos";
import type { BitmapFont } from "@tillwright/printer-escpos/font";
import { previewPng, readPng } from "@tillwright/printer-escpos/png";
import { describe, expect, test } from "vitest";

const ESC = 0x1b;
const GS = 0x1d;
const LF = 0x0a;

/** White paper left of what 58 mm printers can print on, and above the first line. */
const LEFT = 40;
const TOP = 32;

/** A font whose every glyph is its left column and its top row, so that it shows where it was put and how large. */
const corners: BitmapFont = {
  glyph: (_, width, height) => (x, y) =>
    x >= 0 && y >= 0 && x < width && y < height && (x === 0 || y === 0),
};

function dotsOf(file: Uint8Array): string[] {
  const { width, height, data } = readPng(file);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      (data[(y * width + x) * 4] ?? 0) < 128 ? "#" : ".",
    ).join(""),
  );
}

const bytesOf = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [part],
    ),
  );

/** The dots of a printed part, without the white around them: where they begin and what they are. */
function inked(rows: readonly string[]): { x: number; y: number; dots: string[] } {
  const y = rows.findIndex((row) => row.includes("#"));
  const last = rows.findLastIndex((row) => row.includes("#"));
  const own = rows.slice(y, last + 1);
  const x = Math.min(...own.map((row) => row.indexOf("#")).filter((at) => at >= 0));
  const right = Math.max(...own.map((row) => row.lastIndexOf("#")));
  return { x, y, dots: own.map((row) => row.slice(x, right + 1)) };
}

const drawn = (...parts: (number | string)[]) =>
  inked(dotsOf(previewPng(bytesOf(...parts), chinese58, { font: corners }).png));

/** A cell of the font above, in dots of `scaleX` × `scaleY`. */
function cell(width: number, height: number, scaleX = 1, scaleY = 1): string[] {
  return Array.from({ length: height }, (_, y) =>
    y < scaleY ? "#".repeat(width) : `${"#".repeat(scaleX)}${".".repeat(width - scaleX)}`,
  );
}

describe("letters", () => {
  test("stand where the printer puts them, on white paper of the width of the roll", () => {
    const { width, height, missing, png } = previewPng(bytesOf("A", LF), chinese58, {
      font: corners,
    });
    expect([width, height, missing]).toEqual([464, 30 + 2 * TOP, []]);
    expect(inked(dotsOf(png))).toEqual({ x: LEFT, y: TOP, dots: cell(12, 24) });
  });

  test("grow by whole dots", () => {
    const large = drawn(GS, 0x21, 0x12, "A", LF);
    expect(large).toEqual({ x: LEFT, y: TOP, dots: cell(24, 72, 2, 3) });
  });

  test("of the small font have its cell", () => {
    expect(drawn(ESC, 0x4d, 1, "A", LF)).toEqual({ x: LEFT, y: TOP, dots: cell(9, 17) });
    expect(drawn(ESC, 0x4d, 1, GS, 0x21, 0x11, "A", LF).dots).toEqual(cell(18, 34, 2, 2));
  });

  test("of different heights stand on one line", () => {
    const { dots } = drawn("A", GS, 0x21, 0x01, "B", LF);
    expect(dots).toHaveLength(48);
    expect(dots.findIndex((row) => row.startsWith("#"))).toBe(24);
    expect(dots[0]?.slice(12)).toBe("#".repeat(12));
  });

  test("in bold are one dot wider to the right", () => {
    const { dots } = drawn(ESC, 0x45, 1, "A", LF);
    expect(dots[5]).toBe("##..........");
  });

  test("underlined have two rows of ink at the bottom of the cell", () => {
    const { dots } = drawn(ESC, 0x2d, 1, "A", LF);
    expect(dots.slice(0, 22)).toEqual(cell(12, 22));
    expect(dots.slice(22)).toEqual(["#".repeat(12), "#".repeat(12)]);
  });

  test("inverted are white on black", () => {
    const { x, y, dots } = drawn(GS, 0x42, 1, "A", LF);
    // The left column and the top row of the cell are white, so the ink begins one dot further.
    expect([x, y]).toEqual([LEFT + 1, TOP + 1]);
    expect(dots).toEqual(Array.from({ length: 23 }, () => "#".repeat(11)));
  });
});

describe("lines of a rule", () => {
  const rule = (code: number) => inkedRule([(code >> 8) & 0xff, code & 0xff]);
  const inkedRule = (code: number[]) => drawn(...code, ...code, LF);

  test("join from cell to cell: a single one in the middle, a double one around it", () => {
    expect(rule(0xa9a4)).toEqual({
      x: LEFT,
      y: TOP + 11,
      dots: ["#".repeat(48), "#".repeat(48)],
    });
    const { y, dots } = rule(0xa854);
    expect(y).toBe(TOP + 8);
    expect(dots.map((row) => row === "#".repeat(48))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });
});

describe("what has no glyph", () => {
  test("is a frame in its cell, named once, with a line above the receipt that counts", () => {
    const bytes = bytesOf(0xd6, 0xd0, "A", 0xce, 0xc4, 0xd6, 0xd0, LF);
    const { missing, height, png } = previewPng(bytes, chinese58);
    expect(missing).toEqual(["中", "文"]);
    expect(height).toBe(30 + 2 * TOP + 34);
    const rows = dotsOf(png);
    // The notice stands in the white above the paper, in the middle.
    const notice = inked(rows.slice(0, TOP + 34));
    expect(notice.y).toBeGreaterThanOrEqual(20);
    expect(Math.abs(notice.x + (notice.dots[0]?.length ?? 0) / 2 - 232)).toBeLessThan(12);
    const frame = rows.slice(TOP + 34, TOP + 34 + 24).map((row) => row.slice(LEFT, LEFT + 24));
    expect(frame).toEqual([
      ".".repeat(24),
      `.${"#".repeat(22)}.`,
      ...Array.from({ length: 20 }, () => `.#${".".repeat(20)}#.`),
      `.${"#".repeat(22)}.`,
      ".".repeat(24),
    ]);
  });
});

describe("codes and pictures", () => {
  test("a barcode has its bars in modules, and its caption above, below or both", () => {
    const code = (caption: number) =>
      dotsOf(
        previewPng(
          bytesOf(GS, 0x68, 40, GS, 0x77, 2, GS, 0x48, caption, GS, 0x6b, 4, "A", 0),
          chinese58,
        ).png,
      );
    const bars = inked(code(0));
    expect(bars.y).toBe(TOP);
    expect(bars.dots).toHaveLength(40);
    expect(new Set(bars.dots).size).toBe(1);
    // * A *: each begins with a narrow bar and a wide space.
    expect(bars.dots[0]?.slice(0, 10)).toMatch(/^##\.+##/);
    expect(bars.x).toBe(LEFT);
    const below = code(2);
    expect(below.slice(TOP, TOP + 40)).toEqual(code(0).slice(TOP, TOP + 40));
    expect(below.slice(TOP + 42, TOP + 66).join("")).toContain("#");
    const above = code(1);
    expect(above.slice(TOP + 28, TOP + 68)).toEqual(code(0).slice(TOP, TOP + 40));
    expect(above.slice(TOP + 2, TOP + 26).join("")).toContain("#");
    const both = code(3);
    expect(both.slice(TOP + 2, TOP + 26)).toEqual(above.slice(TOP + 2, TOP + 26));
    expect(both.slice(TOP + 70, TOP + 94)).toEqual(below.slice(TOP + 42, TOP + 66));
    // The caption stands in the middle of the bars.
    const letters = inked(below.slice(TOP + 42, TOP + 66));
    const middle = bars.x + (bars.dots[0]?.length ?? 0) / 2;
    expect(Math.abs(letters.x + (letters.dots[0]?.length ?? 0) / 2 - middle)).toBeLessThan(6);
  });

  test("a QR code is drawn in squares", () => {
    const data = [GS, 0x28, 0x6b, 4, 0, 49, 80, 48, 0x61];
    const size = [GS, 0x28, 0x6b, 3, 0, 49, 67, 4];
    const show = [GS, 0x28, 0x6b, 3, 0, 49, 81, 48];
    const { x, y, dots } = drawn(...size, ...data, ...show);
    expect([x, y, dots.length, dots[0]?.length]).toEqual([LEFT, TOP, 84, 84]);
    // The finder in the corner: seven modules, then a white one.
    expect(dots[0]?.slice(0, 32)).toBe(`${"#".repeat(28)}....`);
    expect(dots[4]?.slice(0, 28)).toBe(`####${".".repeat(20)}####`);
    for (let row = 0; row < 84; row += 1) expect(dots[row]).toBe(dots[row - (row % 4)]);
  });

  test("a picture comes out dot by dot where it stands", () => {
    const picture = [GS, 0x76, 0x30, 0, 1, 0, 2, 0, 0b10100000, 0b01000001];
    expect(drawn(...picture)).toEqual({ x: LEFT, y: TOP, dots: ["#.#.....", ".#.....#"] });
  });

  test("what is not drawn stands in the middle by its name", () => {
    const rows = dotsOf(previewPng(bytesOf(0x1c, 0x70, 1, 0), western80).png);
    const { x, dots } = inked(rows);
    expect(Math.abs(x + (dots[0]?.length ?? 0) / 2 - 320)).toBeLessThan(8);
    expect(dots.length).toBeGreaterThan(10);
  });

  test("Hanzi in a name have cells of their own width", () => {
    // The name of a PDF417 that is not drawn: [PDF417 中A].
    const store = [GS, 0x28, 0x6b, 7, 0, 48, 80, 48, 0xe4, 0xb8, 0xad, 0x41];
    const show = [GS, 0x28, 0x6b, 3, 0, 48, 81, 48];
    const { x, dots } = drawn(...store, ...show);
    // Eight letters before the Hanzi, one and the bracket behind it: 8 × 12 + 24 + 2 × 12 = 144 dots about the middle at 232.
    expect(x).toBe(232 - 72);
    const lefts = [...(dots[5] ?? "")].flatMap((dot, at) => (dot === "#" ? [at] : []));
    expect(lefts).toEqual([0, 12, 24, 36, 48, 60, 72, 84, 96, 120, 132]);
  });

  test("a cut is a broken line over the whole roll", () => {
    const rows = dotsOf(
      previewPng(bytesOf("A", LF, GS, 0x56, 0), chinese58, { font: corners }).png,
    );
    const line = rows[TOP + 30 + 12] ?? "";
    expect(line).toBe(`${"#".repeat(10)}......`.repeat(29));
    expect(
      rows
        .slice(TOP + 31)
        .join("")
        .replaceAll(".", ""),
    ).toHaveLength(290);
  });
});

test("a preview is no longer than sixty thousand rows", () => {
  const feeds = Array.from({ length: 250 }, () => [ESC, 0x4a, 255]).flat();
  const { height } = previewPng(bytesOf(...feeds, "A", LF), chinese58, { font: corners });
  expect(height).toBe(60_000 - 34);
});

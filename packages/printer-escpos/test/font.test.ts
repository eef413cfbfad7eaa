import { readFont } from "@tillwright/printer-escpos/font";
import { describe, expect, test } from "vitest";
import {
  cmapOf,
  fileOf,
  fontTables,
  glyphOf,
  groupsOf,
  long,
  type OutlinePoint,
  segmentsOf,
  type TinyFont,
  word,
} from "./tiny-font.js";

const rectangle = (left: number, bottom: number, right: number, top: number): OutlinePoint[] => [
  { x: left, y: bottom },
  { x: left, y: top },
  { x: right, y: top },
  { x: right, y: bottom },
];

/** A font whose letter `A` is this glyph. */
function fontOf(glyph: readonly number[], more: Partial<TinyFont> = {}) {
  const cmap = cmapOf(segmentsOf([{ from: 0x41, to: 0x41, delta: 1 - 0x41 }]));
  return readFont(fileOf(fontTables({ glyphs: [[], glyph], cmap, ...more })));
}

function rowsOf(
  font: ReturnType<typeof readFont>,
  character = "A",
  width = 16,
  height = 16,
): string[] | undefined {
  const dots = font.glyph(character, width, height);
  if (dots === undefined) return undefined;
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (dots(x, y) ? "#" : ".")).join(""),
  );
}

/** A cell of 16 × 16 dots that are black from the left to before the right and from one row to before another. */
const block = (left: number, top: number, right: number, bottom: number): string[] =>
  Array.from({ length: 16 }, (_, y) =>
    Array.from({ length: 16 }, (_, x) =>
      x >= left && x < right && y >= top && y < bottom ? "#" : ".",
    ).join(""),
  );

describe("outlines become dots", () => {
  test.each([false, true])("a rectangle stands where it is drawn (in bytes: %s)", (packed) => {
    const glyph = glyphOf([rectangle(2, 3, 10, 14)], packed);
    expect(rowsOf(fontOf(glyph))).toEqual(block(2, 2, 10, 13));
  });

  test("nothing is drawn outside the cell that was asked for", () => {
    const dots = fontOf(glyphOf([rectangle(0, 0, 16, 16)])).glyph("A", 16, 16);
    const corners = [
      [0, 0],
      [15, 15],
    ] as const;
    expect(corners.map(([x, y]) => dots?.(x, y))).toEqual([true, true]);
    // Beside a row lies the end of the row before or the beginning of the next one.
    const outside = [
      [-1, 5],
      [5, -1],
      [16, 5],
      [5, 16],
    ] as const;
    expect(outside.map(([x, y]) => dots?.(x, y))).toEqual([false, false, false, false]);
  });

  test("a contour that goes the other way round is a hole, one the same way is not", () => {
    const outer = rectangle(0, 0, 16, 16);
    const inner = rectangle(4, 4, 12, 12);
    const hole = rowsOf(fontOf(glyphOf([outer, [...inner].reverse()])));
    const expected = block(0, 0, 16, 16).map((row, y) =>
      y < 4 || y >= 12 ? row : `${row.slice(0, 4)}........${row.slice(12)}`,
    );
    expect(hole).toEqual(expected);
    expect(rowsOf(fontOf(glyphOf([outer, inner])))).toEqual(block(0, 0, 16, 16));
  });

  test("flags that count for several points are the same as flags written out", () => {
    const points: OutlinePoint[] = [
      { x: 1, y: 1 },
      { x: 3, y: 7 },
      { x: 5, y: 10 },
      { x: 8, y: 12 },
      { x: 14, y: 13 },
      { x: 12, y: 4 },
      { x: 9, y: 2 },
    ];
    const rows = rowsOf(fontOf(glyphOf([points], true)));
    expect(rows).toEqual(rowsOf(fontOf(glyphOf([points]))));
    expect(rows?.join("")).toContain("#");
  });

  test("a curve bends towards its control point", () => {
    const quarter: OutlinePoint[] = [
      { x: 0, y: 0 },
      { x: 0, y: 16 },
      { x: 16, y: 16, off: true },
      { x: 16, y: 0 },
    ];
    expect(rowsOf(fontOf(glyphOf([quarter], true)))).toMatchInlineSnapshot(`
      [
        "####............",
        "########........",
        "##########......",
        "###########.....",
        "############....",
        "#############...",
        "#############...",
        "##############..",
        "###############.",
        "###############.",
        "###############.",
        "###############.",
        "###############.",
        "################",
        "################",
        "################",
      ]
    `);
  });

  test("between two control points lies a point of the curve: four of them are a disc", () => {
    const disc: OutlinePoint[] = rectangle(0, 0, 16, 16).map((point) => ({ ...point, off: true }));
    expect(rowsOf(fontOf(glyphOf([disc])))).toMatchInlineSnapshot(`
      [
        "....########....",
        "...##########...",
        "..############..",
        ".##############.",
        "###############.",
        "################",
        "################",
        "################",
        "################",
        "################",
        "################",
        "###############.",
        ".##############.",
        "..############..",
        "...##########...",
        ".....######.....",
      ]
    `);
  });

  test("a contour may begin on a control point", () => {
    const points: OutlinePoint[] = [
      { x: 16, y: 16, off: true },
      { x: 16, y: 0 },
      { x: 0, y: 0 },
      { x: 0, y: 16 },
    ];
    const turned = [...points.slice(1), ...points.slice(0, 1)];
    expect(rowsOf(fontOf(glyphOf([points])))).toEqual(rowsOf(fontOf(glyphOf([turned]))));
  });

  test("a glyph without an outline is blank", () => {
    expect(rowsOf(fontOf([]))).toEqual(block(0, 0, 0, 0));
  });

  test("places of glyphs may be written in four bytes", () => {
    const glyph = glyphOf([rectangle(2, 3, 10, 14)]);
    expect(rowsOf(fontOf(glyph, { longPlaces: true }))).toEqual(block(2, 2, 10, 13));
  });
});

describe("the cell of a glyph", () => {
  test("reaches from the descender to the ascender and is as wide as the glyph's advance", () => {
    const glyph = glyphOf([rectangle(0, 0, 16, 16)]);
    expect(rowsOf(fontOf(glyph, { ascender: 24, descender: -8 }))).toEqual(block(0, 4, 16, 12));
    expect(rowsOf(fontOf(glyph, { advances: [16, 32] }))).toEqual(block(0, 0, 8, 16));
  });

  test("the last advance counts for all glyphs behind it", () => {
    expect(rowsOf(fontOf(glyphOf([rectangle(0, 0, 16, 16)]), { advances: [32] }))).toEqual(
      block(0, 0, 8, 16),
    );
  });

  test("is drawn at the size that was asked for, each size by itself", () => {
    const font = fontOf(glyphOf([rectangle(0, 0, 8, 16)]));
    expect(rowsOf(font, "A", 4, 2)).toEqual(["##..", "##.."]);
    expect(rowsOf(font, "A", 2, 4)).toEqual(["#.", "#.", "#.", "#."]);
  });
});

describe("glyphs made of others", () => {
  const parts = glyphOf([rectangle(0, 0, 4, 4)]);
  const cmap = cmapOf(segmentsOf([{ from: 0x41, to: 0x41, delta: 2 - 0x41 }]));
  const head = [...word(0xffff), ...new Array<number>(8).fill(0)];
  const compound = (...bytes: number[]) =>
    readFont(fileOf(fontTables({ glyphs: [[], parts, [...head, ...bytes]], cmap })));
  const OFFSET = 2;
  const WORDS = 1;
  const MORE = 0x20;

  test("stand where they are moved to, by bytes or by words", () => {
    const moved = [...word(OFFSET), ...word(1), 8, 4];
    expect(rowsOf(compound(...moved))).toEqual(block(8, 8, 12, 12));
    const byWords = [...word(OFFSET | WORDS), ...word(1), ...word(12), ...word(8)];
    expect(rowsOf(compound(...byWords))).toEqual(block(12, 4, 16, 8));
    const left = [...word(OFFSET), ...word(1), 0x100 - 2, 0];
    expect(rowsOf(compound(...left))).toEqual(block(0, 12, 2, 16));
  });

  test("are not moved where the two numbers mean points", () => {
    expect(rowsOf(compound(...word(0), ...word(1), 8, 4))).toEqual(block(0, 12, 4, 16));
    expect(rowsOf(compound(...word(WORDS), ...word(1), ...word(8), ...word(4)))).toEqual(
      block(0, 12, 4, 16),
    );
  });

  test.each([
    ["by bytes", OFFSET, 0],
    ["by words", OFFSET | WORDS, 0],
    ["with one scale", OFFSET | 0x08, 2],
    ["with two scales", OFFSET | 0x40, 4],
    ["with four scales", OFFSET | 0x80, 8],
  ])("follow each other %s", (_, flags, scaleBytes) => {
    const place = (flags & WORDS) !== 0 ? [...word(12), ...word(12)] : [12, 12];
    const scale = new Array<number>(scaleBytes).fill(0x40);
    const first = [...word(flags | MORE), ...word(1), ...place, ...scale];
    const second = [...word(OFFSET), ...word(1), 4, 0];
    const expected = block(12, 0, 16, 4).map((row, y) =>
      block(4, 12, 8, 16)[y]?.replace(/.{4}$/, row.slice(12)),
    );
    expect(rowsOf(compound(...first, ...second))).toEqual(expected);
  });

  test("parts of parts are drawn four deep, which is more than any font needs", () => {
    const level = (of: number) => [...head, ...word(OFFSET), ...word(of), 1, 0];
    const deep = (levels: number) => {
      const glyphs = [[], parts, ...Array.from({ length: levels }, (_, at) => level(at + 1))];
      const map = cmapOf(segmentsOf([{ from: 0x41, to: 0x41, delta: levels + 1 - 0x41 }]));
      return rowsOf(readFont(fileOf(fontTables({ glyphs, cmap: map }))));
    };
    expect(deep(4)).toEqual(block(4, 12, 8, 16));
    expect(deep(5)).toEqual(block(0, 0, 0, 0));
  });

  test("a glyph that is made of itself ends", () => {
    const itself = [...word(OFFSET), ...word(2), 0, 0];
    expect(rowsOf(compound(...itself))).toEqual(block(0, 0, 0, 0));
  });
});

describe("which glyph a character has", () => {
  const glyphs = [
    [],
    glyphOf([rectangle(0, 0, 16, 8)]),
    glyphOf([rectangle(0, 8, 16, 16)]),
    glyphOf([rectangle(0, 0, 8, 16)]),
  ];
  const drawn = [undefined, block(0, 8, 16, 16), block(0, 0, 16, 8), block(0, 0, 8, 16)];
  const mapped = (...tables: number[][]) => {
    const font = readFont(fileOf(fontTables({ glyphs, cmap: cmapOf(...tables) })));
    return (character: string): number =>
      drawn.findIndex((rows) => JSON.stringify(rows) === JSON.stringify(rowsOf(font, character)));
  };

  test("segments: by a difference, or by a list of glyphs", () => {
    const glyph = mapped(
      segmentsOf([
        { from: 0x41, to: 0x42, delta: 1 - 0x41 },
        { from: 0x50, to: 0x52, delta: 0, glyphs: [3, 0, 1] },
        { from: 0x60, to: 0x61, delta: 1, glyphs: [1, 0] },
      ]),
    );
    expect([..."@ABC"].map(glyph)).toEqual([0, 1, 2, 0]);
    expect([..."OPQRS"].map(glyph)).toEqual([0, 3, 0, 1, 0]);
    // The difference counts for the list too, but not for what is not there.
    expect([..."_`ab"].map(glyph)).toEqual([0, 2, 0, 0]);
    expect(["😀", "AB", ""].map(glyph)).toEqual([0, 0, 0]);
  });

  test("groups reach characters outside the basic plane", () => {
    const glyph = mapped(
      groupsOf([
        [0x41, 0x42, 1],
        [0x20000, 0x20001, 2],
      ]),
    );
    expect(
      ["@", "A", "B", "C", "\u{1ffff}", "\u{20000}", "\u{20001}", "\u{20002}"].map(glyph),
    ).toEqual([0, 1, 2, 0, 0, 2, 3, 0]);
  });

  test("of several tables the widest counts, wherever it stands", () => {
    const narrow = segmentsOf([{ from: 0x41, to: 0x41, delta: 1 - 0x41 }]);
    const wide = groupsOf([[0x41, 0x41, 3]]);
    expect(mapped(narrow, wide)("A")).toBe(3);
    expect(mapped(wide, narrow)("A")).toBe(3);
    const other = [...word(6), ...word(10), ...word(0), ...word(0), ...word(0)];
    expect(mapped(other, narrow)("A")).toBe(1);
    expect(() => mapped(other)).toThrow(/it has no cmap of format 4 or 12/);
  });
});

describe("the file of a font", () => {
  const cmap = cmapOf(segmentsOf([{ from: 0x41, to: 0x41, delta: 1 - 0x41 }]));
  const tables = fontTables({ glyphs: [[], glyphOf([rectangle(2, 3, 10, 14)])], cmap });

  test("Apple's signature is one of TrueType", () => {
    expect(rowsOf(readFont(fileOf(tables, 0x74727565)))).toEqual(block(2, 2, 10, 13));
  });

  test("it may lie inside other bytes", () => {
    const file = fileOf(tables);
    const around = new Uint8Array(file.length + 9).fill(1);
    around.set(file, 5);
    expect(rowsOf(readFont(around.subarray(5, 5 + file.length)))).toEqual(block(2, 2, 10, 13));
  });

  test("WOFF: tables lie packed or, where that is no shorter, as they are", async () => {
    const { deflateSync } = await import("node:zlib");
    const entries = Object.entries(tables).map(([tag, table]) => {
      const packed = [...deflateSync(Uint8Array.from(table))];
      return { tag, table, stored: packed.length < table.length ? packed : table };
    });
    expect(entries.map(({ table, stored }) => table === stored)).toContain(true);
    expect(entries.map(({ table, stored }) => table === stored)).toContain(false);
    let at = 44 + entries.length * 20;
    const directory = entries.flatMap(({ tag, table, stored }) => {
      const entry = [
        ...Buffer.from(tag),
        ...long(at),
        ...long(stored.length),
        ...long(table.length),
        ...long(0),
      ];
      at += stored.length;
      return entry;
    });
    const head = [...long(0x774f4646), ...long(0x00010000), ...long(at), ...word(entries.length)];
    const file = [
      ...head,
      ...new Array<number>(44 - head.length).fill(0),
      ...directory,
      ...entries.flatMap(({ stored }) => stored),
    ];
    expect(rowsOf(readFont(Uint8Array.from(file)))).toEqual(block(2, 2, 10, 13));
  });

  test.each([
    ["cmap", "it has no table cmap"],
    ["glyf", "it has no table glyf"],
    ["loca", "it has no table loca"],
    ["head", "it has no table head"],
    ["hhea", "it has no table hhea"],
    ["hmtx", "it has no table hmtx"],
  ])("without %s it is refused", (tag, why) => {
    const { [tag]: _, ...others } = tables;
    expect(() => readFont(fileOf(others))).toThrow(
      expect.objectContaining({
        code: "printer.file-invalid",
        message: `This is no font that can be read: ${why}.`,
      }),
    );
  });

  test("another kind of file is refused by its signature", () => {
    expect(() => readFont(fileOf(tables, 0x4f54544f))).toThrow(
      /it is neither WOFF \(version 1\) nor TrueType/,
    );
  });
});

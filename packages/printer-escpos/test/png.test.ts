import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  chinese58,
  chinese80,
  encode,
  grayOf,
  type ReceiptBlock,
} from "@tillwright/printer-escpos";
import { readFont } from "@tillwright/printer-escpos/font";
import { previewPng, readPng } from "@tillwright/printer-escpos/png";
import { describe, expect, test } from "vitest";
import { documentOf, smallReceipt } from "./documents.js";

const woff = new Uint8Array(
  readFileSync(
    createRequire(import.meta.url).resolve(
      "@fontsource/unifont/files/unifont-latin-400-normal.woff",
    ),
  ),
);
const font = readFont(woff);

function glyphRows(character: string, width: number, height: number): string[] {
  const dots = font.glyph(character, width, height);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (dots?.(x, y) ? "#" : ".")).join(""),
  );
}

describe("a font of bitmaps", () => {
  test("Hanzi come out at the font's own size dot by dot", () => {
    expect(glyphRows("中", 16, 16)).toMatchInlineSnapshot(`
      [
        ".......#........",
        ".......#........",
        ".......#........",
        ".......#........",
        "..###########...",
        "..#....#....#...",
        "..#....#....#...",
        "..#....#....#...",
        "..#....#....#...",
        "..#....#....#...",
        "..###########...",
        "..#....#....#...",
        ".......#........",
        ".......#........",
        ".......#........",
        ".......#........",
      ]
    `);
  });

  test("letters are half as wide, and what the font has not is not there", () => {
    expect(glyphRows("l", 8, 16).join("")).toContain("#");
    expect(font.glyph("\u{10ffff}", 24, 24)).toBeUndefined();
    expect(font.glyph("ab", 24, 24)).toBeUndefined();
    expect(font.glyph("中", 24, 24)?.(-1, 0)).toBe(false);
  });

  test("what is no font is refused", () => {
    for (const file of [new Uint8Array(0), new Uint8Array(100), woff.slice(0, 60)])
      expect(() => readFont(file)).toThrow();
    expect(() => readFont(Uint8Array.from({ length: 60 }, () => 7))).toThrow(/neither WOFF/);
  });
});

/** Dark dots of a picture, row by row. */
function darkRows(png: Uint8Array): string[] {
  const { width, height, data } = readPng(png);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      (data[(y * width + x) * 4] ?? 0) < 128 ? "#" : ".",
    ).join(""),
  );
}

const png = (block: ReceiptBlock) => {
  const { bytes } = encode(documentOf(block), chinese58);
  return darkRows(previewPng(bytes, chinese58, { font }).png);
};

describe("a picture of a receipt", () => {
  test("has the size of the paper and ink for all that is printed", () => {
    const { bytes } = encode(smallReceipt, chinese80);
    const { width, height, missing, png: file } = previewPng(bytes, chinese80, { font });
    expect([width, missing]).toEqual([640, []]);
    const rows = darkRows(file);
    expect(rows).toHaveLength(height);
    expect(rows.every((row) => row.length === 640)).toBe(true);
  });

  test("Hanzi stand in their cells: nothing is clipped and nothing overlaps", () => {
    const rows = png({ type: "text", text: "国国" });
    const inked = rows.filter((row) => row.includes("#"));
    for (const row of inked) expect(row.slice(40, 64)).toBe(row.slice(64, 88));
    expect(inked.length).toBeGreaterThan(18);
    expect(
      inked.every((row) => !row.slice(88).includes("#") && !row.slice(0, 40).includes("#")),
    ).toBe(true);
  });

  test("enlarging makes each dot a block; inverting turns the cell over; bold is thicker", () => {
    const normal = png({ type: "text", text: "田" }).filter((row) => row.includes("#"));
    const large = png({ type: "text", text: "田", width: 2, height: 2 }).filter((row) =>
      row.includes("#"),
    );
    expect(large).toHaveLength(normal.length * 2);
    normal.forEach((row, index) => {
      const doubled = [...row.slice(40, 64)].map((dot) => dot + dot).join("");
      expect(large[index * 2]?.slice(40, 88)).toBe(doubled);
    });
    const ink = (rows: readonly string[]) => rows.join("").replaceAll(".", "").length;
    const inverted = png({ type: "text", text: "田", invert: true });
    expect(ink(inverted)).toBe(24 * 24 - ink(normal));
    expect(ink(png({ type: "text", text: "田", bold: true }))).toBeGreaterThan(ink(normal));
    expect(ink(png({ type: "text", text: "  ", underline: true }))).toBe(24 * 2);
  });

  test("without a font it says what is missing; letters and figures are there all the same", () => {
    const { bytes } = encode(documentOf({ type: "text", text: "茶 Tea ¥5 茶" }), chinese58);
    const without = previewPng(bytes, chinese58);
    expect(without.missing).toEqual(["茶", "￥"]);
    expect(without.height).toBe(previewPng(bytes, chinese58, { font }).height + 34);
    const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
    const all = encode(documentOf({ type: "text", text: ascii }), chinese58);
    expect(previewPng(all.bytes, chinese58).missing).toEqual([]);
  });

  const reader = spawnSync("zbarimg", ["--version"]);
  test.skipIf(reader.error !== undefined)(
    `codes are read back from it${reader.error === undefined ? "" : " (skipped: zbarimg is not on this machine)"}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), "png-"));
      const codes: readonly [string, ReceiptBlock][] = [
        ["QR-Code:https://例.cn/发票?1", { type: "qr", data: "https://例.cn/发票?1" }],
        ["EAN-13:6901234567892", { type: "barcode", symbology: "ean13", data: "690123456789" }],
        ["EAN-8:90311017", { type: "barcode", symbology: "ean8", data: "9031101" }],
        ["CODE-39:TILL 7", { type: "barcode", symbology: "code39", data: "TILL 7" }],
        ["CODE-93:TILL 7", { type: "barcode", symbology: "code93", data: "TILL 7" }],
        ["CODE-128:R-2026", { type: "barcode", symbology: "code128", data: "R-2026" }],
        ["CODE-128:0112345678", { type: "barcode", symbology: "code128", data: "0112345678" }],
        ["I2/5:12345678", { type: "barcode", symbology: "itf", data: "12345678" }],
        ["Codabar:A1234B", { type: "barcode", symbology: "codabar", data: "A1234B" }],
        ["EAN-13:0036000291452", { type: "barcode", symbology: "upc-a", data: "03600029145" }],
      ];
      for (const profile of [chinese58, chinese80])
        codes.forEach(([said, block], index) => {
          const { bytes, issues } = encode(documentOf(block), profile);
          expect(issues).toEqual([]);
          const path = join(folder, `${profile.id}-${index}.png`);
          writeFileSync(path, previewPng(bytes, profile, { font }).png);
          const { stdout } = spawnSync("zbarimg", ["-q", "--nodbus", path], { encoding: "utf8" });
          expect(stdout.trim().split("\n")).toContain(said);
        });
      rmSync(folder, { recursive: true });
    },
    60_000,
  );

  test.skipIf(reader.error !== undefined)(
    `the codes of the templates are read back from their pictures${reader.error === undefined ? "" : " (skipped: zbarimg is not on this machine)"}`,
    () => {
      const pictures = fileURLToPath(new URL("../docs/templates/", import.meta.url));
      const codes = {
        sale: "QR-Code:https://inv.example.com/r?id=20261121000042",
        "member-end": "QR-Code:https://inv.example.com/r?id=20261121000123",
        "price-label": "EAN-13:6901234567892",
      };
      for (const [name, said] of Object.entries(codes))
        for (const size of ["58-zh-CN", "58-en", "80-zh-CN", "80-en"]) {
          const path = join(pictures, `${name}-${size}.png`);
          const { stdout } = spawnSync("zbarimg", ["-q", "--nodbus", path], { encoding: "utf8" });
          expect([path, stdout.trim()]).toEqual([path, said]);
        }
    },
    60_000,
  );
});

describe("reading a PNG", () => {
  test("colours, opacity and palettes become pixels", () => {
    // Two pixels each, made by another program: red and half transparent blue; a palette; two bits of grey.
    const files = {
      rgba: "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEElEQVR4nGP4z8DwHwgaABH9A37N4jmCAAAAAElFTkSuQmCC",
    };
    const image = readPng(new Uint8Array(Buffer.from(files.rgba, "base64")));
    expect([image.width, image.height, image.data.length]).toEqual([2, 1, 8]);
    expect(grayOf(image).width).toBe(2);
  });

  test("what we write we read", () => {
    const rows = png({ type: "rule" });
    expect(rows.filter((row) => row.includes("#")).length).toBeGreaterThan(0);
  });

  test("what is none, is cut off or claims too much is refused", () => {
    const { png: file } = previewPng(Uint8Array.of(0x41, 0x0a), chinese58);
    expect(() => readPng(new Uint8Array(4))).toThrow(/does not begin as one/);
    expect(() => readPng(file.slice(0, 60))).toThrow(/cut off|no picture/);
    const huge = file.slice();
    huge.set([0x7f, 0xff, 0xff, 0xff], 16);
    expect(() => readPng(huge)).toThrow(/pixels/);
    const interlaced = file.slice();
    interlaced[28] = 1;
    expect(() => readPng(interlaced)).toThrow(/interlaced/);
    const broken = file.slice();
    const at = Buffer.from(file).indexOf("IDAT") + 4;
    broken.fill(0, at, at + 20);
    expect(() => readPng(broken)).toThrow(/unpacked|too short|filter/);
  });
});

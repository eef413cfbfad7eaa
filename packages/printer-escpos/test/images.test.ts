import {
  chinese58,
  chinese80,
  encode,
  grayOf,
  type ImageBlock,
  type PrinterProfile,
} from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "../src/base64.js";
import { type Dithering, dither } from "../src/dither.js";
import { scaledTo } from "../src/gray-image.js";
import { breaksRealTime, holdsRealTime } from "../src/real-time-bytes.js";
import { runPrinter } from "../src/run-printer.js";
import { documentOf } from "./documents.js";
import { commandsNamed, partsOf } from "./reading.js";
import { RUNS } from "./runs.js";

const KINDS: readonly Dithering[] = ["floyd-steinberg", "atkinson", "bayer", "threshold"];

function grayImage(width: number, height: number, shade: (x: number, y: number) => number) {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = shade(x, y);
  return { width, height, pixels };
}

function dotsOf(image: ReturnType<typeof grayImage>, kind: Dithering): string[] {
  const { bits, bytesPerRow, width, height } = dither(image, kind, 128);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) =>
      ((bits[y * bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0 ? "#" : ".",
    ).join(""),
  );
}

function blockOf(image: ReturnType<typeof grayImage>, more: Partial<ImageBlock> = {}): ImageBlock {
  const { width, height, pixels } = image;
  return { type: "image", width, height, gray: toBase64(pixels), ...more };
}

/** The dots on the paper, row by row. */
function printedDots(block: ImageBlock, profile: PrinterProfile): string[] {
  const { rows } = runPrinter(encode(documentOf(block), profile).bytes, profile);
  const lines: string[] = [];
  for (const row of rows) {
    if (row.kind !== "raster") continue;
    for (let y = 0; y < row.height; y += 1)
      lines[row.y + y] = Array.from({ length: profile.dots }, (_, x) =>
        x >= row.x && x - row.x < row.width && row.isDark(x - row.x, y) ? "#" : ".",
      ).join("");
  }
  return lines;
}

describe("dithering", () => {
  test("black is black and white is white, whatever the kind and the width", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(...KINDS),
        (width, height, kind) => {
          const rows = (mark: string) => Array(height).fill(mark.repeat(width));
          expect(
            dotsOf(
              grayImage(width, height, () => 0),
              kind,
            ),
          ).toEqual(rows("#"));
          expect(
            dotsOf(
              grayImage(width, height, () => 255),
              kind,
            ),
          ).toEqual(rows("."));
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  test("the share of black dots is the darkness of the shade", () => {
    for (const shade of [16, 64, 100, 128, 190, 240]) {
      const share = (kind: Dithering) => {
        const dots = dotsOf(
          grayImage(96, 96, () => shade),
          kind,
        ).join("");
        return dots.replaceAll(".", "").length / dots.length;
      };
      expect(share("floyd-steinberg")).toBeCloseTo(1 - shade / 255, 1.5);
      expect(share("bayer")).toBeCloseTo(1 - shade / 255, 1.5);
      expect(share("threshold")).toBe(shade < 128 ? 1 : 0);
    }
    const mid = dotsOf(
      grayImage(96, 96, () => 128),
      "atkinson",
    ).join("");
    expect(mid.replaceAll(".", "").length / mid.length).toBeCloseTo(0.5, 1);
  });

  test("threshold: what is darker is black, at every place and in the last byte of a row", () => {
    const image = grayImage(10, 9, (x, y) => (x === 9 || y === 8 ? 127 : 128));
    const rows = Array.from({ length: 9 }, (_, y) => (y === 8 ? "#".repeat(10) : ".........#"));
    expect(dotsOf(image, "threshold")).toEqual(rows);
    // A threshold of one's own, also one that nothing is lighter than.
    const black = (threshold: number) =>
      dither({ width: 2, height: 1, pixels: Uint8Array.of(200, 255) }, "threshold", threshold)
        .bits[0];
    expect([200, 201, 255, 256].map(black)).toEqual([0x00, 0x80, 0x80, 0xc0]);
  });

  test("Bayer by hand: the first places to turn white, and the same square over and over", () => {
    const white = (shade: number) =>
      dotsOf(
        grayImage(16, 16, () => shade),
        "bayer",
      ).flatMap((row, y) => [...row].flatMap((dot, x) => (dot === "." ? [`${x},${y}`] : [])));
    expect(white(1)).toEqual([]);
    // The thresholds are 2, 6, 10, 14 …: rank 0 stands at 0,0 and rank 1 at 4,4; ranks 2 and 3 between them.
    const everywhere = (places: readonly (readonly [number, number])[]) =>
      [0, 8]
        .flatMap((top) => [0, 8].flatMap((left) => places.map(([x, y]) => [x + left, y + top])))
        .map(String)
        .sort();
    expect(white(2).sort()).toEqual(everywhere([[0, 0]]));
    expect(white(6).sort()).toEqual(
      everywhere([
        [0, 0],
        [4, 4],
      ]),
    );
    expect(white(14).sort()).toEqual(
      everywhere([
        [0, 0],
        [4, 4],
        [4, 0],
        [0, 4],
      ]),
    );
    // Half of the places make a chessboard.
    expect(
      dotsOf(
        grayImage(8, 2, () => 126),
        "bayer",
      ),
    ).toEqual([".#.#.#.#", "#.#.#.#."]);
  });

  test("Floyd and Steinberg by hand: 7/16 right, 3/16, 5/16, 1/16 below", () => {
    // 100 is black and 100 too light: 44 goes right, 19 and 31 below.
    expect(
      dotsOf(
        grayImage(2, 2, () => 100),
        "floyd-steinberg",
      ),
    ).toEqual(["#.", "##"]);
    // 140 is white, 115 too dark: 140 - 50 = 90 is black; below 140 - 36 + 17 = 121 is black.
    expect(
      dotsOf(
        grayImage(2, 2, () => 140),
        "floyd-steinberg",
      ),
    ).toEqual([".#", "#."]);
  });

  test("a straightforward Floyd-Steinberg gives the same dots", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 21 })),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        (width, height, shades) => {
          const image = grayImage(width, height, () => shades.next().value ?? 0);
          expect(dotsOf(image, "floyd-steinberg")).toEqual(bySums(image));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

test("a straightforward Atkinson gives the same dots", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 21 })),
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
      (width, height, shades) => {
        const image = grayImage(width, height, () => shades.next().value ?? 0);
        const values = Array.from(image.pixels);
        const lines = Array.from({ length: height }, (_, y) => {
          let line = "";
          for (let x = 0; x < width; x += 1) {
            const value = values[y * width + x] ?? 0;
            const share = (value > 127 ? value - 255 : value) >> 3;
            line += value > 127 ? "." : "#";
            for (const [dx, dy] of [
              [1, 0],
              [2, 0],
              [-1, 1],
              [0, 1],
              [1, 1],
              [0, 2],
            ] as const) {
              const at = (y + dy) * width + x + dx;
              if (x + dx >= 0 && x + dx < width && at < values.length)
                values[at] = (values[at] ?? 0) + share;
            }
          }
          return line;
        });
        expect(dotsOf(image, "atkinson")).toEqual(lines);
      },
    ),
    { numRuns: RUNS },
  );
});

/** The same rule, written down as the books have it, over sums in sixteenths. */
function bySums({ width, height, pixels }: ReturnType<typeof grayImage>): string[] {
  const sums = Array.from({ length: height + 1 }, () => new Array<number>(width + 2).fill(0));
  return Array.from({ length: height }, (_, y) => {
    let line = "";
    for (let x = 0; x < width; x += 1) {
      const value = (pixels[y * width + x] ?? 0) + (((sums[y]?.[x + 1] ?? 0) + 8) >> 4);
      const error = value > 127 ? value - 255 : value;
      line += value > 127 ? "." : "#";
      for (const [dx, dy, weight] of [
        [1, 0, 7],
        [-1, 1, 3],
        [0, 1, 5],
        [1, 1, 1],
      ] as const) {
        const row = sums[y + dy];
        const at = x + dx + 1;
        if (row !== undefined && at >= 1) row[at] = (row[at] ?? 0) + error * weight;
      }
    }
    return line;
  });
}

describe("a picture on the paper", () => {
  const arrow = grayImage(10, 70, (x, y) => (x * 7 >= y ? 0 : 255));
  const arrowDots = dotsOf(arrow, "threshold");

  test.each(["raster", "column"] as const)("comes out dot by dot, sent as %s", (images) => {
    const profile = { ...chinese58, images };
    for (const align of ["left", "center", "right"] as const) {
      const left = { left: 0, center: 187, right: 374 }[align];
      const dots = printedDots(blockOf(arrow, { dither: "threshold", align }), profile);
      const expected = arrowDots.map((row) => row.padStart(left + 10, ".").padEnd(384, "."));
      expect(dots.slice(0, 70)).toEqual(expected);
      expect(dots.slice(70).join("")).not.toContain("#");
    }
  });

  test("it goes out in strips, so that no buffer runs over", () => {
    const image = grayImage(576, 800, (x, y) => (x + y) % 256);
    const { bytes } = encode(documentOf(blockOf(image)), chinese80);
    const strips = commandsNamed(partsOf(bytes, chinese80), "GS v 0");
    expect(strips).toHaveLength(13);
    for (const strip of strips) expect(strip.length).toBeLessThan(5000);
  });

  test("it is made smaller where the paper is too narrow, in proportion", () => {
    const image = grayImage(768, 100, () => 0);
    const dots = printedDots(blockOf(image), chinese58);
    expect(dots).toHaveLength(50);
    expect(dots[0]).toBe("#".repeat(384));
    expect(
      scaledTo(
        grayImage(4, 2, (x) => (x < 2 ? 0 : 200)),
        2,
      ).pixels,
    ).toEqual(Uint8Array.of(0, 200));
    expect(printedDots(blockOf(arrow, { widthDots: 20 }), chinese58)).toHaveLength(140);
  });

  test("what is no picture, and what the printer cannot draw, is left out and reported", () => {
    const codes = (block: ImageBlock, profile: PrinterProfile) =>
      encode(documentOf(block), profile).issues.map((issue) => issue.code);
    expect(codes({ type: "image", width: 2, height: 2, gray: "AAAA" }, chinese58)).toEqual([
      "printer.image-left-out",
    ]);
    expect(codes({ type: "image", width: 3, height: 1, gray: "A*==" }, chinese58)).toEqual([
      "printer.image-left-out",
    ]);
    expect(codes(blockOf(arrow), { ...chinese58, images: "none" })).toEqual([
      "printer.image-left-out",
    ]);
  });

  test("colours become their light, and what is not there is paper", () => {
    const data = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0];
    const { gray } = grayOf({ width: 4, height: 1, data });
    expect([...(fromBase64(gray) ?? [])]).toEqual([76, 150, 29, 255]);
    expect(() => grayOf({ width: 2, height: 2, data })).not.toThrow();
    expect(() => grayOf({ width: 3, height: 2, data })).toThrow(/has 24 bytes; this one has 16/);
  });
});

describe("base64", () => {
  test("and back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
      { numRuns: RUNS },
    );
    expect(fromBase64("abc")).toBeUndefined();
    expect(fromBase64("ab-=")).toBeUndefined();
    expect(fromBase64("é===")).toBeUndefined();
    expect(fromBase64("")).toEqual(new Uint8Array(0));
  });
});

describe("real-time commands in pictures", () => {
  test("one dot is added, and nothing else is changed", () => {
    expect(breaksRealTime(Uint8Array.of(0x10, 0x14, 1, 0, 0x10, 0x04, 0x10, 0x05))).toEqual(
      Uint8Array.of(0x10, 0x16, 1, 0, 0x10, 0x06, 0x10, 0x07),
    );
    expect(breaksRealTime(Uint8Array.of(0x10, 0x10, 0x14))).toEqual(
      Uint8Array.of(0x10, 0x10, 0x16),
    );
    expect(holdsRealTime([0x04, 0x10])).toBe(false);
    expect(holdsRealTime([0x00, 0x10, 0x05])).toBe(true);
  });
});

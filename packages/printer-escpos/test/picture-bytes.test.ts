import {
  chinese58,
  encode,
  grayOf,
  type ImageBlock,
  type PrinterProfile,
} from "@tillwright/printer-escpos";
import { describe, expect, test } from "vitest";
import { fromBase64, toBase64 } from "../src/base64.js";
import { scaledTo } from "../src/gray-image.js";
import { documentOf } from "./documents.js";

const BLACK = 0;
const WHITE = 255;
const pictureOf = (width: number, pixels: readonly number[]) => ({
  width,
  height: pixels.length / width,
  pixels: Uint8Array.from(pixels),
});

/** What is sent for a picture, behind ESC @ and FS &. */
function sent(
  width: number,
  pixels: readonly number[],
  more: Partial<ImageBlock> = {},
  profile: PrinterProfile = chinese58,
): number[] {
  const { height } = pictureOf(width, pixels);
  const gray = toBase64(Uint8Array.from(pixels));
  const image: ImageBlock = { type: "image", width, height, gray, dither: "threshold", ...more };
  return [...encode(documentOf(image), profile).bytes.slice(4)];
}
const issueOf = (block: ImageBlock, profile: PrinterProfile) =>
  encode(documentOf(block), profile).issues[0]?.message;

describe("rows of dots", () => {
  test("on the left they begin with the first bit; ten dots fill two bytes from the left", () => {
    expect(sent(8, Array(16).fill(BLACK), { align: "left" })).toEqual([
      0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0xff, 0xff,
    ]);
    expect(sent(10, [...Array(9).fill(BLACK), WHITE], { align: "left" })).toEqual([
      0x1d, 0x76, 0x30, 0, 2, 0, 1, 0, 0xff, 0x80,
    ]);
  });

  test("in the middle and on the right they are moved there, dot by dot", () => {
    // 8 of 384 dots: 188 before them, which is 23 bytes and 4 dots.
    expect(sent(8, Array(8).fill(BLACK))).toEqual([
      0x1d,
      0x76,
      0x30,
      0,
      25,
      0,
      1,
      0,
      ...Array(23).fill(0),
      0x0f,
      0xf0,
    ]);
    // 376 before them: 47 bytes.
    expect(sent(8, Array(8).fill(BLACK), { align: "right" })).toEqual([
      0x1d,
      0x76,
      0x30,
      0,
      48,
      0,
      1,
      0,
      ...Array(47).fill(0),
      0xff,
    ]);
    // Three dots: 381 before them, 47 bytes and 5 dots.
    expect(sent(3, Array(3).fill(BLACK), { align: "right" }).slice(8)).toEqual([
      ...Array(47).fill(0),
      0x07,
    ]);
  });

  test("more than 64 rows go out in strips of 64", () => {
    const bytes = sent(8, Array(8 * 65).fill(BLACK), { align: "left" });
    expect(bytes.slice(0, 8)).toEqual([0x1d, 0x76, 0x30, 0, 1, 0, 64, 0]);
    expect(bytes.slice(8 + 64)).toEqual([0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0xff]);
    expect(sent(8, Array(8 * 64).fill(BLACK), { align: "left" })).toHaveLength(8 + 64);
  });

  test("a picture stands where it is aligned, also after text that was aligned elsewhere", () => {
    const image: ImageBlock = { type: "image", width: 1, height: 1, gray: "AA==", align: "left" };
    const { bytes } = encode(
      documentOf({ type: "text", text: "a", align: "right" }, image),
      chinese58,
    );
    expect([...bytes.slice(4)]).toEqual([
      ...[0x1b, 0x61, 2, 0x61, 0x0a],
      ...[0x1b, 0x61, 0],
      ...[0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0x80],
    ]);
  });
});

describe("columns of 24 dots", () => {
  const columns = { ...chinese58, images: "column" } as const;

  test("lie line under line without a gap, the last one filled with white", () => {
    // Two columns of 25 dots: the left one black, the right one black in its last row alone.
    const pixels = Array.from({ length: 25 }, (_, y) => [BLACK, y === 24 ? BLACK : WHITE]).flat();
    expect(sent(2, pixels, { align: "left" }, columns)).toEqual([
      ...[0x1b, 0x33, 24],
      ...[0x1b, 0x2a, 33, 2, 0, 0xff, 0xff, 0xff, 0, 0, 0, 0x0a],
      ...[0x1b, 0x2a, 33, 2, 0, 0x80, 0, 0, 0x80, 0, 0, 0x0a],
      ...[0x1b, 0x32],
    ]);
  });

  test("begin at the left edge of the paper, with white before the picture", () => {
    const bytes = sent(1, [BLACK], { align: "right" }, columns);
    expect(bytes.slice(3, 8)).toEqual([0x1b, 0x2a, 33, 384 & 0xff, 384 >> 8]);
    expect(bytes.slice(8, -3)).toEqual([...Array(383 * 3).fill(0), 0x80, 0, 0]);
  });
});

describe("how large a picture is", () => {
  test("its own size, or as wide as the paper, or as it is asked for", () => {
    const width = (given: number, more: Partial<ImageBlock> = {}) =>
      sent(given, Array(given).fill(BLACK), { align: "left", ...more })[4];
    expect([width(80), width(800), width(80, { widthDots: 160 })]).toEqual([10, 48, 20]);
    expect(width(800, { widthDots: 384 })).toBe(48);
  });

  test("one that would be longer than a roll is made smaller", () => {
    // 2 × 8,000 dots, asked for twice as wide: 16,000 rows would be two metres.
    const bytes = sent(2, Array(16_000).fill(BLACK), { align: "left", widthDots: 4 });
    expect(bytes).toHaveLength(125 * (8 + 64));
    expect(bytes[8]).toBe(0xc0);
    expect(sent(1, Array(8192).fill(BLACK), { align: "left" })).toHaveLength(128 * (8 + 64));
  });

  test("what is left out says why", () => {
    const gray = toBase64(Uint8Array.of(0, 0, 0));
    expect(issueOf({ type: "image", width: 2, height: 2, gray }, chinese58)).toBe(
      "The picture has not the 2 × 2 bytes that it names; it is left out.",
    );
    expect(
      issueOf({ type: "image", width: 3, height: 1, gray }, { ...chinese58, images: "none" }),
    ).toBe("The printer chinese-58 prints no pictures; it is left out.");
  });
});

describe("a picture at another width", () => {
  test("is the mean of the pixels under each dot, half rounded up", () => {
    const small = scaledTo(pictureOf(4, [0, 0, 8, 8, 1, 1, 8, 9, 200, 0, 0, 0, 0, 0, 0, 2]), 2);
    expect(small).toEqual({ width: 2, height: 2, pixels: Uint8Array.of(1, 8, 50, 1) });
  });

  test("an odd number of pixels is divided as evenly as it goes", () => {
    expect([...scaledTo(pictureOf(5, [10, 20, 30, 60, 90]), 2).pixels]).toEqual([15, 60]);
    expect([...scaledTo(pictureOf(3, [10, 20, 30]), 2).pixels]).toEqual([10, 25]);
  });

  test("larger, each pixel becomes several dots, in proportion", () => {
    expect(scaledTo(pictureOf(2, [7, 9]), 4)).toEqual({
      width: 4,
      height: 2,
      pixels: Uint8Array.of(7, 7, 9, 9, 7, 7, 9, 9),
    });
    expect(scaledTo(pictureOf(9, Array(9).fill(3)), 2)).toEqual({
      width: 2,
      height: 1,
      pixels: Uint8Array.of(3, 3),
    });
  });

  test("at its own width it is itself", () => {
    const picture = pictureOf(2, [7, 9]);
    expect(scaledTo(picture, 2)).toBe(picture);
  });
});

describe("shades of grey", () => {
  const shades = (...data: number[]) => [
    ...(fromBase64(grayOf({ width: data.length / 4, height: 1, data }).gray) ?? []),
  ];

  test("count red, green and blue as the eye does, on white paper", () => {
    expect(shades(255, 255, 255, 255, 0, 0, 0, 255, 100, 100, 100, 255)).toEqual([255, 0, 100]);
    // Half transparent black is grey; what is not there is paper whatever its colour.
    expect(shades(0, 0, 0, 128, 0, 0, 0, 0, 200, 0, 0, 51)).toEqual([127, 255, 216]);
  });

  test("what is no picture is refused with its figures", () => {
    expect(() => grayOf({ width: 0, height: 1, data: [] })).toThrow(
      expect.objectContaining({
        code: "printer.file-invalid",
        facts: { width: 0, height: 1, bytes: 0 },
      }),
    );
    expect(() => grayOf({ width: 1, height: 0, data: [] })).toThrow();
    expect(() => grayOf({ width: Number.NaN, height: 1, data: [] })).toThrow();
    expect(() => grayOf({ width: 1, height: 1, data: [0, 0, 0] })).toThrow(
      "A picture of 1 × 1 has 4 bytes; this one has 3.",
    );
  });
});

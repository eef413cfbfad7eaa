import { deflateSync, inflateSync } from "node:zlib";
import { chinese58 } from "@tillwright/printer-escpos";
import { previewPng, readPng } from "@tillwright/printer-escpos/png";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RUNS } from "./runs.js";

const GRAY = 0;
const RGB = 2;
const PALETTE = 3;
const GRAY_OPACITY = 4;
const RGBA = 6;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The sum at the end of a chunk, bit by bit as the standard's appendix has it. */
function crcOf(bytes: readonly number[]): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);

function chunk(type: string, data: readonly number[]): number[] {
  const named = [...Buffer.from(type, "latin1"), ...data];
  return [...word(data.length), ...named, ...word(crcOf(named))];
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  /** Bytes a pixel, or 1 where a pixel is less than one. */
  readonly step: number;
  /** The bytes of each row before any filter. */
  readonly rows: readonly (readonly number[])[];
  /** The filter of each row; 0 for the rest. */
  readonly filters?: readonly number[];
  readonly palette?: readonly number[];
  readonly opacity?: readonly number[];
}

/** What the five filters of the standard guess a byte to be. */
function guess(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return Math.floor((left + up) / 2);
  if (filter !== 4) return 0;
  const p = left + up - corner;
  const nearest = Math.min(...[left, up, corner].map((one) => Math.abs(p - one)));
  return [left, up, corner].find((one) => Math.abs(p - one) === nearest) ?? 0;
}

function filtered({ rows, filters = [], step }: Picture): number[] {
  return rows.flatMap((row, y) => {
    const filter = filters[y] ?? 0;
    const above = rows[y - 1] ?? [];
    const bytes = row.map(
      (byte, x) =>
        (byte - guess(filter, row[x - step] ?? 0, above[x] ?? 0, above[x - step] ?? 0)) & 0xff,
    );
    return [filter, ...bytes];
  });
}

function headOf({ width, height, depth, colour }: Picture): number[] {
  return [...word(width), ...word(height), depth, colour, 0, 0, 0];
}

function fileOf(picture: Picture): Uint8Array {
  const { palette, opacity } = picture;
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk("IHDR", headOf(picture)),
    ...(palette === undefined ? [] : chunk("PLTE", palette)),
    ...(opacity === undefined ? [] : chunk("tRNS", opacity)),
    ...chunk("IDAT", [...deflateSync(Uint8Array.from(filtered(picture)))]),
    ...chunk("IEND", []),
  ]);
}

const pixelsOf = (picture: Picture): number[][] => {
  const { data, width, height } = readPng(fileOf(picture));
  expect([width, height]).toEqual([picture.width, picture.height]);
  return Array.from({ length: width * height }, (_, index) =>
    Array.from({ length: 4 }, (_, channel) => data[index * 4 + channel] ?? -1),
  );
};

const gray = (shade: number): number[] => [shade, shade, shade, 255];

describe("each kind of colours becomes pixels of red, green, blue and opacity", () => {
  test("grey of one bit: eight pixels a byte, the leftmost in the highest bit", () => {
    const picture = { width: 10, height: 1, depth: 1, colour: GRAY, step: 1 };
    expect(pixelsOf({ ...picture, rows: [[0b10110001, 0b01000000]] })).toEqual(
      [255, 0, 255, 255, 0, 0, 0, 255, 0, 255].map(gray),
    );
  });

  test("grey of two and of four bits reaches from black to white", () => {
    const two = { width: 5, height: 1, depth: 2, colour: GRAY, step: 1 };
    expect(pixelsOf({ ...two, rows: [[0b00_01_10_11, 0b01_000000]] })).toEqual(
      [0, 85, 170, 255, 85].map(gray),
    );
    const four = { width: 3, height: 1, depth: 4, colour: GRAY, step: 1 };
    expect(pixelsOf({ ...four, rows: [[0x0f, 0x80]] })).toEqual([0, 255, 136].map(gray));
  });

  test("grey of eight and of sixteen bits", () => {
    const eight = { width: 2, height: 2, depth: 8, colour: GRAY, step: 1 };
    const rows = [
      [0, 90],
      [200, 255],
    ];
    expect(pixelsOf({ ...eight, rows })).toEqual([0, 90, 200, 255].map(gray));
    const sixteen = { width: 2, height: 1, depth: 16, colour: GRAY, step: 2 };
    expect(pixelsOf({ ...sixteen, rows: [[90, 255, 200, 1]] })).toEqual([90, 200].map(gray));
  });

  test("grey with opacity, in eight and in sixteen bits", () => {
    const eight = { width: 2, height: 1, depth: 8, colour: GRAY_OPACITY, step: 2 };
    const expected = [
      [10, 10, 10, 128],
      [200, 200, 200, 0],
    ];
    expect(pixelsOf({ ...eight, rows: [[10, 128, 200, 0]] })).toEqual(expected);
    const sixteen = { width: 2, height: 1, depth: 16, colour: GRAY_OPACITY, step: 4 };
    expect(pixelsOf({ ...sixteen, rows: [[10, 1, 128, 2, 200, 3, 0, 4]] })).toEqual(expected);
  });

  test("red, green and blue, in eight and in sixteen bits", () => {
    const eight = { width: 2, height: 1, depth: 8, colour: RGB, step: 3 };
    const expected = [
      [1, 2, 3, 255],
      [4, 5, 6, 255],
    ];
    expect(pixelsOf({ ...eight, rows: [[1, 2, 3, 4, 5, 6]] })).toEqual(expected);
    const sixteen = { width: 2, height: 1, depth: 16, colour: RGB, step: 6 };
    expect(pixelsOf({ ...sixteen, rows: [[1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6, 9]] })).toEqual(
      expected,
    );
  });

  test("red, green, blue and opacity", () => {
    const picture = { width: 2, height: 1, depth: 8, colour: RGBA, step: 4 };
    expect(pixelsOf({ ...picture, rows: [[1, 2, 3, 4, 5, 6, 7, 8]] })).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]);
  });

  test("a palette, whose colours are opaque where nothing else is said", () => {
    const picture = {
      width: 4,
      height: 1,
      depth: 2,
      colour: PALETTE,
      step: 1,
      palette: [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7],
      opacity: [255, 128],
    };
    expect(pixelsOf({ ...picture, rows: [[0b00_01_10_11]] })).toEqual([
      [255, 0, 0, 255],
      [0, 255, 0, 128],
      [0, 0, 255, 255],
      [9, 8, 7, 255],
    ]);
  });

  test("the one colour that is named as transparent is paper, and no other", () => {
    const shades = { width: 3, height: 1, depth: 8, colour: GRAY, step: 1 };
    expect(pixelsOf({ ...shades, opacity: [0, 7], rows: [[7, 8, 0]] })).toEqual([
      [7, 7, 7, 0],
      gray(8),
      gray(0),
    ]);
    const bits = { width: 2, height: 1, depth: 1, colour: GRAY, step: 1 };
    expect(pixelsOf({ ...bits, opacity: [0, 1], rows: [[0b01000000]] })).toEqual([
      gray(0),
      [255, 255, 255, 0],
    ]);
    const colours = { width: 2, height: 1, depth: 8, colour: RGB, step: 3 };
    expect(
      pixelsOf({ ...colours, opacity: [0, 1, 0, 2, 0, 3], rows: [[1, 2, 3, 1, 2, 4]] }),
    ).toEqual([
      [1, 2, 3, 0],
      [1, 2, 4, 255],
    ]);
    const square = { width: 2, height: 2, depth: 8, colour: RGB, step: 3 };
    const rows = [
      [1, 2, 3, 1, 2, 4],
      [1, 2, 4, 1, 2, 3],
    ];
    expect(
      pixelsOf({ ...square, opacity: [0, 1, 0, 2, 0, 3], rows }).map(([, , , opacity]) => opacity),
    ).toEqual([0, 255, 255, 0]);
    // In sixteen bits the whole of a colour counts.
    const fine = { width: 2, height: 1, depth: 16, colour: GRAY, step: 2 };
    expect(pixelsOf({ ...fine, opacity: [5, 6], rows: [[5, 6, 5, 7]] })).toEqual([
      [5, 5, 5, 0],
      gray(5),
    ]);
  });
});

describe("filters of rows", () => {
  test("whatever the filters, the picture is the one that was written", () => {
    const kinds = [
      { colour: GRAY, step: 1 },
      { colour: GRAY_OPACITY, step: 2 },
      { colour: RGB, step: 3 },
      { colour: RGBA, step: 4 },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 255 })),
        ({ colour, step }, width, filters, bytes) => {
          const rows = filters.map(() =>
            Array.from({ length: width * step }, () => bytes.next().value ?? 0),
          );
          const picture = { width, height: filters.length, depth: 8, colour, step, rows };
          expect(pixelsOf({ ...picture, filters })).toEqual(pixelsOf(picture));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("the guess of Paeth prefers left, then up, then the corner", () => {
    const row = [10, 20, 40, 5, 250, 30];
    for (const above of [
      [10, 20, 40, 5, 250, 30],
      [30, 250, 5, 40, 20, 10],
      [0, 0, 255, 255, 1, 1],
    ]) {
      const picture = { width: 6, height: 2, depth: 8, colour: GRAY, step: 1, rows: [above, row] };
      expect(pixelsOf({ ...picture, filters: [0, 4] })).toEqual([...above, ...row].map(gray));
    }
  });
});

describe("the file around the picture", () => {
  const picture: Picture = {
    width: 2,
    height: 1,
    depth: 8,
    colour: GRAY,
    step: 1,
    rows: [[11, 22]],
  };
  const packed = [...deflateSync(Uint8Array.from(filtered(picture)))];
  const withChunks = (...chunks: number[][]): Uint8Array =>
    Uint8Array.from([...SIGNATURE, ...chunks.flat()]);
  const head = chunk("IHDR", headOf(picture));
  const end = chunk("IEND", []);
  const shades = (file: Uint8Array): number[] =>
    Array.from(readPng(file).data).filter((_, index) => index % 4 === 0);
  const refusal = (file: Uint8Array): unknown => {
    try {
      return readPng(file);
    } catch (error) {
      return [(error as { code?: string }).code, (error as Error).message];
    }
  };

  test("its data may come in several chunks, among others that do not matter", () => {
    const file = withChunks(
      head,
      chunk("tEXt", [65, 0, 66]),
      chunk("IDAT", packed.slice(0, 3)),
      chunk("IDAT", packed.slice(3)),
      end,
    );
    expect(shades(file)).toEqual([11, 22]);
  });

  test("it may lie inside other bytes", () => {
    const file = fileOf(picture);
    const around = new Uint8Array(file.length + 20).fill(7);
    around.set(file, 9);
    expect(shades(around.subarray(9, 9 + file.length))).toEqual([11, 22]);
  });

  test("the last chunk may be missing, for the picture is there", () => {
    expect(shades(withChunks(head, chunk("IDAT", packed)))).toEqual([11, 22]);
  });

  test.each([
    [
      "that is interlaced",
      withChunks(chunk("IHDR", [...headOf(picture).slice(0, 12), 1]), chunk("IDAT", packed), end),
      "it is interlaced",
    ],
    ["without a head", withChunks(chunk("IDAT", packed), end), "it has no picture"],
    ["without data", withChunks(head, end), "it has no picture"],
    [
      "with a head that is too short",
      withChunks(chunk("IHDR", headOf(picture).slice(0, 12)), chunk("IDAT", packed), end),
      "it has no picture",
    ],
    [
      "cut off inside its data",
      withChunks(head, chunk("IDAT", packed).slice(0, -5)),
      "it is cut off",
    ],
    [
      "with too little data",
      withChunks(head, chunk("IDAT", [...deflateSync(Uint8Array.of(0, 11))]), end),
      "its data is too short",
    ],
    [
      "with data that nothing can unpack",
      withChunks(head, chunk("IDAT", [1, 2, 3, 4, 5, 6]), end),
      "its data cannot be unpacked",
    ],
    [
      "with a filter that there is not",
      withChunks(head, chunk("IDAT", [...deflateSync(Uint8Array.of(5, 11, 22))]), end),
      "it has rows of the filter 5",
    ],
    ["of no width", fileOf({ ...picture, width: 0 }), "it has 0 × 1 pixels"],
    ["of no height", fileOf({ ...picture, height: 0 }), "it has 2 × 0 pixels"],
    [
      "larger than any picture for a receipt",
      fileOf({ ...picture, width: 50_000_001 }),
      "it has 50000001 × 1 pixels",
    ],
    [
      "with colours of no known type",
      fileOf({ ...picture, colour: 5 }),
      "it has colours of type 5 with 8 bits",
    ],
    [
      "with an unknown number of bits",
      fileOf({ ...picture, depth: 3 }),
      "it has colours of type 0 with 3 bits",
    ],
  ])("a file %s is refused", (_, file, why) => {
    expect(refusal(file)).toEqual([
      "printer.file-invalid",
      `This is no PNG that can be read: ${why}.`,
    ]);
  });

  test("each byte at the beginning counts", () => {
    for (let at = 0; at < 8; at += 1) {
      const file = fileOf(picture);
      file[at] = 0;
      expect(refusal(file)).toEqual([
        "printer.file-invalid",
        "This is no PNG that can be read: it does not begin as one.",
      ]);
    }
  });
});

describe("the pictures that we write", () => {
  /** The chunks of a file, each checked against the sum at its end. */
  function chunksOf(file: Uint8Array): [type: string, data: Uint8Array][] {
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const chunks: [string, Uint8Array][] = [];
    let at = 8;
    while (at < file.length) {
      const length = view.getUint32(at);
      const named = file.slice(at + 4, at + 8 + length);
      expect(view.getUint32(at + 8 + length)).toBe(crcOf([...named]));
      chunks.push([String.fromCharCode(...named.slice(0, 4)), named.slice(4)]);
      at += length + 12;
    }
    return chunks;
  }

  test("have one bit a dot, 8 dots to the millimetre, and sums that other programs check", () => {
    const { png, width, height } = previewPng(Uint8Array.of(0x41, 0x0a), chinese58);
    expect([...png.slice(0, 8)]).toEqual(SIGNATURE);
    const chunks = chunksOf(png);
    expect(chunks.map(([type]) => type)).toEqual(["IHDR", "pHYs", "IDAT", "IEND"]);
    expect([...(chunks[0]?.[1] ?? [])]).toEqual([...word(width), ...word(height), 1, 0, 0, 0, 0]);
    expect([...(chunks[1]?.[1] ?? [])]).toEqual([...word(8000), ...word(8000), 1]);
    const rows = inflateSync(chunks[2]?.[1] ?? new Uint8Array(0));
    expect(rows).toHaveLength((Math.ceil(width / 8) + 1) * height);
    // The first row is paper without a filter.
    expect([...rows.subarray(0, 3)]).toEqual([0, 0xff, 0xff]);
  });
});

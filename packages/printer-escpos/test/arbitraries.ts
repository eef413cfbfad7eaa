import type { Cell, ReceiptBlock, ReceiptDocument } from "@tillwright/printer-escpos";
import * as fc from "fast-check";

/** Characters that every Chinese printer has, and that receipts are made of. */
const GOOD = [..."苹果牛奶面包¥￥€0123456789.,:×·éЖα（）：。「」abcXYZ -*/#{}%—…"];
/** Characters that are in the way: emoji, joiners, accents apart, half pairs, control characters, other scripts. */
const BAD = [
  "😀",
  "👨‍👩‍👧",
  "❤️",
  "e\u0301",
  "\ud83d",
  "\u001b",
  "\u0000",
  "ñ",
  "ก็",
  "\u200b",
  "\t",
  "\u{20000}",
  "ﷺ",
];

/** Text that prints as it is. */
export const printableText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...GOOD), { maxLength: 60 })
  .map((characters) => characters.join(""));

const CODE_POINTS = 0x11_0000;
const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Text of any code points. The like of it in fast-check lists all of them first, which takes a second and 100 MB wherever this
 * file is loaded.
 */
export function codePoints(maxLength: number): fc.Arbitrary<string> {
  const point = fc
    .nat(CODE_POINTS - SURROGATES.count - 1)
    .map((place) =>
      String.fromCodePoint(place < SURROGATES.first ? place : place + SURROGATES.count),
    );
  return fc.array(point, { maxLength }).map((characters) => characters.join(""));
}

/** Text of any kind, often on the edge of a line. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  printableText,
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...GOOD) }, fc.constantFrom(...BAD)), {
      maxLength: 60,
    })
    .map((characters) => characters.join("")),
  codePoints(40),
);

const align = fc.constantFrom("left", "center", "right" as const);
const overflow = fc.constantFrom("wrap", "clip", "ellipsis" as const);
const marks = {
  bold: fc.boolean(),
  underline: fc.boolean(),
  invert: fc.boolean(),
};
const size = { width: fc.integer({ min: 1, max: 8 }), height: fc.integer({ min: 1, max: 8 }) };

function cellOf(text: fc.Arbitrary<string>): fc.Arbitrary<Cell> {
  return fc.record(
    {
      text,
      width: fc.oneof(
        fc.record({ columns: fc.integer({ min: 1, max: 20 }) }),
        fc.record({ share: fc.integer({ min: 1, max: 5 }) }),
        fc.constant("content" as const),
      ),
      align,
      overflow,
      ...marks,
    },
    { requiredKeys: ["text"] },
  );
}

/** Blocks that every printer prints in some way, around texts of one kind. */
function blockOf(text: fc.Arbitrary<string>): fc.Arbitrary<ReceiptBlock> {
  const data = fc.oneof(text, fc.webUrl());
  return fc.oneof(
    fc.record(
      { type: fc.constant("text" as const), text, align, overflow, ...marks, ...size },
      { requiredKeys: ["type", "text"] },
    ),
    fc.record(
      {
        type: fc.constant("columns" as const),
        cells: fc.array(cellOf(text), { minLength: 1, maxLength: 5 }),
        gap: fc.integer({ min: 0, max: 3 }),
        ...marks,
        ...size,
      },
      { requiredKeys: ["type", "cells"] },
    ),
    fc.record({
      type: fc.constant("rule" as const),
      line: fc.constantFrom("dash", "solid", "double" as const),
    }),
    fc.record({ type: fc.constant("feed" as const), lines: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ type: fc.constant("qr" as const), data, align }),
    fc.record({
      type: fc.constant("barcode" as const),
      symbology: fc.constantFrom("ean13", "code128" as const),
      data: fc.oneof(
        fc.stringMatching(/^\d{12}$/),
        fc.string({ minLength: 1, maxLength: 14 }),
        text,
      ),
      align,
    }),
    fc.constant({ type: "cut" as const }),
    fc.constant({ type: "drawer" as const }),
  );
}

/** Documents around texts of one kind. */
export function documentsOf(text: fc.Arbitrary<string>): fc.Arbitrary<ReceiptDocument> {
  return fc
    .array(blockOf(text), { maxLength: 8 })
    .map((blocks) => ({ kind: "receipt-document", version: 1, blocks }));
}

/** Pictures of few dots, one in ten of them with fewer or more pixels than they claim. */
const image: fc.Arbitrary<ReceiptBlock> = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 20 }),
    shades: fc.uint8Array({ minLength: 1, maxLength: 50 }),
    missing: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, -1),
    dither: fc.constantFrom("floyd-steinberg", "atkinson", "bayer", "threshold" as const),
    widthDots: fc.integer({ min: 0, max: 48 }),
    align,
  })
  .map(({ shades, missing, ...own }) => {
    const pixels = Uint8Array.from(
      { length: own.width * own.height - missing },
      (_, at) => shades[at % shades.length] ?? 0,
    );
    return { type: "image", gray: Buffer.from(pixels).toString("base64"), ...own };
  });

function tableOf(text: fc.Arbitrary<string>): fc.Arbitrary<ReceiptBlock> {
  const cell = fc.oneof(
    text,
    fc.record(
      { text, span: fc.integer({ min: 1, max: 4 }), align, overflow, ...marks },
      { requiredKeys: ["text"] },
    ),
  );
  const width = fc.oneof(
    fc.record({ columns: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ share: fc.integer({ min: 1, max: 5 }) }),
    fc.constant("content" as const),
  );
  return fc.record(
    {
      type: fc.constant("table" as const),
      columns: fc.array(fc.record({ width, align, overflow }, { requiredKeys: [] }), {
        maxLength: 4,
      }),
      rows: fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 4 }),
      gap: fc.integer({ min: 0, max: 3 }),
      ...marks,
      ...size,
    },
    { requiredKeys: ["type", "columns", "rows"] },
  );
}

/** Documents with blocks of every type, in groups inside groups, some of which a printer lacks. */
export function documentsOfEverything(text: fc.Arbitrary<string>): fc.Arbitrary<ReceiptDocument> {
  const condition = fc.constantFrom("member", "first", "copy", "narrow", "wide", "cutter");
  const { block } = fc.letrec<{ block: ReceiptBlock }>((tie) => ({
    block: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      blockOf(text),
      image,
      tableOf(text),
      fc.record({ type: fc.constant("pdf417" as const), data: text, align }),
      fc.record({
        type: fc.constant("buzzer" as const),
        times: fc.integer({ min: 0, max: 10 }),
        milliseconds: fc.integer({ min: 0, max: 3000 }),
      }),
      fc.record(
        {
          type: fc.constant("group" as const),
          when: condition,
          unless: condition,
          blocks: fc.array(tie("block"), { maxLength: 4 }),
        },
        { requiredKeys: ["type", "blocks"] },
      ),
    ),
  }));
  return fc
    .record({ copies: fc.integer({ min: 1, max: 3 }), blocks: fc.array(block, { maxLength: 6 }) })
    .map((own) => ({ kind: "receipt-document", version: 1, ...own }));
}

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

/** Text of any kind, often on the edge of a line. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  printableText,
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...GOOD) }, fc.constantFrom(...BAD)), {
      maxLength: 60,
    })
    .map((characters) => characters.join("")),
  fc.string({ unit: "binary", maxLength: 40 }),
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

/** Blocks of all types around texts of one kind. */
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

import {
  chinese58,
  chinese80,
  encode,
  type ReceiptBlock,
  type ReceiptDocument,
  western80,
} from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText, documentsOf, printableText } from "./arbitraries.js";
import { RUNS } from "./runs.js";

/** Leaves no ink and is left out, but is no plain character: with it, every text is set character by character. */
const SLOW = "\u200b";

function slowed(document: ReceiptDocument): ReceiptDocument {
  const blocks = document.blocks.map((block): ReceiptBlock => {
    if (block.type === "text") return { ...block, text: block.text + SLOW };
    if (block.type !== "columns") return block;
    return {
      ...block,
      cells: block.cells.map((cell) => ({ ...cell, text: cell.text + SLOW })),
    };
  });
  return { ...document, blocks };
}

describe("the short way for plain texts", () => {
  test("writes the bytes that setting each character writes", () => {
    fc.assert(
      fc.property(
        documentsOf(fc.oneof(printableText, fc.stringMatching(/^[ -~苹果￥]{0,20}$/), anyText)),
        fc.constantFrom(chinese58, chinese80, western80),
        (document, profile) => {
          // A mark joins the character before it; behind a half pair it could change what that is.
          fc.pre(!/[\ud800-\udfff]/.test(JSON.stringify(document)));
          expect(encode(slowed(document), profile).bytes).toEqual(encode(document, profile).bytes);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("a profile that is changed between two receipts is another printer", () => {
    const profile = { ...chinese80, text: { ...chinese80.text } };
    const document: ReceiptDocument = {
      kind: "receipt-document",
      version: 1,
      blocks: [{ type: "text", text: "€" }],
    };
    expect(encode(document, profile).unprintable).toEqual([]);
    Object.assign(profile.text, { euro: "none" });
    expect(encode(document, profile).unprintable).toHaveLength(1);
  });
});

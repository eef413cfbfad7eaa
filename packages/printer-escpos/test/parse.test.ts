import { chinese58, encode } from "@tillwright/printer-escpos";
import { parseReceiptDocument } from "@tillwright/printer-escpos/parse";
import { describe, expect, test } from "vitest";
import { smallReceipt } from "./documents.js";

const issuesOf = (input: unknown) => {
  const answer = parseReceiptDocument(input);
  return answer.ok ? [] : answer.issues;
};

const withBlock = (block: unknown) => ({ kind: "receipt-document", version: 1, blocks: [block] });

describe("a receipt document from outside", () => {
  test("a good one comes back as it is, and prints", () => {
    const answer = parseReceiptDocument(JSON.parse(JSON.stringify(smallReceipt)));
    expect(answer).toEqual({ ok: true, value: smallReceipt });
    expect(answer.ok && encode(answer.value, chinese58).issues).toEqual([]);
  });

  test("every problem is listed, at its path", () => {
    const input = {
      kind: "receipt",
      version: 2,
      blocks: [
        { type: "text", text: "a", bold: "yes" },
        { type: "columns", cells: [{ text: 5 }, { text: "b", width: { columns: 0 } }] },
        { type: "feed", lines: 0 },
        { type: "picture" },
        { type: "barcode", symbology: "ean13", data: "6901234567890" },
        { type: "rule", lines: "double" },
      ],
    };
    expect(issuesOf(input).map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["printer.invalid-field", "kind"],
      ["printer.invalid-field", "version"],
      ["printer.invalid-field", "blocks.0.bold"],
      ["printer.invalid-field", "blocks.1.cells.0.text"],
      ["printer.invalid-field", "blocks.1.cells.1.width.columns"],
      ["printer.invalid-field", "blocks.2.lines"],
      ["printer.invalid-field", "blocks.3.type"],
      ["printer.invalid-field", "blocks.4.data"],
      ["printer.unknown-field", "blocks.5.lines"],
    ]);
  });

  test("messages say what was expected and what was seen", () => {
    const message = (block: unknown) => issuesOf(withBlock(block))[0]?.message;
    expect(message({ type: "feed", lines: 300 })).toBe(
      "blocks.0.lines: must be at most 255; it is 300.",
    );
    expect(message({ type: "feed" })).toBe(
      "blocks.0.lines: must be of the type number; it is missing.",
    );
    expect(message({ type: "feed", lines: 1.5 })).toBe(
      "blocks.0.lines: must be a whole number; it is 1.5.",
    );
    expect(message({ type: "text", text: "a", align: "middle" })).toBe(
      'blocks.0.align: must be "left" or "center" or "right"; it is "middle".',
    );
    expect(message({ type: "text", text: "a\u001bp" })).toBe(
      'blocks.0.text: must not contain control characters; it is "a\\u001bp".',
    );
    expect(message({ type: "barcode", symbology: "code128", data: "中" })).toBe(
      'blocks.0.data: must be 1 to 120 characters of printable ASCII; it is "中".',
    );
    expect(message({ type: "columns", cells: [{ text: "a", width: 5 }] })).toBe(
      'blocks.0.cells.0.width: must be "content", { "columns": 1 to 512 } or { "share": 1 to 512 }; it is 5.',
    );
    expect(message({ type: "picture" })).toContain(
      "blocks.0.type: must be a block with a known type",
    );
  });

  test("an undefined field is no field of JSON", () => {
    expect(issuesOf(withBlock({ type: "text", text: "a", bold: undefined }))).toHaveLength(1);
  });

  test.each([null, undefined, 5, "x", [], {}])("no document at all: %j", (input) => {
    expect(issuesOf(input).length).toBeGreaterThan(0);
  });
});

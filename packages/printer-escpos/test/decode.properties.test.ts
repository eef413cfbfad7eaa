import { chinese58, decode, previewSvg, previewText, western80 } from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runPrinter } from "../src/run-printer.js";
import { RUNS } from "./runs.js";

/** Random bytes, dense in the leads and letters of commands. */
const stream = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        0x1b,
        0x1c,
        0x1d,
        0x10,
        0x0a,
        0x28,
        0x6b,
        0x76,
        0x30,
        0x2a,
        0x56,
        0x21,
        0x26,
        0x2e,
      ),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 300 },
  )
  .map((bytes) => Uint8Array.from(bytes));

const profiles = fc.constantFrom(chinese58, western80, {
  ...chinese58,
  text: {
    ...chinese58.text,
    kind: "chinese",
    startsInChinese: true,
    fourByteCodes: true,
    euro: "80",
  },
} as const);

describe("any bytes", () => {
  test("every byte is in exactly one part, in order", () => {
    fc.assert(
      fc.property(stream, profiles, (bytes, profile) => {
        let offset = 0;
        for (const part of decode(bytes, profile).parts) {
          expect(part.offset).toBe(offset);
          expect(part.length).toBeGreaterThan(0);
          offset += part.length;
        }
        expect(offset).toBe(bytes.length);
      }),
      { numRuns: RUNS * 3 },
    );
  });

  test("each unknown part has its issue, and text has a width for each character", () => {
    fc.assert(
      fc.property(stream, profiles, (bytes, profile) => {
        const { parts, issues } = decode(bytes, profile);
        const offsets = new Set(issues.map((issue) => issue.path[1]));
        for (const part of parts) {
          if (part.kind === "unknown") expect(offsets).toContain(part.offset);
          if (part.kind === "text") expect([...part.text]).toHaveLength(part.columns.length);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("can be drawn, and the drawing is bounded", () => {
    fc.assert(
      fc.property(stream, profiles, (bytes, profile) => {
        const paper = runPrinter(bytes, profile);
        expect(paper.rows.length).toBeLessThanOrEqual(bytes.length + 1);
        expect(paper.height).toBeLessThan(1_200_000);
        for (const row of paper.rows)
          if (row.kind === "text")
            for (const glyph of row.glyphs) expect(glyph.x).toBeGreaterThanOrEqual(0);
        expect(previewSvg(bytes, profile)).toMatch(/<\/svg>\n$/);
        for (const line of previewText(bytes, profile)) expect(line.length).toBeLessThan(2000);
      }),
      { numRuns: RUNS },
    );
  });

  test("decoding changes nothing in the bytes, and parts hold their own copies", () => {
    fc.assert(
      fc.property(stream, (bytes) => {
        const before = Array.from(bytes);
        const { parts } = decode(bytes, chinese58);
        const kept = parts.map((part) => (part.kind === "command" ? [...part.parameters] : []));
        expect(Array.from(bytes)).toEqual(before);
        bytes.fill(0);
        expect(parts.map((part) => (part.kind === "command" ? [...part.parameters] : []))).toEqual(
          kept,
        );
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

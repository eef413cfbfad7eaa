import { chinese58, decode, encode, printerProfiles } from "@tillwright/printer-escpos";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runPrinter } from "../src/run-printer.js";
import { anyText, documentsOfEverything } from "./arbitraries.js";
import { RUNS } from "./runs.js";

/** Ten times the runs of a property: two thousand by default, a hundred thousand in the long run. */
const FUZZ = RUNS * 10;

function placeOf(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === "object" && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );
}

describe("anything at all", () => {
  test("random bytes: no crash, no hang, bounded output", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(...printerProfiles),
        (bytes, profile) => {
          const { parts, issues } = decode(bytes, profile);
          expect(parts.length).toBeLessThanOrEqual(bytes.length);
          expect(issues.length).toBeLessThanOrEqual(bytes.length);
          expect(runPrinter(bytes, profile).height).toBeLessThan(1_200_000);
        },
      ),
      { numRuns: FUZZ },
    );
  });

  test("random documents: no crash, no hang, bounded output", () => {
    fc.assert(
      fc.property(
        documentsOfEverything(anyText),
        fc.constantFrom(...printerProfiles, { ...chinese58, images: "column" as const }),
        (document, profile) => {
          const { bytes, issues, unprintable } = encode(document, profile);
          // A picture of a dot's width may become as many as 8,000 rows across the paper.
          const pictures = JSON.stringify(document).split('"image"').length - 1;
          const copies = document.copies ?? 1;
          expect(bytes.length).toBeLessThan(600_000 * (1 + pictures * copies));
          // Each report names a place that is there.
          for (const { where } of unprintable)
            expect(placeOf(document, where)).toBeTypeOf("string");
          for (const { path } of issues) expect(placeOf(document, path)).toBeDefined();
          expect(decode(bytes, profile).issues).toEqual([]);
        },
      ),
      { numRuns: FUZZ },
    );
  });

  test("documents with fields of any kind do not crash the encoder's figures", () => {
    const figure = fc.oneof(fc.double(), fc.integer(), fc.constant(Number.NaN));
    fc.assert(
      fc.property(
        figure,
        figure,
        figure,
        fc.constantFrom(...printerProfiles),
        (a, b, c, profile) => {
          const { bytes } = encode(
            {
              kind: "receipt-document",
              version: 1,
              copies: a,
              blocks: [
                { type: "feed", lines: a },
                { type: "text", text: "x", width: b, height: c },
                { type: "buzzer", times: a, milliseconds: b },
                { type: "pdf417", data: "x", moduleDots: a, columns: b, errorCorrection: c },
                { type: "image", width: 1, height: 1, gray: "AA==", widthDots: a, threshold: b },
                {
                  type: "table",
                  columns: [{ width: { columns: a } }],
                  rows: [[{ text: "x", span: b }]],
                  gap: c,
                },
                { type: "drawer", pulseMilliseconds: a },
              ],
            },
            profile,
          );
          expect(bytes.length).toBeLessThan(2_000_000);
        },
      ),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });
});

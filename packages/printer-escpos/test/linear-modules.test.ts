import { createRequire } from "node:module";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearCodeOf } from "../src/linear-codes.js";
import type { BarcodeSymbology } from "../src/receipt-document.js";
import { RUNS } from "./runs.js";

const NAMES: Readonly<Partial<Record<BarcodeSymbology, string>>> = {
  ean13: "ean13",
  ean8: "ean8",
  "upc-a": "upca",
  "upc-e": "upce",
  itf: "interleaved2of5",
  code39: "code39",
  code93: "code93",
  codabar: "rationalizedCodabar",
};

type Raw = (options: object) => readonly [{ readonly sbs: readonly number[] }];
// Only its CommonJS build tells the widths of bars and spaces.
const { raw } = createRequire(import.meta.url)("bwip-js") as { readonly raw: Raw };

/** The modules of another library. Its wide elements of ITF are two modules wide, which the standard allows too; ours are three. */
function elsewhere(symbology: BarcodeSymbology, text: string): string {
  const [{ sbs }] = raw({ bcid: NAMES[symbology], text, includecheck: symbology === "code93" });
  const widths = symbology === "itf" ? sbs.map((width) => (width > 1 ? 3 : 1)) : sbs;
  const modules = widths.map((width, at) => (at % 2 === 0 ? "1" : "0").repeat(width)).join("");
  return modules.replace(/0+$/, "");
}
const own = (symbology: BarcodeSymbology, data: string) => linearCodeOf(symbology, data)?.modules;

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";

describe("bars are those of another library, module for module", () => {
  test("every letter of Code 39 and Code 93, by itself and all together", () => {
    for (const symbology of ["code39", "code93"] as const)
      for (const data of [...LETTERS, LETTERS, `${LETTERS.slice(5)}A1`])
        expect([data, own(symbology, data)]).toEqual([data, elsewhere(symbology, data)]);
  });

  test("every sign of Codabar between each pair of its letters", () => {
    for (const start of "ABCD")
      for (const stop of "ABCD") {
        const data = `${start}0123456789-$:/.+${stop}`;
        expect([data, own("codabar", data)]).toEqual([data, elsewhere("codabar", data)]);
      }
  });

  test("every pair of digits of ITF", () => {
    for (let pair = 0; pair < 100; pair += 1) {
      const data = String(pair).padStart(2, "0");
      expect([data, own("itf", data)]).toEqual([data, elsewhere("itf", data)]);
    }
    expect(own("itf", "00112233445566778899")).toBe(elsewhere("itf", "00112233445566778899"));
  });

  test.each([
    ["ean13", 12],
    ["ean8", 7],
    ["upc-a", 11],
  ] as const)("%s of any digits, with the check digit that is added", (symbology, length) => {
    const digits = fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    fc.assert(
      fc.property(digits, (data) => {
        expect(own(symbology, data)).toBe(elsewhere(symbology, data));
      }),
      { numRuns: Math.ceil(RUNS / 4), examples: [["0".repeat(length)], ["9".repeat(length)]] },
    );
  });

  test("upc-e of every way to shorten: by its last digit 0 to 9", () => {
    for (let last = 0; last < 10; last += 1)
      for (const five of ["12345", "98765", "45678"]) {
        const data = `${five}${last}`;
        const modules = own("upc-e", data);
        expect([data, modules]).toEqual([data, elsewhere("upc-e", `0${data}`)]);
      }
  });

  test("a upc-e that says its number in a longer way than the standard is drawn in the shorter one", () => {
    // 987054 and 987053 are both 0 98700 00005; with a 0 before its 5 the number takes the ending 3.
    expect(own("upc-e", "987054")).toBe(elsewhere("upc-e", "0987053"));
  });
});

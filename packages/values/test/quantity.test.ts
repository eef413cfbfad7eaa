import {
  formatQuantity,
  type MeasureUnit,
  measure,
  parseMeasure,
  parsePieces,
  pieces,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Decimal } from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

function read(text: unknown): string {
  const parsed = parseMeasure(text);
  if (!parsed.ok) return parsed.issues.map((found) => found.code).join();
  return `${parsed.value.amount} ${parsed.value.unit}`;
}

test("weights are read to the gram, in Chinese and Latin units", () => {
  const texts = ["0.452 kg", "0.452kg", "452 g", "0.4520 kg", "0.452公斤", "0.452 千克", "452克"];
  expect(texts.map(read)).toEqual(texts.map(() => "452 g"));
  expect(read("2斤")).toBe("1000 g");
  expect(read("0.5 斤")).toBe("250 g");
});

test("volumes to the millilitre and lengths to the millimetre", () => {
  expect(["1.5 l", "1.5 L", "1.5升", "1500 ml", "1500mL", "1500毫升"].map(read)).toEqual(
    Array.from({ length: 6 }, () => "1500 ml"),
  );
  expect(["1.2 m", "120 cm", "1200 mm", "1.2米", "120厘米", "1200毫米"].map(read)).toEqual(
    Array.from({ length: 6 }, () => "1200 mm"),
  );
});

test("finer than the unit that is counted is refused, and so is nothing at all", () => {
  expect(read("0.4525 kg")).toBe("values.measure-precision");
  expect(read("0.5 g")).toBe("values.measure-precision");
  expect(read("0.001 斤")).toBe("values.measure-precision");
  expect(read("0.002 斤")).toBe("1 g");
  expect(read("0 kg")).toBe("values.measure-precision");
  expect(read("9007199254740992 g")).toBe("values.measure-precision");
  expect(read("9007199254741 kg")).toBe("values.measure-precision");
});

test("a measure without unit, with a sign or in other units is refused", () => {
  const texts = ["0.452", "kg", "-1 kg", "+1 kg", "1  kg", " 1 kg", "1 kg ", "1 lb", "1 KG", "1 M"];
  const more = [
    "1e3 g",
    "1,5 kg",
    ".5 kg",
    "1. kg",
    "１ kg",
    "1 k g",
    "1 两",
    "",
    452,
    null,
    "01 kg",
  ];
  for (const text of [...texts, ...more]) {
    expect(read(text), String(text)).toBe("values.measure-format");
  }
});

test("pieces are positive whole numbers in plain digits", () => {
  expect(parsePieces("3")).toEqual({ ok: true, value: pieces(3) });
  expect(parsePieces("9007199254740991").ok).toBe(true);
  const texts = ["0", "-3", "1.5", "03", "3 ", "+3", "３", "", "9007199254740992", 3, null, "3件"];
  for (const text of texts) expect(parsePieces(text).ok, String(text)).toBe(false);
});

test("a quantity is positive and whole", () => {
  for (const value of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
    expect(thrownCode(() => pieces(value))).toBe("values.invalid-quantity");
    expect(thrownCode(() => measure(value, "g"))).toBe("values.invalid-quantity");
  }
  expect(Object.isFrozen(pieces(1)) && Object.isFrozen(measure(1, "g"))).toBe(true);
});

test("people see the larger unit from a thousand on", () => {
  const shown = (["zh-CN", "en"] as const).map((language) => [
    formatQuantity(measure(999, "g"), language),
    formatQuantity(measure(1000, "g"), language),
    formatQuantity(measure(1452, "ml"), language),
    formatQuantity(measure(1050, "mm"), language),
    formatQuantity(pieces(1), language),
    formatQuantity(pieces(1000), language),
  ]);
  expect(shown[0]).toEqual(["999克", "1千克", "1.452升", "1.05米", "1件", "1000件"]);
  expect(shown[1]).toEqual(["999 g", "1 kg", "1.452 L", "1.05 m", "1 pc", "1000 pcs"]);
});

test("a measure that is shown can be read back in either language", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 2 ** 52 })),
      fc.constantFrom<MeasureUnit>("g", "ml", "mm"),
      fc.constantFrom("zh-CN", "en"),
      (amount, unit, language) => {
        const value = measure(amount, unit);
        expect(parseMeasure(formatQuantity(value, language))).toEqual({ ok: true, value });
      },
    ),
    { numRuns: runs },
  );
});

test("a written weight is the number decimal.js reads, or refused when that is no whole positive gram", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 3000 }),
      fc.stringMatching(/^[0-9]{1,5}$/),
      fc.constantFrom<readonly [string, number]>(["kg", 1000], ["斤", 500], ["g", 1]),
      (whole, fraction, [unit, size]) => {
        const text = `${whole}.${fraction}`;
        const grams = new Decimal(text).mul(size);
        const parsed = parseMeasure(`${text} ${unit}`);
        expect(parsed.ok).toBe(grams.isInteger() && grams.gt(0));
        if (parsed.ok) expect(parsed.value.amount).toBe(grams.toNumber());
      },
    ),
    { numRuns: runs },
  );
});

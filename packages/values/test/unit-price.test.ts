import {
  displayUnitPrice,
  extendPrice,
  formatUnitPrice,
  measure,
  parseUnitPrice,
  pieces,
  type UnitPrice,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryMode, Decimal, roundByDecimal } from "./arbitraries.js";
import { activeCodes, codesByMinorDigits } from "./iso-4217.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

function priceOf(price: string, per?: string): UnitPrice {
  const parsed = parseUnitPrice(per === undefined ? { price } : { price, per });
  if (!parsed.ok) throw new Error(parsed.issues.map((found) => found.message).join());
  return parsed.value;
}

function problemsOf(source: unknown): string[] {
  const parsed = parseUnitPrice(source);
  return parsed.ok ? [] : parsed.issues.map((found) => `${found.path.join(".")} ${found.code}`);
}

test("12.345 is refused as money and accepted as a price", () => {
  expect(priceOf("12.345")).toEqual({ micros: 12_345_000, per: 1, unit: "piece" });
});

test("petrol at 7.899 a litre, screws at 0.035, apples at 9.9 for 500 g, three for 10", () => {
  expect(priceOf("7.899", "1 l")).toEqual({ micros: 7_899_000, per: 1000, unit: "ml" });
  expect(priceOf("0.035")).toEqual({ micros: 35_000, per: 1, unit: "piece" });
  expect(priceOf("9.9", "1斤")).toEqual({ micros: 9_900_000, per: 500, unit: "g" });
  expect(priceOf("10", "3")).toEqual({ micros: 10_000_000, per: 3, unit: "piece" });
  expect(extendPrice(priceOf("7.899", "1 l"), measure(30_150, "ml"), "CNY", "half-up")).toBe(
    23_815,
  );
  expect(extendPrice(priceOf("0.035"), pieces(1), "CNY", "half-up")).toBe(4);
  expect(extendPrice(priceOf("0.035"), pieces(1), "CNY", "down")).toBe(3);
  expect(extendPrice(priceOf("0.035"), pieces(200), "CNY", "half-up")).toBe(700);
  expect(extendPrice(priceOf("19.80", "500 g"), measure(452, "g"), "CNY", "half-up")).toBe(1790);
  expect(extendPrice(priceOf("10", "3"), pieces(1), "CNY", "half-up")).toBe(333);
  expect(extendPrice(priceOf("10", "3"), pieces(3), "CNY", "half-up")).toBe(1000);
});

test("every problem is told at once, by path", () => {
  expect(problemsOf({ price: "1.2345678", per: "1 lb" })).toEqual([
    "price values.unit-price-format",
    "per values.measure-format",
  ]);
  expect(problemsOf({ price: "-1" })).toEqual(["price values.unit-price-format"]);
  expect(problemsOf({ price: 7.899 })).toEqual(["price values.unit-price-format"]);
  expect(problemsOf({})).toEqual(["price values.unit-price-format"]);
  expect(problemsOf({ price: "99999999999999" })).toEqual(["price values.unit-price-format"]);
  expect(problemsOf({ price: "1", per: "0.5 g" })).toEqual(["per values.measure-precision"]);
  expect(problemsOf({ price: "1", per: "1000000001" })).toEqual(["per values.unit-price-format"]);
  expect(problemsOf({ price: "1", per: 3 })).toEqual(["per values.measure-format"]);
  expect(problemsOf("7.899")).toEqual([" values.unit-price-format"]);
  expect(problemsOf(null)).toEqual([" values.unit-price-format"]);
});

test("grams at a price per piece are misuse, and so is what is no quantity", () => {
  const perPiece = priceOf("1");
  const perLitre = priceOf("1", "1 l");
  const extend =
    (price: UnitPrice, quantity: Parameters<typeof extendPrice>[1], currency = "CNY") =>
    (): number =>
      extendPrice(price, quantity, currency, "half-up");
  expect(thrownCode(extend(perPiece, measure(1, "g")))).toBe("values.unit-mismatch");
  expect(thrownCode(extend(perLitre, measure(1, "g")))).toBe("values.unit-mismatch");
  expect(thrownCode(extend(perLitre, pieces(1)))).toBe("values.unit-mismatch");
  expect(thrownCode(extend(perPiece, { kind: "pieces", count: -1 }))).toBe(
    "values.invalid-quantity",
  );
  expect(thrownCode(extend(perPiece, { kind: "pieces", count: Number.NaN }))).toBe(
    "values.invalid-quantity",
  );
  expect(thrownCode(extend(perPiece, { kind: "pieces", count: 0.5 }))).toBe("values.out-of-range");
  expect(thrownCode(extend(perPiece, pieces(2 ** 52)))).toBe("values.out-of-range");
  expect(thrownCode(extend(perPiece, pieces(1), "RMB"))).toBe("values.unknown-currency");
});

test("people see at least the decimals of the currency", () => {
  expect(displayUnitPrice(priceOf("5"), "CNY", "zh-CN")).toBe("¥5.00");
  expect(displayUnitPrice(priceOf("5"), "JPY", "zh-CN")).toBe("¥5");
  expect(displayUnitPrice(priceOf("1234.5"), "CNY", "en")).toBe("¥1,234.50");
  expect(displayUnitPrice(priceOf("0.035"), "CHF", "en")).toBe("CHF 0.035");
  expect(displayUnitPrice(priceOf("10", "3"), "CNY", "zh-CN")).toBe("¥10.00/3件");
  expect(displayUnitPrice(priceOf("9.9", "1斤"), "CNY", "zh-CN")).toBe("¥9.90/500克");
  expect(displayUnitPrice(priceOf("9.9", "1 kg"), "CNY", "en")).toBe("¥9.90/kg");
  expect(displayUnitPrice(priceOf("9.9", "1 g"), "CNY", "zh-CN")).toBe("¥9.90/克");
  expect(displayUnitPrice(priceOf("9.9", "1.5 l"), "CNY", "en")).toBe("¥9.90/1.5 L");
  expect(displayUnitPrice(priceOf("9.9", "100 ml"), "CNY", "en")).toBe("¥9.90/100 ml");
});

const arbitraryPrice: fc.Arbitrary<UnitPrice> = fc.record({
  micros: fc.oneof(fc.nat({ max: 200_000_000 }), fc.maxSafeNat()),
  per: fc.oneof(fc.constantFrom(1, 100, 500, 1000), fc.integer({ min: 1, max: 1_000_000_000 })),
  unit: fc.constantFrom("piece", "g", "ml", "mm"),
});

test("a price that is written is read back", () => {
  fc.assert(
    fc.property(arbitraryPrice, (price) => {
      expect(parseUnitPrice(formatUnitPrice(price))).toEqual({ ok: true, value: price });
    }),
    { numRuns: runs },
  );
});

test("what a quantity costs agrees with decimal.js in every currency and mode", () => {
  expect(Object.keys(codesByMinorDigits)).toEqual(["0", "2", "3", "4"]);
  fc.assert(
    fc.property(
      arbitraryPrice,
      fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 1_000_000 })),
      fc.constantFrom(...activeCodes),
      arbitraryMode,
      (price, amount, currency, mode) => {
        const digits = Object.entries(codesByMinorDigits).find(([, codes]) =>
          codes.includes(currency),
        );
        const exact = new Decimal(price.micros)
          .mul(amount)
          .mul(new Decimal(10).pow(Number(digits?.[0])))
          .div(1_000_000)
          .div(price.per);
        const expected = roundByDecimal(exact, mode);
        const quantity = price.unit === "piece" ? pieces(amount) : measure(amount, price.unit);
        const extend = (): number => extendPrice(price, quantity, currency, mode);
        if (expected > BigInt(Number.MAX_SAFE_INTEGER)) {
          expect(thrownCode(extend)).toBe("values.out-of-range");
        } else {
          expect(extend()).toBe(Number(expected));
        }
      },
    ),
    { numRuns: runs * 2 },
  );
});

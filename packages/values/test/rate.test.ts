import {
  applyRate,
  compareRates,
  complementRate,
  formatRate,
  parseRate,
  type Rate,
  rateOf,
} from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryMode, Decimal, roundByDecimal } from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

function ratioOf(text: unknown): string {
  const parsed = parseRate(text);
  return parsed.ok ? `${parsed.value.numerator}/${parsed.value.denominator}` : "refused";
}

test("a rate is written with a per cent sign", () => {
  expect(["88%", "12.5%", "0%", "100%", "150%", "0.000001%", "1000000%"].map(ratioOf)).toEqual([
    "22/25",
    "1/8",
    "0/1",
    "1/1",
    "3/2",
    "1/100000000",
    "10000/1",
  ]);
});

test("bare numbers are refused, and so is what could be misread", () => {
  const texts = ["88", "0.88", 88, 0.88, "8折", "88 %", " 88%", "-5%", "+5%", "88%%", "%", "8８%"];
  const more = [
    "0.0000001%",
    "1000000.1%",
    "05%",
    ".5%",
    "5.%",
    "1e1%",
    "",
    null,
    undefined,
    "88%\n",
  ];
  for (const text of [...texts, ...more]) expect(ratioOf(text), String(text)).toBe("refused");
});

test("80% of 99.99 is 79.99 half-up, and the rest is 20%", () => {
  const rate = rateOf(80, 100);
  expect(applyRate(9999, rate, "half-up")).toBe(7999);
  expect(applyRate(9999, complementRate(rate), "half-up")).toBe(2000);
  expect(applyRate(-9999, rate, "half-up")).toBe(-7999);
});

test("misuse throws by code", () => {
  expect(thrownCode(() => rateOf(1, 0))).toBe("values.invalid-rate");
  expect(thrownCode(() => rateOf(-1, 2))).toBe("values.invalid-rate");
  expect(thrownCode(() => rateOf(1, -2))).toBe("values.invalid-rate");
  expect(thrownCode(() => rateOf(0.5, 1))).toBe("values.invalid-rate");
  expect(thrownCode(() => complementRate(rateOf(3, 2)))).toBe("values.invalid-rate");
  expect(thrownCode(() => applyRate(0.5, rateOf(1, 2), "up"))).toBe("values.out-of-range");
});

test("a ratio that is no short per cent is written as the ratio", () => {
  expect(formatRate(rateOf(2, 3))).toBe("2/3");
  expect(formatRate(rateOf(1, 1_000_000_000))).toBe("1/1000000000");
  expect(formatRate(rateOf(1, 100_000_000))).toBe("0.000001%");
  expect(formatRate(rateOf(Number.MAX_SAFE_INTEGER, 1))).toBe("9007199254740991/1");
});

test("a rate cannot be changed", () => {
  expect(Object.isFrozen(rateOf(1, 2))).toBe(true);
});

const arbitraryRate: fc.Arbitrary<Rate> = fc
  .tuple(
    fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 100_000 }), fc.maxSafeNat()),
    fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  )
  .map(([numerator, denominator]) => rateOf(numerator, denominator));

test("per cent text is read back", () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000 }), fc.nat({ max: 6 }), (digits, decimals) => {
      // More than 1,000,000% is refused as a slip of the pen.
      if (digits > 1_000_000 * 10 ** decimals) return;
      const rate = rateOf(digits, 100 * 10 ** decimals);
      const text = formatRate(rate);
      expect(parseRate(text)).toEqual({ ok: true, value: rate });
      expect(
        new Decimal(text.slice(0, -1)).div(100).eq(new Decimal(digits).div(100 * 10 ** decimals)),
      ).toBe(true);
    }),
    { numRuns: runs },
  );
});

test("a share agrees with decimal.js", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      fc.nat({ max: 30_000 }),
      arbitraryMode,
      (amount, hundredths, mode) => {
        const exact = new Decimal(amount).mul(hundredths).div(10_000);
        const share = applyRate(amount, rateOf(hundredths, 10_000), mode);
        expect(BigInt(share)).toBe(roundByDecimal(exact, mode));
      },
    ),
    { numRuns: runs },
  );
});

test("the order of rates is that of their values, and a rate and the rest make the whole", () => {
  fc.assert(
    fc.property(arbitraryRate, arbitraryRate, (first, second) => {
      const order = new Decimal(first.numerator)
        .mul(second.denominator)
        .comparedTo(new Decimal(second.numerator).mul(first.denominator));
      expect(compareRates(first, second)).toBe(order);
      if (first.numerator > first.denominator) return;
      expect(complementRate(complementRate(first))).toEqual(first);
    }),
    { numRuns: runs },
  );
});

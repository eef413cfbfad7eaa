import { divideRounded, roundToMultiple, scaleRounded } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  arbitraryMode,
  arbitraryPositive,
  arbitraryWhole,
  Decimal,
  roundByDecimal,
} from "./arbitraries.js";
import { runs } from "./runs.js";
import { thrownCode } from "./thrown-code.js";

const safe = BigInt(Number.MAX_SAFE_INTEGER);
const arbitraryWide = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }),
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
);

test("dividing agrees with decimal.js in every mode and sign", () => {
  fc.assert(
    fc.property(
      arbitraryWide,
      arbitraryWide.filter((divisor) => divisor !== 0n),
      arbitraryMode,
      (numerator, denominator, mode) => {
        const exact = new Decimal(numerator.toString()).div(denominator.toString());
        expect(divideRounded(numerator, denominator, mode)).toBe(roundByDecimal(exact, mode));
      },
    ),
    { numRuns: runs * 3 },
  );
});

test("scaling agrees with decimal.js in every mode and sign, or throws where the answer is not safe", () => {
  fc.assert(
    fc.property(
      arbitraryWhole,
      arbitraryWhole,
      arbitraryPositive,
      arbitraryMode,
      (value, numerator, denominator, mode) => {
        const exact = new Decimal(value).mul(numerator).div(denominator);
        const expected = roundByDecimal(exact, mode);
        const scale = (): number => scaleRounded(value, numerator, denominator, mode);
        if (expected > safe || expected < -safe) {
          expect(thrownCode(scale)).toBe("values.out-of-range");
        } else {
          expect(Object.is(scale(), Number(expected))).toBe(true);
        }
      },
    ),
    { numRuns: runs * 3 },
  );
});

test("exact halves are rounded as the mode says, for wide and narrow numbers alike", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -(2 ** 51), max: 2 ** 51 }),
      fc.constantFrom(1, 3, 100, 1_000_003),
      arbitraryMode,
      (half, factor, mode) => {
        const expected = roundByDecimal(new Decimal(half).div(2), mode);
        expect(scaleRounded(half, factor, 2 * factor, mode)).toBe(Number(expected));
      },
    ),
    { numRuns: runs },
  );
});

test("a multiple is one, lies less than one multiple away, and stays what it is", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1000 }),
      arbitraryMode,
      (value, multiple, mode) => {
        const rounded = roundToMultiple(value, multiple, mode);
        expect(Math.abs(rounded % multiple)).toBe(0);
        expect(Math.abs(rounded - value)).toBeLessThan(multiple);
        expect(roundToMultiple(rounded, multiple, mode)).toBe(rounded);
      },
    ),
    { numRuns: runs },
  );
});

import type { RoundingMode } from "@tillwright/values";
import { Decimal as SharedDecimal } from "decimal.js";
import fc from "fast-check";

/** The oracle: wide enough that no quotient of our numbers is rounded before we round it. */
export const Decimal = SharedDecimal.clone({ precision: 120 });

const roundingModes: readonly RoundingMode[] = [
  "down",
  "up",
  "floor",
  "ceiling",
  "half-up",
  "half-down",
  "half-even",
];

const decimalModes: Readonly<Record<RoundingMode, SharedDecimal.Rounding>> = {
  down: SharedDecimal.ROUND_DOWN,
  up: SharedDecimal.ROUND_UP,
  floor: SharedDecimal.ROUND_FLOOR,
  ceiling: SharedDecimal.ROUND_CEIL,
  "half-up": SharedDecimal.ROUND_HALF_UP,
  "half-down": SharedDecimal.ROUND_HALF_DOWN,
  "half-even": SharedDecimal.ROUND_HALF_EVEN,
};

/** Rounds by decimal.js. */
export function roundByDecimal(exact: SharedDecimal, mode: RoundingMode): bigint {
  return BigInt(exact.toDecimalPlaces(0, decimalModes[mode]).toFixed(0));
}

export const arbitraryMode: fc.Arbitrary<RoundingMode> = fc.constantFrom(...roundingModes);

/** Small ones so that halves, ties and zeros really meet, and ones from the whole range. */
export const arbitraryWhole: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -12, max: 12 }),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.maxSafeInteger(),
);

export const arbitraryPositive: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.constantFrom(100, 1000, 10_000),
  fc.integer({ min: 1, max: 100_000 }),
  fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
);

/** Weights with equal ones, zeros and very wide ones among them. */
export const arbitraryWeights: fc.Arbitrary<number[]> = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 9 }),
  fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 9 }),
  fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.maxSafeNat()), { maxLength: 9 }),
);

export const arbitraryDate: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: -10_000, max: 40_000 }),
    fc.integer({ min: -719_162, max: 2_932_896 }),
    // Around the ends of February.
    fc
      .tuple(fc.integer({ min: 1890, max: 2110 }), fc.integer({ min: -3, max: 3 }))
      .map(([year, days]) => Date.UTC(year, 2, 1) / 86_400_000 + days),
  )
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

/** Well-formed text with characters of one to four bytes in UTF-8. */
export const arbitraryCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0x7ff }),
    fc.integer({ min: 0x800, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  )
  .map((point) => String.fromCodePoint(point));

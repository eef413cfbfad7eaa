import { allocate } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shareByUnits, shareWithin } from "../src/internal/share.js";
import { runs } from "./runs.js";

const weight = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 2 ** 45 }),
);
const weights = fc
  .oneof(
    fc.array(weight, { minLength: 1, maxLength: 12 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1000, maxLength: 1100 }),
  )
  .filter((list) => list.some((one) => one > 0));

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test("where no limit is met, the shares are those of allocate", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 10 ** 9 }), (list, amount) => {
      const roomy = list.map(() => Number.MAX_SAFE_INTEGER);
      expect(shareWithin(amount, list, roomy)).toEqual(allocate(amount, list));
    }),
    runs,
  );
});

test("where limits are met, no share passes its own, and all of them sum to the amount", () => {
  const parts = fc.array(
    fc.record({ weight: fc.integer({ min: 0, max: 50 }), limit: fc.integer({ min: 0, max: 50 }) }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(parts, fc.nat(), (list, drawn) => {
      const limits = list.map(({ limit }) => limit);
      const own = list.map((one) => one.weight);
      const amount = drawn % (sum(limits) + 1);
      fc.pre(amount === 0 || own.some((one) => one > 0));
      const shares = shareWithin(amount, own, limits);
      expect(sum(shares)).toBe(amount);
      expect(shares.every((share, i) => share >= 0 && share <= (limits[i] ?? 0))).toBe(true);
    }),
    runs,
  );
});

test("goods without a weight share what the others have no room for, by the room they have", () => {
  expect(shareWithin(10, [1, 0, 0], [4, 9, 3])).toEqual([4, 5, 1]);
  expect(shareWithin(10, [1, 0, 1], [4, 9, 9])).toEqual([4, 0, 6]);
  expect(shareWithin(7, [5, 0], [7, 9])).toEqual([7, 0]);
});

/** The first of all claims `(2k + 1) / (2 × units)`, of equal ones that of the earlier line, counted one by one. */
function claimsOf(seats: number, counts: readonly number[]): readonly number[] {
  const claims = counts.flatMap((units, line) =>
    Array.from({ length: units }, (_, k) => ({ line, above: 2 * k + 1, below: 2 * units })),
  );
  claims.sort((a, b) => a.above * b.below - b.above * a.below || a.line - b.line);
  const given = counts.map(() => 0);
  for (const { line } of claims.slice(0, seats)) given[line] = (given[line] ?? 0) + 1;
  return given;
}

describe("equal units in several lines", () => {
  const units = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

  test("3, 1 and 1 pieces: a fen each, then to the line of three, which claims as much as the others when it has one", () => {
    expect(shareByUnits(5, [3, 1, 1])).toEqual([3, 1, 1]);
    expect(shareByUnits(6, [3, 1, 1])).toEqual([4, 1, 1]);
    expect(shareByUnits(7, [3, 1, 1])).toEqual([5, 1, 1]);
    expect(shareByUnits(8, [3, 1, 1])).toEqual([5, 2, 1]);
    expect(shareByUnits(9, [3, 1, 1])).toEqual([5, 2, 2]);
    expect(shareByUnits(7, [5])).toEqual([7]);
  });

  test("share what is odd in proportion, the next fen always to the line that lags most", () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 2_000 }), (counts, total) => {
        const base = Math.floor(total / sum(counts));
        const odd = claimsOf(total - base * sum(counts), counts);
        expect(shareByUnits(total, counts)).toEqual(
          counts.map((count, line) => base * count + (odd[line] ?? 0)),
        );
      }),
      runs,
    );
  });

  test("have no less of a larger total, in any line", () => {
    const alike = fc.array(fc.constantFrom(1, 3, 5, 9, 15), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.oneof(units, alike), (counts) => {
        let before = counts.map(() => 0);
        for (let total = 0; total <= 2 * sum(counts); total++) {
          const shares = shareByUnits(total, counts);
          expect(sum(shares)).toBe(total);
          expect(shares.every((share, line) => share >= (before[line] ?? 0))).toBe(true);
          before = [...shares];
        }
      }),
      runs,
    );
  });

  test("a hundred thousand lines share in no time", () => {
    const counts = Array.from({ length: 100_000 }, (_, i) => 1 + (i % 3));
    expect(sum(shareByUnits(123_457, counts))).toBe(123_457);
  });
});

import { allocate } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shareWithin } from "../src/internal/share.js";
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

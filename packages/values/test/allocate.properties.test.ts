import { allocate } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryWeights, arbitraryWhole } from "./arbitraries.js";
import { runs } from "./runs.js";

const arbitraryCase = fc
  .tuple(arbitraryWhole, arbitraryWeights)
  .filter(([total, weights]) => total === 0 || weights.some((weight) => weight > 0));

function sumOf(values: readonly number[]): bigint {
  return values.reduce((sum, value) => sum + BigInt(value), 0n);
}

/** The exact share of each part, times the sum of the weights. */
function sharesOf(total: number, weights: readonly number[]): bigint[] {
  return weights.map((weight) => BigInt(total) * BigInt(weight));
}

test("the parts sum to the total, for any weights and sign", () => {
  fc.assert(
    fc.property(arbitraryCase, ([total, weights]) => {
      expect(sumOf(allocate(total, weights))).toBe(BigInt(total));
    }),
    { numRuns: runs * 2 },
  );
});

test("each part lies within one unit of its exact share and never on the other side of zero", () => {
  fc.assert(
    fc.property(arbitraryCase, ([total, weights]) => {
      const sum = sumOf(weights);
      const shares = sharesOf(total, weights);
      allocate(total, weights).forEach((part, index) => {
        const distance = BigInt(part) * sum - (shares[index] ?? 0n);
        if (sum > 0n) expect(distance < sum && distance > -sum).toBe(true);
        if (weights[index] === 0) expect(part).toBe(0);
        if (part !== 0) expect(part > 0).toBe(total > 0);
      });
    }),
    { numRuns: runs * 2 },
  );
});

test("a part with a larger remainder is never passed over for one with a smaller", () => {
  fc.assert(
    fc.property(arbitraryCase, ([total, weights]) => {
      const sum = sumOf(weights);
      if (sum === 0n) return;
      const size = Math.abs(total);
      const parts = allocate(size, weights).map((part, index) => {
        const share = BigInt(size) * BigInt(weights[index] ?? 0);
        return { index, remainder: share % sum, raised: BigInt(part) > share / sum };
      });
      const kept = parts.filter((part) => !part.raised);
      for (const raised of parts.filter((part) => part.raised)) {
        for (const other of kept) {
          expect(other.remainder <= raised.remainder).toBe(true);
          if (other.remainder === raised.remainder) expect(raised.index < other.index).toBe(true);
        }
      }
    }),
    { numRuns: runs },
  );
});

test("a negative total mirrors the positive one", () => {
  fc.assert(
    fc.property(arbitraryCase, ([total, weights]) => {
      const mirrored = allocate(-total, weights).map((part) => 0 - part);
      expect(mirrored).toEqual(allocate(total, weights));
    }),
    { numRuns: runs },
  );
});

test("the order of the weights moves nothing but single units between equal remainders", () => {
  const permuted = arbitraryCase.chain(([total, weights]) =>
    fc.tuple(
      fc.constant(total),
      fc.constant(weights),
      fc.shuffledSubarray([...weights.keys()], { minLength: weights.length }),
    ),
  );
  fc.assert(
    fc.property(permuted, ([total, weights, order]) => {
      const straight = allocate(total, weights);
      const moved = allocate(
        total,
        order.map((index) => weights[index] ?? 0),
      );
      const sum = sumOf(weights);
      const remainders = new Set<bigint>();
      order.forEach((index, place) => {
        const difference = Math.abs((moved[place] ?? 0) - (straight[index] ?? 0));
        expect(difference).toBeLessThanOrEqual(1);
        if (difference === 1) {
          remainders.add((BigInt(Math.abs(total)) * BigInt(weights[index] ?? 0)) % sum);
        }
      });
      expect(remainders.size).toBeLessThanOrEqual(1);
    }),
    { numRuns: runs },
  );
});

test("weights in the same proportion give the same parts, however wide", () => {
  fc.assert(
    fc.property(
      arbitraryWhole,
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 9_007_199_254_740 }),
      (total, weights, factor) => {
        if (!weights.some((weight) => weight > 0)) return;
        const wide = weights.map((weight) => weight * factor);
        expect(allocate(total, wide)).toEqual(allocate(total, weights));
      },
    ),
    { numRuns: runs },
  );
});

test("the weights are not touched", () => {
  fc.assert(
    fc.property(arbitraryCase, ([total, weights]) => {
      const before = [...weights];
      allocate(total, Object.freeze(weights));
      expect(weights).toEqual(before);
    }),
    { numRuns: 50 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Fraction,
  fraction,
  isLess,
  isPositive,
  plus,
  rounded,
  times,
  zero,
} from "../src/internal/fraction.js";
import { runs } from "./runs.js";

const most = Number.MAX_SAFE_INTEGER; // 9,007,199,254,740,991
/** Two numbers whose product is just beyond the safe integers. */
const a = 94_906_267;
const b = 94_906_297;

describe("parts that fit stay plain numbers", () => {
  test("1/3 and 1/3 make 2/3, not 6/9: a sum of many thirds stays small", () => {
    expect(plus(fraction(1, 3), fraction(1, 3))).toEqual({ numerator: 2, denominator: 3 });
  });
  test("1/2 and 1/3 make 5/6", () => {
    expect(plus(fraction(1, 2), fraction(1, 3))).toEqual({ numerator: 5, denominator: 6 });
    expect(plus(zero, fraction(7))).toEqual({ numerator: 7, denominator: 1 });
  });
  test("2/3 of 9/4 is 18/12", () => {
    expect(times(fraction(2, 3), fraction(9, 4))).toEqual({ numerator: 18, denominator: 12 });
  });
  test("the largest that fits", () => {
    expect(plus(fraction(most - 1), fraction(1))).toEqual({ numerator: most, denominator: 1 });
    expect(times(fraction(most), fraction(1))).toEqual({ numerator: most, denominator: 1 });
  });
});

describe("parts that do not fit lose nothing", () => {
  const product = BigInt(a) * BigInt(b);
  test("one more than the largest", () => {
    const sum = plus(fraction(most), fraction(2));
    expect(sum).toEqual({ numerator: 9_007_199_254_740_993n, denominator: 1n });
    // And on from there, with a plain number on either side.
    const more = { numerator: 9_007_199_254_740_994n, denominator: 1n };
    expect(plus(sum, fraction(1))).toEqual(more);
    expect(plus(fraction(1), sum)).toEqual(more);
    expect(plus(sum, fraction(1, 2))).toEqual({
      numerator: 18_014_398_509_481_987n,
      denominator: 2n,
    });
  });
  test("denominators whose product is wide, with numerators that fit, and the other way round", () => {
    expect(plus(fraction(1, a), fraction(1, b))).toEqual({
      numerator: BigInt(a + b),
      denominator: product,
    });
    expect(times(fraction(1, a), fraction(1, b))).toEqual({ numerator: 1n, denominator: product });
    expect(times(fraction(a), fraction(b))).toEqual({ numerator: product, denominator: 1n });
    expect(plus(fraction(a), fraction(1, b))).toEqual({
      numerator: product + 1n,
      denominator: BigInt(b),
    });
    expect(plus(fraction(1, b), fraction(a))).toEqual({
      numerator: product + 1n,
      denominator: BigInt(b),
    });
  });
  test("wide times plain, on either side", () => {
    const wide = times(fraction(a), fraction(b));
    const doubled = { numerator: 2n * product, denominator: 3n };
    expect(times(wide, fraction(2, 3))).toEqual(doubled);
    expect(times(fraction(2, 3), wide)).toEqual(doubled);
  });
  test("comparing: a/b is less than a/b and a little", () => {
    const less = fraction(a - 1, b - 1);
    const more = fraction(a, b);
    expect([isLess(less, more), isLess(more, less), isLess(more, more)]).toEqual([
      true,
      false,
      false,
    ]);
    const wide = times(fraction(a), fraction(b));
    expect([isLess(wide, fraction(most)), isLess(fraction(most), wide)]).toEqual([false, true]);
  });
  test("rounding a wide number", () => {
    const half = plus(fraction(most), fraction(3, 2)); // 9,007,199,254,740,992.5
    expect(rounded(times(half, fraction(1, 1_000_000)), "down")).toBe(9_007_199_254);
    expect(rounded(times(half, fraction(1, 1_000_000)), "up")).toBe(9_007_199_255);
  });
});

test("what is more than nothing", () => {
  const wide = times(fraction(a), fraction(b));
  const seen = [fraction(1, 2), zero, fraction(-1), wide, times(wide, fraction(-1))];
  expect(seen.map(isPositive)).toEqual([true, false, false, true, false]);
});

test("halves, down and up", () => {
  const half = fraction(5, 2);
  expect([rounded(half, "down"), rounded(half, "half-up"), rounded(half, "up")]).toEqual([2, 3, 3]);
});

/** The same number with BigInt alone. */
function exact({ numerator, denominator }: Fraction): readonly [bigint, bigint] {
  return [BigInt(numerator), BigInt(denominator)];
}

const edge = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.constantFrom(a, b, most, most - 1, 2 ** 26),
);
const number = fc
  .tuple(edge, edge, fc.boolean())
  .map(([top, bottom, negative]) => fraction(negative ? -top : top, bottom));
const values = fc.tuple(number, number, number);

test("law: sums, products and comparisons are those of exact numbers, however wide", () => {
  fc.assert(
    fc.property(values, ([x, y, z]) => {
      const [xn, xd] = exact(x);
      const [yn, yd] = exact(y);
      const [zn, zd] = exact(z);
      const [sn, sd] = exact(plus(times(x, y), z));
      expect(sn * xd * yd * zd).toBe((xn * yn * zd + zn * xd * yd) * sd);
      const [tn, td] = exact(times(plus(x, y), z));
      expect(tn * xd * yd * zd).toBe((xn * yd + yn * xd) * zn * td);
      expect(isLess(x, y)).toBe(xn * yd < yn * xd);
      expect(isLess(plus(x, y), z)).toBe((xn * yd + yn * xd) * zd < zn * xd * yd);
    }),
    { numRuns: runs },
  );
});

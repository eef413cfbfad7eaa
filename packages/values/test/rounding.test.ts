import {
  divideRounded,
  type RoundingMode,
  roundToMultiple,
  scaleRounded,
} from "@tillwright/values";
import { expect, test } from "vitest";
import { thrownCode } from "./thrown-code.js";

// What 2.5, 2.4, 2.6, 3.5 and their negatives become.
const table: readonly [RoundingMode, readonly number[]][] = [
  ["down", [2, 2, 2, 3, -2, -2, -2, -3]],
  ["up", [3, 3, 3, 4, -3, -3, -3, -4]],
  ["floor", [2, 2, 2, 3, -3, -3, -3, -4]],
  ["ceiling", [3, 3, 3, 4, -2, -2, -2, -3]],
  ["half-up", [3, 2, 3, 4, -3, -2, -3, -4]],
  ["half-down", [2, 2, 3, 3, -2, -2, -3, -3]],
  ["half-even", [2, 2, 3, 4, -2, -2, -3, -4]],
];

for (const [mode, expected] of table) {
  test(`${mode} rounds 2.5, 2.4, 2.6, 3.5 and their negatives to ${expected.join(", ")}`, () => {
    const tenths = [25, 24, 26, 35, -25, -24, -26, -35];
    expect(tenths.map((value) => scaleRounded(value, 1, 10, mode))).toEqual(expected);
    expect(tenths.map((value) => Number(divideRounded(BigInt(value), 10n, mode)))).toEqual(
      expected,
    );
    expect(tenths.map((value) => roundToMultiple(value, 10, mode))).toEqual(
      expected.map((value) => value * 10),
    );
  });
}

test("a product beyond the safe integers is exact before it is rounded", () => {
  expect(scaleRounded(9_007_199_254_740_991, 2, 4, "half-up")).toBe(4_503_599_627_370_496);
  expect(scaleRounded(9_007_199_254_740_991, 2, 4, "down")).toBe(4_503_599_627_370_495);
});

test("nothing becomes -0", () => {
  expect(Object.is(scaleRounded(-1, 1, 3, "down"), 0)).toBe(true);
  expect(Object.is(scaleRounded(0, -5, 3, "up"), 0)).toBe(true);
  expect(Object.is(roundToMultiple(-4, 10, "half-up"), 0)).toBe(true);
});

test("a negative divisor turns the sign", () => {
  expect(divideRounded(5n, -2n, "floor")).toBe(-3n);
  expect(divideRounded(-5n, -2n, "ceiling")).toBe(3n);
});

test("抹分 12.38 -> 12.30, 抹角 12.38 -> 12.00, 四舍五入到角 12.35 -> 12.40, 到元 12.50 -> 13.00", () => {
  expect(roundToMultiple(1238, 10, "down")).toBe(1230);
  expect(roundToMultiple(1238, 100, "down")).toBe(1200);
  expect(roundToMultiple(1235, 10, "half-up")).toBe(1240);
  expect(roundToMultiple(1250, 100, "half-up")).toBe(1300);
});

test("misuse throws by code", () => {
  expect(thrownCode(() => divideRounded(1n, 0n, "up"))).toBe("values.division-by-zero");
  expect(thrownCode(() => scaleRounded(1, 1, 0, "up"))).toBe("values.division-by-zero");
  expect(thrownCode(() => scaleRounded(1, 1, -2, "up"))).toBe("values.division-by-zero");
  expect(thrownCode(() => scaleRounded(0.5, 1, 2, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(1, 0.5, 2, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(1, 1, 0.5, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(1, 1, Number.NaN, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(2 ** 53, 1, 2, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(2 ** 52, 3, 1, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => roundToMultiple(2 ** 53 - 1, 10, "up"))).toBe("values.out-of-range");
  expect(thrownCode(() => scaleRounded(5, 1, 2, "nearest" as RoundingMode))).toBe(
    "values.out-of-range",
  );
});

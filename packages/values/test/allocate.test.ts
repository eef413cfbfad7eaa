import { allocate } from "@tillwright/values";
import { expect, test } from "vitest";
import { thrownCode } from "./thrown-code.js";

test("what is left over goes to the largest remainders", () => {
  // 3 of 10 each is 33.3, 4 of 10 is 40: the exact shares of 101 are 30.3, 30.3 and 40.4.
  expect(allocate(101, [3, 3, 4])).toEqual([30, 30, 41]);
});

test("among equal remainders it goes to the earlier part", () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(2, [1, 1, 1])).toEqual([1, 1, 0]);
});

test("a negative total is the mirror of the positive one", () => {
  expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
});

test("a weight of zero gets nothing, wherever it stands", () => {
  expect(allocate(5, [0, 3, 0])).toEqual([0, 5, 0]);
  expect(allocate(-1, [0, 1, 1, 0])).toEqual([0, -1, 0, 0]);
});

test("nothing to divide needs no weight", () => {
  expect(allocate(0, [])).toEqual([]);
  expect(allocate(0, [0, 0])).toEqual([0, 0]);
  expect(allocate(0, [1, 2])).toEqual([0, 0]);
});

test("something to divide needs one", () => {
  expect(thrownCode(() => allocate(1, []))).toBe("values.no-weight");
  expect(thrownCode(() => allocate(-1, [0, 0]))).toBe("values.no-weight");
});

test("weights are whole and not negative, the total is whole", () => {
  expect(thrownCode(() => allocate(1, [1, -1]))).toBe("values.invalid-weight");
  expect(thrownCode(() => allocate(1, [0.5]))).toBe("values.invalid-weight");
  expect(thrownCode(() => allocate(1, [Number.NaN]))).toBe("values.invalid-weight");
  expect(thrownCode(() => allocate(0, [2 ** 53]))).toBe("values.invalid-weight");
  expect(thrownCode(() => allocate(0.5, [1]))).toBe("values.out-of-range");
  expect(thrownCode(() => allocate(2 ** 53, [1]))).toBe("values.out-of-range");
});

test("the widest total over the widest weights still sums", () => {
  const widest = Number.MAX_SAFE_INTEGER;
  expect(allocate(widest, [widest, widest])).toEqual([
    4_503_599_627_370_496, 4_503_599_627_370_495,
  ]);
  expect(allocate(-widest, [widest, 0])).toEqual([-widest, 0]);
});

test("no part is -0", () => {
  expect(allocate(-1, [1, 1]).map((part) => Object.is(part, -0))).toEqual([false, false]);
});

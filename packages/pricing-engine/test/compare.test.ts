import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compare } from "@tillwright/pricing-engine/compare";
import { compile } from "@tillwright/pricing-engine/complete";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, lines, rules } from "./build.js";
import { runs } from "./runs.js";

const every100 = (off: string): RulesDocument =>
  rules([{ kind: "threshold", id: "m", amount: "100.00", off }]);
const of = (...yuan: readonly number[]): readonly Basket[] =>
  yuan.map((price) => basket(lines(price)));

describe("满100减10 becomes 满100减15", () => {
  const seen = compare(every100("10.00"), every100("15.00"), of(99, 100, 250));

  test("costs 5.00 on each of the two baskets that reach it", () => {
    expect(seen).toMatchObject({ baskets: 3, cheaper: 2, dearer: 0, same: 1, difference: -1_000 });
    expect(seen.before).toEqual({ due: 42_900, discount: 2_000 });
    expect(seen.after).toEqual({ due: 41_900, discount: 3_000 });
  });

  test("and says what each promotion gave under both", () => {
    expect(seen.promotions).toEqual([
      {
        promotionId: "m",
        before: { baskets: 2, times: 2, amount: 2_000 },
        after: { baskets: 2, times: 2, amount: 3_000 },
        difference: 1_000,
      },
    ]);
  });
});

test("a promotion that comes and one that goes stand beside each other", () => {
  const other = rules([{ kind: "percent-off", id: "p", off: "10%" }]);
  const seen = compare(every100("10.00"), other, of(50, 100, 200));
  expect(seen.promotions.map(({ promotionId, difference }) => [promotionId, difference])).toEqual([
    ["m", -2_000],
    ["p", 3_500],
  ]);
  expect([seen.cheaper, seen.dearer, seen.same]).toEqual([2, 0, 1]);
});

test("the largest changes come with their baskets, the earlier of equal ones first", () => {
  const dearer = compare(every100("10.00"), every100("1.00"), of(100, 99, 200), { largest: 1 });
  expect(dearer.largest.cheaper).toEqual([]);
  expect(dearer.largest.dearer).toEqual([
    { index: 0, basket: basket(lines(100)), before: 9_000, after: 9_900, difference: 900 },
  ]);
  const off = rules([{ kind: "percent-off", id: "p", off: "10%" }]);
  const cheaper = compare(rules([]), off, of(10, 30, 20));
  expect(cheaper.largest.cheaper.map(({ index }) => index)).toEqual([1, 2, 0]);
});

test("baskets are read one by one, and progress is told", () => {
  const read: number[] = [];
  const told: number[] = [];
  function* stream(): Generator<Basket> {
    for (let i = 0; i < 5; i++) {
      read.push(told.length);
      yield basket(lines(100));
    }
  }
  const engine = compile(every100("10.00"));
  compare(engine, engine, stream(), { every: 2, onProgress: (count) => told.push(count) });
  expect(told).toEqual([2, 4]);
  expect(read).toEqual([0, 0, 1, 1, 2]);
});

test("points are told like a promotion", () => {
  const points = {
    balance: 100,
    pointsPerMajorUnit: 100,
    step: 1,
    cap: null,
    requested: "max" as const,
  };
  const seen = compare(rules([]), rules([]), [basket(lines(5), { points })]);
  expect(seen.promotions[0]).toMatchObject({ promotionId: "points", difference: 0 });
});

test("a sum that leaves the safe integers is refused, never rounded", () => {
  const wide = basket([{ ...lines(1)[0], price: { amount: 2 ** 52 } } as Basket["lines"][number]]);
  expect(() => compare(rules([]), rules([]), [wide, wide, wide])).toThrow(
    expect.objectContaining({ code: "pricing.out-of-range" }),
  );
});

test("the same rules change nothing, and turning the rules round turns the sign", () => {
  fc.assert(
    fc.property(ruleSets(), ruleSets(), fc.array(baskets(), { maxLength: 5 }), (a, b, list) => {
      expect(compare(a, a, list)).toMatchObject({ cheaper: 0, dearer: 0, difference: 0 });
      const [there, back] = [compare(a, b, list), compare(b, a, list)];
      expect(back.difference).toBe(-there.difference + 0);
      expect([back.cheaper, back.dearer, back.same]).toEqual([
        there.dearer,
        there.cheaper,
        there.same,
      ]);
      const changes = [...there.largest.cheaper, ...there.largest.dearer];
      expect(changes.reduce((sum, one) => sum + one.difference, 0)).toBe(there.difference);
    }),
    { numRuns: Math.ceil(runs.numRuns / 4) },
  );
});

test("ten changes of each direction are kept unless another number is asked for", () => {
  const many = Array.from({ length: 12 }, (_, i) => basket(lines(100 + i)));
  const cheaper = rules([{ kind: "percent-off", id: "p", off: "10%" }]);
  const kept = (options?: { largest: number }) => {
    const { largest } = compare(rules([]), cheaper, many, options);
    return largest.cheaper.map(({ index }) => index);
  };
  expect(kept()).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  expect(kept({ largest: 3 })).toEqual([11, 10, 9]);
  expect(kept({ largest: 0 })).toEqual([]);
});

test("of equal changes the earlier comes first, also of those that are kept", () => {
  const cheaper = rules([{ kind: "percent-off", id: "p", off: "10%" }]);
  const { largest } = compare(rules([]), cheaper, of(10, 20, 10, 20, 10), { largest: 3 });
  expect(largest.cheaper.map(({ index }) => index)).toEqual([1, 3, 0]);
});

test("progress is told every thousand baskets", () => {
  const told: number[] = [];
  const engine = compile(rules([]));
  const many = Array.from({ length: 2_500 }, () => basket(lines(1)));
  compare(engine, engine, many, { onProgress: (count) => told.push(count) });
  expect(told).toEqual([1_000, 2_000]);
});

test("points that paid nothing are not told, and points that did are told with how often", () => {
  const points = (balance: number) => ({
    balance,
    pointsPerMajorUnit: 100,
    step: 1,
    cap: null,
    requested: "max" as const,
  });
  const baskets = [0, 100, 300].map((balance) => basket(lines(5), { points: points(balance) }));
  const half = rules([{ kind: "percent-off", id: "a", off: "50%" }]);
  const { promotions } = compare(rules([]), half, baskets);
  expect(promotions).toEqual([
    {
      promotionId: "a",
      before: { baskets: 0, times: 0, amount: 0 },
      after: { baskets: 3, times: 3, amount: 750 },
      difference: 750,
    },
    {
      promotionId: "points",
      before: { baskets: 2, times: 2, amount: 400 },
      after: { baskets: 2, times: 2, amount: 350 },
      difference: -50,
    },
  ]);
  expect(compare(rules([]), rules([]), baskets.slice(0, 1)).promotions).toEqual([]);
});

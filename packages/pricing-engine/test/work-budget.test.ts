import type { Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestCombination } from "../src/internal/best-combination.js";
import type { Taker, UnitClass } from "../src/internal/combination.js";
import type { Goal } from "../src/internal/goal.js";
import { basket, line, rules } from "./build.js";
import { runs } from "./runs.js";

const sizes = [1, 2, 3, 4];

/** Many promotions that all want most of the units: the more of them, the more states a table would have. */
function crowd(units: number, promotions: number): { classes: UnitClass[]; takers: Taker[] } {
  const takers = Array.from({ length: promotions }, (_, i): Taker => {
    const size = sizes[i % sizes.length] ?? 1;
    const gain = (position: number, price: number): number =>
      position === size - 1 ? price * (40 + (i % 7)) : price;
    return {
      size,
      partial: false,
      atMost: i % 3 === 0 ? 2 : null,
      set: null,
      gain,
      share: (price) => price * 50,
    };
  });
  const classes = Array.from({ length: units }, (_, i) => ({
    price: 5000 - i,
    count: 1 + (i % 4),
    takers: takers.map((_, index) => index).filter((index) => (index * 31 + i * 17) % 3 !== 0),
  }));
  return { classes, takers };
}

const goals = (takers: readonly Taker[]): readonly (Goal | null)[] => {
  const priorities = takers.map((_, i) => i % 4);
  const shopParts = takers.map((_, i) => i % 3);
  return [
    null,
    { objective: "merchant-priority", priorities, shopParts, whole: 2 },
    { objective: "least-cost", priorities, shopParts, whole: 2 },
  ];
};

test("a crowd of promotions over many units never takes more steps than it may, and no more units than there are", () => {
  for (const [units, promotions] of [
    [30, 12],
    [300, 60],
    [400, 150],
  ] as const) {
    const { classes, takers } = crowd(units, promotions);
    for (const goal of goals(takers)) {
      for (const budget of [0, 1_000, 100_000, 3_000_000]) {
        const work = { left: budget };
        const found = bestCombination(classes, takers, work, goal);
        expect(work.left).toBeGreaterThanOrEqual(0);
        expect(found.upperBound).toBeGreaterThanOrEqual(found.gain);
        const used = new Map<number, number>();
        for (const { unitClass, count } of found.assignments) {
          used.set(unitClass, (used.get(unitClass) ?? 0) + count);
        }
        for (const [index, count] of used) {
          expect(count).toBeLessThanOrEqual(classes[index]?.count ?? 0);
        }
      }
    }
  }
});

test("a larger budget finds a combination where a small one finds none, and its bound is no worse than what is found", () => {
  const { classes, takers } = crowd(40, 20);
  const none = bestCombination(classes, takers, { left: 10 });
  const some = bestCombination(classes, takers, { left: 1_000_000 });
  expect(none.gain).toBe(0);
  expect(some.gain).toBeGreaterThan(0);
  expect(some.gain).toBeLessThanOrEqual(none.upperBound);
  expect(some.gap).toBeLessThan(none.gap);
});

/** A promotion that takes blocks of `size`, the last unit of each free. */
function lastFree(size: number, atMost: number | null = null): Taker {
  const gain = (position: number, price: number): number => (position === size - 1 ? price : 0);
  return { size, partial: false, atMost, set: null, gain, share: (price) => price };
}

/** `count` units of different prices that all takers want. */
function unitsFor(takers: readonly Taker[], count: number): readonly UnitClass[] {
  return Array.from({ length: count }, (_, i) => ({
    price: 100 - i,
    count: 1,
    takers: takers.map((_, index) => index),
  }));
}

describe("a table takes a step for each unit (and each kind of unit) in each state, for each promotion and for none", () => {
  const cases: readonly [string, readonly Taker[], number, number][] = [
    // Twelve units; blocks of two and three have 2 × 3 open positions.
    ["a pair and a trio", [lastFree(2), lastFree(3)], 12, (12 * 6 + 12) * 3],
    // A limit of two blocks has to count up to four units: five states.
    ["a pair at most twice and a trio", [lastFree(2, 2), lastFree(3)], 12, (12 * 15 + 12) * 3],
    // Single units without a limit need no counter.
    ["a pair and single units", [lastFree(2), lastFree(1)], 7, (7 * 2 + 7) * 2],
  ];
  test.each(cases)("%s", (_name, takers, count, steps) => {
    const classes = unitsFor(takers, count);
    const work = { left: 1_000_000 };
    const best = bestCombination(classes, takers, work);
    expect(best.proven).toBe(true);
    expect(1_000_000 - work.left).toBe(steps);
    expect(bestCombination(classes, takers, { left: steps })).toEqual(best);
    for (const goal of goals(takers).slice(1)) {
      const levels = goal?.objective === "merchant-priority" ? takers.length : 2;
      const enough = { left: steps * levels };
      expect(bestCombination(classes, takers, enough, goal).proven).toBe(true);
      expect(enough.left).toBe(0);
    }
  });
});

test("beyond its steps a search still gives what fits, and the bound holds for the best there is", () => {
  const takers = [lastFree(2), lastFree(3), lastFree(4), lastFree(5)];
  const classes = unitsFor(takers, 20);
  const best = bestCombination(classes, takers, { left: 1_000_000 });
  for (const left of [600, 1_500, 4_000, 9_000]) {
    const hurried = bestCombination(classes, takers, { left });
    expect(hurried.gain).toBeGreaterThan(0);
    expect(hurried.gain).toBeLessThanOrEqual(best.gain);
    expect(hurried.upperBound).toBeGreaterThanOrEqual(best.gain);
    expect(hurried.gap).toBe(hurried.upperBound - hurried.gain);
    expect(hurried.proven).toBe(hurried.gap === 0);
  }
});

test("where only one promotion fits, it is the one that can give most, and the others have what is left", () => {
  const times = (factor: number): Taker => {
    const { gain, ...terms } = lastFree(5);
    return {
      ...terms,
      gain: (at, price) => gain(at, price) * factor,
      share: (price) => price * factor,
    };
  };
  for (const takers of [
    [times(1), times(10)],
    [times(10), times(1)],
  ]) {
    const classes = unitsFor(takers, 10);
    const best = bestCombination(classes, takers, { left: 1_000_000 });
    const hurried = bestCombination(classes, takers, { left: 600 });
    expect(hurried.gain).toBe(best.gain);
    expect(hurried.upperBound).toBeGreaterThanOrEqual(best.gain);
  }
  // Thirteen units: two blocks of the one, and three units that are left are a block of the other.
  const [many, few] = [times(10), { ...lastFree(3), atMost: 4 }];
  const classes = unitsFor([many, few], 13);
  const hurried = bestCombination(classes, [many, few], { left: 1_500 });
  expect(new Set(hurried.assignments.map(({ taker }) => taker))).toEqual(new Set([0, 1]));
});

/** A promotion whose blocks gain an amount of their own, whatever the price. */
function blockOf(size: number, worth: number, atMost: number | null = null): Taker {
  const gain = (position: number): number => (position === size - 1 ? worth : 0);
  return { size, partial: false, atMost, set: null, gain, share: () => Math.ceil(worth / size) };
}

describe("equal pieces: as many blocks of two and of five as gain most, in no more steps for thousands than for dozens", () => {
  const limits = [null, 3, 10];
  test.each(limits)("at most %s blocks of five", (limit) => {
    for (const single of [0, 20, 51]) {
      const takers = [blockOf(2, 100), blockOf(5, 260, limit), blockOf(1, single)];
      for (const count of [1, 9, 43, 62, 63, 64, 65, 5_001, 50_003]) {
        const work = { left: 1_000_000 };
        const classes = [{ price: 300, count, takers: [0, 1, 2] }];
        const { gain, assignments, proven } = bestCombination(classes, takers, work);
        let most = 0;
        for (let fives = 0; fives <= Math.min(limit ?? count, Math.floor(count / 5)); fives++) {
          const rest = count - 5 * fives;
          const pairs = single * 2 > 100 ? 0 : Math.floor(rest / 2);
          most = Math.max(most, fives * 260 + pairs * 100 + (rest - 2 * pairs) * single);
        }
        expect([count, gain, proven]).toEqual([count, most, true]);
        const used = assignments.reduce((sum, one) => sum + one.count, 0);
        expect(used).toBeLessThanOrEqual(count);
        expect(1_000_000 - work.left).toBeLessThan(120 * 2 * 51 * 3);
      }
    }
  });
});

test("a search that has no steps bounds by each unit's best share", () => {
  const takers = [lastFree(2), lastFree(3)];
  const none = bestCombination(unitsFor(takers, 4), takers, { left: 0 });
  expect(none).toMatchObject({
    assignments: [],
    gain: 0,
    upperBound: 100 + 99 + 98 + 97,
    proven: false,
  });
});

const bundles: readonly Promotion[] = [0, 1].map((i) => ({
  kind: "bundle",
  id: `set${i}`,
  parts: [
    { goods: { tag: `t${i}` }, pieces: 1 },
    { goods: { tag: `t${i + 2}` }, pieces: 1 + i },
  ],
  price: "30.00",
}));
const blocks: readonly Promotion[] = Array.from({ length: 12 }, (_, i) =>
  i % 3 === 0
    ? { kind: "buy-n-get-m", id: `b${i}`, buy: 2, get: 1, goods: { tag: `t${i % 5}` } }
    : {
        kind: "nth-item",
        id: `n${i}`,
        nth: 2 + (i % 3),
        pay: `${40 + i}%`,
        goods: { tag: `t${i % 4}` },
      },
);

const promotions = [...blocks, ...bundles];

test("whatever the budget, the result stands, says whether it is proven, and does not depend on the order of lines", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ price: fc.integer({ min: 1, max: 60 }), tag: fc.nat({ max: 4 }) }), {
        minLength: 1,
        maxLength: 25,
      }),
      fc.constantFrom(0, 500, 20_000, 1_000_000),
      fc.constantFrom(
        "customer-best" as const,
        "merchant-priority" as const,
        "least-cost" as const,
      ),
      (goods, workBudget, objective) => {
        const lines = goods.map(({ price, tag }, i) =>
          line(`p${i}`, price, 1 + (i % 3), { tags: [`t${tag}`, `t${(tag + 1) % 5}`] }),
        );
        const document = rules(promotions, { objective });
        const engine = compile(document, { workBudget });
        const priced = engine.price(basket(lines));
        expect(verify(basket(lines), document, priced)).toEqual([]);
        const { optimal, gap, upperBound } = priced.certificate;
        if (optimal) expect(gap).toBe(0);
        expect(priced.totals.discount).toBeLessThanOrEqual(upperBound + lines.length);
        expect(engine.price(basket([...lines].reverse())).totals).toEqual(priced.totals);
      },
    ),
    runs,
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { bestCombination } from "../src/internal/best-combination.js";
import type { Combination, Taker, UnitClass } from "../src/internal/combination.js";
import { runs } from "./runs.js";

/** A promotion as a test states it: what the unit at each position saves, in hundredths, and what a block costs. */
interface Block {
  readonly off: readonly number[];
  readonly costs: number;
  readonly partial: boolean;
  readonly atMost: number | null;
}

function takerOf({ off, costs, partial, atMost }: Block): Taker {
  const rising = off.every((share, i) => i === 0 || share >= (off[i - 1] ?? 0));
  const bound = rising ? off.reduce((a, b) => a + b, 0) / off.length : Math.max(...off);
  return {
    size: off.length,
    partial,
    atMost,
    set: null,
    gain: (position, price) =>
      price * (off[position] ?? 0) - (position === off.length - 1 ? costs : 0),
    share: (price) => Math.ceil(price * bound - costs / off.length),
  };
}

/** Tries every way to put units into blocks; knows nothing of sorting, counters or states. */
function bruteForce(classes: readonly UnitClass[], blocks: readonly Block[]): number {
  const units = classes.flatMap(({ price, count, takers }) =>
    Array.from({ length: count }, () => ({ price, takers })),
  );
  const best = (left: readonly number[], used: readonly number[]): number => {
    const [first, ...rest] = left;
    if (first === undefined) return 0;
    let most = best(rest, used);
    blocks.forEach((block, index) => {
      if (block.atMost !== null && (used[index] ?? 0) >= block.atMost) return;
      if (!units[first]?.takers.includes(index)) return;
      const open = rest.filter((unit) => units[unit]?.takers.includes(index));
      const sizes = block.partial ? block.off.map((_, i) => i + 1) : [block.off.length];
      for (const size of sizes) {
        for (const others of subsets(open, size - 1)) {
          const chosen = [first, ...others];
          const prices = chosen.map((unit) => units[unit]?.price ?? 0).sort((a, b) => b - a);
          const gain =
            prices.reduce((sum, price, i) => sum + price * (block.off[i] ?? 0), 0) -
            (size === block.off.length ? block.costs : 0);
          const after = used.map((count, i) => (i === index ? count + 1 : count));
          most = Math.max(
            most,
            gain +
              best(
                rest.filter((unit) => !others.includes(unit)),
                after,
              ),
          );
        }
      }
    });
    return most;
  };
  return best(
    units.map((_, i) => i),
    blocks.map(() => 0),
  );
}

function subsets(values: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return values.flatMap((value, i) =>
    subsets(values.slice(i + 1), size - 1).map((rest) => [value, ...rest]),
  );
}

const risingOff = fc
  .array(fc.constantFrom(0, 0, 30, 50, 100), { minLength: 1, maxLength: 3 })
  .map((off) => off.sort((a, b) => a - b));
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    off: risingOff,
    costs: fc.constant(0),
    partial: fc.constant(false),
    atMost: fc.constantFrom(null, null, 1, 2),
  }),
  fc.record({
    off: risingOff,
    costs: fc.constant(0),
    partial: fc.constant(true),
    atMost: fc.constant(1),
  }),
  fc.record({
    off: fc.constantFrom([100, 100], [100, 100, 100]),
    costs: fc.integer({ min: 0, max: 3000 }),
    partial: fc.constant(false),
    atMost: fc.constantFrom(null, 1),
  }),
);

function problemOf(mostUnits: number, mostClasses: number) {
  return fc
    .record({
      blocks: fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
      units: fc.array(
        fc.record({
          price: fc.integer({ min: 1, max: 12 }),
          count: fc.integer({ min: 1, max: mostUnits }),
          mask: fc.integer({ min: 1, max: 15 }),
        }),
        { minLength: 1, maxLength: mostClasses },
      ),
    })
    .map(({ blocks, units }) => ({
      blocks,
      classes: units
        .map(
          ({ price, count, mask }): UnitClass => ({
            price,
            count,
            takers: blocks.map((_, i) => i).filter((i) => (mask >> i) & 1),
          }),
        )
        .sort((a, b) => b.price - a.price),
    }));
}

/** What the assignments gain when their units are put into blocks from dear to cheap. */
function gainOfAssignments(
  { assignments }: Combination,
  classes: readonly UnitClass[],
  blocks: readonly Block[],
): number {
  let gain = 0;
  blocks.forEach((block, index) => {
    const prices = assignments
      .filter(({ taker }) => taker === index)
      .flatMap(({ unitClass, count }) =>
        new Array<number>(count).fill(classes[unitClass]?.price ?? 0),
      )
      .sort((a, b) => b - a);
    const full = Math.floor(prices.length / block.off.length);
    if (!block.partial) expect(prices.length % block.off.length).toBe(0);
    if (block.atMost !== null)
      expect(Math.ceil(prices.length / block.off.length)).toBeLessThanOrEqual(block.atMost);
    gain -= full * block.costs;
    prices.forEach((price, i) => {
      gain += price * (block.off[i % block.off.length] ?? 0);
    });
  });
  return gain;
}

function expectWithinSupply(found: Combination, classes: readonly UnitClass[]): void {
  classes.forEach(({ count, takers }, index) => {
    const own = found.assignments.filter(({ unitClass }) => unitClass === index);
    expect(own.every(({ taker }) => takers.includes(taker))).toBe(true);
    expect(own.reduce((sum, one) => sum + one.count, 0)).toBeLessThanOrEqual(count);
  });
}

test("is what trying everything finds", () => {
  fc.assert(
    fc.property(problemOf(2, 4), ({ classes, blocks }) => {
      fc.pre(classes.reduce((sum, { count }) => sum + count, 0) <= 7);
      const found = bestCombination(classes, blocks.map(takerOf), { left: 1e7 });
      expect(found.gain).toBe(bruteForce(classes, blocks));
      expect(found.upperBound).toBe(found.gain);
      expect(gainOfAssignments(found, classes, blocks)).toBe(found.gain);
      expectWithinSupply(found, classes);
    }),
    runs,
  );
});

test("long runs of equal units gain what the table finds without the short cut", () => {
  fc.assert(
    fc.property(problemOf(60, 3), ({ classes, blocks }) => {
      const takers = blocks.map(takerOf);
      const singly = classes.flatMap((one) =>
        Array.from({ length: one.count }, (): UnitClass => ({ ...one, count: 1 })),
      );
      const found = bestCombination(classes, takers, { left: 1e8 });
      expect(found.gain).toBe(bestCombination(singly, takers, { left: 1e8 }).gain);
      expect(gainOfAssignments(found, classes, blocks)).toBe(found.gain);
      expectWithinSupply(found, classes);
    }),
    runs,
  );
});

test("beyond the budget the answer exists, and the bound holds", () => {
  fc.assert(
    fc.property(
      problemOf(4, 5),
      fc.integer({ min: 0, max: 400 }),
      ({ classes, blocks }, budget) => {
        const takers = blocks.map(takerOf);
        const exact = bestCombination(classes, takers, { left: 1e8 }).gain;
        const found = bestCombination(classes, takers, { left: budget });
        expect(found.gain).toBeLessThanOrEqual(exact);
        expect(found.upperBound).toBeGreaterThanOrEqual(exact);
        expectWithinSupply(found, classes);
      },
    ),
    runs,
  );
});

test("6,000 equal pieces among four promotions are a matter of milliseconds", () => {
  const blocks: readonly Block[] = [
    { off: [0, 0, 100], costs: 0, partial: false, atMost: null },
    { off: [0, 50], costs: 0, partial: false, atMost: null },
    { off: [0, 0, 0, 100], costs: 0, partial: false, atMost: null },
    { off: [100, 100, 100], costs: 2400, partial: false, atMost: null },
  ];
  const takers = blocks.map(takerOf);
  const classes: readonly UnitClass[] = [{ price: 10, count: 6000, takers: [0, 1, 2, 3] }];
  const found = bestCombination(classes, takers, { left: 1_000_000 });
  expect(found.gain).toBe(2000 * 1000);
  expect(found.upperBound).toBe(found.gain);
});

/** Tries every way to give each unit to nobody, to a part of the set, or to the other promotion. */
function bruteForceWithSet(
  units: readonly { readonly price: number; readonly takers: readonly number[] }[],
  needs: readonly [number, number],
  cost: number,
  other: Block,
): number {
  let best = 0;
  const visit = (at: number, given: readonly number[][]): void => {
    const unit = units[at];
    if (unit === undefined) {
      const [a = [], b = [], c = []] = given;
      const sets = a.length / needs[0];
      if (!Number.isInteger(sets) || b.length !== sets * needs[1]) return;
      if (c.length % other.off.length !== 0) return;
      const sorted = [...c].sort((x, y) => y - x);
      const gain =
        [...a, ...b].reduce((sum, price) => sum + price * 100, -sets * cost) +
        sorted.reduce((sum, price, i) => sum + price * (other.off[i % other.off.length] ?? 0), 0);
      best = Math.max(best, gain);
      return;
    }
    visit(at + 1, given);
    for (const taker of unit.takers) {
      visit(
        at + 1,
        given.map((own, i) => (i === taker ? [...own, unit.price] : own)),
      );
    }
  };
  visit(0, [[], [], []]);
  return best;
}

function setTakers(
  units: readonly { readonly takers: readonly number[] }[],
  needs: readonly [number, number],
  cost: number,
): readonly Taker[] {
  const sets = needs.map((need, part) =>
    Math.floor(units.filter(({ takers }) => takers.includes(part)).length / need),
  );
  return needs.map((size) => ({
    size,
    partial: false,
    atMost: Math.min(...sets),
    set: { id: 0, cost },
    gain: (_position, price) => price * 100,
    share: (price) => price * 100,
  }));
}

const setProblem = fc.record({
  units: fc.array(
    fc
      .record({ price: fc.integer({ min: 1, max: 9 }), mask: fc.integer({ min: 1, max: 7 }) })
      .map(({ price, mask }) => ({ price, takers: [0, 1, 2].filter((i) => (mask >> i) & 1) })),
    { minLength: 1, maxLength: 7 },
  ),
  needs: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
  cost: fc.integer({ min: 0, max: 1500 }),
  off: risingOff,
});

test("sets of different goods beside another promotion are what trying everything finds", () => {
  fc.assert(
    fc.property(setProblem, ({ units, needs, cost, off }) => {
      const other: Block = { off, costs: 0, partial: false, atMost: null };
      const classes = units
        .map((unit): UnitClass => ({ ...unit, count: 1 }))
        .sort((a, b) => b.price - a.price);
      const takers = [...setTakers(units, needs, cost), takerOf(other)];
      const exact = bruteForceWithSet(units, needs, cost, other);
      const found = bestCombination(classes, takers, { left: 1e7 });
      expect(found.gain).toBe(exact);
      expectWithinSupply(found, classes);
      const hurried = bestCombination(classes, takers, { left: 40 });
      expect(hurried.gain).toBeLessThanOrEqual(exact);
      expect(hurried.upperBound).toBeGreaterThanOrEqual(exact);
    }),
    runs,
  );
});

test("one kind of set without rivals is what trying everything finds, and thousands of them are quick", () => {
  fc.assert(
    fc.property(setProblem, ({ units, needs, cost }) => {
      const apart = units.map(({ price, takers }) => ({
        price,
        takers: takers.slice(0, 1).filter((i) => i < 2),
      }));
      const nobody: Block = { off: [0], costs: 0, partial: false, atMost: null };
      const classes = apart
        .map((unit): UnitClass => ({ ...unit, count: 1 }))
        .sort((a, b) => b.price - a.price);
      const found = bestCombination(classes, setTakers(apart, needs, cost), { left: 0 });
      expect(found.gain).toBe(bruteForceWithSet(apart, needs, cost, nobody));
      expect(found.upperBound).toBe(found.gain);
      expectWithinSupply(found, classes);
    }),
    runs,
  );
  const many: readonly UnitClass[] = [
    { price: 18, count: 3000, takers: [0] },
    { price: 8, count: 3000, takers: [1] },
  ];
  const units = many.flatMap(({ price, count, takers }) =>
    new Array<{ price: number; takers: readonly number[] }>(count).fill({ price, takers }),
  );
  expect(bestCombination(many, setTakers(units, [1, 1], 2200), { left: 0 }).gain).toBe(3000 * 400);
});

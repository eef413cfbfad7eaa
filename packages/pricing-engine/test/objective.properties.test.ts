import fc from "fast-check";
import { expect, test } from "vitest";
import { bestCombination } from "../src/internal/best-combination.js";
import type { Combination, Taker, UnitClass } from "../src/internal/combination.js";
import type { Goal } from "../src/internal/goal.js";
import { runs } from "./runs.js";

/** A promotion as a test states it: what each position saves in hundredths, or a price for a set, and who stands behind it. */
interface Offer {
  readonly off: readonly number[];
  readonly costs: number;
  readonly partial: boolean;
  readonly atMost: number | null;
  readonly priority: number;
  /** Halves of what it gives that the shop pays. */
  readonly shopParts: number;
}

const sets = fc
  .record({ size: fc.integer({ min: 2, max: 3 }), costs: fc.integer({ min: 100, max: 1500 }) })
  .map(({ size, costs }) => ({ off: new Array<number>(size).fill(100), costs, partial: false }));
const shares = fc.record({
  off: fc
    .array(fc.constantFrom(0, 10, 50, 100), { minLength: 1, maxLength: 3 })
    .filter((off) => off.some((one) => one > 0)),
  costs: fc.constant(0),
  partial: fc.boolean(),
});
const offer: fc.Arbitrary<Offer> = fc
  .record({
    terms: fc.oneof({ arbitrary: shares, weight: 3 }, sets),
    atMost: fc.option(fc.integer({ min: 1, max: 2 }), { freq: 3 }),
    priority: fc.integer({ min: 0, max: 2 }),
    shopParts: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ terms, ...others }) => ({ ...terms, ...others }));

const problem = fc.record({
  units: fc.array(
    fc.record({ price: fc.integer({ min: 1, max: 9 }), mask: fc.integer({ min: 1, max: 7 }) }),
    { minLength: 1, maxLength: 6 },
  ),
  offers: fc.array(offer, { minLength: 3, maxLength: 3 }),
});
type Problem = typeof problem extends fc.Arbitrary<infer Value> ? Value : never;

function gainAt({ off, costs }: Offer, position: number, price: number): number {
  return price * (off[position] ?? 0) - (position === off.length - 1 ? costs : 0);
}

function takerOf(own: Offer): Taker {
  const { off, partial, atMost } = own;
  const highest = Math.max(...off);
  return {
    size: off.length,
    partial,
    atMost,
    set: null,
    gain: (position, price) => gainAt(own, position, price),
    share: (price) => price * highest,
  };
}

function classesOf(units: Problem["units"]): readonly UnitClass[] {
  return units
    .map(({ price, mask }) => ({
      price,
      count: 1,
      takers: [0, 1, 2].filter((i) => (mask >> i) & 1),
    }))
    .sort((a, b) => b.price - a.price);
}

/** What one promotion does with the units it was given; `null` when it may not have them. */
interface Taken {
  readonly gain: number;
  /** Units that have something of it. */
  readonly served: number;
}

function takenBy(own: Offer, prices: readonly number[]): Taken | null {
  const sorted = [...prices].sort((a, b) => b - a);
  const size = own.off.length;
  const blocks = Math.ceil(sorted.length / size);
  if (!own.partial && sorted.length % size !== 0) return null;
  if (own.atMost !== null && blocks > own.atMost) return null;
  let gain = 0;
  let served = 0;
  for (let block = 0; block < blocks; block++) {
    const gains = sorted
      .slice(block * size, (block + 1) * size)
      .map((price, position) => gainAt(own, position, price));
    const sum = gains.reduce((a, b) => a + b, 0);
    if (own.costs > 0 && sum <= 0) return null;
    gain += sum;
    served += own.partial ? gains.findLastIndex((one) => one > 0) + 1 : gains.length;
  }
  return { gain, served };
}

/** Calls back with every way to hand out the units that all promotions accept. */
function everyWay(
  classes: readonly UnitClass[],
  offers: readonly Offer[],
  visit: (taken: readonly Taken[]) => void,
): void {
  const go = (at: number, given: readonly (readonly number[])[]): void => {
    const unit = classes[at];
    if (unit === undefined) {
      const taken = offers.map((own, i) => takenBy(own, given[i] ?? []));
      if (taken.every((one) => one !== null)) visit(taken);
      return;
    }
    go(at + 1, given);
    for (const taker of unit.takers) {
      go(
        at + 1,
        given.map((own, i) => (i === taker ? [...own, unit.price] : own)),
      );
    }
  };
  go(0, [[], [], []]);
}

/** The largest figures, the first that differs deciding. */
function bestFigures(
  classes: readonly UnitClass[],
  offers: readonly Offer[],
  figures: (taken: readonly Taken[]) => readonly number[],
): readonly number[] {
  let best: readonly number[] | null = null;
  everyWay(classes, offers, (taken) => {
    const own = figures(taken);
    const at = own.findIndex((figure, place) => figure !== best?.[place]);
    if (best === null || (at >= 0 && (own[at] ?? 0) > (best[at] ?? 0))) best = own;
  });
  return best ?? [];
}

function takenIn(
  found: Combination,
  classes: readonly UnitClass[],
  offers: readonly Offer[],
): readonly Taken[] {
  return offers.map((own, taker) => {
    const prices = found.assignments
      .filter((one) => one.taker === taker)
      .flatMap(({ unitClass, count }) =>
        new Array<number>(count).fill(classes[unitClass]?.price ?? 0),
      );
    const taken = takenBy(own, prices);
    expect(taken).not.toBe(null);
    return taken ?? { gain: 0, served: 0 };
  });
}

function byPriority(offers: readonly Offer[]) {
  return (taken: readonly Taken[]): readonly number[] =>
    [2, 1, 0].map((level) =>
      offers.reduce(
        (sum, { priority }, i) => sum + (priority === level ? (taken[i]?.gain ?? 0) : 0),
        0,
      ),
    );
}

function byCost(offers: readonly Offer[]) {
  return (taken: readonly Taken[]): readonly number[] => [
    taken.reduce((sum, { served }) => sum + served, 0),
    -costOf(offers, taken),
  ];
}

function costOf(offers: readonly Offer[], taken: readonly Taken[]): number {
  return offers.reduce((sum, { shopParts }, i) => sum + shopParts * (taken[i]?.gain ?? 0), 0);
}

function search(
  { units, offers }: Problem,
  objective: Goal["objective"],
  budget: number,
): { readonly found: Combination; readonly taken: readonly Taken[]; readonly spent: number } {
  const classes = classesOf(units);
  const work = { left: budget };
  const found = bestCombination(classes, offers.map(takerOf), work, {
    objective,
    priorities: offers.map(({ priority }) => priority),
    shopParts: offers.map(({ shopParts }) => shopParts),
    whole: 2,
  });
  const taken = takenIn(found, classes, offers);
  expect(found.gain).toBe(taken.reduce((sum, { gain }) => sum + gain, 0));
  expect(found.upperBound).toBeGreaterThanOrEqual(found.gain);
  return { found, taken, spent: budget - work.left };
}

test("merchant-priority: the highest priority saves as much as it can, then the next, as trying everything finds", () => {
  fc.assert(
    fc.property(problem, (one) => {
      const { found, taken } = search(one, "merchant-priority", 1e7);
      const figures = byPriority(one.offers);
      expect(found.proven).toBe(true);
      expect(figures(taken)).toEqual(bestFigures(classesOf(one.units), one.offers, figures));
    }),
    runs,
  );
});

test("merchant-priority beyond the budget: the highest priority could not save more than the gap besides", () => {
  fc.assert(
    fc.property(problem, fc.integer({ min: 20, max: 200 }), (one, budget) => {
      const { found, taken } = search(one, "merchant-priority", budget);
      const figures = byPriority(one.offers);
      const best = bestFigures(classesOf(one.units), one.offers, figures);
      const own = figures(taken);
      const at = own.findIndex((figure, place) => figure !== best[place]);
      expect(found.proven).toBe(found.gap === 0);
      if (at >= 0) expect(found.proven).toBe(false);
      if (at === 0) expect((best[0] ?? 0) - (own[0] ?? 0)).toBeLessThanOrEqual(found.gap);
    }),
    runs,
  );
});

test("least-cost: as many units as can be have a promotion, and the shop pays the least for them, as trying everything finds", () => {
  fc.assert(
    fc.property(problem, (one) => {
      const { found, taken } = search(one, "least-cost", 1e7);
      const figures = byCost(one.offers);
      const best = bestFigures(classesOf(one.units), one.offers, figures);
      if (found.proven) expect(figures(taken)).toEqual(best);
      else expect((costOf(one.offers, taken) + (best[1] ?? 0)) / 2).toBeLessThanOrEqual(found.gap);
    }),
    runs,
  );
});

test("least-cost proves all answers without sets for a price", () => {
  fc.assert(
    fc.property(
      problem.filter(({ offers }) => offers.every(({ costs }) => costs === 0)),
      (one) => {
        expect(search(one, "least-cost", 1e7).found.proven).toBe(true);
      },
    ),
    runs,
  );
});

test("no search takes more steps than it may", () => {
  fc.assert(
    fc.property(
      problem,
      fc.constantFrom("merchant-priority" as const, "least-cost" as const),
      fc.integer({ min: 0, max: 400 }),
      (one, objective, budget) => {
        expect(search(one, objective, budget).spent).toBeLessThanOrEqual(budget);
      },
    ),
    runs,
  );
});

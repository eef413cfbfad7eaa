import { readFileSync, writeFileSync } from "node:fs";
import { contentHash, type Json } from "@tillwright/values";
import fc from "fast-check";
import { bestCombination } from "../../src/internal/best-combination.js";
import type { Taker, UnitClass } from "../../src/internal/combination.js";
import type { Goal } from "../../src/internal/goal.js";

/** A promotion as it is stored: what each position of a block saves in hundredths, and what a block costs. */
interface StoredBlock {
  readonly off: readonly number[];
  readonly costs: number;
  readonly partial: boolean;
  readonly atMost: number | null;
  readonly priority: number;
  /** Halves of what it gives that the shop pays. */
  readonly shopParts: number;
}

/** A set of different goods: how many pieces of each part, and its price. */
interface StoredSet {
  readonly pieces: readonly number[];
  readonly costs: number;
  readonly priority: number;
  readonly shopParts: number;
}

/** Units from dear to cheap as price, count and the takers they are open to; sets come before the blocks. */
interface Problem {
  readonly sets: readonly StoredSet[];
  readonly blocks: readonly StoredBlock[];
  readonly units: readonly (readonly [number, number, readonly number[]])[];
}

type Objective = "customer-best" | Goal["objective"];

/** What was searched for with how many steps, and what was found. */
type Outcome = readonly [Objective, number, Json];

export interface GoldenSearch {
  readonly problem: Problem;
  readonly outcomes: readonly Outcome[];
}

const file = new URL("./searches.json.txt", import.meta.url);

export function readSearches(): {
  readonly reasons: readonly string[];
  readonly searches: readonly GoldenSearch[];
} {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What is found, what it was proven by, and the steps it took: with the steps that are left the next goods are priced. */
export function foundBy(problem: Problem, objective: Objective, steps: number): Json {
  const classes = problem.units.map(
    ([price, count, takers]): UnitClass => ({ price, count, takers }),
  );
  const work = { left: steps };
  const takers = takersOf(problem, classes);
  const found = bestCombination(classes, takers, work, goalOf(problem, objective));
  const { gain, upperBound, gap, proven, assignments } = found;
  const taken = [...assignments]
    .map(({ unitClass, taker, position, count }) => [unitClass, taker, position, count])
    .sort((a, b) => a.reduce((order, one, i) => order || one - (b[i] ?? 0), 0));
  return [gain, upperBound, gap, proven, steps - work.left, contentHash(taken).slice(7, 15)];
}

function takersOf({ sets, blocks }: Problem, classes: readonly UnitClass[]): readonly Taker[] {
  let place = 0;
  const parts = sets.flatMap(({ pieces, costs }): readonly Taker[] => {
    const id = place;
    place += pieces.length;
    const rounds = pieces.map((size, i) => {
      const open = classes.filter(({ takers }) => takers.includes(id + i));
      return Math.floor(open.reduce((sum, { count }) => sum + count, 0) / size);
    });
    return pieces.map((size) => ({
      size,
      partial: false,
      atMost: Math.min(...rounds),
      set: { id, cost: costs },
      gain: (_position, price) => price * 100,
      share: (price) => price * 100,
    }));
  });
  return [...parts, ...blocks.map(takerOf)];
}

function takerOf({ off, costs, partial, atMost }: StoredBlock): Taker {
  const highest = Math.max(...off);
  return {
    size: off.length,
    partial,
    atMost,
    set: null,
    gain: (position, price) =>
      price * (off[position] ?? 0) - (position === off.length - 1 ? costs : 0),
    share: (price) => price * highest,
  };
}

function goalOf({ sets, blocks }: Problem, objective: Objective): Goal | null {
  if (objective === "customer-best") return null;
  const owners = [
    ...sets.flatMap(({ pieces, ...terms }) => pieces.map(() => terms)),
    ...blocks,
  ];
  return {
    objective,
    priorities: owners.map(({ priority }) => priority),
    shopParts: owners.map(({ shopParts }) => shopParts),
    whole: 2,
  };
}

const standing = {
  priority: fc.integer({ min: 0, max: 2 }),
  shopParts: fc.integer({ min: 0, max: 2 }),
};
const shares = fc.record({
  off: fc
    .array(fc.constantFrom(0, 0, 10, 50, 100), { minLength: 1, maxLength: 5 })
    .filter((off) => off.some((one) => one > 0)),
  costs: fc.constant(0),
  partial: fc.boolean(),
});
const priced = fc
  .record({ size: fc.integer({ min: 2, max: 4 }), costs: fc.integer({ min: 500, max: 6000 }) })
  .map(({ size, costs }) => ({ off: new Array<number>(size).fill(100), costs, partial: false }));
const block: fc.Arbitrary<StoredBlock> = fc
  .record({
    terms: fc.oneof({ arbitrary: shares, weight: 3 }, priced),
    atMost: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3 }),
    ...standing,
  })
  .map(({ terms, ...others }) => ({ ...terms, ...others }));
const set: fc.Arbitrary<StoredSet> = fc.record({
  pieces: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 3 }),
  costs: fc.integer({ min: 500, max: 6000 }),
  ...standing,
});

interface Size {
  readonly blocks: number;
  readonly sets: number;
  readonly units: number;
  /** The most equal units; some kinds have dozens where it is missing. */
  readonly pieces?: number;
}

function problems(most: Size) {
  return fc
    .record({
      sets: fc.array(set, {
        maxLength: most.sets,
        ...(most.pieces === undefined ? {} : { minLength: most.sets }),
      }),
      blocks: fc.array(block, { minLength: 2, maxLength: most.blocks }),
      goods: fc.array(
        fc.record({
          price: fc.integer({ min: 1, max: 40 }),
          count:
            most.pieces === undefined
              ? fc.oneof(
                  { arbitrary: fc.integer({ min: 1, max: 4 }), weight: 4 },
                  fc.integer({ min: 20, max: 90 }),
                )
              : fc.integer({ min: 1, max: most.pieces }),
          open: fc.infiniteStream(fc.nat({ max: 2 })).map((each) => [...each.take(24)]),
        }),
        { minLength: 3, maxLength: most.units },
      ),
    })
    .map(({ sets, blocks, goods }): Problem => {
      const takers = sets.reduce((sum, { pieces }) => sum + pieces.length, 0) + blocks.length;
      const units = goods
        .map(({ price, count, open }) => {
          const own = Array.from({ length: takers }, (_, i) => i).filter((i) => open[i] !== 0);
          return [price, count, own] as const;
        })
        .sort(([a], [b]) => b - a);
      return { sets, blocks, units };
    });
}

/** Problems drawn anew, each with every objective and with some numbers of steps; the same each time. */
export function drawSearches(): readonly GoldenSearch[] {
  const seed = 20_270_617;
  const small = fc.sample(problems({ blocks: 3, sets: 1, units: 6 }), { numRuns: 20, seed });
  const large = fc.sample(problems({ blocks: 14, sets: 2, units: 16 }), { numRuns: 25, seed });
  // A set beside two promotions, with steps enough to compare every way.
  const whole = problems({ blocks: 2, sets: 1, units: 5, pieces: 2 });
  const sets = fc.sample(whole, { numRuns: 12, seed });
  const steps = fc.sample(fc.constantFrom(0, 40, 150, 400, 900, 2_500, 6_000), {
    numRuns: 45 * 6,
    seed,
  });
  const objectives = ["customer-best", "merchant-priority", "least-cost"] as const;
  return [...small, ...large, ...sets].map((problem, i) => ({
    problem,
    outcomes: [...objectives, ...objectives].map(
      (objective, j): Outcome => [objective, steps[i * 6 + j] ?? (j < 3 ? 50_000 : 1_000), null],
    ),
  }));
}

/** Writes the searches with what they find now. */
export function writeSearches(
  searches: readonly GoldenSearch[],
  reasons: readonly string[],
): void {
  const rows = searches.map(({ problem, outcomes }) =>
    JSON.stringify({
      problem,
      outcomes: outcomes.map(([objective, steps]) => [
        objective,
        steps,
        foundBy(problem, objective, steps),
      ]),
    }),
  );
  writeFileSync(
    file,
    `{"reasons":${JSON.stringify(reasons)},\n"searches":[\n${rows.join(",\n")}\n]}\n`,
  );
}

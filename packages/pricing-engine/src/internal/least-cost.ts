import {
  type Aim,
  type Assignment,
  type Combination,
  gainOf,
  type Taker,
  type UnitClass,
  type Work,
} from "./combination.js";
import { needsCounter, tableOf } from "./combination-table.js";
import type { Goal } from "./goal.js";
import { solveTable } from "./solve-table.js";
import { crudeBound, inTurns } from "./within-budget.js";

/**
 * As many units as can be have a promotion, so that none could be given besides; of all such combinations the one for which the
 * shop pays least. What others pay for costs it nothing.
 *
 * A set for a price may come out dearer than its pieces. The table cannot see that before the set is full, so such a set is
 * found afterwards; its cheapest goods are then closed to the promotion, and the rest is solved anew. An answer found in this
 * way, or beyond the budget, is not proven.
 */
export function leastCost(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  work: Work,
  goal: Goal,
): Combination {
  const { shopParts } = goal;
  const aim = costAim(takers, shopParts);
  const counted = takers.map((_, i) => i).filter((index) => needsCounter(takers, index));
  let open = classes;
  for (let proven = true; ; proven = false) {
    const before = work.left;
    const table = tableOf(open, takers, { counted, relaxed: [], aim }, work);
    const assignments =
      table === null ? inTurns(open, takers, counted, work, aim) : solveTable(table).assignments;
    const losing = losingBlock(open, takers, assignments);
    if (losing === null) {
      return answer(classes, takers, goal, assignments, proven && table !== null);
    }
    // Where there is no room to solve it anew, such sets are left out, and their pieces stay as they are.
    if (table === null || work.left < before - work.left) {
      return answer(classes, takers, goal, withoutLosing(open, takers, assignments), false);
    }
    const [cheapest] = losing;
    open = open.map((one, index) =>
      index === cheapest?.unitClass
        ? { ...one, takers: one.takers.filter((taker) => taker !== cheapest.taker) }
        : one,
    );
  }
}

function answer(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  { shopParts, whole }: Goal,
  assignments: readonly Assignment[],
  proven: boolean,
): Combination {
  const gain = gainOf(classes, takers, assignments);
  if (proven) return { assignments, gain, upperBound: gain, proven, gap: 0 };
  const cost = assignments.reduce(
    (sum, one) => sum + gainOf(classes, takers, [one]) * (shopParts[one.taker] ?? 0),
    0,
  );
  const upperBound = Math.max(gain, crudeBound(classes, takers));
  return { assignments, gain, upperBound, proven, gap: Math.ceil(cost / whole) };
}

/** Units that have a promotion, then what the shop does not pay. */
function costAim(takers: readonly Taker[], shopParts: readonly number[]): Aim {
  return {
    places: 2,
    worth: (index, position, price) => {
      const taker = takers[index];
      if (taker === undefined) return [0, 0];
      const gain = taker.gain(position, price);
      return [served(taker, position, price), -gain * (shopParts[index] ?? 0)];
    },
    worthOfSet: (index) => [0, (takers[index]?.set?.cost ?? 0) * (shopParts[index] ?? 0)],
  };
}

/**
 * How many units of a block have something of it from this position on. A whole block counts when it is full; one that may
 * stay open counts up to the last position that saves something.
 */
function served({ size, partial, gain }: Taker, position: number, price: number): number {
  if (!partial) return size > 1 ? (position === size - 1 ? size : 0) : gain(0, price) > 0 ? 1 : 0;
  if (gain(position, price) <= 0) return 0;
  let units = 1;
  for (let at = position - 1; at >= 0 && gain(at, price) <= 0; at--) units += 1;
  return units;
}

/** Takes sets that cost no less than their pieces away again. */
function withoutLosing(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): readonly Assignment[] {
  return byPromotion(takers, assignments).flatMap((own) => {
    let kept = own;
    for (;;) {
      const last = lastBlock(takers, kept);
      if (last.length === 0 || gainOf(classes, takers, last) > 0) return kept;
      kept = kept.flatMap((one) => {
        const lost = last.find((other) => isSame(one, other))?.count ?? 0;
        return one.count > lost ? [{ ...one, count: one.count - lost }] : [];
      });
    }
  });
}

function isSame(a: Assignment, b: Assignment): boolean {
  return a.unitClass === b.unitClass && a.taker === b.taker && a.position === b.position;
}

/** The units of a set that costs no less than its pieces, the cheapest first; `null` when there is none. */
function losingBlock(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): readonly Assignment[] | null {
  for (const own of byPromotion(takers, assignments)) {
    const last = lastBlock(takers, own);
    if (last.length > 0 && gainOf(classes, takers, last) <= 0) return last;
  }
  return null;
}

/** What each promotion takes, the cheapest units first. */
function byPromotion(
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): readonly (readonly Assignment[])[] {
  const groups = new Map<number, Assignment[]>();
  for (const one of [...assignments].sort((a, b) => b.unitClass - a.unitClass)) {
    const promotion = takers[one.taker]?.set?.id ?? one.taker;
    const own = groups.get(promotion);
    if (own === undefined) groups.set(promotion, [one]);
    else own.push(one);
  }
  return [...groups.values()];
}

/**
 * The last block of a promotion: the cheapest unit of each position, or as many pieces of each part as a set has. No other
 * block gains less. A block that may stay open never costs more than its pieces, and is none of these.
 */
function lastBlock(
  takers: readonly Taker[],
  cheapestFirst: readonly Assignment[],
): readonly Assignment[] {
  const wanted = new Map<number, number>();
  const block: Assignment[] = [];
  for (const one of cheapestFirst) {
    const taker = takers[one.taker];
    if (taker === undefined || taker.partial) continue;
    const isPart = taker.set !== null;
    const place = isPart ? -1 - one.taker : one.position;
    const left = wanted.get(place) ?? (isPart ? taker.size : 1);
    const count = Math.min(left, one.count);
    wanted.set(place, left - count);
    if (count > 0) block.push({ ...one, count });
  }
  return block;
}

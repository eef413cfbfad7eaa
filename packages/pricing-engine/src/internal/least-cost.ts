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
  { shopPays }: Goal,
): Combination {
  const aim = costAim(takers, shopPays);
  const counted = takers.map((_, i) => i).filter((index) => needsCounter(takers, index));
  let open = classes;
  let proven = true;
  for (;;) {
    const table = tableOf(open, takers, { counted, relaxed: [], aim }, work);
    const assignments =
      table === null ? inTurns(open, takers, counted, work, aim) : solveTable(table).assignments;
    const losing = losingClass(open, takers, assignments);
    if (losing === null) {
      proven &&= table !== null;
      return answer(classes, takers, shopPays, assignments, proven);
    }
    proven = false;
    open = open.map((one, index) =>
      index === losing.unitClass
        ? { ...one, takers: one.takers.filter((taker) => taker !== losing.taker) }
        : one,
    );
  }
}

function answer(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  shopPays: readonly boolean[],
  assignments: readonly Assignment[],
  proven: boolean,
): Combination {
  const gain = gainOf(classes, takers, assignments);
  if (proven) return { assignments, gain, upperBound: gain, proven, gap: 0 };
  const paid = assignments.filter(({ taker }) => shopPays[taker]);
  const gap = gainOf(classes, takers, paid);
  const upperBound = Math.max(gain, crudeBound(classes, takers));
  return { assignments, gain, upperBound, proven, gap };
}

/** Units that have a promotion, then what the shop does not pay. */
function costAim(takers: readonly Taker[], shopPays: readonly boolean[]): Aim {
  return {
    places: 2,
    worth: (index, position, price) => {
      const taker = takers[index];
      if (taker === undefined) return [0, 0];
      const gain = taker.gain(position, price);
      return [served(taker, position, price), shopPays[index] ? -gain : 0];
    },
    worthOfSet: (index) => [0, shopPays[index] ? (takers[index]?.set?.cost ?? 0) : 0],
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

/** The cheapest class in a set that costs no less than its pieces, with the taker; `null` when there is none. */
function losingClass(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): Pick<Assignment, "unitClass" | "taker"> | null {
  const sorted = [...assignments].sort((a, b) => a.unitClass - b.unitClass);
  for (let index = 0; index < takers.length; index++) {
    const own = sorted.filter(({ taker }) => (takers[taker]?.set?.id ?? taker) === index);
    const last = own[own.length - 1];
    if (last !== undefined && lastBlock(classes, takers, own) <= 0) return last;
  }
  return null;
}

/** What the last block of a promotion gains: no other gains less, because its units are the cheapest. */
function lastBlock(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  own: readonly Assignment[],
): number {
  const byTaker = new Map<number, Assignment[]>();
  for (const one of own) {
    const list = byTaker.get(one.taker);
    if (list === undefined) byTaker.set(one.taker, [one]);
    else list.push(one);
  }
  let gain = 0;
  for (const [index, list] of byTaker) {
    const taker = takers[index];
    if (taker === undefined) continue;
    const units = list.reduce((sum, { count }) => sum + count, 0);
    let wanted = units % taker.size || taker.size;
    let position = wanted;
    for (const { unitClass, count } of list.toReversed()) {
      for (let unit = 0; unit < count && wanted > 0; unit++) {
        position -= 1;
        wanted -= 1;
        gain += taker.gain(position, classes[unitClass]?.price ?? 0);
      }
    }
    if (taker.set !== null && taker.set.id === index) gain -= taker.set.cost;
  }
  return gain;
}

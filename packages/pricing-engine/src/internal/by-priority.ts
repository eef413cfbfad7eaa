import {
  type Aim,
  type Assignment,
  type Combination,
  gainOf,
  leftOver,
  type Taker,
  type UnitClass,
  type Work,
} from "./combination.js";
import { needsCounter, tableOf } from "./combination-table.js";
import type { Goal } from "./goal.js";
import { mostSaved } from "./most-saved.js";
import { solveTable } from "./solve-table.js";
import { crudeBound } from "./within-budget.js";

/**
 * Promotions of a higher priority go first, whatever is saved: what those of the highest priority save is as much as they can
 * save; of all combinations in which it is, those of the next save as much as they can; and so on. One table compares all
 * combinations by these figures. Where there is no room for it, the priorities are solved one after the other, each with the
 * units that the ones before have left.
 */
export function byPriority(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  work: Work,
  { priorities }: Goal,
): Combination {
  const levels = [...new Set(priorities)].sort((a, b) => b - a);
  if (levels.length === 1) return mostSaved(classes, takers, work);
  const placeOf = priorities.map((one) => levels.indexOf(one));
  const counted = takers.map((_, i) => i).filter((index) => needsCounter(takers, index));
  const aim = priorityAim(takers, placeOf, levels.length);
  const table = tableOf(classes, takers, { counted, relaxed: [], aim }, work);
  if (table === null) return levelByLevel(classes, takers, placeOf, levels.length, work);
  const { assignments } = solveTable(table);
  const gain = gainOf(classes, takers, assignments);
  return { assignments, gain, upperBound: gain, proven: true, gap: 0 };
}

function priorityAim(takers: readonly Taker[], placeOf: readonly number[], places: number): Aim {
  const at = (taker: number, figure: number): readonly number[] => {
    const figures = new Array<number>(places).fill(0);
    figures[placeOf[taker] ?? 0] = figure;
    return figures;
  };
  return {
    places,
    worth: (taker, position, price) => at(taker, takers[taker]?.gain(position, price) ?? 0),
    worthOfSet: (taker) => at(taker, -(takers[taker]?.set?.cost ?? 0)),
  };
}

/** One priority after the other; the gap is what more the highest one that is not proven could save. */
function levelByLevel(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  placeOf: readonly number[],
  places: number,
  work: Work,
): Combination {
  const assignments: Assignment[] = [];
  let gap = 0;
  for (let place = 0; place < places; place++) {
    const own = takers.flatMap((_, index) => (placeOf[index] === place ? [index] : []));
    const local = new Map(own.map((index, at) => [index, at]));
    const among = (units: readonly UnitClass[]): readonly UnitClass[] =>
      units.map((one) => ({
        ...one,
        takers: one.takers.flatMap((index) => local.get(index) ?? []),
      }));
    const ofLevel = own
      .flatMap((index) => takers[index] ?? [])
      .map((taker) => withSet(taker, local));
    const before = work.left;
    work.left = before / (places - place);
    const granted = work.left;
    const best = mostSaved(among(leftOver(classes, assignments)), ofLevel, work);
    work.left += before - granted;
    // The first one had all units to choose from, so its own bound holds; the others might have had more.
    const bound = place === 0 ? best.upperBound : crudeBound(among(classes), ofLevel);
    if (gap === 0) gap = bound - best.gain;
    for (const one of best.assignments) {
      assignments.push({ ...one, taker: own[one.taker] ?? 0 });
    }
  }
  const gain = gainOf(classes, takers, assignments);
  const upperBound = Math.max(gain, crudeBound(classes, takers));
  return { assignments, gain, upperBound, proven: gap === 0, gap };
}

/** A set is known by its first taker, which has another place here. */
function withSet(taker: Taker, local: ReadonlyMap<number, number>): Taker {
  if (taker.set === null) return taker;
  return { ...taker, set: { ...taker.set, id: local.get(taker.set.id) ?? 0 } };
}

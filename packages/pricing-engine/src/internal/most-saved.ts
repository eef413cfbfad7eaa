import { alone } from "./alone.js";
import {
  type Assignment,
  type Combination,
  gainOf,
  type Taker,
  type UnitClass,
  type Work,
} from "./combination.js";
import { needsCounter, tableOf } from "./combination-table.js";
import { greedySets, isLoneSet } from "./greedy-sets.js";
import { solveTable } from "./solve-table.js";
import { withinBudget } from "./within-budget.js";

/** What saves most. */
export function mostSaved(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  work: Work,
): Combination {
  const [only] = takers;
  if (only !== undefined && only.set === null && takers.length === 1) {
    return proven(classes, takers, alone(classes, only, 0));
  }
  const all = takers.map((_, index) => index);
  if (isLoneSet(classes, takers)) {
    return proven(classes, takers, greedySets(classes, takers, all));
  }
  const counted = all.filter((index) => needsCounter(takers, index));
  const exact = tableOf(classes, takers, { counted, relaxed: [], aim: null }, work);
  if (exact !== null) return proven(classes, takers, solveTable(exact).assignments);
  return withinBudget(classes, takers, counted, work);
}

/** A solution that is proven to be the best is its own bound. */
function proven(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): Combination {
  const gain = gainOf(classes, takers, assignments);
  return { assignments, gain, upperBound: gain, proven: true, gap: 0 };
}

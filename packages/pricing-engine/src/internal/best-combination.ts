import { byPriority } from "./by-priority.js";
import type { Combination, Taker, UnitClass, Work } from "./combination.js";
import type { Goal } from "./goal.js";
import { leastCost } from "./least-cost.js";
import { mostSaved } from "./most-saved.js";

/**
 * The best way to hand out units to promotions that each take whole blocks of them.
 *
 * Units are looked at from dear to cheap. For one promotion the best grouping of any chosen units is in consecutive blocks
 * (exchange argument: a block's positions are filled from dear to cheap), so one open block for each promotion is all
 * there is to remember, and the state is the vector of positions reached. The table over units × states is therefore exact.
 *
 * It takes its steps from `work` and never more than are left there; beyond that it looks for a good combination and a bound
 * that none passes. `goal` says what is best where that is not what saves most.
 */
export function bestCombination(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  work: Work,
  goal: Goal | null = null,
): Combination {
  if (goal?.objective === "merchant-priority") return byPriority(classes, takers, work, goal);
  if (goal?.objective === "least-cost") return leastCost(classes, takers, work, goal);
  return mostSaved(classes, takers, work);
}

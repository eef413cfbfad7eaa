import type { Assignment, Combination, Solution, Taker, UnitClass } from "./combination.js";
import { needsCounter, tableOf } from "./combination-table.js";
import { greedySets, isLoneSet } from "./greedy-sets.js";
import { solveTable } from "./solve-table.js";

// After so many takers that do not fit beside those chosen, the rest hardly will.
const mostRefusals = 8;

/**
 * The best way to hand out units to promotions that each take whole blocks of them.
 *
 * Units are looked at from dear to cheap. For one promotion the best grouping of any chosen units is in consecutive blocks
 * (exchange argument: a block's positions are filled from dear to cheap), so one open block for each promotion is all
 * there is to remember, and the state is the vector of positions reached. The table over units × states is therefore exact.
 *
 * It takes at most `budget` steps of work; beyond that it looks for a good combination and a bound that none passes.
 */
export function bestCombination(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  budget: number,
): Combination {
  const [only] = takers;
  if (only !== undefined && only.set === null && takers.length === 1)
    return withBound(alone(classes, only, 0));
  if (isLoneSet(classes, takers)) {
    return withBound(greedySets(classes, takers, allOf(takers)));
  }
  const counted = takers.map((_, index) => index).filter((index) => needsCounter(takers, index));
  const exact = tableOf(classes, takers, counted, [], budget);
  if (exact !== null) {
    const { gain, assignments } = solveTable(exact);
    return { assignments, gain, upperBound: gain };
  }
  return withinBudget(classes, takers, counted, budget);
}

/**
 * A taker without rivals takes from the dearest unit on: any other choice of as many units has, place by place, none dearer,
 * and no position gains more on a cheaper unit. It stops before a block that gains nothing.
 */
function alone(classes: readonly UnitClass[], taker: Taker, which: number): Solution {
  const open = classes.map(({ takers, count }) => (takers.includes(which) ? count : 0));
  const units = open.reduce((sum, count) => sum + count, 0);
  const full = Math.floor(units / taker.size);
  const most = Math.min(full, taker.atMost ?? full);
  const rest =
    taker.partial && most < (taker.atMost ?? Number.POSITIVE_INFINITY) ? units % taker.size : 0;
  const found: Assignment[] = [];
  let gain = 0;
  let index = 0;
  let used = 0;
  let block: Assignment[] = [];
  let blockGain = 0;
  let position = 0;
  for (let left = most * taker.size + rest; left > 0; ) {
    const unitClass = classes[index];
    if (unitClass === undefined) break;
    const available = (open[index] ?? 0) - used;
    if (available === 0) {
      index += 1;
      used = 0;
      continue;
    }
    const blocks = position === 0 ? Math.floor(Math.min(available, left) / taker.size) : 0;
    if (blocks > 0) {
      const gains = Array.from({ length: taker.size }, (_, at) => taker.gain(at, unitClass.price));
      const ofOne = gains.reduce((sum, one) => sum + one, 0);
      if (ofOne <= 0) break;
      gain += blocks * ofOne;
      gains.forEach((_, at) => {
        found.push({ unitClass: index, taker: which, position: at, count: blocks });
      });
      used += blocks * taker.size;
      left -= blocks * taker.size;
      continue;
    }
    block.push({ unitClass: index, taker: which, position, count: 1 });
    blockGain += taker.gain(position, unitClass.price);
    used += 1;
    left -= 1;
    position += 1;
    if (position < taker.size && left > 0) continue;
    if (blockGain <= 0) break;
    found.push(...block);
    gain += blockGain;
    block = [];
    blockGain = 0;
    position = 0;
  }
  return { assignments: found, gain };
}

/**
 * Beyond the budget: as many takers as fit are counted exactly, those that can give most first. With the others left out the
 * answer is a combination that exists; with the others standing in by their shares it is a bound that none passes.
 */
function withinBudget(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  all: readonly number[],
  budget: number,
): Combination {
  const potential = all.map((index) =>
    classes.reduce(
      (sum, { takers: open, price, count }) =>
        open.includes(index) ? sum + count * Math.max(0, takers[index]?.share(price) ?? 0) : sum,
      0,
    ),
  );
  const order = all
    .map((taker, i) => ({ taker, potential: potential[i] ?? 0 }))
    .sort((a, b) => b.potential - a.potential || a.taker - b.taker);
  const sorted = order.map(({ taker }) => taker);
  const chosen = fittingTakers(classes, takers, sorted, budget / 4);
  const others = sorted.filter((index) => !chosen.includes(index));
  const relaxed = tableOf(classes, takers, chosen, others, budget);
  const found = inTurns(classes, takers, chosen, others, budget / 4);
  return {
    ...found,
    upperBound: Math.max(
      found.gain,
      relaxed === null ? crudeBound(classes, takers) : solveTable(relaxed).gain,
    ),
  };
}

/** Solves for some takers first, then hands the units that are left to the others, group by group. */
function inTurns(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  first: readonly number[],
  others: readonly number[],
  budget: number,
): Solution {
  const table = tableOf(classes, takers, first, [], budget);
  let best: Solution = table === null ? { gain: 0, assignments: [] } : solveTable(table);
  let rest = others;
  while (rest.length > 0) {
    const left = leftOver(classes, best.assignments);
    const batch = fittingTakers(left, takers, rest, budget);
    rest = rest.filter((taker) => !batch.includes(taker));
    const more = batch.length === 0 ? null : tableOf(left, takers, batch, [], budget);
    const [first = 0] = rest;
    if (more === null) rest = rest.filter((taker) => !wholeSet(takers, first).includes(taker));
    const added = more === null ? withoutTable(left, takers, first) : solveTable(more);
    best = {
      gain: best.gain + added.gain,
      assignments: [...best.assignments, ...added.assignments],
    };
  }
  return best;
}

/** What fits into no table by itself: blocks from dear to cheap, or sets of the dearest. */
function withoutTable(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  index: number,
): Solution {
  const taker = takers[index];
  if (taker === undefined) return { gain: 0, assignments: [] };
  return taker.set === null
    ? alone(classes, taker, index)
    : greedySets(classes, takers, wholeSet(takers, index));
}

/** As many takers as fit into the budget together, in their order. */
function fittingTakers(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  order: readonly number[],
  budget: number,
): readonly number[] {
  let chosen: number[] = [];
  let refused = 0;
  for (const taker of order) {
    if (chosen.includes(taker)) continue;
    const wider = [...chosen, ...wholeSet(takers, taker)].sort((a, b) => a - b);
    if (tableOf(classes, takers, wider, [], budget) !== null) chosen = wider;
    else refused += 1;
    if (refused > mostRefusals) break;
  }
  return chosen;
}

/** A taker, with those that hold the other parts of its set: they are of use only together. */
function wholeSet(takers: readonly Taker[], index: number): readonly number[] {
  const id = takers[index]?.set?.id;
  if (id === undefined) return [index];
  return takers.flatMap(({ set }, i) => (set?.id === id ? [i] : []));
}

/** A solution that is proven to be the best is its own bound. */
function withBound({ gain, assignments }: Solution): Combination {
  return { assignments, gain, upperBound: gain };
}

function allOf(takers: readonly Taker[]): readonly number[] {
  return takers.map((_, index) => index);
}

function leftOver(
  classes: readonly UnitClass[],
  assignments: readonly Assignment[],
): readonly UnitClass[] {
  const used = new Map<number, number>();
  for (const { unitClass, count } of assignments) {
    used.set(unitClass, (used.get(unitClass) ?? 0) + count);
  }
  return classes.map((unitClass, index) => ({
    ...unitClass,
    count: unitClass.count - (used.get(index) ?? 0),
  }));
}

function crudeBound(classes: readonly UnitClass[], takers: readonly Taker[]): number {
  return classes.reduce((sum, { takers: open, price, count }) => {
    const best = open.reduce((most, index) => Math.max(most, takers[index]?.share(price) ?? 0), 0);
    return sum + best * count;
  }, 0);
}

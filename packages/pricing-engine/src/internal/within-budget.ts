import { alone } from "./alone.js";
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
import { layoutOf, singlesOf, type TableTerms, tableOf } from "./combination-table.js";
import { greedySets } from "./greedy-sets.js";
import { solveTable } from "./solve-table.js";

// After so many takers that do not fit beside those chosen, the rest hardly will.
const mostRefusals = 8;

/**
 * Beyond the budget: as many takers as fit are counted exactly, those that can give most first. With the others handed what is
 * left in turns the answer is a combination that exists; with the others standing in by their shares it is a bound that none
 * passes.
 */
export function withinBudget(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  counted: readonly number[],
  work: Work,
): Combination {
  const part = Math.floor(work.left / 4);
  const order = byPotential(classes, takers, counted);
  const terms = turnTerms(classes, takers, work, null);
  const first = terms === null ? [] : fittingTakers(classes, takers, order, terms, work, part);
  const others = order.filter((index) => !first.includes(index));
  const relaxed = tableOf(
    classes,
    takers,
    { counted: first, relaxed: others, aim: null },
    work,
    part,
  );
  const bound =
    relaxed === null ? crudeBound(classes, takers) : (solveTable(relaxed).worth[0] ?? 0);
  const assignments = inTurns(classes, takers, order, work, null);
  const gain = gainOf(classes, takers, assignments);
  const upperBound = Math.max(gain, bound);
  return { assignments, gain, upperBound, proven: upperBound === gain, gap: upperBound - gain };
}

/** No combination gains more than each unit's best share. */
export function crudeBound(classes: readonly UnitClass[], takers: readonly Taker[]): number {
  return classes.reduce((sum, { takers: open, price, count }) => {
    const best = open.reduce((most, index) => Math.max(most, takers[index]?.share(price) ?? 0), 0);
    return sum + best * count;
  }, 0);
}

/** The takers that can give most first. */
function byPotential(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  counted: readonly number[],
): readonly number[] {
  const potential = new Float64Array(takers.length);
  for (const { takers: open, price, count } of classes) {
    for (const index of open) {
      const share = Math.max(0, takers[index]?.share(price) ?? 0);
      potential[index] = (potential[index] ?? 0) + count * share;
    }
  }
  return [...counted].sort((a, b) => (potential[b] ?? 0) - (potential[a] ?? 0) || a - b);
}

/** Solves for as many takers as fit together, hands what is left to as many of the others, and so on. */
export function inTurns(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  order: readonly number[],
  work: Work,
  aim: Aim | null,
): readonly Assignment[] {
  const found: Assignment[] = [];
  const terms = turnTerms(classes, takers, work, aim);
  let left = classes;
  for (let rest = order; terms !== null && rest.length > 0 && work.left >= classes.length; ) {
    const batch = fittingTakers(left, takers, rest, terms, work, work.left / 2);
    const [next = 0] = rest;
    const served = batch.length === 0 ? wholeSet(takers, next) : batch;
    // A table without counters serves the single units; it is of use once.
    if (batch.length > 0 || left === classes) {
      const table = tableOf(left, takers, { ...terms, counted: batch }, work);
      if (table !== null) found.push(...solveTable(table).assignments);
      left = leftOver(classes, found);
    }
    if (batch.length === 0) {
      found.push(...withoutTable(left, takers, next));
      left = leftOver(classes, found);
    }
    rest = stillOfUse(left, takers, rest, work).filter((index) => !served.includes(index));
  }
  return found;
}

/** The takers that find units enough for a block in what is left. */
function stillOfUse(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  order: readonly number[],
  work: Work,
): readonly number[] {
  const units = new Float64Array(takers.length);
  for (const { takers: open, count } of classes) {
    work.left -= 1;
    if (count === 0) continue;
    work.left -= open.length;
    for (const index of open) units[index] = (units[index] ?? 0) + count;
  }
  work.left = Math.max(0, work.left);
  return order.filter((index) => {
    const { size = 1, partial = false } = takers[index] ?? {};
    return (units[index] ?? 0) >= (partial ? 1 : size);
  });
}

/** What the tables of all turns have in common; `null` when there are no steps left to look at all that is open. */
function turnTerms(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  work: Work,
  aim: Aim | null,
): TableTerms | null {
  const steps = classes.reduce((sum, one) => sum + one.takers.length, 0);
  if (steps > work.left) return null;
  work.left -= steps;
  return { counted: [], relaxed: [], aim, singles: singlesOf(classes, takers, [], aim) };
}

/** What fits into no table by itself: blocks from dear to cheap, or sets of the dearest. */
function withoutTable(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  index: number,
): readonly Assignment[] {
  const taker = takers[index];
  if (taker === undefined) return [];
  return taker.set === null
    ? alone(classes, taker, index)
    : greedySets(classes, takers, wholeSet(takers, index));
}

/** As many takers as fit into some steps together, in their order. */
function fittingTakers(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  order: readonly number[],
  terms: TableTerms,
  work: Work,
  most: number,
): readonly number[] {
  let chosen: readonly number[] = [];
  let refused = 0;
  for (const taker of order) {
    if (chosen.includes(taker)) continue;
    const wider = [...chosen, ...wholeSet(takers, taker)].sort((a, b) => a - b);
    if (work.left < classes.length) break;
    work.left -= classes.length;
    if (layoutOf(classes, takers, { ...terms, counted: wider }, most) !== null) {
      chosen = wider;
    } else {
      refused += 1;
    }
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

import type { Cell, UnitRun } from "./cell.js";
import { shareWithin, unitShare } from "./share.js";

/** The units of a line as runs of equal units, made on first use. */
export function runsOf(cell: Cell): UnitRun[] {
  if (cell.runs === null) cell.runs = spread(cell.units, cell.list, cell.deal);
  return cell.runs;
}

/** Runs of `units` units that share `list` and `deal`, the odd minor units on the first ones. */
export function spread(units: number, list: number, deal: number): UnitRun[] {
  const runs: UnitRun[] = [];
  const oddList = list % units;
  const oddDeal = deal % units;
  const cuts = [Math.min(oddList, oddDeal), Math.max(oddList, oddDeal), units];
  let start = 0;
  for (const end of cuts) {
    if (end === start) continue;
    const dealOfOne = unitShare(deal, units, start);
    runs.push({
      count: end - start,
      list: unitShare(list, units, start),
      deal: dealOfOne,
      now: dealOfOne,
      takenBy: null,
    });
    start = end;
  }
  return runs;
}

/**
 * Brings what was taken from the whole line since the last settling down to its units: by deal amount, no unit below zero.
 */
export function settleRuns(cell: Cell): UnitRun[] {
  const runs = runsOf(cell);
  if (cell.pending === 0) return runs;
  const shares = shareOverRuns(cell.pending, runs);
  const settled: UnitRun[] = [];
  runs.forEach((run, i) => {
    const taken = shares[i] ?? 0;
    const odd = taken % run.count;
    const base = (taken - odd) / run.count;
    if (odd > 0) settled.push({ ...run, count: odd, now: run.now - base - 1 });
    if (odd < run.count) settled.push({ ...run, count: run.count - odd, now: run.now - base });
  });
  cell.pending = 0;
  cell.runs = settled;
  return settled;
}

/** Shares an amount over runs by deal amount, up to what is left of each. */
export function shareOverRuns(amount: number, runs: readonly UnitRun[]): number[] {
  if (runs.length === 1) return [amount];
  return shareWithin(
    amount,
    runs.map((run) => run.deal * run.count),
    runs.map((run) => run.now * run.count),
  );
}

/** Units with the same figures as one run, in the order in which they are first met. */
export function mergeEqualRuns(runs: readonly UnitRun[]): UnitRun[] {
  const merged: UnitRun[] = [];
  for (const run of runs) {
    const same = merged.find(
      (one) =>
        one.now === run.now &&
        one.deal === run.deal &&
        one.list === run.list &&
        one.takenBy === run.takenBy,
    );
    if (same === undefined) merged.push(run);
    else same.count += run.count;
  }
  return merged;
}

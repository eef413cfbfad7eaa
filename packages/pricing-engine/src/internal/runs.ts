import type { Cell, UnitRun } from "./cell.js";
import { shareWithin, unitShare } from "./share.js";

/** Runs of `units` units that share the amounts evenly, the odd minor units on the first ones. */
export function spread(units: number, list: number, deal: number, now: number = deal): UnitRun[] {
  return cut(units, [list, deal, now], (count, share) => ({
    count,
    list: share(list),
    deal: share(deal),
    now: share(now),
    takenBy: null,
  }));
}

/** One run for each stretch of units that share every total evenly; `share` is what one of its units has of a total. */
export function cut<Run>(
  units: number,
  totals: readonly number[],
  runOf: (count: number, share: (total: number) => number) => Run,
): Run[] {
  let start = 0;
  return cutsOf(units, totals).map((end) => {
    const run = runOf(end - start, (total) => unitShare(total, units, start));
    start = end;
    return run;
  });
}

/** Where runs end when `units` units share the totals evenly. */
function cutsOf(units: number, totals: readonly number[]): readonly number[] {
  let odd: number[] | null = null;
  for (const total of totals) {
    const rest = total % units;
    if (rest === 0 || odd?.includes(rest)) continue;
    if (odd === null) odd = [rest];
    else odd.push(rest);
  }
  if (odd === null) return [units];
  if (odd.length > 1) odd.sort((a, b) => a - b);
  odd.push(units);
  return odd;
}

/**
 * The units of a line as runs, with all that was taken from the line as a whole brought down to them: by deal amount, no
 * unit below zero.
 */
export function settleRuns(cell: Cell): UnitRun[] {
  const before = cell.now + cell.pointsOffset;
  if (cell.runs === null) {
    cell.runs = spread(cell.units, cell.list, cell.deal, before);
    for (const run of cell.runs) run.takenBy = cell.takenBy;
    return cell.runs;
  }
  const standing = cell.runs.reduce((sum, run) => sum + run.now * run.count, 0);
  if (standing === before) return cell.runs;
  const shares = shareOverRuns(standing - before, cell.runs);
  const settled: UnitRun[] = [];
  cell.runs.forEach((run, i) => {
    const taken = shares[i] ?? 0;
    const odd = taken % run.count;
    const base = (taken - odd) / run.count;
    if (odd > 0) settled.push({ ...run, count: odd, now: run.now - base - 1 });
    if (odd < run.count) settled.push({ ...run, count: run.count - odd, now: run.now - base });
  });
  cell.runs = settled;
  return settled;
}

/** Shares an amount over runs by deal amount, up to what is left of each. */
function shareOverRuns(amount: number, runs: readonly UnitRun[]): readonly number[] {
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

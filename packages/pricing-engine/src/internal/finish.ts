import type { PricedLine, PricedRun } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import { cut, settleRuns } from "./runs.js";
import { shareByWeight, shareWithin } from "./share.js";

/** A line as it is handed out, every amount pinned to its units. */
export function finishedLine(cell: Cell): PricedLine {
  return {
    lineId: cell.line.lineId,
    list: cell.list,
    deal: cell.deal,
    paid: cell.now,
    tax: 0,
    pointsOffset: cell.pointsOffset,
    adjustments: cell.adjustments,
    runs: cell.runs === null ? evenRuns(cell) : unevenRuns(cell),
  };
}

/** Every unit has its even share; a larger total never gives a unit less, so no unit pays more than its deal. */
function evenRuns(cell: Cell): readonly PricedRun[] {
  const { units, list, deal, now, pointsOffset, takenBy } = cell;
  if (pointsOffset === 0 && list === deal && list % units === 0) {
    return runsOfEqualPrice(units, list / units, now, takenBy);
  }
  const before = now + pointsOffset;
  const runs = cut(units, [list, deal, now, before], (count, share) => {
    const paid = share(now);
    return runOf(count, share(list), share(deal), paid, takenBy, share(before) - paid);
  });
  return withPoints(runs, cell);
}

/** The usual case in short: one price for each unit, and what is left of it with the odd minor units on the first ones. */
function runsOfEqualPrice(
  units: number,
  price: number,
  now: number,
  takenBy: string | null,
): readonly PricedRun[] {
  const odd = now % units;
  const base = (now - odd) / units;
  const run = (count: number, paid: number): PricedRun => runOf(count, price, price, paid, takenBy);
  return odd === 0 ? [run(units, base)] : [run(odd, base + 1), run(units - odd, base)];
}

function unevenRuns(cell: Cell): readonly PricedRun[] {
  const runs = settleRuns(cell);
  if (cell.pointsOffset === 0) {
    return runs.map((run) => runOf(run.count, run.list, run.deal, run.now, run.takenBy));
  }
  const left = runs.map((run) => run.now * run.count);
  const offsets = shareWithin(cell.pointsOffset, left, left);
  const finished = runs.flatMap(({ count, list, deal, now, takenBy }, i) => {
    const offset = offsets[i] ?? 0;
    return cut(count, [offset], (units, share) =>
      runOf(units, list, deal, now - share(offset), takenBy, share(offset)),
    );
  });
  return withPoints(finished, cell);
}

/**
 * Pins points to the units whose price they paid: each unit has its part of them by what they paid of it, so that a unit that
 * comes back returns the points that were spent on it and not those of its neighbour.
 */
function withPoints(runs: readonly PricedRun[], { points }: Cell): readonly PricedRun[] {
  if (points === 0) return runs;
  const shares = shareByWeight(
    points,
    runs.map(({ count, pointsOffset }) => count * pointsOffset),
  );
  const finished = runs.flatMap((run, i) => {
    const pinned = shares[i] ?? 0;
    return cut(run.count, [pinned], (count, share) => ({ ...run, count, points: share(pinned) }));
  });
  return merged(finished);
}

function runOf(
  count: number,
  list: number,
  deal: number,
  paid: number,
  takenBy: string | null,
  pointsOffset = 0,
): PricedRun {
  return { count, list, deal, paid, tax: 0, pointsOffset, points: 0, takenBy };
}

/** Neighbours that came out equal become one run. */
function merged(runs: readonly PricedRun[]): readonly PricedRun[] {
  const result: PricedRun[] = [];
  let before = "";
  for (const run of runs) {
    const figures = JSON.stringify({ ...run, count: 0 });
    const count = figures === before ? (result.pop()?.count ?? 0) : 0;
    result.push({ ...run, count: count + run.count });
    before = figures;
  }
  return result;
}

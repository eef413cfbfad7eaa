import type { PricedLine, PricedRun } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import { cutsOf, settleRuns } from "./runs.js";
import { shareWithin, unitShare } from "./share.js";

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
function evenRuns({
  units,
  list,
  deal,
  now,
  pointsOffset,
  points,
  takenBy,
}: Cell): readonly PricedRun[] {
  if (points === 0 && pointsOffset === 0 && list === deal && list % units === 0) {
    return runsOfEqualPrice(units, list / units, now, takenBy);
  }
  const before = now + pointsOffset;
  const runs: PricedRun[] = [];
  let start = 0;
  for (const end of cutsOf(units, [list, deal, now, before, points])) {
    const share = (total: number): number => unitShare(total, units, start);
    const paid = share(now);
    const offset = share(before) - paid;
    runs.push(runOf(end - start, share(list), share(deal), paid, takenBy, offset, share(points)));
    start = end;
  }
  return runs;
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
    return runs.map(({ count, list, deal, now, takenBy }) =>
      runOf(count, list, deal, now, takenBy),
    );
  }
  const left = runs.map((run) => run.now * run.count);
  const offsets = shareWithin(cell.pointsOffset, left, left);
  const points = shareWithin(
    cell.points,
    offsets,
    offsets.map(() => Number.MAX_SAFE_INTEGER),
  );
  const finished: PricedRun[] = [];
  runs.forEach(({ count, list, deal, now, takenBy }, i) => {
    const offset = offsets[i] ?? 0;
    const pinned = points[i] ?? 0;
    let start = 0;
    for (const end of cutsOf(count, [offset, pinned])) {
      const ofOne = unitShare(offset, count, start);
      const pointsOfOne = unitShare(pinned, count, start);
      finished.push(runOf(end - start, list, deal, now - ofOne, takenBy, ofOne, pointsOfOne));
      start = end;
    }
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
  points = 0,
): PricedRun {
  return { count, list, deal, paid, tax: 0, pointsOffset, points, takenBy };
}

/** Neighbours that came out equal become one run. */
function merged(runs: readonly PricedRun[]): readonly PricedRun[] {
  const result: PricedRun[] = [];
  for (const run of runs) {
    const last = result[result.length - 1];
    if (last !== undefined && sameFigures(last, run)) {
      result[result.length - 1] = { ...last, count: last.count + run.count };
    } else {
      result.push(run);
    }
  }
  return result;
}

function sameFigures(a: PricedRun, b: PricedRun): boolean {
  return JSON.stringify(a) === JSON.stringify({ ...b, count: a.count });
}

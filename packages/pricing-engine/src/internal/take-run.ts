import type { Cell, UnitRun } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { adjustment } from "./pricing-state.js";

/** `count` units of a run with an amount off; the odd minor units fall on the first of them. */
export function takenRuns(
  run: UnitRun,
  count: number,
  share: number,
  takenBy: string,
): readonly UnitRun[] {
  const odd = share % count;
  const base = (share - odd) / count;
  const runs: UnitRun[] = [];
  if (odd > 0) runs.push({ ...run, count: odd, now: run.now - base - 1, takenBy });
  if (odd < count) runs.push({ ...run, count: count - odd, now: run.now - base, takenBy });
  return runs;
}

/** Takes an amount off a line of the goods and notes it there, one promotion once. */
export function lowerLine(
  goods: Cell,
  line: Cell,
  { id, lane, fundedBy }: CompiledPromotion,
  amount: number,
): void {
  goods.now -= amount;
  if (line !== goods) line.now -= amount;
  if (amount === 0) return;
  const { adjustments } = line;
  const last = adjustments[adjustments.length - 1];
  const same = last !== undefined && last.promotionId === id && last.lane === lane;
  if (same) adjustments.pop();
  adjustments.push(adjustment(id, lane, same ? last.amount + amount : amount, fundedBy));
}

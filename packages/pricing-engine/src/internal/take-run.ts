import type { UnitRun } from "./cell.js";

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

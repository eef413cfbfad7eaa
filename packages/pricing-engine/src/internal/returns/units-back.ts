import { type Outcome, refuse, succeed } from "@tillwright/values";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import type { ReturnedUnits, ReturnRefusal, UnitsWanted } from "../../return-plan.js";

/** Units of each run of each line. */
export type UnitCounts = ReadonlyMap<string, readonly number[]>;

/** How many units of each run are among these. */
export function countsOf(
  { lines }: PricedBasket,
  units: readonly ReturnedUnits[],
): ReadonlyMap<string, number[]> {
  const counts = new Map(lines.map((line) => [line.lineId, line.runs.map(() => 0)]));
  for (const { lineId, run, count } of units) {
    const own = counts.get(lineId);
    if (own !== undefined) own[run] = (own[run] ?? 0) + count;
  }
  return counts;
}

/** Chooses the units that come back: those of the named run, else the cheapest-paid that are left. */
export function chooseUnits(
  priced: PricedBasket,
  earlier: readonly ReturnedUnits[],
  wanted: readonly UnitsWanted[],
  withGifts: boolean,
): Outcome<readonly ReturnedUnits[], ReturnRefusal> {
  const gone = countsOf(priced, earlier);
  const chosen: ReturnedUnits[] = [];
  for (const one of wanted) {
    const line = priced.lines.find(({ lineId }) => lineId === one.lineId);
    const back = gone.get(one.lineId);
    if (line === undefined || back === undefined || isNoRun(line, one.run)) {
      const { lineId } = one;
      return refuse("pricing.return-unknown-line", `the sale has no line or run ${lineId}`, {
        lineId,
      });
    }
    const left = line.runs.map(({ count }, run) => count - (back[run] ?? 0));
    const runs = one.run === undefined ? cheapestFirst(line) : [one.run];
    const asked = one.count ?? runs.reduce((sum, run) => sum + (left[run] ?? 0), 0);
    const taken = take(line, runs, left, asked);
    if (taken === null) return tooMany(line, runs, left, asked);
    for (const { run, count } of taken) back[run] = (back[run] ?? 0) + count;
    chosen.push(...taken);
  }
  if (chosen.length > 0 || withGifts) return succeed(merged(chosen));
  return refuse("pricing.return-nothing", "there is nothing to return", {});
}

function isNoRun({ runs }: PricedLine, run: number | undefined): boolean {
  return run !== undefined && runs[run] === undefined;
}

function cheapestFirst({ runs }: PricedLine): readonly number[] {
  return runs
    .map(({ paid, pointsOffset }, run) => ({ run, value: paid + pointsOffset }))
    .sort((a, b) => a.value - b.value || a.run - b.run)
    .map(({ run }) => run);
}

function take(
  { lineId }: PricedLine,
  runs: readonly number[],
  left: readonly number[],
  asked: number,
): readonly ReturnedUnits[] | null {
  if (!Number.isSafeInteger(asked) || asked < 0) return null;
  const taken: ReturnedUnits[] = [];
  let open = asked;
  for (const run of runs) {
    const count = Math.min(open, left[run] ?? 0);
    if (count === 0) continue;
    taken.push({ lineId, run, count });
    open -= count;
  }
  return open === 0 ? taken : null;
}

function tooMany(
  { lineId }: PricedLine,
  runs: readonly number[],
  counts: readonly number[],
  asked: number,
): { readonly ok: false; readonly refusal: ReturnRefusal } {
  const left = runs.reduce((sum, run) => sum + (counts[run] ?? 0), 0);
  const message = `line ${lineId}: ${asked} units are to come back, ${left} are left`;
  return refuse("pricing.return-too-many", message, { lineId, asked, left });
}

function merged(units: readonly ReturnedUnits[]): readonly ReturnedUnits[] {
  const sums = new Map<string, ReturnedUnits>();
  for (const unit of units) {
    const key = JSON.stringify([unit.lineId, unit.run]);
    const before = sums.get(key);
    sums.set(key, before === undefined ? unit : { ...unit, count: before.count + unit.count });
  }
  return [...sums.values()];
}

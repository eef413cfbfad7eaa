import type { PricedLine, PricedRun } from "@tillwright/pricing-engine";
import { allocate, type MinorUnits } from "@tillwright/values";
import type { TenderPart } from "./tender-sums.js";

/** Equal units of one line with everything that is pinned to ONE of them. */
export interface PinnedRun {
  readonly line: PricedLine;
  readonly run: PricedRun;
  readonly count: number;
  /** What each discount of the line takes off, in their order; empty when one discount or none needs no splitting. */
  readonly discounts: readonly MinorUnits[];
  readonly tenders: Readonly<Record<string, MinorUnits>>;
  readonly rounding: MinorUnits;
}

interface Share {
  readonly run: PinnedRun;
  readonly share: MinorUnits;
}

/**
 * Gives each unit its share of a total by weight. A run whose share does not divide by its count is split in two, the
 * units with one more first. No share exceeds its unit's weight as long as the total does not exceed the sum of the
 * weights: the exact share does not, and rounding it up stops at the weight, a whole number.
 */
function spread(
  runs: readonly PinnedRun[],
  total: MinorUnits,
  weightOf: (run: PinnedRun) => MinorUnits,
): readonly Share[] {
  const totals = allocate(
    total,
    runs.map((run) => weightOf(run) * run.count),
  );
  return runs.flatMap((run, index): Share[] => {
    const whole = totals[index] ?? 0;
    const share = Math.trunc(whole / run.count);
    const more = Math.abs(whole - share * run.count);
    if (more === 0) return [{ run, share }];
    return [
      { run: { ...run, count: more }, share: share + Math.sign(whole) },
      { run: { ...run, count: run.count - more }, share },
    ];
  });
}

function openRuns(line: PricedLine): readonly PinnedRun[] {
  return line.runs.map((run) => ({
    line,
    run,
    count: run.count,
    discounts: [],
    tenders: {},
    rounding: 0,
  }));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Splits what a line's units are discounted by among the line's discounts; the last one takes what is left. */
function pinDiscounts(line: PricedLine): readonly PinnedRun[] {
  const runs = openRuns(line);
  if (line.adjustments.length < 2) return runs;
  const left = (run: PinnedRun): MinorUnits => run.run.list - run.run.paid - sumOf(run.discounts);
  const append = ({ run, share }: Share): PinnedRun => ({
    ...run,
    discounts: [...run.discounts, share],
  });
  return line.adjustments
    .slice(0, -1)
    .reduce((pinned, { amount }) => spread(pinned, amount, left).map(append), runs)
    .map((run) => append({ run, share: left(run) }));
}

function unpaid(run: PinnedRun): MinorUnits {
  return run.run.paid - sumOf(Object.values(run.tenders));
}

function pinTender(runs: readonly PinnedRun[], tenderId: string, amount: MinorUnits): PinnedRun[] {
  return spread(runs, amount, unpaid).map(({ run, share }) =>
    share === 0 ? run : { ...run, tenders: { ...run.tenders, [tenderId]: share } },
  );
}

/**
 * Pins every minor unit of the discounts, the tenders and the cash rounding to the units of the lines, so that any order of
 * partial refunds ends at exactly what was paid. Points, tax and prices come pinned from pricing.
 *
 * Discounts that share a line, and tenders that share the sale, are spread one after the other over what is still open of
 * each unit; the last one takes the rest, so that rows and columns both add up.
 */
export function pinShares(
  lines: readonly PricedLine[],
  parts: readonly TenderPart[],
): readonly PinnedRun[] {
  let runs = lines.flatMap(pinDiscounts);
  const paying = parts.filter((part) => part.amount !== 0);
  for (const { tender, amount } of paying.slice(0, -1)) {
    runs = pinTender(runs, tender.tenderId, amount);
  }
  const last = paying.at(-1);
  if (last !== undefined) {
    const { tenderId } = last.tender;
    runs = runs.map((run) => {
      const share = unpaid(run);
      return share === 0 ? run : { ...run, tenders: { ...run.tenders, [tenderId]: share } };
    });
  }
  const rounded = parts.find((part) => part.rounding !== 0);
  if (rounded === undefined) return runs;
  const { tenderId } = rounded.tender;
  return spread(runs, rounded.rounding, (run) => run.tenders[tenderId] ?? 0).map(
    ({ run, share }) => ({ ...run, rounding: share }),
  );
}

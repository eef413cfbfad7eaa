import type { MinorUnits } from "@tillwright/values";
import type { PricedBasket, PricedLine, PricedRun } from "../../priced-basket.js";
import type { ReturnPlan } from "../../return-plan.js";
import type { ReturnedLine, ReturnedRun } from "../../returned-line.js";
import { allocated } from "../charges/pin-tax.js";
import { cut } from "../runs.js";
import { moneyOf } from "./pinned.js";

interface BackRun {
  readonly line: PricedLine;
  readonly run: PricedRun;
  readonly count: number;
}

/** What a plan gives back, pinned to its units by what was paid for them: lines that an exchange basket takes as `returns`. */
export function exchangeLines(
  priced: PricedBasket,
  plan: Pick<ReturnPlan, "units" | "money" | "tax" | "points" | "fees">,
): readonly ReturnedLine[] {
  const runs = plan.units.flatMap(({ lineId, run, count }): readonly BackRun[] => {
    const line = priced.lines.find((one) => one.lineId === lineId);
    const of = line?.runs[run];
    return line === undefined || of === undefined ? [] : [{ line, run: of, count }];
  });
  const money = spread(plan.money, runs, (run) => moneyOf(run, priced.taxIncluded));
  const tax = spread(plan.tax, runs, (run) => run.tax);
  const points = spread(plan.points, runs, (run) => run.points);
  const lines = new Map<PricedLine, ReturnedRun[]>();
  runs.forEach(({ line, run, count }, i) => {
    const own = lines.get(line) ?? [];
    own.push(...runsOf(count, money[i] ?? 0, tax[i] ?? 0, points[i] ?? 0, run.pointsOffset));
    lines.set(line, own);
  });
  const goods = [...lines].map(([{ lineId, taxId }, own]) => lineOf(lineId, own, taxId));
  const fees = plan.fees.map(({ feeId, money: paid, tax: ofFee }) =>
    lineOf(
      `fee ${feeId}`,
      [{ count: 1, paid, tax: ofFee, pointsOffset: 0, points: 0 }],
      priced.fees.find((fee) => fee.feeId === feeId)?.taxId,
    ),
  );
  return [...goods, ...withheldBefore(plan), ...fees];
}

/** A gift that comes back by itself brings what was withheld for it, and no unit to pin that to. */
function withheldBefore({
  units,
  money: paid,
  tax,
  points,
}: Pick<ReturnPlan, "units" | "money" | "tax" | "points">): readonly ReturnedLine[] {
  if (units.length > 0 || (paid === 0 && points === 0)) return [];
  return [lineOf("gift", [{ count: 1, paid, tax, pointsOffset: 0, points }], undefined)];
}

function lineOf(
  lineId: string,
  runs: readonly ReturnedRun[],
  taxId: string | undefined,
): ReturnedLine {
  return {
    returnId: lineId,
    lineId,
    runs,
    taxIncluded: true,
    ...(taxId === undefined ? {} : { taxId }),
  };
}

/** A total over the runs by what each unit had of it. */
function spread(
  total: number,
  runs: readonly BackRun[],
  weightOf: (run: PricedRun) => number,
): readonly number[] {
  return allocated(
    total,
    runs.map(({ run, count }) => weightOf(run) * count),
  );
}

function runsOf(
  units: number,
  paid: MinorUnits,
  tax: MinorUnits,
  points: number,
  pointsOffset: MinorUnits,
): readonly ReturnedRun[] {
  return cut(units, [paid, tax, points], (count, share) => ({
    count,
    paid: share(paid),
    tax: share(tax),
    pointsOffset,
    points: share(points),
  }));
}

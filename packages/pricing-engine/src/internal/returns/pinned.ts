import type { MinorUnits } from "@tillwright/values";
import type { PricedBasket, PricedRun } from "../../priced-basket.js";
import type { UnitCounts } from "./units-back.js";

/** What was pinned to units when they were sold. */
export interface Pinned {
  /** Money, tax in it. */
  readonly money: MinorUnits;
  readonly tax: MinorUnits;
  /** What points paid, in money and in points. */
  readonly offset: MinorUnits;
  readonly points: number;
}

/** What one unit cost, tax in it. */
export function moneyOf(
  { paid, tax }: Pick<PricedRun, "paid" | "tax">,
  taxIncluded: boolean,
): MinorUnits {
  return taxIncluded ? paid : paid + tax;
}

/** The sums over some units of a priced basket. */
export function pinnedTo({ lines, taxIncluded }: PricedBasket, counts: UnitCounts): Pinned {
  let [money, tax, offset, points] = [0, 0, 0, 0];
  for (const line of lines) {
    const own = counts.get(line.lineId) ?? [];
    line.runs.forEach((run, i) => {
      const count = own[i] ?? 0;
      money += moneyOf(run, taxIncluded) * count;
      tax += run.tax * count;
      offset += run.pointsOffset * count;
      points += run.points * count;
    });
  }
  return { money, tax, offset, points };
}

/** All units but these. */
export function keptCounts({ lines }: PricedBasket, back: UnitCounts): UnitCounts {
  return new Map(
    lines.map(({ lineId, runs }) => [
      lineId,
      runs.map(({ count }, run) => count - (back.get(lineId)?.[run] ?? 0)),
    ]),
  );
}

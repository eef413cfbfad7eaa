import type { RefundedUnits } from "@tillwright/loyalty-rules";
import type { MinorUnits, SettledDiscount, SettledLine, SettledRun } from "@tillwright/values";
import type { SettledRounding, SettledSale, SettledTotals } from "./settled-sale.js";

/** The frozen figures of the units that come back. */
export interface ReturnedGoods {
  readonly lines: readonly SettledLine[];
  readonly cashRounding: SettledRounding;
  readonly discountShares: SettledSale["discountShares"];
  readonly totals: SettledTotals;
  /** The share of each tender of the sale, by its id. */
  readonly tenders: ReadonlyMap<string, MinorUnits>;
  /** Points that had paid for these units. */
  readonly points: number;
}

interface ReturnedRun {
  readonly run: SettledRun;
  /** Its place among the runs of the line as sold. */
  readonly index: number;
}

function sum<Item>(items: readonly Item[], figure: (item: Item) => number): number {
  return items.reduce((total, item) => total + figure(item), 0);
}

/** What each discount of a line took off the units that come back. */
function returnedDiscounts(
  sale: SettledSale,
  line: SettledLine,
  runs: readonly ReturnedRun[],
): readonly SettledDiscount[] {
  const shares = sale.discountShares.find(({ lineId }) => lineId === line.lineId);
  return line.discounts.map((discount, at): SettledDiscount => {
    const amount = sum(runs, ({ run, index }) => {
      const share = shares?.runs[index]?.[at] ?? run.list - run.paid;
      return share * run.count;
    });
    return { ...discount, amount };
  });
}

function returnedLine(
  sale: SettledSale,
  line: SettledLine,
  runs: readonly ReturnedRun[],
): SettledLine {
  const total = (figure: (run: SettledRun) => number): number =>
    sum(runs, ({ run }) => figure(run) * run.count);
  const list = total((run) => run.list);
  const paid = total((run) => run.paid);
  const discounts = returnedDiscounts(sale, line, runs);
  const beforePromotions = sum(
    discounts.filter(({ lane }) => lane === "unit-price"),
    ({ amount }) => amount,
  );
  return {
    ...line,
    quantity:
      line.quantity.kind === "measure"
        ? line.quantity
        : { kind: "pieces", count: sum(runs, ({ run }) => run.count) },
    list,
    deal: list - beforePromotions,
    paid,
    tax: total((run) => run.tax),
    pointsOffset: total((run) => run.pointsOffset),
    discounts,
    runs: runs.map(({ run }) => run),
  };
}

/** What comes back with these units, read from the figures frozen in the sale and from nothing else. */
export function returnedGoods(sale: SettledSale, units: readonly RefundedUnits[]): ReturnedGoods {
  const roundingOf = new Map(sale.cashRounding.shares.map(({ lineId, runs }) => [lineId, runs]));
  const sharesOf = new Map(sale.discountShares.map(({ lineId, runs }) => [lineId, runs]));
  const lines: SettledLine[] = [];
  const rounding: SettledRounding["shares"][number][] = [];
  const discountShares: SettledSale["discountShares"][number][] = [];
  for (const line of sale.lines) {
    const runs = returnedRuns(line, units);
    if (runs.length === 0) continue;
    lines.push(returnedLine(sale, line, runs));
    const { lineId } = line;
    const rounded = roundingOf.get(lineId);
    if (rounded !== undefined) {
      rounding.push({ lineId, runs: runs.map(({ index }) => rounded[index] ?? 0) });
    }
    const shares = sharesOf.get(lineId);
    if (shares !== undefined) {
      discountShares.push({ lineId, runs: runs.map(({ index }) => shares[index] ?? []) });
    }
  }
  return { lines, discountShares, ...figuresOf(lines, rounding) };
}

function returnedRuns(line: SettledLine, units: readonly RefundedUnits[]): readonly ReturnedRun[] {
  return units.flatMap(({ lineId, run: index, count }): ReturnedRun[] => {
    const run = lineId === line.lineId ? line.runs[index] : undefined;
    return run === undefined ? [] : [{ run: { ...run, count }, index }];
  });
}

function figuresOf(
  lines: readonly SettledLine[],
  rounding: SettledRounding["shares"],
): Pick<ReturnedGoods, "cashRounding" | "totals" | "tenders" | "points"> {
  const runs = lines.flatMap((line) => line.runs);
  const tenders = new Map<string, MinorUnits>();
  for (const run of runs) {
    for (const [tenderId, share] of Object.entries(run.tenders)) {
      tenders.set(tenderId, (tenders.get(tenderId) ?? 0) + share * run.count);
    }
  }
  const rounded = sum(rounding, ({ lineId, runs: shares }) => {
    const counts = lines.find((line) => line.lineId === lineId)?.runs ?? [];
    return sum(
      counts.map((run, index) => run.count * (shares[index] ?? 0)),
      (share) => share,
    );
  });
  const list = sum(lines, (line) => line.list);
  const paid = sum(lines, (line) => line.paid);
  return {
    cashRounding: { amount: rounded, shares: rounding },
    totals: {
      list,
      deal: sum(lines, (line) => line.deal),
      discount: list - paid,
      tax: sum(lines, (line) => line.tax),
      paid,
      cashRounding: rounded,
      due: paid - rounded,
    },
    tenders,
    points: sum(runs, (run) => run.points * run.count),
  };
}

import type { PricedBasket, PricedFee, PricedLine, PricedRun } from "@tillwright/pricing-engine";
import type { MinorUnits } from "@tillwright/values";
import type { SaleLine } from "./sale.js";
import type { SettledFee } from "./settled-sale.js";

/** The department under which the fees of a sale are settled. */
export const feeDepartment = "fee";

/** A fee, or the part of it that belongs to one line of goods, as a line of its own. */
export interface FeeLine {
  readonly line: SaleLine;
  readonly priced: PricedLine;
  /** `null` for a fee that does not come back. */
  readonly fee: SettledFee | null;
}

/**
 * The fees as lines. One that comes back with its goods is cut at them: a line for each line of goods it was charged for, with as
 * many units, so that each unit that comes back brings its part of the fee. Any other is one line.
 */
export function feeLines({
  fees,
  lines,
}: Pick<PricedBasket, "fees" | "lines">): readonly FeeLine[] {
  return fees.flatMap((fee): readonly FeeLine[] => {
    const whole = fee.adjustments.length > 0 || fee.pointsOffset > 0 || fee.shares.length === 0;
    if (!fee.comesBack || whole) return [wholeFee(fee)];
    return fee.shares
      .filter(({ paid }) => paid > 0)
      .map((share) => partOfFee(fee, share, unitsOf(lines, share.lineId)));
  });
}

function unitsOf(lines: readonly PricedLine[], lineId: string): number {
  const runs = lines.find((line) => line.lineId === lineId)?.runs ?? [];
  return Math.max(
    1,
    runs.reduce((sum, { count }) => sum + count, 0),
  );
}

function wholeFee(fee: PricedFee): FeeLine {
  const { feeId, comesBack, shares: _shares, name: _name, kind: _kind, ...figures } = fee;
  const lineId = `fee ${feeId}`;
  const units = fee.runs.reduce((sum, { count }) => sum + count, 0);
  return {
    line: saleLine(fee, lineId, units, fee.list),
    priced: { ...figures, lineId },
    fee: comesBack ? { lineId, feeId, goodsLineId: null } : null,
  };
}

function partOfFee(
  fee: PricedFee,
  { lineId: goodsLineId, paid, tax }: PricedFee["shares"][number],
  units: number,
): FeeLine {
  const { feeId, taxId } = fee;
  const lineId = `fee ${feeId} ${goodsLineId}`;
  return {
    line: saleLine(fee, lineId, units, paid),
    priced: {
      lineId,
      list: paid,
      deal: paid,
      paid,
      tax,
      pointsOffset: 0,
      adjustments: [],
      runs: evenRuns(units, paid, tax),
      ...(taxId === undefined ? {} : { taxId }),
    },
    fee: { lineId, feeId, goodsLineId },
  };
}

/** Units that share an amount and its tax: the odd minor units of each with the first of them. */
function evenRuns(units: number, paid: MinorUnits, tax: MinorUnits): readonly PricedRun[] {
  const cuts = [...new Set([paid % units, tax % units, units])].sort((a, b) => a - b);
  let start = 0;
  return cuts.flatMap((end): readonly PricedRun[] => {
    if (end === start) return [];
    const each = Math.floor(paid / units) + (start < paid % units ? 1 : 0);
    const ofTax = Math.floor(tax / units) + (start < tax % units ? 1 : 0);
    const run = {
      count: end - start,
      list: each,
      deal: each,
      paid: each,
      tax: ofTax,
      pointsOffset: 0,
      points: 0,
      takenBy: null,
    };
    start = end;
    return [run];
  });
}

function saleLine(
  { feeId, name, kind }: PricedFee,
  lineId: string,
  count: number,
  amount: MinorUnits,
): SaleLine {
  return {
    lineId,
    product: {
      productId: feeId,
      name,
      department: feeDepartment,
      categories: [kind],
      brand: null,
      tags: [],
    },
    quantity: { kind: "pieces", count },
    price: { amount },
  };
}

import type { PricedBasket, PricedFee, PricedLine, PricedRun } from "@tillwright/pricing-engine";
import type { MinorUnits, SettledLine } from "@tillwright/values";
import type { SaleLine } from "./sale.js";

/** The department under which the fees of a sale are settled. */
const feeDepartment = "fee";

export function isFee({ department }: Pick<SettledLine, "department">): boolean {
  return department === feeDepartment;
}

/** Whether loyalty sees a line: goods, and a fee that points paid a part of, so that a refund gives them back. */
export function countsForLoyalty(line: SettledLine): boolean {
  return !isFee(line) || line.pointsOffset > 0;
}

/** Prices as a sale settles them, with the fees as lines of their own. */
export interface SettledPrices {
  readonly lines: readonly SaleLine[];
  readonly priced: PricedBasket;
}

/**
 * What a sale is settled by: fees become lines, so that tenders, tax and refunds reach them like goods, and where tax is added
 * to prices it stands in `list`, `deal` and `paid` of every line, as part of what the customer owes. Prices that contain
 * their tax and have no fees come back as they are.
 */
export function settledPrices(lines: readonly SaleLine[], priced: PricedBasket): SettledPrices {
  if (priced.fees.length === 0 && priced.taxIncluded) return { lines, priced };
  const added = priced.taxIncluded ? (line: PricedLine) => line : withTax;
  const all = [...priced.lines, ...priced.fees.map(lineOfFee)].map(added);
  const total = (figure: (line: PricedLine) => MinorUnits): MinorUnits =>
    all.reduce((sum, line) => sum + figure(line), 0);
  const list = total((line) => line.list);
  const paid = total((line) => line.paid);
  return {
    lines: [...lines, ...priced.fees.map(saleLineOfFee)],
    priced: {
      ...priced,
      lines: all,
      totals: {
        ...priced.totals,
        list,
        deal: total((line) => line.deal),
        discount: list - paid,
      },
    },
  };
}

function lineOfFee({ feeId, ...figures }: PricedFee): PricedLine {
  return { ...figures, lineId: lineIdOf(feeId) };
}

function saleLineOfFee({ feeId, name, kind, list, runs }: PricedFee): SaleLine {
  return {
    lineId: lineIdOf(feeId),
    product: {
      productId: feeId,
      name,
      department: feeDepartment,
      categories: [kind],
      brand: null,
      tags: [],
    },
    quantity: { kind: "pieces", count: runs.reduce((sum, { count }) => sum + count, 0) },
    price: { amount: list },
  };
}

function lineIdOf(feeId: string): string {
  return `fee ${feeId}`;
}

function withTax(line: PricedLine): PricedLine {
  return {
    ...line,
    ...raised(line, line.tax),
    runs: line.runs.map((run): PricedRun => ({ ...run, ...raised(run, run.tax) })),
  };
}

function raised(
  { list, deal, paid }: Pick<PricedRun, "list" | "deal" | "paid">,
  tax: MinorUnits,
): Pick<PricedRun, "list" | "deal" | "paid"> {
  return { list: list + tax, deal: deal + tax, paid: paid + tax };
}

import type { PricedBasket, PricedLine, PricedRun } from "@tillwright/pricing-engine";
import type { MinorUnits, SettledLine } from "@tillwright/values";
import type { SaleLine } from "./sale.js";
import type { GiftLines } from "./sale-gifts.js";
import { feeDepartment, feeLines } from "./settled-fees.js";
import type { SettledFee, SettledSale } from "./settled-sale.js";

export function isFee({ department }: Pick<SettledLine, "department">): boolean {
  return department === feeDepartment;
}

/** Whether a line is a gift of its sale. */
export function isGift({ gifts = [] }: Pick<SettledSale, "gifts">, lineId: string): boolean {
  return gifts.some((gift) => gift.lineId === lineId);
}

/** Whether loyalty sees a line: goods that are no gift, and a fee that points paid a part of, so that a refund gives them back. */
export function countsForLoyalty(sale: Pick<SettledSale, "gifts">, line: SettledLine): boolean {
  return isFee(line) ? line.pointsOffset > 0 : !isGift(sale, line.lineId);
}

/** Prices as a sale settles them, with the fees as lines of their own. */
export interface SettledPrices {
  readonly lines: readonly SaleLine[];
  readonly priced: PricedBasket;
  /** The lines that come back with goods. */
  readonly fees: readonly SettledFee[];
}

/**
 * What a sale is settled by: gifts and fees become lines, so that tenders, tax and refunds reach them like goods, and where tax is added
 * to prices it stands in `list`, `deal` and `paid` of every line, as part of what the customer owes. Prices that contain
 * their tax and have no fees nor gifts come back as they are.
 */
export function settledPrices(
  lines: readonly SaleLine[],
  priced: PricedBasket,
  free: Pick<GiftLines, "lines" | "priced">,
): SettledPrices {
  const plain = priced.fees.length === 0 && free.lines.length === 0;
  if (plain && priced.taxIncluded) return { lines, priced, fees: [] };
  const charged = feeLines(priced);
  const added = priced.taxIncluded ? (line: PricedLine) => line : withTax;
  const all = [...priced.lines, ...free.priced, ...charged.map((fee) => fee.priced)].map(added);
  const total = (figure: (line: PricedLine) => MinorUnits): MinorUnits =>
    all.reduce((sum, line) => sum + figure(line), 0);
  const list = total((line) => line.list);
  const paid = total((line) => line.paid);
  return {
    lines: [...lines, ...free.lines, ...charged.map(({ line }) => line)],
    fees: charged.flatMap(({ fee }) => fee ?? []),
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

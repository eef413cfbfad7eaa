import type { PricedBasket } from "../../priced-basket.js";
import type { PricedFee } from "../../priced-charges.js";
import type { ReturnedFee } from "../../return-plan.js";
import { unitsBefore } from "../share.js";
import { sum } from "../whole-numbers.js";
import { moneyOf } from "./pinned.js";
import type { UnitCounts } from "./units-back.js";

/** What goes back of the fees for all units that came back: shares of lines with their units, whole fees with the last unit. */
export function feesBack(priced: PricedBasket, back: UnitCounts): readonly ReturnedFee[] {
  return priced.fees
    .filter(({ comesBack }) => comesBack)
    .map((fee) => ({ feeId: fee.feeId, ...shareOf(fee, priced, back) }));
}

function shareOf(
  fee: PricedFee,
  { lines, taxIncluded }: PricedBasket,
  back: UnitCounts,
): { readonly money: number; readonly tax: number } {
  if (fee.shares.length === 0) {
    const all = lines.every(({ lineId, runs }) =>
      runs.every(({ count }, run) => (back.get(lineId)?.[run] ?? 0) === count),
    );
    return all ? { money: moneyOf(fee, taxIncluded), tax: fee.tax } : { money: 0, tax: 0 };
  }
  let [money, tax] = [0, 0];
  for (const share of fee.shares) {
    const line = lines.find(({ lineId }) => lineId === share.lineId);
    const units = sum(line?.runs.map(({ count }) => count) ?? []);
    const count = sum(back.get(share.lineId) ?? []);
    if (count === 0) continue;
    money += unitsBefore(moneyOf(share, taxIncluded), units, count);
    tax += unitsBefore(share.tax, units, count);
  }
  return { money, tax };
}

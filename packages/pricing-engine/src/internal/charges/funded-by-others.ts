import type { MinorUnits } from "@tillwright/values";
import type { PricedLine } from "../../priced-basket.js";
import { type FundersById, withFunders } from "../funders.js";

type Adjusted = Pick<PricedLine, "adjustments">;

/**
 * What others than the shop pay of the discounts on goods. Lines of equal goods are looked at together, so that who pays for
 * the odd minor unit does not depend on how they were split.
 */
export function fundedByOthers(
  lines: readonly Adjusted[],
  funders: FundersById | null,
): MinorUnits {
  let amount = 0;
  const shared = new Map<string, PricedLine["adjustments"][number]>();
  for (const { adjustments } of lines) {
    for (const one of adjustments) {
      if (funders?.has(one.promotionId) === true) {
        const before = shared.get(one.promotionId)?.amount ?? 0;
        shared.set(one.promotionId, { ...one, amount: before + one.amount });
      } else if (one.fundedBy !== "shop") amount += one.amount;
    }
  }
  if (funders === null) return amount;
  for (const one of withFunders([...shared.values()], funders)) {
    if (one.fundedBy !== "shop") amount += one.amount;
  }
  return amount;
}

import type { PricedBasket } from "@tillwright/pricing-engine";
import type { SettledLine } from "@tillwright/values";
import type { SettledSale, SettledTax } from "./settled-sale.js";

/** The tax classes of a sale with the lines under them: the goods and the fees, from the prices that settled it. */
export function taxClasses({
  lines,
  taxes,
}: Pick<PricedBasket, "lines" | "taxes">): readonly Pick<
  SettledTax,
  "taxId" | "rate" | "lineIds"
>[] {
  const ids = [...new Set(taxes.map(({ taxId }) => taxId))];
  return ids.map((taxId) => ({
    taxId,
    rate: taxes
      .filter((part) => part.taxId === taxId)
      .map(({ rate }) => rate)
      .join(" + "),
    lineIds: lines.filter((line) => line.taxId === taxId).map(({ lineId }) => lineId),
  }));
}

/** The tax of each class, from what is pinned to its lines; classes without any of these lines are left out. */
export function settledTaxes(
  lines: readonly SettledLine[],
  classes: readonly Pick<SettledTax, "taxId" | "rate" | "lineIds">[],
): Pick<SettledSale, "taxes"> {
  const taxes = classes.flatMap(({ taxId, rate, lineIds }): readonly SettledTax[] => {
    const under = lines.filter(({ lineId }) => lineIds.includes(lineId));
    if (under.length === 0) return [];
    const tax = under.reduce((sum, line) => sum + line.tax, 0);
    const paid = under.reduce((sum, line) => sum + line.paid, 0);
    return [{ taxId, rate, net: paid - tax, tax, lineIds: under.map(({ lineId }) => lineId) }];
  });
  return taxes.length === 0 ? {} : { taxes };
}

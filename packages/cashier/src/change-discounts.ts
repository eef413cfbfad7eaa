import type { Outcome } from "@tillwright/values";
import { discountProblem, type SaleDiscount } from "./manual-discount.js";
import { type CashierRefusal, refuse } from "./refusal.js";
import type { Sale } from "./sale.js";

type Changed = Outcome<Sale, CashierRefusal>;

function withDiscounts(sale: Sale, discounts: readonly SaleDiscount[]): Sale {
  const { manual: _before, ...rest } = sale;
  return Object.freeze(discounts.length === 0 ? rest : { ...rest, manual: discounts });
}

/** The sale after a line left it: discounts that were for that line alone leave with it. */
export function discountsWithoutLine(sale: Sale, gone: string): Sale {
  const { manual = [] } = sale;
  return withDiscounts(
    sale,
    manual.flatMap((discount): readonly SaleDiscount[] => {
      if (discount.lineIds === null) return [discount];
      const lineIds = discount.lineIds.filter((lineId) => lineId !== gone);
      return lineIds.length === 0 ? [] : [{ ...discount, lineIds }];
    }),
  );
}

/** The sale with one more discount. Refuses terms that are none, lines that are not there, and an id that is. */
export function giveDiscount(sale: Sale, discount: SaleDiscount): Changed {
  const { discountId, lineIds } = discount;
  const { manual = [], lines } = sale;
  const unknown = lineIds?.find((wanted) => !lines.some(({ lineId }) => lineId === wanted));
  if (unknown !== undefined) {
    return refuse("cashier.line-unknown", `the sale has no line ${unknown}`, { lineId: unknown });
  }
  if (manual.some((one) => one.discountId === discountId)) return discountExists(discountId);
  const problem = discountProblem(discount, lineIds);
  if (problem !== null) return problem;
  const value = withDiscounts({ ...sale, added: sale.added + 1 }, [...manual, discount]);
  return { ok: true, value };
}

/** The refusal of an id that is taken. */
export function discountExists(discountId: string): Extract<Changed, { readonly ok: false }> {
  return refuse("cashier.discount-exists", `the id ${discountId} is taken`, { discountId });
}

/** The sale without one of its discounts. */
export function takeBackDiscount(sale: Sale, discountId: string): Changed {
  const { manual = [] } = sale;
  const left = manual.filter((one) => one.discountId !== discountId);
  if (left.length < manual.length) return { ok: true, value: withDiscounts(sale, left) };
  return refuse("cashier.discount-unknown", `the sale has no discount ${discountId}`, {
    discountId,
  });
}

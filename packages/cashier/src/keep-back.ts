import { type MinorUnits, scaleRounded } from "@tillwright/values";
import type { ReturnedGoods } from "./refund-lines.js";
import type { JudgedReturn, RefundState } from "./refund-state.js";
import type { SettledSale, SettledTender } from "./settled-sale.js";

/** What a policy of returns keeps of a refund, and what is then left of each tender's share. */
export interface KeptBack {
  /** Below zero where it gives back what an earlier refund kept. */
  readonly amount: MinorUnits;
  /** The part of it that is tax. */
  readonly tax: MinorUnits;
  readonly shares: ReadonlyMap<string, MinorUnits>;
}

/** From whom is kept first: cash is at hand, a coupon's maker comes last. */
const order: readonly SettledTender["kind"][] = [
  "cash",
  "qr",
  "card",
  "stored-value",
  "third-party-coupon",
];

/**
 * What a refund keeps by its plan. All refunds of the sale together keep what all plans together withhold, and never more of one
 * refund than goes back by it: what 抹零 left out is not there to be kept, and is asked for by the next one.
 */
export function keptBack(
  sale: SettledSale,
  state: RefundState,
  goods: ReturnedGoods,
  judged: readonly JudgedReturn[] | null,
): KeptBack {
  const all = judged ?? [];
  const before = state.kept ?? { amount: 0, tax: 0 };
  const wanted = all.reduce((sum, { plan }) => sum + plan.withheld, 0) - before.amount;
  const wantedTax = all.reduce((sum, { plan, tax }) => sum + tax - plan.tax, 0) - before.tax;
  const amount = Math.min(wanted, Math.max(0, goods.totals.due));
  return {
    amount,
    tax: taxOf(amount, wanted, wantedTax),
    shares: sharesLeft(sale, goods, Math.max(0, amount)),
  };
}

/** The tax in what is kept: all that is wanted of it, or its part. Never more than what is kept, nor the other way. */
function taxOf(amount: MinorUnits, wanted: MinorUnits, wantedTax: MinorUnits): MinorUnits {
  if (amount === 0) return 0;
  const tax = amount === wanted ? wantedTax : scaleRounded(wantedTax, amount, wanted, "down");
  return amount > 0 ? Math.min(Math.max(tax, 0), amount) : Math.max(Math.min(tax, 0), amount);
}

/** What is left of each tender's share once an amount is kept of them. */
function sharesLeft(
  sale: SettledSale,
  goods: ReturnedGoods,
  amount: MinorUnits,
): ReadonlyMap<string, MinorUnits> {
  const left = new Map(goods.tenders);
  let open = amount;
  const inOrder = [...sale.tenders].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  for (const tender of inOrder) {
    const share = left.get(tender.tenderId) ?? 0;
    const rounding = tender.amount === tender.received ? 0 : goods.cashRounding.amount;
    const part = Math.min(open, Math.max(0, share - rounding));
    if (part > 0) left.set(tender.tenderId, share - part);
    open -= part;
  }
  return left;
}

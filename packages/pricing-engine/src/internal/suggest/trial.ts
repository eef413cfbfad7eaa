import { isCodedError, type MinorUnits, type Reason } from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { PricingEngine } from "../../engine.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { Suggestion } from "../../suggestion.js";

/** Prices changed baskets beside the one there is, up to a budget. */
export interface Trial {
  readonly engine: PricingEngine;
  readonly basket: Basket;
  readonly before: PricedBasket;
  /** The price with some lines more; `null` when the budget is spent or the amounts leave the safe integers. */
  readonly priceWith: (add: readonly BasketLine[]) => PricedBasket | null;
  readonly isSpent: () => boolean;
  readonly pricings: () => number;
}

export function startTrial(engine: PricingEngine, of: Basket, budget: number): Trial {
  // Points pay a share of what is due, so that they would hide what a promotion gives.
  const basket: Basket = { ...of, points: null };
  let pricings = 0;
  return {
    engine,
    basket,
    before: engine.price(basket),
    isSpent: () => pricings >= budget,
    pricings: () => pricings,
    priceWith: (add) => {
      if (pricings >= budget) return null;
      pricings += 1;
      try {
        return engine.price({ ...basket, lines: [...basket.lines, ...add] });
      } catch (error) {
        if (isCodedError(error, "pricing.out-of-range")) return null;
        throw error;
      }
    },
  };
}

/** What is saved: discounts and gifts, less what is charged beside the goods. */
function savedBy({ totals, gifts }: PricedBasket): MinorUnits {
  const worth = gifts.reduce((sum, { count, value }) => sum + count * value, 0);
  return totals.discount + worth - totals.fees;
}

/** What a promotion gives: its discount, and the value of its gifts. */
export function givenBy({ claims }: PricedBasket, promotionId: string): MinorUnits {
  return claims.find((one) => one.promotionId === promotionId)?.amount ?? 0;
}

/** The suggestion that an addition makes; `null` when nothing more is saved. */
export function suggestionOf(
  { before }: Trial,
  kind: Suggestion["kind"],
  add: readonly BasketLine[],
  after: PricedBasket,
  reasonOf: (facts: { cost: MinorUnits; benefit: MinorUnits; value: MinorUnits }) => Reason,
): Suggestion | null {
  const benefit = savedBy(after) - savedBy(before);
  if (benefit <= 0) return null;
  const dueBefore = before.totals.due;
  const dueAfter = after.totals.due;
  const value = after.totals.list - before.totals.list;
  const cost = dueAfter - dueBefore;
  const promotions = after.claims
    .map(({ promotionId, amount }) => ({
      promotionId,
      more: amount - givenBy(before, promotionId),
    }))
    .filter(({ more }) => more > 0);
  const reason = reasonOf({ cost, benefit, value });
  return { kind, add, value, dueBefore, dueAfter, cost, benefit, promotions, reason };
}

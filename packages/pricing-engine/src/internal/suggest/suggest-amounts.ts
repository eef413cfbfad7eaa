import type { MinorUnits, Reason } from "@tillwright/values";
import type { BasketLine } from "../../basket.js";
import type { ExplainedPromotion } from "../../explanation.js";
import type { Promotion } from "../../rules-document.js";
import type { Suggestion } from "../../suggestion.js";
import { linesMeeting } from "../lint/witness.js";
import { nameOf } from "../promotion-name.js";
import type { Registry } from "../registry.js";
import { givenBy, suggestionOf, type Trial } from "./trial.js";

/** 凑单: for each promotion that waits for an amount, how much more of any of its goods makes it give, and what that costs. */
export function suggestAmounts(
  trial: Trial,
  registry: Registry,
  explained: readonly ExplainedPromotion[],
): readonly Suggestion[] {
  return explained.flatMap(({ promotionId, advice }) => {
    const promotion = trial.engine.rules.promotions.find(({ id }) => id === promotionId);
    const missing = advice?.facts["missing"];
    const byMoney = advice?.code === "pricing.add-for-off" || advice?.code === "pricing.add-amount";
    if (promotion === undefined || !byMoney || typeof missing !== "number") return [];
    return suggestFor(trial, registry, promotion, missing) ?? [];
  });
}

/** Past so many times what is missing nobody is told to buy more. */
const mostTimes = 4;

function suggestFor(
  trial: Trial,
  registry: Registry,
  promotion: Promotion,
  missing: MinorUnits,
): Suggestion | null {
  const goods = registry.kinds.get(promotion.kind)?.goods(promotion);
  const noVendor = { line: () => null, basket: () => null };
  const [stand] = linesMeeting(goods, noVendor);
  if (stand === undefined) return null;
  const before = givenBy(trial.before, promotion.id);
  const lineAt = (amount: MinorUnits): BasketLine => ({
    ...stand,
    lineId: "suggested goods",
    price: { amount },
  });
  const gives = (amount: MinorUnits): boolean => {
    const priced = trial.priceWith([lineAt(amount)]);
    return priced !== null && givenBy(priced, promotion.id) > before;
  };
  const amount = leastThatGives(missing, gives);
  const after = amount === null ? null : trial.priceWith([lineAt(amount)]);
  if (amount === null || after === null) return null;
  return suggestionOf(trial, "amount", [lineAt(amount)], after, ({ cost, benefit }): Reason => {
    const name = nameOf(promotion);
    return cost < 0
      ? { code: "pricing.suggest.amount-cheaper", facts: { name, amount, less: -cost } }
      : { code: "pricing.suggest.amount", facts: { name, amount, cost, benefit } };
  });
}

/**
 * The least amount that gives more. What is missing is enough unless something lowers the price of the goods before the
 * threshold counts it; then the amount lies above, and is found by halving.
 */
function leastThatGives(
  missing: MinorUnits,
  gives: (amount: MinorUnits) => boolean,
): MinorUnits | null {
  if (gives(missing)) return gives(missing - 1) ? null : missing;
  let high = missing * mostTimes;
  if (!Number.isSafeInteger(high) || !gives(high)) return null;
  let low = missing;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (gives(middle)) high = middle;
    else low = middle;
  }
  return high;
}

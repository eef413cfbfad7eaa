import type { Objective } from "../objective.js";
import type { PricedBasket } from "../priced-basket.js";
import type { CompiledPromotion } from "./compiled.js";
import { owesLess } from "./owes-less.js";
import type { Compare } from "./stacking.js";

/**
 * What is better of two ways to choose among the promotions of groups: what is owed before points is less; or, by priority, what the
 * promotions give, the highest first; or more groups give something, and the shop pays less for it. What is owed decides
 * where these are equal.
 */
export function comparing(
  objective: Objective,
  promotions: readonly CompiledPromotion[],
): Compare | null {
  if (objective === "customer-best") return null;
  const byId = new Map(promotions.map((promotion) => [promotion.id, promotion]));
  const figures = objective === "least-cost" ? costFigures(byId) : priorityFigures(byId);
  return (one, other) => {
    const [own, others] = [figures(one), figures(other)];
    for (let place = 0; place < own.length; place++) {
      const difference = (own[place] ?? 0) - (others[place] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    return owesLess(one, other);
  };
}

type Figures = (priced: PricedBasket) => readonly number[];
type ById = ReadonlyMap<string, CompiledPromotion>;

/** What the promotions of each priority give, the highest first. */
function priorityFigures(byId: ById): Figures {
  const priorities = new Set([...byId.values()].map(({ priority }) => priority));
  const levels = [...priorities].sort((a, b) => b - a);
  return ({ applied }) => {
    const sums = levels.map(() => 0);
    for (const { promotionId, amount } of applied) {
      const place = levels.indexOf(byId.get(promotionId)?.priority ?? 0);
      sums[place] = (sums[place] ?? 0) + amount;
    }
    return sums;
  };
}

/** The groups that give something, and what the shop does not pay. */
function costFigures(byId: ById): Figures {
  return ({ applied }) => {
    const groups = new Set(
      applied.flatMap(({ promotionId }) => byId.get(promotionId)?.group ?? []),
    );
    let paid = 0;
    for (const { promotionId, amount } of applied) {
      const { numerator = 1, denominator = 1 } = byId.get(promotionId)?.shopShare ?? {};
      paid += (amount * numerator) / denominator;
    }
    return [groups.size, -paid];
  };
}

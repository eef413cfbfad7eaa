import type { UsageCount } from "@tillwright/pricing-engine";
import type { Json } from "@tillwright/values";
import type { Desk } from "./desk.js";

/** A member of a JSON object; `undefined` when there is none. */
export function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

/** The promotions of a rules document, whatever else it holds. */
export function promotionsOf(rules: Json): readonly Json[] {
  const promotions = memberOf(rules, "promotions");
  return Array.isArray(promotions) ? promotions : [];
}

/** Promotions that a member may use so many times over all sales. */
function limitedPromotions(rules: Json): ReadonlySet<string> {
  const limited = promotionsOf(rules).flatMap((promotion) => {
    const id = memberOf(promotion, "id");
    return typeof id === "string" && memberOf(promotion, "piecesPerMember") !== undefined
      ? [id]
      : [];
  });
  return new Set(limited);
}

/**
 * How often a member has used the promotions that are limited per member, counted from the settled sales themselves; what
 * was refunded stays used. Two tills that sell to one member at the same moment do not see each other.
 */
export async function usageOf(desk: Desk, memberId: string | null): Promise<readonly UsageCount[]> {
  if (memberId === null) return [];
  const limited = limitedPromotions(desk.parts.rules);
  if (limited.size === 0) return [];
  const counts = new Map<string, UsageCount>();
  for await (const sale of desk.parts.store.sales({ owner: desk.owner, memberId })) {
    if (sale.kind !== "sale") continue;
    for (const { promotionId, times, amount } of sale.applied) {
      if (!limited.has(promotionId)) continue;
      const before = counts.get(promotionId);
      const uses = (before?.uses ?? 0) + times;
      const sum = (before?.amount ?? 0) + amount;
      counts.set(promotionId, { promotionId, scope: "member", uses, amount: sum });
    }
  }
  return [...counts.values()];
}

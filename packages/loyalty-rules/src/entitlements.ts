import type { Instant, Offer } from "@tillwright/values";
import type { Programme, Tier } from "./programme.js";
import { type NextTier, nextTier, type TierFigures } from "./tiers.js";

/**
 * What a member is entitled to.
 *
 * @public
 */
export interface Entitlements {
  readonly tier: Tier | null;
  /** What pricing may apply; what an offer is worth is written in the pricing rules. */
  readonly offers: readonly Offer[];
  readonly next: NextTier | null;
}

/**
 * The tier a member holds and the offers that come with it.
 *
 * @param member - the tier held with its end, and the figures in the tier window
 *
 * @example
 * ```ts
 * import { entitlements, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: {
 *     levels: [
 *       { id: "plain", name: { "zh-CN": "普通会员", en: "Member" } },
 *       {
 *         id: "gold",
 *         name: { "zh-CN": "金卡", en: "Gold" },
 *         reach: { spend: "5000.00" },
 *         promotions: ["gold-price"],
 *       },
 *     ],
 *   },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const member = {
 *   tier: { tier: "gold", until: null },
 *   figures: { spend: 600000, visits: 9, points: 0 },
 * };
 * entitlements(parsed.value, member, 0).offers; //=> [{ "offerId": "tier:gold:gold-price", "promotionId": "gold-price", "validUntil": null }]
 * ```
 *
 * @public
 */
export function entitlements(
  programme: Programme,
  member: {
    readonly tier: { readonly tier: string; readonly until: Instant | null } | null;
    readonly figures: TierFigures;
  },
  at: Instant,
): Entitlements {
  const levels = programme.tiers?.levels ?? [];
  const held = member.tier;
  const valid = held !== null && (held.until === null || held.until > at) ? held : null;
  const tier = levels.find((candidate) => candidate.id === valid?.tier) ?? null;
  const offers = (tier?.promotions ?? []).map((promotionId) =>
    Object.freeze({
      offerId: `tier:${tier?.id}:${promotionId}`,
      promotionId,
      validUntil: valid?.until ?? null,
    }),
  );
  return Object.freeze({
    tier,
    offers,
    next: nextTier(programme, tier?.id ?? null, member.figures),
  });
}

import type { Instant, Offer } from "@tillwright/values";
import type { Benefit } from "./benefit-rules.js";
import { type GoodsFacts, isAmong } from "./conditions.js";
import type { PlanTerm } from "./paid-plans.js";
import type { Programme, Tier } from "./programme.js";
import type { LoyaltyRefusal } from "./refusal.js";
import { type NextTier, nextTier, type TierFigures } from "./tiers.js";

/**
 * A benefit with where it comes from.
 *
 * @public
 */
export interface HeldBenefit {
  readonly benefit: Benefit;
  readonly from: "tier" | "plan";
  /** Id of the tier or plan. */
  readonly of: string;
  /** The first instant at which it no longer holds; `null` has no end. */
  readonly until: Instant | null;
}

/**
 * What a member is entitled to.
 *
 * @public
 */
export interface Entitlements {
  readonly tier: Tier | null;
  /** What pricing may apply; what an offer is worth is written in the pricing rules. */
  readonly offers: readonly Offer[];
  /** Benefits of the tier and of paid plans, for staff and for who shows them. */
  readonly benefits: readonly HeldBenefit[];
  readonly next: NextTier | null;
}

/**
 * The tier a member holds, what it and paid plans bring, and the offers that come with it.
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
    /** Paid plans that are running; none when absent. */
    readonly plans?: readonly PlanTerm[];
  },
  at: Instant,
): Entitlements {
  const levels = programme.tiers?.levels ?? [];
  const held = member.tier;
  const valid = held !== null && (held.until === null || held.until > at) ? held : null;
  const tier = levels.find((candidate) => candidate.id === valid?.tier) ?? null;
  const plans = (member.plans ?? []).filter(({ since, until }) => since <= at && at < until);
  const benefits = [
    ...(tier?.benefits ?? []).map((benefit) =>
      heldBenefit(benefit, "tier", tier?.id ?? "", valid?.until ?? null),
    ),
    ...plans.flatMap((term) => ofPlan(programme, term)),
  ];
  const offers = [
    ...(tier?.promotions ?? []).map((promotionId) =>
      offerOf("tier", tier?.id ?? "", promotionId, valid?.until ?? null),
    ),
    ...benefits.flatMap(({ benefit, from, of, until }) =>
      "promotion" in benefit ? [offerOf(from, of, benefit.promotion, until)] : [],
    ),
  ];
  return Object.freeze({
    tier,
    offers,
    benefits,
    next: nextTier(programme, tier?.id ?? null, member.figures),
  });
}

function heldBenefit(
  benefit: Benefit,
  from: HeldBenefit["from"],
  of: string,
  until: Instant | null,
): HeldBenefit {
  return Object.freeze({ benefit, from, of, until });
}

/** What a plan brings: its own benefits and those that were chosen. */
function ofPlan(programme: Programme, term: PlanTerm): readonly HeldBenefit[] {
  const plan = programme.plans.find((candidate) => candidate.id === term.plan);
  const chosen = plan?.choice?.from.filter(({ id }) => term.chosen.includes(id)) ?? [];
  return [...(plan?.benefits ?? []), ...chosen].map((benefit) =>
    heldBenefit(benefit, "plan", term.plan, term.until),
  );
}

function offerOf(
  from: HeldBenefit["from"],
  of: string,
  promotionId: string,
  validUntil: Instant | null,
): Offer {
  return Object.freeze({ offerId: `${from}:${of}:${promotionId}`, promotionId, validUntil });
}

/**
 * Whether a member may buy goods: those that some benefit of the programme keeps for its holders are refused to all others
 * (`loyalty.exclusive-goods`, with the tiers and plans that bring the right). Staff see it while scanning.
 *
 * @param benefits - what the member holds; empty for a customer who is no member
 *
 * @example
 * ```ts
 * import { exclusiveRefusal, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const name = { "zh-CN": "金卡", en: "Gold" };
 * const first = { id: "first", name, kind: "exclusive", goods: { tags: ["limited"] } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { levels: [{ id: "gold", name, reach: { spend: "5000.00" }, benefits: [first] }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const bag = { productId: "bag", department: "bags", categories: [], brand: null, tags: ["limited"] };
 * exclusiveRefusal(parsed.value, [], bag)?.facts; //=> { "productId": "bag", "holders": ["gold"] }
 * ```
 *
 * @public
 */
export function exclusiveRefusal(
  programme: Programme,
  benefits: readonly HeldBenefit[],
  goods: GoodsFacts,
): LoyaltyRefusal | null {
  const keeps = (benefit: Benefit) => benefit.kind === "exclusive" && isAmong(benefit.goods, goods);
  if (benefits.some(({ benefit }) => keeps(benefit))) return null;
  const tiers = programme.tiers?.levels ?? [];
  const holders = [
    ...tiers.filter((tier) => tier.benefits.some(keeps)),
    ...programme.plans.filter(
      (plan) => plan.benefits.some(keeps) || (plan.choice?.from.some(keeps) ?? false),
    ),
  ].map(({ id }) => id);
  if (holders.length === 0) return null;
  const { productId } = goods;
  const message = `${productId} is only for ${holders.join(", ")}`;
  return { code: "loyalty.exclusive-goods", message, facts: { productId, holders } };
}

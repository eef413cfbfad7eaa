import type { Reason } from "@tillwright/values";
import { checkWhole, fail } from "./errors.js";
import type { Programme } from "./programme.js";
import type { LoyaltyRefusal, LoyaltyRefusalCode } from "./refusal.js";
import type { Reward } from "./reward-rules.js";

/**
 * What decides whether a member may have a gift.
 *
 * @public
 */
export interface RewardStanding {
  readonly tier: string | null;
  /** Points that can be spent now. */
  readonly points: number;
  /** How many of the gift the member has: what is available of {@link rewardAccount}. */
  readonly taken: number;
  /** How many are left: what is available of {@link rewardStockAccount}; `null` where it is not limited. */
  readonly stock: number | null;
}

/**
 * A gift as one member sees it.
 *
 * @public
 */
export interface RewardOffer {
  readonly reward: Reward;
  /** What it costs this member. */
  readonly points: number;
  /** Why the member cannot have it now; `null` when it can be had. */
  readonly refusal: LoyaltyRefusal | null;
}

/** The gift of that name; throws `loyalty.not-in-programme` when there is none. */
export function rewardOf(programme: Programme, id: string): Reward {
  const reward = programme.rewards.find((candidate) => candidate.id === id);
  if (reward !== undefined) return reward;
  return fail("loyalty.not-in-programme", `the programme has no reward ${id}`, { reward: id });
}

function no(
  code: LoyaltyRefusalCode,
  message: string,
  facts: LoyaltyRefusal["facts"],
): LoyaltyRefusal {
  return { code, message, facts };
}

/** What a gift costs a member, and why it cannot be had. */
export function offerOf(reward: Reward, standing: RewardStanding): RewardOffer {
  const { tier, points: available, taken, stock } = standing;
  checkWhole(available, 0, "the points to spend");
  checkWhole(taken, 0, "the gifts that the member has");
  const { id, perMember } = reward;
  const points = (tier === null ? undefined : reward.pointsByTier[tier]) ?? reward.points;
  const offer = (refusal: LoyaltyRefusal | null) => Object.freeze({ reward, points, refusal });
  if (reward.tiers !== null && (tier === null || !reward.tiers.includes(tier))) {
    const tiers = [...reward.tiers];
    return offer(no("loyalty.reward-not-for-tier", `${id} is for ${tiers.join(", ")}`, { tiers }));
  }
  if (perMember !== null && taken >= perMember) {
    const facts = { reward: id, most: perMember };
    return offer(no("loyalty.reward-limit-reached", `${id}: at most ${perMember}`, facts));
  }
  if (reward.limited && (stock ?? 0) < 1) {
    return offer(no("loyalty.reward-out-of-stock", `${id}: none left`, { reward: id }));
  }
  if (available < points) {
    const facts = { available, points, missing: points - available };
    return offer(no("loyalty.points-short", `${available} points do not cover ${points}`, facts));
  }
  return offer(null);
}

/**
 * The gift catalogue (积分商城) as a member sees it: what each gift costs this member, and why it cannot be had.
 *
 * @param taken - how many of each gift the member has, by its id; none when absent
 * @param stock - how many of each limited gift are left, by its id
 *
 * @example
 * ```ts
 * import { parseProgramme, rewardCatalogue } from "@tillwright/loyalty-rules";
 *
 * const cup = { id: "cup", name: { "zh-CN": "马克杯", en: "Mug" }, points: 800, gives: { goods: "P-cup" } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   rewards: [cup],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const member = { tier: null, points: 500, taken: {} };
 * const [offer] = rewardCatalogue(parsed.value, member, {});
 * offer?.refusal?.facts["missing"]; //=> 300
 * ```
 *
 * @public
 */
export function rewardCatalogue(
  programme: Programme,
  member: {
    readonly tier: string | null;
    readonly points: number;
    readonly taken: Readonly<Record<string, number>>;
  },
  stock: Readonly<Record<string, number>>,
): readonly RewardOffer[] {
  const { tier, points } = member;
  return programme.rewards.map((reward) => {
    const taken = member.taken[reward.id] ?? 0;
    return offerOf(reward, { tier, points, taken, stock: stock[reward.id] ?? null });
  });
}

/** What is told of a gift that was had. */
export function rewardReason(reward: Reward, points: number): Reason {
  return { code: "loyalty.reward-redeemed", facts: { reward: reward.id, points } };
}

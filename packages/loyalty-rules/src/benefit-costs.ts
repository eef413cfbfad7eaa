import { type MinorUnits, scaleRounded } from "@tillwright/values";
import type { Benefit } from "./benefit-rules.js";
import { checkWhole, fail } from "./errors.js";
import type { Programme } from "./programme.js";

/**
 * Benefits that members of a tier used.
 *
 * @public
 */
export interface BenefitUse {
  /** Id of the tier the member held. */
  readonly tier: string;
  /** Id of the benefit. */
  readonly benefit: string;
  readonly times: number;
  /** What was given in all, as a discount or at cost; `null` counts the benefit's own `cost` for each time. */
  readonly amount: MinorUnits | null;
}

/**
 * What one benefit of a tier cost.
 *
 * @public
 */
export interface BenefitCost {
  readonly benefit: Benefit;
  readonly times: number;
  readonly cost: MinorUnits;
  /** Whether some use of it had neither an amount nor a cost, so that `cost` is too low. */
  readonly costUnknown: boolean;
}

/**
 * What a tier cost: condition, benefit and cost belong together.
 *
 * @public
 */
export interface TierBenefitCost {
  readonly tier: string;
  readonly members: number;
  readonly cost: MinorUnits;
  /** For each member, rounded half up; `null` without members. */
  readonly perMember: MinorUnits | null;
  /** The most used first; those that nobody used last, with 0 times. */
  readonly benefits: readonly BenefitCost[];
}

function costOf(benefit: Benefit, uses: readonly BenefitUse[]): BenefitCost {
  let times = 0;
  let cost = 0;
  let costUnknown = false;
  for (const use of uses) {
    if (use.benefit !== benefit.id) continue;
    times += checkWhole(use.times, 0, "the uses of a benefit");
    if (use.amount !== null) cost += checkWhole(use.amount, 0, "the cost of a benefit");
    else if (benefit.cost !== null) cost += benefit.cost * use.times;
    else costUnknown ||= use.times > 0;
  }
  checkWhole(cost, 0, "the cost of a benefit");
  return { benefit, times, cost, costUnknown };
}

/**
 * The cost of each tier, benefit by benefit, the popular ones first and the cold ones (冷门) last: what reports show beside what
 * members of the tier spent.
 *
 * Throws `loyalty.not-in-programme` for a tier or benefit that is not there, and `loyalty.amount-invalid`.
 *
 * @param members - how many members each tier has, by its id; none when absent
 *
 * @example
 * ```ts
 * import { parseProgramme, tierBenefitCosts } from "@tillwright/loyalty-rules";
 *
 * const lounge = { id: "lounge", name: { "zh-CN": "贵宾室", en: "Lounge" }, kind: "service", cost: "8.00" };
 * const gold = { id: "gold", name: { "zh-CN": "金卡", en: "Gold" }, reach: { spend: "5000.00" } };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { levels: [{ ...gold, benefits: [lounge] }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const uses = [{ tier: "gold", benefit: "lounge", times: 30, amount: null }];
 * const [row] = tierBenefitCosts(parsed.value, { gold: 12 }, uses);
 * [row?.cost, row?.perMember]; //=> [24000, 2000]
 * ```
 *
 * @public
 */
export function tierBenefitCosts(
  programme: Programme,
  members: Readonly<Record<string, number>>,
  uses: readonly BenefitUse[],
): readonly TierBenefitCost[] {
  const levels = programme.tiers?.levels ?? [];
  for (const { tier, benefit } of uses) {
    const level = levels.find(({ id }) => id === tier);
    if (level?.benefits.some(({ id }) => id === benefit)) continue;
    fail("loyalty.not-in-programme", `tier ${tier} has no benefit ${benefit}`, { tier, benefit });
  }
  return levels.map((level) => {
    const own = uses.filter(({ tier }) => tier === level.id);
    const benefits = level.benefits
      .map((benefit) => costOf(benefit, own))
      .sort((a, b) => b.times - a.times);
    const cost = benefits.reduce((sum, row) => sum + row.cost, 0);
    const count = checkWhole(members[level.id] ?? 0, 0, "the members of a tier");
    const perMember = count === 0 ? null : scaleRounded(cost, 1, count, "half-up");
    return Object.freeze({ tier: level.id, members: count, cost, perMember, benefits });
  });
}

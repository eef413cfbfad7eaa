import type { MinorUnits } from "@tillwright/values";
import { type TierGate, tierGates } from "./internal/tier-ways.js";
import type { Programme, Tier, TierCondition } from "./programme.js";

/**
 * A member's figures in the tier window: what is available of the accounts that count towards a tier.
 *
 * @public
 */
export interface TierFigures {
  readonly spend: MinorUnits;
  readonly visits: number;
  readonly points: number;
  /** Paid plans in force; none when absent. */
  readonly plans?: readonly string[];
}

/**
 * One thing that is missing for a tier.
 *
 * @public
 */
export type TierNeed =
  | { readonly kind: "spend" | "visits" | "points"; readonly missing: number }
  | { readonly kind: "plan"; readonly plan: string };

/**
 * The next tier, and the ways to it: each a list of things that are all needed. The first way is the shortest list.
 *
 * @public
 */
export interface NextTier {
  readonly tier: Tier;
  readonly ways: readonly (readonly TierNeed[])[];
}

/** Whether figures reach a condition; none at all is always reached. */
export function isReached(condition: TierCondition | null, figures: TierFigures): boolean {
  if (condition === null) return true;
  switch (condition.kind) {
    case "spend":
      return figures.spend >= condition.amount;
    case "visits":
      return figures.visits >= condition.count;
    case "points":
      return figures.points >= condition.count;
    case "plan":
      return figures.plans?.includes(condition.plan) ?? false;
    default:
      return isGroupReached(condition.of, condition.kind === "all", figures);
  }
}

/** A million members are judged in one pass: a plain loop, without a closure for each of them. */
function isGroupReached(
  parts: readonly TierCondition[],
  all: boolean,
  figures: TierFigures,
): boolean {
  for (const part of parts) {
    if (isReached(part, figures) !== all) return !all;
  }
  return all;
}

/** What a gate needs beside the figures. */
function holdsOthers(others: NonNullable<TierGate["others"]>, figures: TierFigures): boolean {
  const { plans, condition } = others;
  return isReached(condition, figures) && plans.every((plan) => figures.plans?.includes(plan));
}

/** More ways than anybody reads. */
const mostWays = 64;

function waysTo(condition: TierCondition, figures: TierFigures): readonly (readonly TierNeed[])[] {
  switch (condition.kind) {
    case "any":
      return condition.of.flatMap((part) => waysTo(part, figures)).slice(0, mostWays);
    case "all":
      return condition.of.reduce<readonly (readonly TierNeed[])[]>(
        (ways, part) =>
          ways
            .flatMap((way) => waysTo(part, figures).map((needs) => [...way, ...needs]))
            .slice(0, mostWays),
        [[]],
      );
    case "plan":
      return isReached(condition, figures) ? [[]] : [[{ kind: "plan", plan: condition.plan }]];
    default: {
      const wanted = condition.kind === "spend" ? condition.amount : condition.count;
      const missing = wanted - figures[condition.kind];
      return missing > 0 ? [[{ kind: condition.kind, missing }]] : [[]];
    }
  }
}

/**
 * The highest tier that the figures reach; `null` when the programme has no tiers or none is reached.
 *
 * @example
 * ```ts
 * import { parseProgramme, tierOf } from "@tillwright/loyalty-rules";
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
 * tierOf(parsed.value, { spend: 500000, visits: 3, points: 0 })?.id; //=> "gold"
 * ```
 *
 * @public
 */
export function tierOf(programme: Programme, figures: TierFigures): Tier | null {
  const tiers = programme.tiers;
  if (tiers === null) return null;
  const gates = tierGates(tiers);
  const { spend, visits, points } = figures;
  // A million members are judged in one pass: one plain loop, without a closure or an iterator for each of them.
  for (let index = 0; index < gates.length; index += 1) {
    const gate = gates[index];
    if (gate === undefined || spend < gate.spend) continue;
    if (visits < gate.visits || points < gate.points) continue;
    if (gate.others === null || holdsOthers(gate.others, figures)) return gate.tier;
  }
  return null;
}

/**
 * The tier above the one that is held, and what it still needs; `null` at the top.
 *
 * @param held - id of the tier the member holds; `null` without one
 *
 * @example
 * ```ts
 * import { nextTier, parseProgramme } from "@tillwright/loyalty-rules";
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
 * nextTier(parsed.value, "plain", { spend: 488000, visits: 3, points: 0 })?.ways; //=> [[{ "kind": "spend", "missing": 12000 }]]
 * ```
 *
 * @public
 */
export function nextTier(
  programme: Programme,
  held: string | null,
  figures: TierFigures,
): NextTier | null {
  const levels = programme.tiers?.levels ?? [];
  const index = levels.findIndex((tier) => tier.id === held);
  const tier = levels[index + 1];
  if (tier === undefined) return null;
  const ways = tier.reach === null ? [[]] : waysTo(tier.reach, figures);
  return Object.freeze({ tier, ways: [...ways].sort((a, b) => a.length - b.length) });
}

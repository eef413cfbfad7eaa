import type { Tier, TierCondition, TierRules } from "../programme.js";

/** One way to a tier: everything that is needed together. */
interface TierWay {
  readonly spend: number;
  readonly visits: number;
  readonly points: number;
  readonly plans: readonly string[];
}

/** More ways than anybody reads; conditions of more are judged as they stand. */
const mostWays = 64;
const noPlans: readonly string[] = [];
const nothing: TierWay = { spend: 0, visits: 0, points: 0, plans: noPlans };

function both(a: TierWay, b: TierWay): TierWay {
  return {
    spend: Math.max(a.spend, b.spend),
    visits: Math.max(a.visits, b.visits),
    points: Math.max(a.points, b.points),
    plans: a.plans.length + b.plans.length === 0 ? noPlans : [...a.plans, ...b.plans],
  };
}

/** The ways to a condition, or `null` when there are too many. */
function waysOf(condition: TierCondition | null): readonly TierWay[] | null {
  if (condition === null) return [nothing];
  switch (condition.kind) {
    case "spend":
      return [{ ...nothing, spend: condition.amount }];
    case "visits":
      return [{ ...nothing, visits: condition.count }];
    case "points":
      return [{ ...nothing, points: condition.count }];
    case "plan":
      return [{ ...nothing, plans: [condition.plan] }];
    default: {
      let ways: readonly TierWay[] = condition.kind === "all" ? [nothing] : [];
      for (const part of condition.of) {
        const more = waysOf(part);
        if (more === null) return null;
        ways =
          condition.kind === "any"
            ? [...ways, ...more]
            : ways.flatMap((way) => more.map((other) => both(way, other)));
        if (ways.length > mostWays) return null;
      }
      return ways;
    }
  }
}

/** One way into a tier; a tier of too many ways has one gate that is judged by its condition. */
export interface TierGate {
  readonly tier: Tier;
  readonly spend: number;
  readonly visits: number;
  readonly points: number;
  /** `null` for a gate that needs nothing but figures. */
  readonly others: {
    readonly plans: readonly string[];
    readonly condition: TierCondition | null;
  } | null;
}

function gatesTo(tier: Tier): readonly TierGate[] {
  const ways = waysOf(tier.reach);
  if (ways === null) {
    const others = { plans: noPlans, condition: tier.reach };
    return [{ tier, spend: 0, visits: 0, points: 0, others }];
  }
  return ways.map(({ spend, visits, points, plans }) => {
    const others = plans.length === 0 ? null : { plans, condition: null };
    return { tier, spend, visits, points, others };
  });
}

/** A programme is asked about a million members in a row: the latest answer is the next one, too. */
let latest: { readonly tiers: TierRules | null; readonly gates: readonly TierGate[] } = {
  tiers: null,
  gates: [],
};

/** Every way into a tier in one row, those to the highest tier first. */
export function tierGates(tiers: TierRules): readonly TierGate[] {
  if (latest.tiers !== tiers) {
    latest = { tiers, gates: [...tiers.levels].reverse().flatMap(gatesTo) };
  }
  return latest.gates;
}

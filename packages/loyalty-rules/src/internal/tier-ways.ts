import type { TierCondition, TierRules } from "../programme.js";

/** One way to a tier: everything that is needed together. */
export interface TierWay {
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

/** A programme is asked about a million members in a row: the latest answer is the next one, too. */
let latest: {
  readonly tiers: TierRules | null;
  readonly ways: readonly (readonly TierWay[] | null)[];
} = {
  tiers: null,
  ways: [],
};

/** The ways to each tier, from low to high. */
export function tierWays(tiers: TierRules): readonly (readonly TierWay[] | null)[] {
  if (latest.tiers !== tiers) {
    latest = { tiers, ways: tiers.levels.map((level) => waysOf(level.reach)) };
  }
  return latest.ways;
}

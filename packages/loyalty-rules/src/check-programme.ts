import type { Issue } from "@tillwright/values";
import { contradiction, type Path, repeated } from "./internal/contradiction.js";
import type {
  EarnRule,
  Multiplier,
  PointsExpiry,
  PointsRules,
  StoredValueRules,
  TierRules,
} from "./programme.js";

/** Rules that ask for a tier which is not there can never hold. */
function unknownTiers(
  rules: readonly (EarnRule | Multiplier)[],
  path: Path,
  tiers: TierRules | null,
): readonly Issue[] {
  const known = tiers?.levels.map((tier) => tier.id) ?? [];
  return rules.flatMap((rule, index) =>
    (rule.when.tiers ?? [])
      .filter((tier) => !known.includes(tier))
      .map((tier) =>
        contradiction([...path, index, "when", "tiers"], `there is no tier "${tier}"`),
      ),
  );
}

/** What is said about a birthday says nothing in a rule that does not ask for one. */
function idleBirthdayWords(
  rules: readonly (EarnRule | Multiplier)[],
  path: Path,
): readonly Issue[] {
  return rules.flatMap(({ when: { birthday, leapDay, birthdayWindow } }, index) => {
    const issues: Issue[] = [];
    const at = [...path, index, "when"];
    if (leapDay !== undefined && birthday === undefined) {
      issues.push(contradiction([...at, "leapDay"], 'needs "birthday", which it is about'));
    }
    if (birthdayWindow !== undefined && birthday !== "day") {
      issues.push(contradiction([...at, "birthdayWindow"], 'needs "birthday": "day"'));
    }
    return issues;
  });
}

/** The most days that points can live. */
function longestLife(expiry: PointsExpiry): number {
  switch (expiry.kind) {
    case "months":
      return 31 * expiry.months;
    case "end-of-month":
      return 31 * (expiry.months + 1);
    case "end-of-year":
      return 366 * (expiry.years + 1);
    case "none":
    case "inactivity":
      return Number.POSITIVE_INFINITY;
  }
}

export function pointsContradictions(
  points: PointsRules,
  tiers: TierRules | null,
): readonly Issue[] {
  const issues = [
    ...repeated(
      points.earn.map((rule) => rule.id),
      ["points", "earn"],
    ),
    ...repeated(
      points.multipliers.map((multiplier) => multiplier.id),
      ["points", "multipliers"],
    ),
    ...repeated(
      points.events.map((event) => event.id),
      ["points", "events"],
    ),
    ...unknownTiers(points.earn, ["points", "earn"], tiers),
    ...unknownTiers(points.multipliers, ["points", "multipliers"], tiers),
    ...idleBirthdayWords(points.earn, ["points", "earn"]),
    ...idleBirthdayWords(points.multipliers, ["points", "multipliers"]),
  ];
  if (points.debt === "reduce-refund" && points.redeem === null) {
    issues.push(
      contradiction(
        ["points", "debt"],
        '"reduce-refund" needs "redeem", which says what a point is worth',
      ),
    );
  }
  const endless = points.expiry.kind === "none" || points.expiry.kind === "inactivity";
  if (points.returnedAfterExpiry.kind === "extend" && endless) {
    issues.push(
      contradiction(
        ["points", "returnedAfterExpiry"],
        "lots of points have no end of their own, so nothing is extended",
      ),
    );
  }
  if (points.pending !== null && points.pending.days > longestLife(points.expiry)) {
    issues.push(
      contradiction(
        ["points", "pending"],
        "points end before they are final: they can never be used",
      ),
    );
  }
  points.exclude.forEach((goods, index) => {
    if (Object.keys(goods).length === 0) {
      issues.push(contradiction(["points", "exclude", index], "excludes all goods"));
    }
  });
  return issues;
}

export function storedValueContradictions(rules: StoredValueRules): readonly Issue[] {
  const issues: Issue[] = [];
  const { topUps, minimumTopUp, maximumTopUp, maximumBalance } = rules;
  topUps.forEach((step, index) => {
    const path = ["storedValue", "topUps", index];
    const before = topUps[index - 1];
    if (before !== undefined && step.pay <= before.pay) {
      issues.push(contradiction(path, "steps must rise from low to high"));
    }
    if (minimumTopUp !== null && step.pay < minimumTopUp) {
      issues.push(contradiction(path, "can never be paid: it is below minimumTopUp"));
    }
    if (maximumTopUp !== null && step.pay > maximumTopUp) {
      issues.push(contradiction(path, "can never be paid: it is above maximumTopUp"));
    }
  });
  if (minimumTopUp !== null && maximumTopUp !== null && minimumTopUp > maximumTopUp) {
    issues.push(contradiction(["storedValue", "minimumTopUp"], "is above maximumTopUp"));
  }
  if (minimumTopUp !== null && maximumBalance !== null && minimumTopUp > maximumBalance) {
    issues.push(contradiction(["storedValue", "minimumTopUp"], "is above maximumBalance"));
  }
  return issues;
}

export function tierContradictions(tiers: TierRules): readonly Issue[] {
  const issues = [
    ...repeated(
      tiers.levels.map((tier) => tier.id),
      ["tiers", "levels"],
    ),
  ];
  tiers.levels.forEach((tier, index) => {
    const path = ["tiers", "levels", index];
    if (tier.reach === null && index > 0) {
      issues.push(contradiction([...path, "reach"], "only the lowest tier can be every member's"));
    }
    const below = tiers.levels[index - 1];
    if (
      tier.reach?.kind === "spend" &&
      below?.reach?.kind === "spend" &&
      tier.reach.amount <= below.reach.amount
    ) {
      issues.push(contradiction([...path, "reach"], `is no more than for "${below.id}" below it`));
    }
  });
  return issues;
}

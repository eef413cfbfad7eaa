import { type Issue, issue } from "@tillwright/values";
import type {
  EarnRule,
  Multiplier,
  PointsRules,
  Programme,
  StoredValueRules,
  TierRules,
} from "./programme.js";

type Path = readonly (string | number)[];

function contradiction(path: Path, message: string): Issue {
  return issue("loyalty.document-contradicts", path, `${path.join(".")}: ${message}`);
}

function repeated(ids: readonly string[], path: Path): readonly Issue[] {
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (first === index) return [];
    return [contradiction([...path, index], `"${id}" stands at ${first} already`)];
  });
}

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
  ];
  if (points.debt === "reduce-refund" && points.redeem === null) {
    issues.push(
      contradiction(
        ["points", "debt"],
        '"reduce-refund" needs "redeem", which says what a point is worth',
      ),
    );
  }
  if (points.returnedAfterExpiry.kind === "extend" && points.expiry.kind === "none") {
    issues.push(
      contradiction(
        ["points", "returnedAfterExpiry"],
        "points never expire, so nothing is extended",
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

/** A present of points needs points, one of coupons needs their templates. */
function presentContradictions(
  present: Present,
  path: Path,
  programme: Pick<Programme, "points" | "coupons">,
): readonly Issue[] {
  const known = programme.coupons.map((coupon) => coupon.id);
  const issues = present.coupons
    .filter((coupon) => !known.includes(coupon))
    .map((coupon) => contradiction([...path, "coupons"], `there is no coupon "${coupon}"`));
  if (present.points > 0 && programme.points === null) {
    issues.push(contradiction([...path, "points"], 'the programme has no "points"'));
  }
  return issues;
}

/** Contradictions of everything that is given away, and of what is sold as a card. */
export function giftContradictions(
  programme: Pick<
    Programme,
    "points" | "coupons" | "joinGift" | "birthday" | "referral" | "punchCards"
  >,
): readonly Issue[] {
  const { joinGift, birthday, referral, coupons, punchCards } = programme;
  const presents: readonly (readonly [Present | undefined | null, Path])[] = [
    [joinGift, ["joinGift"]],
    [birthday, ["birthday"]],
    [referral?.referrer, ["referral", "referrer"]],
    [referral?.referred, ["referral", "referred"]],
  ];
  const promotions = joinGift?.promotions.map((promotion) => promotion.promotionId) ?? [];
  return [
    ...presents.flatMap(([present, path]) =>
      present === undefined || present === null
        ? []
        : presentContradictions(present, path, programme),
    ),
    ...repeated(promotions, ["joinGift", "promotions"]),
    ...repeated(
      coupons.map((coupon) => coupon.id),
      ["coupons"],
    ),
    ...repeated(
      punchCards.map((card) => card.id),
      ["punchCards"],
    ),
    ...punchCards.flatMap((card, index) =>
      repeated(
        card.services.map((service) => service.service),
        ["punchCards", index, "services"],
      ),
    ),
  ];
}

interface Present {
  readonly points: number;
  readonly coupons: readonly string[];
}

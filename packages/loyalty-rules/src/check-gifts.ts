import type { Issue } from "@tillwright/values";
import { contradiction, type Path, repeated } from "./internal/contradiction.js";
import type { Programme } from "./programme.js";

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

/** Rewards cost points, give coupons that are there, and name tiers that are there. */
export function rewardContradictions(
  programme: Pick<Programme, "points" | "tiers" | "coupons" | "rewards">,
): readonly Issue[] {
  const { rewards, coupons, points } = programme;
  const tiers = programme.tiers?.levels.map((tier) => tier.id) ?? [];
  const issues = [
    ...repeated(
      rewards.map((reward) => reward.id),
      ["rewards"],
    ),
  ];
  if (rewards.length > 0 && points === null) {
    issues.push(contradiction(["rewards"], 'the programme has no "points"'));
  }
  rewards.forEach(({ gives, pointsByTier, tiers: only }, index) => {
    const path = ["rewards", index];
    if (gives.kind === "coupon" && !coupons.some(({ id }) => id === gives.coupon)) {
      issues.push(contradiction([...path, "gives"], `there is no coupon "${gives.coupon}"`));
    }
    for (const tier of Object.keys(pointsByTier)) {
      const excluded = only !== null && !only.includes(tier);
      if (!tiers.includes(tier)) {
        issues.push(contradiction([...path, "pointsByTier"], `there is no tier "${tier}"`));
      } else if (excluded) {
        issues.push(contradiction([...path, "pointsByTier"], `"${tier}" cannot have it`));
      }
    }
    for (const tier of (only ?? []).filter((id) => !tiers.includes(id))) {
      issues.push(contradiction([...path, "tiers"], `there is no tier "${tier}"`));
    }
  });
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
  const window = birthday?.window !== undefined && birthday.scope !== "day";
  const promotions = joinGift?.promotions.map((promotion) => promotion.promotionId) ?? [];
  return [
    ...presents.flatMap(([present, path]) =>
      present === undefined || present === null
        ? []
        : presentContradictions(present, path, programme),
    ),
    ...(window ? [contradiction(["birthday", "window"], 'needs "scope": "day"')] : []),
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

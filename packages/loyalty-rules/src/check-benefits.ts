import type { Issue } from "@tillwright/values";
import type { Benefit, Partner } from "./benefit-rules.js";
import { contradiction, type Path, repeated } from "./internal/contradiction.js";
import type { PointsRules, Programme, TierCondition } from "./programme.js";

type Parts = Pick<Programme, "tiers" | "plans" | "coupons" | "birthday" | "points">;

/** What a list of benefits names must be there. */
function ofList(benefits: readonly Benefit[], path: Path, parts: Parts): readonly Issue[] {
  const issues = [
    ...repeated(
      benefits.map((benefit) => benefit.id),
      path,
    ),
  ];
  benefits.forEach((benefit, index) => {
    const at = [...path, index];
    if (benefit.kind === "exclusive" && Object.keys(benefit.goods).length === 0) {
      issues.push(contradiction([...at, "goods"], "keeps all goods from everybody else"));
    }
    if (benefit.kind !== "birthday") return;
    if (parts.birthday === null) {
      issues.push(contradiction(at, 'needs "birthday", which says when it is'));
    }
    if (benefit.points > 0 && parts.points === null) {
      issues.push(contradiction([...at, "points"], 'the programme has no "points"'));
    }
    for (const coupon of benefit.coupons) {
      if (parts.coupons.some(({ id }) => id === coupon)) continue;
      issues.push(contradiction([...at, "coupons"], `there is no coupon "${coupon}"`));
    }
  });
  return issues;
}

function plansIn(condition: TierCondition | null): readonly string[] {
  if (condition === null) return [];
  if (condition.kind === "plan") return [condition.plan];
  return condition.kind === "any" || condition.kind === "all" ? condition.of.flatMap(plansIn) : [];
}

/** Contradictions of what tiers and plans bring, and of tiers that need a plan. */
export function benefitContradictions(parts: Parts): readonly Issue[] {
  const levels = parts.tiers?.levels ?? [];
  const plans = parts.plans.map((plan) => plan.id);
  const issues: Issue[] = [...repeated(plans, ["plans"])];
  levels.forEach((tier, index) => {
    const path = ["tiers", "levels", index];
    issues.push(...ofList(tier.benefits, [...path, "benefits"], parts));
    for (const field of ["reach", "keep"] as const) {
      for (const plan of plansIn(tier[field]).filter((id) => !plans.includes(id))) {
        issues.push(contradiction([...path, field], `there is no plan "${plan}"`));
      }
    }
  });
  parts.plans.forEach(({ benefits, choice }, index) => {
    const path = ["plans", index];
    issues.push(...ofList(benefits, [...path, "benefits"], parts));
    if (choice === null) return;
    issues.push(...ofList(choice.from, [...path, "choice", "from"], parts));
    if (choice.count > choice.from.length) {
      const message = `there are only ${choice.from.length} to choose from`;
      issues.push(contradiction([...path, "choice", "count"], message));
    }
    for (const { id } of choice.from) {
      if (!benefits.some((benefit) => benefit.id === id)) continue;
      issues.push(
        contradiction([...path, "choice", "from"], `"${id}" comes with the plan already`),
      );
    }
  });
  return issues;
}

/** Partners share points that are worth something, and a store belongs to one of them. */
export function partnerContradictions(
  partners: readonly Partner[],
  points: PointsRules | null,
  readable: boolean,
): readonly Issue[] {
  const issues = [
    ...repeated(
      partners.map((partner) => partner.id),
      ["partners"],
    ),
  ];
  const stores = partners.flatMap((partner) => partner.stores);
  partners.forEach((partner, index) => {
    for (const store of new Set(partner.stores)) {
      if (stores.indexOf(store) === stores.lastIndexOf(store)) continue;
      issues.push(contradiction(["partners", index, "stores"], `"${store}" stands more than once`));
    }
  });
  if (partners.length > 0 && readable && (points?.redeem ?? null) === null) {
    const message = 'need "points.redeem", which says what a point is worth';
    issues.push(contradiction(["partners"], message));
  }
  return issues;
}

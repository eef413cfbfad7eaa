import type { Issue } from "@tillwright/values";
import type { Lane } from "../../priced-basket.js";
import { isEligible } from "../eligible.js";
import { mayTouch } from "./check-guards.js";
import { type Evidence, joinedGoods, problem } from "./evidence.js";

/** Whether every promotion that gave something was there, open, and entitled to the lines it touched. */
export function checkEligibility(evidence: Evidence): readonly Issue[] {
  const { applied } = evidence.priced;
  const issues: Issue[] = [];
  const byId = new Map(evidence.promotions.map((promotion) => [promotion.id, promotion]));
  for (const { promotionId, lane } of applied) {
    const promotion = byId.get(promotionId);
    if (lane === "manual" && isAsked(evidence, promotionId)) continue;
    if (promotion === undefined || promotion.lane !== lane) {
      issues.push(problem("pricing.not-eligible", promotionId, `the rules have none in ${lane}`));
      continue;
    }
    const joined = joinedGoods(evidence, promotion).map(({ cell }) =>
      lane === "unit-price" ? { ...cell, deal: cell.list, now: cell.list } : cell,
    );
    if (!isEligible({ promotion, joined }, evidence.moment)) {
      issues.push(problem("pricing.not-eligible", promotionId, "its conditions do not hold"));
    }
  }
  for (const goodsEvidence of evidence.goods) {
    const { cell, lines } = goodsEvidence;
    const ids = lines.flatMap(({ adjustments, runs }) => [
      ...adjustments.filter((one) => isGiven(one.lane)).map((one) => one.promotionId),
      ...runs.flatMap((run) => run.takenBy ?? []),
    ]);
    for (const id of ids) {
      if (mayTouch(evidence, id, goodsEvidence)) continue;
      const goods = byId.get(id)?.goods;
      if (goods === undefined || (goods !== null && !goods(cell.line))) {
        const message = `line ${cell.line.lineId} does not take part`;
        issues.push(problem("pricing.not-eligible", id, message));
      }
    }
  }
  return [...issues, ...checkGroups(evidence)];
}

function isAsked({ basket }: Evidence, id: string): boolean {
  return basket.manual?.some((one) => one.id === id) === true;
}

/** Points and the tax that an exempt customer does not pay are no promotions. */
function isGiven(lane: Lane): boolean {
  return lane !== "points" && lane !== "tax";
}

/** At most one promotion of a group, at most one group of those that exclude each other. */
function checkGroups({ promotions, priced, rules }: Evidence): readonly Issue[] {
  const given = new Set(priced.applied.map(({ promotionId }) => promotionId));
  const active = promotions.flatMap(({ id, group }) =>
    group !== null && given.has(id) ? [{ id, group }] : [],
  );
  const issues: Issue[] = [];
  for (const { id, group } of active) {
    if (rules.stacking?.[group] === "compound") continue;
    const rival = active.find((other) => other.id !== id && other.group === group);
    if (rival !== undefined) {
      issues.push(
        problem("pricing.not-eligible", id, `${rival.id} of its group gave something too`),
      );
    }
  }
  for (const names of rules.exclusions ?? []) {
    const rivals = active.filter(({ group }) => names.includes(group));
    if (new Set(rivals.map(({ group }) => group)).size > 1) {
      const ids = rivals.map(({ id }) => id).join();
      issues.push(problem("pricing.not-eligible", ids, "their groups exclude each other"));
    }
  }
  return issues;
}

import type { Condition } from "../../condition.js";
import type { LintFinding } from "../../lint-report.js";
import type { Promotion } from "../../rules-document.js";
import { branchesOf } from "./branches.js";
import { type Contradiction, contradictionIn } from "./contradiction.js";
import { findingOf } from "./finding.js";
import { probesOf } from "./probes.js";
import type { LintSession } from "./session.js";

/** Conditions that no basket can meet, with a basket that meets all but one of them. */
export function findNeverTrue(session: LintSession): readonly LintFinding[] {
  return session.rules.promotions.flatMap((promotion) =>
    (["when", "goods"] as const).flatMap((field) => {
      const clash = contradictionOf(session, conditionOf(session, promotion, field));
      if (clash === null) return [];
      const [basket = null] = probesOf(session, [promotion]);
      const facts = { field, one: clash.one, other: clash.other };
      return [findingOf("pricing.lint.never-true", [promotion], facts, basket)];
    }),
  );
}

/** The condition of a promotion with what lies in its kind: a member's price wants a member, an offer one who holds it. */
function conditionOf(
  { registry }: LintSession,
  promotion: Promotion,
  field: "when" | "goods",
): Condition | undefined {
  const kind = registry.kinds.get(promotion.kind);
  if (field === "goods") return kind === undefined ? promotion.goods : kind.goods(promotion);
  const all = [
    ...(kind?.implied(promotion) ?? []),
    ...(promotion.needs === "offer" ? [{ member: "any" } as const] : []),
    ...(promotion.when === undefined ? [] : [promotion.when]),
  ];
  return all.length === 0 ? undefined : { all };
}

/** Whether no basket can meet the conditions of a promotion. */
export function neverHolds(session: LintSession, promotion: Promotion): boolean {
  return (["when", "goods"] as const).some(
    (field) => contradictionOf(session, conditionOf(session, promotion, field)) !== null,
  );
}

/** Why a condition can never hold: every way in which it could is contradictory. The first one's reason is told. */
function contradictionOf(
  { empty }: LintSession,
  condition: Condition | undefined,
): Contradiction | null {
  const { branches, complete } = branchesOf(condition);
  if (!complete) return null;
  let first: Contradiction | null = null;
  for (const branch of branches) {
    const clash = contradictionIn(branch, empty.zone, empty.at);
    if (clash === null) return null;
    first ??= clash;
  }
  return first;
}

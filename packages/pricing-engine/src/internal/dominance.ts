import type { Objective } from "../objective.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion, UnitsEffect } from "./compiled.js";

interface Rival {
  readonly promotion: Pick<CompiledPromotion, "priority">;
  readonly effect: UnitsEffect;
  readonly joined: readonly Cell[];
}

/**
 * Leaves out what can never be needed: of two promotions on the same goods whose blocks are alike, the one whose every position
 * saves no more than the other's. Ten copies of a promotion then cost the search what one costs. Where priorities decide, one of
 * a lower priority replaces none of a higher; where the cost does, each may be the one that is needed.
 */
export function withoutDominated<R extends Rival>(
  rivals: readonly R[],
  objective: Objective,
): readonly R[] {
  if (objective === "least-cost") return rivals;
  const dominates = (a: R, b: R): boolean =>
    (objective === "customer-best" || a.promotion.priority >= b.promotion.priority) &&
    savesMore(a, b);
  const kept: R[] = [];
  for (const rival of rivals) {
    if (kept.some((one) => dominates(one, rival))) continue;
    kept.push(rival);
  }
  return kept.filter((one, i) => !kept.some((other, j) => j > i && dominates(other, one)));
}

function savesMore(a: Rival, b: Rival): boolean {
  const { effect: strong } = a;
  const { effect: weak } = b;
  return (
    strong.off !== null &&
    weak.off !== null &&
    strong.size === weak.size &&
    strong.atMost === null &&
    strong.takes === undefined &&
    strong.partial === weak.partial &&
    strong.measured === weak.measured &&
    weak.off.every(
      (share, i) => share * strong.denominator <= (strong.off?.[i] ?? 0) * weak.denominator,
    ) &&
    sameGoods(a.joined, b.joined)
  );
}

function sameGoods(a: readonly Cell[], b: readonly Cell[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a[0] !== b[0]) return false;
  return a.every((cell, i) => cell === b[i]);
}

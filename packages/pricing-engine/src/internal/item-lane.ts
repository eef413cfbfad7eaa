import type { Cell } from "./cell.js";
import { type Eligible, isSingle } from "./contender.js";
import { isEligible } from "./eligible.js";
import { giveSingly } from "./give-singly.js";
import type { Candidate, PricingState } from "./pricing-state.js";

/**
 * Lane 2: promotions that take units, each unit at most once. Goods that only single-unit promotions want are settled by
 * themselves, the others with all that compete for them in the combination that serves the objective best.
 */
export function giveItemPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  const { combining } = state;
  const eligible: Eligible[] = [];
  for (const candidate of candidates) {
    const { promotion, joined } = candidate;
    const { effect } = promotion;
    if (!isEligible(candidate, state.moment)) continue;
    if (effect.form === "gifts") state.giveGifts?.(state, candidate, effect);
    if (effect.form === "units") eligible.push({ promotion, effect, joined });
  }
  if (eligible.length === 0) return;
  const contenders = combining === null ? eligible : combining.contenders(state, eligible);
  contenders.forEach(({ effect, joined }, index) => {
    for (const cell of joined) {
      if (cell.now === 0 || (cell.pieces === 0 && !effect.measured)) continue;
      if (effect.takes !== undefined && !effect.takes(cell.line)) continue;
      if (cell.wantedBy === null) cell.wantedBy = [index];
      else cell.wantedBy.push(index);
    }
  });
  const single = contenders.map(({ effect }) => isSingle(effect));
  const freely = state.objective === "customer-best";
  const contested: Cell[] = [];
  for (const cell of state.goods) {
    if (cell.wantedBy === null) continue;
    if (freely && areAll(single, cell.wantedBy)) giveSingly(state, cell, contenders);
    else contested.push(cell);
  }
  combining?.combine(state, contested, contenders, single);
}

function areAll(single: readonly boolean[], wanted: readonly number[]): boolean {
  for (const index of wanted) if (!single[index]) return false;
  return true;
}

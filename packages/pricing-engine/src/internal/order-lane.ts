import type { MinorUnits } from "@tillwright/values";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { type Candidate, type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import { shareWithin } from "./share.js";

/** What a promotion would take off now. */
interface Proposal {
  readonly candidate: Candidate;
  readonly amounts: readonly MinorUnits[];
  readonly amount: MinorUnits;
  readonly times: number;
}

/** Lanes 3 to 5: promotions one after the other, each on what the ones before have left. */
export function giveOrderPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  const done = new Set<string>();
  for (const candidate of candidates) {
    const { group } = candidate.promotion;
    if (group !== null && done.has(group)) continue;
    if (group !== null) done.add(group);
    const rivals =
      group === null
        ? [candidate]
        : candidates.filter(({ promotion }) => promotion.group === group);
    const best = bestProposal(state, rivals);
    if (best === null) continue;
    const { promotion, joined } = best.candidate;
    joined.forEach((cell, i) => {
      takeOff(cell, promotion, best.amounts[i] ?? 0);
    });
    recordGiven(state, promotion, best.times, best.amount);
  }
}

/** The rival that takes off most; of equals the first in order. */
function bestProposal(state: PricingState, rivals: readonly Candidate[]): Proposal | null {
  let best: Proposal | null = null;
  for (const candidate of rivals) {
    if (!isEligible(candidate, state.moment)) continue;
    const proposal = propose(candidate);
    if (proposal.amount > (best?.amount ?? 0)) best = proposal;
  }
  return best;
}

function propose(candidate: Candidate): Proposal {
  const { joined, promotion } = candidate;
  const { effect } = promotion;
  if (effect.form === "each") {
    const amounts = joined.map((cell) => effect.discount(cell));
    const times = amounts.filter((amount) => amount > 0).length;
    return { candidate, amounts, amount: sum(amounts), times };
  }
  if (effect.form !== "joint") return { candidate, amounts: [], amount: 0, times: 0 };
  const running = sum(joined.map((cell) => cell.now));
  const found = effect.discount({
    deal: sum(joined.map((cell) => cell.deal)),
    running,
    pieces: sum(joined.map((cell) => cell.pieces)),
  });
  if (found === null) return { candidate, amounts: [], amount: 0, times: 0 };
  const amount = Math.min(found.amount, running);
  const amounts = shareWithin(
    amount,
    weights(joined, promotion),
    joined.map((cell) => cell.now),
  );
  return { candidate, amounts, amount, times: found.times };
}

function weights(joined: readonly Cell[], { effect }: CompiledPromotion): readonly number[] {
  const byDeal = effect.form === "joint" && effect.sharedBy === "deal";
  return joined.map((cell) => (byDeal ? cell.deal : cell.now));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

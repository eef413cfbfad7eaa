import type { MinorUnits } from "@tillwright/values";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { type Candidate, type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import { shareWithin } from "./share.js";

/** What a promotion would take off now. */
interface Proposal {
  readonly amounts: readonly MinorUnits[];
  readonly amount: MinorUnits;
  readonly times: number;
}

/** Lanes 3 to 5: promotions one after the other, each on what the ones before have left. */
export function giveOrderPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  for (const candidate of candidates) {
    if (!isEligible(candidate, state.moment)) continue;
    const { promotion, joined } = candidate;
    const { amounts, amount, times } = propose(candidate);
    if (amount === 0) continue;
    joined.forEach((cell, i) => {
      takeOff(cell, promotion, amounts[i] ?? 0);
    });
    recordGiven(state, promotion, times, amount);
  }
}

function propose({ joined, promotion }: Candidate): Proposal {
  const { effect } = promotion;
  if (effect.form === "each") {
    const amounts = joined.map((cell) => effect.discount(cell));
    const times = amounts.filter((amount) => amount > 0).length;
    return { amounts, amount: sum(amounts), times };
  }
  if (effect.form !== "joint") return { amounts: [], amount: 0, times: 0 };
  const running = sum(joined.map((cell) => cell.now));
  const found = effect.discount({
    deal: sum(joined.map((cell) => cell.deal)),
    running,
    pieces: sum(joined.map((cell) => cell.pieces)),
  });
  if (found === null) return { amounts: [], amount: 0, times: 0 };
  const amount = Math.min(found.amount, running);
  const amounts = shareWithin(
    amount,
    weights(joined, promotion),
    joined.map((cell) => cell.now),
  );
  return { amounts, amount, times: found.times };
}

function weights(joined: readonly Cell[], { effect }: CompiledPromotion): readonly number[] {
  const byDeal = effect.form === "joint" && effect.sharedBy === "deal";
  return joined.map((cell) => (byDeal ? cell.deal : cell.now));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

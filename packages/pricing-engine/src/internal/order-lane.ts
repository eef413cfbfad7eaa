import type { MinorUnits } from "@tillwright/values";
import type { Cell } from "./cell.js";
import type { JointEffect } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { type Candidate, type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import { shareWithin } from "./share.js";

/** Sums over goods that many promotions share, such as all of them. */
interface KnownSums {
  joined: readonly Cell[] | null;
  deals: readonly MinorUnits[];
  deal: MinorUnits;
  pieces: number;
}

/** Lanes 3 to 5: promotions one after the other, each on what the ones before have left. */
export function giveOrderPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  const known: KnownSums = { joined: null, deals: [], deal: 0, pieces: 0 };
  for (const candidate of candidates) {
    if (!isEligible(candidate, state.moment)) continue;
    const { effect } = candidate.promotion;
    if (effect.form === "each") giveEach(state, candidate, effect.discount);
    else if (effect.form === "joint") giveJointly(state, candidate, effect, known);
  }
}

function giveEach(
  state: PricingState,
  { promotion, joined }: Candidate,
  discount: (cell: Cell) => MinorUnits,
): void {
  let total = 0;
  let times = 0;
  for (const cell of joined) {
    const amount = discount(cell);
    if (amount === 0) continue;
    takeOff(cell, promotion, amount);
    total += amount;
    times += 1;
  }
  if (times > 0) recordGiven(state, promotion, times, total);
}

function giveJointly(
  state: PricingState,
  { promotion, joined }: Candidate,
  effect: JointEffect,
  known: KnownSums,
): void {
  if (known.joined !== joined) {
    known.joined = joined;
    known.deals = joined.map(({ deal }) => deal);
    known.deal = sum(known.deals);
    known.pieces = sum(joined.map(({ pieces }) => pieces));
  }
  const left = new Array<number>(joined.length);
  let running = 0;
  for (let i = 0; i < joined.length; i++) {
    const now = joined[i]?.now ?? 0;
    left[i] = now;
    running += now;
  }
  const found = effect.discount({ deal: known.deal, running, pieces: known.pieces });
  if (found === null) return;
  const amount = Math.min(found.amount, running);
  if (amount === 0) return;
  const shares = shareWithin(amount, effect.sharedBy === "deal" ? known.deals : left, left);
  for (let i = 0; i < joined.length; i++) {
    const cell = joined[i];
    if (cell !== undefined) takeOff(cell, promotion, shares[i] ?? 0);
  }
  recordGiven(state, promotion, found.times, amount);
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

import type { MinorUnits } from "@tillwright/values";
import type { JointEffect, WholeEffect } from "../effect.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { type Candidate, type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import { shareWithin } from "./share.js";
import { sum } from "./whole-numbers.js";

/** Sums over goods that many promotions share, such as all of them. */
interface KnownSums {
  readonly joined: readonly Cell[];
  readonly lists: readonly MinorUnits[];
  readonly deals: readonly MinorUnits[];
  readonly list: MinorUnits;
  readonly deal: MinorUnits;
  readonly pieces: number;
}

/** Lanes 3 to 5: promotions one after the other, each on what the ones before have left. */
export function giveOrderPromotions(state: PricingState, candidates: readonly Candidate[]): void {
  let known = sumsOf([]);
  for (const candidate of candidates) {
    if (!isEligible(candidate, state.moment)) continue;
    const { effect } = candidate.promotion;
    if (effect.form === "each") giveEach(state, candidate, effect.discount);
    else if (effect.form === "joint") {
      if (known.joined !== candidate.joined) known = sumsOf(candidate.joined);
      giveJointly(state, candidate, effect, known);
    } else if (effect.form === "whole") giveWhole(state, candidate, effect);
    else if (effect.form === "gifts") state.giveGifts?.(state, candidate, effect);
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
    const wanted = discount(cell);
    if (wanted === 0) continue;
    const amount = lowerBy(state, cell, promotion, wanted);
    if (amount === 0) continue;
    total += amount;
    times += 1;
  }
  if (times > 0) recordGiven(state, promotion, times, total);
}

/** Takes an amount off, or as much of it as the floors leave. */
function lowerBy(
  { floors }: PricingState,
  cell: Cell,
  promotion: CompiledPromotion,
  wanted: MinorUnits,
): MinorUnits {
  if (floors !== null) return floors.takeOff(cell, promotion, wanted);
  takeOff(cell, promotion, wanted);
  return wanted;
}

function giveWhole(state: PricingState, candidate: Candidate, { discount }: WholeEffect): void {
  const { moment } = state;
  const amounts = discount({ moment, goods: candidate.joined });
  let place = 0;
  giveEach(state, candidate, () => amounts[place++] ?? 0);
}

function giveJointly(
  state: PricingState,
  { promotion, joined }: Candidate,
  effect: JointEffect,
  known: KnownSums,
): void {
  const left = new Array<number>(joined.length);
  let running = 0;
  for (let i = 0; i < joined.length; i++) {
    const now = joined[i]?.now ?? 0;
    left[i] = now;
    running += now;
  }
  const { list, deal, pieces } = known;
  const found = effect.discount({ list, deal, running, pieces });
  if (found === null) return;
  let rooms: readonly number[] = left;
  let room = running;
  const { floors } = state;
  if (floors !== null) {
    rooms = joined.map((cell) => floors.roomOf(cell, promotion));
    room = sum(rooms);
  }
  const amount = Math.min(found.amount, room);
  if (amount === 0) return;
  const shares = shareWithin(amount, weightsOf(effect, known, left), rooms);
  for (let i = 0; i < joined.length; i++) {
    const cell = joined[i];
    if (cell !== undefined) lowerBy(state, cell, promotion, shares[i] ?? 0);
  }
  recordGiven(state, promotion, found.times, amount);
}

function weightsOf(
  { sharedBy }: JointEffect,
  known: KnownSums,
  left: readonly MinorUnits[],
): readonly MinorUnits[] {
  if (sharedBy === "running") return left;
  return sharedBy === "list" ? known.lists : known.deals;
}

function sumsOf(joined: readonly Cell[]): KnownSums {
  const lists = joined.map(({ list }) => list);
  const deals = joined.map(({ deal }) => deal);
  const pieces = sum(joined.map((cell) => cell.pieces));
  return { joined, lists, deals, list: sum(lists), deal: sum(deals), pieces };
}

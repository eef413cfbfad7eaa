import type { MinorUnits } from "@tillwright/values";
import type { Lane, LineAdjustment } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import type { Moment } from "./moment.js";
import { shareWithin } from "./share.js";
import { leastCommonMultiple } from "./whole-numbers.js";

/** A promotion together with the goods it may touch. */
export interface Candidate {
  readonly promotion: CompiledPromotion;
  readonly joined: readonly Cell[];
}

/** What a promotion has given so far. */
export interface Given {
  readonly promotion: CompiledPromotion;
  times: number;
  amount: MinorUnits;
}

/** A basket while it is being priced. */
export interface PricingState {
  readonly moment: Moment;
  readonly goods: readonly Cell[];
  readonly given: Map<CompiledPromotion, Given>;
  points: { readonly used: number; readonly amount: MinorUnits } | null;
  optimal: boolean;
  /** The most that item promotions can take off, exactly: whole minor units and a fraction of one. */
  readonly bound: { whole: MinorUnits; numerator: number; denominator: number };
}

export function recordGiven(
  state: PricingState,
  promotion: CompiledPromotion,
  times: number,
  amount: MinorUnits,
): void {
  const before = state.given.get(promotion);
  if (before === undefined) state.given.set(promotion, { promotion, times, amount });
  else {
    before.times += times;
    before.amount += amount;
  }
}

export function adjustment(
  promotionId: string,
  lane: Lane,
  amount: MinorUnits,
  fundedBy: string,
): LineAdjustment {
  return { promotionId, lane, amount, fundedBy };
}

/** Takes an amount off goods as a whole, and off the lines they are made of. */
export function takeOff(cell: Cell, promotion: CompiledPromotion, amount: MinorUnits): void {
  if (amount === 0) return;
  cell.now -= amount;
  if (cell.parts === null) {
    cell.adjustments.push(adjustment(promotion.id, promotion.lane, amount, promotion.fundedBy));
    return;
  }
  const shares = shareWithin(
    amount,
    cell.parts.map((part) => part.deal),
    cell.parts.map((part) => part.now),
  );
  cell.parts.forEach((part, i) => {
    takeOff(part, promotion, shares[i] ?? 0);
  });
}

/**
 * Adds what the item promotions on some goods can take off at the most. Fractions are added exactly, so that the bound does
 * not depend on how the goods were put together.
 */
export function addBound({ bound }: PricingState, numerator: number, denominator: number): void {
  bound.whole += Math.floor(numerator / denominator);
  const rest = numerator % denominator;
  if (rest === 0) return;
  const common = leastCommonMultiple(bound.denominator, denominator);
  bound.numerator = bound.numerator * (common / bound.denominator) + rest * (common / denominator);
  bound.denominator = common;
  bound.whole += Math.floor(bound.numerator / common);
  bound.numerator %= common;
}

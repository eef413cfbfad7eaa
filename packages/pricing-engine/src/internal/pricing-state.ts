import type { MinorUnits } from "@tillwright/values";
import type { Lane, LineAdjustment } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import type { Moment } from "./moment.js";
import { shareWithin } from "./share.js";

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
  /** The most that item promotions can take off, in minor units. */
  upperBound: MinorUnits;
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

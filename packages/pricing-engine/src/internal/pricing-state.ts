import type { MinorUnits } from "@tillwright/values";
import type { ManualRefusal } from "../manual-discount.js";
import type { Objective } from "../objective.js";
import type { GrantedGift, Lane, LineAdjustment } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import type { Work } from "./combination.js";
import type { CompiledPromotion } from "./compiled.js";
import type { Combining, GiveGifts } from "./engine-parts.js";
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

/** Whole minor units and a fraction of one. */
export interface ExactAmount {
  whole: MinorUnits;
  numerator: number;
  denominator: number;
}

/** Prices that nothing may go below, for the lanes that lower prices. */
export interface FloorGuard {
  /** What one unit must still cost after the promotion. */
  readonly floorOf: (cell: Cell, promotion: CompiledPromotion) => MinorUnits;
  /** What may still be taken off; by nobody's promotion where it is `null`. */
  readonly roomOf: (cell: Cell, promotion: CompiledPromotion | null) => number;
  /** Takes off as much as the floors leave of an amount, and answers with it. */
  readonly takeOff: (cell: Cell, promotion: CompiledPromotion, wanted: MinorUnits) => MinorUnits;
  /** Gives back what item promotions took below a floor. */
  readonly raise: (state: PricingState) => void;
}

/** A basket while it is being priced. */
export interface PricingState {
  readonly moment: Moment;
  readonly goods: readonly Cell[];
  readonly given: Map<CompiledPromotion, Given>;
  readonly gifts: GrantedGift[];
  readonly refusals: ManualRefusal[];
  /** `null` where there are none. */
  readonly floors: FloorGuard | null;
  points: { readonly used: number; readonly amount: MinorUnits } | null;
  optimal: boolean;
  readonly objective: Objective;
  /** `null` where nothing in the rules needs them. */
  readonly combining: Combining | null;
  readonly giveGifts: GiveGifts | null;
  /** Steps that the searches of this pricing may still take. */
  readonly work: Work;
  /** The most that item promotions can take off, exactly. */
  readonly bound: ExactAmount;
  /** How far what they take off may be from the best, exactly. */
  readonly gap: ExactAmount;
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

/** Takes an amount off a line of the goods and notes it there, one promotion once. */
export function lowerLine(
  goods: Cell,
  line: Cell,
  { id, lane, fundedBy }: CompiledPromotion,
  amount: number,
): void {
  goods.now -= amount;
  if (line !== goods) line.now -= amount;
  if (amount === 0) return;
  const { adjustments } = line;
  const last = adjustments[adjustments.length - 1];
  const same = last !== undefined && last.promotionId === id && last.lane === lane;
  if (same) adjustments.pop();
  adjustments.push(adjustment(id, lane, same ? last.amount + amount : amount, fundedBy));
}

/** Takes an amount off goods as a whole, and off the lines they are made of. */
export function takeOff(cell: Cell, promotion: CompiledPromotion, amount: MinorUnits): void {
  if (amount === 0) return;
  cell.now -= amount;
  if (cell.parts === null) {
    const { id, lane, fundedBy } = promotion;
    cell.adjustments.push(adjustment(id, lane, amount, fundedBy));
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
 * Adds `numerator / denominator` to an amount. Fractions are added exactly, so that a bound does not depend on how the goods
 * were put together.
 */
export function addExactly(sum: ExactAmount, numerator: number, denominator: number): void {
  sum.whole += Math.floor(numerator / denominator);
  const rest = numerator % denominator;
  if (rest === 0) return;
  const common = leastCommonMultiple(sum.denominator, denominator);
  sum.numerator = sum.numerator * (common / sum.denominator) + rest * (common / denominator);
  sum.denominator = common;
  sum.whole += Math.floor(sum.numerator / common);
  sum.numerator %= common;
}

/** The amount in whole minor units, a fraction counting as one. */
export function roundedUp({ whole, numerator }: ExactAmount): MinorUnits {
  return numerator > 0 ? whole + 1 : whole;
}

import {
  type CurrencyCode,
  type MinorUnits,
  type PointsTerms,
  scaleRounded,
} from "@tillwright/values";
import type { Cell } from "./cell.js";
import { minorDigits } from "./minor-digits.js";
import type { PricingState } from "./pricing-state.js";
import { adjustment } from "./pricing-state.js";
import { shareByWeight, shareWithin } from "./share.js";

/** What points may pay of an amount due: as many whole steps as balance, cap and wish allow. */
export function pointsOffset(
  due: MinorUnits,
  terms: PointsTerms,
  currency: CurrencyCode,
): { readonly used: number; readonly amount: MinorUnits } {
  const minorPerMajor = 10 ** minorDigits(currency);
  const { cap, step, pointsPerMajorUnit } = terms;
  const limit =
    cap === null ? due : Math.min(due, scaleRounded(due, cap.numerator, cap.denominator, "down"));
  const wanted =
    terms.requested === "max" ? terms.balance : Math.min(terms.requested, terms.balance);
  const affordable = scaleRounded(limit, pointsPerMajorUnit, minorPerMajor, "down");
  const most = Math.max(0, Math.min(wanted, affordable));
  const whole = most - (most % step);
  const amount = scaleRounded(whole, minorPerMajor, pointsPerMajorUnit, "down");
  // Where a minor unit costs several points, the last ones of `whole` may buy nothing; they stay with the member.
  const needed = scaleRounded(amount, pointsPerMajorUnit, minorPerMajor, "up");
  const used = Math.ceil(needed / step) * step;
  return { used, amount };
}

/**
 * Lane 6: points pay a part of all goods in proportion to what is left of them. Equal lines take their part as one, so that
 * splitting a line moves nothing to other goods.
 */
export function payWithPoints(state: PricingState, currency: CurrencyCode): void {
  const terms = state.moment.basket.points;
  if (terms === null) return;
  const due = state.goods.reduce((sum, cell) => sum + cell.now, 0);
  const offset = pointsOffset(due, terms, currency);
  state.points = offset;
  payShares(state.goods, offset.amount, offset.used);
}

function payShares(cells: readonly Cell[], amount: MinorUnits, used: number): void {
  if (amount === 0) return;
  const left = cells.map((cell) => cell.now);
  const amounts = shareWithin(amount, left, left);
  const points = shareByWeight(used, amounts);
  cells.forEach((cell, i) => {
    pay(cell, amounts[i] ?? 0, points[i] ?? 0);
  });
}

function pay(cell: Cell, amount: MinorUnits, points: number): void {
  if (amount === 0) return;
  if (cell.parts !== null) payShares(cell.parts, amount, points);
  cell.now -= amount;
  cell.pointsOffset = amount;
  cell.points = points;
  cell.adjustments.push(adjustment("points", "points", amount, "shop"));
}

import { applyRate } from "@tillwright/values";
import type { Lane } from "../../priced-basket.js";
import type { CapTerm, ThresholdBase } from "../../rules-document.js";
import type { Effect, JointSums } from "../compiled.js";
import { type PromotionKind, promotionKind } from "../promotion-kind.js";
import type { Reading } from "../reading.js";

const orderLanes: readonly Lane[] = ["order", "coupon", "manual"];

/** 满减. */
export const threshold: PromotionKind = promotionKind(
  "threshold",
  orderLanes,
  (promotion, _lane, reading): Effect => {
    const amount = reading.money(promotion.amount);
    const off = reading.money(promotion.off);
    return joint(promotion, reading, (base) => (base >= amount ? { amount: off, times: 1 } : null));
  },
);

/** 每满减. */
export const every: PromotionKind = promotionKind(
  "every",
  orderLanes,
  (promotion, _lane, reading): Effect => {
    const amount = reading.money(promotion.amount);
    if (amount === 0) return reading.fail("every: the amount is zero");
    const off = reading.money(promotion.off);
    const most =
      promotion.atMost === undefined
        ? Number.POSITIVE_INFINITY
        : reading.wholeNumber(promotion.atMost, 1);
    return joint(promotion, reading, (base, { running }) => {
      const rounds = Math.min(Math.floor(base / amount), most);
      if (rounds < 1) return null;
      // Past what is left, further rounds take nothing; so a wide product is never seen.
      return { amount: Math.min(rounds * off, running), times: rounds };
    });
  },
);

/** 阶梯满减. */
export const steps: PromotionKind = promotionKind(
  "steps",
  orderLanes,
  (promotion, _lane, reading): Effect => {
    const ladder = promotion.steps
      .map((step) => ({ amount: reading.money(step.amount), off: reading.money(step.off) }))
      .sort((a, b) => b.amount - a.amount);
    return joint(promotion, reading, (base) => {
      const reached = ladder.find((step) => base >= step.amount);
      return reached === undefined ? null : { amount: reached.off, times: 1 };
    });
  },
);

/** 满折. */
export const thresholdRate: PromotionKind = promotionKind(
  "threshold-rate",
  orderLanes,
  (promotion, _lane, reading): Effect => {
    const pay = reading.payRate(promotion);
    const amount = promotion.amount === undefined ? null : reading.money(promotion.amount);
    const pieces = promotion.pieces === undefined ? null : reading.wholeNumber(promotion.pieces, 1);
    if (amount === null && pieces === null) return reading.fail("give an amount or pieces");
    const effect = joint(promotion, reading, (base, sums) => {
      if (amount !== null && base < amount) return null;
      if (pieces !== null && sums.pieces < pieces) return null;
      return { amount: sums.running - applyRate(sums.running, pay, "half-up"), times: 1 };
    });
    return { ...effect, sharedBy: "running" };
  },
);

function joint(
  { counts, cap }: CapTerm & { readonly counts?: ThresholdBase },
  reading: Reading,
  discount: (base: number, sums: JointSums) => { amount: number; times: number } | null,
): Extract<Effect, { form: "joint" }> {
  const ofRunning = counts === "running";
  const most = cap === undefined ? Number.POSITIVE_INFINITY : reading.money(cap);
  return {
    form: "joint",
    sharedBy: "deal",
    discount: (sums) => {
      const found = discount(ofRunning ? sums.running : sums.deal, sums);
      if (found === null || found.amount <= most) return found;
      return { amount: most, times: found.times };
    },
  };
}

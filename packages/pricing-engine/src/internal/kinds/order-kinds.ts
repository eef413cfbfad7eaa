import { applyRate } from "@tillwright/values";
import type { JointEffect, JointSums } from "../../effect.js";
import type { Lane } from "../../priced-basket.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import type {
  CapTerm,
  EveryPromotion,
  StepsPromotion,
  ThresholdBase,
  ThresholdPromotion,
  ThresholdRatePromotion,
} from "../../rules-document.js";
import type { TermReader } from "../../term-reader.js";

const lanes: readonly Lane[] = ["order", "coupon", "manual"];

/** 满减. */
export const threshold: PromotionKind = promotionKind<ThresholdPromotion>("threshold", {
  lanes,
  compile: (promotion, _lane, reader) => {
    const amount = reader.money(promotion.amount);
    const off = reader.money(promotion.off);
    return joint(promotion, reader, (base) => (base >= amount ? { amount: off, times: 1 } : null));
  },
});

/** 每满减. */
export const every: PromotionKind = promotionKind<EveryPromotion>("every", {
  lanes,
  compile: (promotion, _lane, reader) => {
    const amount = reader.money(promotion.amount);
    if (amount === 0) return reader.fail("every: the amount is zero");
    const off = reader.money(promotion.off);
    const most =
      promotion.atMost === undefined
        ? Number.POSITIVE_INFINITY
        : reader.wholeNumber(promotion.atMost, 1);
    return joint(promotion, reader, (base, { running }) => {
      const rounds = Math.min(Math.floor(base / amount), most);
      if (rounds < 1) return null;
      // Past what is left, further rounds take nothing; so a wide product is never seen.
      return { amount: Math.min(rounds * off, running), times: rounds };
    });
  },
});

/** 阶梯满减. */
export const steps: PromotionKind = promotionKind<StepsPromotion>("steps", {
  lanes,
  compile: (promotion, _lane, reader) => {
    const ladder = promotion.steps
      .map((step) => ({ amount: reader.money(step.amount), off: reader.money(step.off) }))
      .sort((a, b) => b.amount - a.amount);
    return joint(promotion, reader, (base) => {
      const reached = ladder.find((step) => base >= step.amount);
      return reached === undefined ? null : { amount: reached.off, times: 1 };
    });
  },
});

/** 满折. */
export const thresholdRate: PromotionKind = promotionKind<ThresholdRatePromotion>(
  "threshold-rate",
  {
    lanes,
    compile: (promotion, _lane, reader) => {
      const pay = reader.payRate(promotion);
      const { amount, pieces } = promotion;
      if (amount === undefined && pieces === undefined) {
        return reader.fail("give an amount or pieces");
      }
      const least = amount === undefined ? 0 : reader.money(amount);
      const fewest = pieces === undefined ? 0 : reader.wholeNumber(pieces, 1);
      const rated = promotion.base ?? "running";
      const effect = joint(promotion, reader, (base, sums) => {
        if (base < least || sums.pieces < fewest) return null;
        const whole = sums[rated];
        return { amount: whole - applyRate(whole, pay, "half-up"), times: 1 };
      });
      return { ...effect, sharedBy: rated };
    },
  },
);

function joint(
  { counts, cap }: CapTerm & { readonly counts?: ThresholdBase },
  reader: TermReader,
  discount: (base: number, sums: JointSums) => { amount: number; times: number } | null,
): JointEffect {
  const ofRunning = counts === "running";
  const most = cap === undefined ? Number.POSITIVE_INFINITY : reader.money(cap);
  return {
    form: "joint",
    sharedBy: "deal",
    discount: (sums) => {
      const found = discount(ofRunning ? sums.running : sums.deal, sums);
      return found !== null && found.amount > most ? { ...found, amount: most } : found;
    },
  };
}

import type { Issue, MinorUnits } from "@tillwright/values";
import type { EachEffect, GiftsEffect, JointEffect, WholeEffect } from "../../effect.js";
import type { PricedLine } from "../../priced-basket.js";
import type { CompiledPromotion } from "../compiled.js";
import { isEligible } from "../eligible.js";
import { pointsOffset } from "../points-lane.js";
import { sum } from "../whole-numbers.js";
import { checkManual } from "./check-guards.js";
import {
  checkTimes,
  type Evidence,
  type GoodsEvidence,
  joinedGoods,
  problem,
  takenBy,
} from "./evidence.js";

type OrderEffect = JointEffect | EachEffect | WholeEffect;

/** Follows the order promotions and the points from what stood before each, as the lines of the result tell it. */
export function checkOrder(evidence: Evidence): readonly Issue[] {
  const issues: Issue[] = [];
  const { lanes } = evidence;
  const afterManual = lanes.slice(lanes.indexOf("manual") + 1);
  let asked = false;
  for (const promotion of evidence.promotions) {
    if (!asked && afterManual.includes(promotion.lane)) {
      issues.push(...checkManual(evidence));
      asked = true;
    }
    const { effect } = promotion;
    const { form } = effect;
    const joined = joinedGoods(evidence, promotion);
    if (effect.form === "joint" || effect.form === "each" || effect.form === "whole") {
      issues.push(...checkPromotion(evidence, promotion, effect, joined));
    }
    if (effect.form === "gifts") issues.push(...checkGifts(evidence, promotion, effect, joined));
    if (form !== "absolute-price" && form !== "price-rate") {
      for (const goods of joined) goods.cell.now -= takenBy(goods, promotion.id);
    }
  }
  if (!asked) issues.push(...checkManual(evidence));
  return [...issues, ...checkPoints(evidence)];
}

function checkPromotion(
  evidence: Evidence,
  promotion: CompiledPromotion,
  effect: OrderEffect,
  joined: readonly GoodsEvidence[],
): readonly Issue[] {
  const given = joined.reduce((sum, goods) => sum + takenBy(goods, promotion.id), 0);
  // A promotion of a group may have had to give way; the checks of groups look after it.
  if (given === 0 && promotion.group !== null) return [];
  const cells = joined.map(({ cell }) => cell);
  const eligible = joined.length > 0 && isEligible({ promotion, joined: cells }, evidence.moment);
  const expected = eligible ? expectedOf(evidence, effect, joined) : { amount: 0, times: 0 };
  // A floor may hold back a part of it; that no unit lies below one is checked by itself.
  const floored = promotion.floor !== undefined || evidence.rules.floors !== undefined;
  if (given !== expected.amount && !(floored && given < expected.amount)) {
    const message = `took ${given}, its terms give ${expected.amount}`;
    return [problem("pricing.wrong-discount", promotion.id, message)];
  }
  return given === 0 || floored ? [] : checkTimes(evidence, promotion.id, expected.times);
}

interface Expected {
  readonly amount: MinorUnits;
  readonly times: number;
}

function expectedOf(
  { moment }: Evidence,
  effect: OrderEffect,
  joined: readonly GoodsEvidence[],
): Expected {
  const cells = joined.map(({ cell }) => cell);
  if (effect.form === "each") return expectedOfEach(cells.map((cell) => effect.discount(cell)));
  if (effect.form === "whole") return expectedOfEach(effect.discount({ moment, goods: cells }));
  const running = sum(cells.map(({ now }) => now));
  const found = effect.discount({
    list: sum(cells.map(({ list }) => list)),
    deal: sum(cells.map(({ deal }) => deal)),
    running,
    pieces: sum(cells.map(({ pieces }) => pieces)),
  });
  return { amount: Math.min(found?.amount ?? 0, running), times: found?.times ?? 0 };
}

function expectedOfEach(amounts: readonly MinorUnits[]): Expected {
  return { amount: sum(amounts), times: amounts.filter((amount) => amount > 0).length };
}

/** As many gifts as the basket has a right to, each of an offer and at its value. */
function checkGifts(
  evidence: Evidence,
  promotion: CompiledPromotion,
  effect: GiftsEffect,
  joined: readonly GoodsEvidence[],
): readonly Issue[] {
  const { id, group } = promotion;
  const { moment, priced } = evidence;
  const given = priced.gifts.filter(({ promotionId }) => promotionId === id);
  if (given.length === 0 && group !== null) return [];
  const cells = joined.map(({ cell }) => cell);
  const eligible = joined.length > 0 && isEligible({ promotion, joined: cells }, moment);
  const rights = eligible ? effect.rights({ moment, goods: cells }) : [];
  const pieces = sum(rights.map(({ count }) => count));
  const seen = sum(given.map(({ count }) => count));
  const offers = rights.flatMap((right) => right.offers);
  const offered = given.every(
    ({ productId, value }) =>
      (productId === null && value === 0) ||
      offers.some((one) => one.productId === productId && one.value === value),
  );
  if (seen !== pieces || !offered) {
    const message = `${seen} gifts, its terms give ${pieces} of ${offers.map((one) => one.productId).join(", ")}`;
    return [problem("pricing.wrong-gift", id, message)];
  }
  return checkTimes(evidence, id, sum(rights.map(({ times }) => times)));
}

function checkPoints({ basket, rules, priced, goods }: Evidence): readonly Issue[] {
  const before = sum(goods.flatMap(({ lines }) => lines.map(owedBeforePoints)));
  const terms = basket.points;
  const expected = terms === null ? null : pointsOffset(before, terms, rules.currency);
  if (
    (expected?.used ?? 0) === (priced.points?.used ?? 0) &&
    (expected?.amount ?? 0) === (priced.points?.amount ?? 0)
  ) {
    return [];
  }
  const message = `${priced.points?.used ?? 0} were used, the terms give ${expected?.used ?? 0}`;
  return [problem("pricing.wrong-points", "points", message)];
}

function owedBeforePoints({ list, adjustments }: PricedLine): MinorUnits {
  const earlier = adjustments.filter(({ lane }) => lane !== "points" && lane !== "tax");
  return list - sum(earlier.map(({ amount }) => amount));
}

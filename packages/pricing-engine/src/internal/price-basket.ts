import type { CurrencyCode } from "@tillwright/values";
import type { Basket } from "../basket.js";
import type { AppliedPromotion, Lane, PricedBasket } from "../priced-basket.js";
import type { PricePolicy } from "../rules-document.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isOpened } from "./eligible.js";
import { finishedLine } from "./finish.js";
import { goodsOf } from "./goods.js";
import type { GoodsIndex } from "./goods-index.js";
import { giveItemPromotions } from "./item-lane.js";
import { createMoment } from "./moment.js";
import { giveOrderPromotions } from "./order-lane.js";
import { payWithPoints } from "./points-lane.js";
import type { Candidate, PricingState } from "./pricing-state.js";
import { bestChoice } from "./stacking.js";
import { priceUnits } from "./unit-price-lane.js";

/** Everything about an engine that no basket changes. */
export interface EngineSettings {
  readonly configuration: string;
  readonly currency: CurrencyCode;
  readonly policy: PricePolicy;
  readonly lanes: readonly Lane[];
  readonly budget: number;
  readonly promotions: readonly CompiledPromotion[];
  readonly hasGroups: boolean;
  /** Groups of which only one may give anything. */
  readonly exclusions: readonly (readonly string[])[];
  readonly index: GoodsIndex;
}

/** Prices a basket; where promotions of one group compete, once for each choice, and the best choice stands. */
export function priceBasket(settings: EngineSettings, basket: Basket): PricedBasket {
  if (!settings.hasGroups) return priceOnce(settings, basket, null);
  const { goods } = goodsOf(basket, settings.currency);
  const moment = createMoment(basket);
  const rivals = candidatesOf(settings, goods)
    .map(({ promotion }) => promotion)
    .filter((promotion) => isOpened(promotion, moment));
  return bestChoice(rivals, settings.exclusions, (barred) => priceOnce(settings, basket, barred));
}

function priceOnce(
  settings: EngineSettings,
  basket: Basket,
  barred: ReadonlySet<CompiledPromotion> | null,
): PricedBasket {
  const { goods, lines } = goodsOf(basket, settings.currency);
  const state: PricingState = {
    moment: createMoment(basket),
    goods,
    given: new Map(),
    points: null,
    optimal: true,
    bound: { whole: 0, numerator: 0, denominator: 1 },
  };
  const byLane = new Map<Lane, Candidate[]>();
  for (const candidate of candidatesOf(settings, goods)) {
    if (barred?.has(candidate.promotion)) continue;
    const own = byLane.get(candidate.promotion.lane);
    if (own === undefined) byLane.set(candidate.promotion.lane, [candidate]);
    else own.push(candidate);
  }
  for (const lane of settings.lanes) runLane(lane, settings, state, byLane.get(lane) ?? []);
  return finishedBasket(settings, basket, state, lines);
}

function candidatesOf(settings: EngineSettings, goods: readonly Cell[]): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const { index, joined } of settings.index.match(goods)) {
    const promotion = settings.promotions[index];
    if (promotion !== undefined) candidates.push({ promotion, joined });
  }
  return candidates;
}

function runLane(
  lane: Lane,
  settings: EngineSettings,
  state: PricingState,
  candidates: readonly Candidate[],
): void {
  if (lane === "unit-price") priceUnits(state, candidates, settings.policy);
  else if (lane === "item") giveItemPromotions(state, candidates, settings.budget);
  else if (lane === "points") payWithPoints(state, settings.currency);
  else if (candidates.length > 0) giveOrderPromotions(state, candidates);
}

function finishedBasket(
  settings: EngineSettings,
  basket: Basket,
  state: PricingState,
  lines: readonly Cell[],
): PricedBasket {
  let list = 0;
  let deal = 0;
  let due = 0;
  for (const line of lines) {
    list += line.list;
    deal += line.deal;
    due += line.now;
  }
  const applied = [...state.given.values()]
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => a.promotion.index - b.promotion.index)
    .map(
      ({ promotion, times, amount }): AppliedPromotion => ({
        promotionId: promotion.id,
        lane: promotion.lane,
        times,
        amount,
        fundedBy: promotion.fundedBy,
      }),
    );
  return {
    version: 1,
    currency: settings.currency,
    at: basket.at,
    configuration: settings.configuration,
    lines: lines.map(finishedLine),
    applied,
    points: state.points,
    claims: applied.map(({ promotionId, times, amount }) => ({
      promotionId,
      uses: times,
      amount,
    })),
    totals: { list, deal, discount: list - due, tax: 0, due },
    certificate: {
      optimal: state.optimal,
      upperBound: state.bound.whole + (state.bound.numerator > 0 ? 1 : 0),
      scope: "item-promotions-before-rounding",
      groups: "every-choice",
    },
  };
}

import type { CurrencyCode } from "@tillwright/values";
import type { Basket } from "../basket.js";
import type { ManualDiscount } from "../manual-discount.js";
import type { Objective } from "../objective.js";
import type {
  AppliedPromotion,
  GrantedGift,
  Lane,
  PricedBasket,
  UsageClaim,
} from "../priced-basket.js";
import type { PricePolicy } from "../rules-document.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isOpened } from "./eligible.js";
import type {
  Bar,
  BasketCharges,
  Charges,
  Combining,
  GiveGifts,
  GiveManually,
} from "./engine-parts.js";
import { finishedLine } from "./finish.js";
import { goodsOf } from "./goods.js";
import type { GoodsIndex } from "./goods-index.js";
import { grouped } from "./grouped.js";
import { giveItemPromotions } from "./item-lane.js";
import { createMoment } from "./moment.js";
import { giveOrderPromotions } from "./order-lane.js";
import { owesLess } from "./owes-less.js";
import { payWithPoints } from "./points-lane.js";
import { type Candidate, type FloorGuard, type PricingState, roundedUp } from "./pricing-state.js";
import { bestChoice, type StackingTerms } from "./stacking.js";
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
  readonly stacking: StackingTerms;
  readonly index: GoodsIndex;
  /** `null` where the feature was not handed in. */
  readonly combining: Combining | null;
  readonly giveGifts: GiveGifts | null;
  readonly giveManually: GiveManually | null;
  readonly charges: Charges | null;
  /** `null` where the rules have none, too, so that nobody pays for them. */
  readonly floors: FloorGuard | null;
  readonly bar: Bar | null;
}

/** Prices a basket; where promotions of one group compete, once for each choice, and the best choice stands. */
export function priceBasket(
  settings: EngineSettings,
  basket: Basket,
  objective: Objective,
): PricedBasket {
  if (!settings.hasGroups) return priceOnce(settings, basket, objective, null, settings.budget);
  const { goods } = goodsOf(basket, settings.currency);
  const moment = createMoment(basket);
  const open = chargesOf(settings, basket, goods)?.open ?? [];
  const rivals = candidatesOf(settings, [...goods, ...open])
    .map(({ promotion }) => promotion)
    .filter((promotion) => isOpened(promotion, moment));
  const isBetter = settings.combining?.comparing(objective, settings.promotions) ?? owesLess;
  return bestChoice(rivals, settings.stacking, isBetter, (barred, pricings) =>
    priceOnce(settings, basket, objective, barred, Math.floor(settings.budget / pricings)),
  );
}

function priceOnce(
  settings: EngineSettings,
  basket: Basket,
  objective: Objective,
  barred: ReadonlySet<CompiledPromotion> | null,
  budget: number,
): PricedBasket {
  const { goods: bought, lines } = goodsOf(basket, settings.currency);
  const charges = chargesOf(settings, basket, bought);
  const goods = charges === null ? bought : [...bought, ...charges.open];
  const state: PricingState = {
    moment: createMoment(basket),
    goods,
    given: new Map(),
    gifts: [],
    refusals: [],
    floors: settings.floors,
    points: null,
    optimal: true,
    objective,
    combining: settings.combining,
    giveGifts: settings.giveGifts,
    work: { left: budget },
    bound: { whole: 0, numerator: 0, denominator: 1 },
    gap: { whole: 0, numerator: 0, denominator: 1 },
  };
  const open = candidatesOf(settings, goods, barred);
  const byLane = grouped(open, ({ promotion }) => promotion.lane);
  for (const lane of settings.lanes) {
    runLane(lane, settings, state, byLane.get(lane) ?? []);
    charges?.afterLane(lane, state.moment);
  }
  const priced = finishedBasket(settings, basket, state, lines);
  return charges === null ? priced : charges.finish(priced, basket, state.moment);
}

/** `null` for a basket that has nothing to do with fees, tax and returns. */
function chargesOf(
  { charges }: EngineSettings,
  { returns = [] }: Basket,
  goods: readonly Cell[],
): BasketCharges | null {
  return charges !== null && (charges.inRules || returns.length > 0) ? charges.begin(goods) : null;
}

function candidatesOf(
  settings: EngineSettings,
  goods: readonly Cell[],
  barred: ReadonlySet<CompiledPromotion> | null = null,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const { index, joined } of settings.index.match(goods)) {
    const promotion = settings.promotions[index];
    if (promotion !== undefined && !barred?.has(promotion)) candidates.push({ promotion, joined });
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
  else if (lane === "item") {
    giveItemPromotions(state, candidates);
    state.floors?.raise(state);
  } else if (lane === "points") payWithPoints(state, settings.currency);
  else if (candidates.length > 0) giveOrderPromotions(state, candidates);
  const { manual } = state.moment.basket;
  if (lane === "manual" && manual !== undefined) {
    settings.giveManually?.(state, manual, settings.promotions);
  }
}

function finishedBasket(
  settings: EngineSettings,
  basket: Basket,
  state: PricingState,
  lines: readonly Cell[],
): PricedBasket {
  let [list, deal, due] = [0, 0, 0];
  for (const line of lines) {
    list += line.list;
    deal += line.deal;
    due += line.now;
  }
  const applied = [...state.given.values()]
    .filter(({ promotion, amount }) => amount > 0 || promotion.effect.form === "gifts")
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
    fees: [],
    taxes: [],
    taxIncluded: true,
    returned: [],
    points: state.points,
    claims: claimsOf(applied, state.gifts, basket.manual ?? []),
    gifts: state.gifts,
    barred: settings.bar?.(lines, state.moment) ?? [],
    refusals: state.refusals,
    totals: { list, deal, discount: list - due, fees: 0, tax: 0, returned: 0, due },
    certificate: {
      objective: state.objective,
      optimal: state.optimal,
      upperBound: roundedUp(state.bound),
      gap: roundedUp(state.gap),
      scope: "item-promotions-before-rounding",
      groups: "every-choice",
    },
  };
}

function claimsOf(
  applied: readonly AppliedPromotion[],
  gifts: readonly GrantedGift[],
  manual: readonly ManualDiscount[],
): readonly UsageClaim[] {
  const limited = applied.filter(({ promotionId }) => manual.every(({ id }) => id !== promotionId));
  return limited.map(({ promotionId, times, amount }) => {
    let worth = amount;
    for (const gift of gifts) {
      if (gift.promotionId === promotionId) worth += gift.value * gift.count;
    }
    return { promotionId, uses: times, amount: worth };
  });
}

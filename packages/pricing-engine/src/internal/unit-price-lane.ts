import { applyRate, compareRates, type MinorUnits, type Rate } from "@tillwright/values";
import type { PricePolicy } from "../rules-document.js";
import type { Cell } from "./cell.js";
import type { CompiledPromotion } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { compareGoods } from "./goods.js";
import { adjustment, type Candidate, type PricingState, recordGiven } from "./pricing-state.js";
import { spread } from "./runs.js";
import { shareByUnits, unitsBefore } from "./share.js";
import { sum } from "./whole-numbers.js";

interface RateOffer {
  readonly promotion: CompiledPromotion;
  readonly rate: Rate;
}

/** What may set the price of some goods. */
interface PriceOffers {
  readonly cell: Cell;
  readonly open: CompiledPromotion[];
  readonly limited: CompiledPromotion[];
  readonly rates: RateOffer[];
}

/** Units of goods with one price, from the shelf price down; between two stages lies one promotion. */
interface Portion {
  readonly units: number;
  readonly stages: readonly MinorUnits[];
  readonly promotions: readonly CompiledPromotion[];
}

/** Lane 1: the price of a unit before any promotion looks at the basket. */
export function priceUnits(
  state: PricingState,
  candidates: readonly Candidate[],
  policy: PricePolicy,
): void {
  if (candidates.length === 0) return;
  const offers = gatherOffers(state, candidates);
  const plans = new Map<Cell, Portion[]>();
  takeLimited(state, offers, policy, plans);
  for (const offer of offers.values()) {
    const portions = plans.get(offer.cell) ?? [];
    const used = unitsOf(portions);
    const rest = offer.cell.units - used;
    if (rest > 0) portions.push(bestPortion(state, offer, offer.open, used, rest, policy));
    applyPortions(state, offer.cell, portions);
  }
}

function gatherOffers(
  state: PricingState,
  candidates: readonly Candidate[],
): ReadonlyMap<Cell, PriceOffers> {
  const offers = new Map<Cell, PriceOffers>();
  for (const candidate of candidates) {
    if (!isEligible(candidate, state.moment)) continue;
    const { promotion, joined } = candidate;
    const { effect } = promotion;
    for (const cell of joined) {
      if (effect.form === "absolute-price") {
        if (effect.priceOf(cell, 1, state.moment) === null) continue;
        const own = offersOf(offers, cell);
        (effect.piecesPerMember === null || cell.pieces === 0 ? own.open : own.limited).push(
          promotion,
        );
      } else if (effect.form === "price-rate") {
        const rate = effect.rateOf(state.moment);
        if (rate !== null) offersOf(offers, cell).rates.push({ promotion, rate });
      }
    }
  }
  return offers;
}

function offersOf(offers: Map<Cell, PriceOffers>, cell: Cell): PriceOffers {
  let own = offers.get(cell);
  if (own === undefined) {
    own = { cell, open: [], limited: [], rates: [] };
    offers.set(cell, own);
  }
  return own;
}

/**
 * Prices that a member may have for some pieces only go where they save most a piece; the pieces beyond are priced as
 * though the promotion were not there.
 */
function takeLimited(
  state: PricingState,
  offers: ReadonlyMap<Cell, PriceOffers>,
  policy: PricePolicy,
  plans: Map<Cell, Portion[]>,
): void {
  const wishes: { offer: PriceOffers; promotion: CompiledPromotion; saving: number }[] = [];
  for (const offer of offers.values()) {
    for (const promotion of offer.limited) {
      const without = lastStage(bestPortion(state, offer, offer.open, 0, 1, policy));
      const widened = bestPortion(state, offer, [...offer.open, promotion], 0, 1, policy);
      const saving = without - lastStage(widened);
      if (saving > 0) wishes.push({ offer, promotion, saving });
    }
  }
  wishes.sort(
    (a, b) =>
      b.saving - a.saving ||
      compareGoods(a.offer.cell, b.offer.cell) ||
      a.promotion.index - b.promotion.index,
  );
  const taken = new Map<CompiledPromotion, number>();
  for (const { offer, promotion } of wishes) {
    const left = remainingPieces(state, promotion) - (taken.get(promotion) ?? 0);
    const portions = plans.get(offer.cell) ?? [];
    const used = unitsOf(portions);
    const units = Math.min(left, offer.cell.units - used);
    if (units <= 0) continue;
    taken.set(promotion, (taken.get(promotion) ?? 0) + units);
    portions.push(bestPortion(state, offer, [...offer.open, promotion], used, units, policy));
    plans.set(offer.cell, portions);
  }
}

function remainingPieces({ moment }: PricingState, { id, effect }: CompiledPromotion): number {
  const limit = effect.form === "absolute-price" ? (effect.piecesPerMember ?? 0) : 0;
  const used = moment.basket.usage.find(
    ({ promotionId, scope }) => promotionId === id && scope === "member",
  );
  return Math.max(0, limit - (used?.uses ?? 0));
}

/** The price of `units` units, those that come after the first `before`, under the policy. */
function bestPortion(
  state: PricingState,
  { cell, rates }: PriceOffers,
  absolutes: readonly CompiledPromotion[],
  before: number,
  units: number,
  policy: PricePolicy,
): Portion {
  const list =
    unitsBefore(cell.list, cell.units, before + units) - unitsBefore(cell.list, cell.units, before);
  const { floors } = state;
  // The price that the floors leave of it.
  const floored: Floored = (promotion, price) =>
    floors === null ? price : Math.max(price, floors.floorOf(cell, promotion) * units);
  let lowest = list;
  let setBy: CompiledPromotion | null = null;
  for (const promotion of absolutes) {
    const { effect } = promotion;
    if (effect.form !== "absolute-price") continue;
    const price = effect.priceOf(cell, units, state.moment);
    if (price === null) continue;
    const amount = floored(promotion, price);
    if (amount < lowest) {
      lowest = amount;
      setBy = promotion;
    }
  }
  const fixed: Portion =
    setBy === null
      ? { units, stages: [list], promotions: [] }
      : { units, stages: [list, lowest], promotions: [setBy] };
  return withRates(fixed, rates, policy, absolutes.length > 0, floored);
}

type Floored = (promotion: CompiledPromotion, price: MinorUnits) => MinorUnits;

function withRates(
  fixed: Portion,
  rates: readonly RateOffer[],
  policy: PricePolicy,
  hasAbsolute: boolean,
  floored: Floored,
): Portion {
  const [first] = rates;
  if (first === undefined || (policy === "priority" && hasAbsolute)) return fixed;
  if (policy === "stack") return stacked(fixed, rates, floored);
  // Under `priority` the rates come sorted by it, and of those with the first one's priority the best counts.
  const rivals =
    policy === "priority"
      ? rates.filter(({ promotion }) => promotion.priority === first.promotion.priority)
      : rates;
  const best = rivals.reduce((a, b) => (compareRates(b.rate, a.rate) < 0 ? b : a));
  const list = fixed.stages[0] ?? 0;
  const rated = floored(best.promotion, applyRate(list, best.rate, "half-up"));
  if (rated >= lastStage(fixed)) return fixed;
  return { units: fixed.units, stages: [list, rated], promotions: [best.promotion] };
}

/** Every rate on top of the price; the exact product is rounded once, at each stage anew from the start. */
function stacked(fixed: Portion, rates: readonly RateOffer[], floored: Floored): Portion {
  const stages = [...fixed.stages];
  const promotions = [...fixed.promotions];
  const base = BigInt(lastStage(fixed));
  let numerator = 1n;
  let denominator = 1n;
  for (const { promotion, rate } of rates) {
    numerator *= BigInt(rate.numerator);
    denominator *= BigInt(rate.denominator);
    const exact = Number((2n * base * numerator + denominator) / (2n * denominator));
    const last = stages[stages.length - 1] ?? 0;
    stages.push(Math.min(last, floored(promotion, exact)));
    promotions.push(promotion);
  }
  return { units: fixed.units, stages, promotions };
}

function unitsOf(portions: readonly Portion[]): number {
  return sum(portions.map(({ units }) => units));
}

function lastStage({ stages }: Portion): MinorUnits {
  return stages[stages.length - 1] ?? 0;
}

/** Writes the prices down to the lines and their units. */
function applyPortions(state: PricingState, cell: Cell, portions: readonly Portion[]): void {
  const parts = cell.parts ?? [cell];
  cell.deal = sum(portions.map(lastStage));
  cell.now = cell.deal;
  for (const part of parts) {
    part.list = 0;
    part.deal = 0;
    part.runs = portions.length === 1 ? null : [];
  }
  let first = 0;
  for (const portion of portions) {
    applyPortion(state, parts, portion, first);
    first += portion.units;
  }
  for (const part of parts) part.now = part.deal;
}

/** The units of a portion begin at the goods' unit `first`; the lines hold the goods' units one after the other. */
function applyPortion(
  state: PricingState,
  parts: readonly Cell[],
  { units, stages, promotions }: Portion,
  first: number,
): void {
  let start = -first;
  const held = parts.map((part) => {
    const from = Math.max(0, start);
    start += part.units;
    return Math.max(0, Math.min(start, units) - from);
  });
  const shares = stages.map((stage) => shareByUnits(stage, held));
  const takenOff = (prices: readonly MinorUnits[], place: number): MinorUnits =>
    (prices[place] ?? 0) - (prices[place + 1] ?? 0);
  promotions.forEach((promotion, place) => {
    const amount = takenOff(stages, place);
    if (amount > 0) recordGiven(state, promotion, units, amount);
  });
  parts.forEach((part, line) => {
    const count = held[line] ?? 0;
    if (count === 0) return;
    const prices = shares.map((share) => share[line] ?? 0);
    promotions.forEach(({ id, lane, fundedBy }, place) => {
      const amount = takenOff(prices, place);
      if (amount > 0) part.adjustments.push(adjustment(id, lane, amount, fundedBy));
    });
    const list = prices[0] ?? 0;
    const deal = prices[prices.length - 1] ?? 0;
    part.list += list;
    part.deal += deal;
    part.runs?.push(...spread(count, list, deal));
  });
}

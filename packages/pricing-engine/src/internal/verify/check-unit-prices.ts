import {
  compareRates,
  divideRounded,
  type Issue,
  type MinorUnits,
  parseUnitPrice,
  type Rate,
} from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { PricePolicy, Promotion } from "../../rules-document.js";
import type { CompiledPromotion } from "../compiled.js";
import { isEligible } from "../eligible.js";
import { compileFloors, type Floors, floorOf } from "../floors.js";
import { minorDigits } from "../minor-digits.js";
import type { Moment } from "../moment.js";
import type { Registry } from "../registry.js";
import { sum } from "../whole-numbers.js";
import { type Evidence, type GoodsEvidence, joinedGoods, problem, takenBy } from "./evidence.js";

/** A promotion of the lane of unit prices that may set the price of some goods. */
interface PriceOffer {
  readonly promotion: CompiledPromotion;
  readonly terms: Promotion;
  readonly goods: readonly GoodsEvidence[];
}

/** One of the ways in which the promotions of groups that left no trace may have been chosen. */
type Choice = ReadonlySet<CompiledPromotion>;

/** Beyond this many ways to choose, only the first is tried; rules with so many silent groups are not met in a shop. */
const mostChoices = 256;

/**
 * Works out every unit price again from the texts of the rules, in whole numbers without end: list prices, the lowest
 * absolute price, and how it meets a member's rate. Where a member may have only some pieces at a price, the two ends are
 * known, all pieces and none; what the line costs lies between them.
 *
 * A promotion that was chosen of its group may take nothing off and still set the price: under `priority` a price stands in
 * the way of a rate, under `stack` a rate moves the rounding of the next. The result does not name it. So one choice must
 * explain the prices of the whole basket; if none does, what is wrong by the first is told.
 */
export function checkUnitPrices(evidence: Evidence, registry: Registry): readonly Issue[] {
  const floors = compileFloors(evidence.rules, registry);
  const offers = offersOf(evidence);
  let first: readonly Issue[] | null = null;
  for (const chosen of choicesOf(evidence, offers)) {
    const standing = offers.filter(
      ({ promotion }) => promotion.group === null || chosen.has(promotion),
    );
    const issues = issuesUnder(evidence, floors, standing);
    if (issues.length === 0) return [];
    first ??= issues;
  }
  return first ?? [];
}

function issuesUnder(
  evidence: Evidence,
  floors: Floors | null,
  offers: readonly PriceOffer[],
): readonly Issue[] {
  return evidence.goods
    .flatMap((goods): readonly Issue[] => {
      if (goods.isFee) return [];
      const { lineId } = goods.cell.line;
      const list = listOf(evidence.basket, goods);
      const seenList = sum(goods.lines.map((line) => line.list));
      if (seenList !== list) {
        return [problem("pricing.wrong-price", lineId, `lists at ${seenList}, not at ${list}`)];
      }
      const open = offers.filter((one) => one.goods.includes(goods));
      const limited = open.some(({ promotion }) => limitOf(promotion) !== null);
      const all = priceOf(evidence, floors, goods, list, open);
      const unlimited = open.filter(({ promotion }) => limitOf(promotion) === null);
      const most = limited ? priceOf(evidence, floors, goods, list, unlimited) : all;
      // Under `priority` a price may stand in the way of a lower rate; then none of the pieces takes it.
      const least = Math.min(all, most);
      const seen = sum(goods.lines.map(({ deal }) => deal));
      // Two portions are rounded apart, so each end may be a minor unit away.
      const slack = limited ? open.length + 1 : 0;
      const issues: Issue[] = [];
      if (seen < least - slack || seen > most + slack) {
        const message = `its price is ${seen}, the rules make ${least === most ? least : `${least} to ${most}`}`;
        issues.push(problem("pricing.wrong-price", lineId, message));
      }
      return issues;
    })
    .concat(checkTimes(evidence, offers));
}

/** The promotions that may set prices here, with the goods that they are for. */
function offersOf(evidence: Evidence): readonly PriceOffer[] {
  const { promotions, rules } = evidence;
  const termsOf = new Map(rules.promotions.map((one) => [one.id, one]));
  return promotions.flatMap((promotion): readonly PriceOffer[] => {
    const terms = termsOf.get(promotion.id);
    if (promotion.lane !== "unit-price" || terms === undefined) return [];
    const goods = joinedGoods(evidence, promotion).filter(({ isFee }) => !isFee);
    const joined = goods.map(({ cell }) => ({ ...cell, deal: cell.list, now: cell.list }));
    return isEligible({ promotion, joined }, evidence.moment) ? [{ promotion, terms, goods }] : [];
  });
}

/**
 * Which members of groups may have been chosen: of a group that gave something, what gave; of a silent one, nobody or any
 * one of its rivals. A compound group chooses all of its members.
 */
function choicesOf({ rules, priced }: Evidence, offers: readonly PriceOffer[]): readonly Choice[] {
  const given = new Set(priced.applied.map(({ promotionId }) => promotionId));
  const groups = new Map<string, CompiledPromotion[]>();
  for (const { promotion } of offers) {
    if (promotion.group === null) continue;
    const rivals = groups.get(promotion.group);
    if (rivals === undefined) groups.set(promotion.group, [promotion]);
    else rivals.push(promotion);
  }
  const modes = rules.stacking ?? {};
  let choices: readonly (readonly CompiledPromotion[])[] = [[]];
  for (const [group, rivals] of groups) {
    const gave = rules.promotions.some((one) => one.group === group && given.has(one.id));
    const compounds = Object.hasOwn(modes, group) && modes[group] === "compound";
    const open = optionsOf(rivals, given, gave, compounds);
    const wider = choices.flatMap((chosen) => open.map((own) => [...chosen, ...own]));
    choices = wider.length > mostChoices ? wider.slice(0, 1) : wider;
  }
  return choices.map((chosen) => new Set(chosen));
}

function optionsOf(
  rivals: readonly CompiledPromotion[],
  given: ReadonlySet<string>,
  gave: boolean,
  compounds: boolean,
): readonly (readonly CompiledPromotion[])[] {
  if (gave) return [compounds ? rivals : rivals.filter(({ id }) => given.has(id))];
  return compounds ? [rivals, []] : [[], ...rivals.map((one) => [one])];
}

function limitOf({ effect }: CompiledPromotion): number | null {
  return effect.form === "absolute-price" ? effect.piecesPerMember : null;
}

function listOf({ currency }: Basket, { cell }: GoodsEvidence): MinorUnits {
  const { price, quantity } = cell.line;
  if (price.amount !== undefined) return price.amount;
  const amount = quantity.kind === "pieces" ? cell.units : quantity.amount;
  return extended(price.unit, amount, currency);
}

function extended(
  { micros, per }: { readonly micros: number; readonly per: number },
  amount: number,
  currency: string,
): MinorUnits {
  const divisor = BigInt(per) * 10n ** BigInt(6 - minorDigits(currency));
  return Number(divideRounded(BigInt(micros) * BigInt(amount), divisor, "half-up"));
}

function priceOf(
  evidence: Evidence,
  floors: Floors | null,
  goods: GoodsEvidence,
  list: MinorUnits,
  offers: readonly PriceOffer[],
): MinorUnits {
  const { rules, moment } = evidence;
  const { cell } = goods;
  const floored = (promotion: CompiledPromotion, price: MinorUnits): MinorUnits =>
    floors === null ? price : Math.max(price, floorOf(floors, cell, promotion) * cell.units);
  let lowest = list;
  let hasAbsolute = false;
  const rates: OfferedRate[] = [];
  for (const { promotion, terms } of offers) {
    const { effect, priority } = promotion;
    const own = absoluteOf(moment, terms, promotion, goods);
    if (own !== null) {
      hasAbsolute = true;
      lowest = Math.min(lowest, floored(promotion, own));
    }
    const rate = effect.form === "price-rate" ? effect.rateOf(moment) : null;
    if (rate !== null) {
      rates.push({ rate, priority, floored: (price) => floored(promotion, price) });
    }
  }
  return withRates(list, lowest, hasAbsolute, rates, rules.pricePolicy ?? "lowest");
}

interface OfferedRate {
  readonly rate: Rate;
  readonly priority: number;
  /** The price that the floors leave of one. */
  readonly floored: (price: MinorUnits) => MinorUnits;
}

/** The price that a promotion of a built-in kind writes for these goods; that of a vendor's kind is asked of it. */
function absoluteOf(
  moment: Moment,
  terms: Promotion,
  { effect }: CompiledPromotion,
  { cell }: GoodsEvidence,
): MinorUnits | null {
  if (effect.form !== "absolute-price") return null;
  const { line, units } = cell;
  const { basket } = moment;
  if (terms.kind === "price-list") {
    const prices = line.listPrices ?? {};
    return Object.hasOwn(prices, terms.list) ? (prices[terms.list] ?? null) : null;
  }
  const texts =
    terms.kind === "member-price"
      ? [terms.prices, tableOf(terms.byTier, basket.member?.tier ?? null)]
      : terms.kind === "flash-price"
        ? [terms.prices]
        : null;
  if (texts === null) return effect.priceOf(cell, units, moment);
  const prices = texts.flatMap((table) => written(table, line, units, basket.currency) ?? []);
  return prices.length === 0 ? null : Math.min(...prices);
}

function tableOf<Table>(
  tables: Readonly<Record<string, Table>> | undefined,
  name: string | null,
): Table | undefined {
  if (tables === undefined || name === null || !Object.hasOwn(tables, name)) return undefined;
  return tables[name];
}

function written(
  table: Readonly<Record<string, unknown>> | undefined,
  { productId, quantity }: BasketLine,
  units: number,
  currency: string,
): MinorUnits | null {
  const text = tableOf(table, productId);
  const read = parseUnitPrice(typeof text === "string" ? { price: text } : text);
  const unit = quantity.kind === "pieces" ? "piece" : quantity.unit;
  if (!read.ok || read.value.unit !== unit) return null;
  return extended(read.value, quantity.kind === "pieces" ? units : quantity.amount, currency);
}

function withRates(
  list: MinorUnits,
  lowest: MinorUnits,
  hasAbsolute: boolean,
  rates: readonly OfferedRate[],
  policy: PricePolicy,
): MinorUnits {
  const [first] = rates;
  if (first === undefined || (policy === "priority" && hasAbsolute)) return lowest;
  if (policy === "stack") {
    let price = lowest;
    rates.forEach(({ floored }, i) => {
      const product = rated(
        lowest,
        rates.slice(0, i + 1).map(({ rate }) => rate),
      );
      price = Math.min(price, floored(product));
    });
    return price;
  }
  const rivals =
    policy === "priority" ? rates.filter(({ priority }) => priority === first.priority) : rates;
  const best = rivals.reduce((a, b) => (compareRates(b.rate, a.rate) < 0 ? b : a));
  return Math.min(lowest, best.floored(rated(list, [best.rate])));
}

function rated(amount: MinorUnits, rates: readonly Rate[]): MinorUnits {
  let numerator = BigInt(amount);
  let denominator = 1n;
  for (const rate of rates) {
    numerator *= BigInt(rate.numerator);
    denominator *= BigInt(rate.denominator);
  }
  return Number(divideRounded(numerator, denominator, "half-up"));
}

/** How many units each promotion set the price of. */
function checkTimes(evidence: Evidence, offers: readonly PriceOffer[]): readonly Issue[] {
  const limited = offers.some(({ promotion }) => limitOf(promotion) !== null);
  return evidence.priced.applied.flatMap(({ promotionId, lane, times }): readonly Issue[] => {
    const offer = offers.find(({ promotion }) => promotion.id === promotionId);
    if (lane !== "unit-price" || offer === undefined) return [];
    const touched = offer.goods.filter((goods) => takenBy(goods, promotionId) > 0);
    const units = sum(touched.map(({ cell }) => cell.units));
    const fits = limited ? times >= 1 && times <= units : times === units;
    return fits
      ? []
      : [
          problem(
            "pricing.wrong-units",
            promotionId,
            `${times} units are told, ${units} have its price`,
          ),
        ];
  });
}

import { applyRate, type MinorUnits, type Rate, scaleRounded } from "@tillwright/values";
import { PricingError } from "../errors.js";
import type { ManualDiscount, ManualRefusal } from "../manual-discount.js";
import type { RulesDocument } from "../rules-document.js";
import type { Cell } from "./cell.js";
import { goodsReader } from "./compile-rules.js";
import type { CompiledPromotion, GoodsTest } from "./compiled.js";
import type { GiveManually } from "./engine-parts.js";
import { compareText } from "./order.js";
import { type PricingState, recordGiven, takeOff } from "./pricing-state.js";
import type { Registry } from "./registry.js";
import { shareWithin } from "./share.js";
import { createTermReader } from "./term-reader.js";
import { sum } from "./whole-numbers.js";

/** What one role may give. */
interface RoleLimit {
  readonly role: string;
  readonly pay: Rate | null;
  readonly amount: MinorUnits;
  readonly belowMargin: boolean;
}

interface CompiledManual {
  readonly goods: GoodsTest | null;
  readonly roles: readonly RoleLimit[];
  readonly margin: Rate | null;
  readonly rate: (terms: { readonly pay?: string; readonly off?: string }) => Rate;
}

/** Goods that a manual discount is for: a cell, and the goods it is a part of. */
interface Target {
  readonly cell: Cell;
  readonly whole: Cell;
}

/** Lane 5: what people at the till asked for, as the document allows it. */
export function compileManual(rules: RulesDocument, registry: Registry): GiveManually {
  const terms = compileTerms(rules, registry);
  return (state, asked, promotions) => {
    giveManually(state, terms, asked, promotions);
  };
}

function compileTerms(
  { currency, manual = { roles: {} } }: RulesDocument,
  registry: Registry,
): CompiledManual {
  const reader = createTermReader(currency, "manual", goodsReader(registry));
  const { goods, margin } = manual;
  const roles = Object.entries(manual.roles).map(
    ([role, { pay, amount, belowMargin = false }]): RoleLimit => ({
      role,
      pay: pay === undefined ? null : reader.payRate({ pay }),
      amount: amount === undefined ? Number.POSITIVE_INFINITY : reader.money(amount),
      belowMargin,
    }),
  );
  return {
    goods: goods === undefined ? null : reader.goods(goods),
    roles: roles.sort((a, b) => compareText(a.role, b.role)),
    margin: margin === undefined ? null : reader.payRate({ pay: margin }),
    rate: reader.payRate,
  };
}

/** One after the other as they were asked for, each given or refused as a whole. */
function giveManually(
  state: PricingState,
  terms: CompiledManual,
  asked: readonly ManualDiscount[],
  promotions: readonly CompiledPromotion[],
): void {
  const before = new Map(lineTargets(state).map(({ cell }) => [cell, cell.now]));
  const given = new Map<string, MinorUnits>();
  const ids = new Set(["points", "tax-exempt", ...promotions.map(({ id }) => id)]);
  asked.forEach((one, i) => {
    if (ids.has(one.id)) throw badManual(one, "its id is taken");
    ids.add(one.id);
    const targets = targetsOf(state, terms, one);
    const amounts = amountsOf(targets, terms, one);
    const amount = sum(amounts);
    const refusal = refusalOf(state, terms, one, { targets, amounts, before, given });
    if (refusal !== null) state.refusals.push(refusal);
    else if (amount > 0) {
      const promotion = promotionOf(one, promotions.length + i);
      for (const [place, target] of targets.entries()) {
        takeOffTarget(state, target, promotion, amounts[place] ?? 0);
      }
      recordGiven(state, promotion, 1, amount);
      given.set(one.role, (given.get(one.role) ?? 0) + amount);
    }
  });
}

/** The whole basket is rounded by goods, so that splitting a line changes nothing; named lines are taken as they are. */
function targetsOf(
  state: PricingState,
  { goods }: CompiledManual,
  one: ManualDiscount,
): readonly Target[] {
  const { lineIds } = one;
  const free = (cell: Cell): boolean => (goods === null || goods(cell.line)) && cell.now > 0;
  if (lineIds === undefined) {
    return state.goods.filter(free).map((cell) => ({ cell, whole: cell }));
  }
  const lines = lineTargets(state);
  for (const lineId of lineIds) {
    if (!lines.some(({ cell }) => cell.line.lineId === lineId)) {
      throw badManual(one, `there is no line ${lineId}`);
    }
  }
  return lines.filter(({ cell }) => lineIds.includes(cell.line.lineId) && free(cell));
}

function lineTargets({ goods }: PricingState): readonly Target[] {
  return goods.flatMap((whole) => (whole.parts ?? [whole]).map((cell) => ({ cell, whole })));
}

/** What is asked for, of each of the goods. */
function amountsOf(
  targets: readonly Target[],
  { rate }: CompiledManual,
  one: ManualDiscount,
): readonly MinorUnits[] {
  const { pay, off, amount, price } = one;
  if ([pay, off, amount, price].filter((term) => term !== undefined).length !== 1) {
    throw badManual(one, "give exactly one of pay, off, amount and price");
  }
  const left = targets.map(({ cell }) => cell.now);
  if (price !== undefined) {
    if (one.lineIds === undefined) throw badManual(one, "a price needs the lines it is for");
    return targets.map(({ cell }) => Math.max(0, cell.now - whole(one, price) * cell.units));
  }
  const all = sum(left);
  const wanted =
    amount === undefined
      ? all -
        applyRate(
          all,
          rate({ ...(pay === undefined ? {} : { pay }), ...(off === undefined ? {} : { off }) }),
          "half-up",
        )
      : Math.min(whole(one, amount), all);
  return shareWithin(wanted, left, left);
}

function whole(one: ManualDiscount, amount: number): MinorUnits {
  if (Number.isSafeInteger(amount) && amount >= 0) return amount;
  throw badManual(one, `${String(amount)} is no amount`);
}

interface Asked {
  readonly targets: readonly Target[];
  readonly amounts: readonly MinorUnits[];
  readonly before: ReadonlyMap<Cell, MinorUnits>;
  readonly given: ReadonlyMap<string, MinorUnits>;
}

function refusalOf(
  state: PricingState,
  terms: CompiledManual,
  { id, role }: ManualDiscount,
  asked: Asked,
): ManualRefusal | null {
  const refuse = (because: ManualRefusal["because"], roles: readonly string[]): ManualRefusal => ({
    manualId: id,
    because,
    roles,
  });
  const { targets, amounts } = asked;
  if (targets.length === 0) return refuse("no-goods", []);
  const sunk = targets.some(({ cell }, i) => (amounts[i] ?? 0) > roomOf(state, cell));
  if (sunk) return refuse("below-floor", []);
  const thin = terms.margin !== null && isThin(terms.margin, asked);
  const mayGive = (limit: RoleLimit): boolean =>
    isWithinLimit(limit, asked) && (limit.belowMargin || !thin);
  const could = terms.roles.filter(mayGive).map((limit) => limit.role);
  const own = terms.roles.find((limit) => limit.role === role);
  if (own === undefined) return refuse("unknown-role", could);
  if (!isWithinLimit(own, asked)) return refuse("role-limit", could);
  return thin && !own.belowMargin ? refuse("below-margin", could) : null;
}

/** Whether enough of the price is left, and the role has not given too much already. */
function isWithinLimit({ role, pay, amount }: RoleLimit, asked: Asked): boolean {
  const wanted = sum(asked.amounts);
  if ((asked.given.get(role) ?? 0) + wanted > amount) return false;
  if (pay === null) return true;
  const cells = asked.targets.flatMap(({ cell }) => cell.parts ?? [cell]);
  const before = sum(cells.map((cell) => asked.before.get(cell) ?? cell.now));
  const after = sum(cells.map(({ now }) => now)) - wanted;
  // A share that is asked for exactly may come out a minor unit below it by rounding.
  return after >= scaleRounded(before, pay.numerator, pay.denominator, "down");
}

/** Whether a line with a known cost would keep too little. */
function isThin(margin: Rate, { targets, amounts }: Asked): boolean {
  return targets.some(({ cell }, i) => {
    const { cost } = cell.line;
    const amount = amounts[i] ?? 0;
    if (cost === undefined || amount === 0) return false;
    const kept = BigInt(cell.now - amount) * BigInt(margin.denominator - margin.numerator);
    return kept < BigInt(cost) * BigInt(cell.units) * BigInt(margin.denominator);
  });
}

function roomOf({ floors }: PricingState, cell: Cell): MinorUnits {
  return floors === null ? cell.now : floors.roomOf(cell, null);
}

function takeOffTarget(
  { floors }: PricingState,
  { cell, whole: goods }: Target,
  promotion: CompiledPromotion,
  amount: MinorUnits,
): void {
  if (floors === null) takeOff(cell, promotion, amount);
  else floors.takeOff(cell, promotion, amount);
  if (goods !== cell) goods.now -= amount;
}

/** A manual discount as the ledger knows it. */
function promotionOf({ id }: ManualDiscount, index: number): CompiledPromotion {
  return {
    index,
    id,
    lane: "manual",
    priority: 0,
    group: null,
    fundedBy: "shop",
    shopShare: { numerator: 1, denominator: 1 },
    needs: null,
    codes: [],
    limits: null,
    goods: null,
    when: null,
    effect: { form: "each", discount: () => 0 },
  };
}

function badManual({ id }: ManualDiscount, what: string): PricingError {
  return new PricingError("pricing.bad-basket", `price: manual discount ${id}: ${what}`, {
    manualId: id,
  });
}

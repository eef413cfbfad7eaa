import {
  type CurrencyCode,
  type MinorUnits,
  scaleRounded,
  type UnitPrice,
} from "@tillwright/values";
import type { RulesDocument } from "../rules-document.js";
import type { Cell, UnitRun } from "./cell.js";
import { goodsReader } from "./compile-rules.js";
import type { CompiledPromotion, GoodsTest } from "./compiled.js";
import { minorDigits } from "./minor-digits.js";
import { adjustment, type FloorGuard, type PricingState, takeOff } from "./pricing-state.js";
import type { Registry } from "./registry.js";
import { mergeEqualRuns, settleRuns } from "./runs.js";
import { shareWithin } from "./share.js";
import { createTermReader } from "./term-reader.js";
import { sum } from "./whole-numbers.js";

/** The prices that units must not go below. */
export interface Floors {
  readonly currency: CurrencyCode;
  readonly prices: readonly { readonly test: GoodsTest | null; readonly price: UnitPrice }[];
}

/** `null` when neither the document nor one of its promotions has a floor, so that nobody pays for them. */
export function compileFloors(
  { currency, floors = [], promotions }: RulesDocument,
  registry: Registry,
): Floors | null {
  if (floors.length === 0 && promotions.every(({ floor }) => floor === undefined)) return null;
  const reader = createTermReader(currency, "floors", goodsReader(registry));
  return {
    currency,
    prices: floors.map(({ goods, price }) => ({
      test: goods === undefined ? null : reader.goods(goods),
      price: reader.price(price),
    })),
  };
}

/** What one unit of the goods must still cost after the promotion; goods that cost less already are left alone. */
export function floorOf(
  { currency, prices }: Floors,
  { line }: Cell,
  promotion: CompiledPromotion | null,
): MinorUnits {
  let highest = promotion?.floor === undefined ? 0 : unitFloor(line, promotion.floor, currency);
  for (const { test, price } of prices) {
    if (test === null || test(line)) highest = Math.max(highest, unitFloor(line, price, currency));
  }
  return highest;
}

function unitFloor(
  { quantity }: Cell["line"],
  { micros, per, unit }: UnitPrice,
  currency: CurrencyCode,
): MinorUnits {
  const own = quantity.kind === "pieces" ? "piece" : quantity.unit;
  if (own !== unit) return 0;
  const amount = quantity.kind === "pieces" ? 1 : quantity.amount;
  return scaleRounded(micros, amount, per * 10 ** (6 - minorDigits(currency)), "up");
}

/** The floors of a document as the lanes ask for them; `null` when it has none. */
export function compileFloorGuard(rules: RulesDocument, registry: Registry): FloorGuard | null {
  const floors = compileFloors(rules, registry);
  if (floors === null) return null;
  return {
    floorOf: (cell, promotion) => floorOf(floors, cell, promotion),
    roomOf: (cell, promotion) => roomAbove(cell, floorOf(floors, cell, promotion)),
    takeOff: (cell, promotion, wanted) => {
      const floor = floorOf(floors, cell, promotion);
      const amount = Math.min(wanted, roomAbove(cell, floor));
      if (floor === 0) takeOff(cell, promotion, amount);
      else takeOffAbove(cell, promotion, amount, floor);
      return amount;
    },
    raise: (state) => {
      raiseToFloors(state, floors);
    },
  };
}

/** What may still be taken off goods. */
function roomAbove(cell: Cell, floor: MinorUnits): MinorUnits {
  if (floor === 0) return cell.now;
  let room = 0;
  for (const part of cell.parts ?? [cell]) room += sum(roomsOf(settleRuns(part), floor));
  return room;
}

function roomsOf(runs: readonly UnitRun[], floor: MinorUnits): number[] {
  return runs.map(({ now, count }) => Math.max(0, now - floor) * count);
}

/** Takes an amount off goods, down to each unit, so that none goes below its floor. */
function takeOffAbove(
  cell: Cell,
  promotion: CompiledPromotion,
  amount: MinorUnits,
  floor: MinorUnits,
): void {
  if (amount === 0) return;
  const parts = cell.parts ?? [cell];
  const shares = shareWithin(
    amount,
    parts.map(({ deal }) => deal),
    parts.map((part) => sum(roomsOf(settleRuns(part), floor))),
  );
  if (cell.parts !== null) cell.now -= amount;
  parts.forEach((part, i) => {
    const share = shares[i] ?? 0;
    if (share === 0) return;
    const runs = settleRuns(part);
    const weights = runs.map(({ deal, count }) => deal * count);
    part.runs = mergeEqualRuns(lowered(runs, shareWithin(share, weights, roomsOf(runs, floor))));
    part.now -= share;
    part.adjustments.push(adjustment(promotion.id, promotion.lane, share, promotion.fundedBy));
  });
}

/** Runs with an amount off each; the odd minor units fall on the first units of a run. */
function lowered(runs: readonly UnitRun[], amounts: readonly number[]): UnitRun[] {
  return runs.flatMap((run, i): readonly UnitRun[] => {
    const taken = amounts[i] ?? 0;
    const odd = taken % run.count;
    const base = (taken - odd) / run.count;
    const first = { ...run, count: odd, now: run.now - base - 1 };
    const rest = { ...run, count: run.count - odd, now: run.now - base };
    return odd === 0 ? [rest] : [first, rest];
  });
}

/**
 * Gives back what item promotions took below a floor. The combination was chosen without the floors, so from here on nobody
 * says that it is the best; its bound still holds.
 */
function raiseToFloors(state: PricingState, floors: Floors): void {
  const byId = new Map([...state.given.keys()].map((promotion) => [promotion.id, promotion]));
  const own = [...byId.values()].some(({ floor }) => floor !== undefined);
  for (const cell of state.goods) {
    if (!own && floorOf(floors, cell, null) === 0) continue;
    for (const line of cell.parts ?? [cell]) {
      if (line.runs === null && line.takenBy === null) continue;
      for (const run of settleRuns(line)) {
        const promotion = byId.get(run.takenBy ?? "");
        if (promotion === undefined) continue;
        const floor = Math.min(run.deal, floorOf(floors, cell, promotion));
        const raised = giveBack(line, promotion, (floor - run.now) * run.count, run.count);
        if (raised === 0) continue;
        run.now += raised / run.count;
        if (line !== cell) cell.now += raised;
        const given = state.given.get(promotion);
        if (given !== undefined) given.amount -= raised;
        state.optimal = false;
      }
    }
  }
}

/** Lowers what the promotion took off the line, by whole minor units for each of `count` units. */
function giveBack(
  line: Cell,
  { id, lane, fundedBy }: CompiledPromotion,
  wanted: number,
  count: number,
): number {
  const place = line.adjustments.findIndex((one) => one.promotionId === id && one.lane === lane);
  const taken = line.adjustments[place]?.amount ?? 0;
  const least = Math.min(wanted, taken);
  const raised = least <= 0 ? 0 : least - (least % count);
  if (raised === 0) return 0;
  const left = raised === taken ? [] : [adjustment(id, lane, taken - raised, fundedBy)];
  line.adjustments.splice(place, 1, ...left);
  line.now += raised;
  return raised;
}

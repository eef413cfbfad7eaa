import { type MinorUnits, scaleRounded } from "@tillwright/values";
import { PricingError } from "../errors.js";
import {
  type Assignment,
  bestCombination,
  type Taker,
  type UnitClass,
} from "./best-combination.js";
import type { Cell, UnitRun } from "./cell.js";
import type { CompiledPromotion, UnitsEffect } from "./compiled.js";
import { isEligible } from "./eligible.js";
import { adjustment, type Candidate, type PricingState, recordGiven } from "./pricing-state.js";
import { mergeEqualRuns, settleRuns } from "./runs.js";
import { shareWithin } from "./share.js";
import { leastCommonMultiple } from "./whole-numbers.js";

interface Contender {
  readonly promotion: CompiledPromotion;
  readonly effect: UnitsEffect;
}

/** A run of units that some contenders may take. */
interface OpenRun {
  readonly goods: Cell;
  readonly line: Cell;
  readonly run: UnitRun;
}

interface OpenClass extends UnitClass {
  readonly runs: OpenRun[];
}

/** Units of one run that one promotion takes at one position. */
interface Slice extends OpenRun {
  readonly contender: number;
  readonly count: number;
  /** Of one unit, in parts of a minor unit. */
  readonly gain: number;
}

/** Lane 2: promotions that take units, each unit at most once, in the combination that saves most. */
export function giveItemPromotions(
  state: PricingState,
  candidates: readonly Candidate[],
  budget: number,
): void {
  const contenders: Contender[] = [];
  const openTo = new Map<Cell, number[]>();
  for (const candidate of candidates) {
    const { effect } = candidate.promotion;
    if (effect.form !== "units" || !isEligible(candidate, state.moment)) continue;
    const index = contenders.push({ promotion: candidate.promotion, effect }) - 1;
    for (const cell of candidate.joined) {
      if (cell.now === 0 || (cell.pieces === 0 && !effect.measured)) continue;
      const list = openTo.get(cell);
      if (list === undefined) openTo.set(cell, [index]);
      else list.push(index);
    }
  }
  for (const { cells, members } of components(state.goods, openTo, contenders.length)) {
    solveComponent(
      state,
      cells,
      openTo,
      members.map((i) => contenders[i]).filter(isPresent),
      members,
      budget,
    );
  }
}

function isPresent<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}

interface Component {
  readonly cells: readonly Cell[];
  readonly members: readonly number[];
}

/** Contenders that share goods, directly or through others, have to be solved together; the rest need not. */
function components(
  goods: readonly Cell[],
  openTo: ReadonlyMap<Cell, readonly number[]>,
  count: number,
): readonly Component[] {
  const leader = Array.from({ length: count }, (_, i) => i);
  const find = (i: number): number => {
    const above = leader[i] ?? i;
    if (above === i) return i;
    const top = find(above);
    leader[i] = top;
    return top;
  };
  for (const list of openTo.values()) {
    const [first = 0] = list;
    for (const other of list) {
      const [a, b] = [find(first), find(other)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const found = new Map<number, { cells: Cell[]; members: number[] }>();
  for (let i = 0; i < count; i++) {
    const top = find(i);
    const own = found.get(top);
    if (own === undefined) found.set(top, { cells: [], members: [i] });
    else own.members.push(i);
  }
  for (const cell of goods) {
    const first = openTo.get(cell)?.[0];
    if (first !== undefined) found.get(find(first))?.cells.push(cell);
  }
  return [...found.values()];
}

function solveComponent(
  state: PricingState,
  cells: readonly Cell[],
  openTo: ReadonlyMap<Cell, readonly number[]>,
  contenders: readonly Contender[],
  members: readonly number[],
  budget: number,
): void {
  const local = new Map(members.map((member, i) => [member, i]));
  const classes = classesOf(cells, (cell) =>
    (openTo.get(cell) ?? []).map((member) => local.get(member) ?? 0),
  );
  const scale = contenders.map(({ effect }) => effect.denominator).reduce(leastCommonMultiple, 1);
  checkScale(classes, scale);
  const takers = contenders.map(({ effect }) => takerOf(effect, scale));
  const best = bestCombination(classes, takers, budget);
  state.upperBound += scaleRounded(best.upperBound, 1, scale, "ceiling");
  if (best.upperBound > best.gain) state.optimal = false;
  const slices = slicesOf(classes, best.assignments, takers);
  settleSlices(state, contenders, slices, scale);
}

/** Past the safe integers the search would round in silence. */
function checkScale(classes: readonly OpenClass[], scale: number): void {
  const sum = classes.reduce((total, { price, count }) => total + price * count, 0);
  if (Number.isSafeInteger(sum * scale)) return;
  throw new PricingError(
    "pricing.out-of-range",
    `price: ${sum} minor units in parts of 1/${scale} leave the safe integers`,
    { amount: String(sum), scale },
  );
}

function takerOf(effect: UnitsEffect, scale: number): Taker {
  const factor = scale / effect.denominator;
  return {
    size: effect.size,
    partial: effect.partial,
    atMost: effect.atMost,
    gain: (position, price) => effect.gain(position, price) * factor,
    share: (price) => effect.share(price) * factor,
  };
}

/** Units by price, dear to cheap, and by the contenders they are open to. */
function classesOf(
  cells: readonly Cell[],
  takersOf: (cell: Cell) => readonly number[],
): readonly OpenClass[] {
  const classes = new Map<
    string,
    { price: number; count: number; takers: readonly number[]; runs: OpenRun[] }
  >();
  for (const goods of cells) {
    const takers = takersOf(goods);
    for (const line of goods.parts ?? [goods]) {
      for (const run of settleRuns(line)) {
        const key = `${run.now}/${takers.join()}`;
        const own = classes.get(key);
        if (own === undefined) {
          classes.set(key, {
            price: run.now,
            count: run.count,
            takers,
            runs: [{ goods, line, run }],
          });
        } else {
          own.count += run.count;
          own.runs.push({ goods, line, run });
        }
      }
    }
  }
  return [...classes.values()].sort((a, b) => b.price - a.price);
}

/** Hands the units of each class to the takers, the runs in their order. */
function slicesOf(
  classes: readonly OpenClass[],
  assignments: readonly Assignment[],
  takers: readonly Taker[],
): readonly Slice[] {
  const slices: Slice[] = [];
  const place = classes.map(() => ({ run: 0, used: 0 }));
  for (const { unitClass, taker, position, count } of assignments) {
    const open = classes[unitClass];
    const at = place[unitClass];
    if (open === undefined || at === undefined) continue;
    const gain = takers[taker]?.gain(position, open.price) ?? 0;
    let wanted = count;
    while (wanted > 0) {
      const run = open.runs[at.run];
      if (run === undefined) break;
      const taken = Math.min(wanted, run.run.count - at.used);
      if (taken > 0) slices.push({ ...run, contender: taker, count: taken, gain });
      wanted -= taken;
      at.used += taken;
      if (at.used === run.run.count) {
        at.run += 1;
        at.used = 0;
      }
    }
  }
  return slices;
}

type CutRuns = Map<UnitRun, { readonly line: Cell; readonly pieces: UnitRun[]; left: number }>;

/** Pins what each promotion takes off to the units it took. */
function settleSlices(
  state: PricingState,
  contenders: readonly Contender[],
  slices: readonly Slice[],
  scale: number,
): void {
  const cut: CutRuns = new Map();
  contenders.forEach(({ promotion, effect }, index) => {
    const own = slices.filter(({ contender }) => contender === index);
    if (own.length === 0) return;
    const amounts = effect.asSet ? sharesOfSets(own, effect) : sharesOfGoods(own, scale);
    own.forEach((slice, i) => {
      takeSlice(slice, promotion, amounts[i] ?? 0, cut);
    });
    const units = own.reduce((sum, { count }) => sum + count, 0);
    const amount = amounts.reduce((sum, share) => sum + share, 0);
    recordGiven(state, promotion, Math.ceil(units / effect.size), amount);
  });
  for (const line of new Set([...cut.values()].map((one) => one.line))) {
    const runs = (line.runs ?? []).flatMap((run): readonly UnitRun[] => {
      const piece = cut.get(run);
      if (piece === undefined) return [run];
      return piece.left === 0 ? piece.pieces : [...piece.pieces, { ...run, count: piece.left }];
    });
    line.runs = mergeEqualRuns(runs);
  }
}

function takeSlice(
  { goods, line, run, count }: Slice,
  promotion: CompiledPromotion,
  amount: MinorUnits,
  cut: CutRuns,
): void {
  const own = cut.get(run) ?? { line, pieces: [], left: run.count };
  own.left -= count;
  own.pieces.push(...takenRuns(run, count, amount, promotion.id));
  cut.set(run, own);
  goods.now -= amount;
  if (line !== goods) line.now -= amount;
  addAdjustment(line, promotion, amount);
}

/** Rounds once for each kind of goods, so that equal units are together before anything is rounded. */
function sharesOfGoods(slices: readonly Slice[], scale: number): readonly MinorUnits[] {
  const shares = new Array<number>(slices.length).fill(0);
  for (const places of placesByGoods(slices).values()) {
    const own = places.map((place) => slices[place]).filter(isPresent);
    const exact = own.reduce((sum, { gain, count }) => sum + gain * count, 0);
    // The price that is left is rounded half-up, so the amount that is taken is rounded half-down.
    const amount = scaleRounded(exact, 1, scale, "half-down");
    const parts = shareWithin(
      amount,
      own.map(({ gain, count }) => gain * count),
      own.map(({ run, count }) => run.now * count),
    );
    places.forEach((place, i) => {
      shares[place] = parts[i] ?? 0;
    });
  }
  return shares;
}

function placesByGoods(slices: readonly Slice[]): ReadonlyMap<Cell, readonly number[]> {
  const places = new Map<Cell, number[]>();
  slices.forEach(({ goods }, place) => {
    const own = places.get(goods);
    if (own === undefined) places.set(goods, [place]);
    else own.push(place);
  });
  return places;
}

/** What a set saves belongs to its units by their prices; sets are cut from dear to cheap. */
function sharesOfSets(slices: readonly Slice[], effect: UnitsEffect): readonly MinorUnits[] {
  const shares = new Array<number>(slices.length).fill(0);
  const order = slices
    .map(({ run, count }, place) => ({ place, price: run.now, left: count }))
    .sort((a, b) => b.price - a.price || a.place - b.place);
  for (let first = 0; first < order.length; ) {
    const entry = order[first];
    if (entry === undefined || entry.left === 0) {
      first += 1;
      continue;
    }
    const alike = Math.floor(entry.left / effect.size);
    if (alike > 0) {
      const saved = alike * setGain(effect, new Array<number>(effect.size).fill(entry.price));
      shares[entry.place] = (shares[entry.place] ?? 0) + saved;
      entry.left -= alike * effect.size;
      continue;
    }
    shareMixedSet(slices, order.slice(first), effect, shares);
  }
  return shares;
}

/** One set of units from several slices; equal goods get their share together. */
function shareMixedSet(
  slices: readonly Slice[],
  order: readonly { readonly place: number; readonly price: number; left: number }[],
  effect: UnitsEffect,
  shares: number[],
): void {
  const members: { slice: Slice; place: number; count: number }[] = [];
  let wanted = effect.size;
  for (const entry of order) {
    const slice = slices[entry.place];
    const count = Math.min(wanted, entry.left);
    if (slice === undefined || count === 0) continue;
    members.push({ slice, place: entry.place, count });
    entry.left -= count;
    wanted -= count;
  }
  const prices = members.flatMap(({ slice, count }) =>
    new Array<number>(count).fill(slice.run.now),
  );
  const byGoods = [...placesByGoods(members.map(({ slice }) => slice)).values()].map((places) =>
    places.map((place) => members[place]).filter(isPresent),
  );
  const values = byGoods.map((group) =>
    group.reduce((sum, { slice, count }) => sum + slice.run.now * count, 0),
  );
  const parts = shareWithin(setGain(effect, prices), values, values);
  byGoods.forEach((group, i) => {
    const weights = group.map(({ slice, count }) => slice.run.now * count);
    const own = shareWithin(parts[i] ?? 0, weights, weights);
    group.forEach(({ place }, j) => {
      shares[place] = (shares[place] ?? 0) + (own[j] ?? 0);
    });
  });
}

function setGain(effect: UnitsEffect, prices: readonly number[]): MinorUnits {
  return prices.reduce((sum, price, position) => sum + effect.gain(position, price), 0);
}

function takenRuns(run: UnitRun, count: number, share: number, takenBy: string): UnitRun[] {
  const odd = share % count;
  const base = (share - odd) / count;
  const runs: UnitRun[] = [];
  if (odd > 0) runs.push({ ...run, count: odd, now: run.now - base - 1, takenBy });
  if (odd < count) runs.push({ ...run, count: count - odd, now: run.now - base, takenBy });
  return runs;
}

function addAdjustment(
  line: Cell,
  { id, lane, fundedBy }: CompiledPromotion,
  amount: number,
): void {
  if (amount === 0) return;
  const last = line.adjustments[line.adjustments.length - 1];
  if (last !== undefined && last.promotionId === id && last.lane === lane) {
    line.adjustments[line.adjustments.length - 1] = adjustment(
      id,
      lane,
      last.amount + amount,
      fundedBy,
    );
  } else {
    line.adjustments.push(adjustment(id, lane, amount, fundedBy));
  }
}

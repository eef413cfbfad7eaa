import { type MinorUnits, scaleRounded } from "@tillwright/values";
import type { Cell, UnitRun } from "./cell.js";
import type { Assignment, Taker, UnitClass } from "./combination.js";
import type { CompiledPromotion, UnitsEffect } from "./compiled.js";
import type { Contender } from "./contender.js";
import { lowerLine, type PricingState, recordGiven } from "./pricing-state.js";
import { mergeEqualRuns } from "./runs.js";
import { shareWithin } from "./share.js";
import { takenRuns } from "./take-run.js";

/** A run of units that some contenders may take. */
export interface OpenRun {
  readonly goods: Cell;
  readonly line: Cell;
  readonly run: UnitRun;
}

export interface OpenClass extends UnitClass {
  readonly runs: readonly OpenRun[];
}

/** Units of one run that one promotion takes at one position. */
export interface Slice extends OpenRun {
  readonly contender: number;
  readonly count: number;
  /** Of one unit, in parts of a minor unit. */
  readonly gain: number;
}

/** Hands the units of each class to the takers, the runs in their order. */
export function slicesOf(
  classes: readonly OpenClass[],
  assignments: readonly Assignment[],
  takers: readonly Taker[],
  owner: readonly number[],
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
      if (taken > 0) {
        const { goods, line } = run;
        slices.push({
          goods,
          line,
          run: run.run,
          contender: owner[taker] ?? 0,
          count: taken,
          gain,
        });
      }
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
export function settleSlices(
  state: PricingState,
  contenders: readonly Contender[],
  slices: readonly Slice[],
  scale: number,
): void {
  const cut: CutRuns = new Map();
  contenders.forEach(({ promotion, effect }, index) => {
    const own = slices.filter(({ contender }) => contender === index);
    if (own.length === 0) return;
    const amounts = amountsOf(own, effect, scale);
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
  lowerLine(goods, line, promotion, amount);
}

function amountsOf(
  own: readonly Slice[],
  effect: UnitsEffect,
  scale: number,
): readonly MinorUnits[] {
  if (!effect.asSet) return sharesOfGoods(own, scale);
  return effect.parts === null ? sharesOfSets(own, effect) : sharesOfBundles(own, effect);
}

/** What all sets of different goods save together belongs to their units by their prices. */
function sharesOfBundles(slices: readonly Slice[], effect: UnitsEffect): readonly MinorUnits[] {
  const values = slices.map(({ run, count }) => run.now * count);
  const units = slices.reduce((sum, { count }) => sum + count, 0);
  const value = values.reduce((sum, one) => sum + one, 0);
  const saved = value + (units / effect.size) * effect.gain(effect.size - 1, 0);
  const groups = [...placesByGoods(slices).values()];
  const weights = groups.map((places) => places.reduce((sum, at) => sum + (values[at] ?? 0), 0));
  const parts = shareWithin(saved, weights, weights);
  const shares = new Array<number>(slices.length).fill(0);
  groups.forEach((places, i) => {
    const own = places.map((at) => values[at] ?? 0);
    const amounts = shareWithin(parts[i] ?? 0, own, own);
    places.forEach((at, j) => {
      shares[at] = amounts[j] ?? 0;
    });
  });
  return shares;
}

/** Rounds once for each kind of goods, so that equal units are together before anything is rounded. */
function sharesOfGoods(slices: readonly Slice[], scale: number): readonly MinorUnits[] {
  const shares = new Array<number>(slices.length).fill(0);
  for (const places of placesByGoods(slices).values()) {
    const own = places.map((place) => slices[place]).filter((one) => one !== undefined);
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
    places.map((place) => members[place]).filter((one) => one !== undefined),
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

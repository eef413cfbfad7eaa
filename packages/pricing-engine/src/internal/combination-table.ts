import type { Taker, UnitClass } from "./combination.js";

// A choice is one byte: left alone, taken singly, or the counter that took the unit.
const mostCounters = 250;

/** Whether blocks of the taker have to be counted: single units without a limit have not. */
export function needsCounter(takers: readonly Taker[], index: number): boolean {
  const taker = takers[index];
  return taker !== undefined && (taker.size > 1 || taker.atMost !== null);
}

export interface Counter {
  readonly taker: number;
  readonly size: number;
  /** Number of values the counter can have. */
  readonly radix: number;
  readonly stride: number;
  readonly wraps: boolean;
  readonly partial: boolean;
  readonly set: Taker["set"];
  /** By class and position; `null` where the class is not open to the taker. */
  readonly gains: readonly (readonly number[] | null)[];
}

/** The table that a search fills: units one by one, and for each the states of the counters. */
export interface Table {
  readonly classes: readonly UnitClass[];
  readonly counters: readonly Counter[];
  readonly takers: number;
  readonly states: number;
  /** By class: the taker of single units that gains most, and its gain. */
  readonly singles: readonly { readonly taker: number; readonly gain: number }[];
  /** By class: blocks of one taker that are handed out before the table begins. */
  readonly bulk: readonly { readonly taker: number; readonly blocks: number }[];
}

/** Lays out the table for the takers that are counted; `relaxed` ones stand in by their share, without counter. */
export function tableOf(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  counted: readonly number[],
  relaxed: readonly number[],
  budget: number,
): Table | null {
  const counters: Counter[] = [];
  let states = 1;
  for (const index of counted) {
    const taker = takers[index];
    if (taker === undefined) continue;
    const radix = taker.atMost === null ? taker.size : taker.size * taker.atMost + 1;
    counters.push({
      taker: index,
      size: taker.size,
      radix,
      stride: states,
      wraps: taker.atMost === null,
      partial: taker.partial,
      set: taker.set,
      gains: classes.map((unitClass) => gainsOf(unitClass, index, taker)),
    });
    states *= radix;
    if (states > budget || counters.length > mostCounters) return null;
  }
  const bulk = classes.map((unitClass) => bulkOf(unitClass, takers, counters));
  const units = classes.reduce((sum, { count }, i) => sum + count - bulkUnits(bulk[i], takers), 0);
  if (units * states * (counters.length + 1) > budget) return null;
  const free = takers.map((_, i) => i).filter((i) => !needsCounter(takers, i));
  const singles = classes.map((unitClass) => bestSingle(unitClass, takers, free, relaxed));
  return { classes, counters, takers: takers.length, states, singles, bulk };
}

function gainsOf(
  { takers, price }: UnitClass,
  index: number,
  taker: Taker,
): readonly number[] | null {
  if (!takers.includes(index)) return null;
  return Array.from({ length: taker.size }, (_, position) => taker.gain(position, price));
}

function bestSingle(
  { takers: open, price }: UnitClass,
  takers: readonly Taker[],
  free: readonly number[],
  relaxed: readonly number[],
): { readonly taker: number; readonly gain: number } {
  let best = { taker: -1, gain: 0 };
  for (const index of open) {
    const taker = takers[index];
    if (taker === undefined) continue;
    const gain = free.includes(index)
      ? taker.gain(0, price)
      : relaxed.includes(index)
        ? taker.share(price)
        : 0;
    if (gain > best.gain) best = { taker: index, gain };
  }
  return best;
}

/**
 * How many blocks of one taker lie inside a long run of equal units for certain.
 *
 * Let b be the taker whose full block of these units gains most for each unit. Of any b.size blocks of others that lie
 * inside the run, some have together a number of units that b's size divides, and handing these to b loses nothing. So less
 * than b.size blocks of others are needed, and besides them at most one block of each taker that reaches into the run
 * from above and one that leaves it below. All units beyond those can go to b.
 */
function bulkOf(
  unitClass: UnitClass,
  takers: readonly Taker[],
  counters: readonly Counter[],
): { readonly taker: number; readonly blocks: number } {
  const none = { taker: -1, blocks: 0 };
  const sizes = counters.reduce((sum, { size }) => sum + size, 0);
  if (unitClass.count <= 2 * sizes) return none;
  let best = none.taker;
  let reserve = 2 * sizes;
  let largest = 1;
  let bestDensity = 0;
  for (const index of unitClass.takers) {
    const taker = takers[index];
    if (taker === undefined) continue;
    largest = Math.max(largest, taker.size);
    if (taker.atMost !== null) {
      reserve += taker.size * taker.atMost;
      continue;
    }
    const density = blockGain(taker, unitClass.price) / taker.size;
    if (density > bestDensity) {
      best = index;
      bestDensity = density;
    }
  }
  const taker = takers[best];
  if (taker === undefined || taker.partial) return none;
  reserve += taker.size * largest;
  const blocks = Math.floor((unitClass.count - reserve) / taker.size);
  return blocks > 0 ? { taker: best, blocks } : none;
}

function blockGain(taker: Taker, price: number): number {
  let gain = 0;
  for (let position = 0; position < taker.size; position++) gain += taker.gain(position, price);
  return gain;
}

function bulkUnits(
  bulk: { readonly taker: number; readonly blocks: number } | undefined,
  takers: readonly Taker[],
): number {
  if (bulk === undefined || bulk.blocks === 0) return 0;
  return bulk.blocks * (takers[bulk.taker]?.size ?? 0);
}

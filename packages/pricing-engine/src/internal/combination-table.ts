import { type Aim, isOpenTo, type Taker, type UnitClass, type Work } from "./combination.js";

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
  /** What each round of the set counts for besides its units, figure by figure. */
  readonly worthOfSet: readonly number[];
  /** By class, figure and position, what a unit counts for; `null` where the class is not open to the taker. */
  readonly worths: readonly (Worths | null)[];
}

/** By figure and position. */
export type Worths = readonly (readonly number[])[];

/** The table that a search fills: units one by one, and for each the states of the counters. */
export interface Table {
  readonly classes: readonly UnitClass[];
  readonly counters: readonly Counter[];
  readonly takers: number;
  readonly states: number;
  /** How many figures a combination is judged by. */
  readonly places: number;
  /** By class: the taker of single units that counts for most, and what for. */
  readonly singles: readonly Single[];
  readonly bulk: readonly Bulk[];
}

/** Blocks of one taker that are handed out before the table begins. */
interface Bulk {
  readonly taker: number;
  readonly size: number;
  readonly blocks: number;
}

const nothing: Bulk = { taker: -1, size: 1, blocks: 0 };

export interface Single {
  readonly taker: number;
  readonly worth: readonly number[];
}

/** What a table is made for. */
export interface TableTerms {
  readonly counted: readonly number[];
  /** Takers that stand in by their share, without counter. */
  readonly relaxed: readonly number[];
  /** `null` where the gain alone decides. */
  readonly aim: Aim | null;
  /** What single units are worth, where it is known already; it does not change with what is left of the units. */
  readonly singles?: readonly Single[];
}

/** A table before it is filled with what units count for. */
export interface Layout {
  readonly counters: readonly Shape[];
  readonly states: number;
  readonly singles: readonly Single[];
  readonly bulk: readonly Bulk[];
  /** What filling it takes. */
  readonly steps: number;
}

/** Lays out the table; `null` when it takes more steps than there may be. */
export function layoutOf(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  { counted, relaxed, aim, singles = singlesOf(classes, takers, relaxed, aim) }: TableTerms,
  most: number,
): Layout | null {
  const shapes = countersOf(takers, counted, most);
  if (shapes === null) return null;
  const { counters, states } = shapes;
  let units = 0;
  const bulk = classes.map((one, i) => {
    const single = singles[i];
    const own =
      aim !== null || single === undefined ? nothing : bulkOf(one, takers, counters, single);
    units += one.count - own.blocks * own.size;
    return own;
  });
  const steps = (units * states + classes.length) * (counters.length + 1) * (aim?.places ?? 1);
  return steps <= most ? { counters, states, singles, bulk, steps } : null;
}

/** By class, the taker of single units that counts for most; `relaxed` ones stand in by their share. */
export function singlesOf(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  relaxed: readonly number[],
  aim: Aim | null,
): readonly Single[] {
  const standIns = new Set(relaxed);
  return classes.map((one) => bestSingle(one, takers, standIns, aim));
}

/** Lays out the table and takes the steps it needs; `null` when there is no room for them. */
export function tableOf(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  terms: TableTerms,
  work: Work,
  most: number = work.left,
): Table | null {
  const layout = layoutOf(classes, takers, terms, most);
  if (layout === null) return null;
  work.left -= layout.steps;
  const { aim } = terms;
  return {
    ...layout,
    classes,
    takers: takers.length,
    places: aim?.places ?? 1,
    counters: layout.counters.map((shape) => ({
      ...shape,
      worthOfSet: aim === null ? [-(shape.set?.cost ?? 0)] : aim.worthOfSet(shape.taker),
      worths: classes.map((one) => worthsOf(one, takers, shape.taker, aim)),
    })),
  };
}

type Shape = Omit<Counter, "worthOfSet" | "worths">;

/** The counters of some takers; `null` when their states alone are more than the steps that are left. */
function countersOf(
  takers: readonly Taker[],
  counted: readonly number[],
  most: number,
): { readonly counters: readonly Shape[]; readonly states: number } | null {
  const counters: Shape[] = [];
  let states = 1;
  for (const index of counted) {
    const taker = takers[index];
    if (taker === undefined) continue;
    const { size, partial, set, atMost } = taker;
    const radix = atMost === null ? size : size * atMost + 1;
    counters.push({
      taker: index,
      size,
      radix,
      stride: states,
      wraps: atMost === null,
      partial,
      set,
    });
    states *= radix;
    if (states > most || counters.length > mostCounters) return null;
  }
  return { counters, states };
}

function worthsOf(
  unitClass: UnitClass,
  takers: readonly Taker[],
  index: number,
  aim: Aim | null,
): Worths | null {
  const taker = takers[index];
  if (taker === undefined || !isOpenTo(unitClass, index)) return null;
  const { price } = unitClass;
  const positions = Array.from({ length: taker.size }, (_, position) => position);
  if (aim === null) return [positions.map((position) => taker.gain(position, price))];
  const worths = positions.map((position) => aim.worth(index, position, price));
  return Array.from({ length: aim.places }, (_, place) => worths.map((one) => one[place] ?? 0));
}

function bestSingle(
  { takers: open, price }: UnitClass,
  takers: readonly Taker[],
  relaxed: ReadonlySet<number>,
  aim: Aim | null,
): Single {
  let best: Single = { taker: -1, worth: new Array<number>(aim?.places ?? 1).fill(0) };
  for (const index of open) {
    const taker = takers[index];
    if (taker === undefined) continue;
    const free = !needsCounter(takers, index);
    if (!free && !relaxed.has(index)) continue;
    const gain = free ? taker.gain(0, price) : taker.share(price);
    const worth = aim === null ? [gain] : aim.worth(index, 0, price);
    if (isMore(worth, best.worth)) best = { taker: index, worth };
  }
  return best;
}

/** Whether the first figure that differs is larger. */
export function isMore(one: readonly number[], other: readonly number[]): boolean {
  for (let place = 0; place < one.length; place++) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
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
  counters: readonly Shape[],
  single: Single,
): Bulk {
  const { count, price } = unitClass;
  let best: Bulk = { taker: single.taker, size: 1, blocks: 0 };
  let bestDensity = single.worth[0] ?? 0;
  let reserve = 2 * counters.reduce((sum, { size }) => sum + size, 0);
  if (count <= reserve) return nothing;
  let largest = 1;
  let partial = false;
  for (const { taker: index, size } of counters) {
    const taker = takers[index];
    if (taker === undefined || !isOpenTo(unitClass, index)) continue;
    largest = Math.max(largest, size);
    if (taker.atMost !== null) {
      reserve += size * taker.atMost;
      continue;
    }
    const density = blockGain(taker, price) / size;
    if (density <= bestDensity) continue;
    best = { taker: index, size, blocks: 0 };
    bestDensity = density;
    partial = taker.partial;
  }
  if (best.taker < 0 || partial) return nothing;
  reserve += best.size * largest;
  const blocks = Math.floor((count - reserve) / best.size);
  return blocks > 0 ? { ...best, blocks } : nothing;
}

function blockGain(taker: Taker, price: number): number {
  let gain = 0;
  for (let position = 0; position < taker.size; position++) gain += taker.gain(position, price);
  return gain;
}

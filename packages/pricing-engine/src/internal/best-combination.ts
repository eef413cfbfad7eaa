/**
 * The best way to hand out units to promotions that each take whole blocks of them.
 *
 * Units are looked at from dear to cheap. For one promotion the best grouping of any chosen units is in consecutive blocks
 * (exchange argument: a block's positions are filled from dear to cheap), so one open block for each promotion is all
 * there is to remember, and the state is the vector of positions reached. The table over units × states is therefore exact.
 */

/** Equal units: the same price, and open to the same promotions. */
export interface UnitClass {
  readonly price: number;
  readonly count: number;
  /** Indexes of the takers these units are open to, ascending. */
  readonly takers: readonly number[];
}

/** A promotion that takes blocks of units. Gains are whole numbers on one scale for all takers. */
export interface Taker {
  readonly size: number;
  readonly partial: boolean;
  readonly atMost: number | null;
  readonly gain: (position: number, price: number) => number;
  /** No block gains more than the sum of its units' shares. */
  readonly share: (price: number) => number;
}

/** Units of a class that a taker takes at one position of its blocks. */
export interface Assignment {
  readonly unitClass: number;
  readonly taker: number;
  readonly position: number;
  readonly count: number;
}

export interface Combination {
  readonly assignments: readonly Assignment[];
  readonly gain: number;
  /** No combination gains more. */
  readonly upperBound: number;
}

/** Looks for the best combination with at most `budget` steps of work; beyond it, for a good one with a bound. */
export function bestCombination(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  budget: number,
): Combination {
  const counted = takers.map((_, index) => index).filter((index) => needsCounter(takers, index));
  const exact = tableOf(classes, takers, counted, [], budget);
  if (exact !== null) {
    const { gain, assignments } = solveTable(exact);
    return { assignments, gain, upperBound: gain };
  }
  return withinBudget(classes, takers, counted, budget);
}

function needsCounter(takers: readonly Taker[], index: number): boolean {
  const taker = takers[index];
  return taker !== undefined && (taker.size > 1 || taker.atMost !== null);
}

interface Counter {
  readonly taker: number;
  readonly size: number;
  /** Number of values the counter can have. */
  readonly radix: number;
  readonly stride: number;
  readonly wraps: boolean;
  readonly partial: boolean;
  /** By class and position; `null` where the class is not open to the taker. */
  readonly gains: readonly (readonly number[] | null)[];
}

interface Table {
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
function tableOf(
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

interface Solution {
  readonly gain: number;
  readonly assignments: readonly Assignment[];
}

// A choice is one byte: left alone, taken singly, or the counter that took the unit.
const mostCounters = 250;
// After so many that do not fit beside those chosen, the rest hardly will.
const mostRefusals = 8;
const skipped = 0;
const singly = 1;
const counted = 2;

/** Fills the table unit by unit and walks back along the choices that led to the best closed state. */
function solveTable(table: Table): Solution {
  const { classes, counters, states, singles, bulk } = table;
  const largest = counters.reduce((most, { size }) => Math.max(most, size), 1);
  const found = createTally(table.takers, largest);
  const classOfStep: number[] = [];
  let gain = 0;
  classes.forEach(({ count }, index) => {
    const { taker, blocks } = bulk[index] ?? { taker: -1, blocks: 0 };
    const gains = counters.find((counter) => counter.taker === taker)?.gains[index] ?? [
      singles[index]?.gain ?? 0,
    ];
    if (blocks > 0) {
      gains.forEach((one, position) => {
        found.add(index, taker, position, blocks);
        gain += blocks * one;
      });
    }
    const left = count - (blocks > 0 ? blocks * gains.length : 0);
    for (let unit = 0; unit < left; unit++) classOfStep.push(index);
  });
  const choices = new Uint8Array(classOfStep.length * states);
  let current = new Float64Array(states).fill(Number.NEGATIVE_INFINITY);
  let next = new Float64Array(states);
  current[0] = 0;
  classOfStep.forEach((unitClass, at) => {
    const choice = choices.subarray(at * states, (at + 1) * states);
    step(current, next, choice, unitClass, singles[unitClass]?.gain ?? 0, counters);
    [current, next] = [next, current];
  });
  const last = bestClosedState(current, counters);
  gain += current[last] ?? 0;
  walkBack(table, choices, classOfStep, last, found);
  return { gain, assignments: found.list() };
}

/** One unit more: it is left alone, taken singly, or joins the open block of a taker. */
function step(
  current: Float64Array,
  next: Float64Array,
  choice: Uint8Array,
  unitClass: number,
  singleGain: number,
  counters: readonly Counter[],
): void {
  const states = current.length;
  for (let state = 0; state < states; state++) next[state] = (current[state] ?? 0) + singleGain;
  if (singleGain > 0) choice.fill(singly);
  counters.forEach((counter, which) => {
    const gains = counter.gains[unitClass];
    if (gains === null || gains === undefined) return;
    const { radix, stride, size, wraps } = counter;
    const highest = wraps ? radix : radix - 1;
    for (let block = 0; block < states; block += stride * radix) {
      for (let digit = 0; digit < highest; digit++) {
        const gain = gains[digit % size] ?? 0;
        const from = block + digit * stride;
        const to = digit + 1 === radix ? block : from + stride;
        for (let low = 0; low < stride; low++) {
          const value = (current[from + low] ?? 0) + gain;
          if (value > (next[to + low] ?? 0)) {
            next[to + low] = value;
            choice[to + low] = counted + which;
          }
        }
      }
    }
  });
}

function bestClosedState(values: Float64Array, counters: readonly Counter[]): number {
  let best = 0;
  for (let state = 1; state < values.length; state++) {
    if ((values[state] ?? 0) <= (values[best] ?? 0)) continue;
    const closed = counters.every(
      ({ stride, radix, size, partial }) =>
        partial || (Math.floor(state / stride) % radix) % size === 0,
    );
    if (closed) best = state;
  }
  return best;
}

function walkBack(
  { counters, singles, states }: Table,
  choices: Uint8Array,
  classOfStep: readonly number[],
  last: number,
  found: AssignmentTally,
): void {
  let state = last;
  for (let index = classOfStep.length - 1; index >= 0; index--) {
    const choice = choices[index * states + state] ?? skipped;
    const unitClass = classOfStep[index] ?? 0;
    if (choice === skipped) continue;
    if (choice === singly) {
      found.add(unitClass, singles[unitClass]?.taker ?? -1, 0, 1);
      continue;
    }
    const counter = counters[choice - counted];
    if (counter === undefined) continue;
    const digit = Math.floor(state / counter.stride) % counter.radix;
    const before = digit === 0 ? counter.radix - 1 : digit - 1;
    state += (before - digit) * counter.stride;
    found.add(unitClass, counter.taker, before % counter.size, 1);
  }
}

/** Adds up units by class, taker and position. */
interface AssignmentTally {
  readonly add: (unitClass: number, taker: number, position: number, count: number) => void;
  readonly list: () => readonly Assignment[];
}

function createTally(takers: number, largest: number): AssignmentTally {
  const counts = new Map<number, number>();
  return {
    add: (unitClass, taker, position, count) => {
      const key = (unitClass * takers + taker) * largest + position;
      counts.set(key, (counts.get(key) ?? 0) + count);
    },
    list: () =>
      [...counts]
        .sort(([a], [b]) => a - b)
        .map(([key, count]) => {
          const position = key % largest;
          const pair = (key - position) / largest;
          const taker = pair % takers;
          return { unitClass: (pair - taker) / takers, taker, position, count };
        }),
  };
}

/**
 * Beyond the budget: as many takers as fit are counted exactly, those that can give most first. With the others left out the
 * answer is a combination that exists; with the others standing in by their shares it is a bound that none passes.
 */
function withinBudget(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  all: readonly number[],
  budget: number,
): Combination {
  const potential = all.map((index) =>
    classes.reduce(
      (sum, { takers: open, price, count }) =>
        open.includes(index) ? sum + count * Math.max(0, takers[index]?.share(price) ?? 0) : sum,
      0,
    ),
  );
  const order = all
    .map((taker, i) => ({ taker, potential: potential[i] ?? 0 }))
    .sort((a, b) => b.potential - a.potential || a.taker - b.taker);
  const sorted = order.map(({ taker }) => taker);
  const chosen = fittingTakers(classes, takers, sorted, budget / 4);
  const others = sorted.filter((index) => !chosen.includes(index));
  const relaxed = tableOf(classes, takers, chosen, others, budget);
  const found = inTurns(classes, takers, chosen, others, budget / 4);
  return {
    ...found,
    upperBound: Math.max(
      found.gain,
      relaxed === null ? crudeBound(classes, takers) : solveTable(relaxed).gain,
    ),
  };
}

/** Solves for some takers first, then hands the units that are left to the others, group by group. */
function inTurns(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  first: readonly number[],
  others: readonly number[],
  budget: number,
): Solution {
  const table = tableOf(classes, takers, first, [], budget);
  let best: Solution = table === null ? { gain: 0, assignments: [] } : solveTable(table);
  let rest = others;
  while (rest.length > 0) {
    const left = leftOver(classes, best.assignments);
    const batch = fittingTakers(left, takers, rest, budget);
    rest = rest.filter((taker) => !batch.includes(taker));
    const more = batch.length === 0 ? null : tableOf(left, takers, batch, [], budget);
    if (more === null) break;
    const added = solveTable(more);
    best = {
      gain: best.gain + added.gain,
      assignments: [...best.assignments, ...added.assignments],
    };
  }
  return best;
}

/** As many takers as fit into the budget together, in their order. */
function fittingTakers(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  order: readonly number[],
  budget: number,
): readonly number[] {
  let chosen: number[] = [];
  let refused = 0;
  for (const taker of order) {
    const wider = [...chosen, taker].sort((a, b) => a - b);
    if (tableOf(classes, takers, wider, [], budget) !== null) chosen = wider;
    else refused += 1;
    if (refused > mostRefusals) break;
  }
  return chosen;
}

function leftOver(
  classes: readonly UnitClass[],
  assignments: readonly Assignment[],
): readonly UnitClass[] {
  const used = new Map<number, number>();
  for (const { unitClass, count } of assignments) {
    used.set(unitClass, (used.get(unitClass) ?? 0) + count);
  }
  return classes.map((unitClass, index) => ({
    ...unitClass,
    count: unitClass.count - (used.get(index) ?? 0),
  }));
}

function crudeBound(classes: readonly UnitClass[], takers: readonly Taker[]): number {
  return classes.reduce((sum, { takers: open, price, count }) => {
    const best = open.reduce((most, index) => Math.max(most, takers[index]?.share(price) ?? 0), 0);
    return sum + best * count;
  }, 0);
}

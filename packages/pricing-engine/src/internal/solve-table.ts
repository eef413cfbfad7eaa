import type { Assignment } from "./combination.js";
import { type Counter, isMore, type Table } from "./combination-table.js";

// What a choice says: left alone, taken singly, or from here on the counter that took the unit.
const skipped = 0;
const singly = 1;
const counted = 2;

/** The best way through a table, and what it counts for, figure by figure. */
export interface SolvedTable {
  readonly worth: readonly number[];
  readonly assignments: readonly Assignment[];
}

/** The best that is known for each state of the counters, by figure; the first figure that differs decides. */
interface Layer {
  readonly first: Float64Array;
  readonly others: readonly Float64Array[];
}

/** Fills the table unit by unit and walks back along the choices that led to the best closed state. */
export function solveTable(table: Table): SolvedTable {
  const { classes, counters, states, singles, bulk, places } = table;
  const largest = counters.reduce((most, { size }) => Math.max(most, size), 1);
  const found = createTally(table.takers, largest);
  const classOfStep: number[] = [];
  let ofBulk = 0;
  classes.forEach(({ count }, index) => {
    const { taker, blocks, size } = bulk[index] ?? { taker: -1, blocks: 0, size: 1 };
    if (blocks > 0) {
      const gains = counters.find((one) => one.taker === taker)?.worths[index]?.[0];
      (gains ?? singles[index]?.worth.slice(0, 1) ?? []).forEach((one, position) => {
        found.add(index, taker, position, blocks);
        ofBulk += blocks * one;
      });
    }
    for (let unit = blocks * size; unit < count; unit++) classOfStep.push(index);
  });
  const choices = new Uint8Array(classOfStep.length * states);
  let current = layerOf(states, places);
  let next = layerOf(states, places);
  current.first.fill(Number.NEGATIVE_INFINITY, 1);
  for (let at = 0; at < classOfStep.length; at++) {
    const choice = choices.subarray(at * states, (at + 1) * states);
    const unitClass = classOfStep[at] ?? 0;
    step(current, next, choice, unitClass, singles[unitClass]?.worth ?? [], counters);
    [current, next] = [next, current];
  }
  const last = bestClosedState(current, counters);
  walkBack(table, choices, classOfStep, last, found);
  const worth = worthAt(current, last);
  return { worth: [(worth[0] ?? 0) + ofBulk, ...worth.slice(1)], assignments: found.list() };
}

function layerOf(states: number, places: number): Layer {
  return {
    first: new Float64Array(states),
    others: Array.from({ length: places - 1 }, () => new Float64Array(states)),
  };
}

function worthAt({ first, others }: Layer, state: number): readonly number[] {
  return [first[state] ?? 0, ...others.map((one) => one[state] ?? 0)];
}

/** One unit more: it is left alone, taken singly, or joins the open block of a taker. */
function step(
  current: Layer,
  next: Layer,
  choice: Uint8Array,
  unitClass: number,
  single: readonly number[],
  counters: readonly Counter[],
): void {
  raise(current.first, next.first, single[0] ?? 0);
  for (let i = 0; i < current.others.length; i++) {
    const [from, to] = [current.others[i], next.others[i]];
    if (from !== undefined && to !== undefined) raise(from, to, single[i + 1] ?? 0);
  }
  if (single.some((figure) => figure !== 0)) choice.fill(singly);
  for (let which = 0; which < counters.length; which++) {
    const counter = counters[which];
    const worths = counter?.worths[unitClass] ?? null;
    if (counter === undefined || worths === null) continue;
    joinBlock(current, next, choice, counter, worths, counted + which);
  }
}

function raise(from: Float64Array, to: Float64Array, by: number): void {
  for (let state = 0; state < from.length; state++) to[state] = (from[state] ?? 0) + by;
}

/** The unit joins the open block of one taker, from every state in which the block can go on. */
function joinBlock(
  current: Layer,
  next: Layer,
  choice: Uint8Array,
  { radix, stride, size, wraps }: Counter,
  worths: readonly (readonly number[])[],
  mark: number,
): void {
  const { first } = current;
  const { first: reached } = next;
  const states = first.length;
  const highest = wraps ? radix : radix - 1;
  const span = stride * radix;
  const single = worths.length === 1;
  for (let digit = 0; digit < highest; digit++) {
    const position = digit % size;
    const gain = worths[0]?.[position] ?? 0;
    const shift = digit + 1 === radix ? -digit * stride : stride;
    for (let block = digit * stride; block < states; block += span) {
      for (let from = block; from < block + stride; from++) {
        const value = (first[from] ?? 0) + gain;
        const to = from + shift;
        const before = reached[to] ?? 0;
        if (value < before) continue;
        if (value === before && (single || !winsLater(current, next, worths, position, from, to))) {
          continue;
        }
        reached[to] = value;
        choice[to] = mark;
        if (!single) moveOthers(current, next, worths, position, from, to);
      }
    }
  }
}

/** Of two ways that count for the same in the first figure, the later ones decide. */
function winsLater(
  { others }: Layer,
  next: Layer,
  worths: readonly (readonly number[])[],
  position: number,
  from: number,
  to: number,
): boolean {
  for (let i = 0; i < others.length; i++) {
    const value = (others[i]?.[from] ?? 0) + (worths[i + 1]?.[position] ?? 0);
    const difference = value - (next.others[i]?.[to] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function moveOthers(
  current: Layer,
  next: Layer,
  worths: readonly (readonly number[])[],
  position: number,
  from: number,
  to: number,
): void {
  for (let i = 0; i < current.others.length; i++) {
    const target = next.others[i];
    if (target === undefined) continue;
    target[to] = (current.others[i]?.[from] ?? 0) + (worths[i + 1]?.[position] ?? 0);
  }
}

function bestClosedState(layer: Layer, counters: readonly Counter[]): number {
  const sets = setsOf(counters);
  const states = layer.first.length;
  if (sets.length > 0) for (let state = 0; state < states; state++) payForSets(layer, state, sets);
  let best = 0;
  for (let state = 1; state < states; state++) {
    const value = layer.first[state] ?? 0;
    const most = layer.first[best] ?? 0;
    if (value < most || (value === most && layer.others.length === 0)) continue;
    if (value === most && !isMore(worthAt(layer, state), worthAt(layer, best))) continue;
    if (isClosed(state, counters)) best = state;
  }
  return best;
}

/** Whether no block is open that must not stay so. */
function isClosed(state: number, counters: readonly Counter[]): boolean {
  for (const { stride, radix, size, partial } of counters) {
    if (!partial && (Math.floor(state / stride) % radix) % size !== 0) return false;
  }
  return true;
}

/** The counters that hold the parts of one set. */
function setsOf(counters: readonly Counter[]): readonly (readonly Counter[])[] {
  const sets = new Map<number, Counter[]>();
  for (const counter of counters) {
    if (counter.set === null) continue;
    const own = sets.get(counter.set.id);
    if (own === undefined) sets.set(counter.set.id, [counter]);
    else own.push(counter);
  }
  return [...sets.values()];
}

/** Counts what the complete sets count for; a state in which a set lacks a part is none that could be reached. */
function payForSets(layer: Layer, state: number, sets: readonly (readonly Counter[])[]): void {
  for (const parts of sets) {
    const rounds = parts.map(
      ({ stride, radix, size }) => (Math.floor(state / stride) % radix) / size,
    );
    const [first = 0] = rounds;
    const worth = parts[0]?.worthOfSet ?? [];
    if (rounds.some((one) => one !== first)) layer.first[state] = Number.NEGATIVE_INFINITY;
    else {
      layer.first[state] = (layer.first[state] ?? 0) + first * (worth[0] ?? 0);
      layer.others.forEach((figures, i) => {
        figures[state] = (figures[state] ?? 0) + first * (worth[i + 1] ?? 0);
      });
    }
  }
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

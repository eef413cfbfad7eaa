import type { Assignment, Solution } from "./combination.js";
import type { Counter, Table } from "./combination-table.js";

// What a choice says: left alone, taken singly, or from here on the counter that took the unit.
const skipped = 0;
const singly = 1;
const counted = 2;

/** Fills the table unit by unit and walks back along the choices that led to the best closed state. */
export function solveTable(table: Table): Solution {
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
  for (let which = 0; which < counters.length; which++) {
    const counter = counters[which];
    const gains = counter?.gains[unitClass] ?? null;
    if (counter === undefined || gains === null) continue;
    joinBlock(current, next, choice, counter, gains, counted + which);
  }
}

/** The unit joins the open block of one taker, from every state in which the block can go on. */
function joinBlock(
  current: Float64Array,
  next: Float64Array,
  choice: Uint8Array,
  { radix, stride, size, wraps }: Counter,
  gains: readonly number[],
  mark: number,
): void {
  const states = current.length;
  const highest = wraps ? radix : radix - 1;
  const span = stride * radix;
  for (let digit = 0; digit < highest; digit++) {
    const gain = gains[digit % size] ?? 0;
    const shift = digit + 1 === radix ? -digit * stride : stride;
    for (let block = digit * stride; block < states; block += span) {
      for (let from = block; from < block + stride; from++) {
        const value = (current[from] ?? 0) + gain;
        if (value > (next[from + shift] ?? 0)) {
          next[from + shift] = value;
          choice[from + shift] = mark;
        }
      }
    }
  }
}

function bestClosedState(values: Float64Array, counters: readonly Counter[]): number {
  let best = 0;
  const sets = setsOf(counters);
  for (let state = 0; sets.length > 0 && state < values.length; state++) {
    values[state] = (values[state] ?? 0) - costOfSets(state, sets);
  }
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

/** What the complete sets cost; beyond all measure when a set lacks a part. */
function costOfSets(state: number, sets: readonly (readonly Counter[])[]): number {
  let cost = 0;
  for (const parts of sets) {
    const blocks = parts.map(
      ({ stride, radix, size }) => (Math.floor(state / stride) % radix) / size,
    );
    const [first = 0] = blocks;
    if (blocks.some((one) => one !== first)) return Number.POSITIVE_INFINITY;
    cost += first * (parts[0]?.set?.cost ?? 0);
  }
  return cost;
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

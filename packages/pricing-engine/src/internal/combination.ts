/** Equal units: the same price, and open to the same promotions. */
export interface UnitClass {
  readonly price: number;
  readonly count: number;
  /** Indexes of the takers these units are open to, ascending. */
  readonly takers: readonly number[];
}

/** Whether units of a class are open to a taker. */
export function isOpenTo({ takers }: UnitClass, index: number): boolean {
  let low = 0;
  let high = takers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const seen = takers[middle] ?? 0;
    if (seen === index) return true;
    if (seen < index) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** A promotion that takes blocks of units. Gains are whole numbers on one scale for all takers. */
export interface Taker {
  readonly size: number;
  readonly partial: boolean;
  readonly atMost: number | null;
  readonly gain: (position: number, price: number) => number;
  /** Takers with the same set hold its parts: each has as many blocks as the others, and each round of them costs something. */
  readonly set: { readonly id: number; readonly cost: number } | null;
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

/**
 * What a search makes as large as possible where that is not simply the gain: figures of which the first that differs decides.
 */
export interface Aim {
  /** How many figures there are. */
  readonly places: number;
  /** What a unit at a position counts for. */
  readonly worth: (taker: number, position: number, price: number) => readonly number[];
  /** What each round of a set counts for besides its units. */
  readonly worthOfSet: (taker: number) => readonly number[];
}

export interface Combination {
  readonly assignments: readonly Assignment[];
  readonly gain: number;
  /** No combination that the objective may choose gains more. */
  readonly upperBound: number;
  /** Whether no other serves the objective better. */
  readonly proven: boolean;
  /** How far the answer may be from the best one in what the objective counts; 0 when it is proven. */
  readonly gap: number;
}

/** Steps that a search may still take; every part of it takes its own from here. */
export interface Work {
  left: number;
}

/** What the assignments gain: every unit at its position, less what the rounds of sets cost. */
export function gainOf(
  classes: readonly UnitClass[],
  takers: readonly Taker[],
  assignments: readonly Assignment[],
): number {
  let gain = 0;
  for (const { unitClass, taker, position, count } of assignments) {
    const own = takers[taker];
    if (own === undefined) continue;
    gain += own.gain(position, classes[unitClass]?.price ?? 0) * count;
    // The takers of a set have as many rounds each, so the first one's units tell them.
    if (own.set !== null && own.set.id === taker) gain -= (own.set.cost * count) / own.size;
  }
  return gain;
}

/** The units that assignments leave, class by class. */
export function leftOver(
  classes: readonly UnitClass[],
  assignments: readonly Assignment[],
): readonly UnitClass[] {
  const used = new Float64Array(classes.length);
  for (const { unitClass, count } of assignments) used[unitClass] = (used[unitClass] ?? 0) + count;
  return classes.map((unitClass, index) =>
    used[index] === 0 ? unitClass : { ...unitClass, count: unitClass.count - (used[index] ?? 0) },
  );
}

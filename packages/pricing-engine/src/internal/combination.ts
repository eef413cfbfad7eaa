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

export interface Combination {
  readonly assignments: readonly Assignment[];
  readonly gain: number;
  /** No combination gains more. */
  readonly upperBound: number;
}

/** A combination that exists, without a word on whether it is the best. */
export interface Solution {
  readonly gain: number;
  readonly assignments: readonly Assignment[];
}

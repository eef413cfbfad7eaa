import type { MinorUnits, Rate } from "@tillwright/values";
import type { BasketLine } from "../basket.js";
import type { Lane } from "../priced-basket.js";
import type { Cell } from "./cell.js";
import type { Moment } from "./moment.js";

export type GoodsTest = (line: BasketLine) => boolean;
export type BasketTest = (moment: Moment, joined: readonly Cell[]) => boolean;

/** An absolute price of `units` units of goods; `null` where the promotion has none for them. */
export interface AbsolutePriceEffect {
  readonly form: "absolute-price";
  readonly priceOf: (cell: Cell, units: number, moment: Moment) => MinorUnits | null;
  readonly piecesPerMember: number | null;
}

/** A share of the shelf price. */
export interface PriceRateEffect {
  readonly form: "price-rate";
  readonly rateOf: (moment: Moment) => Rate | null;
}

/**
 * How a promotion takes units: blocks of `size`, the units of each sorted from dear to cheap.
 *
 * `gain(position, price)` is what the unit at that position saves, in parts of one minor unit (`1 / denominator`).
 */
export interface UnitsEffect {
  readonly form: "units";
  readonly size: number;
  readonly denominator: number;
  readonly gain: (position: number, price: MinorUnits) => number;
  /** The share each position saves, in parts of the denominator; `null` when a position saves something else than a share. */
  readonly off: readonly number[] | null;
  /** What one unit of a block can save at the most when every unit of the block gives its fair part; for bounds. */
  readonly share: (price: MinorUnits) => number;
  /** Whether weighed goods take part, each line as one unit. */
  readonly measured: boolean;
  /** Whether what a block saves belongs to all of its units by their prices, and not to the positions that gain. */
  readonly asSet: boolean;
  /** Whether a block that is not full gives what its positions give. */
  readonly partial: boolean;
  /** Blocks in one basket at the most. */
  readonly atMost: number | null;
  /** Where a block is a set of different goods: how many pieces of which; `size` is their sum. */
  readonly parts: readonly { readonly pieces: number; readonly test: GoodsTest }[] | null;
}

/** An amount off all of J, shared over it. */
export interface JointEffect {
  readonly form: "joint";
  /** The amount off; never more than the running amount is taken. */
  readonly discount: (
    sums: JointSums,
  ) => { readonly amount: MinorUnits; readonly times: number } | null;
  /** Fixed amounts are shared by deal, rates by what they are a rate of. */
  readonly sharedBy: "deal" | "running";
}

export interface JointSums {
  readonly deal: MinorUnits;
  readonly running: MinorUnits;
  readonly pieces: number;
}

/** An amount off each of the goods by itself. */
export interface EachEffect {
  readonly form: "each";
  readonly discount: (cell: Cell) => MinorUnits;
}

export type Effect = AbsolutePriceEffect | PriceRateEffect | UnitsEffect | JointEffect | EachEffect;

/** Uses and money over all sales; infinite where nothing is said. */
export interface PromotionLimits {
  readonly perMember: number;
  readonly total: number;
  readonly budget: MinorUnits;
}

export interface CompiledPromotion {
  /** Its place in the one order that everything follows: lane, priority, id. */
  readonly index: number;
  readonly id: string;
  readonly lane: Lane;
  readonly priority: number;
  readonly group: string | null;
  readonly fundedBy: string;
  readonly needs: "offer" | "code" | null;
  readonly codes: readonly string[];
  readonly limits: PromotionLimits | null;
  readonly goods: GoodsTest | null;
  readonly when: BasketTest | null;
  readonly effect: Effect;
}

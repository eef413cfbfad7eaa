import type { MinorUnits, Rate } from "@tillwright/values";
import type { BasketLine } from "./basket.js";
import type { Moment } from "./moment.js";

/** Whether a line of goods takes part. Sees nothing but the line, so that equal lines are told alike. @public */
export type GoodsTest = (line: BasketLine) => boolean;

/** Whether something holds of the basket, its member and the moment; `joined` are the goods that take part. @public */
export type BasketTest = (moment: Moment, joined: readonly RunningGoods[]) => boolean;

/**
 * Goods while their price is being made, read only: one line, or equal lines that are priced as one. All amounts are minor
 * units of all the units together.
 *
 * @public
 */
export interface RunningGoods {
  /** The line; of equal lines the first by its id. */
  readonly line: BasketLine;
  /** Pieces, or 1 for a measured line. */
  readonly units: number;
  /** Pieces for rules that count pieces: 0 for a measured line. */
  readonly pieces: number;
  readonly list: MinorUnits;
  /** After member, price-list and time-limited prices, before promotions. */
  readonly deal: MinorUnits;
  /** What is left of the price by now. */
  readonly now: MinorUnits;
}

/**
 * Sums over the goods that take part, when a promotion's turn has come.
 *
 * @public
 */
export interface JointSums {
  readonly list: MinorUnits;
  readonly deal: MinorUnits;
  readonly running: MinorUnits;
  readonly pieces: number;
}

/** A basket while it is being priced, read only. @public */
export interface RunningBasket {
  readonly moment: Moment;
  /** The goods that take part, in an order that the order of the lines cannot change. */
  readonly goods: readonly RunningGoods[];
}

/** Sets the price of goods, in the lane `unit-price`: the lowest of all absolute prices counts. @public */
export interface AbsolutePriceEffect {
  readonly form: "absolute-price";
  /** The price of `units` of these units, rounded once; `null` where the promotion has none for them. */
  readonly priceOf: (goods: RunningGoods, units: number, moment: Moment) => MinorUnits | null;
  /** Pieces one member may have at this price, over all sales; `null` without a limit. */
  readonly piecesPerMember: number | null;
}

/** A share of the shelf price, in the lane `unit-price`; how it meets absolute prices is the document's `pricePolicy`. @public */
export interface PriceRateEffect {
  readonly form: "price-rate";
  /** The share that is paid; `null` where this basket gets none. */
  readonly rateOf: (moment: Moment) => Rate | null;
}

/**
 * How a promotion takes units, in the lane `item`: blocks of `size`, the units of each sorted from dear to cheap. Each unit is
 * taken by one promotion at most, and all that compete are solved together.
 *
 * Made by `shareBlocks`, `perPiece`, `setsForPrice` and `setsOfParts`; the search is exact for what these make.
 *
 * @public
 */
export interface UnitsEffect {
  readonly form: "units";
  /** Units of a block. */
  readonly size: number;
  /** Gains are whole numbers of `1 / denominator` minor units. */
  readonly denominator: number;
  /** What the unit at that position of a block saves, in parts of one minor unit. */
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
  readonly parts: readonly UnitsPart[] | null;
  /** Blocks that the basket gives a right to, where that is not any number. */
  readonly rounds?: (moment: Moment, joined: readonly RunningGoods[]) => number;
  /** Which of the goods that take part may be taken; all of them where it is missing. */
  readonly takes?: GoodsTest;
}

/** One part of a set: so many pieces of these goods. @public */
export interface UnitsPart {
  readonly pieces: number;
  readonly test: GoodsTest;
  /** The share these pieces save, in parts of the denominator; all of the price where it is missing. */
  readonly off?: number;
}

/** An amount off all goods that take part together, shared over them; in the lanes `order`, `coupon`, `manual` and a vendor's. @public */
export interface JointEffect {
  readonly form: "joint";
  /**
   * The amount off and how many rounds that is; `null` when the basket gets nothing. More than the running amount is never
   * taken.
   */
  readonly discount: (
    sums: JointSums,
  ) => { readonly amount: MinorUnits; readonly times: number } | null;
  /** Fixed amounts are shared by deal, rates by what they are a rate of. */
  readonly sharedBy: "list" | "deal" | "running";
}

/** An amount off each of the goods by itself, from 0 to what is left of it; in the same lanes as a joint one. @public */
export interface EachEffect {
  readonly form: "each";
  readonly discount: (goods: RunningGoods) => MinorUnits;
}

/** Amounts off the goods, worked out over all that take part; in the same lanes as a joint one. @public */
export interface WholeEffect {
  readonly form: "whole";
  /** One amount for each of `goods`, in their order, from 0 to what is left of it. */
  readonly discount: (running: RunningBasket) => readonly MinorUnits[];
}

/** One product that a gift may be, with the value of one piece in minor units. @public */
export interface GiftOffer {
  readonly productId: string;
  readonly value: MinorUnits;
}

/** Gifts that a basket has a right to: so many pieces, all from `offers`. @public */
export interface GiftRight {
  readonly times: number;
  readonly count: number;
  readonly offers: readonly GiftOffer[];
}

/** Hands out gifts and takes nothing off; in the lanes `item`, `order`, `coupon` and a vendor's. @public */
export interface GiftsEffect {
  readonly form: "gifts";
  readonly rights: (running: RunningBasket) => readonly GiftRight[];
}

/**
 * What a promotion does, once its terms are read. The engine chooses, allocates, rounds and pins; an effect only says how
 * much.
 *
 * @public
 */
export type Effect =
  | AbsolutePriceEffect
  | PriceRateEffect
  | UnitsEffect
  | JointEffect
  | EachEffect
  | WholeEffect
  | GiftsEffect;

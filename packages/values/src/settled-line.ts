import type { MinorUnits } from "./money.js";
import type { Quantity } from "./quantity.js";

/**
 * One discount on a settled line.
 *
 * @public
 */
export interface SettledDiscount {
  readonly promotionId: string;
  /** The lane of pricing that gave it: `unit-price`, `item`, `order`, `coupon`, `manual`, `points`. */
  readonly lane: string;
  /** Taken off the whole line; never negative. */
  readonly amount: MinorUnits;
  /** Who bears it: `shop`, or the brand or platform by name. */
  readonly fundedBy: string;
}

/**
 * A run of equal units of a line with the frozen figures of ONE unit. A measured line is a single run of one.
 *
 * @public
 */
export interface SettledRun {
  readonly count: number;
  readonly list: MinorUnits;
  /** What the customer owes for one unit after every discount, points offset included. */
  readonly paid: MinorUnits;
  readonly tax: MinorUnits;
  /** The part of list that points paid. */
  readonly pointsOffset: MinorUnits;
  /** Whole points pinned to one unit. */
  readonly points: number;
  /** Each tender's share of `paid`, by tender id of the sale; the shares sum to `paid`. */
  readonly tenders: Readonly<Record<string, MinorUnits>>;
}

/**
 * A line of a completed sale with everything pinned to it. Refunds read these figures and never today's rules.
 *
 * @public
 */
export interface SettledLine {
  readonly lineId: string;
  readonly productId: string;
  readonly name: string;
  /** The department, and the categories from wide to narrow. */
  readonly department: string;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly quantity: Quantity;
  /** Shelf price of the whole line. */
  readonly list: MinorUnits;
  /** After member and time-limited prices, before promotions. */
  readonly deal: MinorUnits;
  readonly paid: MinorUnits;
  readonly tax: MinorUnits;
  readonly pointsOffset: MinorUnits;
  readonly discounts: readonly SettledDiscount[];
  /** The counts sum to the pieces of the line, and the figures times count to those of the line. */
  readonly runs: readonly SettledRun[];
}

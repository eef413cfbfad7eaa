import type { MinorUnits } from "@tillwright/values";
import type { PricedRun } from "./priced-basket.js";

/**
 * Units that a customer brings back within a basket: the figures that were pinned to ONE of them when they were sold.
 *
 * @public
 */
export type ReturnedRun = Pick<PricedRun, "count" | "paid" | "tax" | "pointsOffset" | "points">;

/**
 * A line of an earlier priced basket that comes back in an exchange.
 *
 * Its runs are those of the priced line, with the count that comes back.
 *
 * @public
 */
export interface ReturnedLine {
  /** Unique among what comes back. */
  readonly returnId: string;
  /** The sale and the line it was bought on; the host's words, they change no figure. */
  readonly saleId?: string;
  readonly lineId: string;
  readonly runs: readonly ReturnedRun[];
  /** `taxIncluded` of the earlier basket: whether `paid` contains `tax`. */
  readonly taxIncluded: boolean;
  /** The tax class of the earlier line. */
  readonly taxId?: string;
}

/**
 * What is given for a line that came back.
 *
 * @public
 */
export interface PricedReturn {
  readonly returnId: string;
  readonly saleId: string | null;
  readonly lineId: string;
  readonly taxId: string | null;
  readonly units: number;
  /** Money, tax in it. */
  readonly money: MinorUnits;
  /** The part of `money` that is tax. */
  readonly tax: MinorUnits;
  /** What points had paid comes back as these points. */
  readonly points: number;
}

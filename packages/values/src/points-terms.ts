import type { Rate } from "./rate.js";

/**
 * What points may pay of a sale (积分抵现). Loyalty states the terms, pricing computes within them, loyalty posts the number.
 *
 * @public
 */
export interface PointsTerms {
  /** Whole points the member may spend now. */
  readonly balance: number;
  /** Points that make one major unit of money: 100 points = ¥1 is 100. A positive whole number. */
  readonly pointsPerMajorUnit: number;
  /** Points are used in multiples of this. A positive whole number. */
  readonly step: number;
  /** The largest share of the amount due that points may pay; `null` for no cap. */
  readonly cap: Rate | null;
  /** What the customer asked for: as many as the terms allow, or a number of points at the most. */
  readonly requested: number | "max";
}

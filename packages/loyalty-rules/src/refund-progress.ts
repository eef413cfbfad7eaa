import type { CountedForTier } from "./earn-record.js";

/**
 * What refunds of a sale have done to points so far. Kept with the sale and handed to the next refund of it.
 *
 * @public
 */
export type RefundProgress = {
  /** Earned points taken back, debts and points paid in money included. */
  readonly taken: number;
  /** Points the member did not have any more when they were to be taken back. */
  readonly missing: number;
  /** Points that had paid for goods, given back. */
  readonly restored: number;
  /** What the sale still counts towards a tier. */
  readonly counted: CountedForTier | null;
};

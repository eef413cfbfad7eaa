import type { CountedForTier } from "./earn-record.js";
import type { SpentLot } from "./lots.js";

/**
 * What refunds of a sale have done to points so far. Kept with the sale and handed to the next refund of it.
 *
 * @public
 */
export type RefundProgress = {
  /** Points that had paid for goods, given back. */
  readonly restored: number;
  /** Points taken, by the lots they were taken from. */
  readonly takenFrom: readonly SpentLot[];
  /** How many of them paid debts of other sales. */
  readonly debtPaid: number;
  /** Points that were not there and became a debt. */
  readonly owed: number;
  /** Points that were not there and whose value was kept back from the money. */
  readonly paidInMoney: number;
  /** What the sale still counts towards a tier. */
  readonly counted: CountedForTier | null;
};

/** Before the first refund. */
export function noRefundYet(counted: CountedForTier | null): RefundProgress {
  return { restored: 0, takenFrom: [], debtPaid: 0, owed: 0, paidInMoney: 0, counted };
}

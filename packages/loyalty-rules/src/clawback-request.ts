import type { Lot, PostCommand } from "@tillwright/ledger";
import type { MinorUnits, Reason } from "@tillwright/values";
import type { EarnRecord } from "./earn-record.js";
import type { SpentLot } from "./lots.js";
import type { RefundProgress } from "./refund-progress.js";
import type { CommandContext, RefundedUnits, SaleEvent } from "./sale-event.js";

/**
 * A refund of some units of a sale, as loyalty needs it.
 *
 * @public
 */
export interface ClawbackRequest {
  readonly memberId: string;
  readonly refundId: string;
  /** The sale as it was made. */
  readonly sale: SaleEvent;
  /** What it earned; `null` when it was made without a member. */
  readonly earned: EarnRecord | null;
  /** The lots whose points paid a part of it. */
  readonly pointsSpent: readonly SpentLot[];
  /** Every unit that has come back so far, those of this refund included. */
  readonly refunded: readonly RefundedUnits[];
  /** What earlier refunds of the sale did; `null` before the first. */
  readonly progress: RefundProgress | null;
  /** Points of the sale's own lot that lapsed unspent ({@link lapsedPoints}): they are gone and not taken again. */
  readonly lapsed: number;
  /** The member's lots of pending points now, as the journal lists them. */
  readonly pending: readonly Lot[];
  /** The member's lots of points now, as the journal lists them. */
  readonly lots: readonly Lot[];
  /** Points the member owes now: the balance of the debt account. */
  readonly debt: number;
  readonly context: CommandContext;
}

/**
 * What a refund does to points. Of several refunds of a sale each says what it changes: a later one may give back what an
 * earlier one had to take.
 *
 * @public
 */
export interface Clawback {
  /** Earned points taken from the balance. */
  readonly take: number;
  /** Points taken that were not there: what the debt grows by; below zero when restored points pay it. */
  readonly debt: number;
  /** The value of points that were not there, to be kept from the refund, when the programme says so. */
  readonly reduceRefundBy: MinorUnits;
  /** Points that had paid for goods and come back. */
  readonly restore: number;
  readonly commands: readonly PostCommand[];
  readonly reasons: readonly Reason[];
  /** For the next refund of the sale. */
  readonly progress: RefundProgress;
}

import type { RefundedUnits, RefundProgress } from "@tillwright/loyalty-rules";
import type { ReturnPlan } from "@tillwright/pricing-engine/returns";
import type { MinorUnits } from "@tillwright/values";

/**
 * What refunds of a sale have taken back so far: kept beside the sale, which itself never changes.
 *
 * @public
 */
export interface RefundState {
  readonly version: 1;
  readonly saleId: string;
  /** Units that came back of each run of each line, by line id. */
  readonly refunded: Readonly<Record<string, readonly number[]>>;
  /** Amounts that came back of each tender of the sale, by tender id. */
  readonly tenders: Readonly<Record<string, MinorUnits>>;
  /** Ids of the refunds, in their order. */
  readonly refunds: readonly string[];
  /** What loyalty needs for the next refund. */
  readonly progress: RefundProgress | null;
  /** How each return was judged, in their order; absent where nothing but what was pinned can go back. */
  readonly judged?: readonly JudgedReturn[];
  /** What all refunds together kept by their plans, and the tax in it. */
  readonly kept?: { readonly amount: MinorUnits; readonly tax: MinorUnits };
  /** A refund that waits for a provider to pay its part back; no other refund of the sale can begin meanwhile. */
  readonly pending: PendingRefund | null;
}

/**
 * What a policy of returns says of a return, and the tax that was pinned to its goods.
 *
 * @public
 */
export interface JudgedReturn {
  readonly plan: ReturnPlan;
  readonly tax: MinorUnits;
}

/**
 * A refund that is decided but not settled yet.
 *
 * @public
 */
export interface PendingRefund {
  readonly refundId: string;
  readonly units: readonly RefundedUnits[];
  readonly payBack: "as-paid" | "cash";
  readonly reason: string;
  readonly operatorId: string;
  readonly approvedBy: string | null;
  /** How the returns of the sale were judged, this one last; `null` when only what was pinned can go back. */
  readonly judged?: readonly JudgedReturn[] | null;
  /** The attempts that pay the electronic parts back, by the tender id of the sale. */
  readonly attempts: Readonly<Record<string, string>>;
}

/** Before the first refund. */
export function noRefunds(saleId: string): RefundState {
  return {
    version: 1,
    saleId,
    refunded: {},
    tenders: {},
    refunds: [],
    progress: null,
    pending: null,
  };
}

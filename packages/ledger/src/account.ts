/**
 * What is conserved: a currency code for money, or `points`, `stored-principal`, `coupon:<template>`, `stock:<product>`.
 *
 * @public
 */
export type AssetId = string;

/** Names an account: `store:S1/sales`, `member:M1/points`. @public */
export type AccountId = string;

/** Whose account it is: `store:S1` or `member:M1`. Rows of a store lead with it. @public */
export type OwnerId = string;

/**
 * Which lot is spent first: the one that expires first (those without an end last, then the older), or the oldest.
 *
 * @public
 */
export type LotOrder = "earliest-expiry" | "first-in";

/**
 * A place that holds an amount of one asset. Amounts are whole smallest units: minor units of money, whole points.
 *
 * Postings add signed amounts: what comes in is positive. Accounts without limits (sales, issued points) go below zero
 * as the other side of what is handed out.
 *
 * @public
 */
export interface Account {
  readonly accountId: AccountId;
  readonly owner: OwnerId;
  readonly asset: AssetId;
  /** The least the account may hold, holds on it counted as gone; `null` for none. */
  readonly floor: number | null;
  /** The most it may hold, incoming holds counted as arrived; `null` for none. */
  readonly ceiling: number | null;
  /** `null` for a plain amount; otherwise it is held in lots that are spent in this order. */
  readonly lots: LotOrder | null;
}

import type { LotOrder } from "./account.js";
import type { LotState } from "./ledger-view.js";

const noEnd = Number.POSITIVE_INFINITY;

/** Compares two lots of one account by the order in which they are spent; never 0 for two different lots. */
export function compareLots(order: LotOrder, a: LotState, b: LotState): number {
  if (order === "earliest-expiry" && a.expiresAt !== b.expiresAt) {
    return (a.expiresAt ?? noEnd) < (b.expiresAt ?? noEnd) ? -1 : 1;
  }
  return a.openedAt - b.openedAt || a.position - b.position || a.line - b.line;
}

/** Whether the lot can no longer be spent at the instant: its end is the first such instant. */
export function isExpired(lot: { readonly expiresAt: number | null }, at: number): boolean {
  return lot.expiresAt !== null && lot.expiresAt <= at;
}

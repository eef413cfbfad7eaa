import type { Instant } from "@tillwright/values";
import type { Account } from "./account.js";
import { addFigures } from "./draft.js";
import type { Entry, LotId } from "./entry.js";
import type { Balance, Lot } from "./journal.js";
import type { Figures, LotState } from "./ledger-view.js";
import { heldFigures } from "./limits.js";
import { isExpired } from "./spend-order.js";

/**
 * The balance of an account from what a store has read: its figures, its lots with something left in any order (none for
 * a plain account), and the open holds on it that have expired at the instant, which no longer count.
 *
 * @example
 * ```ts
 * import { balanceFrom } from "@tillwright/ledger";
 * const cash = { accountId: "store:S1/cash", owner: "store:S1", asset: "CNY", floor: 0, ceiling: null, lots: null };
 * balanceFrom(cash, { posted: 500, heldOut: 120, heldIn: 0 }, [], [], 0).available; //=> 380
 * ```
 *
 * @public
 */
export function balanceFrom(
  account: Account,
  figures: Figures,
  lots: Iterable<LotState>,
  expiredHolds: readonly Entry[],
  at: Instant,
): Balance {
  const { accountId, asset } = account;
  const { posted, heldOut, heldIn } = withoutExpired(accountId, figures, expiredHolds);
  let expired = 0;
  if (account.lots !== null) {
    for (const lot of lotsFrom(accountId, lots, expiredHolds, at)) {
      if (isExpired(lot, at)) expired += lot.remaining - lot.held;
    }
  }
  return Object.freeze({
    account: accountId,
    asset,
    posted,
    heldOut,
    heldIn,
    available: posted - heldOut - expired,
  });
}

function withoutExpired(accountId: string, figures: Figures, holds: readonly Entry[]): Figures {
  return holds.reduce((left, hold) => {
    const freed = heldFigures(hold.postings, -1).get(accountId);
    return freed === undefined ? left : addFigures(left, freed);
  }, figures);
}

/**
 * The lots of an account as a caller sees them: in the order given with the expired ones at the end, and without what
 * expired holds reserve.
 *
 * @example
 * ```ts
 * import { lotsFrom } from "@tillwright/ledger";
 * lotsFrom("member:M1/points", [], [], 0); //=> []
 * ```
 *
 * @public
 */
export function lotsFrom(
  accountId: string,
  lots: Iterable<LotState>,
  expiredHolds: readonly Entry[],
  at: Instant,
): readonly Lot[] {
  const freed = new Map<LotId, number>();
  for (const move of expiredHolds.flatMap((hold) => hold.lotMoves)) {
    if (move.account !== accountId || move.amount > 0) continue;
    freed.set(move.lotId, (freed.get(move.lotId) ?? 0) - move.amount);
  }
  const alive: Lot[] = [];
  const expired: Lot[] = [];
  for (const { position: _, line: __, ...lot } of lots) {
    const seen = Object.freeze({ ...lot, held: lot.held - (freed.get(lot.lotId) ?? 0) });
    (isExpired(lot, at) ? expired : alive).push(seen);
  }
  return Object.freeze([...alive, ...expired]);
}

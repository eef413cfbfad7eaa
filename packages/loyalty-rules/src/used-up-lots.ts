import type { AccountId, Entry, Lot, LotMove } from "@tillwright/ledger";

function openedBy(account: AccountId, { lotId, amount, opens }: LotMove, at: number): Lot | null {
  if (opens === undefined || amount < 0) return null;
  const { expiresAt, source } = opens;
  return { account, lotId, issued: amount, remaining: 0, held: 0, expiresAt, openedAt: at, source };
}

/**
 * The lots of an account of which nothing is left, from its entries: spent, or let go after their end. The journal lists them
 * no more, but a refund may still give back into them, so they move with the others when two memberships become one
 * ({@link mergeAccounts}).
 *
 * @param entries - the entries of the account
 *
 * @example
 * ```ts
 * import { usedUpLots } from "@tillwright/loyalty-rules";
 *
 * usedUpLots("member:M2/points", []); //=> []
 * ```
 *
 * @public
 */
export function usedUpLots(account: AccountId, entries: readonly Entry[]): readonly Lot[] {
  const opened = new Map<string, Lot>();
  const left = new Map<string, number>();
  for (const { kind, lotMoves, at } of entries) {
    // What is reserved or given free again has not moved.
    if (kind === "hold" || kind === "release") continue;
    for (const move of lotMoves) {
      if (move.account !== account) continue;
      const { lotId, amount, opens } = move;
      const lot = openedBy(account, move, at);
      if (lot !== null) opened.set(lotId, lot);
      else if (opens !== undefined) opened.delete(lotId);
      left.set(lotId, (left.get(lotId) ?? 0) + amount);
    }
  }
  return [...opened.values()].filter(({ lotId }) => left.get(lotId) === 0);
}

import type { Account } from "./account.js";
import { appendEntry } from "./append-entry.js";
import { unknownAccount } from "./check-postings.js";
import type { Draft } from "./draft.js";
import type { LotMove } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { LapseCommand } from "./journal-command.js";
import { applyFigures, judgeLimits, movedFigures } from "./limits.js";
import { refusal } from "./refusal.js";
import { releaseExpired } from "./release-hold.js";
import { isExpired } from "./spend-order.js";

/** Moves what is left of expired lots to another account of the owner; what a hold reserves stays until it is closed. */
export function lapseLots(draft: Draft, command: LapseCommand): LedgerRefusal | null {
  const { entryId, key, at, memo } = command;
  draft.prefetch?.([command.account, command.to]);
  const from = draft.account(command.account);
  const to = draft.account(command.to);
  if (from === null) return unknownAccount(command.account);
  if (to === null) return unknownAccount(command.to);
  const mismatch = checkTarget(from, to);
  if (mismatch !== null) return mismatch;
  const touched = [from, to].map(({ accountId }) => ({ account: accountId, amount: 0 }));
  releaseExpired(draft, touched, at, null);
  const lotMoves = from.lots === null ? [] : takeExpired(draft, from, at);
  const total = lotMoves.reduce((sum, move) => sum - move.amount, 0);
  if (total === 0) {
    const message = `account ${from.accountId} has no expired lot with something left`;
    return refusal("ledger.nothing-to-lapse", message, { account: from.accountId, at });
  }
  const postings = [
    { account: from.accountId, amount: -total },
    { account: to.accountId, amount: total },
  ];
  const changes = movedFigures(postings);
  const problem = judgeLimits(draft, changes);
  if (problem !== null) return problem;
  applyFigures(draft, changes);
  const head = { entryId, key, at, memo };
  appendEntry(draft, {
    ...head,
    kind: "lapse",
    postings,
    lotMoves,
    refersTo: null,
    expiresAt: null,
  });
  return null;
}

function checkTarget(from: Account, to: Account): LedgerRefusal | null {
  const facts = { account: from.accountId, to: to.accountId };
  if (from.owner !== to.owner) {
    const message = `${from.accountId} and ${to.accountId} belong to different owners`;
    return refusal("ledger.owner-mismatch", message, facts);
  }
  if (from.asset !== to.asset) {
    const message = `${from.accountId} holds ${from.asset}, ${to.accountId} holds ${to.asset}`;
    return refusal("ledger.asset-mismatch", message, facts);
  }
  if (to.lots !== null) {
    const message = `${to.accountId} is held in lots and would need a new one`;
    return refusal("ledger.lot-required", message, { account: to.accountId });
  }
  return null;
}

function takeExpired(draft: Draft, from: Account, at: number): readonly LotMove[] {
  const moves: LotMove[] = [];
  for (const lot of draft.lots(from.accountId, from.lots ?? "first-in")) {
    const amount = lot.remaining - lot.held;
    if (!isExpired(lot, at) || amount <= 0) continue;
    draft.putLot(lot, { ...lot, remaining: lot.held });
    moves.push({ account: from.accountId, lotId: lot.lotId, amount: -amount });
  }
  return moves;
}

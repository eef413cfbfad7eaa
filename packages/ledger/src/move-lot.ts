import type { Instant } from "@tillwright/values";
import { lotShort, unknownLot } from "./choose-lots.js";
import type { Draft } from "./draft.js";
import type { LotMove } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { LotState } from "./ledger-view.js";
import { refusal } from "./refusal.js";

/** The place in the journal at which a lot is opened. */
export interface LotPlace {
  readonly at: Instant;
  readonly position: number;
  readonly line: number;
}

/** Applies a move to its lot in the draft: opens it, gives back into it, takes from it, or takes it back as never begun. */
export function moveLot(draft: Draft, move: LotMove, place: LotPlace): LedgerRefusal | null {
  if (move.amount > 0) {
    return move.opens === undefined ? giveBack(draft, move) : openLot(draft, move, place);
  }
  const lot = draft.lot(move.account, move.lotId);
  if (lot === null) return unknownLot(move.account, move.lotId);
  const free = lot.remaining - lot.held;
  if (free + move.amount < 0) return lotShort(move.account, move.lotId, -move.amount, free);
  const issued = move.opens === undefined ? lot.issued : lot.issued + move.amount;
  draft.putLot(lot, { ...lot, issued, remaining: lot.remaining + move.amount });
  return null;
}

/** Refuses an incoming move that its lot cannot take; the lot is not touched. */
export function checkIncoming(draft: Draft, move: LotMove): LedgerRefusal | null {
  const { account, lotId, amount } = move;
  if (move.opens !== undefined) {
    if (!draft.hasLot(account, lotId)) return null;
    const message = `${account} has had a lot ${lotId}; a new lot needs a new id`;
    return refusal("ledger.lot-taken", message, { account, lotId });
  }
  const lot = draft.lot(account, lotId);
  if (lot === null) return unknownLot(account, lotId);
  const room = lot.issued - lot.remaining;
  if (amount <= room) return null;
  return refusal(
    "ledger.lot-overfull",
    `lot ${lotId} of ${account} can take back ${room}, not ${amount}`,
    { account, lotId, amount, room },
  );
}

function openLot(draft: Draft, move: LotMove, place: LotPlace): LedgerRefusal | null {
  const problem = checkIncoming(draft, move);
  if (problem !== null) return problem;
  const lot: LotState = {
    account: move.account,
    lotId: move.lotId,
    issued: move.amount,
    remaining: move.amount,
    held: 0,
    expiresAt: move.opens?.expiresAt ?? null,
    openedAt: place.at,
    source: move.opens?.source ?? null,
    position: place.position,
    line: place.line,
  };
  draft.putLot(null, lot);
  return null;
}

/** An expired lot takes back too; what it gets stays expired. */
function giveBack(draft: Draft, move: LotMove): LedgerRefusal | null {
  const problem = checkIncoming(draft, move);
  const lot = draft.lot(move.account, move.lotId);
  if (problem !== null || lot === null) return problem;
  draft.putLot(lot, { ...lot, remaining: lot.remaining + move.amount });
  return null;
}

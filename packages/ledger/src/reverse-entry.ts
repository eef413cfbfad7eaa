import { appendEntry } from "./append-entry.js";
import type { Draft } from "./draft.js";
import type { LedgerRefusal } from "./journal.js";
import type { ReverseCommand } from "./journal-command.js";
import { applyFigures, judgeLimits, movedFigures } from "./limits.js";
import { moveLot } from "./move-lot.js";
import { refusal } from "./refusal.js";
import { releaseExpired, unknownEntry } from "./release-hold.js";

/**
 * Takes an entry back: the same postings and lots with the signs turned, the lot moves from the last to the first. A lot
 * that it opened is taken back as never begun, expired or not; what it spent returns to the very lots.
 */
export function reverseEntry(draft: Draft, command: ReverseCommand): LedgerRefusal | null {
  const { entryId, key, at, memo, reverses } = command;
  const entry = draft.entry(reverses);
  if (entry === null) return unknownEntry(reverses);
  if (entry.kind !== "post" && entry.kind !== "settle" && entry.kind !== "lapse") {
    const message = `a ${entry.kind} cannot be reversed (entry ${reverses})`;
    return refusal("ledger.not-reversible", message, { entry: reverses, kind: entry.kind });
  }
  const by = draft.referredBy(reverses);
  if (by !== null) {
    const message = `entry ${reverses} was reversed by entry ${by}`;
    return refusal("ledger.already-reversed", message, { entry: reverses, by });
  }
  const postings = entry.postings.map(({ account, amount }) => ({ account, amount: -amount }));
  const lotMoves = entry.lotMoves.map((move) => ({ ...move, amount: -move.amount })).reverse();
  releaseExpired(draft, postings, at, null);
  const changes = movedFigures(postings);
  const problem = judgeLimits(draft, changes);
  if (problem !== null) return problem;
  const position = draft.position();
  for (const [line, move] of lotMoves.entries()) {
    const blocked = moveLot(draft, move, { at, position, line });
    if (blocked !== null) return blocked;
  }
  applyFigures(draft, changes);
  const head = { entryId, key, at, memo };
  appendEntry(draft, {
    ...head,
    kind: "reverse",
    postings,
    lotMoves,
    refersTo: reverses,
    expiresAt: null,
  });
  return null;
}

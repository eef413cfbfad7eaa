import type { Instant, Outcome } from "@tillwright/values";
import { appendEntry } from "./append-entry.js";
import { checkPostings, type ResolvedPosting } from "./check-postings.js";
import { checkLotFields, incomingMoves, takeLots } from "./choose-lots.js";
import type { Draft } from "./draft.js";
import type { LotMove } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { HoldCommand, PostCommand } from "./journal-command.js";
import { applyFigures, heldFigures, judgeLimits, movedFigures } from "./limits.js";
import { checkIncoming, moveLot } from "./move-lot.js";
import { refusal } from "./refusal.js";
import { releaseExpired } from "./release-hold.js";

/** Moves amounts at once, or reserves them. Limits are judged first, then the lots are chosen, posting by posting. */
export function postEntry(draft: Draft, command: PostCommand | HoldCommand): LedgerRefusal | null {
  const { entryId, key, at, memo, kind } = command;
  const expiresAt = kind === "hold" ? command.expiresAt : null;
  if (expiresAt !== null && expiresAt <= at) {
    const message = `hold ${entryId} would have expired before it begins`;
    return refusal("ledger.hold-expired", message, { hold: entryId, expiresAt, at });
  }
  const checked = checkPostings(draft, command.postings);
  if (!checked.ok) return checked.refusal;
  const postings = checked.value.map(({ request }) => request);
  releaseExpired(draft, postings, at, null);
  const changes = kind === "hold" ? heldFigures(postings, 1) : movedFigures(postings);
  const problem = firstProblem(checked.value, checkLotFields) ?? judgeLimits(draft, changes);
  if (problem !== null) return problem;
  const moves = moveLots(draft, checked.value, kind, at);
  if (!moves.ok) return moves.refusal;
  applyFigures(draft, changes);
  const head = { entryId, key, at, memo };
  appendEntry(draft, {
    ...head,
    kind,
    postings,
    lotMoves: moves.value,
    refersTo: null,
    expiresAt,
  });
  return null;
}

/** The first refusal that a check gives, in the order of the list. */
function firstProblem<Item>(
  items: readonly Item[],
  check: (item: Item) => LedgerRefusal | null,
): LedgerRefusal | null {
  for (const item of items) {
    const problem = check(item);
    if (problem !== null) return problem;
  }
  return null;
}

function moveLots(
  draft: Draft,
  postings: readonly ResolvedPosting[],
  kind: "post" | "hold",
  at: Instant,
): Outcome<readonly LotMove[], LedgerRefusal> {
  const all: LotMove[] = [];
  for (const posting of postings) {
    const moves =
      posting.request.amount < 0
        ? takeOut(draft, posting, kind, at)
        : bringIn(draft, posting, kind, at, all.length);
    if (!moves.ok) return moves;
    all.push(...moves.value);
  }
  return { ok: true, value: all };
}

function takeOut(
  draft: Draft,
  posting: ResolvedPosting,
  kind: "post" | "hold",
  at: Instant,
): Outcome<readonly LotMove[], LedgerRefusal> {
  return takeLots(draft, posting, at, (lot, amount) => {
    draft.putLot(
      lot,
      kind === "hold"
        ? { ...lot, held: lot.held + amount }
        : { ...lot, remaining: lot.remaining - amount },
    );
  });
}

/** A hold's incoming lots are checked now and once more when it is settled; only then they open. */
function bringIn(
  draft: Draft,
  posting: ResolvedPosting,
  kind: "post" | "hold",
  at: Instant,
  firstLine: number,
): Outcome<readonly LotMove[], LedgerRefusal> {
  const moves = incomingMoves(posting);
  const position = draft.position();
  for (const [index, move] of moves.entries()) {
    const problem =
      kind === "hold"
        ? checkIncoming(draft, move)
        : moveLot(draft, move, { at, position, line: firstLine + index });
    if (problem !== null) return { ok: false, refusal: problem };
  }
  return { ok: true, value: moves };
}

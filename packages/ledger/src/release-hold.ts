import type { Instant, Outcome } from "@tillwright/values";
import { appendEntry } from "./append-entry.js";
import { expiredPrefix } from "./command-shape.js";
import type { Draft } from "./draft.js";
import type { Entry, EntryId, Posting } from "./entry.js";
import type { LedgerRefusal } from "./journal.js";
import type { ReleaseCommand } from "./journal-command.js";
import { applyFigures, heldFigures } from "./limits.js";
import { refusal } from "./refusal.js";

/** Gives a hold up. One that has expired can still be given up, until the journal has done so by itself. */
export function releaseHold(draft: Draft, command: ReleaseCommand): LedgerRefusal | null {
  const { entryId, key, at, memo } = command;
  const found = openHold(draft, command.hold);
  if (!found.ok) return found.refusal;
  releaseExpired(draft, found.value.postings, at, command.hold);
  release(draft, found.value, { entryId, key, at, memo });
  return null;
}

/** The hold, or why it is none that can be settled or released. */
export function openHold(draft: Draft, id: EntryId): Outcome<Entry, LedgerRefusal> {
  const entry = draft.entry(id);
  if (entry === null) return { ok: false, refusal: unknownEntry(id) };
  if (entry.kind !== "hold") {
    const message = `entry ${id} is a ${entry.kind}, not a hold`;
    const facts = { hold: id, kind: entry.kind };
    return { ok: false, refusal: refusal("ledger.not-a-hold", message, facts) };
  }
  const by = draft.referredBy(id);
  if (by === null) return { ok: true, value: entry };
  const message = `hold ${id} was closed by entry ${by}`;
  return { ok: false, refusal: refusal("ledger.hold-closed", message, { hold: id, by }) };
}

/** The refusal of an entry that is not in the journal. */
export function unknownEntry(id: EntryId): LedgerRefusal {
  return refusal("ledger.entry-unknown", `the journal has no entry ${id}`, { entry: id });
}

/**
 * Appends a release for each hold that has expired on the accounts that a command touches, before the command is judged.
 * `except` names the hold that the command itself closes.
 */
export function releaseExpired(
  draft: Draft,
  touched: readonly Posting[],
  at: Instant,
  except: EntryId | null,
): void {
  const accounts = [...new Set(touched.map((posting) => posting.account))];
  for (const hold of draft.expiredHolds(accounts, at)) {
    if (hold.entryId === except) continue;
    const id = `${expiredPrefix}${hold.entryId}`;
    release(draft, hold, { entryId: id, key: id, at, memo: null });
  }
}

function release(
  draft: Draft,
  hold: Entry,
  head: Pick<Entry, "entryId" | "key" | "at" | "memo">,
): void {
  freeReserved(draft, hold);
  const { postings, lotMoves, entryId } = hold;
  appendEntry(draft, {
    ...head,
    kind: "release",
    postings,
    lotMoves,
    refersTo: entryId,
    expiresAt: null,
  });
}

/** Takes everything that a hold reserves off the figures and the lots. */
export function freeReserved(draft: Draft, hold: Entry): void {
  applyFigures(draft, heldFigures(hold.postings, -1));
  for (const { account, lotId, amount } of hold.lotMoves) {
    const lot = amount < 0 ? draft.lot(account, lotId) : null;
    if (lot !== null) draft.putLot(lot, { ...lot, held: lot.held + amount });
  }
}

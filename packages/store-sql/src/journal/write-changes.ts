import type { Entry, LedgerChanges, LotChange } from "@tillwright/ledger";
import type { SqlValue } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import { rowInsert } from "../row-insert.js";
import { StoreError } from "../store-error.js";
import { entryRow, lotRow, noEnd } from "./journal-rows.js";
import type { SqlView } from "./sql-view.js";
import { touchedRows } from "./touched-rows.js";

const insertAccounts = rowInsert("journal_account", [
  "owner",
  "account_id",
  "asset",
  "floor",
  "ceiling",
  "lots",
  "posted",
  "held_out",
  "held_in",
]);
const insertEntries = rowInsert("journal_entry", [
  "owner",
  "entry_id",
  "position",
  "entry_key",
  "kind",
  "happened_at",
  "refers_to",
  "expires_at",
  "body",
]);
const insertPostings = rowInsert("journal_posting", [
  "owner",
  "account_id",
  "position",
  "happened_at",
  "amount",
  "moved",
]);
const insertLots = rowInsert("journal_lot", [
  "owner",
  "account_id",
  "lot_id",
  "issued",
  "remaining",
  "held",
  "expires_at",
  "opened_at",
  "position",
  "line",
  "source",
]);
const insertHolds = rowInsert("journal_hold", [
  "owner",
  "account_id",
  "entry_id",
  "position",
  "expires_at",
]);
const insertCommands = rowInsert("journal_command", [
  "owner",
  "command_key",
  "body_hash",
  "first_position",
  "entries",
]);

/** Judges the limits once more where it writes, so that no other writer can have used up what was read. */
const updateFigures = `UPDATE journal_account
SET posted = posted + ?, held_out = held_out + ?, held_in = held_in + ?
WHERE account_id = ? AND owner = ? AND held_out + ? >= 0 AND held_in + ? >= 0
AND (floor IS NULL OR posted + ? - held_out - ? >= floor)
AND (ceiling IS NULL OR posted + ? + held_in + ? <= ceiling)`;
const updateLot = `UPDATE journal_lot SET issued = ?, remaining = ?, held = ?
WHERE owner = ? AND account_id = ? AND lot_id = ? AND issued = ? AND remaining = ? AND held = ?`;
const deleteHold = "DELETE FROM journal_hold WHERE owner = ? AND account_id = ? AND entry_id = ?";

/** Writes what was decided. A statement that finds other rows than were read fails, and with it the transaction. */
export function writeChanges(
  transaction: SqlTransaction,
  view: SqlView,
  changes: LedgerChanges,
): void {
  const ownerOf = ownersOf(view, changes);
  insertAccounts(transaction, accountRows(changes));
  writeEntries(transaction, view, changes, ownerOf);
  for (const [accountId, { posted, heldOut, heldIn }] of changes.figures) {
    if (posted === 0 && heldOut === 0 && heldIn === 0) continue;
    const { changes: written } = transaction
      .prepare(updateFigures)
      .run(
        posted,
        heldOut,
        heldIn,
        accountId,
        ownerOf(accountId),
        heldOut,
        heldIn,
        posted,
        heldOut,
        posted,
        heldIn,
      );
    if (written !== 1) throw conflict(`account ${accountId}`);
  }
  writeLots(transaction, changes.lots, ownerOf);
  insertCommands(transaction, commandRows(changes, ownerOf));
}

type OwnerOf = (accountId: string) => string;

function ownersOf(view: SqlView, changes: LedgerChanges): OwnerOf {
  const opened = new Map(changes.accounts.map(({ accountId, owner }) => [accountId, owner]));
  return (accountId) => opened.get(accountId) ?? view.row(accountId)?.account.owner ?? "";
}

function accountRows({ accounts }: LedgerChanges): readonly (readonly SqlValue[])[] {
  return accounts.map(({ owner, accountId, asset, floor, ceiling, lots }) => [
    owner,
    accountId,
    asset,
    floor,
    ceiling,
    lots,
    0,
    0,
    0,
  ]);
}

function writeEntries(
  transaction: SqlTransaction,
  view: SqlView,
  changes: LedgerChanges,
  ownerOf: OwnerOf,
): void {
  const entries: (readonly SqlValue[])[] = [];
  const postings: (readonly SqlValue[])[] = [];
  const holds: (readonly SqlValue[])[] = [];
  for (const [index, entry] of changes.entries.entries()) {
    const position = changes.position + index;
    entries.push(entryRow(homeOf(entry, ownerOf), position, entry));
    for (const { account, amount, moved } of touchedRows(entry, holdOf(view, changes, entry))) {
      const owner = ownerOf(account);
      postings.push([owner, account, position, entry.at, amount, moved]);
      if (entry.kind !== "hold") continue;
      holds.push([owner, account, entry.entryId, position, entry.expiresAt ?? noEnd]);
    }
  }
  insertEntries(transaction, entries);
  insertPostings(transaction, postings);
  insertHolds(transaction, holds);
  for (const entry of changes.entries) closeHold(transaction, view, changes, entry, ownerOf);
}

function homeOf({ postings }: Entry, ownerOf: OwnerOf): string {
  return ownerOf(postings[0]?.account ?? "");
}

/** The hold that an entry closes; it may have been made by the same commands. */
function holdOf(view: SqlView, changes: LedgerChanges, entry: Entry): Entry | null {
  const { refersTo } = entry;
  if (refersTo === null || (entry.kind !== "settle" && entry.kind !== "release")) return null;
  return changes.entries.find((made) => made.entryId === refersTo) ?? view.entry(refersTo);
}

function closeHold(
  transaction: SqlTransaction,
  view: SqlView,
  changes: LedgerChanges,
  entry: Entry,
  ownerOf: OwnerOf,
): void {
  const hold = holdOf(view, changes, entry);
  if (hold === null) return;
  for (const account of new Set(hold.postings.map((posting) => posting.account))) {
    const deleted = transaction.prepare(deleteHold).run(ownerOf(account), account, hold.entryId);
    if (deleted.changes !== 1) throw conflict(`hold ${hold.entryId}`);
  }
}

function writeLots(
  transaction: SqlTransaction,
  lots: readonly LotChange[],
  ownerOf: OwnerOf,
): void {
  const opened = lots.filter(({ before }) => before === null);
  insertLots(
    transaction,
    opened.map(({ after }) => lotRow(ownerOf(after.account), after)),
  );
  for (const { before, after } of lots) {
    if (before === null || sameAmounts(before, after)) continue;
    const written = transaction
      .prepare(updateLot)
      .run(
        after.issued,
        after.remaining,
        after.held,
        ownerOf(after.account),
        after.account,
        after.lotId,
        before.issued,
        before.remaining,
        before.held,
      );
    if (written.changes !== 1) throw conflict(`lot ${after.lotId} of ${after.account}`);
  }
}

type LotAmounts = Pick<LotChange["after"], "issued" | "remaining" | "held">;

function sameAmounts(a: LotAmounts, b: LotAmounts): boolean {
  return a.issued === b.issued && a.remaining === b.remaining && a.held === b.held;
}

/** The entries of a command stand together, so its answer is kept as where they begin and how many they are. */
function commandRows(changes: LedgerChanges, ownerOf: OwnerOf): readonly (readonly SqlValue[])[] {
  let position = changes.position;
  return [...changes.answers].map(([key, { bodyHash, entries }]) => {
    const [first] = entries;
    const opened = changes.accounts[0]?.owner ?? "";
    const owner = first === undefined ? opened : homeOf(first, ownerOf);
    const row = [owner, key, bodyHash, position, entries.length];
    position += entries.length;
    return row;
  });
}

function conflict(what: string): StoreError {
  return new StoreError(
    "store.busy",
    `${what} was changed by another writer in the meantime`,
    { what },
    {
      retry: "same-key",
    },
  );
}

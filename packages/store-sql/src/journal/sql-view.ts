import type {
  AccountId,
  CommandKey,
  Entry,
  EntryId,
  LedgerView,
  LotId,
  LotOrder,
  LotState,
  RecordedAnswer,
} from "@tillwright/ledger";
import type { SqlRow } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import { createAccountRows } from "./account-rows.js";
import {
  type AccountRow,
  entryColumns,
  entryOf,
  lotColumns,
  lotOf,
  whole,
} from "./journal-rows.js";

const selectAnswer =
  "SELECT body_hash, first_position, entries FROM journal_command WHERE command_key = ?";
const selectEntry = `SELECT ${entryColumns} FROM journal_entry WHERE entry_id = ?`;
const selectRange = `SELECT ${entryColumns} FROM journal_entry WHERE position >= ? AND position < ? ORDER BY position`;
const selectReferring = "SELECT entry_id FROM journal_entry WHERE refers_to = ?";
const selectPosition = "SELECT COALESCE(MAX(position), -1) + 1 AS next FROM journal_entry";
const selectKnown = `SELECT (SELECT COUNT(*) FROM journal_command WHERE command_key = ?) AS commands,
(SELECT COUNT(*) FROM journal_entry WHERE entry_id = ?) AS entries,
(SELECT COALESCE(MAX(position), -1) + 1 FROM journal_entry) AS next`;
const selectHasLot =
  "SELECT 1 AS found FROM journal_lot WHERE owner = ? AND account_id = ? AND lot_id = ?";
const selectLot = `SELECT ${lotColumns} FROM journal_lot WHERE owner = ? AND account_id = ? AND lot_id = ?`;
const selectExpired =
  "SELECT entry_id, position, expires_at FROM journal_hold WHERE owner = ? AND account_id = ? AND expires_at <= ?";
const liveLots = `SELECT ${lotColumns} FROM journal_lot WHERE owner = ? AND account_id = ? AND remaining > 0`;
const selectLots: Readonly<Record<LotOrder, string>> = {
  "earliest-expiry": `${liveLots} ORDER BY expires_at, opened_at, position, line LIMIT ? OFFSET ?`,
  "first-in": `${liveLots} ORDER BY opened_at, position, line LIMIT ? OFFSET ?`,
};

/** Most spends are covered by the first lots; the rest is read in growing pages. */
const firstPage = 16;

/** The journal's rows as the ledger reads them, inside a transaction. Accounts are read once, many at a time. */
export interface SqlView extends LedgerView {
  row(accountId: AccountId): AccountRow | null;
}

export function createSqlView(transaction: SqlTransaction): SqlView {
  const { load, row } = createAccountRows(transaction);
  const free = { keys: new Set<CommandKey>(), entries: new Set<EntryId>() };
  let position: number | null = null;

  function entry(id: EntryId): Entry | null {
    const found = transaction.prepare(selectEntry).get(id);
    if (found === undefined) return null;
    const read = entryOf(found);
    load(read.postings.map((posting) => posting.account));
    return read;
  }

  function find(sql: string, accountId: AccountId, lotId: LotId): SqlRow | undefined {
    const owner = row(accountId)?.account.owner;
    return owner === undefined ? undefined : transaction.prepare(sql).get(owner, accountId, lotId);
  }

  function lot(accountId: AccountId, lotId: LotId): LotState | null {
    const found = find(selectLot, accountId, lotId);
    return found === undefined ? null : lotOf(found);
  }

  function expect(key: CommandKey, entryId: EntryId | null): void {
    const known = transaction.prepare(selectKnown).get(key, entryId) ?? {};
    position = whole(known, "next");
    if (whole(known, "commands") === 0) free.keys.add(key);
    if (entryId !== null && whole(known, "entries") === 0) free.entries.add(entryId);
  }

  return {
    expect,
    prefetch: load,
    row,
    answer: (key) => (free.keys.has(key) ? null : readAnswer(transaction, key)),
    account: (id) => row(id)?.account ?? null,
    figures: (id) => row(id)?.figures ?? { posted: 0, heldOut: 0, heldIn: 0 },
    hasEntry: (id) =>
      !free.entries.has(id) && transaction.prepare(selectEntry).get(id) !== undefined,
    entry,
    referredBy: (id) => {
      const found = transaction.prepare(selectReferring).get(id)?.["entry_id"];
      return typeof found === "string" ? found : null;
    },
    expiredHolds: (ids, at) => readExpired(transaction, ids.map(row), at, entry),
    hasLot: (accountId, lotId) => find(selectHasLot, accountId, lotId) !== undefined,
    lot,
    lots: (accountId, order) => readLots(transaction, row(accountId), order),
    position() {
      position ??= whole(transaction.prepare(selectPosition).get() ?? {}, "next");
      return position;
    },
  };
}

function readAnswer(transaction: SqlTransaction, key: string): RecordedAnswer | null {
  const row = transaction.prepare(selectAnswer).get(key);
  if (row === undefined) return null;
  const first = whole(row, "first_position");
  const entries = transaction.prepare(selectRange).all(first, first + whole(row, "entries"));
  return { bodyHash: String(row["body_hash"]), entries: entries.map(entryOf) };
}

/** An account on which nothing is held has no holds that could have expired, so nothing is read for it. */
function readExpired(
  transaction: SqlTransaction,
  accounts: readonly (AccountRow | null)[],
  at: number,
  entry: (id: EntryId) => Entry | null,
): readonly Entry[] {
  const expired = new Map<EntryId, readonly [expiresAt: number, position: number]>();
  for (const row of accounts) {
    if (row === null || (row.figures.heldOut === 0 && row.figures.heldIn === 0)) continue;
    const { owner, accountId } = row.account;
    for (const hold of transaction.prepare(selectExpired).all(owner, accountId, at)) {
      const place = [whole(hold, "expires_at"), whole(hold, "position")] as const;
      expired.set(String(hold["entry_id"]), place);
    }
  }
  return [...expired]
    .sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1])
    .map(([id]) => entry(id))
    .filter((hold) => hold !== null);
}

function* readLots(
  transaction: SqlTransaction,
  row: AccountRow | null,
  order: LotOrder,
): Iterable<LotState> {
  if (row === null) return;
  const { owner, accountId } = row.account;
  const statement = transaction.prepare(selectLots[order]);
  let size = firstPage;
  for (let offset = 0; ; offset += size, size *= 4) {
    const page = statement.all(owner, accountId, size, offset);
    for (const found of page) yield lotOf(found);
    if (page.length < size) return;
  }
}

import {
  type AccountFinding,
  type AuditFinding,
  type AuditReport,
  auditAccount,
  auditEntry,
  type Entry,
  type EntryBooks,
  firstFinding,
  type PlacedEntry,
} from "@tillwright/ledger";
import type { SqlRow } from "../connection.js";
import type { SqlTransaction } from "../driver.js";
import {
  type AccountRow,
  accountColumns,
  accountOf,
  entryColumns,
  entryOf,
  lotColumns,
  lotOf,
  whole,
} from "./journal-rows.js";
import { createSqlView } from "./sql-view.js";
import { type TouchedRow, touchedRows } from "./touched-rows.js";

const pageSize = 200;
const selectPage = `SELECT ${entryColumns} FROM journal_entry WHERE position > ? ORDER BY position LIMIT ${pageSize}`;
const selectRow =
  "SELECT amount, moved, happened_at FROM journal_posting WHERE owner = ? AND account_id = ? AND position = ?";
const selectPosition = "SELECT position FROM journal_entry WHERE entry_id = ?";
const selectAccounts = `SELECT ${accountColumns} FROM journal_account WHERE account_id > ? ORDER BY account_id LIMIT ${pageSize}`;
const accountEntryColumns = entryColumns
  .split(", ")
  .map((column) => `e.${column}`)
  .join(", ");
const selectAccountPage = `SELECT ${accountEntryColumns}
FROM journal_posting p JOIN journal_entry e ON e.position = p.position
WHERE p.owner = ? AND p.account_id = ? AND p.position > ? ORDER BY p.position LIMIT ${pageSize}`;
const selectLots = `SELECT ${lotColumns} FROM journal_lot WHERE owner = ? AND account_id = ?`;
const selectHolds = "SELECT entry_id FROM journal_hold WHERE owner = ? AND account_id = ?";

/**
 * Recomputes the journal from its rows: each entry by itself and against its posting rows, then each account. In memory
 * stands a page of entries and the lots of one account at a time. Of several things that are wrong it names the first.
 */
export function auditJournal(transaction: SqlTransaction): AuditReport {
  const count = (table: string) =>
    whole(transaction.prepare(`SELECT COUNT(*) AS n FROM ${table}`).get() ?? {}, "n");
  return {
    entries: count("journal_entry"),
    accounts: count("journal_account"),
    lots: count("journal_lot"),
    finding: auditEntries(transaction) ?? firstFinding(auditAccounts(transaction)),
  };
}

/** Rows page by page: `next` gives the page after a row, or the first page for `null`. */
function* pages(next: (last: SqlRow | null) => readonly SqlRow[]): Iterable<SqlRow> {
  for (let last: SqlRow | null = null; ; ) {
    const page: readonly SqlRow[] = next(last);
    yield* page;
    last = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

function auditEntries(transaction: SqlTransaction): AuditFinding | null {
  let expected = 0;
  const rows = pages((last) =>
    transaction.prepare(selectPage).all(last === null ? -1 : whole(last, "position")),
  );
  for (const row of rows) {
    const entry = entryOf(row);
    const position = whole(row, "position");
    if (position !== expected) return missing(expected);
    expected += 1;
    const found = auditOne(transaction, entry, position);
    if (found !== null) return found;
  }
  return null;
}

function auditOne(
  transaction: SqlTransaction,
  entry: Entry,
  position: number,
): AuditFinding | null {
  const view = createSqlView(transaction);
  view.prefetch?.(entry.postings.map((posting) => posting.account));
  const books: EntryBooks = {
    account: (id) => view.account(id),
    earlier(id) {
      const row = transaction.prepare(selectPosition).get(id);
      return row !== undefined && whole(row, "position") < position ? view.entry(id) : null;
    },
    referredBy: (id) => view.referredBy(id),
    answered: (key) =>
      view.answer(key)?.entries.some((answered) => answered.entryId === entry.entryId) === true,
  };
  const found = auditEntry(entry, books);
  if (found !== null) return found;
  const hold =
    entry.kind === "settle" && entry.refersTo !== null ? view.entry(entry.refersTo) : null;
  for (const follows of touchedRows(entry, hold)) {
    const owner = view.account(follows.account)?.owner ?? "";
    const row = transaction.prepare(selectRow).get(owner, follows.account, position);
    const differing = compareRow(entry, follows, row);
    if (differing !== null) return differing;
  }
  return null;
}

function compareRow(
  entry: Entry,
  follows: TouchedRow,
  row: SqlRow | undefined,
): AuditFinding | null {
  const seen =
    row === undefined ? null : { amount: whole(row, "amount"), moved: whole(row, "moved") };
  const same = seen?.amount === follows.amount && seen.moved === follows.moved;
  if (same && row !== undefined && whole(row, "happened_at") === entry.at) return null;
  const { account, amount, moved } = follows;
  return {
    code: "ledger.audit-rows-differ",
    entryId: entry.entryId,
    account,
    message: `entry ${entry.entryId} has another posting row on ${account} than it says itself`,
    facts: { seen, follows: { amount, moved } },
  };
}

function missing(position: number): AuditFinding {
  const message = `the entry at position ${position} is missing`;
  const facts = { position };
  return { code: "ledger.audit-entry-missing", entryId: null, account: null, message, facts };
}

function* auditAccounts(transaction: SqlTransaction): Iterable<AccountFinding | null> {
  const rows = pages((last) =>
    transaction.prepare(selectAccounts).all(last === null ? "" : String(last["account_id"])),
  );
  for (const row of rows) {
    const found = accountOf(row);
    yield strayRow(transaction, found) ?? auditRow(transaction, found);
  }
}

function auditRow(transaction: SqlTransaction, { account, figures }: AccountRow) {
  const { owner, accountId } = account;
  return auditAccount({
    account,
    figures,
    lots: transaction.prepare(selectLots).all(owner, accountId).map(lotOf),
    openHolds: transaction
      .prepare(selectHolds)
      .all(owner, accountId)
      .map((hold) => String(hold["entry_id"])),
    entries: entriesOf(transaction, owner, accountId),
  });
}

function* entriesOf(
  transaction: SqlTransaction,
  owner: string,
  accountId: string,
): Iterable<PlacedEntry> {
  const rows = pages((last) =>
    transaction
      .prepare(selectAccountPage)
      .all(owner, accountId, last === null ? -1 : whole(last, "position")),
  );
  for (const row of rows) yield { position: whole(row, "position"), entry: entryOf(row) };
}

/** A posting row on the account that no entry accounts for. */
function strayRow(transaction: SqlTransaction, { account }: AccountRow): AccountFinding | null {
  const { owner, accountId } = account;
  const view = createSqlView(transaction);
  for (const { position, entry } of entriesOf(transaction, owner, accountId)) {
    const hold =
      entry.kind === "settle" && entry.refersTo !== null ? view.entry(entry.refersTo) : null;
    if (touchedRows(entry, hold).some((row) => row.account === accountId)) continue;
    const code = "ledger.audit-rows-differ";
    const message = `entry ${entry.entryId} has a posting row on ${accountId}, which it does not touch`;
    const facts = { follows: null };
    const finding = { code, entryId: entry.entryId, account: accountId, message, facts };
    return { position, finding };
  }
  return null;
}

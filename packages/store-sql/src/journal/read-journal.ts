import {
  type Account,
  type AccountId,
  type Balance,
  balanceFrom,
  type Entry,
  type EntryQuery,
  type Lot,
  lotsFrom,
  type TrialBalance,
  trialBalanceFrom,
} from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";
import type { SqlTransaction } from "../driver.js";
import { accountColumns, accountOf, entryColumns, entryOf, whole } from "./journal-rows.js";
import { createSqlView } from "./sql-view.js";

const selectSum =
  "SELECT COALESCE(SUM(amount), 0) AS total FROM journal_posting WHERE owner = ? AND account_id = ? AND happened_at <= ?";
const selectEntries = `SELECT ${entryColumns} FROM journal_entry WHERE happened_at >= ? AND happened_at < ? ORDER BY position`;
const entryColumnsOfE = entryColumns
  .split(", ")
  .map((column) => `e.${column}`)
  .join(", ");
const selectAccountEntries = `SELECT ${entryColumnsOfE}
FROM journal_posting p JOIN journal_entry e ON e.position = p.position
WHERE p.owner = ? AND p.account_id = ? AND p.happened_at >= ? AND p.happened_at < ?
ORDER BY p.position`;
const prefixedAccount = accountColumns
  .split(", ")
  .map((column) => `a.${column}`)
  .join(", ");
const selectBalancesNow = `SELECT ${prefixedAccount}, a.posted AS balance FROM journal_account a
WHERE EXISTS (SELECT 1 FROM journal_posting p
  WHERE p.owner = a.owner AND p.account_id = a.account_id AND p.moved = 1)`;
const selectBalancesAt = `SELECT ${prefixedAccount}, s.balance
FROM (SELECT owner, account_id, SUM(amount) AS balance FROM journal_posting
  WHERE moved = 1 AND happened_at <= ? GROUP BY owner, account_id) s
JOIN journal_account a ON a.account_id = s.account_id AND a.owner = s.owner`;

/** Before and after every instant that a program can name. */
const beginning = -(2n ** 53n);
const end = 2n ** 53n;

export function readBalance(
  transaction: SqlTransaction,
  accountId: AccountId,
  at: Instant,
): Balance | null {
  const view = createSqlView(transaction);
  const row = view.row(accountId);
  if (row === null) return null;
  const { account, figures } = row;
  const lots = account.lots === null ? [] : view.lots(accountId, account.lots);
  return balanceFrom(account, figures, lots, view.expiredHolds([accountId], at), at);
}

export function readBalanceAt(
  transaction: SqlTransaction,
  accountId: AccountId,
  at: Instant,
): number | null {
  const account = createSqlView(transaction).account(accountId);
  if (account === null) return null;
  const row = transaction.prepare(selectSum).get(account.owner, accountId, at);
  return whole(row ?? {}, "total");
}

export function readLots(
  transaction: SqlTransaction,
  accountId: AccountId,
  at: Instant,
): readonly Lot[] {
  const view = createSqlView(transaction);
  const order = view.account(accountId)?.lots ?? null;
  if (order === null) return [];
  return lotsFrom(accountId, view.lots(accountId, order), view.expiredHolds([accountId], at), at);
}

export function readEntries(transaction: SqlTransaction, query: EntryQuery): readonly Entry[] {
  const from = query.from ?? beginning;
  const until = query.until ?? end;
  if (query.account === undefined) {
    return transaction.prepare(selectEntries).all(from, until).map(entryOf);
  }
  const account = createSqlView(transaction).account(query.account);
  if (account === null) return [];
  const statement = transaction.prepare(selectAccountEntries);
  return statement.all(account.owner, account.accountId, from, until).map(entryOf);
}

export function readTrialBalance(transaction: SqlTransaction, at: Instant | null): TrialBalance {
  const rows =
    at === null
      ? transaction.prepare(selectBalancesNow).all()
      : transaction.prepare(selectBalancesAt).all(at);
  const balances = rows.map((row): { account: Account; balance: number } => ({
    account: accountOf(row).account,
    balance: whole(row, "balance"),
  }));
  return trialBalanceFrom(balances);
}

import type { AccountId } from "@tillwright/ledger";
import type { SqlTransaction } from "../driver.js";
import { type AccountRow, accountColumns, accountOf } from "./journal-rows.js";

const mostAccounts = 24;
const accountTexts: readonly string[] = Array.from({ length: mostAccounts }, (_, index) => {
  const marks = Array.from({ length: index + 1 }, () => "?").join(", ");
  return `SELECT ${accountColumns} FROM journal_account WHERE account_id IN (${marks})`;
});

/** The accounts read so far in one piece of work. */
export interface AccountRows {
  /** Reads those that have not been read, many with one statement. */
  load(ids: Iterable<AccountId>): void;
  /** `null` for an account that is not open. */
  row(accountId: AccountId): AccountRow | null;
}

export function createAccountRows(transaction: SqlTransaction): AccountRows {
  const rows = new Map<AccountId, AccountRow | null>();

  function load(ids: Iterable<AccountId>): void {
    const missing = [...new Set(ids)].filter((id) => !rows.has(id));
    for (let from = 0; from < missing.length; from += mostAccounts) {
      const some = missing.slice(from, from + mostAccounts);
      const sql = accountTexts[some.length - 1] ?? "";
      for (const id of some) rows.set(id, null);
      for (const found of transaction.prepare(sql).all(...some)) {
        const row = accountOf(found);
        rows.set(row.account.accountId, row);
      }
    }
  }

  function row(id: AccountId): AccountRow | null {
    if (!rows.has(id)) load([id]);
    return rows.get(id) ?? null;
  }

  return { load, row };
}

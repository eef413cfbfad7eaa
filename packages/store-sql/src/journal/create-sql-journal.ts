import type { Journal } from "@tillwright/ledger";
import type { SqlDriver } from "../driver.js";
import { applyInTransaction, applyOneInTransaction } from "./apply-in-transaction.js";
import { auditJournal } from "./audit-journal.js";
import {
  readBalance,
  readBalanceAt,
  readEntries,
  readLots,
  readTrialBalance,
} from "./read-journal.js";
import { createSqlView } from "./sql-view.js";

/**
 * The journal on the shop's file. Each command, or list of commands, is one transaction that is durable when its promise
 * resolves; what is read comes from one state of the file.
 *
 * Decides by the same code as the journal in memory, so both answer alike. Rejects with a `StoreError` where the file
 * fails, and with `ledger.command-invalid` on misuse; nothing is half written in any case.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlJournal } from "@tillwright/store-sql/ledger";
 *
 * const store = await openStore({ path: ":memory:" });
 * const journal = createSqlJournal(store.driver);
 * (await journal.audit()).finding; //=> null
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlJournal(driver: SqlDriver): Journal {
  return Object.freeze({
    execute: async (command) =>
      driver.transaction((transaction) => applyOneInTransaction(transaction, command)),
    executeAll: async (commands) =>
      driver.transaction((transaction) => applyInTransaction(transaction, commands)),
    account: async (accountId) => createSqlView(driver).account(accountId),
    balance: async (accountId, at) =>
      driver.snapshot((transaction) => readBalance(transaction, accountId, at)),
    balanceAt: async (accountId, at) =>
      driver.snapshot((transaction) => readBalanceAt(transaction, accountId, at)),
    lots: async (accountId, at) =>
      driver.snapshot((transaction) => readLots(transaction, accountId, at)),
    entry: async (entryId) => createSqlView(driver).entry(entryId),
    entries: async (query) => driver.snapshot((transaction) => readEntries(transaction, query)),
    trialBalance: async (at) => driver.snapshot((transaction) => readTrialBalance(transaction, at)),
    audit: async () => driver.snapshot(auditJournal),
  } satisfies Journal);
}

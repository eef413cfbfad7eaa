import type { TillStore } from "@tillwright/cashier";
import { applyInTransaction } from "../journal/apply-in-transaction.js";
import { createSqlJournal } from "../journal/create-sql-journal.js";
import type { Store } from "../store.js";
import { auditEntriesOf } from "./audit-log.js";
import { readCommand } from "./commands.js";
import { commitCommand } from "./commit.js";
import { readDocument, readDocuments } from "./documents.js";
import { queuedJobs, takeOutOfQueue } from "./print-outbox.js";
import { countSales, memberActivity, saleById, saleByNumber, salesOf } from "./sale-queries.js";

/**
 * The till's store on the shop's file. A commit is one transaction that is durable when its promise resolves.
 *
 * Rejects with a `StoreError`: `store.disk-full`, `store.io`, `store.busy` and `store.out-of-memory` say in `retry` that
 * the same command may be sent again with its key, which does it at most once; nothing is half written in any case.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlTillStore } from "@tillwright/store-sql/till";
 *
 * const store = await openStore({ path: ":memory:" });
 * const till = createSqlTillStore(store);
 * await till.salesCount({ owner: "store:S1" }); //=> 0
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlTillStore(store: Store): TillStore {
  const { driver } = store;
  return Object.freeze({
    commit: async (request) => commitCommand(driver, request, applyInTransaction),
    keptAnswer: async (owner, key) => readCommand(driver, owner, key),
    document: async (owner, kind, id) => readDocument(driver, owner, kind, id),
    documents: async (owner, kind, status) => readDocuments(driver, owner, kind, status),
    sale: async (owner, saleId) => saleById(driver, owner, saleId),
    saleByNumber: async (owner, number) => saleByNumber(driver, owner, number),
    sales: (query) => salesOf(driver, query),
    salesCount: async (query) => countSales(driver, query),
    memberActivity: async (owner, memberId) => memberActivity(driver, owner, memberId),
    auditEntries: (owner, tillId) => auditEntriesOf(driver, owner, tillId),
    printJobs: async (owner) => queuedJobs(driver, owner),
    printed: async (owner, jobId) => takeOutOfQueue(driver, owner, jobId),
    journal: createSqlJournal(driver),
  } satisfies TillStore);
}

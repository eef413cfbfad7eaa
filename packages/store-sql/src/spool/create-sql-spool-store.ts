import type { SpoolStore } from "@tillwright/printer-escpos/spool";
import type { Store } from "../store.js";
import {
  changeJob,
  deletePrinted,
  insertJob,
  putJobBack,
  readJob,
  readJobs,
  readNext,
} from "./job-rows.js";

/**
 * A spool's jobs on the shop's file.
 *
 * @public
 */
export interface SqlSpoolStore extends SpoolStore {
  /**
   * Deletes jobs that are `printed` or `sent`, but none of the last `keep` that came, and tells how many there were. Jobs that wait or
   * about which a person has to decide are never deleted. An id that is deleted would be a new job if it were handed in again, so
   * `keep` should reach back further than anybody hands in a job twice.
   */
  forgetPrinted(keep: number): Promise<number>;
}

/**
 * The jobs of a print spool on the shop's file. Each change is a transaction of its own, durable when its promise resolves, so a
 * restart neither loses a job nor prints one twice: a job that was being sent when the power went is found as `sending`, and the
 * spool says that nobody knows what became of it.
 *
 * `owner` names who shares the printers: a till, or a store (default: `spool`). Rejects with a `StoreError` as the till's
 * store does.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 * import { createSqlSpoolStore } from "@tillwright/store-sql/spool";
 *
 * const store = await openStore({ path: ":memory:" });
 * const jobs = createSqlSpoolStore(store);
 * await jobs.add({ id: "sale-1", printer: "front", bytes: Uint8Array.of(0x48, 0x69, 0x0a) });
 * (await jobs.nextWaiting("front"))?.id; //=> "sale-1"
 * await jobs.change("sale-1", "waiting", { state: "printed", attempts: 1 }); //=> true
 * await jobs.nextWaiting("front"); //=> undefined
 * store.close();
 * ```
 *
 * @public
 */
export function createSqlSpoolStore(
  store: Store,
  options: { readonly owner?: string } = {},
): SqlSpoolStore {
  const { driver } = store;
  const owner = options.owner ?? "spool";
  return Object.freeze({
    add: async (job) =>
      driver.transaction(
        (transaction) => readJob(transaction, owner, job.id) ?? insertJob(transaction, owner, job),
      ),
    find: async (id) => readJob(driver, owner, id),
    nextWaiting: async (printer) => readNext(driver, owner, printer),
    list: async (printer, state) => readJobs(driver, owner, printer, state),
    change: async (id, from, to) =>
      driver.transaction((transaction) => changeJob(transaction, owner, id, from, to)),
    putBack: async (id, from) =>
      driver.transaction((transaction) => putJobBack(transaction, owner, id, from)),
    forgetPrinted: async (keep) =>
      driver.transaction((transaction) => deletePrinted(transaction, owner, keep)),
  } satisfies SqlSpoolStore);
}

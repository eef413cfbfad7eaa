import type { CommitRequest, PrintJob, StoredPrintJob } from "@tillwright/cashier";
import type { OwnerId } from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import type { SqlDriver, SqlTransaction } from "../driver.js";
import { rowInsert } from "../row-insert.js";
import { jsonText } from "../stored-json.js";

const insertJobs = rowInsert("print_job", [
  "owner",
  "job_id",
  "position",
  "place",
  "till_id",
  "printer",
  "happened_at",
  "state",
  "document",
]);

const selectQueued =
  "SELECT job_id, till_id, printer, happened_at, document FROM print_job WHERE owner = ? AND state = 'queued' ORDER BY position, place";
const takeOut =
  "UPDATE print_job SET state = 'done' WHERE owner = ? AND job_id = ? AND state = 'queued'";

/** Puts what a commit wants printed in the queue, where it stays until it is on paper. */
export function enqueue(
  transaction: SqlTransaction,
  request: CommitRequest,
  jobs: readonly PrintJob[],
  position: number,
): void {
  if (jobs.length === 0) return;
  insertJobs(
    transaction,
    jobs.map((job, place) => [
      request.owner,
      `${request.key}/${place}`,
      position,
      place,
      request.tillId,
      job.printer,
      request.at,
      "queued",
      jsonText(job.document),
    ]),
  );
}

export function queuedJobs(driver: SqlDriver, owner: OwnerId): readonly StoredPrintJob[] {
  return driver
    .prepare(selectQueued)
    .all(owner)
    .map((row) => {
      const document: Json = JSON.parse(String(row["document"]));
      return {
        owner,
        tillId: String(row["till_id"]),
        jobId: String(row["job_id"]),
        at: Number(row["happened_at"]),
        state: "queued",
        printer: String(row["printer"]),
        document,
      };
    });
}

export function takeOutOfQueue(driver: SqlDriver, owner: OwnerId, jobId: string): void {
  driver.transaction((transaction) => transaction.prepare(takeOut).run(owner, jobId));
}

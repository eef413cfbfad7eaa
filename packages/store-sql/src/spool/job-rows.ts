import { Buffer } from "node:buffer";
import type {
  NewSpoolJob,
  SpoolJob,
  SpoolJobChange,
  SpoolJobState,
} from "@tillwright/printer-escpos/spool";
import type { SqlRow } from "../connection.js";
import type { SqlTransaction } from "../driver.js";

const columns = "job_id, sequence, printer, state, attempts, reason, bytes";
const countUp =
  "INSERT INTO spool_counter (owner, last) VALUES (?, 1) ON CONFLICT (owner) DO UPDATE SET last = spool_counter.last + 1 RETURNING last";
const insertRow = `INSERT INTO spool_job (owner, ${columns}) VALUES (?, ?, ?, ?, 'waiting', 0, NULL, ?)`;
const selectOne = `SELECT ${columns} FROM spool_job WHERE owner = ? AND job_id = ?`;
const selectNext = `SELECT ${columns} FROM spool_job WHERE owner = ? AND printer = ? AND state = 'waiting' ORDER BY sequence LIMIT 1`;
const selectAll = `SELECT ${columns} FROM spool_job WHERE owner = ? AND printer = ? ORDER BY sequence`;
const selectOfState = `SELECT ${columns} FROM spool_job WHERE owner = ? AND printer = ? AND state = ? ORDER BY sequence`;
const updateState =
  "UPDATE spool_job SET state = ?, attempts = ?, reason = ? WHERE owner = ? AND job_id = ? AND state = ?";
const updateBack =
  "UPDATE spool_job SET state = 'waiting', attempts = 0, reason = NULL, sequence = ? WHERE owner = ? AND job_id = ? AND state = ?";
const deleteDone =
  "DELETE FROM spool_job WHERE owner = ? AND state IN ('printed', 'sent') AND sequence <= (SELECT last FROM spool_counter WHERE owner = ?) - ?";

/** Only this package writes these columns, so what stands in them is one of the package's own words. */
function wordOf<Word extends string>(row: SqlRow, column: string): Word {
  return String(row[column]) as Word;
}

function jobOf(row: SqlRow): SpoolJob {
  const job: SpoolJob = {
    id: String(row["job_id"]),
    printer: String(row["printer"]),
    bytes: new Uint8Array(Buffer.from(String(row["bytes"]), "base64")),
    sequence: Number(row["sequence"]),
    state: wordOf<SpoolJobState>(row, "state"),
    attempts: Number(row["attempts"]),
  };
  if (row["reason"] === null) return job;
  return { ...job, reason: wordOf<NonNullable<SpoolJob["reason"]>>(row, "reason") };
}

function nextSequence(transaction: SqlTransaction, owner: string): number {
  return Number(transaction.prepare(countUp).get(owner)?.["last"]);
}

export function readJob(
  transaction: SqlTransaction,
  owner: string,
  id: string,
): SpoolJob | undefined {
  const row = transaction.prepare(selectOne).get(owner, id);
  return row === undefined ? undefined : jobOf(row);
}

export function readNext(
  transaction: SqlTransaction,
  owner: string,
  printer: string,
): SpoolJob | undefined {
  const row = transaction.prepare(selectNext).get(owner, printer);
  return row === undefined ? undefined : jobOf(row);
}

export function readJobs(
  transaction: SqlTransaction,
  owner: string,
  printer: string,
  state: SpoolJobState | undefined,
): readonly SpoolJob[] {
  const rows =
    state === undefined
      ? transaction.prepare(selectAll).all(owner, printer)
      : transaction.prepare(selectOfState).all(owner, printer, state);
  return rows.map(jobOf);
}

/** Writes a job behind all others. Its id is free: the caller has looked in the same transaction. */
export function insertJob(transaction: SqlTransaction, owner: string, job: NewSpoolJob): SpoolJob {
  const { id, printer, bytes } = job;
  const sequence = nextSequence(transaction, owner);
  const text = Buffer.from(bytes).toString("base64");
  transaction.prepare(insertRow).run(owner, id, sequence, printer, text);
  return { id, printer, bytes: bytes.slice(), sequence, state: "waiting", attempts: 0 };
}

/** Changes a job that is in `from`; tells whether it was. */
export function changeJob(
  transaction: SqlTransaction,
  owner: string,
  id: string,
  from: SpoolJobState,
  { state, attempts, reason }: SpoolJobChange,
): boolean {
  const update = transaction.prepare(updateState);
  return update.run(state, attempts, reason ?? null, owner, id, from).changes === 1;
}

/** Puts a job that is in `from` behind all others; tells whether it was. */
export function putJobBack(
  transaction: SqlTransaction,
  owner: string,
  id: string,
  from: SpoolJobState,
): boolean {
  const sequence = nextSequence(transaction, owner);
  return transaction.prepare(updateBack).run(sequence, owner, id, from).changes === 1;
}

/** Deletes jobs that are on paper and not among the last `keep`; tells how many. */
export function deletePrinted(transaction: SqlTransaction, owner: string, keep: number): number {
  return transaction.prepare(deleteDone).run(owner, owner, keep).changes;
}

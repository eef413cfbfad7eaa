import {
  type AuditEntry,
  type AuditFact,
  type AuditHead,
  type CommitRequest,
  nextAuditEntry,
} from "@tillwright/cashier";
import type { OwnerId } from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import type { SqlRow } from "../connection.js";
import type { SqlDriver, SqlTransaction } from "../driver.js";
import { rowInsert } from "../row-insert.js";
import { sha256OfText } from "../sha256-of-text.js";
import { jsonText } from "../stored-json.js";

const pageLength = 500;

const insertEntries = rowInsert("audit_entry", [
  "owner",
  "till_id",
  "number",
  "happened_at",
  "action",
  "operator_id",
  "facts",
  "previous",
  "hash",
]);

const selectHead =
  "SELECT number, hash FROM audit_entry WHERE owner = ? AND till_id = ? ORDER BY number DESC LIMIT 1";
const selectPage = `SELECT number, happened_at, action, operator_id, facts, previous, hash FROM audit_entry WHERE owner = ? AND till_id = ? AND number > ? ORDER BY number LIMIT ${pageLength}`;

function headOf(transaction: SqlTransaction, owner: OwnerId, tillId: string): AuditHead | null {
  const row = transaction.prepare(selectHead).get(owner, tillId);
  return row === undefined ? null : { number: Number(row["number"]), hash: String(row["hash"]) };
}

/** Numbers and chains the facts of a commit onto the till's log. */
export function appendAudit(
  transaction: SqlTransaction,
  request: CommitRequest,
  facts: readonly AuditFact[],
): void {
  if (facts.length === 0) return;
  const { owner, tillId } = request;
  let head = headOf(transaction, owner, tillId);
  const rows = [];
  for (const fact of facts) {
    const entry: AuditEntry = nextAuditEntry(head, request, fact, sha256OfText);
    head = entry;
    rows.push([
      owner,
      tillId,
      entry.number,
      entry.at,
      entry.action,
      entry.operatorId,
      jsonText(entry.facts),
      entry.previous,
      entry.hash,
    ]);
  }
  insertEntries(transaction, rows);
}

function entryOf(owner: OwnerId, tillId: string, row: SqlRow): AuditEntry {
  const facts: Readonly<Record<string, Json>> = JSON.parse(String(row["facts"]));
  const operatorId = row["operator_id"] ?? null;
  return {
    owner,
    tillId,
    number: Number(row["number"]),
    at: Number(row["happened_at"]),
    action: String(row["action"]),
    operatorId: operatorId === null ? null : String(operatorId),
    facts,
    previous: String(row["previous"]),
    hash: String(row["hash"]),
  };
}

/** The log in the order of its numbers, a page at a time. */
export async function* auditEntriesOf(
  driver: SqlDriver,
  owner: OwnerId,
  tillId: string,
): AsyncGenerator<AuditEntry, void, undefined> {
  let after = 0;
  for (;;) {
    const rows = driver.prepare(selectPage).all(owner, tillId, after);
    for (const row of rows) yield entryOf(owner, tillId, row);
    if (rows.length < pageLength) return;
    after = Number(rows.at(-1)?.["number"]);
  }
}

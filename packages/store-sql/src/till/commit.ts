import type {
  CommitAnswer,
  CommitBody,
  CommitRequest,
  DocumentWrite,
  TillStoreRefusal,
} from "@tillwright/cashier";
import type { Entry, JournalCommand, LedgerRefusal } from "@tillwright/ledger";
import { canonicalJson, type Outcome } from "@tillwright/values";
import type { SqlDriver, SqlTransaction } from "../driver.js";
import { appendAudit } from "./audit-log.js";
import { keepCommand, nextOf, readCommand } from "./commands.js";
import { readDocument, writeDocument } from "./documents.js";
import { enqueue } from "./print-outbox.js";
import { writeSale } from "./sale-rows.js";

/** Does journal commands inside a transaction that is already running: all, or a refusal that undoes it. */
export type ApplyJournal = (
  transaction: SqlTransaction,
  commands: readonly JournalCommand[],
) => Outcome<readonly Entry[], LedgerRefusal>;

/** Thrown inside the transaction so that a refusal undoes it, and caught outside. */
class Undo {
  readonly refusal: TillStoreRefusal;

  constructor(refusal: TillStoreRefusal) {
    this.refusal = refusal;
  }
}

function keyReused(request: CommitRequest, known: string): Undo {
  return new Undo({
    code: "cashier.key-reused",
    message: `the key ${request.key} was used before for another command`,
    facts: { key: request.key, bodyHash: request.bodyHash, firstBodyHash: known },
  });
}

function versionConflict(
  transaction: SqlTransaction,
  request: CommitRequest,
  document: DocumentWrite,
): Undo {
  const { kind, id, expectedVersion } = document;
  const seen = readDocument(transaction, request.owner, kind, id)?.version ?? null;
  return new Undo({
    code: "cashier.version-conflict",
    message: `${kind} ${id} is at version ${String(seen)}, not ${String(expectedVersion)}`,
    facts: { kind, id, expectedVersion, version: seen },
  });
}

function write(
  transaction: SqlTransaction,
  request: CommitRequest,
  body: CommitBody,
  apply: ApplyJournal,
): void {
  for (const document of body.documents) {
    if (!writeDocument(transaction, request.owner, document)) {
      throw versionConflict(transaction, request, document);
    }
  }
  if (body.journal.length > 0) {
    const posted = apply(transaction, body.journal);
    if (!posted.ok) throw new Undo(posted.refusal);
  }
  if (body.sale !== null || body.printJobs.length > 0) {
    const position = nextOf(transaction, request.owner, "position");
    if (body.sale !== null) writeSale(transaction, request.owner, body.sale, position);
    enqueue(transaction, request, body.printJobs, position);
  }
  appendAudit(transaction, request, body.audit);
}

function commitOnce(
  transaction: SqlTransaction,
  request: CommitRequest,
  apply: ApplyJournal,
): CommitAnswer {
  const known = readCommand(transaction, request.owner, request.key);
  if (known !== null) {
    if (known.bodyHash !== request.bodyHash) throw keyReused(request, known.bodyHash);
    return { replayed: true, sequence: known.sequence, answer: known.answer };
  }
  const { numbering } = request;
  const sequence =
    numbering === null
      ? null
      : nextOf(transaction, request.owner, `number:${request.tillId}/${numbering.series}`);
  const body = request.compose(sequence);
  const answer = canonicalJson(body.answer);
  write(transaction, request, body, apply);
  keepCommand(transaction, request, sequence, answer);
  return { replayed: false, sequence, answer: body.answer };
}

/** One command, one durable transaction. */
export function commitCommand(
  driver: SqlDriver,
  request: CommitRequest,
  apply: ApplyJournal,
): Outcome<CommitAnswer, TillStoreRefusal> {
  try {
    return {
      ok: true,
      value: driver.transaction((transaction) => commitOnce(transaction, request, apply)),
    };
  } catch (error) {
    if (error instanceof Undo) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

import type {
  CommitAnswer,
  CommitBody,
  CommitRequest,
  DocumentKind,
  TillStoreRefusal,
} from "@tillwright/cashier";
import type { Entry, JournalCommand, LedgerRefusal, OwnerId } from "@tillwright/ledger";
import type { Outcome } from "@tillwright/values";
import type { SqlDriver, SqlTransaction } from "../driver.js";
import { jsonText } from "../stored-json.js";
import { appendAudit } from "./audit-log.js";
import { keepCommand, nextOf, readCommand } from "./commands.js";
import { versionOf, writeDocument } from "./documents.js";
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

function keyReused(request: CommitRequest): Undo {
  const { key } = request;
  return new Undo({
    code: "cashier.key-reused",
    message: `commit: the key ${key} was used for another command`,
    facts: { key },
  });
}

function versionConflict(
  kind: DocumentKind,
  id: string,
  expected: number | null,
  actual: number | null,
): Undo {
  return new Undo({
    code: "cashier.version-conflict",
    message: `commit: ${kind} ${id} stands at version ${String(actual)}, not at ${String(expected)}`,
    facts: { kind, id, expected, actual },
  });
}

/** What the command relied on must still stand, and what it writes must replace what it read. */
function writeDocuments(
  transaction: SqlTransaction,
  owner: OwnerId,
  { unchanged, documents }: CommitBody,
): void {
  for (const { kind, id, version } of unchanged) {
    const actual = versionOf(transaction, owner, kind, id);
    if (actual !== version) throw versionConflict(kind, id, version, actual);
  }
  for (const document of documents) {
    if (writeDocument(transaction, owner, document)) continue;
    const { kind, id, expectedVersion } = document;
    throw versionConflict(kind, id, expectedVersion, versionOf(transaction, owner, kind, id));
  }
}

function write(
  transaction: SqlTransaction,
  request: CommitRequest,
  body: CommitBody,
  apply: ApplyJournal,
): void {
  writeDocuments(transaction, request.owner, body);
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
    if (known.bodyHash !== request.bodyHash) throw keyReused(request);
    return { replayed: true, sequence: known.sequence, answer: known.answer };
  }
  const { numbering } = request;
  const sequence =
    numbering === null
      ? null
      : nextOf(transaction, request.owner, `number:${request.tillId}/${numbering.series}`);
  const body = request.compose(sequence);
  const answer = jsonText(body.answer);
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

import type { CommitRequest, KeptAnswer } from "@tillwright/cashier";
import type { CommandKey, OwnerId } from "@tillwright/ledger";
import type { Json } from "@tillwright/values";
import type { SqlTransaction } from "../driver.js";

const selectCommand =
  "SELECT body_hash, sequence, answer FROM till_command WHERE owner = ? AND command_key = ?";
const insertCommand =
  "INSERT INTO till_command (owner, command_key, body_hash, till_id, happened_at, sequence, answer) VALUES (?, ?, ?, ?, ?, ?, ?)";
const countUp =
  "INSERT INTO till_counter (owner, counter, last) VALUES (?, ?, 1) ON CONFLICT (owner, counter) DO UPDATE SET last = till_counter.last + 1 RETURNING last";

/** The answer kept under a key, or `null`. */
export function readCommand(
  transaction: SqlTransaction,
  owner: OwnerId,
  key: CommandKey,
): KeptAnswer | null {
  const row = transaction.prepare(selectCommand).get(owner, key);
  if (row === undefined) return null;
  const answer: Json = JSON.parse(String(row["answer"]));
  const sequence = row["sequence"] ?? null;
  return {
    bodyHash: String(row["body_hash"]),
    sequence: sequence === null ? null : Number(sequence),
    answer,
  };
}

/** Keeps the answer under its key. A key that is taken in the meantime breaks the primary key and undoes everything. */
export function keepCommand(
  transaction: SqlTransaction,
  request: CommitRequest,
  sequence: number | null,
  answer: string,
): void {
  transaction
    .prepare(insertCommand)
    .run(
      request.owner,
      request.key,
      request.bodyHash,
      request.tillId,
      request.at,
      sequence,
      answer,
    );
}

/** The next number of a counter, from 1; without gaps, because it is undone with the transaction. */
export function nextOf(transaction: SqlTransaction, owner: OwnerId, counter: string): number {
  return Number(transaction.prepare(countUp).get(owner, counter)?.["last"]);
}

import type { ConnectionStatement } from "./connection.js";
import { storeErrorOf } from "./engine-error.js";
import { assertUsable, type Guard, guarded, misuse } from "./guard.js";
import { StoreError } from "./store-error.js";

/** Leaves the transaction, whether or not the engine has left it by itself already, as it does on a full disk. */
export function rollback(guard: Guard): void {
  const { connection, path } = guard;
  guard.failure = null;
  try {
    connection.exec("ROLLBACK");
  } catch (error) {
    if (/no transaction is active/iu.test(String(error))) return;
    guard.failure = new StoreError(
      "store.broken",
      `${path} could not be rolled back; close the store and open it again: nothing acknowledged is lost`,
      { path },
      { cause: error, retry: "same-key" },
    );
  }
}

/** Runs the work between `begin` and COMMIT, or undoes it. */
export function runTransaction<Value>(
  guard: Guard,
  begin: ConnectionStatement,
  commit: ConnectionStatement,
  work: () => Value,
): Value {
  assertUsable(guard);
  if (guard.inTransaction) throw misuse(guard, "a transaction is already running");
  guard.inTransaction = true;
  try {
    guarded(guard, "begin", () => begin.run([]));
    const value = work();
    if (value instanceof Promise) {
      throw misuse(guard, "the work of a transaction must be synchronous");
    }
    if (guard.failure !== null) throw guard.failure;
    runCommit(guard, commit);
    return value;
  } catch (error) {
    rollback(guard);
    throw error;
  } finally {
    guard.inTransaction = false;
  }
}

function runCommit(guard: Guard, commit: ConnectionStatement): void {
  try {
    commit.run([]);
  } catch (error) {
    throw storeErrorOf(error, "commit", guard.path);
  }
}

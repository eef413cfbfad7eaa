import type { Connection } from "./connection.js";
import { storeErrorOf } from "./engine-error.js";
import { StoreError } from "./store-error.js";

/**
 * What a driver knows of its connection: whether it is open, whether a transaction is running, and what ended that transaction
 * before its work did.
 */
export interface Guard {
  readonly connection: Connection;
  readonly path: string;
  closed: boolean;
  inTransaction: boolean;
  /** Stands in the way of every further statement: a transaction that has failed, or a connection that is broken for good. */
  failure: StoreError | null;
}

export function createGuard(connection: Connection): Guard {
  const { path } = connection;
  return { connection, path, closed: false, inTransaction: false, failure: null };
}

export function misuse(guard: Guard, message: string): StoreError {
  return new StoreError("store.misuse", `${message} (${guard.path})`, { path: guard.path });
}

/** Throws what stands in the way, if anything. */
export function assertUsable({ failure, closed, path }: Guard): void {
  if (failure !== null) throw failure;
  if (closed) throw new StoreError("store.closed", `the store ${path} has been closed`, { path });
}

/**
 * The engine's error as ours. Inside a transaction anything but a broken rule of the schema ends it: the engine may have undone it
 * already, and a statement after that would be written by itself.
 */
export function failed(guard: Guard, error: unknown, operation: string): StoreError {
  const storeError = storeErrorOf(error, operation, guard.path);
  const harmless = storeError.code === "store.constraint" || storeError.code === "store.misuse";
  if (guard.inTransaction && !harmless) guard.failure ??= storeError;
  return storeError;
}

/** Calls into the engine, with its errors as ours. */
export function guarded<Value>(guard: Guard, operation: string, work: () => Value): Value {
  assertUsable(guard);
  try {
    return work();
  } catch (error) {
    throw failed(guard, error, operation);
  }
}

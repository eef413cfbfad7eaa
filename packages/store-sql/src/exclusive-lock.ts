import { hostname } from "node:os";
import type { Connection } from "./connection.js";
import { storeErrorOf } from "./engine-error.js";
import { isStoreError, StoreError } from "./store-error.js";

/** Opens a file with the engine of the store. */
export type Connect = (path: string) => Promise<Connection>;

/** The right to write to a store's file, held until it is released or the process ends in whatever way. */
export interface ExclusiveLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
}

const holderTable =
  "CREATE TABLE IF NOT EXISTS holder (id BIGINT NOT NULL PRIMARY KEY, pid BIGINT NOT NULL, host TEXT NOT NULL)";

/** The file beside the store's that carries the lock. */
function lockPathOf(path: string): string {
  return `${path}-lock`;
}

/**
 * Takes the right to write to `path`, or refuses with `store.in-use` naming the process that has it.
 *
 * The lock is a write transaction that stays open in a small database of its own beside the store's file. The operating
 * system drops it when the process ends, by whatever signal, so that nothing stale is ever left to clear away; and
 * because it is not a lock on the store's file itself, reports may still read there. Who has it stands in the small
 * database, committed before the transaction that holds it began.
 */
export async function acquireLock(path: string, connect: Connect): Promise<ExclusiveLock> {
  const lockPath = lockPathOf(path);
  const connection = await connect(lockPath);
  try {
    take(connection, path);
  } catch (error) {
    abandon(connection);
    throw lockErrorOf(error, lockPath);
  }
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      abandon(connection);
    },
  };
}

/** Leaves whatever transaction is open, because closing may wait for the collection of statements. */
function abandon(connection: Connection): void {
  try {
    connection.exec("ROLLBACK");
  } catch {
    // None was open.
  }
  connection.close();
}

function take(connection: Connection, path: string): void {
  connection.exec("PRAGMA busy_timeout=0");
  begin(connection, path);
  connection.exec(holderTable);
  connection.exec("DELETE FROM holder");
  connection
    .prepare("INSERT INTO holder (id, pid, host) VALUES (1, ?, ?)")
    .run([BigInt(process.pid), hostname()]);
  connection.exec("COMMIT");
  // Whoever slips in between has the lock then, and stands in the table as soon as it does.
  begin(connection, path);
}

function begin(connection: Connection, path: string): void {
  try {
    connection.exec("BEGIN IMMEDIATE");
  } catch (error) {
    const storeError = storeErrorOf(error, "lock", path);
    if (storeError.code !== "store.busy") throw storeError;
    throw inUse(path, readHolder(connection));
  }
}

function readHolder(connection: Connection): Holder | null {
  // The holder writes its name in a moment's transaction; wait for that moment.
  connection.exec("PRAGMA busy_timeout=2000");
  try {
    const row = connection.prepare("SELECT pid, host FROM holder WHERE id = 1").get([]);
    return row === undefined ? null : { pid: Number(row["pid"]), host: String(row["host"]) };
  } catch {
    return null;
  }
}

function inUse(path: string, holder: Holder | null): StoreError {
  const who =
    holder === null
      ? "another process that is just starting"
      : `process ${holder.pid} on ${holder.host}`;
  return new StoreError(
    "store.in-use",
    `${path} is in use by ${who}; end that program first, or open the file for reading only`,
    { path, pid: holder?.pid ?? null, host: holder?.host ?? null },
  );
}

function lockErrorOf(error: unknown, lockPath: string): StoreError {
  const storeError = storeErrorOf(error, "lock", lockPath);
  if (storeError.code !== "store.not-a-database" && storeError.code !== "store.corrupt") {
    return storeError;
  }
  return new StoreError(
    storeError.code,
    `the lock file ${lockPath} is damaged; it holds no sales: delete it when no program has the shop's file open`,
    storeError.facts,
    { cause: isStoreError(error) ? error.cause : error },
  );
}

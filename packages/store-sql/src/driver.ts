import type { Connection, ConnectionStatement, SqlRow, SqlValue } from "./connection.js";
import { createGuard, type Guard, guarded } from "./guard.js";
import { prepareStatement } from "./prepared-statement.js";
import { rollback, runTransaction } from "./transaction.js";

/**
 * A prepared statement. Parameters are bound to the `?` of its text in order, and their number must be the same. Numbers are
 * exact in BIGINT columns and in comparisons with them; text never holds a NUL.
 *
 * @public
 */
export interface SqlStatement {
  /** Executes it and tells how many rows it changed. */
  run(...parameters: SqlValue[]): { readonly changes: number };
  /** As `run`, with the parameters as a list. */
  runWith(parameters: readonly SqlValue[]): { readonly changes: number };
  /** The first row, or `undefined`. */
  get(...parameters: SqlValue[]): SqlRow | undefined;
  /** Every row. */
  all(...parameters: SqlValue[]): readonly SqlRow[];
  /** The rows one by one, in bounded memory. */
  iterate(...parameters: SqlValue[]): IterableIterator<SqlRow>;
}

/**
 * What work inside a transaction may use.
 *
 * @public
 */
export interface SqlTransaction {
  /** The statement for a text; the same text gives the same prepared statement again. */
  prepare(sql: string): SqlStatement;
  /** Executes statements that take no parameters: the schema. */
  exec(sql: string): void;
}

/**
 * A synchronous SQLite database: prepared statements, transactions, errors with codes.
 *
 * @public
 */
export interface SqlDriver extends SqlTransaction {
  /** The engine: `node:sqlite`, `libsql`, or the name given to a handle. */
  readonly name: string;
  /** The version of SQLite in it. */
  readonly version: string;
  readonly path: string;
  /** Whether work is inside {@link SqlDriver.transaction} or {@link SqlDriver.snapshot} now. */
  readonly inTransaction: boolean;
  /**
   * Runs the work between BEGIN IMMEDIATE and COMMIT: all of it is durable when this returns, and none of it when it
   * throws. The work is synchronous and does not nest. After an error other than `store.constraint` no further statement
   * of the transaction is executed, even when the work catches it.
   */
  transaction<Value>(work: (transaction: SqlTransaction) => Value): Value;
  /** Runs reads that all see the same state of the file. */
  snapshot<Value>(work: (transaction: SqlTransaction) => Value): Value;
  close(): void;
}

/** More different statements than any part of a till has; beyond it the one prepared first is prepared anew when needed. */
const statementCacheLimit = 400;

/**
 * The driver over a connection.
 *
 * @public
 */
export function createDriver(connection: Connection): SqlDriver {
  const guard = createGuard(connection);
  const prepare = cachedStatements(guard);
  const exec = (sql: string): void => guarded(guard, "execute", () => connection.exec(sql));
  const transactionView: SqlTransaction = Object.freeze({ prepare, exec });
  const once = (sql: string): (() => ConnectionStatement) => {
    let statement: ConnectionStatement | null = null;
    return () => {
      statement ??= guarded(guard, "prepare", () => connection.prepare(sql));
      return statement;
    };
  };
  const beginImmediate = once("BEGIN IMMEDIATE");
  const beginDeferred = once("BEGIN");
  const commit = once("COMMIT");
  return Object.freeze({
    name: connection.engine,
    get version() {
      return String(prepare("SELECT sqlite_version() AS version").get()?.["version"]);
    },
    path: connection.path,
    prepare,
    exec,
    get inTransaction() {
      return guard.inTransaction;
    },
    transaction: (work) =>
      runTransaction(guard, beginImmediate(), commit(), () => work(transactionView)),
    snapshot: (work) =>
      runTransaction(guard, beginDeferred(), commit(), () => work(transactionView)),
    close() {
      if (guard.closed) return;
      if (guard.inTransaction) rollback(guard);
      guard.closed = true;
      connection.close();
    },
  } satisfies SqlDriver);
}

function cachedStatements(guard: Guard): (sql: string) => SqlStatement {
  const cache = new Map<string, SqlStatement>();
  return (sql) => {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const statement = prepareStatement(guard, sql);
    if (cache.size >= statementCacheLimit) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    cache.set(sql, statement);
    return statement;
  };
}

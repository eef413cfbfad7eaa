import type { Connection, ConnectionStatement, SqlRow, SqlValue } from "./connection.js";
import { storeErrorOf } from "./engine-error.js";
import { countPlaceholders } from "./placeholders.js";
import { StoreError } from "./store-error.js";

/**
 * A prepared statement. Parameters are bound to the `?` of its text in order, and their number must be the same.
 *
 * @public
 */
export interface SqlStatement {
  /** Executes it and tells how many rows it changed. */
  run(...parameters: SqlValue[]): { readonly changes: number };
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

/** More different statements than any part of a till has; the one unused the longest is prepared anew when needed. */
const statementCacheLimit = 400;

function misuse(message: string, path: string): StoreError {
  return new StoreError("store.misuse", `${message} (${path})`, { path });
}

/** Whole numbers become `bigint` so that every engine binds them as integers and not as floating point. */
function bind(parameters: SqlValue[], expected: number, sql: string, path: string): SqlValue[] {
  if (parameters.length !== expected) {
    throw misuse(`${expected} parameters expected and ${parameters.length} given: ${sql}`, path);
  }
  for (let index = 0; index < expected; index += 1) {
    const value = parameters[index];
    if (typeof value === "number") {
      if (!Number.isSafeInteger(value)) {
        throw misuse(`parameter ${index + 1} is ${value}, not a safe integer: ${sql}`, path);
      }
      parameters[index] = BigInt(value);
    } else if (typeof value === "string") {
      // The engines give text back only up to its first NUL; what cannot be read back whole is not stored.
      if (value.includes("\0")) throw misuse(`parameter ${index + 1} holds a NUL: ${sql}`, path);
    } else if (value !== null && typeof value !== "bigint") {
      throw misuse(`parameter ${index + 1} is a ${typeof value}: ${sql}`, path);
    }
  }
  return parameters;
}

/**
 * The driver over a connection.
 *
 * @public
 */
export function createDriver(connection: Connection): SqlDriver {
  const { path } = connection;
  const cache = new Map<string, SqlStatement>();
  let inTransaction = false;
  let closed = false;
  /** What ended the running transaction before its work did, or broke the connection for good. */
  let failure: StoreError | null = null;
  let broken = false;

  function assertUsable(): void {
    if (failure !== null) throw failure;
    if (closed) throw new StoreError("store.closed", `the store ${path} has been closed`, { path });
  }

  function failed(error: unknown, operation: string): StoreError {
    const storeError = storeErrorOf(error, operation, path);
    const lasting = storeError.code !== "store.constraint" && storeError.code !== "store.misuse";
    if (inTransaction && lasting) failure ??= storeError;
    return storeError;
  }

  function guarded<Value>(operation: string, work: () => Value): Value {
    assertUsable();
    try {
      return work();
    } catch (error) {
      throw failed(error, operation);
    }
  }

  function statementOf(sql: string): SqlStatement {
    const expected = countPlaceholders(sql);
    const prepared: ConnectionStatement = guarded("prepare", () => connection.prepare(sql));
    // Written out four times: this is the hot path, and a shared wrapper would cost a closure for each statement run.
    return {
      run(...parameters) {
        if (failure !== null || closed) assertUsable();
        const bound = bind(parameters, expected, sql, path);
        try {
          return prepared.run(bound);
        } catch (error) {
          throw failed(error, "write");
        }
      },
      get(...parameters) {
        if (failure !== null || closed) assertUsable();
        const bound = bind(parameters, expected, sql, path);
        try {
          return prepared.get(bound);
        } catch (error) {
          throw failed(error, "read");
        }
      },
      all(...parameters) {
        if (failure !== null || closed) assertUsable();
        const bound = bind(parameters, expected, sql, path);
        try {
          return prepared.all(bound);
        } catch (error) {
          throw failed(error, "read");
        }
      },
      *iterate(...parameters) {
        const bound = bind(parameters, expected, sql, path);
        // Its own statement, so that the same text may be executed while the rows are being read.
        const own = guarded("prepare", () => connection.prepare(sql));
        try {
          yield* own.iterate(bound);
        } catch (error) {
          throw failed(error, "read");
        }
      },
    };
  }

  function prepare(sql: string): SqlStatement {
    const known = cache.get(sql);
    if (known !== undefined) return known;
    const statement = statementOf(sql);
    if (cache.size >= statementCacheLimit) {
      for (const oldest of cache.keys()) {
        cache.delete(oldest);
        break;
      }
    }
    cache.set(sql, statement);
    return statement;
  }

  function exec(sql: string): void {
    guarded("execute", () => connection.exec(sql));
  }

  /** Leaves the transaction, whether or not the engine has already left it by itself (it does so on a full disk). */
  function rollback(): void {
    failure = null;
    try {
      connection.exec("ROLLBACK");
    } catch (error) {
      if (/no transaction is active/iu.test(String(error))) return;
      broken = true;
      failure = new StoreError(
        "store.broken",
        `${path} could not be rolled back; close the store and open it again: nothing acknowledged is lost`,
        { path },
        { cause: error, retry: "same-key" },
      );
    }
  }

  function within<Value>(
    begin: ConnectionStatement,
    work: (transaction: SqlTransaction) => Value,
  ): Value {
    assertUsable();
    if (inTransaction) throw misuse("a transaction is already running", path);
    guarded("begin", () => begin.run([]));
    inTransaction = true;
    try {
      const value = work(transactionView);
      if (value instanceof Promise)
        throw misuse("the work of a transaction must be synchronous", path);
      if (failure !== null) throw failure;
      try {
        commitStatement().run([]);
      } catch (error) {
        throw storeErrorOf(error, "commit", path);
      }
      inTransaction = false;
      return value;
    } catch (error) {
      rollback();
      inTransaction = false;
      throw error;
    }
  }

  function once(sql: string): () => ConnectionStatement {
    let statement: ConnectionStatement | null = null;
    return () => {
      statement ??= guarded("prepare", () => connection.prepare(sql));
      return statement;
    };
  }

  const beginImmediate = once("BEGIN IMMEDIATE");
  const beginDeferred = once("BEGIN");
  const commitStatement = once("COMMIT");
  const transactionView: SqlTransaction = Object.freeze({ prepare, exec });
  return Object.freeze({
    name: connection.engine,
    get version() {
      return String(prepare("SELECT sqlite_version() AS version").get()?.["version"]);
    },
    path,
    prepare,
    exec,
    get inTransaction() {
      return inTransaction;
    },
    transaction: (work) => within(beginImmediate(), work),
    snapshot: (work) => within(beginDeferred(), work),
    close() {
      if (closed) return;
      closed = true;
      cache.clear();
      if (inTransaction && !broken) rollback();
      connection.close();
    },
  } satisfies SqlDriver);
}

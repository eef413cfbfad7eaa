import type { Connection, ConnectionStatement, SqlRow, SqlValue } from "../connection.js";

/**
 * A statement of a database that the host opened, shaped as those of better-sqlite3.
 *
 * @public
 */
export interface HandleStatement {
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  iterate(...parameters: unknown[]): IterableIterator<unknown>;
  /** Gives integers as `bigint`, so that wide ones are seen and not rounded. */
  safeIntegers?(on: boolean): unknown;
}

/**
 * A database that the host opened, shaped as those of better-sqlite3.
 *
 * @public
 */
export interface Handle {
  prepare(sql: string): HandleStatement;
  exec(sql: string): unknown;
  close(): unknown;
}

function cell(value: unknown): null | number | string {
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  if (typeof value !== "bigint") throw new RangeError(`a ${typeof value} cannot be read`);
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`the integer ${value} is too wide for a number`);
}

/** A row with plain cells. `_metadata` is what libsql adds to the rows it gives one at a time. */
function plainRow(row: unknown): SqlRow {
  const plain: Record<string, null | number | string> = {};
  if (!isCells(row)) return plain;
  for (const column in row) {
    if (column !== "_metadata") plain[column] = cell(row[column]);
  }
  return plain;
}

function isCells(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null;
}

/** Reads what is left when the reader leaves early: an open statement would keep the log from being folded in. */
function* rowsOf(rows: IterableIterator<unknown>): IterableIterator<SqlRow> {
  let finished = false;
  try {
    for (;;) {
      const next = rows.next();
      if (next.done === true) break;
      yield plainRow(next.value);
    }
    finished = true;
  } finally {
    if (!finished) {
      if (rows.return === undefined) while (rows.next().done !== true);
      else rows.return();
    }
  }
}

/**
 * A connection over a database that the host opened: better-sqlite3, or anything shaped like it.
 *
 * @public
 */
export function connectHandle(handle: Handle, engine: string, path: string): Connection {
  return {
    engine,
    path,
    prepare(sql): ConnectionStatement {
      const statement = handle.prepare(sql);
      statement.safeIntegers?.(true);
      return {
        run: (parameters) => ({ changes: Number(statement.run(parameters).changes) }),
        get(parameters) {
          const row = statement.get(parameters);
          return row === undefined ? undefined : plainRow(row);
        },
        all: (parameters) => statement.all(parameters).map(plainRow),
        iterate: (parameters: readonly SqlValue[]) => rowsOf(statement.iterate(parameters)),
      };
    },
    exec(sql) {
      handle.exec(sql);
    },
    close() {
      handle.close();
    },
  };
}

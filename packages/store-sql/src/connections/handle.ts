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
  /** Whether it gives rows. */
  readonly reader?: boolean;
  /** Gives rows as lists of cells, which is faster. */
  raw?(on: boolean): unknown;
  columns?(): readonly { readonly name: string }[];
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

type RowOf = (row: unknown) => SqlRow;

function isCells(row: unknown): row is Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null;
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

/** Makes rows of lists of cells, with the names of the columns. */
function namedRow(names: readonly string[]): RowOf {
  return (row) => {
    const plain: Record<string, null | number | string> = {};
    if (!Array.isArray(row)) return plain;
    for (let index = 0; index < names.length; index += 1) {
      plain[names[index] ?? ""] = cell(row[index]);
    }
    return plain;
  };
}

/** Asks for integers as `bigint` and rows as lists where the engine offers it, and says how to read its rows. */
function readingOf(statement: HandleStatement): RowOf {
  statement.safeIntegers?.(true);
  if (statement.reader !== true || !statement.raw || !statement.columns) return plainRow;
  const names = statement.columns().map((column) => column.name);
  statement.raw(true);
  return namedRow(names);
}

/** Reads what is left when the reader leaves early: an open statement would keep the log from being folded in. */
function* rowsOf(rows: IterableIterator<unknown>, rowOf: RowOf): IterableIterator<SqlRow> {
  let finished = false;
  try {
    for (;;) {
      const next = rows.next();
      if (next.done === true) break;
      yield rowOf(next.value);
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
      const rowOf = readingOf(statement);
      return {
        run: (parameters) => ({ changes: Number(statement.run(parameters).changes) }),
        get(parameters) {
          const row = statement.get(parameters);
          return row === undefined ? undefined : rowOf(row);
        },
        all: (parameters) => statement.all(parameters).map(rowOf),
        iterate: (parameters: readonly SqlValue[]) => rowsOf(statement.iterate(parameters), rowOf),
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

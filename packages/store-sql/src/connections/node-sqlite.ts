import type { Connection, ConnectionStatement, SqlRow } from "../connection.js";

interface NodeStatement {
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  iterate(...parameters: unknown[]): IterableIterator<unknown>;
}

interface NodeDatabase {
  prepare(sql: string): NodeStatement;
  exec(sql: string): void;
  close(): void;
}

interface NodeSqlite {
  readonly DatabaseSync: new (
    path: string,
    options: { readonly readOnly: boolean },
  ) => NodeDatabase;
}

function isNodeSqlite(module: object | undefined): module is NodeSqlite {
  return module !== undefined && "DatabaseSync" in module;
}

function isRow(row: unknown): row is SqlRow {
  return typeof row === "object" && row !== null;
}

function rowOf(row: unknown): SqlRow {
  if (!isRow(row)) throw new TypeError("a row is an object");
  return row;
}

function* rowsOf(rows: IterableIterator<unknown>): IterableIterator<SqlRow> {
  for (const row of rows) yield rowOf(row);
}

/** A connection of Node's own SQLite, or `null` before Node 22. It refuses by itself to round a wide integer. */
export function connectNodeSqlite(path: string, readOnly: boolean): Connection | null {
  const module = process.getBuiltinModule?.("node:sqlite");
  if (!isNodeSqlite(module)) return null;
  const database = new module.DatabaseSync(path, { readOnly });
  return {
    engine: "node:sqlite",
    path,
    prepare(sql): ConnectionStatement {
      const statement = database.prepare(sql);
      return {
        run: (parameters) => ({ changes: Number(statement.run(...parameters).changes) }),
        get(parameters) {
          const row = statement.get(...parameters);
          return row === undefined ? undefined : rowOf(row);
        },
        all: (parameters) => statement.all(...parameters).map(rowOf),
        iterate: (parameters) => rowsOf(statement.iterate(...parameters)),
      };
    },
    exec(sql) {
      database.exec(sql);
    },
    close() {
      database.close();
    },
  };
}

import type { Connection } from "./connection.js";
import { connectLibsql } from "./connections/libsql.js";
import { connectNodeSqlite } from "./connections/node-sqlite.js";
import { storeErrorOf } from "./engine-error.js";
import { StoreError } from "./store-error.js";

/**
 * The engines that come with the platform or this package: Node's own SQLite from Node 22 on, `libsql` before.
 *
 * @public
 */
export type EngineName = "node:sqlite" | "libsql";

function connectWith(engine: EngineName, path: string, readOnly: boolean): Connection | null {
  try {
    return engine === "node:sqlite"
      ? connectNodeSqlite(path, readOnly)
      : connectLibsql(path, readOnly);
  } catch (error) {
    throw storeErrorOf(error, "open", path);
  }
}

/**
 * Opens a file with the engine named, or with the first that is there. Creates the file unless it is opened for reading.
 *
 * Throws `store.no-engine` when there is none, and what the engine says as a `StoreError`.
 *
 * @public
 */
export async function openConnection(
  path: string,
  options: { readonly engine: EngineName | null; readonly readOnly: boolean },
): Promise<Connection> {
  const candidates: readonly EngineName[] =
    options.engine === null ? ["node:sqlite", "libsql"] : [options.engine];
  for (const engine of candidates) {
    const connection = connectWith(engine, path, options.readOnly);
    if (connection !== null) return connection;
  }
  throw new StoreError(
    "store.no-engine",
    `no SQLite engine for ${path}: run Node 22 or later, or install libsql, or hand in an opened database`,
    { path, tried: candidates },
  );
}

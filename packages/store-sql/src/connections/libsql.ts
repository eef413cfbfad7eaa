import type { Connection } from "../connection.js";
import { loadLibsql } from "../load-libsql.js";
import { connectHandle } from "./handle.js";

/**
 * A connection of libsql, or `null` when it is not installed. libsql binds a NaN as NULL and ends the process on a boolean; the
 * driver refuses both before they get here.
 */
export function connectLibsql(path: string, readOnly: boolean): Connection | null {
  const Database = loadLibsql();
  if (Database === null) return null;
  // libsql has no option for reading only, but takes SQLite's file URIs.
  const name = readOnly
    ? `file:${encodeURI(path).replace(/[?#]/gu, encodeURIComponent)}?mode=ro`
    : path;
  return connectHandle(new Database(name), "libsql", path);
}

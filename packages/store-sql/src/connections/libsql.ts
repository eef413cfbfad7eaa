import type { Connection } from "../connection.js";
import { connectHandle, type Handle } from "./handle.js";

/** libsql binds a NaN as NULL and ends the process on a boolean; the driver refuses both before they get here. */
export async function connectLibsql(path: string, readOnly: boolean): Promise<Connection> {
  const { default: Database } = await import("libsql");
  // libsql has no option for reading only, but takes SQLite's file URIs.
  const name = readOnly
    ? `file:${encodeURI(path).replace(/[?#]/gu, encodeURIComponent)}?mode=ro`
    : path;
  const database: Handle = new Database(name);
  return connectHandle(database, "libsql", path);
}

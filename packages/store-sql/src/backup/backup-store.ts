import { existsSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { storeErrorOf } from "../engine-error.js";
import type { Store } from "../store.js";
import { StoreError } from "../store-error.js";
import { copyInWorker } from "./copy-in-worker.js";
import { putInPlace } from "./durable-file.js";
import { type FileContents, verifyContents } from "./verify-file.js";

/**
 * A backup that was taken, checked and put in place.
 *
 * @public
 */
export interface BackupReport {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
  readonly schemaVersion: number;
  /** Settled sales and refunds in it. */
  readonly sales: number;
}

/** The files that backups are being written to now: one at a time for each. */
const underway = new Set<string>();

async function copy(store: Store, partial: string): Promise<string | null> {
  if (store.engine !== null && store.path !== ":memory:") {
    return copyInWorker(store.engine, store.path, partial);
  }
  store.driver.prepare("VACUUM INTO ?").run(partial);
  return null;
}

async function verify(
  store: Store,
  partial: string,
  integrity: string | null,
): Promise<FileContents> {
  const connection = await store.connect(partial, true);
  try {
    return verifyContents(connection, integrity);
  } finally {
    connection.close();
  }
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new StoreError(
    "store.target-exists",
    `${path} exists already; name another file, or say that it may be replaced`,
    { path },
  );
}

/**
 * Writes a copy of the shop's file to `target` while the till goes on selling: everything that was committed when it began is
 * in it. The copy is made and checked under another name, made durable, and only then gets its own, so that
 * a backup that exists is whole; an interrupted one leaves at most `<target>.partial`, which the next one clears away.
 *
 * With Node's SQLite and libsql the copying is done by a thread of its own; with an engine of the host's own it holds up this
 * process meanwhile.
 *
 * Throws `StoreError`: `store.target-exists` unless `replace` is set, `store.disk-full`, `store.io`,
 * `store.cannot-open`, and `store.not-verified` when the copy does not pass its check.
 *
 * @public
 */
export async function backupStore(
  store: Store,
  target: string,
  options: { readonly replace?: boolean } = {},
): Promise<BackupReport> {
  const path = resolve(target);
  if (path === store.path) {
    throw new StoreError("store.target-exists", `${path} is the shop's file itself`, { path });
  }
  if (options.replace !== true) refuseExisting(path);
  if (underway.has(path)) {
    throw new StoreError("store.busy", `another backup to ${path} is being written`, { path });
  }
  const partial = `${path}.partial`;
  underway.add(path);
  try {
    rmSync(partial, { force: true });
    const contents = await verify(store, partial, await copy(store, partial));
    if (options.replace !== true) refuseExisting(path);
    putInPlace(partial, path);
    return Object.freeze({ path, bytes: statSync(path).size, ...contents });
  } catch (error) {
    rmSync(partial, { force: true });
    throw storeErrorOf(error, "backup", path);
  } finally {
    underway.delete(path);
  }
}

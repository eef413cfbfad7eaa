import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { Connection } from "../connection.js";
import { createDriver } from "../driver.js";
import { storeErrorOf } from "../engine-error.js";
import { acquireLock, type Connect } from "../exclusive-lock.js";
import { type EngineName, openConnection } from "../open-connection.js";
import { StoreError } from "../store-error.js";
import { putInPlace, syncFile } from "./durable-file.js";
import { verifyContents } from "./verify-file.js";

/**
 * What to restore, and where.
 *
 * @public
 */
export interface RestoreOptions {
  /** The backup. */
  readonly from: string;
  /** The shop's file. */
  readonly path: string;
  /** Says that a file that is there may be replaced; it is kept aside. Default: false. */
  readonly replace?: boolean;
  /** Default: `node:sqlite` where Node has it, else `libsql`. */
  readonly engine?: EngineName;
  /** Opens a database with an engine of the host's own. */
  readonly connect?: (path: string, readOnly: boolean) => Promise<Connection> | Connection;
}

/**
 * What was restored.
 *
 * @public
 */
export interface RestoreReport {
  /** Absolute. */
  readonly path: string;
  readonly schemaVersion: number;
  /** Settled sales and refunds in it. */
  readonly sales: number;
  /** Where the file that was there before is kept; `null` when there was none. */
  readonly keptAside: string | null;
}

/** A name beside the file that nothing has yet. */
function asideName(path: string): string {
  const names = (count: number): string => `${path}.before-restore-${count}`;
  let count = 1;
  while (existsSync(names(count)) || existsSync(`${names(count)}-wal`)) count += 1;
  return names(count);
}

/** Folds the old file's log into it. A file too damaged for that is kept aside together with its log. */
async function foldLog(path: string, connect: Connect): Promise<void> {
  let connection: Connection | null = null;
  try {
    connection = await connect(path);
    createDriver(connection).prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  } catch {
    // What cannot be folded in is moved beside the old file with its log.
  } finally {
    connection?.close();
  }
}

/**
 * Gives the old file a second name. It keeps its first one until the restored file takes it over in one step: at no
 * moment is there no file at all, which the next start would take for a new shop.
 */
function keepAside(path: string): string {
  const aside = asideName(path);
  for (const ending of ["-wal", "-shm"]) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  }
  try {
    linkSync(path, aside);
  } catch {
    // Some file systems (FAT) have no second names.
    copyFileSync(path, aside);
    syncFile(aside);
  }
  return aside;
}

/** Makes a checked copy of the backup beside the shop's file. */
async function copyBackup(
  from: string,
  target: string,
  options: RestoreOptions,
): Promise<{ readonly schemaVersion: number; readonly sales: number }> {
  const connection = await connectWith(options, from, true);
  try {
    const contents = verifyContents(connection, null);
    rmSync(target, { force: true });
    createDriver(connection).prepare("VACUUM INTO ?").run(target);
    return contents;
  } finally {
    connection.close();
  }
}

async function connectWith(
  options: RestoreOptions,
  path: string,
  readOnly: boolean,
): Promise<Connection> {
  return options.connect === undefined
    ? await openConnection(path, { engine: options.engine ?? null, readOnly })
    : await options.connect(path, readOnly);
}

/**
 * Puts a backup in the place of the shop's file. The backup is checked first, and a file that is there is refused unless
 * `replace` says otherwise; then it is kept aside under another name and never deleted. No till may be using the file.
 *
 * Throws `StoreError`: `store.target-exists`, `store.in-use`, `store.not-a-database`, `store.other-application`,
 * `store.newer-schema`, `store.not-verified`, `store.disk-full`, `store.cannot-open`; the file that was there is untouched
 * then.
 *
 * @public
 */
export async function restoreStore(options: RestoreOptions): Promise<RestoreReport> {
  const path = resolve(options.path);
  const from = resolve(options.from);
  const connect: Connect = (file) => connectWith(options, file, false);
  if (!existsSync(from)) {
    throw new StoreError("store.cannot-open", `there is no backup ${from}`, { path: from });
  }
  const lock = await acquireLock(path, connect);
  const restoring = `${path}.restoring`;
  try {
    const exists = existsSync(path);
    if (exists && options.replace !== true) {
      throw new StoreError(
        "store.target-exists",
        `${path} exists already; say that it may be replaced, and it is kept aside`,
        { path },
      );
    }
    const contents = await copyBackup(from, restoring, options);
    if (exists) await foldLog(path, connect);
    const keptAside = exists ? keepAside(path) : null;
    putInPlace(restoring, path);
    return Object.freeze({ path, ...contents, keptAside });
  } catch (error) {
    rmSync(restoring, { force: true });
    throw storeErrorOf(error, "restore", path);
  } finally {
    lock.release();
  }
}

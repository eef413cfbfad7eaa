import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Connection } from "./connection.js";
import { createDriver, type SqlDriver } from "./driver.js";
import { acquireLock, type ExclusiveLock } from "./exclusive-lock.js";
import { assertOurs, identify, migrate } from "./migrate.js";
import { withBeginning } from "./not-a-database.js";
import { type EngineName, openConnection } from "./open-connection.js";
import { schemaSteps } from "./schema.js";
import { StoreError } from "./store-error.js";

/**
 * How to open a store.
 *
 * @public
 */
export interface StoreOptions {
  /** The shop's file; created when it does not exist. `:memory:` keeps everything in memory, for tests. */
  readonly path: string;
  /** For reports: no lock is taken, nothing can be written, and a till may be selling on the file. Default: false. */
  readonly readOnly?: boolean;
  /** Default: `node:sqlite` where Node has it, else `libsql`. */
  readonly engine?: EngineName;
  /** Opens a database with an engine of the host's own; wrap it with `connectHandle`. */
  readonly connect?: (path: string, readOnly: boolean) => Promise<Connection> | Connection;
  /** How long a statement waits for another connection, in milliseconds. Default: 5000. */
  readonly busyTimeoutMilliseconds?: number;
}

/**
 * An open shop's file.
 *
 * @public
 */
export interface Store {
  /** Absolute, with links resolved; or `:memory:`. */
  readonly path: string;
  readonly readOnly: boolean;
  /** The version of the schema in the file. */
  readonly schemaVersion: number;
  readonly driver: SqlDriver;
  /** Opens another connection with the same engine. */
  readonly connect: (path: string, readOnly: boolean) => Promise<Connection>;
  /** The engine, unless the host opened the database itself. */
  readonly engine: EngineName | null;
  /** Folds the log into the file, gives the lock back and closes. Closing twice is closing once. */
  close(): void;
}

/** The one name of a file: two paths that lead to the same file must meet at the same lock. */
function resolvePath(path: string): string {
  if (path === ":memory:") return path;
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = dirname(absolute);
  return existsSync(folder) ? join(realpathSync(folder), basename(absolute)) : absolute;
}

function configure(driver: SqlDriver, options: StoreOptions): void {
  driver.exec(`PRAGMA busy_timeout=${Math.trunc(options.busyTimeoutMilliseconds ?? 5000)}`);
  driver.exec("PRAGMA foreign_keys=ON");
  driver.exec("PRAGMA trusted_schema=OFF");
  driver.exec("PRAGMA cache_size=-16000");
  if (options.readOnly === true) {
    driver.exec("PRAGMA query_only=ON");
    return;
  }
  driver.prepare("PRAGMA journal_mode=WAL").get();
  driver.exec("PRAGMA synchronous=FULL");
  // Only macOS knows the difference: there a plain sync leaves the data in the drive's own memory.
  driver.exec("PRAGMA fullfsync=ON");
  driver.exec("PRAGMA checkpoint_fullfsync=ON");
  // After a long backup the log has grown; give the room back.
  driver.prepare("PRAGMA journal_size_limit=67108864").get();
}

/**
 * Opens the shop's file: creates it when there is none, brings its schema up to date, and holds it for this process
 * alone until it is closed. Every commit is durable when it returns: write-ahead log with a full sync.
 *
 * Throws {@link StoreError}: `store.in-use` with the `pid` that has the file; `store.not-a-database`,
 * `store.other-application` and `store.newer-schema` with what was seen, the file untouched; for reading only also
 * `store.older-schema` and `store.cannot-open`, because nothing is created or changed then.
 *
 * @example
 * ```ts
 * import { openStore } from "@tillwright/store-sql";
 *
 * const store = await openStore({ path: ":memory:" });
 * store.readOnly; //=> false
 * store.close();
 * ```
 *
 * @public
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const path = resolvePath(options.path);
  const readOnly = options.readOnly ?? false;
  const connect = async (file: string, reading: boolean): Promise<Connection> =>
    options.connect === undefined
      ? await openConnection(file, { engine: options.engine ?? null, readOnly: reading })
      : await options.connect(file, reading);
  const inMemory = path === ":memory:";
  const lock =
    readOnly || inMemory ? null : await acquireLock(path, (lockPath) => connect(lockPath, false));
  let connection: Connection | null = null;
  try {
    connection = await connect(path, readOnly);
    const driver = createDriver(connection);
    prepareFile(driver, options, readOnly);
    return storeOf(driver, { path, readOnly, connect, lock, host: options.connect !== undefined });
  } catch (error) {
    connection?.close();
    lock?.release();
    throw withBeginning(error, path);
  }
}

function prepareFile(driver: SqlDriver, options: StoreOptions, readOnly: boolean): void {
  const seen = identify(driver);
  assertOurs(driver, seen, schemaSteps.length);
  if (readOnly && seen.schemaVersion < schemaSteps.length) {
    throw new StoreError(
      "store.older-schema",
      `${driver.path} has schema ${seen.schemaVersion} and this program reads ${schemaSteps.length}; open it once for selling to bring it up to date`,
      { path: driver.path, schemaVersion: seen.schemaVersion, known: schemaSteps.length },
    );
  }
  configure(driver, options);
  if (!readOnly) migrate(driver, schemaSteps);
}

interface OpenFile {
  readonly path: string;
  readonly readOnly: boolean;
  readonly connect: Store["connect"];
  readonly lock: ExclusiveLock | null;
  readonly host: boolean;
}

function engineOf(name: string): EngineName | null {
  return name === "node:sqlite" || name === "libsql" ? name : null;
}

function storeOf(driver: SqlDriver, file: OpenFile): Store {
  let closed = false;
  return Object.freeze({
    path: file.path,
    readOnly: file.readOnly,
    schemaVersion: schemaSteps.length,
    driver,
    connect: file.connect,
    engine: file.host ? null : engineOf(driver.name),
    close() {
      if (closed) return;
      closed = true;
      try {
        // What is in the log is durable already; folded in, the file is whole by itself and can be carried away.
        if (!file.readOnly && !driver.inTransaction) {
          driver.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
        }
      } catch {
        // A reader still has the log, or the disk is full: the next opening folds it in.
      } finally {
        driver.close();
        file.lock?.release();
      }
    },
  } satisfies Store);
}

import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import type { Language } from "@tillwright/values";
import type { SqlDriver } from "./driver.js";
import { explainSurvival } from "./self-test-words.js";
import type { Store } from "./store.js";

/**
 * What a committed sale survives: `power` — a power cut; `process` — the death of the program, but not of the machine;
 * `none` — neither.
 *
 * @public
 */
export type Survival = "power" | "process" | "none";

/** Why a store survives less than a power cut. @public */
export type SurvivalLimit = "in-memory" | "journal-off" | "not-synced" | "memory-disk";

/**
 * What a store says of itself.
 *
 * @public
 */
export interface SelfTest {
  readonly path: string;
  /** `node:sqlite`, `libsql`, or the name of the host's own. */
  readonly engine: string;
  /** The version of SQLite in it. */
  readonly version: string;
  readonly schemaVersion: number;
  readonly journalMode: string;
  /** SQLite's level: 0 off, 1 normal, 2 full, 3 extra. */
  readonly synchronous: number;
  readonly foreignKeys: boolean;
  /** Whether this process alone may write. */
  readonly exclusive: boolean;
  /** Durable commits measured; `null` when the store is open for reading only. */
  readonly syncLatency: SyncLatency | null;
  /** `ok`, or the first thing that the check found; `null` when it was left out. */
  readonly integrity: string | null;
  readonly survives: Survival;
  /** Why not more; `null` when it survives a power cut. */
  readonly limit: SurvivalLimit | null;
  readonly sentence: Readonly<Record<Language, string>>;
}

/** How long one durable commit takes, in microseconds. @public */
export interface SyncLatency {
  readonly commits: number;
  readonly medianMicroseconds: number;
  readonly worstMicroseconds: number;
}

/** File systems that live in memory, by the magic numbers of Linux (statfs(2)): tmpfs and ramfs. */
const memoryFileSystems: readonly number[] = [0x01021994, 0x858458f6];

function pragma(driver: SqlDriver, name: string): string {
  return String(driver.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function limitOf(path: string, journalMode: string, synchronous: number): SurvivalLimit | null {
  if (path === ":memory:") return "in-memory";
  if (journalMode === "off" || journalMode === "memory") return "journal-off";
  // In WAL mode, NORMAL syncs only when the log is folded in: a power cut takes the last sales with it.
  if (synchronous < 2) return "not-synced";
  if (memoryFileSystems.includes(statfsSync(dirname(path)).type)) return "memory-disk";
  return null;
}

function survivalOf(limit: SurvivalLimit | null): Survival {
  if (limit === null) return "power";
  return limit === "in-memory" || limit === "journal-off" ? "none" : "process";
}

function measure(driver: SqlDriver, commits: number): SyncLatency {
  const count =
    "INSERT INTO till_counter (owner, counter, last) VALUES ('store', 'self-test', 1) ON CONFLICT (owner, counter) DO UPDATE SET last = till_counter.last + 1";
  const times: number[] = [];
  for (let index = 0; index < commits; index += 1) {
    const before = process.hrtime.bigint();
    driver.transaction((transaction) => transaction.prepare(count).run());
    times.push(Number(process.hrtime.bigint() - before) / 1000);
  }
  times.sort((one, other) => one - other);
  return {
    commits,
    medianMicroseconds: Math.round(times[Math.floor(times.length / 2)] ?? 0),
    worstMicroseconds: Math.round(times.at(-1) ?? 0),
  };
}

/**
 * Says what the store is, whether its file is sound, how long a durable commit takes, and what a committed sale survives.
 * Worth printing when a till starts.
 *
 * It commits `commits` times (default 20) to a counter of its own, and reads the whole file unless `integrity` is `skip`
 * (`quick`, the default, does not compare indexes with their tables; `full` does).
 *
 * @example
 * ```ts
 * import { openStore, selfTest } from "@tillwright/store-sql";
 *
 * const store = await openStore({ path: ":memory:" });
 * const { survives, limit, sentence } = selfTest(store);
 * survives; //=> "none"
 * limit; //=> "in-memory"
 * sentence.en; //=> "Nothing survives: everything is in memory and ends with the program."
 * store.close();
 * ```
 *
 * @public
 */
export function selfTest(
  store: Store,
  options: { readonly commits?: number; readonly integrity?: "quick" | "full" | "skip" } = {},
): SelfTest {
  const { driver, path } = store;
  const journalMode = pragma(driver, "journal_mode");
  const synchronous = Number(pragma(driver, "synchronous"));
  const limit = limitOf(path, journalMode, synchronous);
  const survives = survivalOf(limit);
  const check = options.integrity ?? "quick";
  const name = check === "full" ? "integrity_check" : "quick_check";
  return Object.freeze({
    path,
    engine: driver.name,
    version: driver.version,
    schemaVersion: store.schemaVersion,
    journalMode,
    synchronous,
    foreignKeys: pragma(driver, "foreign_keys") === "1",
    exclusive: !store.readOnly && path !== ":memory:",
    syncLatency: store.readOnly ? null : measure(driver, options.commits ?? 20),
    integrity: check === "skip" ? null : String(driver.prepare(`PRAGMA ${name}(1)`).get()?.[name]),
    survives,
    limit,
    sentence: explainSurvival(limit),
  });
}

import type { SqlDriver } from "./driver.js";
import type { SchemaStep } from "./schema-step.js";
import { StoreError } from "./store-error.js";

/** "TILL" in ASCII: SQLite keeps it in the header of the file, so that another program's file is told apart. */
export const applicationId = 0x54494c4c;

/** What the header of a file says. */
export interface FileIdentity {
  readonly applicationId: number;
  readonly schemaVersion: number;
  readonly tables: number;
}

function pragmaNumber(driver: SqlDriver, name: string): number {
  return Number(driver.prepare(`PRAGMA ${name}`).get()?.[name]);
}

/** Reads what the file is, changing nothing. */
export function identify(driver: SqlDriver): FileIdentity {
  return {
    applicationId: pragmaNumber(driver, "application_id"),
    schemaVersion: pragmaNumber(driver, "user_version"),
    tables: Number(driver.prepare("SELECT COUNT(*) AS n FROM sqlite_master").get()?.["n"]),
  };
}

/** Refuses a file of another program and one that a later version of this package has written. */
export function assertOurs(driver: SqlDriver, seen: FileIdentity, known: number): void {
  const { path } = driver;
  const isNew = seen.applicationId === 0 && seen.schemaVersion === 0 && seen.tables === 0;
  if (seen.applicationId !== applicationId && !isNew) {
    throw new StoreError(
      "store.other-application",
      `${path} is a database of another program (application id ${seen.applicationId}, ${seen.tables} tables and indexes); name the shop's file`,
      { path, applicationId: seen.applicationId, tables: seen.tables },
    );
  }
  if (seen.schemaVersion > known) {
    throw new StoreError(
      "store.newer-schema",
      `${path} has schema ${seen.schemaVersion} and this program knows ${known}; run the newer program that wrote it`,
      { path, schemaVersion: seen.schemaVersion, known },
    );
  }
}

/**
 * Brings the file to the newest schema: each step and its number are one transaction, so that an interrupted one leaves the
 * file at the version before it.
 */
export function migrate(driver: SqlDriver, steps: readonly SchemaStep[]): void {
  const from = pragmaNumber(driver, "user_version");
  for (const [index, step] of steps.entries()) {
    const version = index + 1;
    if (version <= from) continue;
    driver.transaction((transaction) => {
      transaction.exec(step.sql);
      transaction.exec(`PRAGMA application_id=${applicationId}`);
      transaction.exec(`PRAGMA user_version=${version}`);
    });
  }
}

import type { Connection } from "../connection.js";
import { createDriver, type SqlDriver } from "../driver.js";
import { applicationId, identify } from "../migrate.js";
import { schemaSteps } from "../schema.js";
import { StoreError } from "../store-error.js";

/** What a verified file holds. */
export interface FileContents {
  readonly schemaVersion: number;
  readonly sales: number;
}

function countSales(driver: SqlDriver): number {
  const known = driver
    .prepare("SELECT COUNT(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'sale'")
    .get();
  if (known?.["n"] === 0) return 0;
  return Number(driver.prepare("SELECT COUNT(*) AS n FROM sale").get()?.["n"]);
}

/** Reads a file as a shop's and says what is in it; a file that is not one, or is damaged, is refused. */
export function verifyContents(connection: Connection, integrity: string | null): FileContents {
  const driver = createDriver(connection);
  const { path } = driver;
  const seen = identify(driver);
  if (seen.applicationId !== applicationId) {
    throw new StoreError(
      "store.other-application",
      `${path} is not a shop's file (application id ${seen.applicationId})`,
      { path, applicationId: seen.applicationId, tables: seen.tables },
    );
  }
  if (seen.schemaVersion > schemaSteps.length) {
    throw new StoreError(
      "store.newer-schema",
      `${path} has schema ${seen.schemaVersion} and this program knows ${schemaSteps.length}; run the newer program that wrote it`,
      { path, schemaVersion: seen.schemaVersion, known: schemaSteps.length },
    );
  }
  const found =
    integrity ??
    String(driver.prepare("PRAGMA integrity_check(1)").get()?.["integrity_check"] ?? "no answer");
  if (found !== "ok") {
    throw new StoreError("store.not-verified", `${path} does not pass its check: ${found}`, {
      path,
      found,
    });
  }
  return { schemaVersion: seen.schemaVersion, sales: countSales(driver) };
}

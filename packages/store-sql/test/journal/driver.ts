import {
  createDriver,
  openConnection,
  type SqlDriver,
  type SqlTransaction,
} from "@tillwright/store-sql";
import { onTestFinished } from "vitest";
import { journalSchema } from "../../src/journal/schema.js";

/** A driver over a file, or over memory, with nothing but the journal's tables; closed when the test is over. */
export async function journalDriver(path = ":memory:"): Promise<SqlDriver> {
  const driver = await closableDriver(path);
  onTestFinished(() => driver.close());
  return driver;
}

/** The same, to be closed by the caller. */
export async function closableDriver(path = ":memory:"): Promise<SqlDriver> {
  const driver = createDriver(await openConnection(path, { engine: null, readOnly: false }));
  const found = driver.prepare("SELECT COUNT(*) AS n FROM sqlite_master").get();
  if (found?.["n"] === 0) driver.exec(journalSchema.sql);
  return driver;
}

/** A transaction that writes down the statements it is asked for. */
export function listening(transaction: SqlTransaction, heard: string[]): SqlTransaction {
  return {
    exec: (sql) => transaction.exec(sql),
    prepare(sql) {
      heard.push(sql);
      return transaction.prepare(sql);
    },
  };
}

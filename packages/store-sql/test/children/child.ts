import { writeSync } from "node:fs";
import { backupStore, createDriver, openConnection, openStore } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { migrate } from "../../src/migrate.js";
import { completeSale, openShop, owner } from "../shop.js";
import { manySteps } from "./many-steps.js";
import { spoolSlips } from "./spool-till.js";

/** Tells the parent at once; nothing waits in a buffer of this process when it is killed. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

/** Completes sales one after the other, and says the key of each that was acknowledged. */
async function sell(path: string, label: string, most: number): Promise<void> {
  const store = await openStore({ path });
  const till = createSqlTillStore(store);
  await till.commit(openShop);
  say("open");
  for (let index = 0; index < most; index += 1) {
    const key = `${label}-${index}`;
    const outcome = await till.commit(completeSale(key, 1 + (index % 10)));
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    say(key);
  }
  const count = await till.salesCount({ owner });
  store.close();
  say(`closed ${count}`);
}

/** Has the file open until it is killed. */
async function hold(path: string): Promise<void> {
  await openStore({ path });
  say("open");
  setInterval(() => undefined, 1000);
}

/** Brings a file through many steps, and says so as it begins. */
async function upgrade(path: string): Promise<void> {
  const driver = createDriver(await openConnection(path, { engine: null, readOnly: false }));
  driver.exec("PRAGMA journal_mode=WAL");
  say("open");
  migrate(driver, manySteps);
  say("closed");
}

/** Takes backups one after the other, each over the last. */
async function backUp(path: string, target: string): Promise<void> {
  const store = await openStore({ path });
  say("open");
  for (;;) {
    const { sales } = await backupStore(store, target, { replace: true });
    say(`backup ${sales}`);
  }
}

const [, , mode, path = "", more = "", most = "1000000"] = process.argv;
try {
  if (mode === "sell") await sell(path, more, Number(most));
  else if (mode === "hold") await hold(path);
  else if (mode === "upgrade") await upgrade(path);
  else if (mode === "backup") await backUp(path, more);
  else if (mode === "spool") await spoolSlips(path, Number(more), Number(most), say);
  else throw new Error(`unknown mode ${mode}`);
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

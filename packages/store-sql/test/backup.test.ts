import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  backupStore,
  connectHandle,
  openStore,
  restoreStore,
  type Store,
} from "@tillwright/store-sql";
import { describe, expect, test } from "vitest";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";

const put = "INSERT INTO till_counter (owner, counter, last) VALUES ('shop', ?, 1)";
const last = "SELECT COUNT(*) AS n, MAX(CAST(counter AS BIGINT)) AS last FROM till_counter";

function commit(store: Store, count: number): void {
  store.driver.transaction((transaction) => transaction.prepare(put).run(`${count}`));
}

function counted(store: Store): { readonly n: unknown; readonly last: unknown } {
  const row = store.driver.prepare(last).get();
  return { n: row?.["n"], last: row?.["last"] };
}

/** A store with enough in it that copying takes a while. */
async function filledStore(): Promise<Store> {
  const store = await scratchStore();
  store.driver.transaction((transaction) => {
    const bulk = transaction.prepare(
      "INSERT INTO member (owner, member_id, version, status, joined_on, document) VALUES ('m', ?, 1, 'active', '2027-01-01', ?)",
    );
    for (let index = 0; index < 8000; index += 1) bulk.run(`m${index}`, "x".repeat(1500));
  });
  return store;
}

describe("backup", () => {
  test("while the till goes on selling: everything committed when it began is in it", async () => {
    const store = await filledStore();
    let count = 0;
    while (count < 10) commit(store, ++count);
    const target = join(dirname(store.path), "backup.db");
    const backup = backupStore(store, target);
    let meanwhile = 0;
    let finished = false;
    const report = backup.finally(() => {
      finished = true;
    });
    while (!finished) {
      commit(store, ++count);
      meanwhile += 1;
      await new Promise((resume) => setImmediate(resume));
    }
    expect(meanwhile).toBeGreaterThan(5);
    expect(await report).toEqual({
      path: target,
      bytes: statSync(target).size,
      schemaVersion: store.schemaVersion,
      sales: 0,
    });
    const copy = await scratchStore(target, { readOnly: true });
    const seen = counted(copy);
    expect(Number(seen.last)).toBeGreaterThanOrEqual(10);
    // A moment of the shop's, not a mixture: every count up to the last one is there.
    expect(seen.n).toBe(seen.last);
    expect(counted(store)).toEqual({ n: count, last: count });
  });

  test("leaves nothing but the file", async () => {
    const store = await scratchStore();
    const folder = scratchFolder();
    writeFileSync(join(folder, "backup.db.partial"), "left over by an interrupted backup");
    await backupStore(store, join(folder, "backup.db"));
    expect(readdirSync(folder)).toEqual(["backup.db"]);
  });

  test("does not replace a file unless told to", async () => {
    const store = await scratchStore();
    const target = join(scratchFolder(), "backup.db");
    await backupStore(store, target);
    expect(await rejection(backupStore(store, target))).toMatchObject({
      code: "store.target-exists",
      facts: { path: target },
    });
    commit(store, 1);
    await backupStore(store, target, { replace: true });
    expect(counted(await scratchStore(target, { readOnly: true })).n).toBe(1);
    expect(await rejection(backupStore(store, store.path, { replace: true }))).toMatchObject({
      code: "store.target-exists",
    });
  });

  test("into a folder that does not exist says so and leaves nothing", async () => {
    const store = await scratchStore();
    const target = join(scratchFolder(), "none", "backup.db");
    expect(await rejection(backupStore(store, target))).toMatchObject({
      code: "store.cannot-open",
    });
    expect(existsSync(target)).toBe(false);
  });

  test("two backups to one file at once: the second is told to wait", async () => {
    const store = await scratchStore();
    const target = join(scratchFolder(), "backup.db");
    const first = backupStore(store, target);
    expect(await rejection(backupStore(store, target))).toMatchObject({ code: "store.busy" });
    await first;
  });

  test("a store in memory, and one on an engine of the host's own, are backed up too", async () => {
    const store = await scratchStore(":memory:");
    commit(store, 1);
    const target = join(scratchFolder(), "backup.db");
    await backupStore(store, target);
    expect(counted(await scratchStore(target, { readOnly: true })).n).toBe(1);
  });
});

describe("restore", () => {
  async function backedUp(): Promise<{ readonly from: string; readonly path: string }> {
    const store = await openStore({ path: join(scratchFolder(), "shop.db") });
    commit(store, 1);
    const from = join(dirname(store.path), "backup.db");
    await backupStore(store, from);
    commit(store, 2);
    store.close();
    return { from, path: store.path };
  }

  test("puts the backup where there was no file", async () => {
    const { from } = await backedUp();
    const path = join(scratchFolder(), "new.db");
    const report = await restoreStore({ from, path });
    expect(report).toMatchObject({ path, sales: 0, keptAside: null });
    expect(counted(await scratchStore(path)).n).toBe(1);
  });

  test("refuses to replace a file, which stays as it is", async () => {
    const { from, path } = await backedUp();
    expect(await rejection(restoreStore({ from, path }))).toMatchObject({
      code: "store.target-exists",
    });
    expect(counted(await scratchStore(path)).n).toBe(2);
  });

  test("told to replace, it keeps the old file aside with everything in it", async () => {
    const { from, path } = await backedUp();
    const report = await restoreStore({ from, path, replace: true });
    expect(report.keptAside).toBe(`${path}.before-restore-1`);
    expect(counted(await scratchStore(path)).n).toBe(1);
    expect(counted(await scratchStore(String(report.keptAside))).n).toBe(2);
  });

  test("goes on selling after it, and can be done again", async () => {
    const { from, path } = await backedUp();
    await restoreStore({ from, path, replace: true });
    const store = await openStore({ path });
    commit(store, 3);
    store.close();
    const again = await restoreStore({ from, path, replace: true });
    expect(again.keptAside).toBe(`${path}.before-restore-2`);
    expect(counted(await scratchStore(String(again.keptAside)))).toEqual({ n: 2, last: 3 });
  });

  test("replaces a damaged file, which is kept as well", async () => {
    const { from, path } = await backedUp();
    writeFileSync(path, "this was a till once".repeat(300));
    const report = await restoreStore({ from, path, replace: true });
    expect(counted(await scratchStore(path)).n).toBe(1);
    expect(existsSync(String(report.keptAside))).toBe(true);
  });

  test("a till that is selling is not pulled from under", async () => {
    const { from, path } = await backedUp();
    const store = await scratchStore(path);
    expect(await rejection(restoreStore({ from, path, replace: true }))).toMatchObject({
      code: "store.in-use",
      facts: { pid: process.pid },
    });
    expect(counted(store).n).toBe(2);
  });

  test.each([
    ["not there", "store.cannot-open", null],
    ["not a database", "store.not-a-database", "milk, bread, eggs".repeat(60)],
  ])("a backup that is %s leaves the shop's file alone", async (_, code, content) => {
    const { path } = await backedUp();
    const from = join(scratchFolder(), "bad.db");
    if (content !== null) writeFileSync(from, content);
    expect(await rejection(restoreStore({ from, path, replace: true }))).toMatchObject({ code });
    expect(counted(await scratchStore(path)).n).toBe(2);
  });

  test("a damaged backup is refused", async () => {
    const store = await filledStore();
    const from = join(dirname(store.path), "backup.db");
    const { bytes } = await backupStore(store, from);
    const { openSync, writeSync, closeSync } = await import("node:fs");
    const file = openSync(from, "r+");
    for (let at = 40_960; at < bytes; at += 4096 * 7)
      writeSync(file, Buffer.alloc(600, 0xa5), 0, 600, at);
    closeSync(file);
    const path = join(scratchFolder(), "shop.db");
    const refused = await rejection(restoreStore({ from, path }));
    expect(["store.not-verified", "store.corrupt"]).toContain(refused["code"]);
    expect(existsSync(path)).toBe(false);
  });
});

test("an engine of the host's own is opened through its handle", async () => {
  const { default: Database } = await import("libsql");
  const opened: string[] = [];
  const connect = (path: string, readOnly: boolean) => {
    opened.push(`${path.endsWith("-lock")} ${readOnly}`);
    return connectHandle(new Database(readOnly ? `file:${path}?mode=ro` : path), "host's", path);
  };
  const store = await scratchStore(join(scratchFolder(), "shop.db"), { connect });
  commit(store, 1);
  expect(store.driver.name).toBe("host's");
  const target = join(scratchFolder(), "backup.db");
  await backupStore(store, target);
  expect(counted(await scratchStore(target, { connect, readOnly: true })).n).toBe(1);
  expect(opened).toEqual(["true false", "false false", "false true", "false true"]);
});

import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDriver, openConnection, openStore } from "@tillwright/store-sql";
import { describe, expect, test } from "vitest";
import { migrate } from "../src/migrate.js";
import { schemaSteps } from "../src/schema.js";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";

async function rawDriver(path: string) {
  return createDriver(await openConnection(path, { engine: null, readOnly: false }));
}

describe("opening a shop's file", () => {
  test("creates it, durable by default", async () => {
    const store = await scratchStore();
    const pragma = (name: string) => store.driver.prepare(`PRAGMA ${name}`).get()?.[name];
    expect(pragma("journal_mode")).toBe("wal");
    expect(pragma("synchronous")).toBe(2);
    expect(pragma("foreign_keys")).toBe(1);
    expect(pragma("user_version")).toBe(schemaSteps.length);
    expect(pragma("application_id")).toBe(0x54494c4c);
  });

  test("finds again what was there, and leaves one whole file behind when closed", async () => {
    const path = join(scratchFolder(), "shop.db");
    const store = await openStore({ path });
    store.driver.exec("INSERT INTO till_counter (owner, counter, last) VALUES ('s', 'c', 7)");
    store.close();
    store.close();
    expect(existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`).length : 0).toBe(0);
    const again = await scratchStore(path);
    expect(again.driver.prepare("SELECT last FROM till_counter").get()).toEqual({ last: 7 });
  });

  test("a second opening of the same file names the process that has it", async () => {
    const store = await scratchStore();
    const refused = await rejection(openStore({ path: store.path }));
    expect(refused).toMatchObject({
      code: "store.in-use",
      facts: { path: store.path, pid: process.pid },
    });
    expect(refused["message"]).toContain(`${store.path} is in use by process ${process.pid}`);
  });

  test("another name of the same file is the same file", async () => {
    const store = await scratchStore();
    const other = join(scratchFolder(), "link.db");
    symlinkSync(store.path, other);
    expect(await rejection(openStore({ path: other }))).toMatchObject({ code: "store.in-use" });
  });

  test("a failed opening gives the lock back", async () => {
    const path = join(scratchFolder(), "notes.txt");
    writeFileSync(path, "milk, bread, eggs");
    for (let times = 0; times < 3; times += 1) {
      expect(await rejection(openStore({ path }))).toMatchObject({ code: "store.not-a-database" });
    }
  });
});

describe("a file that is not a shop's", () => {
  test("text is refused with what it begins with, and left as it was", async () => {
    const path = join(scratchFolder(), "notes.txt");
    writeFileSync(path, "milk, bread, eggs: 12.80\n".repeat(400));
    const refused = await rejection(openStore({ path }));
    expect(refused).toMatchObject({
      code: "store.not-a-database",
      retry: "never",
      facts: { path, begins: "milk, bread, egg" },
    });
    expect(refused["message"]).toContain(path);
    expect(refused["message"]).toContain('it begins with "milk, bread, egg"');
    expect(readFileSync(path, "utf8").startsWith("milk, bread, eggs: 12.80\n")).toBe(true);
  });

  test("another program's database is refused and not touched", async () => {
    const path = join(scratchFolder(), "photos.db");
    const photos = await rawDriver(path);
    photos.exec("CREATE TABLE photo (x TEXT); PRAGMA application_id=42");
    photos.close();
    const before = readFileSync(path);
    expect(await rejection(openStore({ path }))).toMatchObject({
      code: "store.other-application",
      facts: { path, applicationId: 42, tables: 1 },
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("a database without an owner's mark is refused too", async () => {
    const path = join(scratchFolder(), "unmarked.db");
    const unmarked = await rawDriver(path);
    unmarked.exec("CREATE TABLE photo (x TEXT)");
    unmarked.close();
    expect(await rejection(openStore({ path }))).toMatchObject({
      code: "store.other-application",
      facts: { applicationId: 0, tables: 1 },
    });
  });

  test("a schema of a later version is refused with both versions", async () => {
    const path = join(scratchFolder(), "shop.db");
    const store = await openStore({ path });
    store.driver.exec(`PRAGMA user_version=${schemaSteps.length + 3}`);
    store.close();
    expect(await rejection(openStore({ path }))).toMatchObject({
      code: "store.newer-schema",
      facts: { schemaVersion: schemaSteps.length + 3, known: schemaSteps.length },
    });
  });

  test("a folder that does not exist says so", async () => {
    const path = join(scratchFolder(), "none", "shop.db");
    expect(await rejection(openStore({ path }))).toMatchObject({ code: "store.cannot-open" });
  });
});

describe("for reading only", () => {
  test("a till may be selling; nothing can be written", async () => {
    const store = await scratchStore();
    const reader = await scratchStore(store.path, { readOnly: true });
    store.driver.exec("INSERT INTO till_counter (owner, counter, last) VALUES ('s', 'c', 7)");
    expect(reader.driver.prepare("SELECT last FROM till_counter").get()).toEqual({ last: 7 });
    expect(() => reader.driver.exec("DELETE FROM till_counter")).toThrow(
      expect.objectContaining({ code: "store.read-only" }),
    );
    expect(reader.readOnly).toBe(true);
  });

  test("a snapshot stands still while the till goes on", async () => {
    const store = await scratchStore();
    const reader = await scratchStore(store.path, { readOnly: true });
    const put = store.driver.prepare(
      "INSERT INTO till_counter (owner, counter, last) VALUES (?, 'c', 1)",
    );
    put.run("a");
    const count = reader.driver.prepare("SELECT COUNT(*) AS n FROM till_counter");
    reader.driver.snapshot(() => {
      expect(count.get()).toEqual({ n: 1 });
      put.run("b");
      expect(count.get()).toEqual({ n: 1 });
    });
    expect(count.get()).toEqual({ n: 2 });
  });

  test("nothing is created, and an older schema is not changed", async () => {
    const path = join(scratchFolder(), "shop.db");
    expect(await rejection(openStore({ path, readOnly: true }))).toMatchObject({
      code: "store.cannot-open",
    });
    expect(existsSync(path)).toBe(false);
    const driver = await rawDriver(path);
    migrate(driver, schemaSteps.slice(0, 1));
    driver.close();
    expect(await rejection(openStore({ path, readOnly: true }))).toMatchObject({
      code: "store.older-schema",
      facts: { schemaVersion: 1, known: schemaSteps.length },
    });
  });
});

describe("migrations", () => {
  test("a file of each earlier version is brought up to date", async () => {
    for (let version = 0; version < schemaSteps.length; version += 1) {
      const path = join(scratchFolder(), "shop.db");
      const driver = await rawDriver(path);
      migrate(driver, schemaSteps.slice(0, version));
      driver.close();
      const store = await scratchStore(path);
      expect(store.driver.prepare("PRAGMA user_version").get()).toEqual({
        user_version: schemaSteps.length,
      });
    }
  });

  test("a step that fails leaves the version before it, whole", async () => {
    const path = join(scratchFolder(), "shop.db");
    const driver = await rawDriver(path);
    const steps = [
      { name: "good", sql: "CREATE TABLE one (x BIGINT)" },
      { name: "bad", sql: "CREATE TABLE two (x BIGINT); CREATE TABLE one (x BIGINT)" },
    ];
    expect(() => migrate(driver, steps)).toThrow(expect.objectContaining({ code: "store.engine" }));
    expect(driver.prepare("PRAGMA user_version").get()).toEqual({ user_version: 1 });
    expect(driver.prepare("SELECT name FROM sqlite_master").all()).toEqual([{ name: "one" }]);
    driver.close();
  });
});

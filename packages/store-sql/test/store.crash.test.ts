import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { verifyAuditChain } from "@tillwright/cashier";
import { createDriver, openConnection, openStore, type Store } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { seededRandom } from "@tillwright/values";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manySteps } from "./children/many-steps.js";
import { bundleChild, removeChild, spawnChild } from "./children/spawn-child.js";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";
import { owner } from "./shop.js";

const kills = Number(process.env["TILLWRIGHT_KILLS"] ?? 20);
const random = seededRandom(Number(process.env["TILLWRIGHT_SEED"] ?? 1));

/** Waits for a moment between `least` and `least + 255 * step` milliseconds, drawn. */
function moment(least: number, step: number): Promise<void> {
  return pause(least + (random(1)[0] ?? 0) * step);
}

beforeAll(bundleChild, 60_000);
afterAll(removeChild);

/** Everything acknowledged is there once, nothing is half there, and the books are right. */
async function expectSound(store: Store, acknowledged: readonly string[]): Promise<number> {
  const till = createSqlTillStore(store);
  // A counter that was never used has no row: a kill may come before the first sale.
  const number = (sql: string) => Number(store.driver.prepare(sql).get()?.["n"] ?? 0);
  const sales = number("SELECT COUNT(*) AS n FROM sale");
  for (const key of acknowledged) {
    const kept = await till.keptAnswer(owner, key);
    expect(kept, key).not.toBeNull();
    expect((await till.sale(owner, `sale-${key}`))?.sequence, key).toBe(kept?.sequence);
  }
  // One command more than the sales: the one that opened the books.
  expect(number("SELECT COUNT(*) AS n FROM till_command")).toBe(sales + 1);
  expect(number("SELECT COUNT(*) AS n FROM audit_entry")).toBe(sales);
  expect(number("SELECT COUNT(*) AS n FROM print_job")).toBe(sales);
  expect(number("SELECT COUNT(*) AS n FROM till_document")).toBe(sales);
  expect(number("SELECT COUNT(*) AS n FROM sale_tender")).toBe(2 * sales);
  expect(
    number(
      "SELECT COUNT(*) AS n FROM sale s WHERE (SELECT SUM(l.paid) FROM sale_line l WHERE l.owner = s.owner AND l.sale_id = s.sale_id) <> s.paid",
    ),
  ).toBe(0);
  expect(number("SELECT last AS n FROM till_counter WHERE counter = 'number:T1/sale'")).toBe(sales);
  expect(number("SELECT COUNT(DISTINCT number) AS n FROM sale")).toBe(sales);
  expect((await till.journal.audit()).finding).toBeNull();
  expect((await till.journal.entries({})).length).toBe(2 * sales);
  const audit = [];
  for await (const entry of till.auditEntries(owner, "T1")) audit.push(entry);
  expect(verifyAuditChain(audit)).toBeNull();
  expect(store.driver.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
  expect(store.driver.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  return sales;
}

describe("a till that is killed", () => {
  test(`${kills} times in the middle of selling loses nothing and doubles nothing`, async () => {
    const path = join(scratchFolder(), "shop.db");
    const acknowledged: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const child = spawnChild("sell", path, `run${kill}`);
      // However slow the machine is: after some sales have been acknowledged, and somewhere in one of the next.
      await child.said(`run${kill}-${(random(1)[0] ?? 0) % 12}`);
      await moment(0, 0.04);
      await child.kill();
      acknowledged.push(...child.lines().slice(1));
      if (kill % 5 === 4 || kill === kills - 1) {
        const store = await openStore({ path });
        const sales = await expectSound(store, acknowledged);
        store.close();
        // At most one sale of each run was durable before its acknowledgement could be said.
        expect(sales).toBeGreaterThanOrEqual(acknowledged.length);
        expect(sales).toBeLessThanOrEqual(acknowledged.length + kill + 1);
      }
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(kills);
  }, 600_000);

  test("in the middle of bringing the schema up to date leaves a whole version", async () => {
    for (let kill = 0; kill < Math.ceil(kills / 5); kill += 1) {
      const path = join(scratchFolder(), "shop.db");
      const child = spawnChild("upgrade", path);
      await child.said("open");
      await moment(5, 0.3);
      await child.kill();
      const driver = createDriver(await openConnection(path, { engine: null, readOnly: false }));
      const version = Number(driver.prepare("PRAGMA user_version").get()?.["user_version"]);
      const tables = driver.prepare("SELECT COUNT(*) AS n FROM sqlite_master").get();
      expect(tables).toEqual({ n: version });
      if (version > 0) {
        expect(driver.prepare(`SELECT COUNT(*) AS n FROM t${version}`).get()).toEqual({ n: 500 });
      }
      expect(version).toBeLessThanOrEqual(manySteps.length);
      driver.close();
    }
  }, 600_000);

  test("in the middle of a backup leaves the backup before it, or none", async () => {
    const path = join(scratchFolder(), "shop.db");
    const target = join(scratchFolder(), "backup.db");
    const seller = spawnChild("sell", path, "first", "200");
    await seller.said("closed");
    await seller.ended();
    for (let kill = 0; kill < Math.ceil(kills / 5); kill += 1) {
      const child = spawnChild("backup", path, target);
      await child.said("open");
      await moment(10, 0.6);
      await child.kill();
      if (!existsSync(target)) continue;
      const copy = await openStore({ path: target, readOnly: true });
      expect(await createSqlTillStore(copy).salesCount({ owner })).toBe(200);
      expect(copy.driver.prepare("PRAGMA integrity_check").get()).toEqual({
        integrity_check: "ok",
      });
      copy.close();
    }
    await expectSound(await scratchStore(path), []);
  }, 600_000);
});

describe("two processes and one file", () => {
  test("the second is told which process has it, and gets it when that one is killed", async () => {
    const path = join(scratchFolder(), "shop.db");
    const first = spawnChild("hold", path);
    await first.said("open");
    expect(await rejection(openStore({ path }))).toMatchObject({
      code: "store.in-use",
      facts: { pid: first.pid },
    });
    const second = spawnChild("sell", path, "second");
    expect(await second.ended()).toBe(1);
    expect(second.errors()).toContain(`shop.db is in use by process ${first.pid}`);
    await first.kill();
    const store = await scratchStore(path);
    expect(store.readOnly).toBe(false);
  });

  test("taking turns sell on the same numbers", async () => {
    const path = join(scratchFolder(), "shop.db");
    const turns = ["a", "b", "a2", "b2"];
    for (const turn of turns) {
      const child = spawnChild("sell", path, turn, "25");
      expect(await child.ended()).toBe(0);
    }
    const keys = turns.flatMap((turn) =>
      Array.from({ length: 25 }, (_, index) => `${turn}-${index}`),
    );
    expect(await expectSound(await scratchStore(path), keys)).toBe(100);
  });

  test("starting at once: one sells, the others are refused, nothing is lost", async () => {
    const path = join(scratchFolder(), "shop.db");
    const children = ["a", "b", "c"].map((label) => spawnChild("sell", path, label, "40"));
    const codes = await Promise.all(children.map((child) => child.ended()));
    const acknowledged = children.flatMap((child) =>
      child.lines().filter((line) => /^[abc]-/u.test(line)),
    );
    for (const [index, code] of codes.entries()) {
      if (code !== 0) expect(children[index]?.errors()).toContain("is in use by");
    }
    expect(codes).toContain(0);
    expect(await expectSound(await scratchStore(path), acknowledged)).toBe(acknowledged.length);
  });
});

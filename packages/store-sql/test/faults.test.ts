import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { CommitRequest } from "@tillwright/cashier";
import type { JournalCommand } from "@tillwright/ledger";
import {
  createDriver,
  isStoreError,
  openConnection,
  openStore,
  type SqlDriver,
  type Store,
} from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createFaults,
  diskError,
  diskFull,
  type Fault,
  lateDiskError,
} from "./faulty-connection.js";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";
import { completeSale, openShop, owner } from "./shop.js";

/** Every row of every table: what the shop's file says. */
function everything(driver: SqlDriver): object {
  const tables = driver
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [name, driver.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()]),
  );
}

function request(key: string, more: Partial<ReturnType<CommitRequest["compose"]>>): CommitRequest {
  return { ...openShop, key, compose: () => ({ ...openShop.compose(null), ...more }) };
}

const shift = { kind: "shift", id: "s1", status: "open", body: { float: 500 } } as const;
const base = { at: openShop.at, memo: null } as const;
const spend: JournalCommand = {
  ...base,
  kind: "hold",
  key: "hold",
  entryId: "hold",
  expiresAt: null,
  postings: [
    { account: "member:M1/points", amount: -1 },
    { account: "member:M1/points-issued", amount: 1 },
  ],
};

/** Every kind of commit, each after those before it. */
const commits: readonly CommitRequest[] = [
  openShop,
  completeSale("first", 10),
  completeSale("second", 2),
  request("shift-open", { documents: [{ ...shift, expectedVersion: null }] }),
  request("shift-close", {
    unchanged: [{ kind: "refund-state", id: "sale-first", version: 1 }],
    documents: [{ ...shift, status: "closed", expectedVersion: 1 }],
    audit: [{ action: "shift.closed", operatorId: "zhang", facts: {} }],
  }),
  request("points-held", { journal: [spend] }),
  request("points-settled", {
    journal: [
      { ...base, kind: "settle", key: "settle", entryId: "settle", hold: "hold", postings: null },
    ],
  }),
  request("reversed", {
    journal: [
      { ...base, kind: "reverse", key: "back", entryId: "back", reverses: "sale-second/money" },
    ],
    printJobs: [{ printer: "receipts", document: { title: "void" } }],
  }),
];

interface Shop {
  /** A file in which the commits before this one have been done. */
  readonly file: string;
  readonly before: object;
  readonly after: object;
}

/** For each commit the file before it, and what the file says before and after it without faults. */
async function shops(): Promise<readonly Shop[]> {
  const folder = mkdtempSync(join(tmpdir(), "tillwright-"));
  const found: Shop[] = [];
  for (const [index, commit] of commits.entries()) {
    const path = join(folder, "shop.db");
    const file = join(folder, `before-${index}.db`);
    (await openStore({ path })).close();
    copyFileSync(path, file);
    const store = await openStore({ path });
    const before = everything(store.driver);
    expect((await createSqlTillStore(store).commit(commit)).ok, commit.key).toBe(true);
    found.push({ file, before, after: everything(store.driver) });
    store.close();
  }
  return found;
}

let prepared: readonly Shop[] = [];

beforeAll(async () => {
  prepared = await shops();
});

afterAll(() => {
  const [first] = prepared;
  if (first !== undefined) rmSync(dirname(first.file), { recursive: true, force: true });
});

function shopBefore(index: number): Shop {
  const shop = prepared[index];
  if (shop === undefined) throw new Error(`no commit ${index}`);
  return shop;
}

/** What the file says to whoever opens it now. */
async function durable(path: string): Promise<object> {
  const reader = createDriver(await openConnection(path, { engine: null, readOnly: true }));
  const found = everything(reader);
  reader.close();
  return found;
}

/** Lets each call of a commit fail in turn, and shows that nothing is lost, half written or doubled. */
async function failEachCall(index: number, fault: Fault): Promise<number> {
  const { file, before, after } = shopBefore(index);
  const commit = commits[index] ?? openShop;
  const folder = scratchFolder();
  for (let call = 1; ; call += 1) {
    const faults = createFaults();
    const path = join(folder, `call-${call}.db`);
    copyFileSync(file, path);
    const store = await openStore({ path, connect: faults.connect });
    // What is tested is which statements take effect; waiting for the disk each time would only take long.
    store.driver.exec("PRAGMA synchronous=OFF");
    const till = createSqlTillStore(store);
    faults.arm(call, fault);
    const seen = await till.commit(commit).catch((error: unknown) => error);
    faults.disarm();
    const found = await durable(path);
    if (faults.struck) {
      // It failed, and said so; what is on the disk is all of it, or nothing.
      expect(isStoreError(seen) && seen.retry).toBe("same-key");
      expect(isStoreError(seen) && seen.message).toContain(path);
      expect(fault.effect === "before" ? [before] : [before, after]).toContainEqual(found);
      // The same store goes on when the disk does, and the same key is done once.
      expect((await till.commit(commit)).ok).toBe(true);
    }
    expect(await durable(path)).toEqual(after);
    store.close();
    if (!faults.struck) return call - 1;
  }
}

describe("when the n-th call into the engine fails, for every call of every kind of commit", () => {
  test.each([
    ["a full disk", diskFull],
    ["a disk error after the effect", lateDiskError],
  ])("%s", async (_, fault) => {
    for (const index of commits.keys()) {
      expect(await failEachCall(index, fault), commits[index]?.key).toBeGreaterThan(3);
    }
  });

  test("a disk error while a sale is completed", async () => {
    expect(await failEachCall(1, diskError)).toBeGreaterThan(30);
  });

  test("opening fails with a reason and gives the file back", async () => {
    for (let call = 1; ; call += 1) {
      const faults = createFaults();
      const path = join(scratchFolder(), "shop.db");
      faults.arm(call, diskError);
      let opened: Store | null = null;
      const seen = await rejection(
        openStore({ path, connect: faults.connect }).then((store) => {
          opened = store;
        }),
      );
      faults.disarm();
      if (opened !== null) (opened as Store).close();
      const again = await openStore({ path });
      expect(again.schemaVersion).toBeGreaterThan(0);
      again.close();
      if (!faults.struck) break;
      expect(opened === null ? seen["code"] : "store.io").toBe("store.io");
    }
  });
});

describe("a disk that is really full", () => {
  test("refuses the sale, keeps what was acknowledged, and goes on when there is room", async () => {
    const store = await scratchStore();
    const till = createSqlTillStore(store);
    await till.commit(openShop);
    const pages = Number(store.driver.prepare("PRAGMA page_count").get()?.["page_count"]);
    store.driver.exec(`PRAGMA max_page_count=${pages + 30}`);
    const acknowledged: string[] = [];
    let refused: Readonly<Record<string, unknown>> = {};
    for (let index = 0; refused["code"] === undefined; index += 1) {
      refused = await rejection(
        till.commit(completeSale(`k${index}`)).then(() => acknowledged.push(`k${index}`)),
      );
    }
    expect(refused).toMatchObject({
      code: "store.disk-full",
      retry: "same-key",
      facts: { path: store.path },
    });
    expect(String(refused["message"])).toContain("make room and send the same command again");
    expect(await till.salesCount({ owner })).toBe(acknowledged.length);
    const next = `k${acknowledged.length}`;
    expect(await rejection(till.commit(completeSale(next)))).toMatchObject({
      code: "store.disk-full",
    });
    store.driver.exec("PRAGMA max_page_count=1000000");
    expect(await till.commit(completeSale(next))).toMatchObject({
      ok: true,
      value: { replayed: false, sequence: acknowledged.length + 1 },
    });
    expect((await till.journal.audit()).finding).toBeNull();
  });
});

import { join } from "node:path";
import type { CommitRequest } from "@tillwright/cashier";
import type { JournalCommand } from "@tillwright/ledger";
import { isStoreError, openStore, type Store } from "@tillwright/store-sql";
import { createSqlTillStore } from "@tillwright/store-sql/till";
import { describe, expect, test } from "vitest";
import {
  createFaults,
  diskError,
  diskFull,
  type Fault,
  type Faults,
  lateDiskError,
} from "./faulty-connection.js";
import { rejection, scratchFolder, scratchStore } from "./scratch.js";
import { completeSale, openShop, owner } from "./shop.js";

/** Every row of every table: what the shop's file says. */
function everything(store: Store): Readonly<Record<string, unknown>> {
  const tables = store.driver
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .all();
  return Object.fromEntries(
    tables.map(({ name }) => [
      name,
      store.driver.prepare(`SELECT * FROM ${name} ORDER BY 1, 2, 3`).all(),
    ]),
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
  readonly path: string;
  readonly store: Store;
}

/** A shop in which the commits before the one named have been done. */
async function shopBefore(index: number, faults: Faults): Promise<Shop> {
  const path = join(scratchFolder(), "shop.db");
  const store = await scratchStore(path, { connect: faults.connect });
  const till = createSqlTillStore(store);
  for (const commit of commits.slice(0, index)) {
    expect((await till.commit(commit)).ok, commit.key).toBe(true);
  }
  return { path, store };
}

/** What the file says before and after a commit without faults. */
async function expectedStates(index: number): Promise<readonly [object, object]> {
  const { store } = await shopBefore(index, createFaults());
  const before = everything(store);
  const commit = commits[index];
  if (commit !== undefined) await createSqlTillStore(store).commit(commit);
  return [before, everything(store)];
}

/** Lets each call of a commit fail in turn, and shows that nothing is lost, half written or doubled. */
async function failEachCall(index: number, fault: Fault): Promise<number> {
  const commit = commits[index];
  if (commit === undefined) return 0;
  const [before, after] = await expectedStates(index);
  for (let call = 1; ; call += 1) {
    const faults = createFaults();
    const { path, store } = await shopBefore(index, faults);
    const till = createSqlTillStore(store);
    faults.arm(call, fault);
    const seen = await till.commit(commit).catch((error: unknown) => error);
    faults.disarm();
    if (!faults.struck) {
      expect(everything(store)).toEqual(after);
      store.close();
      return call - 1;
    }
    // It failed, and said so; what is on the disk is all of it, or nothing, also for whoever opens the file anew.
    expect(isStoreError(seen) && seen.retry).toBe("same-key");
    expect(JSON.stringify(seen)).toContain(path);
    store.close();
    const again = await scratchStore(path);
    const found = everything(again);
    if (fault.effect === "before") expect(found).toEqual(before);
    else expect([before, after]).toContainEqual(found);
    const resent = await createSqlTillStore(again).commit(commit);
    expect(resent.ok).toBe(true);
    expect(everything(again)).toEqual(after);
    again.close();
  }
}

describe("when the n-th call into the engine fails, for every call of every kind of commit", () => {
  test.each([
    ["a full disk", diskFull],
    ["a disk error", diskError],
    ["a disk error after the effect", lateDiskError],
  ])("%s", async (_, fault) => {
    for (const index of commits.keys()) {
      expect(await failEachCall(index, fault), commits[index]?.key).toBeGreaterThan(3);
    }
  });

  test("the same open store goes on when the disk has room again", async () => {
    const [, after] = await expectedStates(1);
    for (let call = 1; ; call += 1) {
      const faults = createFaults();
      const { store } = await shopBefore(1, faults);
      const till = createSqlTillStore(store);
      faults.arm(call, diskFull);
      const seen = await rejection(till.commit(completeSale("first", 10)));
      faults.disarm();
      if (!faults.struck) break;
      expect(seen["code"]).toBe("store.disk-full");
      const outcome = await till.commit(completeSale("first", 10));
      expect(outcome).toMatchObject({ ok: true, value: { replayed: false, sequence: 1 } });
      expect(everything(store)).toEqual(after);
      store.close();
    }
  });

  test("opening fails with a reason and gives the file back", async () => {
    for (let call = 1; ; call += 1) {
      const faults = createFaults();
      const path = join(scratchFolder(), "shop.db");
      faults.arm(call, diskError);
      const seen = await rejection(
        openStore({ path, connect: faults.connect }).then((store) => store.close()),
      );
      const { struck } = faults;
      faults.disarm();
      const store = await scratchStore(path);
      expect(store.schemaVersion).toBeGreaterThan(0);
      if (!struck) break;
      if (seen["resolved"] !== true) expect(seen["code"]).toMatch(/^store\./u);
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

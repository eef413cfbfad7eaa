import type { TillStore } from "../till-store.js";
import { collect, expectSame } from "./expect.js";
import { cash, milkSale, openBooks, owner, request } from "./store-fixtures.js";
import type { TillStoreCase } from "./till-store-contract.js";

/** Everything that can be read of the fixtures, to show that nothing of it changed. */
async function everything(store: TillStore): Promise<object> {
  return {
    sales: await collect(store.sales({ owner })),
    shifts: await store.documents(owner, "shift"),
    carts: await store.documents(owner, "sale"),
    audit: await collect(store.auditEntries(owner, "T1")),
    jobs: await store.printJobs(owner),
    drawer: await store.journal.balance("store:S1/drawer", 2000),
    entries: await store.journal.entries({}),
  };
}

const fact = { action: "test", operatorId: "zhang", facts: { amount: 1 } };
const shift = { kind: "shift", id: "s1", status: "open" } as const;

async function refusedCode(
  store: TillStore,
  ...args: Parameters<typeof request>
): Promise<unknown> {
  const outcome = await store.commit(request(...args));
  return outcome.ok ? "done" : outcome.refusal.code;
}

export const commitCases: readonly TillStoreCase[] = [
  {
    name: "a commit answers what it composed, and keeps it under its key",
    async run(store) {
      const done = await store.commit(request("k", { answer: { 价格: [1, null, "é"] } }));
      const value = { replayed: false, sequence: null, answer: { 价格: [1, null, "é"] } };
      expectSame("commit", done, { ok: true, value });
      const kept = await store.keptAnswer(owner, "k");
      const { answer } = value;
      expectSame("keptAnswer", kept, { bodyHash: "hash of k", sequence: null, answer });
      expectSame("unknown key", await store.keptAnswer(owner, "other"), null);
    },
  },
  {
    name: "the same key and body answer the first answer again and write nothing",
    async run(store) {
      const numbering = { series: "sale" };
      await store.commit(request("k", { answer: 1, audit: [fact] }, { numbering }));
      const before = await everything(store);
      const again = await store.commit(request("k", { answer: 2, audit: [fact] }, { numbering }));
      expectSame("again", again, { ok: true, value: { replayed: true, sequence: 1, answer: 1 } });
      expectSame("nothing written", await everything(store), before);
    },
  },
  {
    name: "the same key with another body is refused and writes nothing",
    async run(store) {
      await store.commit(request("k", { answer: 1 }));
      const before = await everything(store);
      const other = await store.commit(request("k", { audit: [fact] }, { bodyHash: "another" }));
      expectSame("code", other.ok ? null : other.refusal.code, "cashier.key-reused");
      expectSame("facts", other.ok ? null : other.refusal.facts, { key: "k" });
      expectSame("nothing written", await everything(store), before);
    },
  },
  {
    name: "numbers have no gaps per till and series, and what is refused takes none",
    async run(store) {
      const seen: (number | null)[] = [];
      const take = async (key: string, tillId: string, series: string, expected: number | null) => {
        const outcome = await store.commit({
          ...request(key, {}, { tillId, numbering: { series } }),
          compose: (sequence) => {
            seen.push(sequence);
            const documents = [{ ...shift, expectedVersion: expected, body: {} }];
            return { ...request(key, { documents }).compose(null), answer: sequence };
          },
        });
        return outcome.ok ? outcome.value.sequence : outcome.refusal.code;
      };
      expectSame("first", await take("1", "T1", "sale", null), 1);
      expectSame("refused", await take("2", "T1", "sale", null), "cashier.version-conflict");
      expectSame("second", await take("3", "T1", "sale", 1), 2);
      expectSame("other series", await take("4", "T1", "refund", 2), 1);
      expectSame("other till", await take("5", "T2", "sale", 3), 1);
      expectSame("composed with", seen, [1, 2, 2, 1, 1]);
    },
  },
  {
    name: "a document is written at version 1 and goes on by one",
    async run(store) {
      const body = { 班: "早", amount: 9_007_199_254_740_991, none: null };
      const write = (key: string, expectedVersion: number | null, status: string) =>
        store.commit(
          request(key, {
            documents: [{ ...shift, expectedVersion, status, body: { ...body, status } }],
          }),
        );
      await write("1", null, "open");
      await write("2", 1, "closed");
      const document = { ...shift, owner, version: 2, status: "closed" };
      const expected = { ...document, body: { ...body, status: "closed" } };
      expectSame("document", await store.document(owner, "shift", "s1"), expected);
      expectSame("by status", await store.documents(owner, "shift", "closed"), [expected]);
      expectSame("not open", await store.documents(owner, "shift", "open"), []);
      expectSame("other kind", await store.document(owner, "sale", "s1"), null);
    },
  },
  {
    name: "another version than the one expected refuses everything",
    async run(store) {
      const document = { ...shift, expectedVersion: null, body: { n: 1 } };
      await store.commit(request("1", { documents: [document], journal: [openBooks] }));
      const before = await everything(store);
      const rest = { sale: milkSale(1, { saleId: "x" }), audit: [fact], journal: [cash("c", 5)] };
      for (const expectedVersion of [null, 2, 7]) {
        const outcome = await store.commit(
          request("2", { ...rest, documents: [{ ...document, expectedVersion }] }),
        );
        const facts = { kind: "shift", id: "s1", expected: expectedVersion, actual: 1 };
        expectSame("facts", outcome.ok ? null : outcome.refusal.facts, facts);
        expectSame("nothing written", await everything(store), before);
      }
      expectSame("the key is free", await store.keptAnswer(owner, "2"), null);
    },
  },
  {
    name: "a document that was relied on must still stand",
    async run(store) {
      const documents = [{ ...shift, expectedVersion: null, body: {} }];
      await store.commit(request("1", { documents }));
      const stand = (version: number) => ({
        unchanged: [{ kind: "shift" as const, id: "s1", version }],
        audit: [fact],
      });
      expectSame("stands", await refusedCode(store, "2", stand(1)), "done");
      expectSame("moved", await refusedCode(store, "3", stand(2)), "cashier.version-conflict");
      const missing = { unchanged: [{ kind: "day" as const, id: "d", version: 1 }] };
      expectSame("missing", await refusedCode(store, "4", missing), "cashier.version-conflict");
      expectSame("audited once", (await collect(store.auditEntries(owner, "T1"))).length, 1);
    },
  },
  {
    name: "what the journal refuses comes through, and nothing is half done",
    async run(store) {
      await store.commit(request("1", { journal: [openBooks, cash("in", 500)] }));
      const before = await everything(store);
      const outcome = await store.commit(
        request(
          "2",
          {
            documents: [{ ...shift, expectedVersion: null, body: {} }],
            sale: milkSale(1, { saleId: "x" }),
            journal: [cash("more", 100), cash("out", -700)],
            audit: [fact],
            printJobs: [{ printer: "p", document: {} }],
          },
          { numbering: { series: "sale" } },
        ),
      );
      expectSame("code", outcome.ok ? null : outcome.refusal.code, "ledger.below-floor");
      expectSame("nothing written", await everything(store), before);
      const next = await store.commit(request("3", {}, { numbering: { series: "sale" } }));
      expectSame("number not lost", next.ok ? next.value.sequence : null, 1);
    },
  },
  {
    name: "an error while composing, or a sale id that is taken, undoes everything",
    async run(store) {
      await store.commit(request("1", { sale: milkSale(1, { saleId: "a" }) }));
      const before = await everything(store);
      const broken = { ...request("2", {}), compose: () => thrown() };
      expectSame("compose", await rejects(store.commit(broken)), true);
      const again = request("3", { sale: milkSale(2, { saleId: "a" }), audit: [fact] });
      expectSame("sale id", await rejects(store.commit(again)), true);
      expectSame("nothing written", await everything(store), before);
      expectSame("keys are free", await store.keptAnswer(owner, "2"), null);
      expectSame("goes on", await refusedCode(store, "2", { audit: [fact] }), "done");
    },
  },
  {
    name: "commits that were sent together each happen once",
    async run(store) {
      const numbering = { series: "sale" };
      const keys = ["a", "b", "a", "c", "b", "a"];
      const outcomes = await Promise.all(
        keys.map((key) => store.commit(request(key, { audit: [fact] }, { numbering }))),
      );
      const numbers = outcomes.map((outcome) => (outcome.ok ? outcome.value.sequence : null));
      const [a, b, , c] = numbers;
      expectSame("same key, same number", numbers, [a, b, a, c, b, a]);
      expectSame("no gaps", [a, b, c].map(Number).sort(), [1, 2, 3]);
      expectSame("audit", (await collect(store.auditEntries(owner, "T1"))).length, 3);
    },
  },
];

function thrown(): never {
  throw new RangeError("composing failed");
}

async function rejects(promise: Promise<unknown>): Promise<boolean> {
  try {
    await promise;
    return false;
  } catch {
    return true;
  }
}

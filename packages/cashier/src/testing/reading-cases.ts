import { verifyAuditChain } from "../audit-chain.js";
import type { SettledSale } from "../settled-sale.js";
import type { TillStore } from "../till-store.js";
import { collect, expectSame } from "./expect.js";
import { milkSale, owner, request } from "./store-fixtures.js";
import type { TillStoreCase } from "./till-store-contract.js";

async function put(store: TillStore, sale: SettledSale): Promise<void> {
  const at = sale.completedAt;
  const { tillId } = sale;
  await store.commit(
    request(sale.saleId, { sale }, { at, tillId, owner: `store:${sale.storeId}` }),
  );
}

/** Five sales and a refund; ids and times out of order on purpose. */
async function putSales(store: TillStore): Promise<void> {
  await put(store, milkSale(1, { saleId: "e", completedAt: 5000, memberId: "M1" }));
  await put(store, milkSale(2, { saleId: "d", completedAt: 4000, shiftId: "shift-2" }));
  await put(store, milkSale(3, { saleId: "c", completedAt: 6000, businessDay: "2027-01-16" }));
  const other = { tillId: "T2", number: "02-000001", sequence: 1, memberId: "M1" };
  await put(store, milkSale(1, { saleId: "b", completedAt: 7000, ...other }));
  await put(store, milkSale(4, { saleId: "a", completedAt: 8000, storeId: "S2" }));
  const refund = { kind: "refund", refersTo: "e", number: "01-R000001" } as const;
  await put(store, milkSale(1, { saleId: "f", completedAt: 9000, memberId: "M1", ...refund }));
}

export const readingCases: readonly TillStoreCase[] = [
  {
    name: "a sale is read back as it was written",
    async run(store) {
      const sale = milkSale(1, { saleId: "a", note: "发票: 张三 🧾" });
      await put(store, sale);
      expectSame("by id", await store.sale(owner, "a"), sale);
      expectSame("by number", await store.saleByNumber(owner, "01-000001"), sale);
      expectSame("unknown id", await store.sale(owner, "b"), null);
      expectSame("unknown number", await store.saleByNumber(owner, "01-000002"), null);
    },
  },
  {
    name: "sales come in the order they were committed, and each filter holds",
    async run(store) {
      await putSales(store);
      const ids = async (query: object) =>
        (await collect(store.sales({ owner, ...query }))).map((sale) => sale.saleId).join("");
      expectSame("all", await ids({}), "edcbf");
      expectSame("till", await ids({ tillId: "T2" }), "b");
      expectSame("shift", await ids({ shiftId: "shift-2" }), "d");
      expectSame("day", await ids({ businessDay: "2027-01-16" }), "c");
      expectSame("member", await ids({ memberId: "M1" }), "ebf");
      expectSame("half-open", await ids({ from: 5000, until: 7000 }), "ec");
      expectSame("together", await ids({ tillId: "T1", memberId: "M1", from: 6000 }), "f");
      expectSame("other store", await ids({ owner: "store:S2" }), "a");
      expectSame("count", await store.salesCount({ owner, memberId: "M1" }), 3);
      expectSame("count none", await store.salesCount({ owner, shiftId: "x" }), 0);
    },
  },
  {
    name: "a member's activity counts sales and not refunds",
    async run(store) {
      await putSales(store);
      const some = await store.memberActivity(owner, "M1");
      expectSame("some", some, { purchases: 2, lastPurchaseAt: 7000 });
      const none = await store.memberActivity(owner, "M2");
      expectSame("none", none, { purchases: 0, lastPurchaseAt: null });
    },
  },
  {
    name: "audit entries are numbered and chained for each till",
    async run(store) {
      const fact = (n: number) => ({ action: "test", operatorId: null, facts: { n, 理由: "试" } });
      await store.commit(request("1", { audit: [fact(1), fact(2)] }));
      await store.commit(request("2", { audit: [fact(3)] }, { tillId: "T2", at: 2000 }));
      await store.commit(request("3", { audit: [fact(4)] }, { at: 3000 }));
      const first = await collect(store.auditEntries(owner, "T1"));
      const second = await collect(store.auditEntries(owner, "T2"));
      expectSame(
        "numbers",
        [...first, ...second].map((entry) => entry.number),
        [1, 2, 3, 1],
      );
      expectSame(
        "times",
        [...first, ...second].map((entry) => entry.at),
        [1000, 1000, 3000, 2000],
      );
      expectSame("chain", verifyAuditChain(first), null);
      expectSame("other chain", verifyAuditChain(second), null);
      expectSame("facts", first.at(-1)?.facts, { n: 4, 理由: "试" });
    },
  },
  {
    name: "print jobs wait in order until they are printed",
    async run(store) {
      const job = (n: number) => ({ printer: "receipts", document: { 行: n } });
      await store.commit(request("1", { printJobs: [job(1), job(2)] }));
      await store.commit(request("0", { printJobs: [job(3)] }, { tillId: "T2" }));
      await store.printed(owner, "1/0");
      await store.printed(owner, "1/0");
      await store.printed(owner, "unknown");
      const queued = await store.printJobs(owner);
      expectSame(
        "ids",
        queued.map(({ jobId }) => jobId),
        ["1/1", "0/0"],
      );
      const expected = { ...job(2), owner, tillId: "T1", jobId: "1/1", at: 1000, state: "queued" };
      expectSame("job", queued[0], expected);
    },
  },
  {
    name: "owners are kept apart",
    async run(store) {
      const document = { kind: "shift", id: "s1", expectedVersion: null, status: "open" } as const;
      const body = { documents: [{ ...document, body: { n: 1 } }], answer: 1 };
      await store.commit(request("k", body));
      const numbering = { series: "sale" };
      const second = await store.commit(request("k", body, { owner: "store:S2", numbering }));
      const value = { replayed: false, sequence: 1, answer: 1 };
      expectSame("same key, other owner", second, { ok: true, value });
      expectSame("first", (await store.documents(owner, "shift")).length, 1);
      expectSame("second", (await store.documents("store:S2", "shift")).length, 1);
      expectSame("third", await store.documents("store:S3", "shift"), []);
    },
  },
  {
    name: "documents of a kind come in the order of their ids",
    async run(store) {
      for (const id of ["b", "a", "c"]) {
        const document = { kind: "sale", id, expectedVersion: null, status: "held" } as const;
        await store.commit(request(id, { documents: [{ ...document, body: { id } }] }));
      }
      const ids = (await store.documents(owner, "sale", "held")).map(({ id }) => id);
      expectSame("ids", ids, ["a", "b", "c"]);
    },
  },
];

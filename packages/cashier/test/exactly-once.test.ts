import {
  type CommitRequest,
  createMemoryTillStore,
  type Till,
  type TillStore,
  verifyAuditChain,
} from "@tillwright/cashier";
import { createMemoryMembers } from "@tillwright/core-members";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { fakePayments } from "./fake-payments.js";
import { runs } from "./runs.js";
import {
  all,
  answered,
  codeOf,
  join,
  openDay,
  openShop,
  owner,
  rulesDocument,
  type Shop,
} from "./shop.js";

/** Rules under which the hour meets a gift with a choice, which a refund asks back, and a discount given by hand. */
const rules = {
  ...rulesDocument,
  promotions: [
    ...rulesDocument.promotions,
    {
      id: "gift",
      kind: "gift",
      count: 3,
      goods: { product: "tea" },
      gifts: [
        { product: "gum", value: "0.05" },
        { product: "milk", value: "5.90" },
      ],
    },
  ],
  manual: { roles: { cashier: { pay: "90%" } } },
};

/** One whole hour, each command under its own fixed key; ids that later commands need come from answers. */
type Step = (till: Till, seen: Map<string, string>) => Promise<unknown>;

const steps: readonly Step[] = [
  (till) => till.openShift({ key: "s1", operatorId: "zhang", role: "cashier", float: 50_000 }),
  async (till, seen) => {
    const registration = { phone: "13812345678", name: "王小明" };
    const outcome = await till.registerMember({ key: "s2", registration });
    if (outcome.ok) seen.set("member", outcome.value.memberId);
    return outcome;
  },
  (till, seen) =>
    till.topUp({
      key: "s3",
      memberId: seen.get("member") ?? "",
      amount: 50_000,
      tender: { kind: "cash" },
    }),
  (till) => till.openSale({ key: "s4" }),
  (till) => till.scan({ key: "s5", code: "6900000000052", quantity: pieces(3) }),
  (till) => till.addProduct({ key: "s6", productId: "milk", quantity: pieces(1) }),
  (till) => till.changeQuantity({ key: "s7", lineId: "2", quantity: pieces(2) }),
  (till) => till.removeLine({ key: "s8", lineId: "2" }),
  (till, seen) => till.attachMember({ key: "s9", memberId: seen.get("member") ?? "" }),
  async (till, seen) => {
    const outcome = await till.hold({ key: "s10" });
    if (outcome.ok) seen.set("held", outcome.value.saleId);
    return outcome;
  },
  (till, seen) => till.resume({ key: "s11", saleId: seen.get("held") ?? "" }),
  (till) => till.giveDiscount({ key: "s11a", discount: { pay: "95%", reason: "x" } }),
  (till) => till.takeGifts({ key: "s11b", promotionId: "gift", take: [{ productId: "gum" }] }),
  (till) => till.beginTendering({ key: "s12" }),
  (till) => till.addTender({ key: "s13", tender: { kind: "stored-value", amount: 5500 } }),
  (till, seen) =>
    till.addTender({ key: keyOf(seen, "s14"), tender: { kind: "card", amount: 10_000 } }),
  (till) => till.addTender({ key: "s15", tender: { kind: "cash", tendered: 20_000 } }),
  async (till, seen) => {
    const outcome = await till.complete({ key: "s16" });
    if (outcome.ok) seen.set("sale", outcome.value.sale.saleId);
    return outcome;
  },
  (till, seen) =>
    till.settleSale({
      key: "s17",
      memberId: seen.get("member") ?? "",
      points: 100,
      lines: [{ product: "soap", quantity: pieces(2) }],
      tenders: [{ kind: "stored-value", amount: 1000 }, { kind: "cash" }],
    }),
  (till, seen) =>
    till.refund({
      key: keyOf(seen, "s18"),
      saleId: seen.get("sale") ?? "",
      lines: [{ lineId: "1", count: 1 }],
      reason: "x",
    }),
  (till, seen) =>
    till.reverseSale({ key: keyOf(seen, "s19"), saleId: seen.get("sale") ?? "", reason: "x" }),
  (till) => till.voidSale({ key: "s20", reason: "x" }),
  (till) => till.paidIn({ key: "s21", amount: 500, reason: "x" }),
  (till) => till.paidOut({ key: "s22", amount: 300, reason: "x" }),
  (till) => till.drop({ key: "s23", amount: 1000, reason: "x" }),
  (till) => till.closeShift({ key: "s24", counted: 90_000 }),
  (till) =>
    till.closeDay({
      key: "s25",
      operatorId: "wang",
      role: "manager",
      businessDay: "2027-01-15",
    }),
];

/** A key of the hour, or a fresh one after the provider declined. */
function keyOf(seen: Map<string, string>, name: string): string {
  return `${name}${seen.get("again") ?? ""}`;
}

/** What must be the same however often things failed and were repeated; ids may differ. */
async function outcome({ store, clock }: Shop): Promise<unknown> {
  const { lines, sums } = await store.journal.trialBalance(null);
  const named = (text: string): string => text.replace(/id-T1-\d+/g, "ID");
  return {
    balances: lines
      .filter(({ balance }) => balance !== 0)
      .map(({ account, balance }) => `${named(account)} ${balance}`)
      .sort(),
    sums,
    sales: (await all(store.sales({ owner }))).map(({ kind, number, totals, points, tenders }) => ({
      kind,
      number,
      totals,
      points,
      tenders: tenders.map((tender) => ({ ...tender, reference: null })),
    })),
    chain: verifyAuditChain(await all(store.auditEntries(owner, "T1"))),
    // A crash before the provider was reached leaves a declined attempt: that is the truth, and the only difference.
    actions: (await all(store.auditEntries(owner, "T1")))
      .map(({ action }) => action)
      .filter((action) => !action.endsWith(".declined")),
    finding: (await store.journal.audit()).finding,
    unknown: (await store.documents(owner, "payment-attempt", "unknown")).length,
    at: clock.at,
  };
}

async function playAll(shop: Shop): Promise<unknown> {
  const seen = new Map<string, string>();
  for (const step of steps) answered((await step(shop.till, seen)) as never);
  return outcome(shop);
}

class Crash extends Error {}

/** Which calls of the store are counted: all of them in the long mode, else its commits. */
const calls: "every" | "commits" = runs >= 1000 ? "every" : "commits";

/** A store that fails at the n-th call, before doing it or after: then the process is gone until it is started again. */
function crashing(store: TillStore, at: number, when: "before" | "after"): TillStore {
  let count = 0;
  const guarded = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    count += 1;
    if (count === at && when === "before") throw new Crash("power");
    const value = await run();
    if (count === at) throw new Crash("power");
    return value;
  };
  const commits = {
    ...store,
    commit: (request: CommitRequest) => guarded(() => store.commit(request)),
  };
  if (calls === "commits") return commits;
  return {
    ...commits,
    keptAnswer: (...args) => guarded(() => store.keptAnswer(...args)),
    document: (...args) => guarded(() => store.document(...args)),
    documents: (...args) => guarded(() => store.documents(...args)),
    sale: (...args) => guarded(() => store.sale(...args)),
    memberActivity: (...args) => guarded(() => store.memberActivity(...args)),
  };
}

/** Whether the hour has an n-th store call. */
async function reaches(at: number): Promise<boolean> {
  const shop = openShop({ rules, payments: fakePayments() });
  const till = shop.again({ store: crashing(shop.store, at, "before") });
  const seen = new Map<string, string>();
  try {
    for (const step of steps) await step(till, seen);
    return false;
  } catch {
    return true;
  }
}

describe("exactly once", () => {
  test("every command repeated at once answers the first answer again and changes nothing", async () => {
    const shop = openShop({ rules, payments: fakePayments() });
    const seen = new Map<string, string>();
    for (const step of steps) {
      const first = answered((await step(shop.till, seen)) as never);
      const before = await outcome(shop);
      expect(answered((await step(shop.till, seen)) as never)).toEqual(first);
      expect(answered((await step(shop.again(), seen)) as never)).toEqual(first);
      expect(await outcome(shop)).toEqual(before);
    }
  });

  test("a double touch: the same command twice at the same moment happens once", async () => {
    const { till, store } = await openDay();
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const sale = { key: "touch", lines, tenders: [{ kind: "cash" }] } as const;
    const [first, second] = await Promise.all([till.settleSale(sale), till.settleSale(sale)]);
    expect(answered(second)).toEqual(answered(first));
    expect(await store.salesCount({ owner })).toBe(1);
  });

  test("a sale in one step, repeated after its shift was closed, still answers the first answer", async () => {
    const { till, key } = await openDay();
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const sale = { key: "direct", lines, tenders: [{ kind: "cash" }] } as const;
    const first = answered(await till.settleSale(sale));
    answered(await till.closeShift({ key: key(), counted: 59_900 }));
    expect(answered(await till.settleSale(sale))).toEqual(first);
    const other = { ...sale, lines: [...lines, ...lines] };
    expect(codeOf(await till.settleSale(other))).toBe("cashier.shift-closed");
  });

  test("the same key with another body is refused", async () => {
    const { till } = await openDay();
    const add = { key: "a", productId: "milk", quantity: pieces(1) };
    answered(await till.addProduct(add));
    expect(codeOf(await till.addProduct({ ...add, quantity: pieces(2) }))).toBe(
      "cashier.key-reused",
    );
    expect(codeOf(await till.openSale({ key: "a" }))).toBe("cashier.key-reused");
    const registration = { phone: "13812345678" };
    answered(await till.registerMember({ key: "m", registration }));
    const other = { phone: "13812345679" };
    expect(codeOf(await till.registerMember({ key: "m", registration: other }))).toBe(
      "cashier.key-reused",
    );
    expect(codeOf(await till.registerMember({ key: "n", registration }))).toBe(
      "core-members.phone-taken",
    );
  });

  test("the power goes at any store call of any command: the till started again ends where it would have ended", async () => {
    const expected = await playAll(openShop({ rules, payments: fakePayments() }));
    let points = 0;
    for (let at = 1; await reaches(at); at += 1) {
      for (const when of ["before", "after"] as const) {
        points += 1;
        const store = createMemoryTillStore();
        const members = createMemoryMembers();
        const payments = fakePayments();
        const shop = openShop({ rules, store, members, payments });
        let till = shop.again({ store: crashing(store, at, when) });
        const seen = new Map<string, string>();
        for (const step of steps) {
          let answer: unknown;
          try {
            answer = await step(till, seen);
          } catch (error) {
            expect(error).toBeInstanceOf(Crash);
            till = shop.again();
            answer = await step(till, seen);
          }
          if (codeOf(answer as never) === "cashier.payment-declined") {
            seen.set("again", "-again");
            answer = await step(till, seen);
            seen.delete("again");
          }
          answered(answer as never);
        }
        expect([when, at, await outcome(shop)]).toEqual([when, at, expected]);
      }
    }
    expect(points).toBeGreaterThan(50);
  }, 600_000);

  test("two tills that pay with the same stored value at the same moment: it is spent once", async () => {
    const store = createMemoryTillStore();
    const members = createMemoryMembers();
    const first = await openDay({ store, members });
    const memberId = await join(first);
    const { till } = first;
    answered(await till.topUp({ key: "t", memberId, amount: 10_000, tender: { kind: "cash" } }));
    const second = openShop({ store, members, config: { tillId: "T2", numberPrefix: "02" } });
    const operator = { operatorId: "li", role: "cashier", float: 0 };
    answered(await second.till.openShift({ key: "o", ...operator }));
    const lines = [{ product: "soap", quantity: pieces(1), price: { amount: 9000 } }];
    const sale = { memberId, lines, tenders: [{ kind: "stored-value" }] } as const;
    const outcomes = await Promise.all([
      till.settleSale({ key: "a", ...sale }),
      second.till.settleSale({ key: "b", ...sale }),
    ]);
    expect(outcomes.map(codeOf).sort()).toEqual(["done", "loyalty.stored-value-short"]);
    expect((await store.journal.audit()).finding).toBeNull();
  });
});

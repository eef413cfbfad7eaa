import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import {
  answered,
  codeOf,
  hour,
  join,
  openDay,
  openShop,
  owner,
  type Shop,
  setClock,
} from "./shop.js";

/** Sells something for an amount, in cash. */
async function sell({ till, key }: Shop, amount: number) {
  return answered(
    await till.settleSale({
      key: key(),
      lines: [{ product: "soap", quantity: pieces(1), price: { amount } }],
      tenders: [{ kind: "cash" }],
    }),
  ).sale;
}

const noPromotions = { format: "tillwright.rules/1", currency: "CNY", promotions: [] };

describe("交接班", () => {
  test("500 + 1,230 - 80 - 1,000 = 650; counted 648 -> short 2", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key } = shop;
    await sell(shop, 123_000);
    answered(await till.paidOut({ key: key(), amount: 8000, reason: "冰块" }));
    answered(await till.drop({ key: key(), amount: 100_000, reason: "投库" }));
    const z = answered(await till.closeShift({ key: key(), counted: 64_800 }));
    expect(z.cash).toEqual({
      float: 50_000,
      sales: 123_000,
      topUps: 0,
      paidIn: 0,
      paidOut: 8000,
      refunds: 0,
      drops: 100_000,
      expected: 65_000,
      counted: 64_800,
      difference: -200,
    });
  });

  test("cash top-up 500 raises cash, not sales", async () => {
    const shop = await openDay();
    const { till, key } = shop;
    const memberId = await join(shop);
    answered(await till.topUp({ key: key(), memberId, amount: 50_000, tender: { kind: "cash" } }));
    const x = answered(await till.xReport());
    expect(x.cash.expected).toBe(100_000);
    expect(x.net).toBe(0);
    expect(x.storedValue).toMatchObject({ topUpPrincipal: 50_000, topUpBonus: 5000 });
    expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("refund of yesterday's sale counts in the shift that paid it", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key, clock } = shop;
    const sale = await sell(shop, 10_000);
    const first = answered(await till.closeShift({ key: key(), counted: 60_000 }));
    clock.at += 24 * hour;
    const li = { operatorId: "li", role: "cashier", float: 20_000 };
    answered(await till.openShift({ key: key(), ...li }));
    const refund = { key: key(), saleId: sale.saleId, lines: "all", reason: "坏了" } as const;
    answered(await till.refund(refund));
    const second = answered(await till.closeShift({ key: key(), counted: 10_000 }));
    expect([first.net, second.net]).toEqual([10_000, -10_000]);
    expect(second.cash).toMatchObject({ refunds: 10_000, expected: 10_000, difference: 0 });
    expect([...first.proof, ...second.proof].filter(({ ok }) => !ok)).toEqual([]);
    expect([first.number, second.number]).toEqual(["01-Z000001", "01-Z000002"]);
  });

  test("float is not carried on: the counted cash goes to the safe, and over or short is booked", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key, store, clock } = shop;
    await sell(shop, 10_000);
    answered(await till.paidIn({ key: key(), amount: 500, reason: "零钱" }));
    answered(await till.closeShift({ key: key(), counted: 60_700 }));
    const posted = async (account: string) =>
      (await store.journal.balance(`store:S1/${account}`, clock.at))?.posted;
    expect(await posted("safe")).toBe(60_700 - 50_000);
    expect(await posted("over-short")).toBe(-200);
    expect(await posted("paid-in")).toBe(-500);
    expect(await posted("sales")).toBe(-10_000);
    const { lines } = await store.journal.trialBalance(null);
    const open = lines.filter(({ account, balance }) => /\/till\//.test(account) && balance !== 0);
    expect(open).toEqual([]);
  });

  test("the count is blind: expected cash is told only with the Z", async () => {
    const roles = { cashier: { sell: true, "close-shift": true } } as const;
    const { till, key } = await openDay({ config: { roles } });
    expect(codeOf(await till.xReport())).toBe("cashier.not-permitted");
    answered(await till.closeShift({ key: key(), counted: 50_000 }));
  });

  test("a till has one shift at a time, and sells only in a shift", async () => {
    const { till, key } = openShop();
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const direct = await till.settleSale({ key: key(), lines, tenders: [{ kind: "cash" }] });
    expect(codeOf(direct)).toBe("cashier.shift-closed");
    expect(codeOf(await till.scan({ key: key(), code: "6900000000052" }))).toBe(
      "cashier.shift-closed",
    );
    expect(codeOf(await till.closeShift({ key: key(), counted: 0 }))).toBe("cashier.shift-closed");
    const shift = { operatorId: "zhang", role: "cashier", float: 0 };
    answered(await till.openShift({ key: key(), ...shift }));
    expect(codeOf(await till.openShift({ key: key(), ...shift }))).toBe("cashier.shift-open");
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    expect(codeOf(await till.closeShift({ key: key(), counted: 0 }))).toBe("cashier.sale-open");
  });

  test("cash that is not there cannot leave the drawer", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key } = shop;
    expect(codeOf(await till.drop({ key: key(), amount: 50_001, reason: "x" }))).toBe(
      "cashier.drawer-short",
    );
    const sale = await sell(shop, 100);
    answered(await till.drop({ key: key(), amount: 50_100, reason: "x" }));
    const refund = { key: key(), saleId: sale.saleId, lines: "all", reason: "x" } as const;
    expect(codeOf(await till.refund(refund))).toBe("cashier.drawer-short");
    for (const amount of [0, -5, 1.5, Number.NaN]) {
      expect(codeOf(await till.paidIn({ key: key(), amount, reason: "x" }))).toBe(
        "cashier.amount-invalid",
      );
    }
  });

  test("an X report changes nothing", async () => {
    const shop = await openDay();
    const { till, store } = shop;
    await sell(shop, 2500);
    const before = [await store.journal.entries({}), await store.documents(owner, "shift")];
    const first = answered(await till.xReport());
    expect(answered(await till.xReport())).toEqual(first);
    expect([await store.journal.entries({}), await store.documents(owner, "shift")]).toEqual(
      before,
    );
  });
});

describe("日结", () => {
  test("sale at 01:30 on the 22nd belongs to the 21st", async () => {
    const clock = setClock(Date.UTC(2027, 0, 21, 17, 30));
    const shop = await openDay({ clock });
    const sale = await sell(shop, 100);
    expect([sale.businessDay, sale.localHour]).toEqual(["2027-01-21", 1]);
  });

  test("the identity of the money and the roll-forward of stored value hold over all shifts", async () => {
    const shop = await openDay();
    const { till, key, clock, store, members } = shop;
    const memberId = await join(shop);
    answered(await till.topUp({ key: key(), memberId, amount: 50_000, tender: { kind: "cash" } }));
    answered(await till.closeShift({ key: key(), counted: 100_000 }));
    const manager = { operatorId: "wang", role: "manager" };
    const first = answered(
      await till.closeDay({ key: key(), ...manager, businessDay: "2027-01-15" }),
    );
    expect(first.storedValue.principal).toMatchObject({
      opening: 0,
      topUps: 50_000,
      closing: 50_000,
    });
    clock.at += 24 * hour;
    const second = openShop({
      store,
      members,
      clock,
      config: { tillId: "T2", numberPrefix: "02" },
    });
    const operator = { role: "cashier", float: 10_000 };
    answered(await till.openShift({ key: "d2-1", operatorId: "zhang", ...operator }));
    answered(await second.till.openShift({ key: "d2-2", operatorId: "li", ...operator }));
    const lines = [{ product: "soap", quantity: pieces(1), price: { amount: 11_003 } }];
    const tenders = [{ kind: "stored-value", amount: 5000 }, { kind: "cash" }] as const;
    const { sale } = answered(
      await second.till.settleSale({ key: "d2-3", memberId, lines, tenders }),
    );
    expect(sale.totals).toMatchObject({ paid: 10_003, cashRounding: 3 });
    const back = { key: "d2-4", saleId: sale.saleId, lines: "all", reason: "x" } as const;
    answered(await till.topUp({ key: "d2-5", memberId, amount: 1000, tender: { kind: "cash" } }));
    answered(await till.refund(back));
    answered(
      await second.till.settleSale({
        key: "d2-6",
        memberId,
        lines,
        tenders: [{ kind: "stored-value" }],
      }),
    );
    const day = { ...manager, businessDay: "2027-01-16" };
    expect(codeOf(await till.closeDay({ key: "d2-7", ...day }))).toBe("cashier.shift-open");
    answered(await till.closeShift({ key: "d2-8", counted: 5000 }));
    answered(await second.till.closeShift({ key: "d2-9", counted: 15_000 }));
    const report = answered(await till.closeDay({ key: "d2-10", ...day }));
    expect(report.proof.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.shifts.map(({ tillId }) => tillId)).toEqual(["T1", "T2"]);
    expect(report.net).toBe(10_003);
    const { principal, bonus } = report.storedValue;
    expect(principal.opening).toBe(50_000);
    expect(principal.opening + principal.topUps - principal.used + principal.returned).toBe(
      principal.closing,
    );
    expect(bonus.opening).toBe(5000);
    const { lines: trial } = await store.journal.trialBalance(null);
    const held = trial.filter(({ account }) => account.startsWith(`member:${memberId}/stored-`));
    const principalHeld = held.find(({ account }) => account.endsWith("stored-principal:CNY"));
    expect(principalHeld?.balance).toBe(principal.closing);
    expect(held.find(({ account }) => account.endsWith("stored-bonus:CNY"))?.balance).toBe(
      bonus.closing,
    );
  });

  test("a closed day takes no shift more and is closed once", async () => {
    const { till, key, clock } = await openDay();
    answered(await till.closeShift({ key: key(), counted: 50_000 }));
    const day = { operatorId: "wang", role: "manager", businessDay: "2027-01-15" };
    answered(await till.closeDay({ key: key(), ...day }));
    expect(await till.dayClosedAt("2027-01-15")).toBe(clock.at);
    expect(await till.dayClosedAt("2027-01-16")).toBeNull();
    expect(codeOf(await till.closeDay({ key: key(), ...day }))).toBe("cashier.day-closed");
    const shift = { operatorId: "zhang", role: "cashier", float: 0 };
    expect(codeOf(await till.openShift({ key: key(), ...shift }))).toBe("cashier.day-closed");
    clock.at += 24 * hour;
    answered(await till.openShift({ key: key(), ...shift }));
  });
});

describe("反结账", () => {
  async function bill(shop: Shop, amount: number, memberId?: string) {
    const lines = [{ product: "soap", quantity: pieces(1), price: { amount } }];
    const command = { key: shop.key(), lines, tenders: [{ kind: "cash" }] } as const;
    const member = memberId === undefined ? {} : { memberId };
    return answered(await shop.till.settleSale({ ...command, ...member })).sale;
  }

  test("李四 reverses 张三's bill of 100 and settles 90: -100 and +90 in 李四's shift, the sale stays 张三's", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key } = shop;
    const sale = await bill(shop, 10_000);
    const zhang = answered(await till.closeShift({ key: key(), counted: 60_000 }));
    answered(
      await till.openShift({ key: key(), operatorId: "li", role: "cashier", float: 50_000 }),
    );
    const reverse = { key: "reverse", saleId: sale.saleId, reason: "算错" };
    const { reversal, reopened } = answered(await till.reverseSale(reverse));
    expect(reversal).toMatchObject({ kind: "refund", operatorId: "li", sellerId: "zhang" });
    expect(reopened.sale).toMatchObject({ replaces: sale.saleId, sellerId: "zhang" });
    expect(answered(await till.reverseSale(reverse)).reversal).toEqual(reversal);
    answered(await till.removeLine({ key: key(), lineId: "1" }));
    answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(9) }));
    answered(await till.beginTendering({ key: key() }));
    answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
    const { sale: again } = answered(await till.complete({ key: key() }));
    expect(again).toMatchObject({ sellerId: "zhang", operatorId: "li", refersTo: sale.saleId });
    const li = answered(await till.closeShift({ key: key(), counted: 49_000 }));
    expect([zhang.net, li.net]).toEqual([10_000, -1000]);
    expect([...zhang.proof, ...li.proof].filter(({ ok }) => !ok)).toEqual([]);
  });

  test("forbidden after 日结: then only a refund", async () => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key, clock } = shop;
    const sale = await bill(shop, 10_000);
    answered(await till.closeShift({ key: key(), counted: 60_000 }));
    const wang = { operatorId: "wang", role: "manager" };
    answered(await till.closeDay({ key: key(), ...wang, businessDay: "2027-01-15" }));
    clock.at += 24 * hour;
    answered(await till.openShift({ key: key(), ...wang, float: 50_000 }));
    const reverse = { key: key(), saleId: sale.saleId, reason: "算错" };
    expect(codeOf(await till.reverseSale(reverse))).toBe("cashier.day-closed");
    answered(await till.refund({ ...reverse, key: key(), lines: "all" }));
  });

  test.each([
    [20, 10, 0],
    [5, 0, 5],
  ])("points +100 -> -100, +90, with %i left: balance %i, debt %i", async (left, balance, debt) => {
    const shop = await openDay({ rules: noPromotions });
    const { till, key, store, clock } = shop;
    const memberId = await join(shop);
    const sale = await bill(shop, 10_000, memberId);
    expect(sale.points.earned).toBe(100);
    const spent = 100 - left;
    answered(
      await store.journal.execute({
        kind: "post",
        key: "spent",
        entryId: "spent",
        at: clock.at,
        memo: null,
        postings: [
          { account: `member:${memberId}/points`, amount: -spent },
          { account: `member:${memberId}/points-issued`, amount: spent },
        ],
      }),
    );
    answered(await till.reverseSale({ key: key(), saleId: sale.saleId, reason: "算错" }));
    answered(await till.removeLine({ key: key(), lineId: "1" }));
    answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(9) }));
    answered(await till.beginTendering({ key: key() }));
    answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
    answered(await till.complete({ key: key() }));
    const now = async (account: string) =>
      (await store.journal.balance(`member:${memberId}/${account}`, clock.at))?.available;
    expect([await now("points"), await now("points-debt")]).toEqual([balance, debt]);
  });
});

import { receiptOf, type SettledSale, shiftAccount } from "@tillwright/cashier";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { type Json, pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { fakePayments } from "./fake-payments.js";
import { answered, codeOf, join, openDay, read, type Shop } from "./shop.js";

function rulesWith(...promotions: readonly Readonly<Record<string, Json>>[]): Json {
  return { format: "tillwright.rules/1", currency: "CNY", promotions };
}

const freeMilk = {
  id: "free-milk",
  name: "满90送牛奶",
  kind: "gift",
  amount: "90.00",
  gifts: [{ product: "milk", value: "5.90" }],
};
const freeChoice = {
  ...freeMilk,
  id: "choice",
  name: "满90任选赠品",
  gifts: [
    { product: "milk", value: "5.90" },
    { product: "beer", value: "6.50" },
  ],
};
const tenders = [{ kind: "cash" }] as const;

/** Two teas for 198.00: with either of them alone the gift is still earned, without both it is not. */
async function sellTea(shop: Shop, count = 1, memberId?: string): Promise<SettledSale> {
  const { till, key } = shop;
  const lines = [{ product: "tea", quantity: pieces(count) }];
  const member = memberId === undefined ? {} : { memberId };
  return answered(await till.settleSale({ key: key(), lines, tenders, ...member })).sale;
}

async function balance({ store, clock, till }: Shop, name: "kept-back" | "kept-back-tax") {
  const { shift } = await till.current();
  const account = shiftAccount("S1", "T1", shift?.shiftId ?? "", name);
  return (await store.journal.balance(account, clock.at))?.posted ?? 0;
}

async function expectProved({ till, store }: Shop): Promise<void> {
  const x = answered(await till.xReport());
  expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
  expect((await store.journal.audit()).finding).toBeNull();
  const { sums } = await store.journal.trialBalance(null);
  expect(sums.filter(({ sum }) => sum !== 0)).toEqual([]);
}

const lineOfGift = "gift free-milk milk";

describe("a gift", () => {
  test("goes out with the sale as a line that costs nothing, counts as a piece of its product, and earns no points", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const memberId = await join(shop);
    const sale = await sellTea(shop, 1, memberId);
    expect(sale.gifts).toEqual([
      { lineId: lineOfGift, promotionId: "free-milk", count: 1, value: 590 },
    ]);
    expect(sale.lines.at(-1)).toMatchObject({
      lineId: lineOfGift,
      productId: "milk",
      department: "grocery",
      quantity: { kind: "pieces", count: 1 },
      list: 0,
      paid: 0,
    });
    expect(sale.totals).toMatchObject({ list: 9900, discount: 0, paid: 9900 });
    expect(sale.points.earned).toBe(99);
    const x = answered(await shop.till.xReport());
    expect(x.byProduct).toMatchObject([
      { id: "milk", units: 1, paid: 0 },
      { id: "tea", units: 1, paid: 9900 },
    ]);
    await expectProved(shop);
  });

  test.each([
    ["zh-CN", ["milk 商品", "0.00", "赠品 满90送牛奶"]],
    ["en", ["milk", "0.00", "Gift 满90送牛奶"]],
  ] as const)("stands on the receipt with 0.00 and its mark (%s)", async (language, words) => {
    const shop = await openDay({ rules: rulesWith(freeMilk), config: { language } });
    const sale = await sellTea(shop);
    const text = JSON.stringify(
      receiptOf(sale, {
        language,
        columns: 48,
        shop: { name: "S", address: null, phone: null, footer: [] },
        promotionNames: { "free-milk": "满90送牛奶" },
      }),
    );
    for (const word of words) expect(text).toContain(word);
  });

  test("with a choice: payment waits until the customer has chosen", async () => {
    const shop = await openDay({ rules: rulesWith(freeChoice) });
    const { till, key } = shop;
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    expect(await till.beginTendering({ key: key() })).toMatchObject({
      refusal: {
        code: "cashier.gift-not-chosen",
        facts: { promotion: "满90任选赠品", count: 1, products: ["milk 商品", "beer 商品"] },
      },
    });
    const take = [{ productId: "beer" }];
    answered(await till.takeGifts({ key: key(), promotionId: "choice", take }));
    answered(await till.beginTendering({ key: key() }));
    answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
    const { sale } = answered(await till.complete({ key: key() }));
    expect(sale.gifts).toMatchObject([{ promotionId: "choice", count: 1, value: 650 }]);
  });

  test("may be declined, with or without a choice; what the promotion does not give is refused", async () => {
    const shop = await openDay({ rules: rulesWith(freeChoice) });
    const { till, key } = shop;
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    const foreign = [{ productId: "soap" }];
    const { code } = { code: "cashier.gift-unknown" };
    expect(codeOf(await till.takeGifts({ key: key(), promotionId: "choice", take: foreign }))).toBe(
      code,
    );
    expect(codeOf(await till.takeGifts({ key: key(), promotionId: "other", take: "none" }))).toBe(
      code,
    );
    const none = [{ productId: "milk", count: 0 }];
    expect(codeOf(await till.takeGifts({ key: key(), promotionId: "choice", take: none }))).toBe(
      "cashier.quantity-invalid",
    );
    answered(await till.takeGifts({ key: key(), promotionId: "choice", take: "none" }));
    answered(await till.beginTendering({ key: key() }));
    answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
    expect(answered(await till.complete({ key: key() })).sale.gifts).toBeUndefined();
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const gifts = [{ promotionId: "choice", take: "none" }] as const;
    const refused = await till.settleSale({ key: key(), lines, tenders });
    expect(codeOf(refused)).toBe("cashier.gift-not-chosen");
    const { sale } = answered(await till.settleSale({ key: key(), lines, gifts, tenders }));
    expect(sale.gifts).toBeUndefined();
    // Nobody has it, so nobody is asked for it.
    const all = { saleId: sale.saleId, lines: [{ lineId: "1" }], reason: "x" };
    expect(answered(await till.refund({ key: key(), ...all })).sale.totals.due).toBe(9900);
  });
});

describe("a refund asks a gift back", () => {
  test("charged at its value when it does not come: 99.00 - 5.90, on receipt and in the books", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop);
    const back = { saleId, lines: [{ lineId: "1" }], reason: "x" };
    const { sale: refund } = answered(await till.refund({ key: key(), ...back }));
    expect(refund.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["cash", 9310],
      ["kept-back", 590],
    ]);
    expect(refund.keptBack).toMatchObject({
      policy: "claw-back-gift",
      amount: 590,
      tax: 0,
      gifts: [{ productId: "milk", name: "milk 商品", count: 1, value: 590 }],
    });
    expect(await balance(shop, "kept-back")).toBe(-590);
    const x = answered(await till.xReport());
    expect(x.cash).toMatchObject({ sales: 9900, refunds: 9310 });
    await expectProved(shop);
    const shopOf = { name: "S", address: null, phone: null, footer: [] };
    const text = JSON.stringify(
      receiptOf(refund, { language: "zh-CN", columns: 48, shop: shopOf }),
    );
    for (const word of ["应退", "赠品及优惠扣回", "-¥5.90", "未退赠品 1 × 5.90", "¥93.10"]) {
      expect(text).toContain(word);
    }
  });

  test("nothing is kept when it comes with the goods, or while what is kept earns it", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop, 2);
    const one = { saleId, lines: [{ lineId: "1", count: 1 }], reason: "x" };
    expect(answered(await till.refund({ key: key(), ...one })).sale.totals.due).toBe(9900);
    const rest = { saleId, lines: "all", reason: "x" } as const;
    const { sale } = answered(await till.refund({ key: key(), ...rest }));
    expect(sale.tenders.map(({ kind, received }) => [kind, received])).toEqual([["cash", 9900]]);
    expect(sale.gifts).toMatchObject([{ lineId: lineOfGift, count: 1 }]);
    await expectProved(shop);
  });

  test("brought back later by itself, its value is paid out", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop);
    const goods = { saleId, lines: [{ lineId: "1" }], reason: "x" };
    answered(await till.refund({ key: key(), ...goods }));
    const gift = { saleId, lines: [{ lineId: lineOfGift }], reason: "x" };
    const { sale } = answered(await till.refund({ key: key(), ...gift }));
    expect(sale.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["kept-back", -590],
      ["cash", 590],
    ]);
    expect(await balance(shop, "kept-back")).toBe(0);
    expect(codeOf(await till.refund({ key: key(), ...gift }))).toBe("cashier.over-refund");
    await expectProved(shop);
  });

  test("in-basket 买2送1, 9, 8, 5: the 9 comes back, the free 5 stays and is charged at its deal price", async () => {
    const pack = { id: "pack", kind: "buy-n-get-m", buy: 2, get: 1 };
    const shop = await openDay({ rules: rulesWith(pack) });
    const { till, key } = shop;
    const lines = ([900, 800, 500] as const).map((amount) => ({
      product: "soap",
      quantity: pieces(1),
      price: { amount },
    }));
    const { sale } = answered(await till.settleSale({ key: key(), lines, tenders }));
    expect(sale.lines.map(({ paid }) => paid)).toEqual([900, 800, 0]);
    const nine = { saleId: sale.saleId, lines: [{ lineId: "1" }], reason: "x" };
    const { sale: refund } = answered(await till.refund({ key: key(), ...nine }));
    expect(refund.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["cash", 400],
      ["kept-back", 500],
    ]);
    await expectProved(shop);
  });

  test("a provider pays back what is left, as it was decided before the rules changed", async () => {
    const payments = fakePayments();
    const shop = await openDay({ rules: rulesWith(freeMilk), payments });
    const { till, key } = shop;
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.beginTendering({ key: key() }));
    answered(await till.addTender({ key: key(), tender: { kind: "qr", code: "1" } }));
    const { sale } = answered(await till.complete({ key: key() }));
    payments.script.push("lost-after");
    const back = { saleId: sale.saleId, lines: [{ lineId: "1" }], reason: "x" };
    expect(codeOf(await till.refund({ key: "back", ...back }))).toBe("cashier.payment-unknown");
    // The rules change before the provider answers: what was decided stays.
    const later = shop.again({
      rules: rulesWith(),
      engine: compile(read(parseRules(rulesWith()))),
    });
    const { sale: refund } = answered(await later.refund({ key: "back", ...back }));
    expect(refund.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["qr", 9310],
      ["kept-back", 590],
    ]);
    const moved = [...payments.moved.values()].reduce((sum, amount) => sum + amount, 0);
    expect(moved).toBe(590);
    await expectProved(shop);
  });

  test("after the rules have changed the sale's own judge it, if the host can make an engine of them", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const { saleId } = await sellTea(shop);
    const today = { rules: rulesWith(), engine: compile(read(parseRules(rulesWith()))) };
    const back = { saleId, lines: [{ lineId: "1" }], reason: "x" };
    const without = await shop.again(today).refund({ key: shop.key(), ...back });
    expect(codeOf(without)).toBe("cashier.return-rules");
    const engineOf = (rules: Json) => compile(read(parseRules(rules)));
    const till = shop.again({ ...today, engineOf });
    const { sale } = answered(await till.refund({ key: shop.key(), ...back }));
    expect(sale.keptBack?.amount).toBe(590);
  });
});

describe("a policy of returns", () => {
  const off = { id: "off", name: "满180减30", kind: "threshold", amount: "180.00", off: "30.00" };
  const one = (saleId: string) => ({ saleId, lines: [{ lineId: "1", count: 1 }], reason: "x" });

  test("priced anew: of 198.00 - 30.00 one tea comes back, the other costs 99.00 alone: 69.00", async () => {
    const config = { returnPolicy: "reprice-kept" } as const;
    const shop = await openDay({ rules: rulesWith(off), config });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop, 2);
    const first = answered(await till.refund({ key: key(), ...one(saleId) })).sale;
    expect(first.totals.paid).toBe(8400);
    expect(first.tenders[0]?.received).toBe(6900);
    const second = answered(await till.refund({ key: key(), ...one(saleId) })).sale;
    // Now nothing is kept: all of the 168.00 goes back.
    expect(second.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["cash", 8400],
      ["kept-back", -1500],
      ["cash", 1500],
    ]);
    expect(await balance(shop, "kept-back")).toBe(0);
    await expectProved(shop);
  });

  test("by the shares that were paid, when the shop wants it so: 84.00", async () => {
    const config = { returnPolicy: "proportional" } as const;
    const shop = await openDay({ rules: rulesWith(off, freeMilk), config });
    const { saleId } = await sellTea(shop, 2);
    const { sale } = answered(await shop.till.refund({ key: shop.key(), ...one(saleId) }));
    expect(sale.tenders.map(({ kind, received }) => [kind, received])).toEqual([["cash", 8400]]);
  });

  test("together or not at all: one of two is refused with what it would be short", async () => {
    const config = { returnPolicy: "block" } as const;
    const shop = await openDay({ rules: rulesWith(off), config });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop, 2);
    expect(await till.refund({ key: key(), ...one(saleId) })).toMatchObject({
      refusal: { code: "cashier.return-blocked", facts: { promotions: ["off"], short: 1500 } },
    });
    answered(await till.refund({ key: key(), saleId, lines: "all", reason: "x" }));
  });

  test("another policy than the shop's needs a permission", async () => {
    const roles = {
      cashier: { sell: true, refund: true },
      manager: { refund: true, "return-policy": true },
    } as const;
    const shop = await openDay({ rules: rulesWith(freeMilk), config: { roles } });
    const { till, key } = shop;
    const { saleId } = await sellTea(shop);
    const lines = [{ lineId: "1" }];
    const kind = { saleId, lines, reason: "x", policy: "proportional" } as const;
    expect(await till.refund({ key: key(), ...kind })).toMatchObject({
      refusal: { code: "cashier.not-permitted", facts: { verb: "return-policy" } },
    });
    const approvedBy = { operatorId: "wang", role: "manager" };
    const { sale } = answered(await till.refund({ key: key(), ...kind, approvedBy }));
    expect(sale.totals.due).toBe(9900);
    expect(sale.keptBack).toBeUndefined();
  });

  test("a reversal gives back even what an earlier refund kept", async () => {
    const shop = await openDay({ rules: rulesWith(freeMilk) });
    const { till, key } = shop;
    const lines = [
      { product: "tea", quantity: pieces(1) },
      { product: "gum", quantity: pieces(2) },
    ];
    const { sale } = answered(await till.settleSale({ key: key(), lines, tenders }));
    const back = { saleId: sale.saleId, lines: [{ lineId: "1" }], reason: "x" };
    answered(await till.refund({ key: key(), ...back }));
    answered(await till.reverseSale({ key: key(), saleId: sale.saleId, reason: "x" }));
    expect(await balance(shop, "kept-back")).toBe(0);
    const x = answered(await till.xReport());
    expect(x.cash.sales - x.cash.refunds).toBe(0);
    await expectProved(shop);
  });
});

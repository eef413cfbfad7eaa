import { parseCatalogue, type Till } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { all, answered, codeOf, openDay, owner, read, type Shop } from "./shop.js";

const rules = {
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [{ id: "over-100", kind: "threshold", amount: "100.00", off: "10.00" }],
  manual: {
    roles: { cashier: { pay: "70%" }, manager: { pay: "50%", belowMargin: true } },
    margin: "10%",
  },
};

const wang = { operatorId: "wang", role: "manager" };

async function withSoap(amount: number, changes: Parameters<typeof openDay>[0] = {}) {
  const shop = await openDay({ rules, ...changes });
  const { till, key } = shop;
  const soap = { product: "soap", quantity: pieces(1), price: { amount } };
  return { shop, till, key, soap };
}

async function scanTea({ till, key }: Shop): Promise<void> {
  answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
}

type Discount = Parameters<Till["giveDiscount"]>[0]["discount"];

describe("整单折扣", () => {
  test("88折: 99.00 -> 87.12", async () => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    const discount: Discount = { pay: "88%", reason: "包装破损" };
    const view = answered(await till.giveDiscount({ key: key(), discount }));
    expect(view.priced.totals.due).toBe(8712);
    expect(view.sale.manual).toMatchObject([{ discountId: "manual-2", role: "cashier" }]);
  });

  test("clerk limit 7折, asks 6折: refused with the role that could; with the manager's approval it is given", async () => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    const discount: Discount = { pay: "60%", reason: "老顾客" };
    expect(await till.giveDiscount({ key: key(), discount })).toMatchObject({
      ok: false,
      refusal: {
        code: "cashier.discount-limit",
        facts: { because: "role-limit", role: "cashier", roles: ["manager"], operatorId: "zhang" },
      },
    });
    expect((await till.current()).sale?.sale.manual).toBeUndefined();
    const view = answered(await till.giveDiscount({ key: key(), discount, approvedBy: wang }));
    expect(view.priced.totals.due).toBe(5940);
    const entries = await all(shop.store.auditEntries(owner, "T1"));
    expect(entries.slice(1)).toMatchObject([
      { action: "refused.discount-limit", operatorId: "zhang" },
      {
        action: "discount.given",
        operatorId: "zhang",
        facts: { amount: 3960, approvedBy: "wang", role: "manager", reason: "老顾客" },
      },
    ]);
  });

  test("an approver who may not either is refused as well", async () => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    const discount: Discount = { pay: "40%", reason: "x" };
    const refused = await till.giveDiscount({ key: key(), discount, approvedBy: wang });
    expect(refused).toMatchObject({ refusal: { facts: { role: "manager", roles: [] } } });
  });

  test("under the margin: goods that cost 88.00 may not go below 97.78, but a manager may let them", async () => {
    const catalogue = read(
      parseCatalogue({
        format: "tillwright.catalogue/1",
        currency: "CNY",
        products: [
          { productId: "wine", name: "酒", department: "drinks", price: "99.00", cost: "88.00" },
        ],
      }),
    );
    const { shop, key } = await withSoap(0);
    const till = shop.again({ catalogue });
    answered(await till.addProduct({ key: key(), productId: "wine", quantity: pieces(1) }));
    // 88.00 is 90% of 97.78: 1.22 a piece may be given, not 1.23.
    const fits: Discount = { price: 9778, lineIds: ["1"], reason: "x" };
    const thin: Discount = { price: 9777, lineIds: ["1"], reason: "x" };
    expect(await till.giveDiscount({ key: key(), discount: thin })).toMatchObject({
      refusal: { code: "cashier.discount-below-margin", facts: { roles: ["manager"] } },
    });
    answered(await till.giveDiscount({ key: key(), discount: fits }));
    const wide = await till.giveDiscount({ key: key(), discount: thin, approvedBy: wang });
    expect(answered(wide).priced.lines[0]?.paid).toBe(9777);
  });

  test("goods that leave take the discount with them; what the rest no longer allows stops the payment", async () => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    await scanTea(shop);
    answered(
      await till.giveDiscount({
        key: key(),
        discount: { price: 9000, lineIds: ["1"], reason: "标签", discountId: "label" },
      }),
    );
    // 40.00 of 180.00 is less than 30%, of 90.00 it is more.
    const off: Discount = { amount: 4000, reason: "整单", discountId: "round" };
    answered(await till.giveDiscount({ key: key(), discount: off }));
    const left = answered(await till.removeLine({ key: key(), lineId: "1" }));
    expect(left.sale.manual?.map(({ discountId }) => discountId)).toEqual(["round"]);
    expect(await till.beginTendering({ key: key() })).toMatchObject({
      refusal: { code: "cashier.discount-limit", facts: { discountId: "round" } },
    });
    answered(await till.takeBackDiscount({ key: key(), discountId: "round" }));
    expect(answered(await till.beginTendering({ key: key() })).payment.due).toBe(9900);
  });

  test.each<[string, object, string]>([
    ["two terms", { pay: "80%", amount: 100 }, "cashier.discount-invalid"],
    ["no term", {}, "cashier.discount-invalid"],
    ["a number for a rate", { pay: 0.8 }, "cashier.discount-invalid"],
    ["more than all", { off: "101%" }, "cashier.discount-invalid"],
    ["a price for everything", { price: 100 }, "cashier.discount-invalid"],
    ["no line", { price: 100, lineIds: [] }, "cashier.discount-invalid"],
    ["an amount of nothing", { amount: 0 }, "cashier.discount-invalid"],
    ["a line that is not there", { price: 100, lineIds: ["9"] }, "cashier.line-unknown"],
    ["a promotion's id", { pay: "90%", discountId: "over-100" }, "cashier.discount-exists"],
  ])("refuses %s", async (_what, terms, code) => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    const discount = { reason: "x", ...terms } as Discount;
    expect(codeOf(await till.giveDiscount({ key: key(), discount }))).toBe(code);
  });

  test("an id names one discount; the same command again answers the same", async () => {
    const { shop, till, key } = await withSoap(0);
    await scanTea(shop);
    const discount: Discount = { pay: "90%", reason: "x", discountId: "d" };
    const first = await till.giveDiscount({ key: "give", discount });
    expect(await shop.again().giveDiscount({ key: "give", discount })).toEqual(first);
    expect(codeOf(await till.giveDiscount({ key: key(), discount }))).toBe(
      "cashier.discount-exists",
    );
    expect(codeOf(await till.takeBackDiscount({ key: key(), discountId: "e" }))).toBe(
      "cashier.discount-unknown",
    );
  });

  test("a settled sale says who gave what and why, and the report has one figure for all of it", async () => {
    const { till, key, soap } = await withSoap(10_000);
    const discounts: Discount[] = [
      { pay: "90%", reason: "包装破损" },
      { amount: 100, reason: "抹整" },
    ];
    const sold = answered(
      await till.settleSale({ key: key(), lines: [soap], discounts, tenders: [{ kind: "cash" }] }),
    ).sale;
    // 100.00 less 10.00 for 100.00 is 90.00; 9折 81.00; less 1.00.
    expect(sold.totals.paid).toBe(8000);
    expect(sold.manual).toEqual([
      {
        discountId: "manual-2",
        amount: 900,
        reason: "包装破损",
        operatorId: "zhang",
        approvedBy: null,
      },
      {
        discountId: "manual-3",
        amount: 100,
        reason: "抹整",
        operatorId: "zhang",
        approvedBy: null,
      },
    ]);
    const x = answered(await till.xReport());
    expect(x.promotions).toEqual([
      { promotionId: "manual", fundedBy: "shop", amount: 1000 },
      { promotionId: "over-100", fundedBy: "shop", amount: 1000 },
    ]);
  });
});

test("law: what was given by hand comes back to the fen, however the refunds are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3333 })), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.integer({ min: 71, max: 99 }),
      fc.integer({ min: 1, max: 30 }),
      fc.array(fc.nat({ max: 3 }), { maxLength: 5 }),
      async (goods, pay, amount, steps) => {
        const shop = await openDay({ rules });
        const { till, key, store } = shop;
        const lines = goods.map(([count, each]) => ({
          product: "soap",
          quantity: pieces(count),
          price: { amount: each * count },
        }));
        const discounts: Discount[] = [
          { pay: `${pay}%`, reason: "x" },
          { amount, reason: "y" },
        ];
        const command = { lines, discounts, tenders: [{ kind: "cash" }] as const };
        const sold = await till.settleSale({ key: key(), ...command, approvedBy: wang });
        // Both together must leave the half that a manager may give away.
        fc.pre(sold.ok);
        const { sale } = answered(sold);
        const back = [];
        for (const at of steps) {
          const { lineId = "1" } = sale.lines[at % sale.lines.length] ?? {};
          const refund = { saleId: sale.saleId, lines: [{ lineId, count: 1 }], reason: "x" };
          const done = await till.refund({ key: key(), ...refund });
          if (done.ok) back.push(done.value.sale);
        }
        const rest = { saleId: sale.saleId, lines: "all", reason: "x" } as const;
        const last = await till.refund({ key: key(), ...rest });
        if (last.ok) back.push(last.value.sale);
        for (const { discountId, amount: given } of sale.manual ?? []) {
          const returned = back
            .flatMap(({ lines: returnedLines }) => returnedLines)
            .flatMap((line) => line.discounts)
            .filter(({ promotionId }) => promotionId === discountId)
            .reduce((sum, discount) => sum + discount.amount, 0);
          expect(returned).toBe(given);
        }
        expect(back.reduce((sum, { totals }) => sum + totals.due, 0)).toBe(sale.totals.due);
        const x = answered(await till.xReport());
        expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
        expect((await store.journal.audit()).finding).toBeNull();
      },
    ),
    { numRuns: Math.ceil(Math.min(runs / 2, 1000)) },
  );
}, 600_000);

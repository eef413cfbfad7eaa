import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { answered, join, openDay, type Shop } from "./shop.js";

const rules = (prices: "included" | "added") => ({
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [{ kind: "threshold", id: "m", amount: "100.00", off: "10.00" }],
  fees: [
    { kind: "service", id: "service", name: "服务费", rate: "10%" },
    { kind: "deposit", id: "bottle", name: "押金", perPiece: "0.50" },
  ],
  tax: { prices, classes: [{ id: "vat", name: "增值税", rate: "13%" }] },
});

async function sell(shop: Shop) {
  const { till, key } = shop;
  const sold = await till.settleSale({
    key: key(),
    lines: [{ product: "soap", quantity: pieces(3), price: { amount: 12_000 } }],
    tenders: [{ kind: "cash" }],
  });
  return answered(sold).sale;
}

// 120.00 - 10.00 of goods, 11.00 of service, 1.50 of deposits; the deposit is not taxed.
describe.each([
  // 121.00 at 13% contain 13.92.
  ["included", { paid: 12_250, tax: 1_392 }],
  // 13% on 121.00 are 15.73.
  ["added", { paid: 13_823, tax: 1_573 }],
] as const)("a sale with fees whose tax is %s", (prices, totals) => {
  test("is settled with the fees as lines, and its figures add up", async () => {
    const sale = await sell(await openDay({ rules: rules(prices) }));
    expect(sale.totals).toMatchObject(totals);
    expect(sale.lines.map(({ productId, department }) => [productId, department])).toEqual([
      ["soap", "grocery"],
      ["bottle", "fee"],
      ["service", "fee"],
    ]);
    const { list, discount, paid } = sale.totals;
    expect(list - discount).toBe(paid);
    expect(sale.lines.reduce((sum, line) => sum + line.paid, 0)).toBe(paid);
    expect(sale.lines.reduce((sum, line) => sum + line.tax, 0)).toBe(sale.totals.tax);
  });

  test("proves itself in the X report, and comes back whole", async () => {
    const shop = await openDay({ rules: rules(prices) });
    const { saleId, totals: sold } = await sell(shop);
    const x = answered(await shop.till.xReport());
    expect(x.net).toBe(totals.paid);
    expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
    const lines = "all" as const;
    answered(await shop.till.refund({ key: shop.key(), saleId, lines, reason: "坏了" }));
    const after = answered(await shop.till.xReport());
    expect(after.refunds).toMatchObject({ paid: sold.paid, tax: sold.tax });
    expect(after.net).toBe(0);
    expect(after.proof.filter(({ ok }) => !ok)).toEqual([]);
  });
});

test("fees earn no points, and a refund takes back what the goods earned", async () => {
  const shop = await openDay({ rules: rules("included") });
  const { till, key } = shop;
  const memberId = await join(shop);
  const sold = await till.settleSale({
    key: key(),
    memberId,
    lines: [{ product: "soap", quantity: pieces(1), price: { amount: 9_000 } }],
    tenders: [{ kind: "cash" }],
  });
  const { sale } = answered(sold);
  expect(sale.points.earned).toBe(90);
  const back = { key: key(), saleId: sale.saleId, lines: "all", reason: "坏了" } as const;
  expect(answered(await till.refund(back)).sale.points.earned).toBe(90);
});

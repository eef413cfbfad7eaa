import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { type FakePayments, fakePayments } from "./fake-payments.js";
import { answered, codeOf, join, openDay, programmeDocument, type Shop } from "./shop.js";

type Policy = "carry" | "reduce-refund" | "refuse";

/** A member whose sale of 500.00 earned 500 points, of which all are spent since. */
async function spent(
  debt: Policy,
  tender: "cash" | "card",
  payments: FakePayments | null = null,
): Promise<{ readonly shop: Shop; readonly saleId: string }> {
  const points = { ...programmeDocument.points, debt };
  const rules = { format: "tillwright.rules/1", currency: "CNY", promotions: [] };
  const shop = await openDay({ rules, programme: { points }, payments });
  const { till, key, store, clock } = shop;
  const memberId = await join(shop);
  answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(50) }));
  answered(await till.attachMember({ key: key(), memberId }));
  answered(await till.beginTendering({ key: key() }));
  const reference = payments === null && tender === "card" ? { reference: "A1" } : {};
  answered(await till.addTender({ key: key(), tender: { kind: tender, ...reference } }));
  const { sale } = answered(await till.complete({ key: key() }));
  expect(sale.points.earned).toBe(500);
  answered(
    await store.journal.execute({
      kind: "post",
      key: "spent",
      entryId: "spent",
      at: clock.at,
      memo: null,
      postings: [
        { account: `member:${memberId}/points`, amount: -500 },
        { account: `member:${memberId}/points-issued`, amount: 500 },
      ],
    }),
  );
  return { shop, saleId: sale.saleId };
}

describe("a refund of points that are spent already", () => {
  test("carry: the money goes back whole and a debt stands", async () => {
    const { shop, saleId } = await spent("carry", "cash");
    const refund = { key: shop.key(), saleId, lines: [{ lineId: "1", count: 10 }], reason: "x" };
    const { sale } = answered(await shop.till.refund(refund));
    expect(sale.totals.due).toBe(10_000);
    expect(sale.points).toMatchObject({ earned: 100, balanceAfter: 0 });
  });

  test("reduce-refund: 100 points are worth 1.00, which the refund keeps", async () => {
    const { shop, saleId } = await spent("reduce-refund", "cash");
    const { till, key } = shop;
    const refund = { saleId, lines: [{ lineId: "1", count: 10 }], reason: "x" };
    const { sale } = answered(await till.refund({ key: key(), ...refund }));
    expect(sale.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["cash", 9900],
      ["points-debt", 100],
    ]);
    const amounts = sale.tenders.reduce((sum, { amount }) => sum + amount, 0);
    expect(amounts).toBe(sale.totals.paid);
    answered(await till.refund({ key: key(), ...refund, lines: "all" }));
    const z = answered(await till.closeShift({ key: key(), counted: 50_500 }));
    expect(z.cash).toMatchObject({ refunds: 49_500, expected: 50_500 });
    expect(z.proof.filter(({ ok }) => !ok)).toEqual([]);
    const kept = await shop.store.journal.balance("store:S1/points-recovered", shop.clock.at);
    expect(kept?.posted).toBe(-500);
  });

  test("reduce-refund: what would go to a card is not shortened; it is refused", async () => {
    const { shop, saleId } = await spent("reduce-refund", "card");
    const { till, key } = shop;
    const refund = { saleId, lines: "all", reason: "x" } as const;
    expect(codeOf(await till.refund({ key: key(), ...refund }))).toBe(
      "cashier.points-exceed-refund",
    );
    answered(await till.paidIn({ key: key(), amount: 10_000, reason: "x" }));
    answered(await till.refund({ key: key(), ...refund, payBack: "cash" }));
  });

  test("what is refused is refused before the provider moves money", async () => {
    const payments = fakePayments();
    const { shop, saleId } = await spent("reduce-refund", "card", payments);
    const refund = { key: shop.key(), saleId, lines: "all", reason: "x" } as const;
    expect(codeOf(await shop.till.refund(refund))).toBe("cashier.points-exceed-refund");
    expect(payments.calls.filter((call) => call.startsWith("payBack"))).toEqual([]);
  });

  test("refuse: the goods stay sold", async () => {
    const { shop, saleId } = await spent("refuse", "cash");
    const refund = { key: shop.key(), saleId, lines: "all", reason: "x" } as const;
    expect(codeOf(await shop.till.refund(refund))).toBe("loyalty.points-spent");
  });
});

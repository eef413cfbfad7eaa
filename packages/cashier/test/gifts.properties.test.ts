import { shiftAccount } from "@tillwright/cashier";
import { type Json, pieces } from "@tillwright/values";
import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "./runs.js";
import { answered, codeOf, openDay, type Shop } from "./shop.js";

const rules = (prices: "included" | "added"): Json => ({
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [
    { id: "pack", kind: "buy-n-get-m", buy: 2, get: 1, goods: { product: "yoghurt" } },
    { id: "off", kind: "threshold", amount: "60.00", off: "7.00" },
    { id: "milk", kind: "gift", amount: "50.00", gifts: [{ product: "milk", value: "5.90" }] },
    {
      id: "beers",
      kind: "gift",
      count: 2,
      every: true,
      goods: { product: "beer" },
      gifts: [{ product: "gum", value: "1.05" }],
    },
  ],
  tax: { prices, classes: [{ id: "vat", rate: "13%" }] },
});

async function posted({ store, clock, till }: Shop, name: "kept-back" | "kept-back-tax" | "tax") {
  const { shift } = await till.current();
  const account = shiftAccount("S1", "T1", shift?.shiftId ?? "", name);
  return (await store.journal.balance(account, clock.at))?.posted ?? 0;
}

const goods = fc.record({
  product: fc.constantFrom("yoghurt", "beer", "soap"),
  count: fc.integer({ min: 1, max: 4 }),
});
const step = fc.record({ line: fc.nat({ max: 6 }), count: fc.integer({ min: 1, max: 2 }) });

test("law: in any order, with gifts kept or brought back: no refund pays more than its shares, and in the end all that was paid has gone back, tax too", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("included" as const, "added" as const),
      fc.constantFrom("claw-back-gift" as const, "reprice-kept" as const),
      fc.array(goods, { minLength: 1, maxLength: 3 }),
      fc.array(step, { maxLength: 6 }),
      fc.constantFrom(0, 30, 100),
      async (prices, returnPolicy, wanted, steps, card) => {
        const shop = await openDay({ rules: rules(prices), config: { returnPolicy } });
        const { till, key, store } = shop;
        const lines = wanted.map(({ product, count }) => ({ product, quantity: pieces(count) }));
        const tried = await till.settleSale({ key: key(), lines, tenders: [] });
        const due = Number(tried.ok ? 0 : tried.refusal.facts["due"]);
        const amount = Math.floor((due * card) / 100);
        const { sale } = answered(
          await till.settleSale({
            key: key(),
            lines,
            tenders: [
              ...(amount > 0 ? [{ kind: "card", amount, reference: "R" } as const] : []),
              ...(amount < due ? [{ kind: "cash" } as const] : []),
            ],
          }),
        );
        const taxed = await posted(shop, "tax");
        let handedOut = 0;
        let pinned = 0;
        const back = async (of: "all" | readonly { lineId: string; count: number }[]) => {
          const refund = { key: key(), saleId: sale.saleId, lines: of, reason: "x" };
          const done = await till.refund(refund);
          expect(["done", "cashier.over-refund", "cashier.nothing-to-refund"]).toContain(
            codeOf(done),
          );
          if (!done.ok) return;
          const { tenders, totals, keptBack } = done.value.sale;
          const money = tenders.filter(({ kind }) => kind !== "kept-back");
          const paid = money.reduce((sum, { received }) => sum + received, 0);
          expect(money.every(({ received }) => received >= 0)).toBe(true);
          expect(paid).toBe(totals.due - (keptBack?.amount ?? 0));
          handedOut += paid;
          pinned += totals.due;
          expect(handedOut).toBeLessThanOrEqual(pinned);
        };
        for (const { line: at, count } of steps) {
          await back([{ lineId: sale.lines[at % sale.lines.length]?.lineId ?? "1", count }]);
          const x = answered(await till.xReport());
          expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
        }
        await back("all");
        expect(handedOut).toBe(sale.totals.due);
        expect(pinned).toBe(sale.totals.due);
        expect(taxed).toBe(-sale.totals.tax);
        expect(await posted(shop, "tax")).toBe(0);
        expect(await posted(shop, "kept-back")).toBe(0);
        expect(await posted(shop, "kept-back-tax")).toBe(0);
        const x = answered(await till.xReport());
        expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
        expect((await store.journal.audit()).finding).toBeNull();
        const { sums } = await store.journal.trialBalance(null);
        expect(sums.filter(({ sum }) => sum !== 0)).toEqual([]);
      },
    ),
    { numRuns: Math.ceil(Math.min(runs / 2, 1000)) },
  );
}, 1_200_000);

import {
  parseCatalogue,
  receiptOf,
  type SettledSale,
  type SettledTax,
  zReceiptOf,
} from "@tillwright/cashier";
import { type Json, pieces } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { answered, codeOf, openDay, openShop, read, type Shop } from "./shop.js";

const rules = (prices: "included" | "added" = "included"): Json => ({
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [{ id: "off", kind: "threshold", amount: "100.00", off: "7.77" }],
  fees: [
    { kind: "deposit", id: "bottle", name: "押金", perPiece: "0.50", goods: { product: "beer" } },
    { kind: "service", id: "service", name: "服务费", rate: "3%", comesBack: true },
    { kind: "packaging", id: "bag", name: "包装", amount: "0.37", comesBack: true },
    { kind: "delivery", id: "delivery", name: "配送费", amount: "6.00" },
  ],
  tax: {
    prices,
    classes: [
      { id: "low", rate: "9%", goods: { product: "milk" } },
      { id: "full", rate: "13%" },
    ],
  },
});

const shopOf = { name: "S", address: null, phone: null, footer: [] };

async function sell(shop: Shop): Promise<SettledSale> {
  const lines = [
    { product: "milk", quantity: pieces(3) },
    { product: "beer", quantity: pieces(4) },
    { product: "soap", quantity: pieces(2) },
  ];
  const { till, key } = shop;
  const tenders = [{ kind: "cash" }] as const;
  return answered(await till.settleSale({ key: key(), lines, tenders })).sale;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The tax of one class over some documents. */
function taxOf(sales: readonly SettledSale[], taxId: string, figure: "tax" | "net"): number {
  const rows = sales.flatMap(({ taxes = [] }): readonly SettledTax[] => taxes);
  return sum(rows.filter((row) => row.taxId === taxId).map((row) => row[figure]));
}

describe("a sale with two tax classes and fees", () => {
  test("says its tax by class, goods and fees together, in the document, on the receipt and in the report", async () => {
    const shop = await openDay({ rules: rules() });
    const sale = await sell(shop);
    expect(sale.taxes?.map(({ taxId, rate }) => [taxId, rate])).toEqual([
      ["low", "9%"],
      ["full", "13%"],
    ]);
    expect(sum((sale.taxes ?? []).map(({ tax }) => tax))).toBe(sale.totals.tax);
    const milk = sale.lines[0];
    expect(sale.taxes?.[0]).toMatchObject({ tax: milk?.tax, lineIds: ["1"] });
    const options = { language: "zh-CN", columns: 48, shop: shopOf } as const;
    const receipt = JSON.stringify(receiptOf(sale, options));
    for (const word of ["含税 9%", "含税 13%", "服务费", "押金", "配送费"]) {
      expect(receipt).toContain(word);
    }
    const english = JSON.stringify(receiptOf(sale, { ...options, language: "en" }));
    expect(english).toContain("Tax included 13%");
    const x = answered(await shop.till.xReport());
    expect(x.byTax.map(({ taxId, rate, tax }) => [taxId, rate, tax])).toEqual([
      // A deposit is not taxed.
      [null, null, 0],
      ["full", "13%", taxOf([sale], "full", "tax")],
      ["low", "9%", taxOf([sale], "low", "tax")],
    ]);
    const z = JSON.stringify(zReceiptOf(x, { language: "zh-CN", shop: shopOf }));
    for (const word of ["不计税", "13% 不含税销售", "9% 税额"]) expect(z).toContain(word);
  });

  test("fees that come back come with their goods, unit by unit; the delivery stays", async () => {
    const shop = await openDay({ rules: rules() });
    const { till, key } = shop;
    const { saleId, lines: sold } = await sell(shop);
    const beer = { saleId, lines: [{ lineId: "2", count: 3 }], reason: "x" };
    const { sale: refund } = answered(await till.refund({ key: key(), ...beer }));
    expect(refund.lines.map(({ lineId, quantity }) => [lineId, quantity])).toEqual([
      ["2", pieces(3)],
      ["fee bottle 2", pieces(3)],
      ["fee service 2", pieces(3)],
    ]);
    expect(refund.lines[1]?.paid).toBe(150);
    const rest = [{ lineId: "1" }, { lineId: "2" }, { lineId: "3" }];
    const { sale: last } = answered(
      await till.refund({ key: key(), saleId, lines: rest, reason: "x" }),
    );
    // No goods are kept: what was charged once comes back too.
    expect(last.lines.map(({ lineId }) => lineId)).toContain("fee bag");
    const back = sum([refund, last].map(({ totals }) => totals.paid));
    const delivery = sold.find(({ lineId }) => lineId === "fee delivery")?.paid ?? 0;
    expect(delivery).toBe(600);
    expect(back).toBe(sum(sold.map(({ paid }) => paid)) - delivery);
    const all = { saleId, lines: "all", reason: "x" } as const;
    expect(answered(await till.refund({ key: key(), ...all })).sale.totals.paid).toBe(600);
  });

  test("a product names its tax class; one that the rules lack stops the till from opening", async () => {
    const catalogueWith = (taxId: string) =>
      read(
        parseCatalogue({
          format: "tillwright.catalogue/1",
          currency: "CNY",
          products: [{ productId: "book", name: "书", department: "b", price: "10.00", taxId }],
        }),
      );
    const shop = await openDay({ rules: rules() });
    const till = shop.again({ catalogue: catalogueWith("low") });
    const lines = [{ product: "book", quantity: pieces(1) }];
    const tenders = [{ kind: "cash" }] as const;
    const { sale } = answered(await till.settleSale({ key: shop.key(), lines, tenders }));
    // 9% contained in 10.00.
    expect(sale.lines[0]?.tax).toBe(83);
    const { again } = openShop({ rules: rules() });
    expect(() => again({ catalogue: catalogueWith("none") })).toThrow(/tax class none/);
  });
});

test("law: refunds in any order sum to what was paid, by tax class too, and every report agrees", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("included" as const, "added" as const),
      fc.array(
        fc.record({
          product: fc.constantFrom("milk", "beer", "soap"),
          count: fc.integer({ min: 1, max: 4 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      fc.array(fc.record({ at: fc.nat({ max: 9 }), count: fc.integer({ min: 1, max: 2 }) }), {
        maxLength: 6,
      }),
      async (prices, goods, steps) => {
        const shop = await openDay({ rules: rules(prices) });
        const { till, key, store } = shop;
        const lines = goods.map(({ product, count }) => ({ product, quantity: pieces(count) }));
        const tenders = [{ kind: "cash" }] as const;
        const { sale } = answered(await till.settleSale({ key: key(), lines, tenders }));
        expect(sum((sale.taxes ?? []).map(({ tax }) => tax))).toBe(sale.totals.tax);
        for (const line of sale.lines) {
          for (const figure of ["paid", "tax", "list"] as const) {
            expect(sum(line.runs.map((run) => run[figure] * run.count))).toBe(line[figure]);
          }
        }
        const refunds: SettledSale[] = [];
        const back = async (of: "all" | readonly { lineId: string; count: number }[]) => {
          const refund = { key: key(), saleId: sale.saleId, lines: of, reason: "x" };
          const done = await till.refund(refund);
          expect(["done", "cashier.over-refund", "cashier.nothing-to-refund"]).toContain(
            codeOf(done),
          );
          if (done.ok) refunds.push(done.value.sale);
        };
        for (const { at, count } of steps) {
          await back([{ lineId: sale.lines[at % sale.lines.length]?.lineId ?? "1", count }]);
        }
        await back("all");
        for (const figure of ["paid", "tax", "due", "cashRounding"] as const) {
          expect(sum(refunds.map(({ totals }) => totals[figure]))).toBe(sale.totals[figure]);
        }
        for (const { taxId } of sale.taxes ?? []) {
          for (const figure of ["tax", "net"] as const) {
            expect(taxOf(refunds, taxId, figure)).toBe(taxOf([sale], taxId, figure));
          }
        }
        const x = answered(await till.xReport());
        expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
        expect(x.byTax.every(({ net, tax }) => net === 0 && tax === 0)).toBe(true);
        expect((await store.journal.audit()).finding).toBeNull();
      },
    ),
    { numRuns: Math.ceil(Math.min(runs / 2, 1000)) },
  );
}, 1_200_000);

import { type Json, pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { all, answered, codeOf, join, openDay, owner, type Shop } from "./shop.js";

const goldTea = { id: "gold-tea", name: "金卡专供", goods: { product: "tea" }, needs: "offer" };
const rules = (gate: Readonly<Record<string, Json>>): Json => ({
  format: "tillwright.rules/1",
  currency: "CNY",
  promotions: [],
  gates: [gate],
});

const tiers = {
  tiers: {
    window: { kind: "rolling", months: 12 },
    levels: [
      { id: "basic", name: { "zh-CN": "普通会员", en: "Basic" } },
      {
        id: "gold",
        name: { "zh-CN": "金卡会员", en: "Gold" },
        reach: { spend: "500.00" },
        promotions: ["gold-tea"],
      },
    ],
  },
};

async function scanTea(shop: Shop, count = 1): Promise<void> {
  const { till, key } = shop;
  answered(await till.addProduct({ key: key(), productId: "milk", quantity: pieces(1) }));
  answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(count) }));
}

describe("goods behind a purchase gate", () => {
  test("only gold may buy: scanning is allowed, tendering is refused with line, gate and who may buy", async () => {
    const shop = await openDay({ rules: rules(goldTea), programme: tiers });
    const { till, key } = shop;
    await scanTea(shop);
    const view = (await till.current()).sale;
    expect(view?.priced.barred).toEqual([{ lineId: "2", gateId: "gold-tea", because: "needs" }]);
    expect(await till.beginTendering({ key: key() })).toMatchObject({
      ok: false,
      refusal: {
        code: "cashier.barred-offer",
        facts: {
          lineId: "2",
          product: "tea 商品",
          gateId: "gold-tea",
          gate: "金卡专供",
          because: "needs",
          holders: ["金卡会员"],
        },
      },
    });
    expect((await till.current()).sale?.sale.state).toBe("open");
    expect(await all(shop.store.sales({ owner }))).toEqual([]);
  });

  test("a gold member opens it, a member of the tier below does not", async () => {
    const shop = await openDay({ rules: rules(goldTea), programme: tiers });
    const { till, key } = shop;
    const memberId = await join(shop);
    await scanTea(shop);
    answered(await till.attachMember({ key: key(), memberId }));
    expect(codeOf(await till.beginTendering({ key: key() }))).toBe("cashier.barred-offer");
    answered(await till.hold({ key: key() }));
    const lines = [{ product: "soap", quantity: pieces(1), price: { amount: 60_000 } }];
    const tenders = [{ kind: "cash" }] as const;
    answered(await till.settleSale({ key: key(), memberId, lines, tenders }));
    const [held] = (await till.current()).held;
    const resumed = answered(await till.resume({ key: key(), saleId: held?.saleId ?? "" }));
    expect(resumed.priced.barred).toEqual([]);
    answered(await till.beginTendering({ key: key() }));
  });

  test("without the line the rest is sold", async () => {
    const shop = await openDay({ rules: rules(goldTea), programme: tiers });
    const { till, key } = shop;
    await scanTea(shop);
    answered(await till.removeLine({ key: key(), lineId: "2" }));
    answered(await till.beginTendering({ key: key() }));
  });

  test("a code opens it; the refusal does not tell the code", async () => {
    const gate = { ...goldTea, needs: "code", codes: ["SECRET7"] };
    const shop = await openDay({ rules: rules(gate) });
    const { till, key } = shop;
    await scanTea(shop);
    const refused = await till.beginTendering({ key: key() });
    expect(codeOf(refused)).toBe("cashier.barred-code");
    expect(JSON.stringify(refused)).not.toContain("SECRET7");
    answered(await till.enterCodes({ key: key(), codes: ["secret7"] }));
    answered(await till.beginTendering({ key: key() }));
  });

  test("two at the most: three are refused with both numbers, two are sold", async () => {
    const gate = { id: "two", name: "每单限购", goods: { product: "tea" }, atMost: 2 };
    const shop = await openDay({ rules: rules(gate) });
    const { till, key } = shop;
    await scanTea(shop, 3);
    expect(await till.beginTendering({ key: key() })).toMatchObject({
      refusal: { code: "cashier.barred-count", facts: { atMost: 2, pieces: 3, lineIds: ["2"] } },
    });
    answered(await till.changeQuantity({ key: key(), lineId: "2", quantity: pieces(2) }));
    answered(await till.beginTendering({ key: key() }));
  });

  test("a condition that does not hold is told as it stands in the rules", async () => {
    const when = { channel: "online" };
    const gate = { id: "online-only", goods: { product: "tea" }, when };
    const shop = await openDay({ rules: rules(gate) });
    await scanTea(shop);
    expect(await shop.till.beginTendering({ key: shop.key() })).toMatchObject({
      refusal: { code: "cashier.barred", facts: { gate: "online-only", because: "when", when } },
    });
  });

  test("a sale in one step is refused as well, and leaves nothing", async () => {
    const shop = await openDay({ rules: rules(goldTea) });
    const { till, key, store } = shop;
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const refused = await till.settleSale({ key: key(), lines, tenders: [{ kind: "cash" }] });
    // No tier of this programme brings the offer: nobody to name.
    expect(codeOf(refused)).toBe("cashier.barred");
    expect(await store.salesCount({ owner })).toBe(0);
  });
});

import { createMemoryTillStore } from "@tillwright/cashier";
import { createMemoryMembers } from "@tillwright/core-members";
import { type Json, pieces } from "@tillwright/values";
import { expect, test } from "vitest";
import { answered, join, openDay, openShop, rulesDocument, type Shop } from "./shop.js";

function limited(promotion: object): Json {
  const promotions: Json = JSON.parse(JSON.stringify([promotion]));
  return { ...rulesDocument, promotions };
}

const offTea = { id: "off", kind: "threshold", amount: "50.00", off: "9.00" };
const tea = [{ product: "tea", quantity: pieces(1) }];

async function buyTea({ till, key }: Shop, memberId?: string): Promise<number> {
  const member = memberId === undefined ? {} : { memberId };
  const command = { key: key(), lines: tea, tenders: [{ kind: "cash" }], ...member } as const;
  return answered(await till.settleSale(command)).sale.totals.discount;
}

test("限时折扣: limit 2, buy 3 -> 52, and the next sale of the member pays the full price", async () => {
  const rules = limited({
    id: "flash",
    kind: "flash-price",
    prices: { soap: "16.00" },
    during: { daily: { from: "00:00", until: "24:00" } },
    piecesPerMember: 2,
  });
  const shop = await openDay({ rules });
  const { till, key } = shop;
  const memberId = await join(shop);
  const buy = async (count: number) => {
    const price = { unit: { micros: 20_000_000, per: 1, unit: "piece" } } as const;
    const lines = [{ product: "soap", quantity: pieces(count), price }];
    const command = { key: key(), memberId, lines, tenders: [{ kind: "cash" }] } as const;
    return answered(await till.settleSale(command)).sale.totals.paid;
  };
  expect(await buy(3)).toBe(5200);
  expect(await buy(1)).toBe(2000);
});

test("so often for each member, so often for all, so much money", async () => {
  const perMember = await openDay({ rules: limited({ ...offTea, limits: { perMember: 1 } }) });
  const [first, second] = [await join(perMember), await join(perMember, "13812345679")];
  const seen = [];
  for (const memberId of [first, first, second]) seen.push(await buyTea(perMember, memberId));
  expect(seen).toEqual([900, 0, 900]);
  const total = await openDay({ rules: limited({ ...offTea, limits: { total: 2 } }) });
  expect([await buyTea(total), await buyTea(total), await buyTea(total)]).toEqual([900, 900, 0]);
  const budget = await openDay({ rules: limited({ ...offTea, limits: { budget: "10.00" } }) });
  expect([await buyTea(budget), await buyTea(budget), await buyTea(budget)]).toEqual([900, 900, 0]);
});

test("the last use goes to one of two tills that want it at the same moment", async () => {
  const store = createMemoryTillStore();
  const members = createMemoryMembers();
  const rules = limited({ ...offTea, limits: { total: 1 } });
  const first = await openDay({ store, members, rules });
  const config = { tillId: "T2", numberPrefix: "02" };
  const second = openShop({ store, members, rules, config });
  answered(
    await second.till.openShift({ key: "o", operatorId: "li", role: "cashier", float: 50_000 }),
  );
  const sale = { lines: tea, tenders: [{ kind: "cash" }] } as const;
  const outcomes = await Promise.all([
    first.till.settleSale({ key: "a", ...sale }),
    second.till.settleSale({ key: "b", ...sale }),
  ]);
  const discounts = outcomes.map((outcome) => answered(outcome).sale.totals.discount);
  expect(discounts.sort()).toEqual([0, 900]);
});

test("a sale that is being paid keeps its use until it is given up", async () => {
  const shop = await openDay({ rules: limited({ ...offTea, limits: { total: 1 } }) });
  const { till, key } = shop;
  answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
  const paying = answered(await till.beginTendering({ key: key() }));
  expect(paying.priced.totals.discount).toBe(900);
  expect(await buyTea(shop)).toBe(0);
  answered(await till.cancelTendering({ key: key() }));
  answered(await till.beginTendering({ key: key() }));
  answered(await till.voidSale({ key: key(), reason: "left" }));
  expect(await buyTea(shop)).toBe(900);
});

import { ean13, verifyAuditChain } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import { expect, test } from "vitest";
import { all, answered, join, openDay, owner } from "./shop.js";

test("an hour at a till, from float to Z report", async () => {
  const shop = await openDay();
  const { till, key, store } = shop;
  const memberId = await join(shop);
  answered(await till.topUp({ key: key(), memberId, amount: 50_000, tender: { kind: "cash" } }));
  answered(await till.scan({ key: key(), code: "6900000000021", quantity: pieces(2) }));
  answered(await till.scan({ key: key(), code: ean13("210002100452") ?? "" }));
  answered(await till.scan({ key: key(), code: "6900000000052" }));
  const view = answered(await till.attachMember({ key: key(), memberId }));
  // 2 yoghurts 10.00 + 5.00, 0.452 kg of apples 5.79, tea 88.00, less 10.00 for 100.00.
  expect(view.priced.totals.due).toBe(1000 + 500 + 579 + 8800 - 1000);
  answered(await till.beginTendering({ key: key() }));
  answered(await till.addTender({ key: key(), tender: { kind: "stored-value", amount: 5500 } }));
  const paying = answered(
    await till.addTender({ key: key(), tender: { kind: "cash", tendered: 10_000 } }),
  );
  expect(paying.payment).toMatchObject({ remaining: 0, cashRounding: 9, change: 10_000 - 4370 });
  const { sale } = answered(await till.complete({ key: key() }));
  expect(sale.number).toBe("01-000001");
  expect(sale.totals.due).toBe(9879 - 9);
  expect(sale.tenders.map(({ bonusPart }) => bonusPart)).toEqual([500, 0]);
  // The bonus part earns nothing: 98.79 - 5.00.
  expect(sale.points.earned).toBe(93);
  const [first] = sale.lines;
  const back = answered(
    await till.refund({
      key: key(),
      saleId: sale.saleId,
      lines: [{ lineId: first?.lineId ?? "", count: 1 }],
      reason: "changed mind",
    }),
  );
  expect(back.sale.kind).toBe("refund");
  answered(await till.refund({ key: key(), saleId: sale.saleId, lines: "all", reason: "all" }));
  const x = answered(await till.xReport());
  expect(x.proof.filter(({ ok }) => !ok)).toEqual([]);
  const z = answered(await till.closeShift({ key: key(), counted: x.cash.expected - 200 }));
  expect(z.cash.difference).toBe(-200);
  expect(z.proof.filter(({ ok }) => !ok)).toEqual([]);
  expect(verifyAuditChain(await all(store.auditEntries(owner, "T1")))).toBeNull();
  expect((await store.journal.audit()).finding).toBeNull();
  const { sums } = await store.journal.trialBalance(null);
  expect(sums.filter(({ sum }) => sum !== 0)).toEqual([]);
});

import { pointsAccount } from "@tillwright/loyalty-rules";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { type FakePayments, fakePayments, type Script } from "./fake-payments.js";
import { all, answered, codeOf, join, openDay, owner, type Shop } from "./shop.js";

interface Counter {
  readonly shop: Shop;
  readonly payments: FakePayments;
}

/** A sale of 99.00 that is being paid. */
async function tendering(...script: Script[]): Promise<Counter> {
  const payments = fakePayments();
  payments.script.push(...script);
  const shop = await openDay({ payments });
  const { till, key } = shop;
  answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
  answered(await till.beginTendering({ key: key() }));
  return { shop, payments };
}

const qr = { kind: "qr", code: "134567890123456789" } as const;

describe("a payment through a provider", () => {
  test("captured: the tender stands with the provider's reference", async () => {
    const { shop } = await tendering("captured");
    const { till, key } = shop;
    const paid = answered(await till.addTender({ key: key(), tender: qr }));
    expect(paid).toMatchObject({ outcome: "captured", payment: { remaining: 0 } });
    const { sale } = answered(await till.complete({ key: key() }));
    expect(sale.tenders).toMatchObject([{ kind: "qr", party: "provider", received: 9900 }]);
    expect(sale.tenders[0]?.reference).toMatch(/^ref-/);
  });

  test("declined: the sale is as before and can be paid otherwise", async () => {
    const { shop } = await tendering("declined");
    const { till, key } = shop;
    expect(codeOf(await till.addTender({ key: key(), tender: qr }))).toBe(
      "cashier.payment-declined",
    );
    answered(await till.addTender({ key: key(), tender: { kind: "cash", tendered: 10_000 } }));
    expect(answered(await till.complete({ key: key() })).sale.tenders[0]?.kind).toBe("cash");
  });

  test.each(["lost-after", "lost-before", "throws-after"] as const)(
    "unknown (%s): nothing else goes on before a query knows",
    async (script) => {
      const { shop, payments } = await tendering(script);
      const { till, key, store, clock } = shop;
      payments.online = false;
      const entries = await store.journal.entries({});
      const asked = answered(await till.addTender({ key: "pay", tender: qr }));
      expect(asked.outcome).toBe("unknown");
      const blocked = [
        await till.addTender({ key: key(), tender: qr }),
        await till.addTender({ key: key(), tender: { kind: "cash" } }),
        await till.complete({ key: key() }),
        await till.cancelTendering({ key: key() }),
        await till.voidSale({ key: key(), reason: "lost" }),
      ];
      expect(new Set(blocked.map(codeOf))).toEqual(new Set(["cashier.payment-unknown"]));
      const sweep = answered(await till.settlePayments({ key: key() }));
      expect(sweep.stillUnknown).toHaveLength(1);
      expect(await store.journal.entries({})).toEqual(entries);
      expect((await till.current()).unknownPayments).toHaveLength(1);
      clock.at += 1000;
      payments.online = true;
      // After a crash another till object finds it and settles it.
      const after = shop.again();
      const swept = answered(await after.settlePayments({ key: key() }));
      expect(swept.settled).toHaveLength(1);
      expect((await after.current()).unknownPayments).toEqual([]);
      if (script === "lost-before") {
        expect(codeOf(await after.complete({ key: key() }))).toBe("cashier.not-fully-paid");
        expect([...payments.moved]).toEqual([]);
      } else {
        const { sale } = answered(await after.complete({ key: key() }));
        expect(sale.tenders).toMatchObject([{ kind: "qr", received: 9900 }]);
        expect([...payments.moved.values()]).toEqual([9900]);
      }
    },
  );

  test("the command repeated asks, and never charges again", async () => {
    const { shop, payments } = await tendering("lost-after");
    const { till } = shop;
    const first = answered(await till.addTender({ key: "pay", tender: qr }));
    const again = answered(await till.addTender({ key: "pay", tender: qr }));
    expect([first.outcome, again.outcome]).toEqual(["unknown", "captured"]);
    const third = answered(await till.addTender({ key: "pay", tender: qr }));
    expect(third.sale.tenders).toHaveLength(1);
    expect(payments.calls.map((call) => call.split(" ")[0])).toEqual(["charge", "query"]);
    expect([...payments.moved.values()]).toEqual([9900]);
  });

  test("what was scanned from the phone is kept nowhere", async () => {
    const { shop } = await tendering("captured");
    const { till, key, store } = shop;
    answered(await till.addTender({ key: key(), tender: qr }));
    answered(await till.complete({ key: key() }));
    const kinds = ["sale", "payment-attempt", "shift"] as const;
    const documents = await Promise.all(kinds.map((kind) => store.documents(owner, kind)));
    const kept = [documents, await all(store.sales({ owner })), await store.journal.entries({})];
    expect(JSON.stringify([...kept, await all(store.auditEntries(owner, "T1"))])).not.toContain(
      qr.code,
    );
  });

  test("points stay reserved and are not spent while a payment is unknown", async () => {
    const payments = fakePayments();
    const shop = await openDay({ payments });
    const { till, key, store, clock } = shop;
    const memberId = await join(shop);
    const soap = { product: "soap", quantity: pieces(1), price: { amount: 20_000 } };
    const goods = { key: key(), memberId, lines: [soap] };
    answered(await till.settleSale({ ...goods, tenders: [{ kind: "cash" }] }));
    const points = async () => store.journal.balance(pointsAccount(memberId), clock.at);
    expect(await points()).toMatchObject({ posted: 190, available: 190 });
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.attachMember({ key: key(), memberId }));
    answered(await till.usePoints({ key: key(), points: 100 }));
    answered(await till.beginTendering({ key: key() }));
    payments.script.push("lost-after");
    answered(await till.addTender({ key: key(), tender: qr }));
    clock.at += 30 * 24 * 3_600_000;
    expect(await points()).toMatchObject({ posted: 190, available: 90 });
    answered(await till.settlePayments({ key: key() }));
    const { sale } = answered(await till.complete({ key: key() }));
    expect(sale.points).toMatchObject({ used: 100, usedAmount: 100, earned: 87 });
    expect(await points()).toMatchObject({ posted: 177, available: 177 });
    expect(sale.points.balanceAfter).toBe(177);
  });

  test("a captured tender is paid back before the sale can be given up", async () => {
    const { shop, payments } = await tendering("captured", "lost-after");
    const { till, key } = shop;
    const paid = answered(
      await till.addTender({ key: key(), tender: { kind: "card", amount: 5000 } }),
    );
    const { tenderId } = paid;
    expect(codeOf(await till.voidSale({ key: key(), reason: "left" }))).toBe(
      "cashier.tender-captured",
    );
    expect(codeOf(await till.removeTender({ key: "back", tenderId }))).toBe(
      "cashier.payment-unknown",
    );
    const back = answered(await till.removeTender({ key: "back", tenderId }));
    expect(back.sale.tenders).toEqual([]);
    expect([...payments.moved.values()]).toEqual([5000, -5000]);
    answered(await till.voidSale({ key: key(), reason: "left" }));
  });

  test("a sale whose payment is unknown outlives the shift and is booked in the next", async () => {
    const { shop, payments } = await tendering("lost-after");
    const { till, key } = shop;
    payments.online = false;
    answered(await till.addTender({ key: key(), tender: qr }));
    const z = answered(await till.closeShift({ key: key(), counted: 50_000 }));
    expect([z.net, z.proof.filter(({ ok }) => !ok)]).toEqual([0, []]);
    answered(await till.openShift({ key: key(), operatorId: "li", role: "cashier", float: 0 }));
    payments.online = true;
    answered(await till.settlePayments({ key: key() }));
    const { sale } = answered(await till.complete({ key: key() }));
    expect(sale.operatorId).toBe("li");
    const next = answered(await till.xReport());
    expect([next.net, next.proof.filter(({ ok }) => !ok)]).toEqual([9900, []]);
  });
});

describe("a refund through a provider", () => {
  async function sold(...script: Script[]): Promise<Counter & { readonly saleId: string }> {
    const counter = await tendering("captured", ...script);
    const { till, key } = counter.shop;
    answered(await till.addTender({ key: key(), tender: { kind: "card", amount: 9000 } }));
    answered(await till.addTender({ key: key(), tender: { kind: "cash", tendered: 1000 } }));
    const { sale } = answered(await till.complete({ key: key() }));
    return { ...counter, saleId: sale.saleId };
  }

  test("captured: the card's part goes to the card, the rest in cash", async () => {
    const { shop, payments, saleId } = await sold("captured");
    const { till, key } = shop;
    const command = { key: key(), saleId, lines: "all", reason: "stale" } as const;
    const { sale } = answered(await till.refund(command));
    expect(sale.tenders).toMatchObject([
      { kind: "card", received: 9000 },
      { kind: "cash", received: 900 },
    ]);
    expect(answered(await till.refund(command)).sale).toEqual(sale);
    expect([...payments.moved.values()]).toEqual([9000, -9000]);
  });

  test("unknown: no other refund begins, and the sweep books it once", async () => {
    const { shop, payments, saleId } = await sold("lost-after");
    const { till, key, store } = shop;
    const command = { key: "back", saleId, lines: "all", reason: "stale" } as const;
    payments.online = false;
    expect(codeOf(await till.refund(command))).toBe("cashier.payment-unknown");
    expect(codeOf(await till.refund({ ...command, key: key() }))).toBe(
      "cashier.refund-in-progress",
    );
    expect(codeOf(await till.refund(command))).toBe("cashier.payment-unknown");
    payments.online = true;
    answered(await shop.again().settlePayments({ key: key() }));
    const { sale } = answered(await till.refund(command));
    expect(sale.number).toBe("01-R000001");
    expect(await store.salesCount({ owner })).toBe(2);
    expect([...payments.moved.values()]).toEqual([9000, -9000]);
    const x = answered(await till.xReport());
    expect([x.net, x.proof.filter(({ ok }) => !ok)]).toEqual([0, []]);
  });

  test("declined: nothing is booked, and it can be paid in cash instead", async () => {
    const { shop, saleId } = await sold("declined");
    const { till, key } = shop;
    const command = { key: "back", saleId, lines: "all", reason: "stale" } as const;
    expect(codeOf(await till.refund(command))).toBe("cashier.payment-declined");
    expect(codeOf(await till.refund(command))).toBe("cashier.payment-declined");
    const cash = { ...command, key: key(), payBack: "cash" } as const;
    const { sale } = answered(await till.refund(cash));
    expect(sale.tenders.map(({ kind, received }) => [kind, received])).toEqual([
      ["cash", 9000],
      ["cash", 900],
    ]);
  });

  test("without a provider the operator types the reference of the terminal apart", async () => {
    const shop = await openDay();
    const { till, key } = shop;
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.beginTendering({ key: key() }));
    expect(codeOf(await till.addTender({ key: key(), tender: { kind: "card" } }))).toBe(
      "cashier.no-payment-port",
    );
    answered(await till.addTender({ key: key(), tender: { kind: "card", reference: "A-17" } }));
    const { sale } = answered(await till.complete({ key: key() }));
    expect(sale.tenders).toMatchObject([{ kind: "card", party: "card", reference: "A-17" }]);
    const refund = { key: key(), saleId: sale.saleId, lines: "all", reason: "stale" } as const;
    expect(answered(await till.refund(refund)).sale.tenders[0]?.kind).toBe("card");
  });
});

import type { Roles } from "@tillwright/cashier";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { all, answered, codeOf, openDay, owner, type Shop } from "./shop.js";

const roles: Roles = {
  cashier: { sell: true, "close-shift": true, refund: 5000, drop: true },
  manager: {
    sell: true,
    refund: true,
    "refund-in-cash": true,
    "remove-line": true,
    "void-sale": true,
  },
};

const wang = { operatorId: "wang", role: "manager" };

async function bill(shop: Shop, amount: number): Promise<string> {
  const lines = [{ product: "soap", quantity: pieces(1), price: { amount } }];
  const command = { key: shop.key(), lines, tenders: [{ kind: "cash" }] } as const;
  return answered(await shop.till.settleSale(command)).sale.saleId;
}

describe("permissions", () => {
  test("a limit is inclusive: 50.00 may be refunded, 50.01 needs someone else", async () => {
    const shop = await openDay({ config: { roles } });
    const { till, key } = shop;
    const [allowed, beyond] = [await bill(shop, 5000), await bill(shop, 5010)];
    const refund = (saleId: string) => ({ key: key(), saleId, lines: "all" as const, reason: "x" });
    answered(await till.refund(refund(allowed)));
    const refused = await till.refund(refund(beyond));
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        code: "cashier.not-permitted",
        facts: { operatorId: "zhang", verb: "refund", amount: 5010, roles: ["manager"] },
      },
    });
    answered(await till.refund({ ...refund(beyond), approvedBy: wang }));
  });

  test("both names stand in the audit chain, and so does a refusal", async () => {
    const shop = await openDay({ config: { roles } });
    const { till, key, store } = shop;
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    const command = { key: "remove", lineId: "1" };
    expect(codeOf(await till.removeLine(command))).toBe("cashier.not-permitted");
    expect(codeOf(await till.removeLine(command))).toBe("cashier.not-permitted");
    answered(await till.removeLine({ ...command, key: key(), approvedBy: wang }));
    const entries = await all(store.auditEntries(owner, "T1"));
    expect(entries.map(({ action }) => action)).toEqual([
      "shift.opened",
      "refused.not-permitted",
      "line.removed",
    ]);
    expect(entries.at(-1)).toMatchObject({ operatorId: "zhang", facts: { approvedBy: "wang" } });
  });

  test("an approver whose role may not either helps nothing; an unknown role may nothing", async () => {
    const { till, key } = await openDay({ config: { roles } });
    answered(await till.openSale({ key: key() }));
    const li = { operatorId: "li", role: "cashier" };
    for (const approvedBy of [li, { operatorId: "x", role: "toString" }]) {
      expect(codeOf(await till.voidSale({ key: key(), reason: "x", approvedBy }))).toBe(
        "cashier.not-permitted",
      );
    }
    expect(codeOf(await till.paidOut({ key: key(), amount: 1, reason: "x" }))).toBe(
      "cashier.not-permitted",
    );
  });

  test("a card's part in cash needs its own permission", async () => {
    const own = { cashier: { sell: true, refund: true } } as const;
    const shop = await openDay({ config: { roles: own } });
    const { till, key } = shop;
    const lines = [{ product: "tea", quantity: pieces(1) }];
    const tenders = [{ kind: "card", reference: "A1" }] as const;
    const { sale } = answered(await till.settleSale({ key: key(), lines, tenders }));
    const refund = { saleId: sale.saleId, lines: "all", reason: "x" } as const;
    expect(codeOf(await till.refund({ key: key(), ...refund, payBack: "cash" }))).toBe(
      "cashier.not-permitted",
    );
    answered(await till.refund({ key: key(), ...refund }));
  });
});

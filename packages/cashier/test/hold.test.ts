import { createMemoryTillStore } from "@tillwright/cashier";
import { createMemoryMembers, eraseMember } from "@tillwright/core-members";
import { pointsAccount, redeemPoints } from "@tillwright/loyalty-rules";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import {
  answered,
  codeOf,
  hour,
  join,
  openDay,
  openShop,
  rulesDocument,
  setClock,
} from "./shop.js";

const tea = { product: "tea", quantity: pieces(1) };

describe("挂单 / 取单", () => {
  test("held at 19:50 at the flash price of 16, back at 20:05 -> 20", async () => {
    const rules = {
      ...rulesDocument,
      promotions: [
        {
          id: "evening",
          kind: "flash-price",
          prices: { yoghurt: "8.00" },
          during: { daily: { from: "18:00", until: "20:00" } },
        },
      ],
    };
    const clock = setClock(Date.UTC(2027, 0, 15, 11, 50));
    const { till, key } = await openDay({ rules, clock });
    const scanned = answered(
      await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(2) }),
    );
    expect(scanned.priced.totals.due).toBe(1600);
    const held = answered(await till.hold({ key: key() }));
    clock.at = Date.UTC(2027, 0, 15, 12, 5);
    const back = answered(await till.resume({ key: key(), saleId: held.saleId }));
    expect(back.priced.totals.due).toBe(2000);
  });

  test("balance 1,000 points planned on hold, 800 spent at another till -> on return at most 200", async () => {
    const shop = await openDay();
    const { till, key, store, clock } = shop;
    const memberId = await join(shop);
    answered(
      await till.settleSale({
        key: key(),
        memberId,
        lines: [{ product: "soap", quantity: pieces(1), price: { amount: 100_000 } }],
        tenders: [{ kind: "cash" }],
      }),
    );
    const points = async () =>
      (await store.journal.balance(pointsAccount(memberId), clock.at))?.available;
    expect(await points()).toBe(990);
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.attachMember({ key: key(), memberId }));
    const planned = answered(await till.usePoints({ key: key(), points: "max" }));
    expect(planned.priced.points?.used).toBe(900);
    const held = answered(await till.hold({ key: key() }));
    expect(await points()).toBe(990);
    const elsewhere = redeemPoints({
      memberId,
      saleId: "elsewhere",
      points: 790,
      amount: 790,
      lots: await store.journal.lots(pointsAccount(memberId), clock.at),
      context: { key: "elsewhere", at: clock.at },
    });
    answered(await store.journal.executeAll(answered(elsewhere).commands));
    const back = answered(await till.resume({ key: key(), saleId: held.saleId }));
    expect(back.priced.points?.used).toBe(200);
  });

  test("moves no stock, points or money", async () => {
    const { till, key, store, clock } = await openDay();
    const before = await store.journal.entries({});
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(3) }));
    const { saleId } = answered(await till.hold({ key: key(), note: "回来取" }));
    expect(await store.journal.entries({})).toEqual(before);
    clock.at += hour;
    const held = (await till.current()).held;
    expect(held.map((sale) => [sale.saleId, sale.note])).toEqual([[saleId, "回来取"]]);
  });

  test("keeps lines and member; another till of the store may take it back", async () => {
    const store = createMemoryTillStore();
    const members = createMemoryMembers();
    const first = await openDay({ store, members });
    const second = openShop({ store, members, config: { tillId: "T2", numberPrefix: "02" } });
    const memberId = await join(first);
    answered(await first.till.addProduct({ key: "a1", productId: "tea", quantity: pieces(1) }));
    answered(await first.till.attachMember({ key: "a2", memberId }));
    const { saleId } = answered(await first.till.hold({ key: "a3" }));
    const operator = { operatorId: "li", role: "cashier" };
    answered(await second.till.openShift({ key: "b1", ...operator, float: 0 }));
    const view = answered(await second.till.resume({ key: "b2", saleId }));
    expect(view.sale).toMatchObject({
      tillId: "T2",
      operatorId: "li",
      memberId,
      sellerId: "zhang",
    });
    expect(codeOf(await first.till.resume({ key: "a4", saleId }))).toBe("cashier.sale-state");
  });

  test("a sale is open, held, or being paid, and each command knows where it belongs", async () => {
    const { till, key } = await openDay();
    expect(codeOf(await till.hold({ key: key() }))).toBe("cashier.sale-unknown");
    expect(codeOf(await till.beginTendering({ key: key() }))).toBe("cashier.sale-unknown");
    answered(await till.openSale({ key: key() }));
    expect(codeOf(await till.openSale({ key: key() }))).toBe("cashier.sale-open");
    expect(codeOf(await till.beginTendering({ key: key() }))).toBe("cashier.sale-empty");
    expect(codeOf(await till.complete({ key: key() }))).toBe("cashier.sale-state");
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.beginTendering({ key: key() }));
    const late = await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) });
    expect(codeOf(late)).toBe("cashier.sale-state");
    expect(codeOf(await till.hold({ key: key() }))).toBe("cashier.sale-state");
    expect(codeOf(await till.complete({ key: key() }))).toBe("cashier.not-fully-paid");
    answered(await till.cancelTendering({ key: key() }));
    answered(await till.voidSale({ key: key(), reason: "left" }));
    expect((await till.current()).sale).toBeNull();
    const direct = { key: key(), lines: [tea], tenders: [] };
    expect(codeOf(await till.settleSale(direct))).toBe("cashier.not-fully-paid");
  });

  test("a coupon code opens its promotion, and taking it away closes it", async () => {
    const rules = {
      ...rulesDocument,
      promotions: [
        {
          id: "code",
          kind: "threshold",
          amount: "50.00",
          off: "5.00",
          needs: "code",
          codes: ["FIVE"],
        },
      ],
    };
    const { till, key } = await openDay({ rules });
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    const due = async (...codes: string[]) =>
      answered(await till.enterCodes({ key: key(), codes })).priced.totals.due;
    expect([await due("FIVE", "FIVE"), await due()]).toEqual([9400, 9900]);
  });

  test("an erased member does not hide the open sale", async () => {
    const shop = await openDay();
    const { till, key, members } = shop;
    const memberId = await join(shop);
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    answered(await till.attachMember({ key: key(), memberId }));
    const member = await members.byId(memberId);
    if (member === null) throw new Error("no member");
    answered(await members.update({ ...eraseMember(member) }, member.version));
    expect((await till.current()).sale?.sale.memberId).toBe(memberId);
    expect(codeOf(await till.beginTendering({ key: key() }))).toBe("cashier.member-unknown");
    answered(await till.attachMember({ key: key(), memberId: null }));
  });

  test("a member who became part of another is told, and the sale goes on with the one that was kept", async () => {
    const shop = await openDay();
    const { till, key, members } = shop;
    const [dropped, kept] = [await join(shop), await join(shop, "13900000000")];
    answered(await till.addProduct({ key: key(), productId: "tea", quantity: pieces(1) }));
    const member = await members.byId(dropped);
    if (member === null) throw new Error("no member");
    answered(
      await members.update({ ...member, status: "merged", mergedInto: kept }, member.version),
    );
    const refused = await till.attachMember({ key: key(), memberId: dropped });
    expect(refused.ok ? null : refused.refusal.facts).toEqual({
      memberId: dropped,
      mergedInto: kept,
    });
    answered(await till.attachMember({ key: key(), memberId: kept }));
  });

  test("prices are frozen when tendering begins", async () => {
    const rules = {
      ...rulesDocument,
      promotions: [
        {
          id: "evening",
          kind: "flash-price",
          prices: { yoghurt: "8.00" },
          during: { daily: { from: "18:00", until: "20:00" } },
        },
      ],
    };
    const clock = setClock(Date.UTC(2027, 0, 15, 11, 59));
    const { till, key } = await openDay({ rules, clock });
    answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(1) }));
    answered(await till.beginTendering({ key: key() }));
    clock.at += hour;
    answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
    expect(answered(await till.complete({ key: key() })).sale.totals.paid).toBe(800);
  });
});

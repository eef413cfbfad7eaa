import { mergeMembers, storeMerge } from "@tillwright/core-members";
import {
  mergeAccounts,
  pointsAccount,
  pointsDebtAccount,
  storedBonusAccount,
  storedPrincipalAccount,
  usedUpLots,
} from "@tillwright/loyalty-rules";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { answered, join, openDay, programmeDocument, type Shop } from "./shop.js";

const points = { ...programmeDocument.points, redeem: { pointsPerMajorUnit: 1 } };

type Tender = Parameters<Shop["till"]["addTender"]>[0]["tender"];

async function sell(shop: Shop, memberId: string, count: number, tender: Tender | null, used = 0) {
  const { till, key } = shop;
  answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(count) }));
  answered(await till.attachMember({ key: key(), memberId }));
  if (used > 0) answered(await till.usePoints({ key: key(), points: used }));
  answered(await till.beginTendering({ key: key() }));
  if (tender !== null) answered(await till.addTender({ key: key(), tender }));
  return answered(await till.complete({ key: key() })).sale;
}

/** Makes the second member part of the first one, as an office does: the persons and their accounts. */
async function merge({ store, members, clock }: Shop, keptId: string, droppedId: string) {
  const [kept, dropped] = [await members.byId(keptId), await members.byId(droppedId)];
  if (kept === null || dropped === null) throw new Error("no members");
  const merged = answered(mergeMembers(kept, dropped, clock.at));
  answered(await storeMerge(members, merged));
  const { journal } = store;
  const accounts = [
    pointsAccount(droppedId),
    storedPrincipalAccount(droppedId, "CNY"),
    storedBonusAccount(droppedId, "CNY"),
  ];
  const lots = await Promise.all(accounts.map((account) => journal.lots(account, clock.at)));
  const usedUp = await Promise.all(
    accounts.map(async (account) => usedUpLots(account, await journal.entries({ account }))),
  );
  const pointsOfKept = await journal.lots(pointsAccount(keptId), clock.at);
  const debt = { from: 0, to: 0 };
  const holdings = { lots: lots.flat(), usedUp: usedUp.flat(), pointsOfKept, debt };
  const context = { key: "office", at: clock.at };
  const moves = answered(mergeAccounts(droppedId, keptId, holdings, context));
  answered(await journal.executeAll(moves));
}

async function twoMembers() {
  const rules = { format: "tillwright.rules/1", currency: "CNY", promotions: [] };
  const shop = await openDay({ rules, programme: { points } });
  const kept = await join(shop, "13812345678");
  const dropped = await join(shop, "13987654321");
  // The one who is kept has bought before, so that both have accounts.
  await sell(shop, kept, 1, { kind: "cash" });
  const figure = async (account: string) =>
    (await shop.store.journal.balance(account, shop.clock.at))?.available;
  const refund = async (saleId: string) => {
    const command = { key: shop.key(), saleId, lines: "all", reason: "x" } as const;
    return answered(await shop.till.refund(command)).sale;
  };
  return { shop, kept, dropped, figure, refund };
}

describe("a sale of a member who has become part of another one, brought back", () => {
  test("takes its points from the one who holds them now: nobody keeps points by being merged", async () => {
    const { shop, kept, dropped, figure, refund } = await twoMembers();
    const sale = await sell(shop, dropped, 5, { kind: "cash" });
    await merge(shop, kept, dropped);
    expect(await figure(pointsAccount(kept))).toBe(60);
    expect((await refund(sale.saleId)).points).toMatchObject({ earned: 50, balanceAfter: 10 });
    expect(await figure(pointsAccount(kept))).toBe(10);
    expect(await figure(pointsDebtAccount(dropped))).toBe(0);
  });

  test("gives points back to that one, though their lot was spent to the last point", async () => {
    const { shop, kept, dropped, figure, refund } = await twoMembers();
    await sell(shop, dropped, 3, { kind: "cash" });
    const paid = await sell(shop, dropped, 3, null, 30);
    await merge(shop, kept, dropped);
    await refund(paid.saleId);
    expect(await figure(pointsAccount(kept))).toBe(40);
    expect(await figure(pointsAccount(dropped))).toBe(0);
  });

  test("gives stored value back to that one", async () => {
    const { shop, kept, dropped, figure, refund } = await twoMembers();
    const { till, key } = shop;
    const topUp = { memberId: dropped, amount: 50_000, tender: { kind: "cash" } } as const;
    answered(await till.topUp({ key: key(), ...topUp }));
    const sale = await sell(shop, dropped, 55, { kind: "stored-value" });
    await merge(shop, kept, dropped);
    await refund(sale.saleId);
    const held = [storedPrincipalAccount(kept, "CNY"), storedBonusAccount(kept, "CNY")];
    expect(await Promise.all(held.map(figure))).toEqual([50_000, 5000]);
    expect(await figure(storedPrincipalAccount(dropped, "CNY"))).toBe(0);
  });
});

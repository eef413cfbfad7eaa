import { pointsAccount, pointsDebtAccount } from "@tillwright/loyalty-rules";
import { pieces } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { answered, join, openDay, programmeDocument, type Shop } from "./shop.js";

const [earn] = [programmeDocument.points.earn];
/** A point is worth one yuan; points end a month after the day they were earned. */
const points = { earn, redeem: { pointsPerMajorUnit: 1 }, expiry: { kind: "months", months: 1 } };
const march = Date.UTC(2027, 2, 1, 4);

/** Sells yoghurt at 10.00: some of it for points, the rest in cash. */
async function sell({ till, key }: Shop, memberId: string, count: number, used = 0) {
  answered(await till.addProduct({ key: key(), productId: "yoghurt", quantity: pieces(count) }));
  answered(await till.attachMember({ key: key(), memberId }));
  if (used > 0) answered(await till.usePoints({ key: key(), points: used }));
  answered(await till.beginTendering({ key: key() }));
  if (count * 10 > used) answered(await till.addTender({ key: key(), tender: { kind: "cash" } }));
  return answered(await till.complete({ key: key() })).sale;
}

/** In January S earned 40 points, 30 of which paid Z the same day. It is March: all of them have ended. */
async function shopInMarch(rules: object = {}) {
  const document = { format: "tillwright.rules/1", currency: "CNY", promotions: [] };
  const shop = await openDay({ rules: document, programme: { points: { ...points, ...rules } } });
  const memberId = await join(shop);
  const s = await sell(shop, memberId, 4);
  const z = await sell(shop, memberId, 3, 30);
  expect([s.points.earned, z.points.used]).toEqual([40, 30]);
  shop.clock.at = march;
  const refund = async (saleId: string) => {
    const command = { key: shop.key(), saleId, lines: "all", reason: "x" } as const;
    return answered(await shop.till.refund(command));
  };
  const figure = async (account: string) =>
    (await shop.store.journal.balance(account, shop.clock.at))?.available;
  const standing = async () => ({
    balance: await figure(pointsAccount(memberId)),
    debt: await figure(pointsDebtAccount(memberId)),
  });
  return { shop, memberId, s: s.saleId, z: z.saleId, refund, standing };
}

describe("a refund that gives points back settles earlier refunds again", () => {
  test("points that come back after their end are not owed once more", async () => {
    const { s, z, refund, standing } = await shopInMarch();
    await refund(s);
    expect(await standing()).toEqual({ balance: 0, debt: 30 });
    const { sale, reasons } = await refund(z);
    expect(await standing()).toEqual({ balance: 0, debt: 0 });
    expect(sale.points).toMatchObject({ earned: -30, used: 30, balanceAfter: 0 });
    expect(reasons.map(({ code }) => code)).toContain("loyalty.debt-paid");
  });

  test("as when they are brought back the other way round", async () => {
    const { s, z, refund, standing } = await shopInMarch();
    await refund(z);
    await refund(s);
    expect(await standing()).toEqual({ balance: 0, debt: 0 });
  });

  test("other points that were taken in their stead come back, and the receipt counts them", async () => {
    const { shop, memberId, s, z, refund, standing } = await shopInMarch();
    await sell(shop, memberId, 5);
    await refund(s);
    expect(await standing()).toEqual({ balance: 20, debt: 0 });
    const { sale } = await refund(z);
    expect(await standing()).toEqual({ balance: 50, debt: 0 });
    expect(sale.points).toMatchObject({ earned: -30, used: 30, balanceAfter: 50 });
  });

  test("the value that was kept of the money is paid, and the shift proves itself", async () => {
    const { shop, s, z, refund } = await shopInMarch({ debt: "reduce-refund" });
    const paid = ({ sale }: Awaited<ReturnType<typeof refund>>) =>
      sale.tenders.map(({ kind, received }) => [kind, received]);
    expect(paid(await refund(s))).toEqual([
      ["cash", 1000],
      ["points-debt", 3000],
    ]);
    expect(paid(await refund(z))).toEqual([
      ["points-debt", -3000],
      ["cash", 3000],
    ]);
    const z1 = answered(await shop.till.closeShift({ key: shop.key(), counted: 50_000 }));
    expect(z1.cash).toMatchObject({ refunds: 4000, expected: 50_000 });
    expect(z1.proof.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("what was settled again is known to the next refund of that sale", async () => {
    const { shop, s, z, refund, standing } = await shopInMarch();
    const half = { key: shop.key(), saleId: s, lines: [{ lineId: "1", count: 2 }], reason: "x" };
    answered(await shop.till.refund(half));
    expect(await standing()).toEqual({ balance: 0, debt: 10 });
    await refund(z);
    expect(await standing()).toEqual({ balance: 0, debt: 0 });
    await refund(s);
    expect(await standing()).toEqual({ balance: 0, debt: 0 });
  });
});

import {
  type ClawbackRequest,
  clawback,
  pointsAccount,
  type RefundedSale,
  salesBehind,
  settleAgain,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, type Counter, counterOf, memberId, points, saleOf, units } from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const january = at("2027-01-05");
const month = points({ expiry: { kind: "months", months: 1 } });
const endless = points();

/** Goods for points. */
function forPoints(saleId: string, when: number, spent: number) {
  return saleOf(saleId, when, [{ paid: 0, points: spent, pointsOffset: spent }]);
}

/** S earns 40 points that end with 16 December; Z is paid with 30 of them. */
async function spentOnZ(version = month): Promise<Counter> {
  const counter = await counterOf(version);
  await counter.sell(saleOf("S", monday, [{ paid: 4000 }]));
  await counter.sell(forPoints("Z", tuesday, 30), version, 30);
  return counter;
}

async function standing(counter: Counter, when: number) {
  return { balance: await counter.balance(when), debt: await counter.debt() };
}

describe("points that come back after they have ended are not taken once more", () => {
  test("the debt that the refund of their sale left goes with them", async () => {
    const counter = await spentOnZ();
    await counter.lapse(january, "night");
    expect(await counter.refund("S", january, units(1))).toMatchObject({ take: 0, debt: 30 });
    await counter.refund("Z", january, units(1));
    expect(await standing(counter, january)).toEqual({ balance: 0, debt: 0 });
  });

  test("nor does it arise when the other sale is refunded first", async () => {
    const counter = await spentOnZ();
    await counter.refund("Z", january, units(1));
    expect(await counter.refund("S", january, units(1))).toMatchObject({ take: 0, debt: 0 });
    expect(await standing(counter, january)).toEqual({ balance: 0, debt: 0 });
  });

  test("what was taken of other points in their stead comes back", async () => {
    const counter = await spentOnZ();
    await counter.sell(saleOf("U", january, [{ paid: 5000 }]), endless);
    expect(await counter.refund("S", january, units(1))).toMatchObject({ take: 30, debt: 0 });
    expect(await standing(counter, january)).toEqual({ balance: 20, debt: 0 });
    await counter.refund("Z", january, units(1));
    expect(await standing(counter, january)).toEqual({ balance: 50, debt: 0 });
    const [lot] = await counter.lots(january);
    expect(lot).toMatchObject({ lotId: "U/points", remaining: 50, expiresAt: null });
  });

  test("what a later earning paid comes back as points without an end", async () => {
    const counter = await spentOnZ();
    await counter.refund("S", january, units(1));
    await counter.sell(saleOf("L", january, [{ paid: 5000 }]), month);
    expect(await standing(counter, january)).toEqual({ balance: 20, debt: 0 });
    await counter.refund("Z", january, units(1));
    const lots = (await counter.lots(january)).filter(({ remaining }) => remaining > 0);
    expect(lots.map(({ lotId, remaining, expiresAt }) => [lotId, remaining, expiresAt])).toEqual([
      ["L/points", 20, at("2027-02-06T00:00")],
      ["Z/R1:1/points-overpaid", 30, null],
      ["S/points", 40, at("2026-12-17T00:00")],
    ]);
    // Whoever brings that sale back, too, ends with nothing.
    await counter.refund("L", january, units(1));
    expect(await standing(counter, january)).toEqual({ balance: 0, debt: 0 });
  });

  test("and pays other debts before it can be spent", async () => {
    const counter = await spentOnZ();
    await counter.refund("S", january, units(1));
    await counter.sell(saleOf("L", january, [{ paid: 5000 }]), endless);
    await counter.sell(saleOf("W", january, [{ paid: 2500 }]), endless);
    await counter.sell(forPoints("X", january, 45), endless, 45);
    expect(await counter.refund("W", january, units(1))).toMatchObject({ debt: 25 });
    await counter.refund("Z", january, units(1));
    expect(await standing(counter, january)).toEqual({ balance: 5, debt: 0 });
  });

  test("the value that was kept of the money is paid", async () => {
    const redeem = { pointsPerMajorUnit: 1 };
    const rules = { expiry: { kind: "months", months: 1 }, debt: "reduce-refund", redeem };
    const counter = await spentOnZ(points(rules));
    const first = await counter.refund("S", january, units(1));
    expect(first.reduceRefundBy).toBe(3000);
    await counter.refund("Z", january, units(1));
    expect(counter.sales.get("S")?.progress).toMatchObject({ owed: 0, paidInMoney: 0 });
  });
});

describe("points that come back after they have ended pay no debt of another sale", () => {
  /** W earns 25 points without an end, which pay X; S's 40 points end with 16 December, and 30 of them pay Z. */
  async function owing(): Promise<Counter> {
    const counter = await counterOf(month);
    await counter.sell(saleOf("W", monday, [{ paid: 2500 }]), endless);
    await counter.sell(forPoints("X", monday, 25), endless, 25);
    await counter.sell(saleOf("S", monday, [{ paid: 4000 }]));
    await counter.sell(forPoints("Z", tuesday, 30), month, 30);
    return counter;
  }

  test("whichever comes back first: they would have ended unused, and the debt would stand", async () => {
    for (const [first, second] of [
      ["W", "Z"],
      ["Z", "W"],
    ] as const) {
      const counter = await owing();
      await counter.refund(first, january, units(1));
      await counter.refund(second, january, units(1));
      expect(await standing(counter, january)).toEqual({ balance: 0, debt: 25 });
    }
  });

  test("in time they pay it", async () => {
    const counter = await owing();
    await counter.refund("W", tuesday, units(1));
    await counter.refund("Z", tuesday, units(1));
    expect(await standing(counter, tuesday)).toEqual({ balance: 15, debt: 0 });
  });
});

describe("points that come back in time", () => {
  test("return to their lot, and what was taken in their stead returns to its own", async () => {
    const counter = await spentOnZ();
    await counter.sell(saleOf("U", tuesday, [{ paid: 5000 }]), endless);
    await counter.refund("S", tuesday, units(1));
    const between = (await counter.lots(tuesday)).map(({ lotId, remaining }) => [lotId, remaining]);
    expect(between).toEqual([["U/points", 20]]);
    await counter.refund("Z", tuesday, units(1));
    const after = (await counter.lots(tuesday)).map(({ lotId, remaining }) => [lotId, remaining]);
    expect(after).toEqual([["U/points", 50]]);
  });
});

describe("what a till is told", () => {
  async function between(): Promise<{ request: ClawbackRequest; earlier: RefundedSale }> {
    const counter = await spentOnZ();
    await counter.refund("S", january, units(1));
    const s = counter.sales.get("S");
    const z = counter.sales.get("Z");
    if (!s?.progress || !z) throw new Error("no sales");
    const request = {
      memberId,
      refundId: "R9",
      sale: z.event,
      earned: z.earned,
      pointsSpent: z.pointsSpent,
      refunded: units(1),
      progress: null,
      lapsed: 0,
      pending: [],
      lots: await counter.lots(january),
      debt: 30,
      context: { key: "till/R9", at: january },
    };
    const { event: sale, progress } = s;
    return { request, earlier: { ...s, sale, progress, lapsed: 0 } };
  }

  test("which sales are settled again, under keys of their own, with reasons", async () => {
    const { request, earlier } = await between();
    const done = clawback(month, request);
    if (!done.ok) throw new Error("refused");
    const again = settleAgain(month, request, done.value, [earlier]);
    expect(again.map(({ saleId }) => saleId)).toEqual(["S"]);
    expect(again[0]?.clawback).toMatchObject({ take: 0, debt: -30, restore: 0 });
    expect(again[0]?.clawback.reasons).toEqual([
      { code: "loyalty.debt-paid", facts: { points: 30 } },
    ]);
    expect(again[0]?.clawback.commands.map(({ key }) => key)).toEqual([
      "till/R9/again:1/points-settled",
    ]);
    expect(again[0]?.clawback.progress.owed).toBe(0);
  });

  test("nothing where the refunds stand as they are", async () => {
    const { request, earlier } = await between();
    const done = clawback(month, request);
    if (!done.ok) throw new Error("refused");
    expect(settleAgain(month, request, done.value, [])).toEqual([]);
    const nothing = {
      restored: 0,
      takenFrom: [],
      debtPaid: 0,
      owed: 0,
      paidInMoney: 0,
      counted: null,
    };
    const other = { ...earlier, earned: null, progress: nothing };
    expect(settleAgain(month, request, done.value, [other])).toEqual([]);
    // A refund that gives nothing back changes nothing for others.
    const none = { ...request, pointsSpent: [] };
    const plain = clawback(month, { ...none, sale: saleOf("Y", january, [{ paid: 100 }]) });
    if (!plain.ok) throw new Error("refused");
    expect(settleAgain(month, none, plain.value, [earlier])).toEqual([]);
  });

  test("the sales behind points, each once; presents have none", () => {
    const part = { amount: 1, expiresAt: null };
    const parts = ["S/points", "a/b/points", "S/points", "join:M1"];
    expect(salesBehind(parts.map((lotId) => ({ ...part, lotId })))).toEqual(["S", "a/b"]);
  });

  test("the books are the same whichever refund came first", async () => {
    const ends = [];
    for (const order of [
      ["S", "Z"],
      ["Z", "S"],
    ]) {
      const counter = await spentOnZ();
      for (const saleId of order) await counter.refund(saleId, january, units(1));
      await counter.lapse(january, "night");
      const posted = await counter.journal.balance(pointsAccount(memberId), january);
      ends.push([posted?.posted, await counter.debt()]);
    }
    expect(ends).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

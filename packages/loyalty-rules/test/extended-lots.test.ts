import { lapsedPoints, pointsAccount, salesBehind } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, type Counter, counterOf, memberId, points, saleOf, units } from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const january5 = at("2027-01-05");
const january6 = at("2027-01-06");
const january20 = at("2027-01-20");
const february = at("2027-02-01");

/** Points end after a month; what comes back later lives on for 7 days. */
const extending = points({
  expiry: { kind: "months", months: 1 },
  returnedAfterExpiry: { kind: "extend", days: 7 },
});
const endless = points();

function forPoints(saleId: string, when: number, spent: number) {
  return saleOf(saleId, when, [{ paid: 0, points: spent, pointsOffset: spent }]);
}

/** S earns 40 points that end with 16 December; Z is paid with 30 of them and comes back on 5 January. */
async function extendedTo12January(): Promise<Counter> {
  const counter = await counterOf(extending);
  await counter.sell(saleOf("S", monday, [{ paid: 4000 }]));
  await counter.sell(forPoints("Z", tuesday, 30), extending, 30);
  await counter.refund("Z", january5, units(1));
  return counter;
}

async function standing(counter: Counter, when: number) {
  return { balance: await counter.balance(when), debt: await counter.debt() };
}

async function lotsOf(counter: Counter, when: number) {
  return (await counter.lots(when)).map(({ lotId, remaining }) => [lotId, remaining]);
}

describe("points that lived on and have ended again are gone", () => {
  test("a refund of their sale does not take them once more", async () => {
    const counter = await extendedTo12January();
    expect(await counter.balance(at("2027-01-12T23:59"))).toBe(30);
    await counter.lapse(january20, "night");
    const refund = await counter.refund("S", january20, units(1));
    expect(refund).toMatchObject({ take: 0, debt: 0 });
    expect(await standing(counter, january20)).toEqual({ balance: 0, debt: 0 });
  });

  test("nor before the night has let them go", async () => {
    const counter = await extendedTo12January();
    expect(await counter.refund("S", january20, units(1))).toMatchObject({ take: 0, debt: 0 });
  });

  test("what was used of them in their last days is owed, and no more", async () => {
    const counter = await extendedTo12January();
    await counter.sell(forPoints("Y", january6, 12), extending, 12);
    await counter.lapse(january20, "night");
    expect(await counter.refund("S", january20, units(1))).toMatchObject({ take: 0, debt: 12 });
    // Brought back, too, they live on once more and pay it.
    await counter.refund("Y", january20, units(1));
    expect(await standing(counter, january20)).toEqual({ balance: 0, debt: 0 });
  });

  test("also when they have lived on twice", async () => {
    const counter = await extendedTo12January();
    await counter.sell(forPoints("Y", january6, 12), extending, 12);
    await counter.lapse(at("2027-01-13"), "night 1");
    await counter.refund("Y", january20, units(1));
    expect(await counter.balance(at("2027-01-27T23:59"))).toBe(12);
    await counter.lapse(february, "night 2");
    const entries = await counter.journal.entries({ account: pointsAccount(memberId) });
    expect(lapsedPoints(entries, "S/points")).toBe(40);
    expect(await counter.refund("S", february, units(1))).toMatchObject({ take: 0, debt: 0 });
  });
});

describe("points that live on are those of their sale", () => {
  test("its refund takes them before others that end sooner", async () => {
    const counter = await extendedTo12January();
    const soon = points({ expiry: { kind: "end-of-month", months: 0 } });
    await counter.sell(saleOf("U", at("2026-12-20"), [{ paid: 5000 }]), endless);
    await counter.sell(saleOf("V", january5, [{ paid: 600 }]), soon);
    const refund = await counter.refund("S", january6, units(1));
    expect(refund).toMatchObject({ take: 30, debt: 0 });
    expect(await lotsOf(counter, january6)).toEqual([
      ["V/points", 6],
      ["U/points", 50],
      ["S/points", 10],
    ]);
  });

  test("in two refunds as in one, though the first has emptied their lot", async () => {
    for (const steps of [[4], [3, 1], [1, 3], [1, 1, 1, 1]]) {
      const counter = await counterOf(extending);
      await counter.sell(saleOf("S", monday, [{ paid: 1000, count: 4 }]));
      await counter.sell(forPoints("Z", tuesday, 40), extending, 40);
      await counter.refund("Z", january5, units(1));
      await counter.sell(forPoints("Y", january5, 10), extending, 10);
      await counter.sell(saleOf("V", january5, [{ paid: 5000 }]), extending);
      for (const count of steps) await counter.refund("S", january6, units(count));
      expect([steps, await lotsOf(counter, january6)]).toEqual([steps, [["V/points", 40]]]);
    }
  });

  test("each lot that paid lives on by itself, with the name of its sale", async () => {
    const counter = await counterOf(extending);
    await counter.sell(saleOf("A", monday, [{ paid: 2000 }]));
    await counter.sell(saleOf("B", tuesday, [{ paid: 1000 }]));
    await counter.sell(forPoints("Z", tuesday, 30), extending, 30);
    await counter.refund("Z", january5, units(1));
    expect(await lotsOf(counter, january5)).toEqual([
      ["B/points/extended:Z/R1", 10],
      ["A/points/extended:Z/R1", 20],
    ]);
    await counter.sell(forPoints("Y", january6, 5), extending, 5);
    await counter.lapse(january20, "night");
    // Of B's 10 points 5 were used after they came back, of A's 20 none.
    expect(await counter.refund("A", january20, units(1))).toMatchObject({ take: 0, debt: 0 });
    expect(await counter.refund("B", january20, units(1))).toMatchObject({ take: 0, debt: 5 });
  });

  test("and lead to it when they paid for something that comes back", () => {
    const spent = (lotId: string) => ({ lotId, amount: 1, expiresAt: null });
    const twice = "S/points/extended:Z/R1/extended:Y/R1";
    expect(salesBehind([spent("S/points/extended:Z/R1"), spent(twice), spent("T/points")])).toEqual(
      ["S", "T"],
    );
    expect(salesBehind([spent("birthday:M1:2026/extended:Z/R1")])).toEqual([]);
  });

  test("what its refund took of others in their place comes back with them", async () => {
    const counter = await extendedTo12January();
    await counter.sell(forPoints("Y", january6, 30), extending, 30);
    await counter.sell(saleOf("U", january6, [{ paid: 5000 }]), endless);
    expect(await counter.refund("S", january6, units(1))).toMatchObject({ take: 30, debt: 0 });
    expect(await lotsOf(counter, january6)).toContainEqual(["U/points", 20]);
    await counter.refund("Y", january6, units(1));
    expect(await lotsOf(counter, january6)).toEqual([
      ["U/points", 50],
      ["S/points", 10],
    ]);
  });
});

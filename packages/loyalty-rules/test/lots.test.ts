import { expiryInstant } from "@tillwright/loyalty-rules";
import { formatInstant } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, counterOf, line, points, saleOf, units, zone } from "./shop.js";

function lastDay(expiry: Parameters<typeof expiryInstant>[0], earned: string): string {
  const end = expiryInstant(expiry, at(earned), zone);
  // The last spendable millisecond, on the shop's clock.
  return end === null ? "never" : formatInstant(end - 1 + 8 * 3_600_000).slice(0, 19);
}

describe("expiry", () => {
  test("rolling 12 months from 31 January 2027 -> last day 31 January 2028", () => {
    expect(lastDay({ kind: "months", months: 12 }, "2027-01-31")).toBe("2028-01-31T23:59:59");
  });
  test("rolling 12 months from 29 February 2028 -> last day 28 February 2029", () => {
    expect(lastDay({ kind: "months", months: 12 }, "2028-02-29")).toBe("2029-02-28T23:59:59");
  });
  test("end of the month three months on", () => {
    expect(lastDay({ kind: "end-of-month", months: 3 }, "2026-11-30")).toBe("2027-02-28T23:59:59");
  });
  test("end of the month of earning", () => {
    expect(lastDay({ kind: "end-of-month", months: 0 }, "2028-02-01")).toBe("2028-02-29T23:59:59");
  });
  test("end of next year", () => {
    expect(lastDay({ kind: "end-of-year", years: 1 }, "2026-01-01")).toBe("2027-12-31T23:59:59");
  });
  test("earned just before and after midnight in the shop are different days", () => {
    const rolling = { kind: "months", months: 1 } as const;
    expect(lastDay(rolling, "2026-11-17T23:59")).toBe("2026-12-17T23:59:59");
    expect(lastDay(rolling, "2026-11-18T00:00")).toBe("2026-12-18T23:59:59");
  });
  test("none", () => {
    expect(lastDay({ kind: "none" }, "2026-11-18")).toBe("never");
  });
});

describe("lot A 100 to 1 March, lot B 50 to 1 June; 80 spent on 15 February", () => {
  const programme = points({ expiry: { kind: "months", months: 1 } });
  const longer = points({ expiry: { kind: "months", months: 4 } });

  async function shop() {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("B", at("2027-02-01"), [{ paid: 5000 }]), longer);
    await counter.sell(saleOf("A", at("2027-02-01T13:00"), [{ paid: 10000 }]));
    const goods = { paid: 0, points: 80, pointsOffset: 80 };
    await counter.sell(saleOf("C", at("2027-02-15"), [goods]), programme, 80);
    return counter;
  }

  test("all 80 are from A", async () => {
    const counter = await shop();
    expect(counter.sales.get("C")?.pointsSpent).toMatchObject([{ lotId: "A/points", amount: 80 }]);
  });

  test("on 1 March all of it is there, on 2 March 20 expire and 50 are left", async () => {
    const counter = await shop();
    expect(await counter.balance(at("2027-03-01T23:59"))).toBe(70);
    expect(await counter.balance(at("2027-03-02T00:00"))).toBe(50);
    await counter.lapse(at("2027-03-02T00:00"), "night");
    const left = await counter.lots(at("2027-03-02T00:00"));
    expect(left).toMatchObject([{ lotId: "B/points", remaining: 50 }]);
  });

  test("letting go of what has expired twice does nothing more", async () => {
    const counter = await shop();
    await counter.lapse(at("2027-03-02"), "night");
    await counter.lapse(at("2027-03-03"), "next night");
    expect(await counter.balance(at("2027-03-03"))).toBe(50);
    expect((await counter.journal.audit()).finding).toBeNull();
  });

  test("a refund gives them back to A with its old end", async () => {
    const counter = await shop();
    await counter.refund("C", at("2027-02-20"), units(1));
    expect(await counter.lots(at("2027-02-20"))).toMatchObject([
      { lotId: "A/points", remaining: 100, expiresAt: at("2027-03-02T00:00") },
      { lotId: "B/points", remaining: 50 },
    ]);
  });

  test("a refund after that end: they lapse with their lot", async () => {
    const counter = await shop();
    await counter.lapse(at("2027-03-02"), "night");
    const refund = await counter.refund("C", at("2027-03-05"), units(1));
    expect(refund.restore).toBe(80);
    expect(await counter.balance(at("2027-03-05"))).toBe(50);
    await counter.lapse(at("2027-03-06"), "later night");
    expect((await counter.journal.balance("member:M1/points", at("2027-03-06")))?.posted).toBe(50);
  });

  test("or they live on for some days when the programme says so", async () => {
    const kind = points({
      expiry: { kind: "months", months: 1 },
      returnedAfterExpiry: { kind: "extend", days: 7 },
    });
    const counter = await counterOf(kind);
    await counter.sell(saleOf("A", at("2027-02-01"), [{ paid: 10000 }]));
    const goods = { paid: 0, points: 80, pointsOffset: 80 };
    await counter.sell(saleOf("C", at("2027-02-15"), [goods]), kind, 80);
    await counter.refund("C", at("2027-03-05"), units(1));
    expect(await counter.balance(at("2027-03-12T23:59"))).toBe(80);
    expect(await counter.balance(at("2027-03-13T00:00"))).toBe(0);
  });
});

test("the lot says which sale and which version of the programme it came from", async () => {
  const programme = points();
  const counter = await counterOf(programme);
  await counter.sell(saleOf("A", at("2026-11-18"), [{ paid: 10000 }]));
  const source = { kind: "sale", saleId: "A", programme: programme.hash };
  expect((await counter.lots(at("2026-11-18")))[0]?.source).toEqual(source);
});

test("the fixture's lines add up", () => {
  expect(line({ paid: 300, count: 2 }).paid).toBe(600);
});

import { clawback, earnEvent, earnPoints } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import {
  at,
  counterOf,
  memberId,
  onePointAYuan,
  points,
  programmeOf,
  saleOf,
  units,
} from "./shop.js";

const noon = at("2026-11-18");
const member = { memberId, tier: null, tags: [], birthday: null, joinedOn: null, debt: 0 };
const hundred = saleOf("S", noon, [{ paid: 10000 }]);

describe("the best of several multipliers", () => {
  test.each([
    [["3", "1.5"], 300],
    [["1.5", "3"], 300],
    [["1.5", "1.25"], 150],
    [["1.25", "1.5"], 150],
    [["1.125", "1.2", "1.1"], 120],
  ])("of %j: 100.00 earn %i", (times, wanted) => {
    const multipliers = times.map((each) => ({ id: `x${each}`, times: each }));
    expect(earnPoints(points({ multipliers }), hundred, member).points).toBe(wanted);
  });

  test("of two that are equal the first is told, with the money it was used on", () => {
    const multipliers = [
      { id: "plain", times: "1" },
      { id: "gold", times: "1.5" },
      { id: "sunday", times: "1.5" },
    ];
    const told = earnPoints(points({ multipliers }), hundred, member).reasons;
    expect(told).toContainEqual({
      code: "loyalty.points-multiplied",
      facts: { multiplier: "gold", times: 1.5, base: 10000, currency: "CNY" },
    });
    expect(told.filter(({ code }) => code === "loyalty.points-multiplied")).toHaveLength(1);
  });
});

describe("a rule for some goods", () => {
  const milk = { id: "milk", kind: "visit", points: 50, goods: { categories: ["milk"] } };
  const programme = points({ earn: [onePointAYuan, milk] });
  const both = [
    { id: "m", paid: 1000, categories: ["milk"] },
    { id: "b", paid: 2000, categories: ["bread"] },
  ];

  test("holds when there are such goods, and not for others", () => {
    expect(earnPoints(programme, saleOf("S", noon, both), member).points).toBe(30 + 50);
    expect(earnPoints(programme, saleOf("S", noon, both.slice(1)), member).points).toBe(20);
  });

  test("holds no longer when all of them came back, whatever else is kept", async () => {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("S", noon, both));
    expect((await counter.refund("S", noon, units(1, "m"))).take).toBe(10 + 50);
    expect((await counter.refund("S", noon, units(1, "b"))).take).toBe(20);
  });

  test("the least that earns is meant for its goods alone", () => {
    const least = { ...milk, minimum: "10.01" };
    const asked = points({ earn: [onePointAYuan, least] });
    expect(earnPoints(asked, saleOf("S", noon, both), member).points).toBe(30);
    const enough = [{ ...both[0], paid: 1001, id: "m" }];
    expect(earnPoints(asked, saleOf("S", noon, enough), member).points).toBe(10 + 50);
  });

  test("of several rules those that give nothing are not the first", () => {
    const first = points({ earn: [milk, onePointAYuan], combine: "first" });
    expect(earnPoints(first, saleOf("S", noon, both.slice(1)), member).points).toBe(20);
    expect(earnPoints(first, saleOf("S", noon, both), member).points).toBe(50);
  });
});

describe("what the customer does not pay", () => {
  const coupon = (amount: number) => {
    return { tenderId: "T2", kind: "third-party-coupon", amount, bonusPart: 0 };
  };
  test("a coupon that paid nothing in the end takes nothing away", () => {
    const sale = saleOf("S", noon, [{ paid: 2000, tenders: { T2: 0 } }], [coupon(0)]);
    expect(earnPoints(points(), sale, member).points).toBe(20);
  });
  test("of two units that are alike each has its part, also when one comes back", async () => {
    const counter = await counterOf(points());
    const line = { paid: 1000, count: 2, tenders: { T2: 300 } };
    expect((await counter.sell(saleOf("S", noon, [line], [coupon(600)]))).points).toBe(14);
    expect((await counter.refund("S", noon, units(1))).take).toBe(7);
  });
});

describe("units that the sale does not have", () => {
  const refund = (refunded: Parameters<typeof clawback>[1]["refunded"]) => () =>
    clawback(points(), {
      memberId,
      refundId: "R",
      sale: saleOf("S", noon, [{ paid: 100, count: 2 }]),
      earned: null,
      pointsSpent: [],
      refunded,
      progress: null,
      lapsed: 0,
      pending: [],
      lots: [],
      debt: 0,
      context: { key: "R", at: noon },
    });
  test("a line or a price that is not there", () => {
    const facts = { saleId: "S", lineId: "L9", run: 0 };
    const message = "sale S has no run 0 of line L9";
    expect(refund(units(1, "L9"))).toThrow(
      expect.objectContaining({ code: "loyalty.line-unknown", message, facts }),
    );
  });
  test("more than were sold, also in two parts; none at all is no mistake", () => {
    const facts = { saleId: "S", lineId: "L1", run: 0, sold: 2, refunded: 3 };
    const message = "line L1 sold 2 units at its price 0, fewer than 3";
    const wrong = expect.objectContaining({ code: "loyalty.refund-exceeds-sale", message, facts });
    expect(refund(units(3))).toThrow(wrong);
    expect(refund([...units(1), ...units(2)])).toThrow(wrong);
    expect(refund(units(0))).not.toThrow();
    expect(refund(units(2))).not.toThrow();
  });
});

describe("an event", () => {
  const programme = points({ events: [{ id: "review", points: 20, limit: "each" }] });
  const happened = { memberId, event: "review", reference: "S1" };

  test("tells what it gave and what of it went to a debt: no more than it gave", () => {
    const told = (debt: number) =>
      earnEvent(programme, { ...happened, debt }, { key: "E", at: noon }).reasons;
    const rewarded = { code: "loyalty.event-rewarded", facts: { event: "review", points: 20 } };
    expect(told(0)).toEqual([rewarded]);
    expect(told(5)).toEqual([rewarded, { code: "loyalty.debt-paid", facts: { points: 5 } }]);
    expect(told(90)).toEqual([rewarded, { code: "loyalty.debt-paid", facts: { points: 20 } }]);
  });

  test("of another programme, or of one without points, is misuse that names it", () => {
    const wrong = expect.objectContaining({
      code: "loyalty.not-in-programme",
      message: "the programme has no event review",
      facts: { event: "review" },
    });
    const without = [points(), programmeOf({ storedValue: {} })];
    for (const other of without) {
      expect(() => earnEvent(other, { ...happened, debt: 0 }, { key: "E", at: noon })).toThrow(
        wrong,
      );
    }
  });
});

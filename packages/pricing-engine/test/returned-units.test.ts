import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { planReturn } from "@tillwright/pricing-engine/returns";
import type { PointsTerms } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";
import { plan, refusal, sale } from "./planned-return.js";

const points = (requested: number): PointsTerms => ({
  balance: 100_000,
  pointsPerMajorUnit: 100,
  step: 1,
  cap: null,
  requested,
});
const fuji = (id: string, amount: number, count: number) =>
  line(id, 0, count, { price: { amount } });

describe("which units come back", () => {
  const half = rules([{ kind: "nth-item", id: "h", nth: 2, pay: "50%" }]);
  const buns = sale(half, basket([line("bun", 10, 4)]));

  test("wishes for one line are added up, and the cheapest go first", () => {
    const one = { lineId: "bun", count: 1 };
    expect(plan(buns, "proportional", [one, one, one])).toMatchObject({
      units: [
        { lineId: "bun", run: 1, count: 2 },
        { lineId: "bun", run: 0, count: 1 },
      ],
      money: 2_000,
    });
    expect(refusal(buns, "proportional", [one, { lineId: "bun", count: 4 }])).toMatchObject({
      asked: 4,
      left: 3,
    });
  });

  test("those that points paid count with what the points paid", () => {
    const uneven = sale(half, basket([line("bun", 10, 2)], { points: points(1_500) }));
    // All of both is paid by points: 10.00 of the first and 5.00 of the second, which is the cheaper one.
    expect(plan(uneven, "proportional", [{ lineId: "bun", count: 1 }])).toMatchObject({
      units: [{ lineId: "bun", run: 1, count: 1 }],
      money: 0,
      points: 500,
    });
  });

  test("what is not there is refused with its name and what is left", () => {
    expect(refusal(buns, "proportional", [{ lineId: "hat", count: 1 }])).toEqual({
      code: "pricing.return-unknown-line",
      lineId: "hat",
    });
    const planned = planReturn({
      ...buns,
      policy: "proportional",
      now: [{ lineId: "bun", count: 5 }],
    });
    expect(planned.ok ? "" : planned.refusal.message).toBe(
      "line bun: 5 units are to come back, 4 are left",
    );
  });

  test("of units that cost the same the first run goes first", () => {
    const of = sale(rules([]), basket([line("nut", 5, 3)], { points: points(1_001) }));
    const values = of.priced.lines[0]?.runs.map(({ paid, pointsOffset }) => [paid, pointsOffset]);
    expect(values).toEqual([
      [167, 333],
      [166, 334],
    ]);
    expect(plan(of, "proportional", [{ lineId: "nut", count: 2 }])).toMatchObject({
      units: [
        { lineId: "nut", run: 0, count: 1 },
        { lineId: "nut", run: 1, count: 1 },
      ],
      money: 333,
    });
  });
});

describe("the kept units by themselves", () => {
  test("an amount of the whole line is shared, the odd cents with the first pieces", () => {
    const from = rules([{ kind: "threshold", id: "m", amount: "10.00", off: "4.00" }]);
    const of = sale(from, basket([fuji("apple", 1_000, 3)]));
    // 6.00 was paid for three; two alone cost 3.34 + 3.33.
    expect(plan(of, "reprice-kept", [{ lineId: "apple", count: 1 }]).money).toBe(0);
    expect(refusal(of, "block", [{ lineId: "apple", count: 1 }])).toMatchObject({ short: 267 });
  });

  test("the prices of lists and the amounts of vouchers go down with the pieces", () => {
    const listed = sale(
      rules([{ kind: "price-list", id: "l", list: "club" }]),
      basket([line("tea", 10, 4, { listPrices: { club: 2_001 } })]),
    );
    expect(listed.priced.totals.due).toBe(2_001);
    expect(plan(listed, "reprice-kept", [{ lineId: "tea", count: 1 }])).toMatchObject({
      money: 500,
      withheld: 0,
    });
    const offered = sale(
      rules([{ kind: "offered-amount", id: "o" }]),
      basket([line("tea", 10, 4, { offered: { o: 400 } })]),
    );
    expect(offered.priced.totals.due).toBe(3_600);
    expect(plan(offered, "reprice-kept", [{ lineId: "tea", count: 1 }])).toMatchObject({
      money: 900,
      withheld: 0,
    });
  });

  test("what points paid is paid: a kept unit is never charged for it again", () => {
    const from200 = rules([{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }]);
    const of = sale(from200, basket([line("shirt", 100, 2)], { points: points(7_000) }));
    // 170.00, of which points paid 70.00: 50.00 and 35.00 each. One alone costs 100.00, so 15.00 are withheld.
    expect(plan(of, "reprice-kept", [{ lineId: "shirt", count: 1 }])).toMatchObject({
      money: 3_500,
      points: 3_500,
      withheld: 1_500,
    });
  });

  test("what the money cannot bear comes off the points", () => {
    const from200 = rules([{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }]);
    const of = sale(from200, basket([line("shirt", 100, 2)], { points: points(16_000) }));
    // 5.00 in money and 80.00 in points each; 15.00 are withheld: all the money, and 10.00 of the points' 80.00.
    expect(plan(of, "reprice-kept", [{ lineId: "shirt", count: 1 }])).toMatchObject({
      money: 0,
      points: 7_000,
      withheld: 500,
    });
  });

  test("are priced for the objective of the sale", () => {
    const document = rules([
      { kind: "percent-off", id: "brand", off: "10%", group: "g", fundedBy: "brand" },
      { kind: "percent-off", id: "shop", off: "20%", group: "g" },
    ]);
    const engine = compile(document);
    const of = basket([line("shirt", 100, 2)]);
    const priced = engine.price(of, { objective: "least-cost" });
    expect(priced.totals.due).toBe(18_000);
    expect(
      plan({ engine, basket: of, priced }, "reprice-kept", [{ lineId: "shirt", count: 1 }]),
    ).toMatchObject({ money: 9_000, withheld: 0 });
  });
});

describe("free units", () => {
  const free: RulesDocument = rules([{ kind: "buy-n-get-m", id: "b", buy: 2, get: 1 }]);

  test("of two free ones only the one that is no longer earned is charged, the cheaper of them", () => {
    const of = sale(free, basket(lines(9, 8, 7, 6, 5, 4)));
    const freed = of.priced.lines.filter(({ paid }) => paid === 0).map(({ lineId }) => lineId);
    expect(freed).toEqual(["p3", "p6"]);
    // Of 9, 7, 6, 5, 4 one is free still; the customer keeps those of 7 and 4.
    expect(plan(of, "claw-back-gift", [{ lineId: "p2" }])).toMatchObject({
      money: 800 - 400,
      withheld: 400,
    });
  });

  test("while they are earned nothing is charged, however many were bought", () => {
    const of = sale(free, basket([line("tea", 5, 7)]));
    expect(plan(of, "claw-back-gift", [{ lineId: "tea", count: 1, run: 0 }]).money).toBe(500);
  });

  test("what points paid in full was not free", () => {
    const of = sale(free, basket([line("tea", 5, 3)], { points: points(1_000) }));
    expect(of.priced.totals.due).toBe(0);
    expect(plan(of, "claw-back-gift", [{ lineId: "tea", count: 1, run: 0 }])).toMatchObject({
      money: 0,
      points: 0,
    });
    const both = [
      { lineId: "tea", count: 1, run: 0 },
      { lineId: "tea", count: 1, run: 1 },
    ];
    expect(plan(of, "claw-back-gift", both).points).toBe(500);
  });

  test("what a coupon made free is no gift of an item promotion", () => {
    const of = sale(
      rules([{ kind: "threshold", id: "m", amount: "10.00", off: "99.00" }]),
      basket([line("tea", 5, 3)]),
    );
    expect(of.priced.totals.due).toBe(0);
    expect(plan(of, "claw-back-gift", [{ lineId: "tea", count: 1 }])).toMatchObject({
      money: 0,
      withheld: 0,
    });
  });
});

describe("a return is judged with the sale it belongs to", () => {
  const bad = expect.objectContaining({ code: "pricing.bad-return" });
  const of = sale(rules([]), basket(lines(10, 20)));
  const now = [{ lineId: "p1" }];
  const planOf = (change: Partial<Basket>) => () =>
    planReturn({ ...of, basket: { ...of.basket, ...change }, policy: "proportional", now });

  test("neither with fewer lines, nor with more, nor with others", () => {
    expect(planOf({ lines: lines(10) })).toThrow(bad);
    expect(planOf({ lines: lines(10, 20, 30) })).toThrow(bad);
    expect(planOf({ lines: [...lines(10), line("hat", 20)] })).toThrow(bad);
    expect(planOf({ lines: [...lines(10, 20)].reverse() })).toThrow(bad);
    expect(planOf({})().ok).toBe(true);
  });

  test("earlier plans may not have returned more of any run than was sold", () => {
    const half = rules([{ kind: "nth-item", id: "h", nth: 2, pay: "50%" }]);
    const buns = sale(half, basket([line("bun", 10, 2)]));
    const cheap = plan(buns, "proportional", [{ lineId: "bun", count: 1 }]);
    const rest = [{ lineId: "bun", count: 1 }];
    expect(() => plan(buns, "proportional", rest, [cheap, cheap])).toThrow(bad);
    expect(plan(buns, "proportional", rest, [cheap]).money).toBe(1_000);
    const foreign = { ...cheap, units: [{ lineId: "bun", run: 7, count: 1 }] };
    expect(() => plan(buns, "proportional", rest, [foreign])).toThrow(bad);
  });

  test("what earlier plans paid above what all is worth now is told, and never taken", () => {
    const from200 = rules([{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }]);
    const shirts = sale(from200, basket([line("shirt", 100, 3)]));
    const one = [{ lineId: "shirt", count: 1 }];
    // 270.00 for three: 90.00 each. The kept two cost 170.00, so one brings 90.00; with two gone, 100.00 is kept: 80.00 more.
    const first = plan(shirts, "proportional", one);
    expect(first).toMatchObject({ money: 9_000, overpaid: 0 });
    const second = plan(shirts, "reprice-kept", one, [first]);
    expect(second).toMatchObject({ money: 8_000, overpaid: 0, withheld: 1_000 });
    const generous = { ...first, money: 18_000 };
    expect(plan(shirts, "reprice-kept", one, [generous])).toMatchObject({
      money: 0,
      overpaid: 1_000,
    });
  });
});

describe("block tells what holds the units together", () => {
  test("the promotions that give less without them, not those that give the same", () => {
    const document = rules([
      { kind: "threshold", id: "m", amount: "200.00", off: "30.00" },
      { kind: "threshold", id: "n", amount: "50.00", off: "5.00" },
    ]);
    const of = sale(document, basket([line("shirt", 100, 2)]));
    const wanted = [{ lineId: "shirt", count: 1 }];
    expect(refusal(of, "block", wanted)).toMatchObject({ promotions: ["m"] });
    const planned = planReturn({ ...of, policy: "block", now: wanted });
    expect(planned.ok ? "" : planned.refusal.message).toContain("took part in m comes back");
  });

  test("nothing is asked for and nothing withheld where it is allowed", () => {
    const of = sale(rules([]), basket(lines(10, 20)));
    for (const policy of ["block", "proportional"] as const) {
      expect(plan(of, policy, [{ lineId: "p1" }])).toMatchObject({
        giftsAskedBack: [],
        withheld: 0,
        reason: { code: "pricing.return.in-full" },
      });
    }
  });
});

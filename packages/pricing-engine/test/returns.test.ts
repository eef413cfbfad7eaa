import type { Basket, PricedBasket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import { planReturn, type ReturnPlan } from "@tillwright/pricing-engine/returns";
import { renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";
import { plan, refusal, sale } from "./planned-return.js";

const from200 = rules([{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }]);
const two100 = sale(from200, basket([line("shirt", 100, 2)]));
const one = [{ lineId: "shirt", count: 1 }];

describe("满200减30, two pieces of 100, one comes back", () => {
  test("proportional: its half of the 170 goes back", () => {
    expect(plan(two100, "proportional", one)).toMatchObject({ money: 8_500, withheld: 0 });
  });

  test("reprice-kept: the kept one costs 100 by itself, so 70 goes back", () => {
    expect(plan(two100, "reprice-kept", one)).toMatchObject({ money: 7_000, withheld: 1_500 });
  });

  test("block: one alone is refused, both together go", () => {
    expect(refusal(two100, "block", one)).toEqual({
      code: "pricing.return-blocked",
      promotions: ["m"],
      short: 1_500,
    });
    expect(plan(two100, "block", [{ lineId: "shirt" }]).money).toBe(17_000);
  });

  test("the second one brings what was withheld: 70 and 100 make the 170 that were paid", () => {
    const first = plan(two100, "reprice-kept", one);
    const second = plan(two100, "reprice-kept", one, [first]);
    expect(second).toMatchObject({ money: 10_000, withheld: -1_500 });
    expect(refusal({ ...two100 }, "proportional", [{ lineId: "shirt", count: 3 }])).toEqual({
      code: "pricing.return-too-many",
      lineId: "shirt",
      asked: 3,
      left: 2,
    });
  });
});

describe("买2送1, three of 5, the free one is kept", () => {
  const free = rules([{ kind: "buy-n-get-m", id: "b", buy: 2, get: 1 }]);
  const three = sale(free, basket([line("tea", 5, 3)]));
  const paidUnit = [{ lineId: "tea", count: 1, run: 0 }];

  test("claw-back-gift: a paid one goes back for 5.00 less the 5.00 of the gift", () => {
    expect(three.priced.lines[0]?.runs.map(({ count, paid }) => [count, paid])).toEqual([
      [2, 500],
      [1, 0],
    ]);
    expect(plan(three, "claw-back-gift", paidUnit)).toMatchObject({ money: 0, withheld: 500 });
  });

  test("claw-back-gift: with the gift beside it the whole 5.00 goes back", () => {
    const both = [...paidUnit, { lineId: "tea", count: 1, run: 1 }];
    expect(plan(three, "claw-back-gift", both).money).toBe(500);
  });

  test("claw-back-gift: the gift may come back later", () => {
    const first = plan(three, "claw-back-gift", paidUnit);
    const later = plan(three, "claw-back-gift", [{ lineId: "tea", count: 1, run: 1 }], [first]);
    expect(later).toMatchObject({ money: 500, withheld: -500 });
  });

  test("claw-back-gift leaves an order discount where it is pinned", () => {
    expect(plan(two100, "claw-back-gift", one).money).toBe(8_500);
  });
});

describe("满100送杯子, worth 12, two shirts of 60 and one comes back", () => {
  const gift = rules([
    {
      kind: "gift",
      id: "g",
      amount: "100.00",
      gifts: [{ product: "mug", value: "12.00" }],
    },
  ]);
  const of = sale(gift, basket([line("shirt", 60, 2)]));
  const mug = { promotionId: "g", productId: "mug", count: 1 };

  test("claw-back-gift and reprice-kept: the gift is asked back, and its value withheld", () => {
    for (const policy of ["claw-back-gift", "reprice-kept"] as const) {
      expect(plan(of, policy, one)).toMatchObject({
        money: 4_800,
        withheld: 1_200,
        giftsAskedBack: [{ ...mug, value: 1_200 }],
      });
    }
  });

  test("with the gift all that was paid goes back", () => {
    const planned = planReturn({ ...of, policy: "claw-back-gift", now: one, gifts: [mug] });
    expect(planned.ok && planned.value).toMatchObject({ money: 6_000, giftsAskedBack: [] });
  });

  test("the gift may come back by itself later", () => {
    const first = plan(of, "claw-back-gift", one);
    const later = { ...of, policy: "claw-back-gift" as const, now: [], gifts: [mug] };
    const planned = planReturn({ ...later, earlier: [first] });
    expect(planned.ok && planned.value).toMatchObject({ units: [], money: 1_200 });
  });

  test("block: not without the gift", () => {
    expect(refusal(of, "block", one)).toMatchObject({ promotions: ["g"], short: 0 });
    const planned = planReturn({ ...of, policy: "block", now: one, gifts: [mug] });
    expect(planned.ok && planned.value.money).toBe(6_000);
  });

  test("a gift that was never given is misuse", () => {
    const wrong = { ...of, policy: "block" as const, now: one, gifts: [mug, mug] };
    expect(() => planReturn(wrong)).toThrow(
      expect.objectContaining({ code: "pricing.bad-return" }),
    );
  });
});

describe("what the kept goods are by themselves", () => {
  test("an amount offered with two pieces is half of it with one of them", () => {
    const off = rules([{ kind: "offered-amount", id: "deal", lane: "coupon" }]);
    const of = sale(off, basket([line("shirt", 10, 2, { offered: { deal: 100 } })]));
    expect(of.priced.totals.due).toBe(1_900);
    expect(plan(of, "reprice-kept", one)).toMatchObject({ money: 950, withheld: 0 });
  });

  test("goods that were free by a coupon were no gift of an item promotion", () => {
    const free: Promotion = {
      kind: "percent-off",
      id: "c",
      lane: "coupon",
      off: "100%",
      when: { amount: { atLeast: "15.00" } },
    };
    const paid: Promotion = { kind: "percent-off", id: "h", off: "50%", goods: { product: "hat" } };
    const of = sale(
      rules([{ ...free, goods: { product: "shirt" } }, paid]),
      basket([line("shirt", 10, 2), line("hat", 30)]),
    );
    const both = [...one, { lineId: "hat", count: 1 }];
    expect(plan(of, "claw-back-gift", both)).toMatchObject({ money: 1_500, withheld: 0 });
    expect(plan(of, "reprice-kept", both)).toMatchObject({ money: 500, withheld: 1_000 });
  });
});

describe("returns that others pay too much for", () => {
  // A percentage on the order and a part of it comes back: 3 × 100 with 10% off, two return.
  test("a refund at list price: two of three bring 180, not 200", () => {
    const off = rules([{ kind: "percent-off", id: "off", off: "10%" }]);
    const of = sale(off, basket([line("chair", 100, 3)]));
    for (const policy of ["proportional", "reprice-kept", "claw-back-gift", "block"] as const) {
      expect(plan(of, policy, [{ lineId: "chair", count: 2 }]).money).toBe(18_000);
    }
  });

  // Free delivery from 300 on and the kept goods fall below: what was free stays free, and a fee that was paid stays paid.
  test("a return below the free-delivery threshold: the shop keeps to the delivery of the sale", () => {
    const fees: RulesDocument["fees"] = [
      { kind: "delivery", id: "delivery", amount: "8.00", freeFrom: "300.00" },
    ];
    const of = sale(rules([], { fees }), basket([line("lamp", 100, 3)]));
    expect(plan(of, "reprice-kept", [{ lineId: "lamp", count: 1 }])).toMatchObject({
      money: 10_000,
      fees: [],
    });
  });

  // 6 × 50 with 10% off from 300 on, five come back: the last piece must not keep the discount.
  test("a return below the minimum order: five of six bring 220, not 225", () => {
    const from300 = rules([{ kind: "threshold-rate", id: "r", amount: "300.00", pay: "90%" }]);
    const of = sale(from300, basket([line("cup", 50, 6)]));
    const five = [{ lineId: "cup", count: 5 }];
    expect(plan(of, "proportional", five).money).toBe(22_500);
    expect(plan(of, "reprice-kept", five).money).toBe(22_000);
    expect(refusal(of, "block", five)).toMatchObject({ code: "pricing.return-blocked" });
  });

  test("a refund that ignores the order discount, or counts it twice: 45 of 50, not 50 and not 40", () => {
    const coupon = rules([{ kind: "threshold", id: "c", amount: "0.00", off: "10.00" }]);
    const of = sale(coupon, basket(lines(50, 50)));
    expect(plan(of, "proportional", [{ lineId: "p1" }]).money).toBe(4_500);
  });

  test("a quantity break: four of five at 3 leave one that costs 5 by itself", () => {
    const breaks = rules([
      { kind: "threshold-rate", id: "q", pieces: 5, pay: "60%", goods: { product: "x" } },
    ]);
    const of = sale(breaks, basket([line("x", 5, 5)]));
    expect(of.priced.totals.due).toBe(1_500);
    expect(plan(of, "reprice-kept", [{ lineId: "x", count: 4 }]).money).toBe(1_000);
    expect(refusal(of, "block", [{ lineId: "x", count: 4 }])).toMatchObject({
      promotions: ["q"],
      short: 200,
    });
  });

  test("buy 2 get 1: nobody returns both paid ones and walks away with the free one", () => {
    const free = rules([{ kind: "buy-n-get-m", id: "b", buy: 2, get: 1 }]);
    const of = sale(free, basket([line("tea", 5, 3)]));
    const both = [{ lineId: "tea", count: 2, run: 0 }];
    expect(plan(of, "reprice-kept", both).money).toBe(500);
    expect(plan(of, "claw-back-gift", both).money).toBe(500);
    expect(refusal(of, "block", both)).toMatchObject({ short: 500 });
  });
});

describe("what else comes back", () => {
  test("a deposit whole with its piece, other fees not", () => {
    const fees: RulesDocument["fees"] = [
      { kind: "deposit", id: "bottle", perPiece: "0.25" },
      { kind: "service", id: "service", rate: "10%" },
    ];
    const of = sale(rules([], { fees }), basket([line("cola", 3, 4)]));
    const first = plan(of, "proportional", [{ lineId: "cola", count: 1 }]);
    expect(first).toMatchObject({ money: 300, fees: [{ feeId: "bottle", money: 25 }] });
    const rest = plan(of, "proportional", [{ lineId: "cola" }], [first]);
    expect(rest).toMatchObject({ money: 900, fees: [{ feeId: "bottle", money: 75 }] });
  });

  test("a fee charged once, where it comes back at all, with the last piece", () => {
    const fees: RulesDocument["fees"] = [
      { kind: "delivery", id: "delivery", amount: "8.00", comesBack: true },
    ];
    const of = sale(rules([], { fees }), basket(lines(10, 20)));
    const first = plan(of, "proportional", [{ lineId: "p1" }]);
    expect(first.fees).toEqual([]);
    expect(plan(of, "proportional", [{ lineId: "p2" }], [first]).fees).toEqual([
      { feeId: "delivery", money: 800, tax: 0 },
    ]);
  });

  test("the tax that was added: 100 and 8.25 of tax bring 108.25", () => {
    const tax: RulesDocument["tax"] = { prices: "added", classes: [{ id: "s", rate: "8.25%" }] };
    const of = sale(rules([], { tax }), basket([line("lamp", 100, 2)]));
    expect(plan(of, "proportional", [{ lineId: "lamp", count: 1 }])).toMatchObject({
      money: 10_825,
      tax: 825,
    });
  });

  test("points as points: 100 of which points paid 40 bring 60 and the points", () => {
    const points = {
      balance: 4_000,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    const of = sale(rules([]), basket([line("lamp", 50, 2)], { points }));
    const first = plan(of, "reprice-kept", [{ lineId: "lamp", count: 1 }]);
    expect(first).toMatchObject({ money: 3_000, points: 2_000 });
  });

  test("the cheapest-paid units where nobody says which", () => {
    const half = rules([{ kind: "nth-item", id: "h", nth: 2, pay: "50%" }]);
    const of = sale(half, basket([line("bun", 10, 2)]));
    expect(plan(of, "proportional", [{ lineId: "bun", count: 1 }]).money).toBe(500);
  });
});

describe("an exchange", () => {
  const spend: RulesDocument = rules([
    { kind: "threshold", id: "m", amount: "100.00", off: "20.00" },
  ]);
  const returned = plan(two100, "reprice-kept", one).lines;
  const exchange = (...yuan: readonly number[]): PricedBasket =>
    compile(spend).price(basket(lines(...yuan), { returns: returned }));

  test("takes the lines of a plan: new goods of 99, 70 go back, 29 are due", () => {
    expect(exchange(99).totals).toMatchObject({ returned: 7_000, due: 2_900, discount: 0 });
  });

  test("what came back counts towards no threshold and no reward", () => {
    expect(exchange(99).applied).toEqual([]);
    expect(exchange(100).totals).toMatchObject({ discount: 2_000, due: 1_000 });
  });

  test("may end with money to the customer", () => {
    expect(exchange(50).totals.due).toBe(-2_000);
    expect(exchange().totals.due).toBe(-7_000);
  });

  test("a member's discount of today does not touch what was paid then", () => {
    const off = rules([{ kind: "percent-off", id: "o", off: "50%" }]);
    const priced = compile(off).price(basket([], { returns: returned }));
    expect(priced.returned).toEqual([
      {
        returnId: "shirt",
        saleId: null,
        lineId: "shirt",
        taxId: null,
        units: 1,
        money: 7_000,
        tax: 0,
        points: 0,
      },
    ]);
  });

  test("figures that no sale can have pinned are misuse", () => {
    const [first] = returned;
    if (first === undefined) throw new Error("the plan has no line");
    const price =
      (returns: Basket["returns"]): (() => PricedBasket) =>
      () =>
        compile(spend).price(basket([], returns === undefined ? {} : { returns }));
    const bad = expect.objectContaining({ code: "pricing.bad-basket" });
    expect(price([first, first])).toThrow(bad);
    const run = { count: 1, paid: 1, tax: 0, pointsOffset: 0, points: 0 };
    for (const wrong of [{ paid: -1 }, { count: 0 }, { tax: 0.5 }, { points: Number.NaN }]) {
      expect(price([{ ...first, runs: [{ ...run, ...wrong }] }])).toThrow(bad);
    }
    expect(price([{ ...first, runs: [{ ...run, count: 2, paid: 2 ** 52 }] }])).toThrow(bad);
  });
});

describe("a plan", () => {
  const told = (of: ReturnPlan): readonly string[] =>
    [zhCN, en].map((catalogue, i) =>
      renderReason(catalogue, of.reason, { language: i === 0 ? "zh-CN" : "en", currency: "CNY" }),
    );

  test("says why it is this much, in Chinese and in English", () => {
    expect(told(plan(two100, "proportional", one))).toEqual([
      "退1件，按实付退¥85.00",
      "1 unit returned: ¥85.00 back, all that was paid for it",
    ]);
    const repriced = plan(two100, "reprice-kept", one);
    expect(told(repriced)).toEqual([
      "退1件，留下的按原规则重新计价应付¥100.00，少退¥15.00，退¥70.00",
      "1 unit returned: what is kept costs ¥100.00 by the rules of the sale, so ¥70.00 goes back, ¥15.00 less than was paid",
    ]);
    expect(told(plan(two100, "reprice-kept", one, [repriced]))).toEqual([
      "退1件，连同上次少退的¥15.00，退¥100.00",
      "1 unit returned: ¥100.00 back, with ¥15.00 that was withheld before",
    ]);
  });

  test("needs the engine of the sale", () => {
    const bad = expect.objectContaining({ code: "pricing.bad-return" });
    const { engine: _engine, ...without } = two100;
    expect(() => planReturn({ ...without, policy: "block", now: one })).toThrow(bad);
    const other = compile(rules([]));
    expect(() => planReturn({ ...two100, engine: other, policy: "block", now: one })).toThrow(bad);
    const foreign = basket([line("hat", 1)]);
    expect(() =>
      planReturn({ ...two100, basket: foreign, policy: "proportional", now: one }),
    ).toThrow(bad);
    const twice = plan(two100, "proportional", [{ lineId: "shirt" }]);
    expect(() => plan(two100, "proportional", one, [twice, twice])).toThrow(bad);
  });

  test("of nothing, or of what was never sold, is refused", () => {
    expect(refusal(two100, "proportional", [])).toMatchObject({ code: "pricing.return-nothing" });
    for (const wrong of [{ lineId: "hat" }, { lineId: "shirt", run: 5 }]) {
      expect(refusal(two100, "proportional", [wrong])).toMatchObject({
        code: "pricing.return-unknown-line",
      });
    }
    for (const count of [-1, 0.5, Number.NaN]) {
      expect(refusal(two100, "proportional", [{ lineId: "shirt", count }])).toMatchObject({
        code: "pricing.return-too-many",
      });
    }
  });
});

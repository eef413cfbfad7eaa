import type { Fee, PricedBasket, RulesDocument } from "@tillwright/pricing-engine";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, lines, price, rules } from "./build.js";

const withFees = (fees: readonly Fee[], more: Partial<RulesDocument> = {}): RulesDocument =>
  rules(more.promotions ?? [], { ...more, fees });
const service: Fee = { kind: "service", id: "service", rate: "10%" };
const bag: Fee = { kind: "packaging", id: "bag", amount: "1.00" };
const bottle: Fee = { kind: "deposit", id: "bottle", perPiece: "0.25", goods: { tag: "bottle" } };
const delivery: Fee = { kind: "delivery", id: "delivery", amount: "8.00", freeFrom: "99.00" };
const spend100: RulesDocument["promotions"] = [
  { kind: "threshold", id: "m", amount: "100.00", off: "20.00" },
];
const charged = ({ fees }: PricedBasket): readonly unknown[] =>
  fees.map(({ feeId, paid }) => [feeId, paid]);

describe("fees", () => {
  test("once a basket, and none for a basket without goods", () => {
    expect(charged(price(withFees([bag]), basket(lines(5, 7))))).toEqual([["bag", 100]]);
    expect(price(withFees([bag]), basket(lines(5, 7))).totals).toMatchObject({
      fees: 100,
      due: 1_300,
      discount: 0,
    });
    expect(price(withFees([bag]), basket([])).fees).toEqual([]);
  });

  test("10% service on what is left after discounts: 120 - 20 = 100 -> 10.00", () => {
    const priced = price(withFees([service], { promotions: spend100 }), basket(lines(120)));
    expect(priced.totals).toMatchObject({ discount: 2_000, fees: 1_000, due: 11_000 });
  });

  test("or on the price before promotions: 120 -> 12.00", () => {
    const on = withFees([{ ...service, of: "deal" }], { promotions: spend100 });
    expect(price(on, basket(lines(120))).totals.fees).toBe(1_200);
  });

  test("a deposit for each bottle, shared to its lines", () => {
    const cola = line("cola", 3, 4, { tags: ["bottle"] });
    const beer = line("beer", 5, 2, { tags: ["bottle"] });
    const priced = price(withFees([bottle]), basket([cola, beer, line("bread", 4)]));
    expect(priced.fees[0]).toMatchObject({
      kind: "deposit",
      comesBack: true,
      paid: 150,
      runs: [{ count: 6, paid: 25 }],
    });
    expect(
      [...(priced.fees[0]?.shares ?? [])]
        .sort((a, b) => a.paid - b.paid)
        .map(({ lineId, paid }) => [lineId, paid]),
    ).toEqual([
      ["beer", 50],
      ["cola", 100],
    ]);
  });

  test("delivery is free from 99.00 on, counted before promotions unless it says running", () => {
    expect(price(withFees([delivery]), basket(lines(98.99))).totals.fees).toBe(800);
    expect(price(withFees([delivery]), basket(lines(99))).totals.fees).toBe(0);
    const promotions = spend100;
    expect(price(withFees([delivery], { promotions }), basket(lines(110))).totals.fees).toBe(0);
    const running = withFees([{ ...delivery, counts: "running" }], { promotions });
    expect(price(running, basket(lines(110))).totals.fees).toBe(800);
  });

  test("only where its condition holds", () => {
    const takeaway = withFees([{ ...bag, when: { channel: "takeaway" } }]);
    expect(price(takeaway, basket(lines(5))).fees).toEqual([]);
    expect(price(takeaway, basket(lines(5), { channel: "takeaway" })).totals.fees).toBe(100);
  });
});

describe("fees and discounts", () => {
  const half: RulesDocument["promotions"] = [
    { kind: "percent-off", id: "half", pay: "50%", lane: "coupon" },
  ];

  test("stand apart: no discount lowers a fee, no threshold counts it", () => {
    expect(price(withFees([bag], { promotions: half }), basket(lines(10))).totals.due).toBe(600);
    const short = withFees([bag], { promotions: spend100 });
    expect(price(short, basket(lines(99))).totals.discount).toBe(0);
  });

  test("unless the fee says that discounts see it", () => {
    const seen = { ...bag, discounted: true };
    const priced = price(withFees([seen], { promotions: half }), basket(lines(10)));
    expect(charged(priced)).toEqual([["bag", 50]]);
    expect(priced.totals).toMatchObject({ due: 550, discount: 500, fees: 50 });
    expect(priced.applied[0]?.amount).toBe(550);
    const reached = price(withFees([seen], { promotions: spend100 }), basket(lines(99)));
    expect(reached.totals.due).toBe(8_000);
  });

  test("free delivery is a discount on the product that the fee is", () => {
    const free: RulesDocument["promotions"] = [
      {
        kind: "percent-off",
        id: "free-delivery",
        off: "100%",
        lane: "coupon",
        goods: { product: "delivery" },
        needs: "code",
        codes: ["SHIP"],
      },
    ];
    const document = withFees([{ ...delivery, discounted: true }], { promotions: free });
    const of = basket(lines(50), { codes: ["SHIP"] });
    const priced = price(document, of);
    expect(priced.totals).toMatchObject({ due: 5_000, fees: 0, discount: 0 });
    expect(priced.fees[0]).toMatchObject({ list: 800, paid: 0 });
    expect(verify(of, document, priced)).toEqual([]);
  });

  test("points pay no fee, and the lanes may say that they come after it", () => {
    const points = {
      balance: 5_000,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    const of = basket(lines(100), { points });
    expect(price(withFees([service]), of).totals).toMatchObject({ fees: 500, due: 5_500 });
    const lanes: RulesDocument["lanes"] = [
      "unit-price",
      "item",
      "order",
      "coupon",
      "manual",
      "fee",
      "points",
      "tax",
    ];
    const before = withFees([service], { lanes });
    const priced = price(before, of);
    expect(priced.totals).toMatchObject({ fees: 1_000, due: 6_000 });
    expect(verify(of, before, priced)).toEqual([]);
  });
});

describe("fees and tax", () => {
  const tax: RulesDocument["tax"] = {
    prices: "added",
    classes: [
      { id: "food", rate: "10%", goods: { department: "food" } },
      { id: "service", rate: "20%" },
    ],
  };

  test("a fee falls under the class it names, or the one that fits it; a deposit under none", () => {
    const cola = line("cola", 10, 1, { tags: ["bottle"] });
    const priced = price(
      withFees([bag, bottle, { ...service, taxId: "food" }], { tax }),
      basket([cola]),
    );
    expect(priced.fees.map(({ feeId, taxId, tax: own }) => [feeId, taxId, own])).toEqual([
      ["bag", "service", 20],
      ["bottle", undefined, 0],
      ["service", "food", 10],
    ]);
    expect(priced.totals).toMatchObject({ fees: 225, tax: 130, due: 1_355 });
  });
});

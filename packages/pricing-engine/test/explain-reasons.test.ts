import type { Basket, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import type { Reason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";

/** Whether the promotion with the id "m" applied, and the data of its reason and advice. */
function toldOf(promotions: readonly Promotion[], of: Basket) {
  const engine = compile(rules(promotions));
  const found = explain(engine, of, engine.price(of)).promotions.find(
    ({ promotionId }) => promotionId === "m",
  );
  if (found === undefined) throw new Error("nothing is told of m");
  const { name: _name, ...facts } = found.reason.facts;
  return { applied: found.applied, code: found.reason.code, facts, advice: found.advice };
}

const add = (missing: number): Reason => ({ code: "pricing.add-quantity", facts: { missing } });
const forOff = (missing: number, off: number): Reason => ({
  code: "pricing.add-for-off",
  facts: { missing, off },
});
const mug = { product: "mug", value: "12.00" };
const pin = { product: "pin", value: "2.00" };

describe("what a promotion gave, and what would give more", () => {
  test.each<[string, object, Basket, string, object, Reason | null]>([
    [
      "a rate that is paid",
      { kind: "percent-off", pay: "90%" },
      basket(lines(10)),
      "percent-off-pay",
      { amount: 100, pay: "90%" },
      null,
    ],
    [
      "a rate that is taken off",
      { kind: "percent-off", off: "10%" },
      basket(lines(10)),
      "percent-off-off",
      { amount: 100, off: "10%" },
      null,
    ],
    [
      "an amount off each piece",
      { kind: "amount-off", off: "1.50" },
      basket([line("a", 10, 2)]),
      "amount-off",
      { amount: 300, off: 150 },
      null,
    ],
    [
      "a fixed price",
      { kind: "fixed-price", price: "8.00" },
      basket(lines(10)),
      "fixed-price",
      { amount: 200, price: 800 },
      null,
    ],
    [
      "第3件, two of the next block there",
      { kind: "nth-item", nth: 3, off: "50%" },
      basket([line("a", 10, 5)]),
      "nth-item-off",
      { amount: 500, nth: 3, off: "50%" },
      add(1),
    ],
    [
      "第2件, blocks full",
      { kind: "nth-item", nth: 2, pay: "50%" },
      basket([line("a", 10, 4)]),
      "nth-item-pay",
      { amount: 1_000, nth: 2, pay: "50%" },
      null,
    ],
    [
      "第2件 once: nothing more is to be had",
      { kind: "nth-item", nth: 2, pay: "50%", atMost: 1 },
      basket([line("a", 10, 3)]),
      "nth-item-pay",
      { amount: 500, nth: 2, pay: "50%" },
      null,
    ],
    [
      "a list of rates",
      { kind: "nth-item", rates: ["100%", "50%"] },
      basket([line("a", 10, 2)]),
      "nth-item-rates",
      { amount: 500, rates: ["100%", "50%"] },
      null,
    ],
    [
      "买2送1 in the basket",
      { kind: "buy-n-get-m", buy: 2, get: 1 },
      basket([line("a", 10, 4)]),
      "buy-n-get-m",
      { amount: 1_000, buy: 2, get: 1 },
      add(2),
    ],
    [
      "买2送1 added on",
      { kind: "buy-n-get-m", buy: 2, get: 1, mode: "add-on" },
      basket([line("a", 10, 3)]),
      "buy-n-get-m-add-on",
      { amount: 0, buy: 2, get: 1, pieces: 1, products: ["a"] },
      add(1),
    ],
    [
      "two pools",
      { kind: "buy-n-get-m", buy: 1, get: 1, goods: { product: "a" }, getGoods: { product: "b" } },
      basket([line("a", 10), line("b", 4)]),
      "buy-n-get-m-pools",
      { amount: 400, buy: 1, get: 1 },
      null,
    ],
    [
      "two pools, the second at a share",
      {
        kind: "buy-n-get-m",
        buy: 1,
        get: 1,
        pay: "25%",
        goods: { product: "a" },
        getGoods: { product: "b" },
      },
      basket([line("a", 10), line("b", 4)]),
      "buy-n-get-m-pools-pay",
      { amount: 300, buy: 1, get: 1, pay: "25%" },
      null,
    ],
    [
      "any 2 for 15",
      { kind: "pick-m-for-price", pieces: 2, price: "15.00" },
      basket([line("a", 10, 3)]),
      "pick-m-for-price",
      { amount: 500, pieces: 2, price: 1_500 },
      add(1),
    ],
    [
      "a set",
      {
        kind: "bundle",
        price: "22.00",
        parts: [
          { goods: { product: "a" }, pieces: 1 },
          { goods: { product: "b" }, pieces: 2 },
        ],
      },
      basket([line("a", 18), line("b", 4, 2)]),
      "bundle",
      { amount: 400, pieces: 3, price: 2_200 },
      null,
    ],
    [
      "加价购",
      { kind: "add-on-price", amount: "50.00", addOn: { product: "b" }, price: "5.00" },
      basket([line("a", 60), line("b", 12)]),
      "add-on-price",
      { amount: 700, threshold: 5_000, price: 500 },
      null,
    ],
    [
      "a gift that is chosen",
      { kind: "gift", amount: "10.00", gifts: [mug] },
      basket(lines(10)),
      "gift",
      { amount: 0, pieces: 1, products: ["mug"] },
      null,
    ],
    [
      "a gift that is still to choose",
      { kind: "gift", amount: "10.00", every: true, gifts: [mug, pin] },
      basket(lines(25)),
      "gift",
      { amount: 0, pieces: 2, products: [] },
      { code: "pricing.choose-gift", facts: { count: 2, options: ["mug", "pin"] } },
    ],
    [
      "满减",
      { kind: "threshold", amount: "100.00", off: "10.50" },
      basket(lines(250)),
      "threshold",
      { amount: 1_050, threshold: 10_000, off: 1_050 },
      null,
    ],
    [
      "每满减",
      { kind: "every", amount: "70.00", off: "10.00" },
      basket(lines(170)),
      "every",
      { amount: 2_000, threshold: 7_000, off: 1_000 },
      forOff(4_000, 1_000),
    ],
    [
      "每满减 with its rounds used up",
      { kind: "every", amount: "70.00", off: "10.00", atMost: 2 },
      basket(lines(170)),
      "every",
      { amount: 2_000, threshold: 7_000, off: 1_000 },
      null,
    ],
    [
      "阶梯满减, written from high to low",
      {
        kind: "steps",
        steps: [
          { amount: "300.00", off: "60.00" },
          { amount: "100.00", off: "10.00" },
          { amount: "200.00", off: "30.00" },
        ],
      },
      basket(lines(200)),
      "steps",
      { amount: 3_000, threshold: 20_000, off: 3_000 },
      forOff(10_000, 6_000),
    ],
    [
      "the highest step",
      { kind: "steps", steps: [{ amount: "100.00", off: "10.00" }] },
      basket(lines(200)),
      "steps",
      { amount: 1_000, threshold: 10_000, off: 1_000 },
      null,
    ],
    [
      "满折 by pieces",
      { kind: "threshold-rate", pieces: 2, pay: "80%" },
      basket(lines(5, 5)),
      "threshold-rate-pieces-pay",
      { amount: 200, pieces: 2, pay: "80%" },
      null,
    ],
    [
      "满折 by an amount",
      { kind: "threshold-rate", amount: "10.00", off: "20%" },
      basket(lines(5, 5)),
      "threshold-rate-amount-off",
      { amount: 200, threshold: 1_000, off: "20%" },
      null,
    ],
    [
      "a member's rate by tier",
      { kind: "member-rate", byTier: { gold: "80%" } },
      basket(lines(10), { member: member({ tier: "gold" }) }),
      "member-rate-pay",
      { amount: 200, pay: "80%" },
      null,
    ],
    [
      "a member's rate that is taken off",
      { kind: "member-rate", off: "20%" },
      basket(lines(10), { member: member() }),
      "member-rate-off",
      { amount: 200, off: "20%" },
      null,
    ],
    [
      "a price list",
      { kind: "price-list", list: "club" },
      basket([line("a", 10, 1, { listPrices: { club: 900 } })]),
      "price-list",
      { amount: 100, list: "club" },
      null,
    ],
  ])("%s", (_title, terms, of, code, facts, advice) => {
    expect(toldOf([{ id: "m", ...terms } as Promotion], of)).toEqual({
      applied: true,
      code: `pricing.gave.${code}`,
      facts,
      advice,
    });
  });
});

describe("what kept a promotion from giving", () => {
  const off = { kind: "threshold", amount: "10.00", off: "1.00" };
  const part = (number: number, needed: number, seen: number) => {
    const facts = { part: number, needed, seen, missing: needed - seen };
    return { facts, advice: { code: "pricing.add-part", facts } };
  };
  const bundle = {
    kind: "bundle",
    price: "22.00",
    parts: [
      { goods: { product: "a" }, pieces: 1 },
      { goods: { product: "b" }, pieces: 2 },
    ],
  };
  const addOn = {
    kind: "add-on-price",
    amount: "50.00",
    addOn: { product: "b" },
    price: "5.00",
  };

  test.each<[string, object, Basket, string, object, Reason | null]>([
    [
      "每满减 below the first round",
      { kind: "every", amount: "70.00", off: "10.00" },
      basket(lines(60)),
      "threshold-not-reached",
      { needed: 7_000, seen: 6_000, missing: 1_000, off: 1_000 },
      forOff(1_000, 1_000),
    ],
    [
      "阶梯满减 below the lowest step",
      {
        kind: "steps",
        steps: [
          { amount: "200.00", off: "30.00" },
          { amount: "100.00", off: "10.00" },
        ],
      },
      basket(lines(60)),
      "threshold-not-reached",
      { needed: 10_000, seen: 6_000, missing: 4_000, off: 1_000 },
      forOff(4_000, 1_000),
    ],
    [
      "第3件 with two",
      { kind: "nth-item", nth: 3, pay: "50%" },
      basket(lines(5, 5)),
      "pieces-missing",
      { needed: 3, seen: 2, missing: 1 },
      add(1),
    ],
    [
      "买3送1 added on, with two",
      { kind: "buy-n-get-m", buy: 3, get: 1, mode: "add-on" },
      basket(lines(5, 5)),
      "pieces-missing",
      { needed: 3, seen: 2, missing: 1 },
      add(1),
    ],
    [
      "any 3, with one",
      { kind: "pick-m-for-price", pieces: 3, price: "9.00" },
      basket(lines(5)),
      "pieces-missing",
      { needed: 3, seen: 1, missing: 2 },
      add(2),
    ],
    [
      "a set without its second part",
      bundle,
      basket([line("a", 18), line("b", 4)]),
      "part-missing",
      part(2, 2, 1).facts,
      part(2, 2, 1).advice,
    ],
    [
      "a set without its first part",
      bundle,
      basket([line("b", 4, 2)]),
      "part-missing",
      part(1, 1, 0).facts,
      part(1, 1, 0).advice,
    ],
    [
      "加价购 below its amount; what is added on does not count",
      addOn,
      basket([line("a", 40), line("b", 12)]),
      "amount-missing",
      { needed: 5_000, seen: 4_000, missing: 1_000 },
      { code: "pricing.add-amount", facts: { missing: 1_000 } },
    ],
    ["加价购 with nothing added on", addOn, basket([line("a", 60)]), "nothing-added-on", {}, null],
    [
      "加价购 of what is cheaper already",
      addOn,
      basket([line("a", 60), line("b", 4)]),
      "no-gain",
      {},
      null,
    ],
    [
      "a gift from an amount on",
      { kind: "gift", amount: "10.00", gifts: [mug] },
      basket(lines(8)),
      "amount-missing",
      { needed: 1_000, seen: 800, missing: 200 },
      { code: "pricing.add-amount", facts: { missing: 200 } },
    ],
    [
      "a gift from some pieces on",
      { kind: "gift", count: 3, gifts: [mug] },
      basket(lines(8)),
      "pieces-missing",
      { needed: 3, seen: 1, missing: 2 },
      add(2),
    ],
    [
      "who joined too early",
      { ...off, when: { joinedOn: { from: "2027-01-01" } } },
      basket(lines(20), { member: member({ joinedOn: "2026-12-31" }) }),
      "condition.joined-before",
      { from: "2027-01-01", seen: "2026-12-31" },
      null,
    ],
    [
      "who joined too late",
      { ...off, when: { joinedOn: { from: "2026-01-01", through: "2026-06-30" } } },
      basket(lines(20), { member: member({ joinedOn: "2026-07-01" }) }),
      "condition.joined-after",
      { through: "2026-06-30", seen: "2026-07-01" },
      null,
    ],
    [
      "who joined nobody knows when",
      { ...off, when: { joinedOn: { from: "2027-01-01" } } },
      basket(lines(20), { member: member() }),
      "condition.joined-unknown",
      {},
      null,
    ],
    [
      "who is no member and so never joined",
      { ...off, when: { joinedOn: { from: "2027-01-01" } } },
      basket(lines(20)),
      "condition.member",
      {},
      null,
    ],
    [
      "purchases of nobody",
      { ...off, when: { purchases: { atLeast: 1 } } },
      basket(lines(20)),
      "condition.member",
      {},
      null,
    ],
    [
      "a way to pay that nobody said",
      { ...off, when: { tender: ["wechat", "alipay"] } },
      basket(lines(20)),
      "condition.tender-unknown",
      { needed: ["wechat", "alipay"] },
      null,
    ],
    [
      "another way to pay",
      { ...off, when: { tender: "wechat" } },
      basket(lines(20), { tender: "cash" }),
      "condition.tender",
      { needed: ["wechat"], seen: "cash" },
      null,
    ],
    [
      "too large an amount",
      { ...off, when: { amount: { atMost: "15.00" } } },
      basket(lines(20)),
      "condition.amount-most",
      { needed: 1_500, seen: 2_000 },
      null,
    ],
    [
      "hours, told with leading noughts",
      { ...off, when: { daily: { from: "18:00", until: "20:00" } } },
      basket(lines(20), { at: Date.parse("2027-06-15T09:05:07+08:00") }),
      "condition.daily",
      { from: "18:00", until: "20:00", seen: "09:05:07" },
      null,
    ],
    [
      "a day before the first of several",
      { ...off, when: { dates: { from: "2027-07-01", through: "2027-07-31" } } },
      basket(lines(20)),
      "condition.date-not-yet",
      { from: "2027-07-01", seen: "2027-06-15" },
      null,
    ],
    [
      "a day after the last of several",
      { ...off, when: { dates: { from: "2027-05-01", through: "2027-05-31" } } },
      basket(lines(20)),
      "condition.date-over",
      { through: "2027-05-31", seen: "2027-06-15" },
      null,
    ],
    [
      "a limit for all that is used up",
      { ...off, limits: { total: 3 } },
      basket(lines(20), { usage: [{ promotionId: "m", scope: "total", uses: 3, amount: 300 }] }),
      "used-up.total",
      {},
      null,
    ],
    [
      "a budget that is used up",
      { ...off, limits: { budget: "3.00" } },
      basket(lines(20), { usage: [{ promotionId: "m", scope: "total", uses: 3, amount: 300 }] }),
      "used-up.budget",
      {},
      null,
    ],
    [
      "a limit of the member that is used up",
      { ...off, limits: { perMember: 1 } },
      basket(lines(20), {
        member: member(),
        usage: [{ promotionId: "m", scope: "member", uses: 1, amount: 100 }],
      }),
      "used-up.perMember",
      {},
      null,
    ],
    [
      "a limit per member, for nobody",
      { ...off, limits: { perMember: 1 } },
      basket(lines(20)),
      "condition.member",
      {},
      null,
    ],
    [
      "a rate by tier without a tier",
      { kind: "member-rate", byTier: { gold: "80%" } },
      basket(lines(10), { member: member() }),
      "no-tier",
      {},
      null,
    ],
  ])("%s", (_title, terms, of, code, facts, advice) => {
    expect(toldOf([{ id: "m", ...terms } as Promotion], of)).toEqual({
      applied: false,
      code: `pricing.${code}`,
      facts,
      advice,
    });
  });

  test("nothing was left for it", () => {
    const all: Promotion = {
      kind: "threshold",
      id: "all",
      amount: "0.00",
      off: "99.00",
      priority: 1,
    };
    const more: Promotion = { kind: "threshold", id: "m", amount: "0.00", off: "1.00" };
    expect(toldOf([all, more], basket(lines(20)))).toMatchObject({
      applied: false,
      code: "pricing.nothing-left",
    });
  });

  test("others that took the units are named, and only these", () => {
    const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
    const other: Promotion = { kind: "nth-item", id: "other", nth: 3, pay: "99%" };
    const tenth: Promotion = { kind: "percent-off", id: "m", pay: "90%" };
    expect(toldOf([half, other, tenth], basket(lines(10, 10)))).toMatchObject({
      code: "pricing.units-taken",
      facts: { takers: ["half"] },
    });
  });

  test("a rival of its group is named, and none of another", () => {
    const better: Promotion = {
      kind: "threshold",
      id: "b",
      name: "B",
      amount: "0.00",
      off: "5.00",
      group: "g",
    };
    const m: Promotion = { ...better, id: "m", off: "1.00" };
    const third: Promotion = { ...better, id: "a", group: "h" };
    expect(toldOf([third, better, m], basket(lines(20)))).toMatchObject({
      code: "pricing.group-best",
      facts: { winner: "B" },
    });
  });

  test("units that another took are not counted for the next block", () => {
    const m: Promotion = { kind: "nth-item", id: "m", nth: 2, pay: "50%" };
    const set: Promotion = { kind: "pick-m-for-price", id: "p", pieces: 3, price: "1.00" };
    const found = toldOf([m, set], basket(lines(10, 10, 10, 9, 8)));
    expect(found).toMatchObject({ applied: true, advice: null });
  });

  test("a gift that nobody has to choose, and one with a single product, ask for no choice", () => {
    const gift: Promotion = { kind: "gift", id: "m", amount: "10.00", gifts: [mug, pin] };
    const chosen = basket(lines(10), { choices: [{ promotionId: "m", productId: "pin" }] });
    expect(toldOf([gift], chosen)).toMatchObject({ facts: { products: ["pin"] }, advice: null });
  });
});

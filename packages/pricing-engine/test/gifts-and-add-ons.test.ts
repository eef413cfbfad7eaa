import type { Condition, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { type Reason, renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, due, line, lines, member, price, rules } from "./build.js";

const messages = (promotion: object): readonly string[] => {
  const result = parseRules(rules([{ id: "x", ...promotion } as Promotion]));
  return result.ok ? [] : result.issues.map(({ message }) => message);
};
const gifts = (promotion: Promotion, of: Parameters<typeof price>[1]): readonly unknown[] =>
  price(rules([promotion]), of).gifts.map(({ productId, count, value }) => [
    productId,
    count,
    value,
  ]);

describe("买N送M added on", () => {
  const three: Promotion = { kind: "buy-n-get-m", id: "b", mode: "add-on", buy: 3, get: 1 };

  test("买3送1, pay 75 -> 25 free, and nothing in the basket is cheaper", () => {
    const of = basket([line("soap", 2, 75)]);
    expect(gifts(three, of)).toEqual([["soap", 25, 200]]);
    expect(due(rules([three]), of)).toBe(150);
  });

  test.each([
    [2, []],
    [3, [["soap", 1, 200]]],
    [7, [["soap", 2, 200]]],
  ])("买3送1, pay %d", (count, expected) => {
    expect(gifts(three, basket([line("soap", 2, count)]))).toEqual(expected);
  });

  test("each product counts by itself unless the gift is named; measured goods count no pieces", () => {
    const mixed = basket([
      line("soap", 2, 2),
      line("salt", 1, 4),
      line("fish", 1, 1, {
        quantity: { kind: "measure", amount: 900, unit: "g" },
        price: { unit: { micros: 1_000_000, per: 1, unit: "g" } },
      }),
    ]);
    expect(gifts(three, mixed)).toEqual([["salt", 1, 100]]);
    const named = { ...three, gift: { product: "cup", value: "5.00" } };
    expect(gifts(named, mixed)).toEqual([["cup", 2, 500]]);
    expect(gifts({ ...named, atMost: 1 }, mixed)).toEqual([["cup", 1, 500]]);
  });

  test("a refund of a paid piece asks for the gift back: what is kept gives fewer", () => {
    const earned = gifts(three, basket([line("soap", 2, 6)]));
    const kept = gifts(three, basket([line("soap", 2, 5)]));
    expect([earned, kept]).toEqual([[["soap", 2, 200]], [["soap", 1, 200]]]);
  });
});

describe("买N送M in the basket", () => {
  const two: Promotion = { kind: "buy-n-get-m", id: "b", buy: 2, get: 1 };

  test.each([
    ["cheapest", 21],
    ["dearest", 17],
  ] as const)("买2送1 on 9, 8, 5, 4 with the %s free -> %d", (free, owed) => {
    expect(due(rules([{ ...two, free }]), basket(lines(9, 8, 5, 4)))).toBe(owed);
  });

  test("the dearest of each block, blocks cut from dear to cheap: 10, 9, 8, 7, 6, 5 -> 45 - 10 - 7", () => {
    expect(due(rules([{ ...two, free: "dearest" }]), basket(lines(10, 9, 8, 7, 6, 5)))).toBe(28);
  });

  const shampoo: Condition = { tag: "shampoo" };
  const comb: Condition = { tag: "comb" };
  const pools: Promotion = { ...two, goods: shampoo, getGoods: comb };
  const wash = (id: string, yuan: number, count = 1) =>
    line(id, yuan, count, { tags: ["shampoo"] });
  const groom = (id: string, yuan: number, count = 1) => line(id, yuan, count, { tags: ["comb"] });

  test.each([
    ["one short of the first pool", [wash("s", 30, 1), groom("c", 8)], 38],
    ["two and one", [wash("s", 30, 2), groom("c", 8)], 60],
    ["no comb", [wash("s", 30, 2)], 60],
    ["the comb that saves most", [wash("s", 30, 2), groom("c", 8), groom("d", 12)], 68],
    ["twice", [wash("s", 30, 4), groom("c", 8, 3)], 128],
  ])("two pools, buy 2 shampoo get 1 comb: %s", (_title, of, owed) => {
    expect(due(rules([pools]), basket(of))).toBe(owed);
  });

  test("the second pool may pay a share, and only its pieces carry the discount", () => {
    const priced = price(
      rules([{ ...pools, pay: "25%" }]),
      basket([wash("s", 30, 2), groom("c", 8)]),
    );
    expect(priced.lines.map(({ paid }) => paid)).toEqual([6000, 200]);
    expect(priced.applied[0]?.times).toBe(1);
  });

  test("a piece in both pools goes where the sets save most", () => {
    const both = line("gel", 20, 3, { tags: ["shampoo", "comb"] });
    expect(due(rules([pools]), basket([both]))).toBe(40);
    expect(due(rules([pools]), basket([both, wash("s", 5, 2)]))).toBe(50);
  });

  test("what is given in one way is not written in another", () => {
    expect(messages({ ...two, gift: { product: "cup", value: "1.00" } })).toEqual([
      'promotions[0].gift: gift goes with "mode": "add-on"',
    ]);
    expect(messages({ ...two, pay: "50%" })).toEqual([
      "promotions[0].pay: pay goes with getGoods; nth-item has shares within one pool",
    ]);
    expect(messages({ ...pools, free: "dearest", mode: "add-on" })).toEqual([
      "promotions[0].getGoods: what is added on is a gift, so getGoods has no meaning",
      "promotions[0].free: free chooses within a block of the basket, so it goes alone",
    ]);
  });
});

describe("加价购", () => {
  const terms: Promotion = {
    kind: "add-on-price",
    id: "a",
    amount: "50.00",
    addOn: { product: "mug" },
    price: "5.00",
  };
  test.each([
    [50, 55],
    [49.99, 61.99],
  ])("T50, Y list 12 for 5: base %d -> %d", (base, owed) => {
    expect(due(rules([terms]), basket([line("a", base), line("mug", 12)]))).toBe(owed);
  });

  test("每满50, k 2, base 120, take 2 -> 130", () => {
    const every: Promotion = { ...terms, every: true, atMost: 2 };
    expect(due(rules([every]), basket([line("a", 120), line("mug", 12, 2)]))).toBe(130);
    expect(due(rules([every]), basket([line("a", 220), line("mug", 12, 3)]))).toBe(242);
    expect(due(rules([every]), basket([line("a", 90), line("mug", 12, 2)]))).toBe(107);
  });

  test("two of them for every 50: of five with a base of 120, four", () => {
    const pairs: Promotion = { ...terms, every: true, pieces: 2 };
    expect(due(rules([pairs]), basket([line("a", 120), line("mug", 12, 5)]))).toBe(152);
  });

  test("Y is not in the base, and one that is cheaper already stays as it is", () => {
    expect(due(rules([terms]), basket([line("a", 40), line("mug", 12)]))).toBe(52);
    expect(due(rules([terms]), basket([line("a", 50), line("mug", 4)]))).toBe(54);
  });

  test("a piece that is had at its price is not reduced by another item promotion", () => {
    const half: Promotion = {
      kind: "percent-off",
      id: "half",
      pay: "50%",
      goods: { product: "mug" },
    };
    const priced = price(rules([terms, half]), basket([line("a", 50), line("mug", 12, 2)]));
    expect(priced.lines[1]?.runs.map(({ count, paid, takenBy }) => [count, paid, takenBy])).toEqual(
      [
        [1, 500, "a"],
        [1, 600, "half"],
      ],
    );
  });
});

describe("gifts", () => {
  const cup = { product: "cup", value: "9.00" };
  const bag = { product: "bag", value: "3.00" };
  const terms: Promotion = { kind: "gift", id: "g", amount: "100.00", gifts: [cup] };

  test.each([
    [99.99, []],
    [100, [["cup", 1, 900]]],
    [250, [["cup", 1, 900]]],
  ])("满100赠: %d", (base, expected) => {
    expect(gifts(terms, basket(lines(base)))).toEqual(expected);
  });

  test("what is counted is the price before item promotions, or what they leave", () => {
    const half: Promotion = { kind: "percent-off", id: "half", off: "50%" };
    const given = (counts?: "running") =>
      price(
        rules([half, counts === undefined ? terms : { ...terms, counts }]),
        basket(lines(120)),
      ).gifts.map(({ productId }) => productId);
    expect(given()).toEqual(["cup"]);
    expect(given("running")).toEqual([]);
  });

  test("每满100赠2, at most twice; by pieces", () => {
    const every = { ...terms, every: true, pieces: 2, atMost: 2 };
    expect(gifts(every, basket(lines(199)))).toEqual([["cup", 2, 900]]);
    expect(gifts(every, basket(lines(999)))).toEqual([["cup", 4, 900]]);
    const byPieces: Promotion = { kind: "gift", id: "g", count: 3, every: true, gifts: [cup] };
    expect(gifts(byPieces, basket([line("a", 1, 8)]))).toEqual([["cup", 2, 900]]);
  });

  test("one of several is chosen by the customer; what is not offered is passed over", () => {
    const choose = { ...terms, every: true, gifts: [cup, bag] };
    const of = basket(lines(300));
    expect(gifts(choose, of)).toEqual([[null, 3, 0]]);
    const choices = [
      { promotionId: "g", productId: "bag", count: 2 },
      { promotionId: "g", productId: "yacht" },
      { promotionId: "other", productId: "cup" },
    ];
    expect(gifts(choose, { ...of, choices })).toEqual([
      ["bag", 2, 300],
      [null, 1, 0],
    ]);
    expect(gifts(choose, { ...of, choices: [{ promotionId: "g", productId: "cup" }] })).toEqual([
      ["cup", 3, 900],
    ]);
  });

  test("a gift takes nothing off, is claimed by its value, and is used up by a budget", () => {
    const limited = { ...terms, limits: { budget: "9.00" } };
    const priced = price(rules([limited]), basket(lines(100)));
    expect(priced.totals.discount).toBe(0);
    expect(priced.applied).toEqual([
      { promotionId: "g", lane: "order", times: 1, amount: 0, fundedBy: "shop" },
    ]);
    expect(priced.claims).toEqual([{ promotionId: "g", uses: 1, amount: 900 }]);
    const usage = [{ promotionId: "g", scope: "total", uses: 1, amount: 900 } as const];
    expect(gifts(limited, basket(lines(100), { usage }))).toEqual([]);
  });

  test("what a gift document says wrong", () => {
    expect(messages({ kind: "gift", gifts: [cup, cup] })).toEqual([
      "promotions[0].amount: give amount, count or both",
      "promotions[0].gifts: a product occurs twice",
    ]);
    expect(messages({ ...terms, amount: "0.00" })).toEqual([
      "promotions[0].amount: the amount must be above zero",
    ]);
  });
});

describe("conditions", () => {
  const off = (more: Partial<Promotion>): Promotion =>
    ({ kind: "percent-off", id: "p", pay: "50%", ...more }) as Promotion;

  test("price is the shelf price of one piece, both ends included; goods by measure have none", () => {
    const goods: Condition = { price: { atLeast: "10.00", atMost: "20.00" } };
    const of = basket([
      line("a", 9.99),
      line("b", 10, 2),
      line("c", 20),
      line("d", 20.01),
      line("e", 1, 3, { price: { amount: 6000 } }),
      line("f", 1, 3, { price: { amount: 6001 } }),
      line("g", 1, 1, {
        quantity: { kind: "measure", amount: 1000, unit: "g" },
        price: { amount: 1500 },
      }),
    ]);
    const halved = price(rules([off({ goods })]), of).applied[0]?.amount;
    expect(halved).toBe(1000 + 1000 + 3000);
  });

  test.each([
    [undefined, 10],
    ["card", 10],
    ["wechat", 5],
  ])("tender %s", (tender, owed) => {
    const when: Condition = { tender: ["wechat", "alipay"] };
    expect(
      due(rules([off({ when })]), basket(lines(10), tender === undefined ? {} : { tender })),
    ).toBe(owed);
  });

  test.each([
    ["2026-12-31", 10],
    ["2027-01-01", 5],
    ["2027-06-30", 5],
    ["2027-07-01", 10],
    [null, 10],
  ])("joined on %s", (joinedOn, owed) => {
    const when: Condition = { joinedOn: { from: "2027-01-01", through: "2027-06-30" } };
    expect(due(rules([off({ when })]), basket(lines(10), { member: member({ joinedOn }) }))).toBe(
      owed,
    );
  });
});

describe("what a percentage is taken of", () => {
  const coupon = (id: string, more: object = {}): Promotion => ({
    kind: "percent-off",
    id,
    lane: "coupon",
    off: "30%",
    ...more,
  });
  test("of what is left, 30% twice leave 49; of the list, 40; and never below nothing", () => {
    expect(due(rules([coupon("a"), coupon("b")]), basket(lines(100)))).toBe(49);
    const list = { base: "list" };
    expect(due(rules([coupon("a", list), coupon("b", list)]), basket(lines(100)))).toBe(40);
    const four = ["a", "b", "c", "d"].map((id) => coupon(id, list));
    expect(due(rules(four), basket(lines(100)))).toBe(0);
  });

  test("满折 of the list price", () => {
    const flash: Promotion = { kind: "fixed-price", id: "f", price: "80.00" };
    const rated: Promotion = {
      kind: "threshold-rate",
      id: "r",
      pieces: 1,
      off: "50%",
      base: "list",
    };
    expect(due(rules([flash, rated]), basket(lines(100)))).toBe(30);
  });

  test("is said only where it can be kept", () => {
    expect(messages({ kind: "percent-off", off: "10%", base: "list" })).toEqual([
      "promotions[0].base: a rate of the list price needs a lane after the items",
    ]);
  });
});

test("each is verified, and told in both languages", () => {
  const document = rules([
    {
      kind: "buy-n-get-m",
      id: "1",
      name: "A",
      mode: "add-on",
      buy: 2,
      get: 1,
      goods: { product: "soap" },
    },
    {
      kind: "buy-n-get-m",
      id: "2",
      name: "B",
      buy: 1,
      get: 1,
      goods: { product: "tea" },
      getGoods: { product: "pot" },
    },
    {
      kind: "add-on-price",
      id: "3",
      name: "C",
      amount: "5.00",
      addOn: { product: "mug" },
      price: "1.00",
    },
    {
      kind: "gift",
      id: "4",
      name: "D",
      amount: "10.00",
      gifts: [
        { product: "x", value: "1.00" },
        { product: "y", value: "2.00" },
      ],
    },
    {
      kind: "gift",
      id: "5",
      name: "E",
      amount: "900.00",
      gifts: [{ product: "x", value: "1.00" }],
    },
    { kind: "percent-off", id: "6", name: "F", pay: "50%", when: { tender: "card" } },
    {
      kind: "percent-off",
      id: "7",
      name: "G",
      pay: "50%",
      when: { joinedOn: { from: "2027-01-01" } },
    },
  ]);
  const of = basket(
    [line("soap", 3, 2), line("tea", 4), line("pot", 2), line("mug", 6), line("rice", 9)],
    { member: member({ joinedOn: "2026-01-01" }) },
  );
  const priced = compile(document).price(of);
  expect(verify(of, document, priced)).toEqual([]);
  const told = explain(document, of, priced).promotions;
  const say = (reason: Reason | null | undefined): readonly string[] =>
    reason === null || reason === undefined
      ? []
      : [
          renderReason(zhCN, reason, { language: "zh-CN", currency: "CNY" }),
          renderReason(en, reason, { language: "en", currency: "CNY" }),
        ];
  expect(told.flatMap(({ reason, advice }) => [...say(reason), ...say(advice)])).toEqual([
    "A：每买2件另送1件，赠1件",
    "A: buy 2 get 1 more, 1 gift",
    "B：买1件送另1件，省¥2.00",
    "B: buy 1 get 1 others free, saves ¥2.00",
    "C：满¥5.00加¥1.00换购，省¥5.00",
    "C: ¥1.00 each from ¥5.00, saves ¥5.00",
    "F：仅限card支付",
    "F: only when paid by card",
    "G：仅限2027-01-01起入会的会员，此会员于2026-01-01入会",
    "G: for members who joined from 2027-01-01 on, this was 2026-01-01",
    "D：赠品1件",
    "D: 1 gift",
    "请在x、y中选1件",
    "Choose 1 of x, y",
    "E：需满¥900.00，现为¥27.00",
    "E: needs ¥900.00, the goods come to ¥27.00",
    "再买¥873.00即可享受",
    "Add ¥873.00 to get it",
  ]);
});

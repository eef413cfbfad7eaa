import { type Promotion, roundDue } from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, due, inShanghai, line, lines, member, price, rules } from "./build.js";

const gold = member({ tier: "gold" });

describe("满减, once", () => {
  const terms: Promotion = { kind: "threshold", id: "m", amount: "100.00", off: "10.50" };
  test.each([
    [250, 239.5],
    [100, 89.5],
    [99.99, 99.99],
  ])("100减10.50: %d -> %d", (base, owed) => {
    expect(due(rules([terms]), basket(lines(base)))).toBe(owed);
  });

  test("60 × 2 with 第二件半价 and 满100减20 counts the deal: 120 - 30 - 20 = 70", () => {
    const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
    const off: Promotion = { kind: "threshold", id: "m", amount: "100.00", off: "20.00" };
    expect(due(rules([half, off]), basket([line("a", 60, 2)]))).toBe(70);
    expect(due(rules([half, { ...off, counts: "running" }]), basket([line("a", 60, 2)]))).toBe(90);
  });
});

describe("每满减", () => {
  test.each([
    ["70.00", "10.00", undefined, 170, 150],
    ["100.00", "20.00", undefined, 299.99, 259.99],
    ["100.00", "20.00", 3, 520, 460],
  ])("每满%s减%s, at most %s rounds: %d -> %d", (amount, off, atMost, base, owed) => {
    const terms: Promotion = { kind: "every", id: "e", amount, off, ...(atMost ? { atMost } : {}) };
    expect(due(rules([terms]), basket(lines(base)))).toBe(owed);
  });
});

test.each([
  [199.99, 189.99],
  [200, 170],
  [350, 290],
])("阶梯满减 100-10, 200-30, 300-60: %d -> %d", (base, owed) => {
  const steps = [
    { amount: "100.00", off: "10.00" },
    { amount: "300.00", off: "60.00" },
    { amount: "200.00", off: "30.00" },
  ];
  expect(due(rules([{ kind: "steps", id: "s", steps }]), basket(lines(base)))).toBe(owed);
});

describe("满折", () => {
  test.each([
    [200, 180],
    [199, 199],
  ])("满200打9折: %d -> %d", (base, owed) => {
    const terms: Promotion = { kind: "threshold-rate", id: "r", amount: "200.00", pay: "90%" };
    expect(due(rules([terms]), basket(lines(base)))).toBe(owed);
  });

  test("满3件8折, 3 × 33.33 = 99.99 -> 79.99, rounded half-up on the total", () => {
    const terms: Promotion = { kind: "threshold-rate", id: "r", pieces: 3, pay: "80%" };
    expect(due(rules([terms]), basket([line("a", 33.33, 3)]))).toBe(79.99);
    expect(due(rules([terms]), basket(lines(33.33, 33.33, 33.33)))).toBe(79.99);
    expect(due(rules([terms]), basket([line("a", 33.33, 2)]))).toBe(66.66);
  });

  test("its share of the list or the running price lies on each line by that price", () => {
    // Tea is 20, for a time 10; a pen is 30, of which 15 are left when 满折 comes.
    const during = { daily: { from: "00:00", until: "24:00" } };
    const tea: Promotion = { kind: "flash-price", id: "f", prices: { tea: "10.00" }, during };
    const pen: Promotion = {
      kind: "percent-off",
      id: "p",
      lane: "order",
      off: "50%",
      goods: { product: "pen" },
      priority: 1,
    };
    const paid = (base: "list" | "running") => {
      const tenth: Promotion = { kind: "threshold-rate", id: "r", pieces: 1, off: "10%", base };
      const { lines: priced } = price(
        rules([tea, pen, tenth]),
        basket([line("tea", 20), line("pen", 30)]),
      );
      return Object.fromEntries(priced.map((one) => [one.lineId, one.paid / 100]));
    };
    expect(paid("list")).toEqual({ tea: 8, pen: 12 });
    expect(paid("running")).toEqual({ tea: 9, pen: 13.5 });
  });
});

describe("第N件", () => {
  const half: Promotion = { kind: "nth-item", id: "h", nth: 2, pay: "50%" };
  test.each([
    [[10, 10], 15],
    [[10, 10, 10], 25],
    [[30, 20, 10], 50],
  ])("第二件半价: %j -> %d", (units, owed) => {
    expect(due(rules([half]), basket(lines(...units)))).toBe(owed);
  });

  test("第2件半价, 第3件3折 is a list of rates, given once: 10 × 4 -> 10 + 5 + 3 + 10", () => {
    const list: Promotion = { kind: "nth-item", id: "h", rates: ["100%", "50%", "30%"] };
    expect(due(rules([list]), basket([line("a", 10, 4)]))).toBe(28);
    expect(due(rules([list]), basket([line("a", 10, 2)]))).toBe(15);
    expect(due(rules([{ ...list, repeat: true }]), basket([line("a", 10, 5)]))).toBe(33);
  });
});

describe("买N送M in the basket", () => {
  const terms: Promotion = { kind: "buy-n-get-m", id: "b", buy: 2, get: 1 };
  test("买2送1, 7 × 5 -> 2 free -> 25", () => {
    expect(due(rules([terms]), basket([line("a", 5, 7)]))).toBe(25);
  });
  test("9, 8, 5, 4 -> group (9, 8, 5) free 5 -> 21", () => {
    expect(due(rules([terms]), basket(lines(9, 8, 5, 4)))).toBe(21);
  });
  test("free units are not discounted again", () => {
    const off: Promotion = { kind: "threshold-rate", id: "r", pieces: 1, pay: "50%" };
    const priced = price(rules([terms, off]), basket([line("a", 5, 3)]));
    expect(priced.lines[0]?.runs.map(({ count, paid }) => [count, paid])).toEqual([
      [2, 250],
      [1, 0],
    ]);
  });
});

test.each([
  [[39, 45, 50], 99],
  [[39, 39, 20], 98],
  [[50, 45, 39, 20], 119],
])("99元任选3件: %j -> %d", (units, owed) => {
  const terms: Promotion = { kind: "pick-m-for-price", id: "p", pieces: 3, price: "99.00" };
  expect(due(rules([terms]), basket(lines(...units)))).toBe(owed);
});

describe("组合价: A 18 + B 8 for 22", () => {
  const set: Promotion = {
    kind: "bundle",
    id: "s",
    price: "22.00",
    parts: [
      { goods: { product: "A" }, pieces: 1 },
      { goods: { product: "B" }, pieces: 1 },
    ],
  };
  const of = (a: number, b: number) => basket([line("A", 18, a), line("B", 8, b)]);
  test("1 + 1 -> 22 (A 15.23, B 6.77)", () => {
    const priced = price(rules([set]), of(1, 1));
    expect(priced.lines.map(({ paid }) => paid)).toEqual([1523, 677]);
  });
  test("A2 B1 -> 40, A3 B3 -> 66", () => {
    expect(due(rules([set]), of(2, 1))).toBe(40);
    expect(due(rules([set]), of(3, 3))).toBe(66);
  });
  test("a part with two pieces, and one that several goods fill: the dearest go in", () => {
    const meal: Promotion = {
      kind: "bundle",
      id: "m",
      price: "30.00",
      parts: [
        { goods: { product: "burger" }, pieces: 1 },
        { goods: { tag: "side" }, pieces: 2 },
      ],
    };
    const sides = [line("fries", 12), line("salad", 15), line("cola", 9)].map((one) => ({
      ...one,
      tags: ["side"],
    }));
    const priced = price(rules([meal]), basket([line("burger", 25), ...sides]));
    expect(priced.totals.due).toBe(3900);
    expect(priced.lines.map(({ runs }) => runs[0]?.takenBy)).toEqual(["m", "m", "m", null]);
  });
  test("against 第二件半价 on B the better combination wins: 18 + 22 is less than 22 + 8 and 36 + 12", () => {
    const half: Promotion = {
      kind: "nth-item",
      id: "h",
      nth: 2,
      pay: "50%",
      goods: { product: "B" },
    };
    expect(due(rules([set, half]), of(2, 2))).toBe(44);
    expect(due(rules([set, half]), of(1, 2))).toBe(30);
  });
});

describe("限时折扣: 20 -> 16 from 18:00 to 20:00 in the store's zone", () => {
  const flash: Promotion = {
    kind: "flash-price",
    id: "f",
    prices: { cake: "16.00" },
    during: { daily: { from: "18:00", until: "20:00" } },
  };
  test.each([
    ["2027-06-15T19:59:59", 16],
    ["2027-06-15T20:00:00", 20],
    ["2027-06-15T18:00:00", 16],
    ["2027-06-15T17:59:59", 20],
  ])("%s -> %d", (at, owed) => {
    expect(due(rules([flash]), basket([line("cake", 20)], { at: inShanghai(at) }))).toBe(owed);
  });
  test("limit 2, buy 3 -> 52; one bought before -> 56", () => {
    const evening = { at: inShanghai("2027-06-15T19:00:00"), member: member() };
    const limited = rules([{ ...flash, piecesPerMember: 2 }]);
    expect(due(limited, basket([line("cake", 20, 3)], evening))).toBe(52);
    const usage = [{ promotionId: "f", scope: "member" as const, uses: 1, amount: 400 }];
    expect(due(limited, basket([line("cake", 20, 3)], { ...evening, usage }))).toBe(56);
  });
});

describe("会员价 vs 会员折扣: list 100, 会员价 88, gold 8折", () => {
  const absolute: Promotion = { kind: "member-price", id: "a", prices: { tea: "88.00" } };
  const rate: Promotion = { kind: "member-rate", id: "r", byTier: { gold: "80%" } };
  const flash: Promotion = {
    kind: "flash-price",
    id: "f",
    prices: { tea: "85.00" },
    during: { daily: { from: "00:00", until: "24:00" } },
  };
  const one = basket([line("tea", 100)], { member: gold });
  test.each([
    ["priority", 88, 85],
    ["lowest", 80, 80],
    ["stack", 70.4, 68],
  ] as const)("%s -> %d, with flash 85 -> %d", (pricePolicy, owed, withFlash) => {
    expect(due(rules([absolute, rate], { pricePolicy }), one)).toBe(owed);
    expect(due(rules([absolute, rate, flash], { pricePolicy }), one)).toBe(withFlash);
  });
  test("no member, no member price", () => {
    expect(due(rules([absolute, rate]), basket([line("tea", 100)]))).toBe(100);
  });
});

describe("会员日 9折", () => {
  const day: Promotion = { kind: "member-rate", id: "day", pay: "90%", when: { weekday: 2 } };
  const rate: Promotion = { kind: "member-rate", id: "tier", byTier: { gold: "80%" } };
  // 15 June 2027 is a Tuesday.
  test("128 -> 115.20", () => {
    expect(due(rules([day]), basket(lines(128), { member: member() }))).toBe(115.2);
  });
  test("on another day 128", () => {
    const at = inShanghai("2027-06-16T00:00:00");
    expect(due(rules([day]), basket(lines(128), { member: member(), at }))).toBe(128);
  });
  test("gold 8折: lowest 102.40, stack 92.16", () => {
    const bill = basket(lines(128), { member: gold });
    expect(due(rules([day, rate]), bill)).toBe(102.4);
    expect(due(rules([day, rate], { pricePolicy: "stack" }), bill)).toBe(92.16);
  });
  test("40 of the 128 is tobacco, excluded -> 119.20", () => {
    const without: Promotion = { ...day, goods: { not: { category: "tobacco" } } };
    const bill = [line("tea", 88), line("smokes", 40, 1, { categories: ["tobacco"] })];
    expect(due(rules([without]), basket(bill, { member: member() }))).toBe(119.2);
  });
});

describe("生日特权 8折", () => {
  const born = (month: number, day: number) => member({ birthday: { month, day, year: null } });
  const treat = (birthday: "day" | "week" | "month"): Promotion => ({
    kind: "member-rate",
    id: "b",
    pay: "80%",
    when: { birthday },
  });
  test.each([
    ["2027-06-01", 40],
    ["2027-07-01", 50],
  ])("born 06-15, sale %s -> 50 becomes %d", (date, owed) => {
    const at = inShanghai(`${date}T10:00:00`);
    expect(due(rules([treat("month")]), basket(lines(50), { member: born(6, 15), at }))).toBe(owed);
  });
  test("born 02-29: month scope works all February", () => {
    const at = inShanghai("2027-02-01T10:00:00");
    expect(due(rules([treat("month")]), basket(lines(50), { member: born(2, 29), at }))).toBe(40);
  });
  test.each([
    ["2027-02-28", undefined, 40],
    ["2027-03-01", undefined, 50],
    ["2027-03-01", "03-01", 40],
    ["2027-02-28", "leap-years-only", 50],
    ["2028-02-29", "leap-years-only", 40],
    ["2028-02-28", undefined, 50],
  ] as const)("born 02-29, day scope on %s with leapDay %s -> %d", (date, leapDay, owed) => {
    const when = { birthday: { scope: "day" as const, ...(leapDay ? { leapDay } : {}) } };
    const at = inShanghai(`${date}T10:00:00`);
    const terms: Promotion = { kind: "member-rate", id: "b", pay: "80%", when };
    expect(due(rules([terms]), basket(lines(50), { member: born(2, 29), at }))).toBe(owed);
  });
  test("week scope is the calendar week, over the turn of the year too", () => {
    // 1 January 2028 is a Saturday; its week begins on Monday 27 December.
    const on = (date: string) =>
      due(
        rules([treat("week")]),
        basket(lines(50), { member: born(1, 1), at: inShanghai(`${date}T10:00:00`) }),
      );
    expect([on("2027-12-26"), on("2027-12-27"), on("2028-01-02"), on("2028-01-03")]).toEqual([
      50, 40, 40, 50,
    ]);
  });
});

describe("整单折扣 88折", () => {
  const terms: Promotion = {
    kind: "threshold-rate",
    id: "w",
    amount: "0.00",
    pay: "88%",
    lane: "manual",
  };
  test("100 -> 88", () => {
    expect(due(rules([terms]), basket(lines(100)))).toBe(88);
  });
  test("20 of 100 not discountable -> 90.40", () => {
    const bill = [line("tea", 80), line("gift card", 20, 1, { tags: ["no-discount"] })];
    const some: Promotion = { ...terms, goods: { not: { tag: "no-discount" } } };
    expect(due(rules([some]), basket(bill))).toBe(90.4);
  });
});

test.each([
  ["抹分 12.38 -> 12.30", 1238, 10, "down", 1230],
  ["抹角 12.38 -> 12.00", 1238, 100, "down", 1200],
  ["四舍五入到角 12.35 -> 12.40", 1235, 10, "half-up", 1240],
  ["到元 12.50 -> 13.00", 1250, 100, "half-up", 1300],
] as const)("抹零: %s", (_title, owed, multiple, mode, rounded) => {
  expect(roundDue(owed, { multiple, mode })).toEqual({ due: rounded, rounding: rounded - owed });
});

describe("优惠券叠加 / 互斥: bill 100, 满减20, coupon 25", () => {
  const off: Promotion = { kind: "threshold", id: "m", amount: "100.00", off: "20.00" };
  const coupon: Promotion = {
    kind: "threshold",
    id: "c",
    lane: "coupon",
    amount: "0.00",
    off: "25.00",
  };
  const bill = basket(lines(100));
  test("exclusive -> 75", () => {
    expect(
      due(
        rules([
          { ...off, group: "g" },
          { ...coupon, group: "g" },
        ]),
        bill,
      ),
    ).toBe(75);
  });
  test("stackable -> 55", () => {
    expect(due(rules([off, coupon]), bill)).toBe(55);
  });
  test("two coupons 10 and 15 in one group -> 85", () => {
    const ten: Promotion = { ...coupon, id: "c10", off: "10.00", group: "g" };
    const fifteen: Promotion = { ...coupon, id: "c15", off: "15.00", group: "g" };
    expect(due(rules([ten, fifteen]), bill)).toBe(85);
  });
});

describe("积分抵现, 100 points = 1", () => {
  const terms = { pointsPerMajorUnit: 100, requested: "max" as const };
  const half = { numerator: 1, denominator: 2 };
  test("due 80, cap 50% -> 40.00 = 4,000 points", () => {
    const points = { ...terms, balance: 100_000, step: 1, cap: half };
    expect(price(rules([]), basket(lines(80), { points })).points).toEqual({
      used: 4000,
      amount: 4000,
    });
  });
  test("balance 2,560, step 100 -> 2,500 = 25.00", () => {
    const points = { ...terms, balance: 2560, step: 100, cap: null };
    expect(price(rules([]), basket(lines(80), { points })).points).toEqual({
      used: 2500,
      amount: 2500,
    });
  });
  test("due 45.60, cap 30% = 13.68, step 100 -> 13.00 = 1,300 points", () => {
    const points = { ...terms, balance: 10_000, step: 100, cap: { numerator: 3, denominator: 10 } };
    expect(price(rules([]), basket(lines(45.6), { points })).points).toEqual({
      used: 1300,
      amount: 1300,
    });
  });
});

test("allocation by deal: 22 for 18 and 8 is 15.23 and 6.77", () => {
  const off: Promotion = { kind: "threshold", id: "m", amount: "26.00", off: "4.00" };
  const priced = price(rules([off]), basket(lines(18, 8)));
  expect(priced.lines.map(({ paid }) => paid)).toEqual([1523, 677]);
});

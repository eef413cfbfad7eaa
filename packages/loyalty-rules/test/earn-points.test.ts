import { earnPoints, type MemberStanding } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, counterOf, onePointAYuan, points, programmeOf, saleOf } from "./shop.js";

const noon = at("2026-11-18"); // a Wednesday
const member: MemberStanding = {
  memberId: "M1",
  tier: null,
  tags: [],
  birthday: null,
  joinedOn: null,
  debt: 0,
};

describe("每消费1元积1分", () => {
  test("paid 45.60 -> 45 points", () => {
    expect(earnPoints(points(), saleOf("S", noon, [{ paid: 4560 }]), member).points).toBe(45);
  });

  test("30.20 of ordinary goods and 15.40 of double-point goods -> 30.20 + 30.80 = 61.00 -> 61", () => {
    const programme = points({
      multipliers: [{ id: "双倍", times: "2", goods: { tags: ["double"] } }],
    });
    const sale = saleOf("S", noon, [{ paid: 3020 }, { paid: 1540, tags: ["double"] }]);
    expect(earnPoints(programme, sale, member).points).toBe(61);
  });

  test("80.00 of goods, 20.00 off by points -> base 60.00 -> 60", () => {
    const sale = saleOf("S", noon, [{ paid: 6000, points: 2000, pointsOffset: 2000 }]);
    expect(earnPoints(points(), sale, member)).toMatchObject({ points: 60, base: 6000 });
  });
});

describe("points per visit: 1 per sale of at least 15.00", () => {
  const programme = points({ earn: [{ id: "visit", kind: "visit", points: 1, minimum: "15.00" }] });
  test.each([
    [1499, 0],
    [1500, 1],
    [9900, 1],
  ])("%i fen -> %i", (paid, wanted) => {
    expect(earnPoints(programme, saleOf("S", noon, [{ paid }]), member).points).toBe(wanted);
  });

  test("a held and resumed sale still 1, however often its end is told to the books", async () => {
    const counter = await counterOf(programme);
    const sale = saleOf("S", noon, [{ paid: 1500 }]);
    const earning = await counter.sell(sale);
    await counter.run(earning.commands);
    await counter.run(earnPoints(programme, sale, member).commands);
    expect(await counter.balance(noon)).toBe(1);
  });
});

describe("the base", () => {
  const card = { tenderId: "T1", kind: "stored-value", amount: 11000, bonusPart: 1000 };

  test("leaves out the bonus part of stored value", () => {
    const sale = saleOf("S", noon, [{ paid: 11000, tenders: { T1: 11000 } }], [card]);
    expect(earnPoints(points(), sale, member).points).toBe(100);
  });

  test("takes it in when the programme says so", () => {
    const sale = saleOf("S", noon, [{ paid: 11000, tenders: { T1: 11000 } }], [card]);
    expect(earnPoints(points({ bonusEarns: true }), sale, member).points).toBe(110);
  });

  test("shares the bonus over the lines exactly, however it falls", () => {
    const lines = [
      { paid: 3333, tenders: { T1: 3333 } },
      { paid: 7667, tenders: { T1: 7667 } },
    ];
    const double = points({ multipliers: [{ id: "x2", times: "2", goods: { products: ["P1"] } }] });
    // 33.33 × 10/11 × 2 + 76.67 × 10/11 = 130.3
    expect(earnPoints(double, saleOf("S", noon, lines, [card]), member).points).toBe(130);
  });

  test("leaves out what a manufacturer's coupon paid", () => {
    const coupon = { tenderId: "T2", kind: "third-party-coupon", amount: 500, bonusPart: 0 };
    const sale = saleOf("S", noon, [{ paid: 2000, tenders: { T2: 500, T1: 1500 } }], [coupon]);
    expect(earnPoints(points(), sale, member).points).toBe(15);
  });

  test("leaves out goods that earn nothing", () => {
    const programme = points({ exclude: [{ departments: ["tobacco"] }] });
    const sale = saleOf("S", noon, [{ paid: 6000 }, { paid: 4000, department: "tobacco" }]);
    expect(earnPoints(programme, sale, member).points).toBe(60);
  });
});

describe("several rules", () => {
  const earn = [
    onePointAYuan,
    { id: "milk", kind: "piece", points: 30, goods: { categories: ["milk"] } },
    { id: "visit", kind: "visit", points: 50 },
  ];
  const sale = saleOf("S", noon, [{ paid: 2000, count: 2, categories: ["milk"] }]);

  test.each([
    ["sum", 40 + 60 + 50],
    ["best", 60],
    ["first", 40],
  ])("%s -> %i", (combine, wanted) => {
    expect(earnPoints(points({ earn, combine }), sale, member).points).toBe(wanted);
  });
});

describe("several multipliers on one line", () => {
  const multipliers = [
    { id: "weekend", times: "1.5" },
    { id: "gold", times: "3" },
  ];
  test.each([
    ["sum", 350],
    ["best", 300],
    ["first", 150],
  ])("%s -> %i", (combineMultipliers, wanted) => {
    const programme = points({ multipliers, combineMultipliers });
    expect(earnPoints(programme, saleOf("S", noon, [{ paid: 10000 }]), member).points).toBe(wanted);
  });
});

describe("amounts beyond limits are misuse, with a code", () => {
  const bad = expect.objectContaining({ code: "loyalty.amount-invalid" });
  test.each([-1, 10.5, Number.NaN, Number.POSITIVE_INFINITY])("a unit paid %d", (paid) => {
    expect(() => earnPoints(points(), saleOf("S", noon, [{ paid }]), member)).toThrow(bad);
  });
  test("more points than can be counted exactly, unless the programme has a maximum", () => {
    const rich = { earn: [{ ...onePointAYuan, per: "0.01", points: 1_000_000_000 }] };
    const sale = saleOf("S", noon, [{ paid: 9_007_200 }]);
    expect(() => earnPoints(points(rich), sale, member)).toThrow(bad);
    const less = saleOf("S", noon, [{ paid: 9_007_199 }]);
    expect(earnPoints(points(rich), less, member).points).toBe(9_007_199_000_000_000);
    expect(earnPoints(points({ ...rich, maximumPerSale: 500 }), sale, member).points).toBe(500);
  });
});

describe("conditions", () => {
  const sale = saleOf("S", noon, [{ paid: 10000 }]);
  const levels = [{ id: "gold", name: { "zh-CN": "金卡", en: "Gold" } }];
  const when = (condition: Record<string, unknown>) =>
    programmeOf({
      points: { earn: [onePointAYuan], multipliers: [{ id: "m", times: "2", when: condition }] },
      tiers: { levels },
    });
  const birthday = { month: 11, day: 18, year: 1990 };
  const leapling = { month: 2, day: 29, year: null };

  test.each([
    ["a tier", { tiers: ["gold"] }, { tier: "gold" }, 200],
    ["another tier", { tiers: ["gold"] }, { tier: "silver" }, 100],
    ["no tier", { tiers: ["gold"] }, {}, 100],
    ["a member's tag", { memberTags: ["vip"] }, { tags: ["vip"] }, 200],
    ["no tag", { memberTags: ["vip"] }, {}, 100],
    ["Wednesday", { weekdays: [3] }, {}, 200],
    ["Thursday", { weekdays: [4] }, {}, 100],
    ["the 18th", { monthDays: [8, 18] }, {}, 200],
    ["the birthday", { birthday: "day" }, { birthday }, 200],
    ["the birthday month", { birthday: "month" }, { birthday: { ...birthday, day: 1 } }, 200],
    ["not the birthday", { birthday: "day" }, { birthday: { ...birthday, day: 1 } }, 100],
    ["a leap day in November", { birthday: "month" }, { birthday: leapling }, 100],
    ["no birthday told", { birthday: "month" }, {}, 100],
    ["the store", { stores: ["S1"] }, {}, 200],
    ["another store", { stores: ["S2"] }, {}, 100],
    ["the channel", { channels: ["till"] }, {}, 200],
    ["several that hold", { channels: ["till"], weekdays: [3] }, {}, 200],
    ["several of which one fails", { channels: ["till"], weekdays: [4] }, {}, 100],
  ])("%s", (_name, condition, standing, wanted) => {
    const earning = earnPoints(when(condition), sale, { ...member, ...standing });
    expect(earning.points).toBe(wanted);
  });

  test("days are those of the programme's zone, not of UTC", () => {
    const lateTuesday = saleOf("S", at("2026-11-17T23:59"), [{ paid: 10000 }]);
    const earlyWednesday = saleOf("S", at("2026-11-18T00:00"), [{ paid: 10000 }]);
    expect(earnPoints(when({ weekdays: [3] }), lateTuesday, member).points).toBe(100);
    expect(earnPoints(when({ weekdays: [3] }), earlyWednesday, member).points).toBe(200);
  });

  describe("the week of a birthday, Monday to Sunday", () => {
    const programme = points({
      multipliers: [{ id: "m", times: "2", when: { birthday: "week" } }],
    });
    test.each([
      ["2026-11-15", 100],
      ["2026-11-16", 200],
      ["2026-11-22", 200],
      ["2026-11-23", 100],
    ])("born on 18 November, bought on %s -> %i", (date, wanted) => {
      const sale = saleOf("S", at(date), [{ paid: 10000 }]);
      expect(earnPoints(programme, sale, { ...member, birthday }).points).toBe(wanted);
    });
  });

  describe("from 3 days before the birthday to 7 days after it", () => {
    const birthdayWindow = { before: 3, after: 7 };
    const programme = points({
      multipliers: [{ id: "m", times: "2", when: { birthday: "day", birthdayWindow } }],
    });
    test.each([
      ["2026-11-14", 100],
      ["2026-11-15", 200],
      ["2026-11-18", 200],
      ["2026-11-25", 200],
      ["2026-11-26", 100],
    ])("born on 18 November, bought on %s -> %i", (date, wanted) => {
      const sale = saleOf("S", at(date), [{ paid: 10000 }]);
      expect(earnPoints(programme, sale, { ...member, birthday }).points).toBe(wanted);
    });

    test("either side alone: what is not told has no days", () => {
      const before = when({ birthday: "day", birthdayWindow: { before: 1 } });
      const after = when({ birthday: "day", birthdayWindow: { after: 1 } });
      const earned = (programme: ReturnType<typeof when>, date: string) =>
        earnPoints(programme, saleOf("S", at(date), [{ paid: 10000 }]), { ...member, birthday })
          .points;
      const days = ["2026-11-17", "2026-11-18", "2026-11-19"];
      expect(days.map((date) => earned(before, date))).toEqual([200, 200, 100]);
      expect(days.map((date) => earned(after, date))).toEqual([100, 200, 200]);
    });
  });

  describe("born on 29 February, double points on the day", () => {
    const born = { month: 2, day: 29, year: 2000 };
    test.each([
      ["2027-02-28", undefined, 200],
      ["2027-03-01", undefined, 100],
      ["2027-03-01", "03-01", 200],
      ["2027-02-28", "03-01", 100],
      ["2027-02-28", null, 100],
      ["2028-02-29", null, 200],
      ["2028-02-29", "02-28", 200],
      ["2028-02-28", "02-28", 100],
    ])("on %s, with the day %s in other years -> %i", (date, leapDay, wanted) => {
      const when = { birthday: "day", ...(leapDay === undefined ? {} : { leapDay }) };
      const programme = points({ multipliers: [{ id: "m", times: "2", when }] });
      const sale = saleOf("S", at(date), [{ paid: 10000 }]);
      expect(earnPoints(programme, sale, { ...member, birthday: born }).points).toBe(wanted);
    });
  });

  test("born on 29 February: the whole month of February counts", () => {
    const february = saleOf("S", at("2027-02-01"), [{ paid: 10000 }]);
    const earning = earnPoints(when({ birthday: "month" }), february, {
      ...member,
      birthday: leapling,
    });
    expect(earning.points).toBe(200);
  });
});

describe("rounding and limits", () => {
  test.each([
    ["down", 45],
    ["half-up", 46],
    ["up", 46],
  ])("%s: 45.50 -> %i", (rounding, wanted) => {
    const sale = saleOf("S", noon, [{ paid: 4550 }]);
    expect(earnPoints(points({ rounding }), sale, member).points).toBe(wanted);
  });

  test("happens once for the sale: 0.60 + 0.60 -> 1", () => {
    const sale = saleOf("S", noon, [{ paid: 60 }, { paid: 60 }]);
    expect(earnPoints(points(), sale, member).points).toBe(1);
  });

  test("no sale earns more than the maximum", () => {
    const sale = saleOf("S", noon, [{ paid: 1_000_000 }]);
    expect(earnPoints(points({ maximumPerSale: 500 }), sale, member).points).toBe(500);
  });

  test("196,000.00 earns 196,000, not one more", () => {
    const sale = saleOf("S", noon, [{ paid: 19_600_000 }]);
    expect(earnPoints(points(), sale, member).points).toBe(196_000);
  });
});

describe("the reasons", () => {
  test("say what was earned and which goods counted more", () => {
    const programme = points({
      multipliers: [{ id: "双倍", times: "2", goods: { tags: ["double"] } }],
    });
    const sale = saleOf("S", noon, [{ paid: 3020 }, { paid: 1540, tags: ["double"] }]);
    expect(earnPoints(programme, sale, member).reasons).toEqual([
      { code: "loyalty.points-earned", facts: { points: 61, base: 4560, currency: "CNY" } },
      {
        code: "loyalty.points-multiplied",
        facts: { multiplier: "双倍", times: 2, base: 1540, currency: "CNY" },
      },
    ]);
  });

  test("say so when nothing was earned", () => {
    const earning = earnPoints(points(), saleOf("S", noon, [{ paid: 99 }]), member);
    expect(earning).toMatchObject({ points: 0, commands: [] });
    expect(earning.reasons).toEqual([{ code: "loyalty.no-points-earned", facts: {} }]);
  });
});

test("a programme without points earns none and says nothing", () => {
  const programme = programmeOf({ storedValue: {} });
  const earning = earnPoints(programme, saleOf("S", noon, [{ paid: 9900 }]), member);
  expect(earning).toMatchObject({ points: 0, commands: [], reasons: [] });
});

test("nothing that was handed in is changed", () => {
  const sale = saleOf("S", noon, [{ paid: 4560 }]);
  const before = JSON.stringify([sale, member]);
  earnPoints(points(), sale, member);
  expect(JSON.stringify([sale, member])).toBe(before);
});

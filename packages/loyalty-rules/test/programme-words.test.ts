import { parseProgramme } from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { onePointAYuan, programmeOf, zone } from "./shop.js";

const name = { "zh-CN": "名", en: "Name" };
const head = { format: "tillwright.programme/1", currency: "CNY", zone };

test("what a section of stored value, tiers or plans leaves out", () => {
  const levels = [{ id: "plain", name }];
  const { storedValue, tiers } = programmeOf({
    storedValue: { topUps: [{ pay: "1.00", bonus: "0.00" }] },
    tiers: { levels },
  });
  expect(storedValue).toEqual({
    topUps: [{ pay: 100, bonus: 0, repeat: false, instalments: null }],
    spendOrder: "pro-rata",
    minimumTopUp: null,
    maximumTopUp: null,
    maximumBalance: null,
    bonusExpiry: { kind: "none" },
  });
  expect(programmeOf({ storedValue: {} }).storedValue?.topUps).toEqual([]);
  expect(tiers).toEqual({
    window: { kind: "rolling", months: 12 },
    upgrade: "after",
    term: { kind: "months", months: 12 },
    graceDays: 0,
    downgrade: "one-step",
    levels: [
      {
        id: "plain",
        name: { "zh-CN": "名", en: "Name" },
        reach: null,
        keep: null,
        promotions: [],
        benefits: [],
      },
    ],
  });
});

describe("every word of a document is kept as it was written", () => {
  test.each(["sum", "best", "first"])("combine: %s", (combine) => {
    const read = programmeOf({
      points: { earn: [onePointAYuan], combine, combineMultipliers: combine },
    }).points;
    expect([read?.combine, read?.combineMultipliers]).toEqual([combine, combine]);
  });
  test.each(["down", "half-up", "up"])("rounding: %s", (rounding) => {
    expect(programmeOf({ points: { earn: [onePointAYuan], rounding } }).points?.rounding).toBe(
      rounding,
    );
  });
  test.each(["carry", "refuse"])("debt: %s", (debt) => {
    expect(programmeOf({ points: { earn: [onePointAYuan], debt } }).points?.debt).toBe(debt);
  });
  test.each(["principal-first", "bonus-first", "pro-rata"])("spendOrder: %s", (spendOrder) => {
    expect(programmeOf({ storedValue: { spendOrder } }).storedValue?.spendOrder).toBe(spendOrder);
  });
  test.each(["day", "week", "month"])("instalments: every %s", (every) => {
    const step = { pay: "1.00", bonus: "0.10", instalments: { count: 2, every } };
    expect(
      programmeOf({ storedValue: { topUps: [step] } }).storedValue?.topUps[0]?.instalments,
    ).toEqual({
      count: 2,
      every,
    });
  });
  test.each([
    { window: { kind: "rolling", months: 3 } },
    { window: { kind: "calendar-year" } },
    { window: { kind: "membership-year" } },
    { upgrade: "after" },
    { upgrade: "during" },
    { downgrade: "one-step" },
    { downgrade: "recompute" },
    { graceDays: 366 },
    { term: { kind: "none" } },
    { term: { kind: "end-of-month", months: 0 } },
    { term: { kind: "end-of-year", years: 0 } },
  ])("tiers: %o", (rules) => {
    const levels = [{ id: "plain", name }];
    expect(programmeOf({ tiers: { levels, ...rules } }).tiers).toMatchObject(rules);
  });
  test("rules for amounts, pieces and visits", () => {
    const rule = { id: "a", points: 1, minimum: "0.00" };
    const days = { monthDays: [1, 31], weekdays: [1, 7] };
    const birthday = { birthday: "day", channels: ["till"] };
    const earn = [
      { ...rule, kind: "amount", per: "0.01" },
      { ...rule, id: "b", kind: "piece", when: days },
      { ...rule, id: "c", kind: "visit", when: birthday },
    ];
    expect(programmeOf({ points: { earn, pending: { days: 366 } } }).points).toMatchObject({
      earn: [{ per: 1 }, { kind: "piece", when: days }, { kind: "visit", when: birthday }],
      pending: { days: 366 },
    });
  });
});

describe("what cannot be read says what is expected", () => {
  const told = (sections: unknown) => {
    const parsed = parseProgramme(sections);
    return parsed.ok ? [] : parsed.issues.map(({ message }) => message);
  };
  test("amounts, words, shares and what is unknown", () => {
    const topUps = [
      { pay: "0.00", bonus: "-1.00", repeat: "yes", instalments: { count: 1, every: "year" } },
    ];
    expect(
      told({ ...head, storedValue: { topUps, spendOrder: "any", maximumBalance: "0.00" } }),
    ).toEqual([
      "storedValue.topUps.0.pay: must be more than zero",
      "storedValue.topUps.0.bonus: must not be negative",
      "storedValue.topUps.0.repeat: must be given as boolean",
      "storedValue.topUps.0.instalments.count: must be at least 2",
      'storedValue.topUps.0.instalments.every: must be one of "day", "week", "month"',
      'storedValue.spendOrder: must be one of "principal-first", "bonus-first", "pro-rata"',
      "storedValue.maximumBalance: must be more than zero",
    ]);
    const earn = [{ id: "", kind: "amount", per: "0.00", points: 0.5, when: { weekdays: [] } }];
    const rules = {
      combine: "all",
      rounding: "near",
      debt: "forget",
      pending: { days: 0 },
      expiry: { kind: "weeks" },
    };
    expect(told({ ...head, points: { earn, ...rules } })).toEqual([
      "points.earn.0.id: must be 1 to 80 characters without spaces",
      "points.earn.0.points: must be a whole number",
      "points.earn.0.when.weekdays: must have at least 1 element",
      "points.earn.0.per: must be more than zero",
      'points.combine: must be one of "sum", "best", "first"',
      "points.pending.days: must be at least 1",
      'points.rounding: must be one of "down", "half-up", "up"',
      'points.expiry.kind: must be one of "none", "months", "end-of-month", "end-of-year", "inactivity"',
      'points.debt: must be one of "carry", "reduce-refund", "refuse"',
    ]);
    expect(
      told({
        ...head,
        tiers: {
          levels: [],
          upgrade: "before",
          downgrade: "none",
          window: { kind: "week" },
          graceDays: 367,
        },
      }),
    ).toEqual([
      'tiers.window.kind: must be one of "rolling", "calendar-year", "membership-year"',
      'tiers.upgrade: must be one of "after", "during"',
      "tiers.graceDays: must be at most 366",
      'tiers.downgrade: must be one of "one-step", "recompute"',
      "tiers.levels: must have at least 1 element",
    ]);
  });
  test("a document that is nothing, and one that offers nothing", () => {
    expect(told(null)).toEqual(["the document: must be given as object"]);
    expect(told("programme")).toEqual(["the document: must be given as object"]);
    expect(told(head)).toEqual(["the programme offers nothing"]);
    expect(told({ ...head, points: null })).toEqual(["the programme offers nothing"]);
  });
  test("without a currency, amounts are read with two decimals and everything else is still told", () => {
    const plans = [{ id: "p", name, price: "1.005", months: 0 }];
    expect(told({ format: head.format, zone, plans })).toEqual([
      "currency: must be given as string",
      'plans.0.price: "1.005" has 3 decimals, and CNY has 2',
      "plans.0.months: must be at least 1",
    ]);
    const yen = { ...head, currency: "JPY", zone: "Mars/Olympus" };
    expect(told({ ...yen, plans: [{ id: "p", name, price: "1.5", months: 1 }] })).toEqual([
      "zone: must be an IANA zone such as Asia/Shanghai",
      'plans.0.price: "1.5" has 1 decimals, and JPY has 0',
    ]);
  });
});

test("the hash knows every section, and the result cannot be changed", () => {
  const base = {
    coupons: [{ id: "a", name, promotionId: "p" }],
    plans: [{ id: "p", name, price: "1.00", months: 1 }],
  };
  const sections = [
    base,
    { ...base, birthday: { coupons: ["a"] } },
    { ...base, joinGift: { coupons: ["a"] } },
    { ...base, referral: { referrer: { coupons: ["a"] }, referred: {} } },
    { ...base, plans: [{ id: "p", name, price: "1.01", months: 1 }] },
    { ...base, storedValue: {} },
  ];
  const read = sections.map(programmeOf);
  expect(new Set(read.map(({ hash }) => hash)).size).toBe(sections.length);
  expect(Object.isFrozen(read[0]?.coupons[0]?.name)).toBe(true);
});

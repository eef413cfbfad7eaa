import {
  birthdayPresent,
  birthdayYear,
  couponAccount,
  earnPoints,
  joinGift,
  openMemberAccounts,
  payDebt,
  pointsAccount,
  pointsDebtAccount,
  type ReferralRequest,
  redeemPoints,
  rewardReferral,
  takeBackReferral,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import {
  at,
  counterOf,
  memberId,
  newMemberBuys,
  onePointAYuan,
  points,
  programmeOf,
  saleOf,
  units,
} from "./shop.js";

const name = { "zh-CN": "券", en: "Coupon" };
const coupons = [{ id: "cash50", name, promotionId: "fifty-off" }];
const earn = { points: { earn: [onePointAYuan] } };

describe("生日特权: scope day, week, month", () => {
  const born = { month: 6, day: 15, year: 1990 };
  const newYear = { month: 1, day: 1, year: null };
  test.each([
    ["month: 06-01", born, "2026-06-01", "month", 2026],
    ["month: 07-01", born, "2026-07-01", "month", null],
    ["day", born, "2026-06-15", "day", 2026],
    ["the day after", born, "2026-06-16", "day", null],
    ["week: Monday", born, "2026-06-15", "week", 2026],
    ["week: Sunday", born, "2026-06-21", "week", 2026],
    ["week: Monday after", born, "2026-06-22", "week", null],
    [
      "a week over New Year counts for the year of the birthday",
      newYear,
      "2026-12-28",
      "week",
      2027,
    ],
    ["and on its other side", newYear, "2027-01-03", "week", 2027],
    [
      "a birthday at the end of the year",
      { ...born, month: 12, day: 31 },
      "2027-01-03",
      "week",
      2026,
    ],
  ] as const)("%s", (_name, birthday, date, scope, year) => {
    expect(birthdayYear(birthday, date, scope, null)).toBe(year);
  });

  const leapling = { month: 2, day: 29, year: 2000 };
  test.each([
    ["month scope works all February", "2027-02-01", "month", null, 2027],
    ["on the 28th", "2027-02-28", "day", "02-28", 2027],
    ["not on the 28th of a leap year", "2028-02-28", "day", "02-28", null],
    ["on the 29th of a leap year", "2028-02-29", "day", "02-28", 2028],
    ["on 1 March", "2027-03-01", "day", "03-01", 2027],
    ["only in leap years", "2027-02-28", "day", null, null],
    ["only in leap years", "2028-02-29", "day", null, 2028],
  ] as const)("born 02-29: %s", (_name, date, scope, leapDay, year) => {
    expect(birthdayYear(leapling, date, scope, leapDay)).toBe(year);
  });
});

describe("the birthday with a window: from 3 days before to 7 days after", () => {
  const window = { before: 3, after: 7 };
  const june = { month: 6, day: 15, year: 1990 };
  const newYear = { month: 1, day: 2, year: null };
  const eve = { month: 12, day: 28, year: null };
  const leapling = { month: 2, day: 29, year: 2000 };
  test.each([
    ["born 06-15: too early", june, "2026-06-11", null, null],
    ["the first day", june, "2026-06-12", null, 2026],
    ["the day itself", june, "2026-06-15", null, 2026],
    ["the last day", june, "2026-06-22", null, 2026],
    ["too late", june, "2026-06-23", null, null],
    [
      "born 01-02: the year before, for the year of the birthday",
      newYear,
      "2026-12-30",
      null,
      2027,
    ],
    ["not earlier", newYear, "2026-12-29", null, null],
    ["born 12-28: into the next year, for the year of the birthday", eve, "2027-01-04", null, 2026],
    ["not later", eve, "2027-01-05", null, null],
    ["born 02-29, a leap year: 3 days before the 29th", leapling, "2028-02-26", "02-28", 2028],
    ["not 4", leapling, "2028-02-25", "02-28", null],
    ["7 days after the 29th", leapling, "2028-03-07", "03-01", 2028],
    ["not 8", leapling, "2028-03-08", "03-01", null],
    ["other years, kept on 02-28: 3 days before it", leapling, "2027-02-25", "02-28", 2027],
    ["7 days after it", leapling, "2027-03-07", "02-28", 2027],
    ["not 8", leapling, "2027-03-08", "02-28", null],
    ["other years, kept on 03-01: 3 days before it", leapling, "2027-02-26", "03-01", 2027],
    ["not 4", leapling, "2027-02-25", "03-01", null],
    ["7 days after it", leapling, "2027-03-08", "03-01", 2027],
    ["other years, kept in leap years only", leapling, "2027-03-01", null, null],
  ] as const)("%s", (_name, birthday, date, leapDay, year) => {
    expect(birthdayYear(birthday, date, "day", leapDay, window)).toBe(year);
  });

  test("the widest windows of two years do not touch: each day has one year", () => {
    const widest = { before: 182, after: 182 };
    expect(birthdayYear(june, "2026-12-14", "day", null, widest)).toBe(2026);
    expect(birthdayYear(june, "2026-12-15", "day", null, widest)).toBe(2027);
  });

  test("a present is given once in it, whichever night comes first", async () => {
    const programme = programmeOf({ ...earn, birthday: { scope: "day", window, points: 100 } });
    const counter = await counterOf(programme);
    const member = { memberId, birthday: newYear, debt: 0 };
    const present = (key: string, date: string) =>
      birthdayPresent(programme, member, { key, at: at(date) });
    expect(present("early", "2026-12-29")).toBeNull();
    await counter.run(present("a", "2026-12-30")?.commands ?? []);
    const again = present("b", "2027-01-09")?.commands ?? [];
    expect((await counter.journal.executeAll(again)).ok).toBe(false);
    expect(await counter.balance(at("2027-01-09"))).toBe(100);
    expect(present("late", "2027-01-10")).toBeNull();
  });
});

describe("生日礼金", () => {
  const programme = programmeOf({
    ...earn,
    coupons,
    birthday: { points: 100, coupons: ["cash50"] },
  });
  const june = { memberId, birthday: { month: 6, day: 15, year: null }, debt: 0 };

  test("points and a coupon, named after member and year", async () => {
    const counter = await counterOf(programme);
    const context = { key: "night", at: at("2026-06-01") };
    const present = birthdayPresent(programme, june, context);
    expect(present).toMatchObject({
      year: 2026,
      points: 100,
      coupons: ["birthday:M1:2026:cash50"],
    });
    await counter.run(present?.commands ?? []);
    expect(await counter.balance(context.at)).toBe(100);
    const account = couponAccount(memberId, "cash50");
    expect(await counter.journal.lots(account, context.at)).toHaveLength(1);
  });

  test("changing the birthday does not pay twice", async () => {
    const counter = await counterOf(programme);
    const first = birthdayPresent(programme, june, { key: "a", at: at("2026-06-01") });
    await counter.run(first?.commands ?? []);
    const changed = { ...june, birthday: { month: 8, day: 1, year: null } };
    const second = birthdayPresent(programme, changed, { key: "b", at: at("2026-08-01") });
    expect((await counter.journal.executeAll(second?.commands ?? [])).ok).toBe(false);
    expect(await counter.balance(at("2026-08-01"))).toBe(100);
    const next = birthdayPresent(programme, changed, { key: "c", at: at("2027-08-01") });
    await counter.run(next?.commands ?? []);
    expect(await counter.balance(at("2027-08-01"))).toBe(200);
  });

  test.each([
    ["not the time", programme, june, "2026-07-01"],
    ["no birthday told", programme, { memberId, birthday: null, debt: 0 }, "2026-06-01"],
    ["no such present", points(), june, "2026-06-01"],
  ])("%s: nothing", (_name, version, member, when) => {
    expect(birthdayPresent(version, member, { key: "k", at: at(when) })).toBeNull();
  });
});

test("a join gift with a coupon gives one coupon, and registering again gives none", async () => {
  const programme = programmeOf({ coupons, joinGift: { coupons: ["cash50"] } });
  const counter = await counterOf(programme);
  const welcome = joinGift(programme, memberId, { key: "join", at: 0 });
  expect(welcome.coupons).toEqual(["join:M1:cash50"]);
  expect(welcome.reasons).toEqual([{ code: "loyalty.coupons-given", facts: { count: 1 } }]);
  await counter.run(welcome.commands);
  const again = joinGift(programme, memberId, { key: "again", at: 0 }).commands;
  expect((await counter.journal.executeAll(again)).ok).toBe(false);
  expect(await counter.journal.lots(couponAccount(memberId, "cash50"), 0)).toHaveLength(1);
});

describe("老带新", () => {
  const programme = programmeOf({
    ...earn,
    coupons,
    referral: {
      minimum: "20.00",
      referrer: { points: 200, coupons: ["cash50"] },
      referred: { points: 50 },
    },
  });
  const monday = at("2026-11-16");
  const request: ReferralRequest = {
    referrerId: memberId,
    newMemberId: "M2",
    referrerTraits: ["phone:a", "device:1"],
    newMemberTraits: ["phone:b", "device:2"],
    referrersOfReferrer: ["M0"],
    saleId: "S1",
    spend: 2000,
    debt: { referrer: 0, newMember: 0 },
    purchasesBefore: 0,
    context: { key: "S1", at: monday },
  };

  async function rewarded() {
    const counter = await counterOf(programme);
    await counter.run([openMemberAccounts("M2", "CNY", { key: "open-2", at: 0 })]);
    const reward = rewardReferral(programme, request);
    if (!reward.ok) throw new Error(reward.refusal.code);
    await counter.run(reward.value.commands);
    return counter;
  }

  test("the referrer is rewarded when the new member's first sale is final", async () => {
    const counter = await rewarded();
    expect(await counter.balance(monday)).toBe(200);
    expect((await counter.journal.balance(pointsAccount("M2"), monday))?.available).toBe(50);
  });

  test("once per new member", async () => {
    const counter = await rewarded();
    const again = rewardReferral(programme, { ...request, context: { key: "S2", at: monday } });
    if (!again.ok) throw new Error(again.refusal.code);
    expect((await counter.journal.executeAll(again.value.commands)).ok).toBe(false);
    expect(await counter.balance(monday)).toBe(200);
  });

  test("a refund of that sale takes it back", async () => {
    const counter = await rewarded();
    const lots = await counter.lots(monday);
    const unusedCoupons = ["referral:M2:referrer:cash50"];
    const side = { role: "referrer", memberId, lots, unusedCoupons, lapsed: 0 } as const;
    await counter.run(takeBackReferral(programme, "M2", side, { key: "R1", at: monday }));
    expect(await counter.balance(monday)).toBe(0);
    expect(await counter.journal.lots(couponAccount(memberId, "cash50"), monday)).toEqual([]);
    const theirs = await counter.journal.lots(pointsAccount("M2"), monday);
    const other = {
      role: "referred",
      memberId: "M2",
      lots: theirs,
      unusedCoupons: [],
      lapsed: 0,
    } as const;
    await counter.run(takeBackReferral(programme, "M2", other, { key: "R1b", at: monday }));
    expect((await counter.journal.balance(pointsAccount("M2"), monday))?.available).toBe(0);
  });

  test("what was spent of it meanwhile is owed", async () => {
    const counter = await rewarded();
    const spend = redeemPoints({
      memberId,
      saleId: "S3",
      points: 150,
      amount: 150,
      lots: await counter.lots(monday),
      context: { key: "S3", at: monday },
    });
    if (spend.ok) await counter.run(spend.value.commands);
    const lots = await counter.lots(monday);
    const side = { role: "referrer", memberId, lots, unusedCoupons: [], lapsed: 0 } as const;
    await counter.run(takeBackReferral(programme, "M2", side, { key: "R1", at: monday }));
    expect(await counter.balance(monday)).toBe(0);
    expect((await counter.journal.balance(pointsDebtAccount(memberId), monday))?.posted).toBe(150);
  });

  test.each([
    ["oneself", { newMemberId: memberId }, "loyalty.referral-of-self"],
    [
      "oneself with a second phone on one device",
      { newMemberTraits: ["device:1"] },
      "loyalty.referral-of-self",
    ],
    ["in a ring", { referrersOfReferrer: ["M5", "M2"] }, "loyalty.referral-ring"],
    ["somebody who has bought before", { purchasesBefore: 1 }, "loyalty.referral-not-new"],
    ["for too little", { spend: 1999 }, "loyalty.referral-below-minimum"],
  ])("refused: %s", (_name, change, code) => {
    expect(rewardReferral(programme, { ...request, ...change })).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  test("refused: a programme without it", () => {
    expect(rewardReferral(points(), request)).toMatchObject({
      refusal: { code: "loyalty.referral-not-offered" },
    });
    const side = { role: "referrer", memberId, lots: [], unusedCoupons: [], lapsed: 0 } as const;
    expect(takeBackReferral(points(), "M2", side, { key: "R", at: 0 })).toEqual([]);
  });
});

describe("what is given pays what is owed", () => {
  const monday = at("2026-11-16");
  const programme = programmeOf({
    points: { earn: [onePointAYuan], events: [{ id: "review", points: 20 }] },
    joinGift: { points: 30 },
    birthday: { points: 100 },
    referral: { referrer: { points: 200 }, referred: { points: 50 } },
  });

  /** A member who owes 40 points. */
  async function owing() {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 4000 }]));
    const goods = { paid: 0, points: 40, pointsOffset: 40 };
    await counter.sell(saleOf("B", monday, [goods]), programme, 40);
    await counter.refund("A", monday, units(1));
    expect(await counter.debt()).toBe(40);
    return counter;
  }
  const context = { key: "gift", at: at("2026-06-01") };

  test("a birthday present", async () => {
    const counter = await owing();
    const june = { memberId, birthday: { month: 6, day: 15, year: null }, debt: 40 };
    const present = birthdayPresent(programme, june, context);
    expect(present?.reasons.at(-1)).toEqual({ code: "loyalty.debt-paid", facts: { points: 40 } });
    await counter.run(present?.commands ?? []);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([60, 0]);
  });

  test("a join gift that is less than the debt goes wholly, and is still given only once", async () => {
    const counter = await owing();
    await counter.run(joinGift(programme, memberId, context, 40).commands);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([0, 10]);
    const again = joinGift(programme, memberId, { key: "again", at: monday }, 10).commands;
    expect((await counter.journal.executeAll(again)).ok).toBe(false);
  });

  test("a reward for a recommendation", async () => {
    const counter = await owing();
    await counter.run([openMemberAccounts("M2", "CNY", { key: "open-2", at: 0 })]);
    const reward = rewardReferral(programme, newMemberBuys(40, context));
    if (reward.ok) await counter.run(reward.value.commands);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([160, 0]);
  });

  test("points of a till that had lost the line pay it when they arrive", async () => {
    const counter = await owing();
    const late = saleOf("C", monday, [{ paid: 3000 }]);
    const unaware = { memberId, tier: null, tags: [], birthday: null, joinedOn: null, debt: 0 };
    await counter.run(earnPoints(programme, late, unaware).commands);
    expect([await counter.balance(monday), await counter.debt()]).toEqual([30, 40]);
    const member = { memberId, lots: await counter.lots(monday), debt: 40 };
    await counter.run(payDebt(member, { key: "sync", at: monday }));
    expect([await counter.balance(monday), await counter.debt()]).toEqual([0, 10]);
  });

  test("a reward that lapsed is not taken back once more", async () => {
    const counter = await counterOf(programme);
    const side = { role: "referrer", memberId, lots: [], unusedCoupons: [], lapsed: 200 } as const;
    expect(takeBackReferral(programme, "M2", side, { key: "R", at: monday })).toEqual([]);
    await counter.run(takeBackReferral(programme, "M2", { ...side, lapsed: 150 }, context));
    expect(await counter.debt()).toBe(50);
  });
});

import type { Lot } from "@tillwright/ledger";
import {
  birthdayPresent,
  type CouponRef,
  earnEvent,
  issueCoupon,
  joinGift,
  lockCoupon,
  redeemReward,
  returnCoupon,
  returnReward,
  rewardReferral,
  stockReward,
  takeBackReferral,
  unlockCoupon,
  useCoupon,
  voidCoupon,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, memberId, newMemberBuys, onePointAYuan, programmeOf } from "./shop.js";
import { toldCommands } from "./told-commands.js";

// A key that changed would post a repeated command twice; a memo that changed would be unknown to reports and refunds.

const name = { "zh-CN": "券", en: "Coupon" };
const programme = programmeOf({
  points: {
    earn: [onePointAYuan],
    expiry: { kind: "months", months: 12 },
    returnedAfterExpiry: { kind: "extend", days: 7 },
    events: [
      { id: "review", points: 20, limit: "each" },
      { id: "share", points: 5, limit: "daily" },
      { id: "register", points: 8 },
    ],
  },
  coupons: [
    {
      id: "cash50",
      name,
      promotionId: "fifty-off",
      validity: { kind: "months", months: 1 },
      returnedAfterExpiry: { kind: "extend", days: 7 },
    },
  ],
  joinGift: {
    points: 30,
    coupons: ["cash50"],
    promotions: [{ promotionId: "first", days: 30 }, { promotionId: "always" }],
  },
  birthday: { points: 100, coupons: ["cash50"] },
  referral: { referrer: { points: 200, coupons: ["cash50"] }, referred: { points: 50 } },
  rewards: [
    { id: "cup", name, points: 80, gives: { goods: "P-cup" }, limited: true, perMember: 2 },
    { id: "voucher", name, points: 50, gives: { coupon: "cash50" } },
  ],
});
const monday = at("2026-11-16");
const context = { key: "K", at: monday };
const coupon: CouponRef = { memberId, template: "cash50", couponId: "C1" };

function pointsLot(lotId: string, remaining: number, expiresAt: number | null = null): Lot {
  const account = "member:M1/points";
  const moved = { issued: remaining, remaining, held: 0 };
  return { account, lotId, ...moved, expiresAt, openedAt: monday, source: null };
}

describe("what a coupon posts", () => {
  const lock = lockCoupon(programme, coupon, "S1", context);

  test("when it is issued: a lot of one in an account of its kind", () => {
    expect(toldCommands(issueCoupon(programme, coupon, context))).toEqual([
      "open K/coupon:C1/accounts",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "post K/coupon:C1/issued {kind coupon-issued, couponId C1}",
      "  member:M1/coupon:cash50 1 as C1 until 2026-12-16T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
    ]);
  });

  test("when it is locked, and when the lock is given up or used", () => {
    expect(toldCommands([lock])).toEqual([
      "hold K/coupon-locked:C1 {kind coupon-locked, couponId C1, saleId S1} until 2026-11-16T04:15:00.000Z",
      "  member:M1/coupon:cash50 -1: 1 of C1",
      "  member:M1/coupon-issued:cash50 1",
    ]);
    const later = { key: "L", at: monday };
    expect(toldCommands([unlockCoupon(lock, later)])).toEqual([
      "release L/coupon-unlocked {kind coupon-locked, couponId C1, saleId S1} of K/coupon-locked:C1",
    ]);
    expect(toldCommands([useCoupon(coupon, "S1", lock, later)])).toEqual([
      "settle L/coupon-used:C1 {kind coupon-used, couponId C1, saleId S1} of K/coupon-locked:C1",
    ]);
  });

  test("when it is used without a lock, and when it is void", () => {
    expect(toldCommands([useCoupon(coupon, "S1", null, context)])).toEqual([
      "post K/coupon-used:C1 {kind coupon-used, couponId C1, saleId S1}",
      "  member:M1/coupon:cash50 -1: 1 of C1",
      "  member:M1/coupon-issued:cash50 1",
    ]);
    expect(toldCommands([voidCoupon(coupon, "a mistake", context)])).toEqual([
      "post K/coupon-void:C1 {kind coupon-void, couponId C1, why a mistake}",
      "  member:M1/coupon:cash50 -1: 1 of C1",
      "  member:M1/coupon-issued:cash50 1",
    ]);
  });

  test("when it comes back in time, and when it comes back too late", () => {
    const back = returnCoupon(programme, coupon, monday + 1, context);
    expect(toldCommands([back])).toEqual([
      "post K/coupon-returned:C1 {kind coupon-returned, couponId C1}",
      "  member:M1/coupon:cash50 1: 1 of C1",
      "  member:M1/coupon-issued:cash50 -1",
    ]);
    const late = returnCoupon(programme, coupon, monday, context);
    expect(toldCommands([late])).toEqual([
      "post K/coupon-returned:C1 {kind coupon-returned, couponId C1}",
      "  member:M1/coupon:cash50 1 as C1/extended:K until 2026-11-23T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
    ]);
  });
});

describe("what a present posts", () => {
  test("for joining: coupons, points, and what they pay of a debt", () => {
    const welcome = joinGift(programme, memberId, context, 10);
    expect(toldCommands(welcome.commands)).toEqual([
      "open K/coupon:join:M1:cash50/accounts",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "post K/coupon:join:M1:cash50/issued {kind coupon-issued, couponId join:M1:cash50}",
      "  member:M1/coupon:cash50 1 as join:M1:cash50 until 2026-12-16T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
      "post K/present:join:M1 {kind present, reason join:M1}",
      "  member:M1/points 30 as join:M1 until 2027-11-16T16:00:00.000Z {kind present, reason join:M1, programme a version}",
      "  member:M1/points-issued -30",
      "post K/present-debt:join:M1 {kind present, reason join:M1}",
      "  member:M1/points -10: 10 of join:M1",
      "  member:M1/points-issued 10",
      "  member:M1/points-debt -10",
      "  member:M1/points-debt-given 10",
    ]);
    expect({ ...welcome, commands: [] }).toEqual({
      points: 30,
      coupons: ["join:M1:cash50"],
      offers: [
        { offerId: "join:M1:first", promotionId: "first", validUntil: at("2026-12-17T00:00") },
        { offerId: "join:M1:always", promotionId: "always", validUntil: null },
      ],
      commands: [],
      reasons: [
        { code: "loyalty.joined", facts: { points: 30 } },
        { code: "loyalty.coupons-given", facts: { count: 1 } },
        { code: "loyalty.debt-paid", facts: { points: 10 } },
      ],
    });
  });

  test("for a birthday, named after member and year", () => {
    const born = { memberId, birthday: { month: 11, day: 1, year: null }, debt: 0 };
    const present = birthdayPresent(programme, born, context);
    expect(toldCommands(present?.commands ?? [])).toEqual([
      "open K/coupon:birthday:M1:2026:cash50/accounts",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "post K/coupon:birthday:M1:2026:cash50/issued {kind coupon-issued, couponId birthday:M1:2026:cash50}",
      "  member:M1/coupon:cash50 1 as birthday:M1:2026:cash50 until 2026-12-16T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
      "post K/present:birthday:M1:2026 {kind present, reason birthday:M1:2026}",
      "  member:M1/points 100 as birthday:M1:2026 until 2027-11-16T16:00:00.000Z {kind present, reason birthday:M1:2026, programme a version}",
      "  member:M1/points-issued -100",
    ]);
    expect({ ...present, commands: [] }).toEqual({
      year: 2026,
      points: 100,
      coupons: ["birthday:M1:2026:cash50"],
      commands: [],
      reasons: [
        { code: "loyalty.birthday", facts: { points: 100 } },
        { code: "loyalty.coupons-given", facts: { count: 1 } },
      ],
    });
  });

  test("for what is no sale: each thing, each day, or once", () => {
    const told = (event: string, debt: number) =>
      toldCommands(
        earnEvent(programme, { memberId, event, reference: "S9", debt }, context).commands,
      );
    expect(told("review", 3)).toEqual([
      "post K/event:review {kind event-rewarded, event review, reference S9, points 20}",
      "  member:M1/points 20 as event:review:M1:S9 until 2027-11-16T16:00:00.000Z {kind event, event review, reference S9, programme a version}",
      "  member:M1/points-issued -20",
      "post K/event-debt:review {kind event-rewarded, event review, reference S9, points 20}",
      "  member:M1/points -3: 3 of event:review:M1:S9",
      "  member:M1/points-issued 3",
      "  member:M1/points-debt -3",
      "  member:M1/points-debt-given 3",
    ]);
    expect(told("share", 0)).toEqual([
      "post K/event:share {kind event-rewarded, event share, reference S9, points 5}",
      "  member:M1/points 5 as event:share:M1:2026-11-16 until 2027-11-16T16:00:00.000Z {kind event, event share, reference S9, programme a version}",
      "  member:M1/points-issued -5",
    ]);
    expect(told("register", 0)).toEqual([
      "post K/event:register {kind event-rewarded, event register, reference S9, points 8}",
      "  member:M1/points 8 as event:register:M1 until 2027-11-16T16:00:00.000Z {kind event, event register, reference S9, programme a version}",
      "  member:M1/points-issued -8",
    ]);
  });
});

describe("what a recommendation posts", () => {
  const reward = rewardReferral(programme, newMemberBuys(0, context));

  test("for both, named after the new member", () => {
    if (!reward.ok) throw new Error(reward.refusal.code);
    expect(toldCommands(reward.value.commands)).toEqual([
      "open K/coupon:referral:M2:referrer:cash50/accounts",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "post K/coupon:referral:M2:referrer:cash50/issued {kind coupon-issued, couponId referral:M2:referrer:cash50}",
      "  member:M1/coupon:cash50 1 as referral:M2:referrer:cash50 until 2026-12-16T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
      "post K/present:referral:M2:referrer {kind present, reason referral:M2:referrer}",
      "  member:M1/points 200 as referral:M2:referrer until 2027-11-16T16:00:00.000Z {kind present, reason referral:M2:referrer, programme a version}",
      "  member:M1/points-issued -200",
      "post K/present:referral:M2:referred {kind present, reason referral:M2:referred}",
      "  member:M2/points 50 as referral:M2:referred until 2027-11-16T16:00:00.000Z {kind present, reason referral:M2:referred, programme a version}",
      "  member:M2/points-issued -50",
    ]);
    expect(reward.value.reasons).toEqual([
      { code: "loyalty.referral-rewarded", facts: { points: 200 } },
      { code: "loyalty.coupons-given", facts: { count: 1 } },
    ]);
  });

  test("when it is taken back: its own lot first, then others, and the rest is owed", () => {
    const side = {
      role: "referrer",
      memberId,
      lots: [pointsLot("A", 20), pointsLot("referral:M2:referrer", 150)],
      lapsed: 10,
      unusedCoupons: ["referral:M2:referrer:cash50", "another"],
    } as const;
    expect(toldCommands(takeBackReferral(programme, "M2", side, context))).toEqual([
      "post K/coupon-void:referral:M2:referrer:cash50 {kind coupon-void, couponId referral:M2:referrer:cash50, why the first sale was refunded}",
      "  member:M1/coupon:cash50 -1: 1 of referral:M2:referrer:cash50",
      "  member:M1/coupon-issued:cash50 1",
      "post K/taken-back:referral:M2:referrer {kind present-taken-back, reason referral:M2:referrer}",
      "  member:M1/points -170: 150 of referral:M2:referrer, 20 of A",
      "  member:M1/points-issued 170",
      "post K/owed:referral:M2:referrer {kind present-taken-back, reason referral:M2:referrer}",
      "  member:M1/points-debt 20",
      "  member:M1/points-debt-given -20",
    ]);
  });
});

describe("what a gift for points posts", () => {
  function redeemed(reward: string, lots: readonly Lot[]) {
    const given = { taken: 1, ever: 1, stock: 5 };
    const wish = { memberId, redemptionId: "X1", reward, tier: null, lots, ...given, context };
    const had = redeemReward(programme, wish);
    if (!had.ok) throw new Error(had.refusal.code);
    return had.value;
  }
  function back(reward: string, lots: readonly Lot[], when: number) {
    const { record } = redeemed(reward, lots);
    const gift = { memberId, returnId: "R1", record, couponUsed: false, restock: true, debt: 5 };
    const returned = returnReward(programme, { ...gift, context: { key: "B", at: when } });
    if (!returned.ok) throw new Error(returned.refusal.code);
    return returned.value;
  }

  test("when it is put on the shelf", () => {
    expect(toldCommands(stockReward(programme, "cup", 5, context))).toEqual([
      "open K/stock-accounts",
      "  reward:cup/stock of reward:cup: reward-stock:cup, from 0 to null, lots null",
      "  reward:cup/placed of reward:cup: reward-stock:cup, from null to null, lots null",
      "post K/reward-stock:cup {kind reward-stocked, reward cup, count 5}",
      "  reward:cup/stock 5",
      "  reward:cup/placed -5",
    ]);
  });

  test("as goods: points, the gift in the row of the member, and one less on the shelf", () => {
    const had = redeemed("cup", [pointsLot("A", 50), pointsLot("B", 50)]);
    expect(toldCommands(had.commands)).toEqual([
      "post K/reward-points:X1 {kind reward-redeemed, redemptionId X1, reward cup, points 80, spent [{lotId A, amount 50, expiresAt null}, {lotId B, amount 30, expiresAt null}], lotId M1:cup#2, coupon null}",
      "  member:M1/points -80: 50 of A, 30 of B",
      "  member:M1/points-issued 80",
      "open K/reward-accounts:cup",
      "  member:M1/reward:cup of member:M1: reward:cup, from 0 to null, lots earliest-expiry",
      "  member:M1/reward-given:cup of member:M1: reward:cup, from null to null, lots null",
      "  member:M1/reward-returned:cup of member:M1: reward:cup, from 0 to null, lots null",
      "post K/reward-given:X1 {kind reward-given, reward cup, redemptionId X1}",
      "  member:M1/reward:cup 1 as M1:cup#2 without end {kind reward, redemptionId X1}",
      "  member:M1/reward-given:cup -1",
      "post K/reward-stock:X1 {kind reward-given, reward cup, redemptionId X1}",
      "  reward:cup/stock -1",
      "  reward:cup/placed 1",
    ]);
    expect([had.product, had.reasons]).toEqual([
      "P-cup",
      [{ code: "loyalty.reward-redeemed", facts: { reward: "cup", points: 80 } }],
    ]);
  });

  test("as a coupon", () => {
    const had = redeemed("voucher", [pointsLot("A", 60)]);
    expect(toldCommands(had.commands)).toEqual([
      "post K/reward-points:X1 {kind reward-redeemed, redemptionId X1, reward voucher, points 50, spent [{lotId A, amount 50, expiresAt null}], lotId X1, coupon {template cash50, couponId reward:X1}}",
      "  member:M1/points -50: 50 of A",
      "  member:M1/points-issued 50",
      "open K/reward-accounts:voucher",
      "  member:M1/reward:voucher of member:M1: reward:voucher, from 0 to null, lots earliest-expiry",
      "  member:M1/reward-given:voucher of member:M1: reward:voucher, from null to null, lots null",
      "  member:M1/reward-returned:voucher of member:M1: reward:voucher, from 0 to null, lots null",
      "post K/reward-given:X1 {kind reward-given, reward voucher, redemptionId X1}",
      "  member:M1/reward:voucher 1 as X1 without end {kind reward, redemptionId X1}",
      "  member:M1/reward-given:voucher -1",
      "open K/coupon:reward:X1/accounts",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "post K/coupon:reward:X1/issued {kind coupon-issued, couponId reward:X1}",
      "  member:M1/coupon:cash50 1 as reward:X1 until 2026-12-16T16:00:00.000Z {kind coupon, template cash50, programme a version}",
      "  member:M1/coupon-issued:cash50 -1",
    ]);
    expect([had.product, had.reasons]).toEqual([
      null,
      [{ code: "loyalty.reward-redeemed", facts: { reward: "voucher", points: 50 } }],
    ]);
  });

  test("when it comes back: points, a debt that they pay, the gift and the shelf", () => {
    const returned = back("cup", [pointsLot("A", 50), pointsLot("B", 50)], monday);
    expect(toldCommands(returned.commands)).toEqual([
      "post B/reward-points-back:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/points 80: 50 of A, 30 of B",
      "  member:M1/points-issued -80",
      "post B/reward-debt:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/points -5: 5 of A",
      "  member:M1/points-issued 5",
      "  member:M1/points-debt -5",
      "  member:M1/points-debt-given 5",
      "post B/reward-returned:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/reward:cup -1: 1 of M1:cup#2",
      "  member:M1/reward-returned:cup 1",
      "post B/reward-restock:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  reward:cup/stock 1",
      "  reward:cup/placed -1",
    ]);
    expect([returned.points, returned.reasons]).toEqual([
      80,
      [
        { code: "loyalty.reward-returned", facts: { reward: "cup", points: 80 } },
        { code: "loyalty.debt-paid", facts: { points: 5 } },
      ],
    ]);
  });

  test("when it comes back after some of its points have ended: they live on in a lot of their own", () => {
    const soon = at("2026-12-01T00:00");
    const lots = [pointsLot("A", 40, soon), pointsLot("B", 50)];
    expect(toldCommands(back("voucher", lots, soon).commands)).toEqual([
      "post B/reward-points-back:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/points 10: 10 of B",
      "  member:M1/points-issued -10",
      "post B/reward-points-extended:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/points 40 as A/extended:R1 until 2026-12-08T16:00:00.000Z {kind reward-returned, redemptionId X1, programme a version}",
      "  member:M1/points-issued -40",
      "post B/reward-debt:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/points -5: 5 of B",
      "  member:M1/points-issued 5",
      "  member:M1/points-debt -5",
      "  member:M1/points-debt-given 5",
      "post B/reward-returned:R1 {kind reward-returned, returnId R1, redemptionId X1}",
      "  member:M1/reward:voucher -1: 1 of X1",
      "  member:M1/reward-returned:voucher 1",
      "post B/coupon-void:reward:X1 {kind coupon-void, couponId reward:X1, why the reward was returned}",
      "  member:M1/coupon:cash50 -1: 1 of reward:X1",
      "  member:M1/coupon-issued:cash50 1",
    ]);
  });
});

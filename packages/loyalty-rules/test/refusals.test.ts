import type { Lot } from "@tillwright/ledger";
import {
  explainPoints,
  planStoredValue,
  type ReferralRequest,
  type RewardRecord,
  redeemReward,
  returnReward,
  returnStoredValue,
  rewardCatalogue,
  rewardReferral,
  sellPunchCard,
  spendGiftCard,
  spendStoredValue,
  topUp,
  usePunchCard,
} from "@tillwright/loyalty-rules";
import type { Outcome, Refusal } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, memberId, onePointAYuan, points, programmeOf } from "./shop.js";

// What a cashier reads out, and the figures that the sentences in both languages are made from.

const name = { "zh-CN": "名", en: "Name" };
const programme = programmeOf({
  points: { earn: [onePointAYuan] },
  tiers: {
    levels: [
      { id: "plain", name },
      { id: "gold", name, reach: { spend: "10.00" } },
    ],
  },
  coupons: [{ id: "cash50", name, promotionId: "fifty-off" }],
  rewards: [
    { id: "cup", name, points: 80, gives: { goods: "P" }, limited: true, perMember: 2 },
    { id: "lounge", name, points: 10, gives: { goods: "P" }, tiers: ["gold", "plain"] },
    { id: "voucher", name, points: 50, gives: { coupon: "cash50" } },
  ],
  referral: { minimum: "20.00", referrer: { points: 200 }, referred: { points: 50 } },
  storedValue: { minimumTopUp: "10.00", maximumTopUp: "900.00", maximumBalance: "1000.00" },
});
const monday = at("2026-11-16");
const context = { key: "K", at: monday };

function refusalOf(outcome: Outcome<unknown, Refusal>): unknown {
  return outcome.ok ? "done" : outcome.refusal;
}

function lotOf(lotId: string, remaining: number, change: Partial<Lot> = {}): Lot {
  const moved = { issued: remaining, remaining, held: 0 };
  return { account: "a", lotId, ...moved, expiresAt: null, openedAt: 0, source: null, ...change };
}

describe("stored value", () => {
  const charge = (paid: number, principalBefore = 0, version = programme) =>
    refusalOf(topUp(version, { memberId, topUpId: "T", paid, principalBefore, context }));

  test("a top-up that is too small, too large, or too much for the card; the limits themselves are fine", () => {
    expect(charge(999)).toEqual({
      code: "loyalty.top-up-below-minimum",
      message: "a top-up of 999 is below 1000",
      facts: { paid: 999, minimum: 1000, currency: "CNY" },
    });
    expect(charge(90_001)).toEqual({
      code: "loyalty.top-up-above-maximum",
      message: "a top-up of 90001 is above 90000",
      facts: { paid: 90001, maximum: 90000, currency: "CNY" },
    });
    expect(charge(50_001, 50_000)).toEqual({
      code: "loyalty.balance-above-maximum",
      message: "a top-up of 50001 on 50000 passes the limit of 100000",
      facts: { paid: 50001, balance: 50000, maximum: 100000, currency: "CNY" },
    });
    expect([charge(1000), charge(90_000), charge(50_000, 50_000)]).toEqual([
      "done",
      "done",
      "done",
    ]);
    expect(charge(1, 0, points())).toEqual({
      code: "loyalty.stored-value-not-offered",
      message: "the programme has no stored value",
      facts: {},
    });
    expect(charge(1, 0, programmeOf({ storedValue: {} }))).toBe("done");
    expect(() => charge(0)).toThrow("what is paid in must be a whole number from 1, not 0");
    expect(() => charge(1000, -1)).toThrow("the principal before the top-up must be");
  });

  test("a payment beyond the balance", () => {
    const plan = (principal: number, bonus: number, amount: number, version = programme) =>
      refusalOf(planStoredValue(version, { principal, bonus }, amount));
    expect(plan(500, 50, 551)).toEqual({
      code: "loyalty.stored-value-short",
      message: "stored value of 550 does not cover 551",
      facts: { available: 550, amount: 551, missing: 1, currency: "CNY" },
    });
    expect([plan(500, 50, 550), plan(0, 0, 0)]).toEqual(["done", "done"]);
    expect(plan(500, 50, 1, points())).toEqual({
      code: "loyalty.stored-value-not-offered",
      message: "the programme has no stored value",
      facts: {},
    });
    expect(() => plan(0, 0, 0.5)).toThrow("the amount from stored value must be");
    expect(() => plan(-1, 0, 0)).toThrow("the principal must be");
    expect(() => plan(0, -1, 0)).toThrow("the bonus must be");
  });

  test("lots that hold less of both than was planned", () => {
    const spend = (principal: number, bonus: number) =>
      spendStoredValue({
        memberId,
        currency: "CNY",
        saleId: "S",
        split: { principal, bonus },
        principalLots: [lotOf("T/principal", 300)],
        bonusLots: [lotOf("T/bonus", 20)],
        context,
      });
    expect(refusalOf(spend(400, 50))).toEqual({
      code: "loyalty.stored-value-short",
      message: "stored value of 320 does not cover 450",
      facts: { available: 320, amount: 450, missing: 130, currency: "CNY" },
    });
    expect(refusalOf(spend(300, 20))).toBe("done");
    expect(() => spend(-1, 0)).toThrow("the principal to spend must be");
    expect(() => spend(0, -1)).toThrow("the bonus to spend must be");
  });

  test("more back than was paid is misuse", () => {
    const part = (lotId: string, amount: number) => [{ lotId, amount, expiresAt: null }];
    const spent = { principal: part("T/principal", 100), bonus: part("T/bonus", 10) };
    const back = (returnedBefore: number, amount: number) =>
      returnStoredValue({
        memberId,
        currency: "CNY",
        saleId: "S",
        spent,
        returnedBefore,
        amount,
        context,
      });
    expect(() => back(10, 101)).toThrow(
      expect.objectContaining({
        code: "loyalty.refund-exceeds-sale",
        message: "stored value paid 110, less than what would come back",
        facts: { paid: 110, returnedBefore: 10, amount: 101 },
      }),
    );
    expect(back(10, 100).split).toEqual({ principal: 90, bonus: 10 });
    expect(() => back(0, -1)).toThrow("what is returned must be");
  });
});

describe("cards", () => {
  test("a gift card that holds too little", () => {
    const card = { cardId: "G", currency: "CNY" };
    const lots = [lotOf("G/sold", 100)];
    const spend = (amount: number) => spendGiftCard(card, { saleId: "S", amount, lots }, context);
    expect(refusalOf(spend(130))).toEqual({
      code: "loyalty.gift-card-short",
      message: "the card holds 100, not 130",
      facts: { available: 100, amount: 130, missing: 30, currency: "CNY" },
    });
    expect(refusalOf(spend(100))).toBe("done");
    expect(() => spend(-1)).toThrow("the amount from a gift card must be");
  });

  test("a card without uses, and one whose last use is reserved", () => {
    const use = (lots: readonly Lot[]) =>
      usePunchCard({ memberId, service: "cut", staffId: null, storeId: "S1", lots }, context);
    expect(refusalOf(use([]))).toEqual({
      code: "loyalty.no-uses-left",
      message: "no card with a use of cut left",
      facts: { service: "cut" },
    });
    const source = { paid: 100, single: 20 };
    const taken = lotOf("C/cut", 1, { issued: 5, held: 1, source });
    expect(refusalOf(use([taken]))).toMatchObject({ code: "loyalty.no-uses-left" });
    const next = use([taken, lotOf("D/cut", 5, { source })]);
    expect(next).toMatchObject({ ok: true, value: { cardId: "D", revenue: 20, left: 4 } });
    expect(() => use([lotOf("E/cut", 5)])).toThrow(
      expect.objectContaining({ code: "loyalty.record-unreadable", message: "no paid" }),
    );
    const sale = { memberId, cardId: "C", template: "gone" };
    expect(() => sellPunchCard(programme, sale, context)).toThrow(
      expect.objectContaining({
        message: "the programme has no card gone",
        facts: { template: "gone" },
      }),
    );
  });
});

describe("gifts for points", () => {
  const wish = (reward: string, change: object = {}) =>
    redeemReward(programme, {
      memberId,
      redemptionId: "X",
      reward,
      tier: "plain",
      lots: [lotOf("A", 80)],
      taken: 0,
      ever: 0,
      stock: 5,
      context,
      ...change,
    });

  test("each reason why a member cannot have it", () => {
    expect(refusalOf(wish("lounge", { tier: null }))).toEqual({
      code: "loyalty.reward-not-for-tier",
      message: "lounge is for gold, plain",
      facts: { tiers: ["gold", "plain"] },
    });
    expect(refusalOf(wish("lounge", { tier: "silver" }))).toMatchObject({
      code: "loyalty.reward-not-for-tier",
    });
    expect(refusalOf(wish("cup", { taken: 2 }))).toEqual({
      code: "loyalty.reward-limit-reached",
      message: "cup: at most 2",
      facts: { reward: "cup", most: 2 },
    });
    expect(refusalOf(wish("cup", { stock: 0 }))).toEqual({
      code: "loyalty.reward-out-of-stock",
      message: "cup: none left",
      facts: { reward: "cup" },
    });
    expect(refusalOf(wish("cup", { stock: null }))).toMatchObject({
      code: "loyalty.reward-out-of-stock",
    });
    expect(refusalOf(wish("cup", { lots: [lotOf("A", 50)] }))).toEqual({
      code: "loyalty.points-short",
      message: "50 points do not cover 80",
      facts: { available: 50, points: 80, missing: 30 },
    });
    expect(
      [wish("cup", { taken: 1, stock: 1 }), wish("lounge"), wish("voucher", { stock: null })].map(
        refusalOf,
      ),
    ).toEqual(["done", "done", "done"]);
  });

  test("misuse: no such gift, figures below nothing", () => {
    expect(() => wish("gone")).toThrow(
      expect.objectContaining({
        code: "loyalty.not-in-programme",
        message: "the programme has no reward gone",
        facts: { reward: "gone" },
      }),
    );
    expect(() => wish("cup", { taken: -1 })).toThrow("the gifts that the member has must be");
    const member = { tier: null, points: -1, taken: {} };
    expect(() => rewardCatalogue(programme, member, {})).toThrow("the points to spend must be");
  });

  test("a used coupon does not come back; a gift that the programme dropped goes to no shelf", () => {
    const coupon = { template: "cash50", couponId: "reward:X" };
    const record: RewardRecord = {
      redemptionId: "X",
      reward: "voucher",
      points: 50,
      spent: [{ lotId: "A", amount: 50, expiresAt: null }],
      lotId: "X",
      coupon,
    };
    const gift = {
      memberId,
      returnId: "R",
      record,
      couponUsed: true,
      restock: true,
      debt: 0,
      context,
    };
    expect(refusalOf(returnReward(programme, gift))).toEqual({
      code: "loyalty.reward-used",
      message: "the coupon reward:X is used",
      facts: { reward: "voucher", couponId: "reward:X" },
    });
    const goods = { ...gift, record: { ...record, reward: "dropped", coupon: null } };
    const back = returnReward(programme, goods);
    expect(back.ok && back.value.commands.map(({ key }) => key)).toEqual([
      "K/reward-points-back:R",
      "K/reward-returned:R",
    ]);
    expect(() => returnReward(programme, { ...goods, debt: -1 })).toThrow(
      "the debt of points must be",
    );
  });
});

describe("recommendations", () => {
  const request: ReferralRequest = {
    referrerId: "M1",
    newMemberId: "M2",
    referrerTraits: ["phone:1", "device:1"],
    newMemberTraits: ["phone:2"],
    referrersOfReferrer: [],
    saleId: "S",
    spend: 2000,
    debt: { referrer: 0, newMember: 0 },
    purchasesBefore: 0,
    context,
  };
  const refused = (change: Partial<ReferralRequest>, version = programme) =>
    refusalOf(rewardReferral(version, { ...request, ...change }));

  test("each reason why nobody is rewarded", () => {
    expect(refused({ newMemberTraits: ["device:1"] })).toEqual({
      code: "loyalty.referral-of-self",
      message: "M2 and M1 are one person",
      facts: { referrerId: "M1", newMemberId: "M2" },
    });
    expect(refused({ referrersOfReferrer: ["M2"] })).toEqual({
      code: "loyalty.referral-ring",
      message: "M2 recommended M1 before",
      facts: { referrerId: "M1", newMemberId: "M2" },
    });
    expect(refused({ purchasesBefore: 1 })).toEqual({
      code: "loyalty.referral-not-new",
      message: "M2 has bought before",
      facts: { referrerId: "M1", newMemberId: "M2" },
    });
    expect(refused({ spend: 1999 })).toEqual({
      code: "loyalty.referral-below-minimum",
      message: "1999 is below 2000",
      facts: { spend: 1999, minimum: 2000, currency: "CNY" },
    });
    expect(refused({}, points())).toEqual({
      code: "loyalty.referral-not-offered",
      message: "no referral programme",
      facts: {},
    });
    expect(refused({})).toBe("done");
  });
});

test("points that cannot pay are only counted", () => {
  expect(explainPoints(points(), 12)).toEqual([
    { code: "loyalty.points-held", facts: { points: 12 } },
  ]);
  expect(() => explainPoints(points(), -1)).toThrow("the balance of points must be");
});

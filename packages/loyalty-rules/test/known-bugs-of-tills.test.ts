import {
  birthdayYear,
  clawback,
  couponAccount,
  earnPoints,
  explainMember,
  finalizePoints,
  giftCardAccount,
  grantTier,
  holdPoints,
  issueCoupon,
  judgeTier,
  lapseCommands,
  mergeAccounts,
  openMemberAccounts,
  planStoredValue,
  pointsAccount,
  redeemPoints,
  redeemReward,
  releaseHold,
  returnToGiftCard,
  revenueOfUses,
  sellGiftCard,
  settleHold,
  spendGiftCard,
  spendStoredValue,
  stockReward,
  storedBonusAccount,
  storedPrincipalAccount,
  topUp,
  useCoupon,
  valueOfPoints,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import {
  at,
  type Counter,
  counterOf,
  memberId,
  onePointAYuan,
  points,
  programmeOf,
  saleOf,
  units,
} from "./shop.js";

// What went wrong in other systems, continued from known-bugs.test.ts. Complaints that cannot be a test of this package:
// a refund line in the basket that spoils the counts of promotions, a free-product promotion that eats the gift card just
// sold, 3 × 10 with 10 off that sums to 9.99, two percentages added, a percentage of one unit only, and a member price that
// is shown too late are matters of pricing, which tests them; a lock on the last row of a ledger that excludes nobody is a
// matter of the store, whose races test it; a reversal that is refused while the customer is paying is a matter of the till,
// of which only the reservation is tested here.

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const name = { "zh-CN": "卡", en: "Card" };
const member = { memberId, tier: null, tags: [], birthday: null, joinedOn: null, debt: 0 };

function paidBy(used: number) {
  return [{ paid: 0, points: used, pointsOffset: used }];
}

async function withPoints(count: number, programme = points()): Promise<Counter> {
  const counter = await counterOf(programme);
  await counter.sell(saleOf("A", monday, [{ paid: 100 * count }]));
  return counter;
}

async function redeem(counter: Counter, saleId: string, count: number) {
  const lots = await counter.lots(monday);
  const context = { key: saleId, at: monday };
  return redeemPoints({ memberId, saleId, points: count, amount: count, lots, context });
}

describe("refunds", () => {
  test("a return of goods whose points are spent is seen: as a debt, not as nothing", async () => {
    const counter = await withPoints(100);
    await counter.sell(saleOf("B", monday, paidBy(100)), points(), 100);
    await counter.refund("A", tuesday, units(1));
    expect([await counter.balance(tuesday), await counter.debt()]).toEqual([0, 100]);
  });

  test("a return of a sale that earned and redeemed takes what it earned and gives what it used", async () => {
    const counter = await withPoints(100);
    const half = [{ paid: 6000, points: 40, pointsOffset: 4000 }];
    await counter.sell(saleOf("B", monday, half), points(), 40);
    const refund = await counter.refund("B", tuesday, units(1));
    expect(refund).toMatchObject({ take: 60, restore: 40, debt: 0 });
    expect(await counter.balance(tuesday)).toBe(100);
  });

  test("what a refund will take can be seen before: asking moves nothing", async () => {
    const counter = await withPoints(100);
    const sale = counter.sales.get("A");
    if (sale === undefined) throw new Error("no sale");
    const request = {
      memberId,
      refundId: "A/R1",
      sale: sale.event,
      earned: sale.earned,
      pointsSpent: [],
      refunded: units(1),
      progress: null,
      lapsed: 0,
      pending: [],
      lots: await counter.lots(tuesday),
      debt: 0,
      context: { key: "till/A/R1", at: tuesday },
    };
    const asked = clawback(points(), request);
    expect(await counter.balance(tuesday)).toBe(100);
    const done = await counter.refund("A", tuesday, units(1));
    expect(asked).toEqual({ ok: true, value: done });
  });

  test("rules that changed meanwhile do not judge an old sale", async () => {
    const counter = await withPoints(50, points({ multipliers: [{ id: "m", times: "2" }] }));
    expect(await counter.balance(monday)).toBe(100);
    const today = points({ multipliers: [{ id: "m", times: "4" }] });
    const sale = counter.sales.get("A");
    const refund = await counter.refund("A", tuesday, units(1));
    expect(refund.take).toBe(100);
    const request = { memberId, refundId: "R", pointsSpent: [], refunded: units(1), lapsed: 0 };
    const more = { progress: null, pending: [], lots: [], debt: 0, context: { key: "R", at: 0 } };
    if (sale === undefined) throw new Error("no sale");
    const { event, earned } = sale;
    expect(() => clawback(today, { ...request, ...more, sale: event, earned })).toThrow(
      expect.objectContaining({ code: "loyalty.not-in-programme" }),
    );
  });

  test("points of a sale that was cancelled in time were never to be spent", async () => {
    const counter = await counterOf(points({ pending: { days: 7 } }));
    await counter.sell(saleOf("A", monday, [{ paid: 10_000 }]));
    await counter.refund("A", tuesday, units(1));
    await counter.finalize(at("2026-12-01"), "night");
    expect([await counter.balance(at("2026-12-01")), await counter.debt()]).toEqual([0, 0]);
    const nothing = finalizePoints({ memberId, pending: [], debt: 0 }, { key: "n", at: 0 });
    expect(nothing).toEqual({ points: 0, commands: [], reasons: [] });
  });
});

describe("earning", () => {
  test("196,000 at one point for each 1,000 is 196, not 217", () => {
    const programme = points({ earn: [{ ...onePointAYuan, per: "1000.00" }] });
    const sale = saleOf("S", monday, [{ paid: 19_600_000 }]);
    expect(earnPoints(programme, sale, member).points).toBe(196);
  });

  test("the least that earns is meant for each sale: 60 and 60 do not make 100 together", () => {
    const programme = points({ earn: [{ ...onePointAYuan, minimum: "100.00" }] });
    const of = (paid: number) => earnPoints(programme, saleOf("S", monday, [{ paid }]), member);
    expect([of(6000).points, of(6000).points, of(12_000).points]).toEqual([0, 0, 120]);
  });

  test("points of a sale cannot pay the sale itself", async () => {
    const counter = await withPoints(20);
    const wish = await redeem(counter, "B", 30);
    expect(wish).toMatchObject({ refusal: { code: "loyalty.points-short" } });
  });

  test.each([
    ["sum", 4],
    ["best", 3],
    ["first", 2],
  ])("two multipliers give what the programme says: %s", (combineMultipliers, times) => {
    const multipliers = [
      { id: "a", times: "2" },
      { id: "b", times: "3" },
    ];
    const programme = points({ multipliers, combineMultipliers });
    const sale = saleOf("S", monday, [{ paid: 10_000 }]);
    expect(earnPoints(programme, sale, member).points).toBe(100 * times);
  });

  test("opening a member's accounts at the office and at the till makes one set of them", async () => {
    const counter = await withPoints(100);
    await counter.run([openMemberAccounts(memberId, "CNY", { key: "office", at: tuesday })]);
    expect(await counter.balance(tuesday)).toBe(100);
  });

  test("a programme without points gives none, whoever still sells under it", () => {
    const sale = saleOf("S", monday, [{ paid: 10_000 }]);
    expect(earnPoints(programmeOf({ storedValue: {} }), sale, member)).toMatchObject({
      points: 0,
      commands: [],
    });
  });
});

describe("spending", () => {
  test("30 points on a bill that takes 20 leave 10", async () => {
    const counter = await withPoints(30);
    const paid = await redeem(counter, "B", 20);
    if (paid.ok) await counter.run(paid.value.commands);
    expect(await counter.balance(monday)).toBe(10);
  });

  test("a point is worth the same before and after some were used", async () => {
    const programme = points({ redeem: { pointsPerMajorUnit: 100 } });
    const whole = valueOfPoints(programme, 2560);
    expect(valueOfPoints(programme, 1000) + valueOfPoints(programme, 1560)).toBe(whole);
  });

  test("redeeming again at each status change of an order takes points once", async () => {
    const counter = await withPoints(100);
    const paid = await redeem(counter, "B", 65);
    if (!paid.ok) throw new Error("refused");
    for (let change = 0; change < 5; change += 1) await counter.run(paid.value.commands);
    expect(await counter.balance(monday)).toBe(35);
  });

  test("while a payment is unknown its points stay reserved, however long; then they are used or free", async () => {
    const counter = await withPoints(100);
    const hold = async (key: string) => {
      const lots = await counter.lots(monday);
      const context = { key, at: monday };
      const held = holdPoints(
        { memberId, saleId: key, points: 40, amount: 40, lots, context },
        null,
      );
      if (!held.ok) throw new Error(held.refusal.code);
      await counter.run(held.value.commands);
      const [command] = held.value.commands;
      if (command === undefined) throw new Error("no hold");
      return command;
    };
    const [paid, failed] = [await hold("B"), await hold("C")];
    const later = at("2030-01-01");
    expect(await counter.balance(later)).toBe(20);
    await counter.run([settleHold(paid, { key: "B2", at: later })]);
    await counter.run([releaseHold(failed, { key: "C2", at: later })]);
    expect(await counter.balance(later)).toBe(60);
  });

  test("lots end by their instant, whatever their label says", async () => {
    const month = points({ expiry: { kind: "months", months: 1 } });
    const counter = await counterOf(month);
    await counter.sell(saleOf("never-expires", monday, [{ paid: 5000 }]));
    await counter.sell(saleOf("expired", at("2026-12-10"), [{ paid: 3000 }]));
    await counter.lapse(at("2026-12-20"), "night");
    const left = await counter.lots(at("2026-12-20"));
    expect(left.map(({ lotId, remaining }) => [lotId, remaining])).toEqual([
      ["expired/points", 30],
    ]);
  });

  test("every end is shown, not only the next one", async () => {
    const month = points({ expiry: { kind: "months", months: 1 } });
    const counter = await counterOf(month);
    await counter.sell(saleOf("A", monday, [{ paid: 5000 }]));
    await counter.sell(saleOf("B", monday, [{ paid: 1000 }]));
    await counter.sell(saleOf("C", at("2026-11-20"), [{ paid: 3000 }]));
    const lots = await counter.lots(at("2026-11-21"));
    const tierLots = { spend: [], visits: [], points: [] };
    const told = explainMember(
      month,
      { lots, debt: 0, tierState: null, tierLots },
      at("2026-11-21"),
    );
    expect(told.ending.map((end) => [end.points, end.expiresAt])).toEqual([
      [60, at("2026-12-17T00:00")],
      [30, at("2026-12-21T00:00")],
    ]);
  });

  test("the switch for expiry is no dead code: without it nothing ends", async () => {
    const counter = await withPoints(50);
    const later = at("2090-01-01");
    const lots = await counter.lots(later);
    expect(lapseCommands(memberId, "CNY", lots, { key: "night", at: later })).toEqual([]);
    expect(await counter.balance(later)).toBe(50);
  });
});

describe("many tills at once", () => {
  test("one coupon, five orders: one of them has it", async () => {
    const programme = programmeOf({
      coupons: [{ id: "cash50", name, promotionId: "fifty-off" }],
    });
    const counter = await counterOf(programme);
    const coupon = { memberId, template: "cash50", couponId: "C1" };
    await counter.run(issueCoupon(programme, coupon, { key: "C1", at: monday }));
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, order) =>
        counter.journal.execute(
          useCoupon(coupon, `S${order}`, null, { key: `S${order}`, at: monday }),
        ),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  const gifts = programmeOf({
    points: { earn: [onePointAYuan] },
    coupons: [{ id: "cash50", name, promotionId: "fifty-off" }],
    rewards: [
      { id: "one", name, points: 1, gives: { coupon: "cash50" }, limited: true },
      { id: "three", name, points: 1, gives: { goods: "P" }, perMember: 3 },
    ],
  });

  async function claims(reward: string, tills: number, ever: number, taken: number) {
    const counter = await withPoints(1000, gifts);
    await counter.run(stockReward(gifts, "one", 1, { key: "stock", at: monday }));
    const lots = await counter.lots(monday);
    const answers = [];
    for (let till = 0; till < tills; till += 1) {
      const context = { key: `till-${till}`, at: monday };
      const wish = { memberId, redemptionId: `X${till}`, reward, tier: null, lots, stock: 1 };
      const had = redeemReward(gifts, { ...wish, ever, taken, context });
      answers.push(had.ok && (await counter.journal.executeAll(had.value.commands)).ok);
    }
    return { counter, given: answers.filter(Boolean).length };
  }

  test("one coupon in all and 64 claims: one claim has it", async () => {
    const { counter, given } = await claims("one", 64, 0, 0);
    expect(given).toBe(1);
    expect(await counter.journal.lots(couponAccount(memberId, "cash50"), monday)).toHaveLength(1);
    expect(await counter.balance(monday)).toBe(999);
  });

  test("at most 3 does not become 5: five tills that saw two of them give one", async () => {
    expect((await claims("three", 5, 2, 2)).given).toBe(1);
  });

  const stored = programmeOf({ storedValue: { topUps: [{ pay: "100.00", bonus: "10.00" }] } });

  async function charged(programme = stored) {
    const counter = await counterOf(programme);
    const context = { key: "T1", at: monday };
    const request = { memberId, topUpId: "T1", paid: 10_000, principalBefore: 0, context };
    const outcome = topUp(programme, request);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    await counter.run(outcome.value.commands);
    return counter;
  }

  async function spend(
    counter: Counter,
    saleId: string,
    split: { principal: number; bonus: number },
  ) {
    return spendStoredValue({
      memberId,
      currency: "CNY",
      saleId,
      split,
      principalLots: await counter.journal.lots(storedPrincipalAccount(memberId, "CNY"), monday),
      bonusLots: await counter.journal.lots(storedBonusAccount(memberId, "CNY"), monday),
      context: { key: saleId, at: monday },
    });
  }

  test("stored value debited by twenty tills at once: one of them gets it", async () => {
    const counter = await charged();
    const plans = [];
    for (let till = 0; till < 20; till += 1) {
      plans.push(await spend(counter, `S${till}`, { principal: 10_000, bonus: 1000 }));
    }
    const answers = await Promise.all(
      plans.map(
        async (plan) => plan.ok && (await counter.journal.executeAll(plan.value.commands)).ok,
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  test.each(["principal-first", "bonus-first", "pro-rata"])(
    "which money is used first: what is told is what the books do (%s)",
    async (spendOrder) => {
      const topUps = [{ pay: "100.00", bonus: "10.00" }];
      const programme = programmeOf({ storedValue: { topUps, spendOrder } });
      const counter = await charged(programme);
      const told = planStoredValue(programme, { principal: 10_000, bonus: 1000 }, 3333);
      if (!told.ok) throw new Error(told.refusal.code);
      const paid = await spend(counter, "S", told.value);
      if (paid.ok) await counter.run(paid.value.commands);
      const left = async (account: string) =>
        (await counter.journal.balance(account, monday))?.posted ?? 0;
      expect(10_000 - (await left(storedPrincipalAccount(memberId, "CNY")))).toBe(
        told.value.principal,
      );
      expect(1000 - (await left(storedBonusAccount(memberId, "CNY")))).toBe(told.value.bonus);
    },
  );
});

describe("cards", () => {
  const card = { cardId: "G1", currency: "CNY" };
  const account = giftCardAccount("G1", "CNY");

  test("a gift card under 1.00 can be used; an empty one is refused and takes a refund back rightly", async () => {
    const counter = await counterOf(points());
    await counter.run(sellGiftCard(card, 37, null, { key: "sold", at: monday }));
    const lots = await counter.journal.lots(account, monday);
    const use = { saleId: "S", amount: 37, lots };
    const paid = spendGiftCard(card, use, { key: "S", at: monday });
    if (!paid.ok) throw new Error(paid.refusal.code);
    await counter.run(paid.value.commands);
    const empty = { saleId: "S2", amount: 1, lots: await counter.journal.lots(account, monday) };
    expect(spendGiftCard(card, empty, { key: "S2", at: monday })).toMatchObject({
      refusal: { code: "loyalty.gift-card-short" },
    });
    const back = { saleId: "S", spent: paid.value.spent, returnedBefore: 0, amount: 37 };
    await counter.run(returnToGiftCard(card, back, { key: "R", at: tuesday }));
    expect((await counter.journal.balance(account, tuesday))?.available).toBe(37);
  });

  test("100.00 for three uses is 33.33 three times and one fen: nothing is lost", () => {
    const each = [1, 2, 3].map((used) => revenueOfUses(10_000, 3, used));
    expect(each).toEqual([3333, 6666, 10_000]);
  });
});

describe("members", () => {
  test("merging 50 and 100 shows 150, and still 150 later; nothing is left that cannot be used", async () => {
    const counter = await withPoints(50);
    await counter.run([openMemberAccounts("M2", "CNY", { key: "open-2", at: 0 })]);
    const other = saleOf("B", monday, [{ paid: 10_000 }]);
    await counter.run(earnPoints(points(), other, { ...member, memberId: "M2" }).commands);
    const lots = await counter.journal.lots(pointsAccount("M2"), monday);
    const pointsOfKept = await counter.lots(monday);
    const holdings = { lots, debt: { from: 0, to: 0 }, pointsOfKept };
    const merged = mergeAccounts("M2", memberId, holdings, { key: "merge", at: monday });
    if (!merged.ok) throw new Error(merged.refusal.code);
    await counter.run(merged.value);
    await counter.run(merged.value);
    expect([await counter.balance(monday), await counter.balance(tuesday)]).toEqual([150, 150]);
    expect(await counter.journal.lots(pointsAccount("M2"), monday)).toEqual([]);
    const all = await redeem(counter, "C", 150);
    if (all.ok) await counter.run(all.value.commands);
    expect(await counter.balance(monday)).toBe(0);
  });

  test("born on 29 February: no year fails, is skipped by accident, or changes the date", () => {
    const born = Object.freeze({ month: 2, day: 29, year: 2000 });
    for (let year = 2026; year <= 2100; year += 1) {
      expect(birthdayYear(born, `${year}-02-10`, "month", "02-28")).toBe(year);
      const days = ["02-28", "02-29", "03-01"].filter((day) => {
        const exists = day !== "02-29" || (year % 4 === 0 && year !== 2100);
        return exists && birthdayYear(born, `${year}-${day}`, "day", "03-01") === year;
      });
      expect(days).toHaveLength(1);
    }
    expect(born).toEqual({ month: 2, day: 29, year: 2000 });
  });

  test("a grade given for some time ends and leaves the higher one that was reached meanwhile", async () => {
    const levels = [
      { id: "silver", name, reach: { spend: "100.00" } },
      { id: "gold", name, reach: { spend: "500.00" } },
    ];
    const programme = programmeOf({ tiers: { levels } });
    const until = at("2026-12-01");
    const gift = grantTier(null, { tier: "silver", since: monday, until });
    const lot = { account: "a", lotId: "S", issued: 50_000, remaining: 50_000, held: 0 };
    const spend = [{ ...lot, openedAt: tuesday, expiresAt: null, source: null }];
    const lots = { spend, visits: [], points: [] };
    const during = judgeTier(programme, gift, lots, tuesday);
    expect(during.tier?.id).toBe("gold");
    expect(judgeTier(programme, during.state, lots, at("2026-12-02")).tier?.id).toBe("gold");
  });
});

import {
  birthdayPresent,
  buyPlan,
  cancelPlan,
  entitlements,
  exclusiveRefusal,
  explainBenefits,
  judgeTier,
  mergeAccounts,
  openMemberAccounts,
  type PlanPurchase,
  parseProgramme,
  planAccount,
  planSoldAccount,
  plansInForce,
  tierBenefitCosts,
} from "@tillwright/loyalty-rules";
import { en } from "@tillwright/loyalty-rules/messages/en";
import { zhCN } from "@tillwright/loyalty-rules/messages/zh-CN";
import { renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, type Counter, counterOf, memberId, onePointAYuan, programmeOf, zone } from "./shop.js";

const label = (zh: string, english: string) => ({ "zh-CN": zh, en: english });

const eightTenths = {
  id: "rate",
  kind: "rate",
  name: label("8折", "20% off"),
  promotion: "gold-8",
};
const gift = {
  id: "gift",
  kind: "birthday",
  name: label("生日礼金", "Birthday money"),
  points: 200,
};
const bags = {
  id: "bags",
  kind: "exclusive",
  name: label("限量款", "Limited bags"),
  goods: { tags: ["limited"] },
};
const manager = { id: "manager", kind: "manager", name: label("专属客户经理", "Own manager") };
const party = {
  id: "party",
  kind: "invitation",
  name: label("活动邀请", "Parties"),
  cost: "12.50",
};
const course = (id: string) => ({ id, kind: "service", name: label(id, id), cost: "30.00" });

const sections = {
  points: { earn: [onePointAYuan] },
  coupons: [{ id: "cash50", name: label("50元券", "50 off"), promotionId: "fifty-off" }],
  birthday: { points: 100 },
  tiers: {
    levels: [
      { id: "ordinary", name: label("普通会员", "Member"), promotions: ["basic"] },
      {
        id: "gold",
        name: label("金卡", "Gold"),
        reach: { spend: "5000.00" },
        benefits: [eightTenths, { ...gift, coupons: ["cash50"] }, party],
      },
      {
        id: "vip",
        name: label("VIP", "VIP"),
        reach: { all: [{ spend: "20000.00" }, { plan: "plus" }] },
        benefits: [eightTenths, party, bags, manager],
      },
    ],
  },
  plans: [
    {
      id: "plus",
      name: label("PLUS", "Plus"),
      price: "99.00",
      months: 12,
      renewalDays: 30,
      benefits: [{ ...eightTenths, id: "post", kind: "prices", promotion: "plus-price" }],
    },
    {
      id: "gym",
      name: label("按需会员", "On demand"),
      price: "300.00",
      months: 1,
      choice: { count: 2, from: [course("yoga"), course("swim"), { ...bags, id: "shop" }] },
    },
  ],
};
const programme = programmeOf(sections);
const monday = at("2026-11-16");
const figures = { spend: 488_000, visits: 3, points: 0 };

function issuesOf(change: Record<string, unknown>): readonly string[] {
  const head = { format: "tillwright.programme/1", currency: "CNY", zone };
  const parsed = parseProgramme({ ...head, ...sections, ...change });
  return parsed.ok ? [] : parsed.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
}

describe("what a tier brings is data", () => {
  test("offers for pricing, everything else for staff", () => {
    const gold = { tier: { tier: "gold", until: at("2027-01-01T00:00") }, figures };
    const entitled = entitlements(programme, gold, monday);
    expect(entitled.offers).toEqual([
      { offerId: "tier:gold:gold-8", promotionId: "gold-8", validUntil: at("2027-01-01T00:00") },
    ]);
    expect(entitled.benefits.map(({ benefit, from }) => [benefit.kind, from])).toEqual([
      ["rate", "tier"],
      ["birthday", "tier"],
      ["invitation", "tier"],
    ]);
  });

  test("金卡 has birthday money on top of everybody's present", () => {
    const gold = { tier: { tier: "gold", until: null }, figures };
    const { benefits } = entitlements(programme, gold, monday);
    const born = { memberId, birthday: { month: 11, day: 20, year: null }, debt: 0 };
    const context = { key: "k", at: monday };
    expect(birthdayPresent(programme, born, context)).toMatchObject({ points: 100, coupons: [] });
    expect(birthdayPresent(programme, { ...born, benefits }, context)).toMatchObject({
      points: 300,
      coupons: ["birthday:M1:2026:cash50"],
    });
  });

  test("独家购买权: goods that only VIP members and choosers may buy", () => {
    const bag = {
      productId: "bag",
      department: "bags",
      categories: [],
      brand: null,
      tags: ["limited"],
    };
    expect(exclusiveRefusal(programme, [], bag)).toMatchObject({
      code: "loyalty.exclusive-goods",
      facts: { productId: "bag", holders: ["vip", "gym"] },
    });
    const vip = entitlements(programme, { tier: { tier: "vip", until: null }, figures }, monday);
    expect(exclusiveRefusal(programme, vip.benefits, bag)).toBeNull();
    const gold = entitlements(programme, { tier: { tier: "gold", until: null }, figures }, monday);
    expect(exclusiveRefusal(programme, gold.benefits, bag)?.code).toBe("loyalty.exclusive-goods");
    expect(exclusiveRefusal(programme, [], { ...bag, tags: [] })).toBeNull();
  });

  test("a member is told what there is, what the next tier needs, and what it would bring", () => {
    const member = { tier: { tier: "ordinary", until: null }, figures };
    const told = explainBenefits(programme, entitlements(programme, member, monday), "zh-CN");
    const say = { language: "zh-CN", currency: "CNY" } as const;
    expect(told.held).toEqual([]);
    expect(told.needs.map((reason) => renderReason(zhCN, reason, say))).toEqual([
      "再消费 ¥120.00 升级为 金卡",
    ]);
    expect(told.gains.map((reason) => renderReason(zhCN, reason, say))).toEqual([
      "金卡 可享：8折",
      "金卡 可享：生日礼金",
      "金卡 可享：活动邀请",
    ]);
  });

  test("in English too; what the member has already is no gain, and the plan is named", () => {
    const member = { tier: { tier: "gold", until: at("2027-01-01T00:00") }, figures };
    const told = explainBenefits(programme, entitlements(programme, member, monday), "en");
    const say = { language: "en", currency: "CNY" } as const;
    const lines = (reasons: typeof told.held) =>
      reasons.map((reason) => renderReason(en, reason, say));
    expect(lines(told.held)[0]).toBe("20% off (Gold), to 2026-12-31");
    expect(lines(told.needs)).toEqual(["¥15,120.00 more for VIP", "VIP needs the plan Plus"]);
    expect(lines(told.gains)).toEqual(["VIP brings: Limited bags", "VIP brings: Own manager"]);
  });

  test("at the top nothing is missing and nothing more to gain", () => {
    const member = { tier: { tier: "vip", until: null }, figures };
    const told = explainBenefits(programme, entitlements(programme, member, monday), "en");
    expect([told.needs, told.gains]).toEqual([[], []]);
    expect(told.held.map(({ code }) => code)).toEqual(Array(4).fill("loyalty.benefit"));
  });
});

describe("each tier has condition, benefit and cost", () => {
  const uses = [
    { tier: "gold", benefit: "party", times: 4, amount: null },
    { tier: "gold", benefit: "rate", times: 10, amount: 123_45 },
    { tier: "gold", benefit: "gift", times: 1, amount: null },
    { tier: "vip", benefit: "manager", times: 0, amount: null },
  ];

  test("popular benefits first, cold ones last, with what they cost", () => {
    const [ordinary, gold, vip] = tierBenefitCosts(programme, { gold: 3, vip: 2 }, uses);
    expect(ordinary).toMatchObject({ tier: "ordinary", members: 0, cost: 0, perMember: null });
    expect(gold).toMatchObject({ cost: 123_45 + 4 * 12_50, perMember: 5782 });
    expect(
      gold?.benefits.map(({ benefit, times, costUnknown }) => [benefit.id, times, costUnknown]),
    ).toEqual([
      ["rate", 10, false],
      ["party", 4, false],
      ["gift", 1, true],
    ]);
    expect(vip?.benefits.every(({ costUnknown }) => !costUnknown)).toBe(true);
  });

  test("a benefit that the tier does not have is a mistake of the caller", () => {
    const wrong = [{ tier: "ordinary", benefit: "party", times: 1, amount: null }];
    expect(() => tierBenefitCosts(programme, {}, wrong)).toThrow(
      expect.objectContaining({ code: "loyalty.not-in-programme" }),
    );
    const less = [{ tier: "gold", benefit: "party", times: -1, amount: null }];
    expect(() => tierBenefitCosts(programme, {}, less)).toThrow(
      expect.objectContaining({ code: "loyalty.amount-invalid" }),
    );
  });
});

async function lotsOf(counter: Counter, plan: string, when: number, member = memberId) {
  return counter.journal.lots(planAccount(member, plan), when);
}

async function purchaseOf(
  counter: Counter,
  plan: string,
  when: number,
  chosen: readonly string[] = [],
): Promise<PlanPurchase> {
  const sold = (await counter.journal.balance(planSoldAccount(memberId, plan), when))?.posted ?? 0;
  const lots = await lotsOf(counter, plan, when);
  return {
    memberId,
    plan,
    chosen,
    lots,
    ever: 0 - sold,
    context: { key: `buy-${plan}-${when}`, at: when },
  };
}

async function buy(counter: Counter, plan: string, when: number, chosen: readonly string[] = []) {
  const bought = buyPlan(programme, await purchaseOf(counter, plan, when, chosen));
  if (!bought.ok) throw new Error(bought.refusal.code);
  await counter.run(bought.value.commands);
  return bought.value;
}

describe("paid plans", () => {
  test("PLUS for a year: from now to the end of 15 November", async () => {
    const counter = await counterOf(programme);
    const { price, reasons } = await buy(counter, "plus", monday);
    expect(price).toBe(9900);
    expect(reasons[0]?.facts).toEqual({ plan: "plus", since: "2026-11-16", lastDay: "2027-11-15" });
    const lots = await lotsOf(counter, "plus", monday);
    expect(plansInForce(lots, at("2027-11-15T23:59"))).toHaveLength(1);
    expect(plansInForce(lots, at("2027-11-16T00:00"))).toEqual([]);
    expect(plansInForce(lots, monday - 1)).toEqual([]);
  });

  test("brings its offers and its end", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    const plans = plansInForce(await lotsOf(counter, "plus", monday), monday);
    const { offers } = entitlements(programme, { tier: null, figures, plans }, monday);
    expect(offers).toEqual([
      {
        offerId: "plan:plus:plus-price",
        promotionId: "plus-price",
        validUntil: at("2027-11-16T00:00"),
      },
    ]);
    const later = entitlements(programme, { tier: null, figures, plans }, at("2027-11-16T00:00"));
    expect(later.benefits).toEqual([]);
  });

  test("a renewal begins when the running term ends, and not earlier than 30 days before", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    const early = buyPlan(programme, await purchaseOf(counter, "plus", at("2027-10-16T23:59")));
    expect(early).toMatchObject({
      refusal: { code: "loyalty.renewal-too-early", facts: { opens: "2027-10-17" } },
    });
    const renewed = await buy(counter, "plus", at("2027-10-17T00:00"));
    expect(renewed.term).toMatchObject({
      since: at("2027-11-16T00:00"),
      until: at("2028-11-16T00:00"),
    });
    const lots = await lotsOf(counter, "plus", monday);
    expect(plansInForce(lots, at("2027-11-01"))).toHaveLength(1);
    expect(plansInForce(lots, at("2027-11-16T00:00"))).toHaveLength(1);
  });

  test("a term after a gap begins at once", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    const { term } = await buy(counter, "plus", at("2028-03-01"));
    expect(term.since).toBe(at("2028-03-01"));
  });

  test("two tills sell it at once: one of them does", async () => {
    const counter = await counterOf(programme);
    const answers = [];
    const purchase = await purchaseOf(counter, "plus", monday);
    for (const till of ["a", "b"]) {
      const bought = buyPlan(programme, { ...purchase, context: { key: till, at: monday + 1 } });
      answers.push(bought.ok && (await counter.journal.executeAll(bought.value.commands)).ok);
    }
    expect(answers).toEqual([true, false]);
  });

  test("a tier can need a plan that is running", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    const lot = {
      account: "a",
      lotId: "S",
      issued: 1,
      remaining: 2_000_000,
      held: 0,
      source: null,
    };
    const spend = [{ ...lot, openedAt: monday, expiresAt: null }];
    const tierAt = async (when: number) => {
      const plans = plansInForce(await lotsOf(counter, "plus", when), when).map(({ plan }) => plan);
      return judgeTier(programme, null, { spend, visits: [], points: [], plans }, when).tier?.id;
    };
    expect(await tierAt(monday)).toBe("vip");
    expect(await tierAt(at("2027-12-01"))).toBe("gold");
  });

  test("moves with its member", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    await counter.run([openMemberAccounts("M2", "CNY", { key: "open-2", at: 0 })]);
    const lots = await lotsOf(counter, "plus", monday);
    const holdings = { lots, debt: { from: 0, to: 0 }, pointsOfKept: [] };
    const merged = mergeAccounts(memberId, "M2", holdings, { key: "merge", at: monday });
    if (merged.ok) await counter.run(merged.value);
    expect(plansInForce(await lotsOf(counter, "plus", monday, "M2"), monday)).toHaveLength(1);
  });

  test("given back: the days after today come back, a term that has not begun wholly", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    await buy(counter, "plus", at("2027-11-01"));
    const [running, next] = await lotsOf(counter, "plus", monday);
    if (running === undefined || next === undefined) throw new Error("two terms");
    const when = at("2027-11-01");
    // 14 of 365 days are left after 1 November.
    const back = cancelPlan(programme, memberId, running, { key: "c1", at: when });
    expect(back.amount).toBe(379);
    const whole = cancelPlan(programme, memberId, next, { key: "c2", at: when });
    expect(whole.amount).toBe(9900);
    await counter.run([...back.commands, ...whole.commands]);
    expect(plansInForce(await lotsOf(counter, "plus", when), at("2027-12-01"))).toEqual([]);
    const again = cancelPlan(programme, memberId, next, { key: "c3", at: when });
    expect((await counter.journal.executeAll(again.commands)).ok).toBe(false);
    const { term } = await buy(counter, "plus", at("2027-11-02"));
    expect(term.since).toBe(at("2027-11-02"));
  });

  test.each([
    ["on its last day", "2027-11-15", 0],
    ["after it", "2027-12-24", 0],
    ["on its first day", "2026-11-16", 9872],
  ])("given back %s", async (_name, day, amount) => {
    const counter = await counterOf(programme);
    await buy(counter, "plus", monday);
    const [lot] = await lotsOf(counter, "plus", monday);
    if (lot === undefined) throw new Error("a term");
    expect(cancelPlan(programme, memberId, lot, { key: "c", at: at(day) }).amount).toBe(amount);
  });

  test("a lot of another account is no term", () => {
    const lot = { account: "a", lotId: "S", issued: 1, remaining: 1, held: 0, openedAt: 0 };
    expect(() => plansInForce([{ ...lot, expiresAt: null, source: null }], 0)).toThrow(
      expect.objectContaining({ code: "loyalty.record-unreadable" }),
    );
  });
});

describe("按需会员: the member chooses", () => {
  test("two of three", async () => {
    const counter = await counterOf(programme);
    await buy(counter, "gym", monday, ["swim", "shop"]);
    const plans = plansInForce(await lotsOf(counter, "gym", monday), monday);
    const { benefits } = entitlements(programme, { tier: null, figures, plans }, monday);
    expect(benefits.map(({ benefit, from, of }) => [benefit.id, from, of])).toEqual([
      ["swim", "plan", "gym"],
      ["shop", "plan", "gym"],
    ]);
  });

  test.each([
    ["one", ["swim"]],
    ["three", ["swim", "yoga", "shop"]],
    ["one of them twice", ["swim", "swim"]],
    ["something else", ["swim", "sauna"]],
  ])("refused: %s", async (_name, chosen) => {
    const counter = await counterOf(programme);
    const purchase = await purchaseOf(counter, "gym", monday, chosen);
    expect(buyPlan(programme, purchase)).toMatchObject({
      refusal: { code: "loyalty.choice-invalid", facts: { count: 2 } },
    });
  });

  test("a plan without a choice takes none; one that is not there is a mistake", async () => {
    const counter = await counterOf(programme);
    const purchase = await purchaseOf(counter, "plus", monday, ["swim"]);
    expect(buyPlan(programme, purchase)).toMatchObject({
      refusal: { code: "loyalty.choice-invalid" },
    });
    expect(() => buyPlan(programme, { ...purchase, plan: "none" })).toThrow(
      expect.objectContaining({ code: "loyalty.not-in-programme" }),
    );
  });
});

describe("contradictions are all told", () => {
  const contradicts = "loyalty.document-contradicts";
  test("of benefits", () => {
    const levels = [
      {
        id: "gold",
        name: label("金卡", "Gold"),
        reach: { any: [{ plan: "nope" }, { spend: "1.00" }] },
        keep: { plan: "nope" },
        benefits: [manager, manager, { ...bags, goods: {} }, { ...gift, coupons: ["none"] }],
      },
    ];
    expect(issuesOf({ tiers: { levels }, birthday: null })).toEqual([
      `tiers.levels.0.benefits.1 ${contradicts}`,
      `tiers.levels.0.benefits.2.goods ${contradicts}`,
      `tiers.levels.0.benefits.3 ${contradicts}`,
      `tiers.levels.0.benefits.3.coupons ${contradicts}`,
      `tiers.levels.0.reach ${contradicts}`,
      `tiers.levels.0.keep ${contradicts}`,
    ]);
  });

  test("of plans", () => {
    const plan = { id: "plus", name: label("P", "P"), price: "1.00", months: 1 };
    const choice = { count: 3, from: [manager, party] };
    const plans = [plan, { ...plan, benefits: [party], choice }];
    expect(issuesOf({ plans })).toEqual([
      `plans.1 ${contradicts}`,
      `plans.1.choice.count ${contradicts}`,
      `plans.1.choice.from ${contradicts}`,
    ]);
  });

  test("of birthday points without points", () => {
    const levels = [{ id: "gold", name: label("金卡", "Gold"), benefits: [gift] }];
    const without = { points: null, birthday: { coupons: ["cash50"] }, tiers: { levels } };
    expect(issuesOf(without)).toEqual([`tiers.levels.0.benefits.0.points ${contradicts}`]);
  });

  test("of rewards", () => {
    const reward = { id: "cup", name: label("杯", "Cup"), points: 1, gives: { coupon: "none" } };
    const rewards = [
      { ...reward, pointsByTier: { silver: 1, gold: 2 }, tiers: ["vip", "lead"] },
      { ...reward, gives: { goods: "a", coupon: "cash50" } },
    ];
    expect(issuesOf({ rewards })).toEqual(["rewards.1.gives loyalty.document-invalid"]);
    expect(issuesOf({ rewards: [rewards[0], reward] })).toEqual([
      `rewards.1 ${contradicts}`,
      `rewards.0.gives ${contradicts}`,
      `rewards.0.pointsByTier ${contradicts}`,
      `rewards.0.pointsByTier ${contradicts}`,
      `rewards.0.tiers ${contradicts}`,
      `rewards.1.gives ${contradicts}`,
    ]);
    const plain = { ...reward, gives: { goods: "a" } };
    expect(issuesOf({ points: null, birthday: null, tiers: null, rewards: [plain] })).toEqual([
      `rewards ${contradicts}`,
    ]);
  });
});

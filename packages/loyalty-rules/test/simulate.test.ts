import { explainMember, nameReasons, type PastSale, simulate } from "@tillwright/loyalty-rules";
import { en } from "@tillwright/loyalty-rules/messages/en";
import { zhCN } from "@tillwright/loyalty-rules/messages/zh-CN";
import { rateOf, renderReason } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { at, counterOf, onePointAYuan, points, programmeOf, saleOf, zone } from "./shop.js";

const programme = programmeOf({
  points: {
    earn: [onePointAYuan],
    multipliers: [{ id: "gold", times: "2", when: { tiers: ["gold"] } }],
    redeem: { pointsPerMajorUnit: 100, step: 100 },
    expiry: { kind: "months", months: 12 },
  },
  tiers: {
    levels: [
      { id: "plain", name: { "zh-CN": "普通会员", en: "Member" } },
      { id: "gold", name: { "zh-CN": "金卡", en: "Gold" }, reach: { spend: "100.00" } },
    ],
  },
});
const terms = { used: rateOf(4, 5), margin: rateOf(1, 4) };

function sale(memberId: string, saleId: string, when: string, paid: number): PastSale {
  return { memberId, event: saleOf(saleId, at(when), [{ paid }]) };
}

describe("simulate", () => {
  const past = [
    sale("M1", "S1", "2026-01-01", 10000),
    sale("M2", "S2", "2026-01-02", 5000),
    sale("M1", "S3", "2026-02-01", 10000),
  ];

  test("what the programme would have given, to whom, and what it costs", () => {
    expect(simulate(programme, past, terms)).toEqual({
      programme: programme.hash,
      sales: 3,
      members: 2,
      spend: 25000,
      points: 100 + 50 + 200,
      tiers: [
        { tier: "plain", members: 1, sales: 2, spend: 15000, points: 150, cost: 150 },
        { tier: "gold", members: 1, sales: 1, spend: 10000, points: 200, cost: 200 },
      ],
      moves: [
        { from: null, to: "plain", times: 2 },
        { from: "plain", to: "gold", times: 1 },
      ],
      liability: { most: 350, expected: 280 },
      breakEven: 1120,
    });
  });

  test("agrees with the points that the counter really gave", async () => {
    const counter = await counterOf(points());
    const sales = [1234, 5678, 99, 4560].map((paid, index) =>
      saleOf(`S${index}`, at("2026-03-01"), [{ paid }]),
    );
    let earned = 0;
    for (const event of sales) earned += (await counter.sell(event)).points;
    const report = simulate(
      points(),
      sales.map((event) => ({ memberId: "M1", event })),
      terms,
    );
    expect(report.points).toBe(earned);
  });

  test("a gold member of a year ago who stays away is plain again", () => {
    const report = simulate(programme, [...past, sale("M1", "S4", "2028-06-01", 100)], terms);
    expect(report.moves).toContainEqual({ from: "gold", to: "plain", times: 1 });
  });

  test("without a margin there is no break-even; without points nothing is owed", () => {
    expect(simulate(programme, past, { used: rateOf(1, 1), margin: null }).breakEven).toBeNull();
    const report = simulate(programmeOf({ storedValue: {} }), past, terms);
    expect(report).toMatchObject({ points: 0, liability: { most: 0, expected: 0 }, breakEven: 0 });
  });
});

test("who a member is counts in a simulation as at the till: tags, birthday, tier", () => {
  const double = (when: object) => ({ id: JSON.stringify(when), times: "2", when });
  const kind = points({
    combineMultipliers: "sum",
    multipliers: [double({ memberTags: ["vip"] }), double({ birthday: "day" })],
    redeem: { pointsPerMajorUnit: 100 },
  });
  const born = { month: 1, day: 1, year: null };
  const given = (more: object) =>
    simulate(kind, [{ ...sale("M1", "S1", "2026-01-01", 10000), ...more }], terms).points;
  expect(given({})).toBe(100);
  expect(given({ tags: ["vip"] })).toBe(200);
  expect(given({ birthday: born })).toBe(200);
  expect(given({ tags: ["vip"], birthday: born })).toBe(300);
});

test("at no margin no further spend pays for the points; a part of a fen is rounded up", () => {
  const past = [sale("M1", "S1", "2026-01-01", 10000)];
  const even = (margin: ReturnType<typeof rateOf>) =>
    simulate(programme, past, { used: rateOf(1, 1), margin }).breakEven;
  expect(even(rateOf(0, 1))).toBeNull();
  expect(even(rateOf(3, 10))).toBe(334);
});

describe("explain", () => {
  async function member() {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", at("2026-03-01"), [{ paid: 4000 }]));
    await counter.sell(saleOf("B", at("2026-03-01T15:00"), [{ paid: 2000 }]));
    await counter.sell(saleOf("C", at("2026-04-01"), [{ paid: 3700 }]));
    const when = at("2026-05-01");
    const spend = await counter.journal.lots("member:M1/tier-spend:CNY", when);
    const lots = await counter.lots(when);
    const tierLots = { spend, visits: [], points: [] };
    return explainMember(programme, { lots, debt: 7, tierState: null, tierLots }, when);
  }

  test("the balance by lot, what ends when, the tier and what the next one needs", async () => {
    expect(await member()).toMatchObject({
      balance: 97,
      debt: 7,
      held: 0,
      tier: "plain",
      ending: [
        { points: 60, expiresAt: at("2027-03-02T00:00"), lots: ["A/points", "B/points"] },
        { points: 37, expiresAt: at("2027-04-02T00:00"), lots: ["C/points"] },
      ],
      next: { tier: { id: "gold" }, ways: [[{ kind: "spend", missing: 300 }]] },
    });
  });

  test("in Chinese and English, with the names of the tiers", async () => {
    const { reasons } = await member();
    const say = (language: "zh-CN" | "en") =>
      nameReasons(programme, reasons, language).map((reason) =>
        renderReason(language === "en" ? en : zhCN, reason, { language, currency: "CNY", zone }),
      );
    expect(say("zh-CN")).toEqual([
      "积分余额 97，可抵 ¥0.00",
      "再得 3 积分，可用满 100 积分",
      "60 积分将于 2027-03-01 后失效",
      "37 积分将于 2027-04-01 后失效",
      "欠 7 积分，从下次所得中扣除",
      "2026-05-01 起为 普通会员",
      "再消费 ¥3.00 升级为 金卡",
    ]);
    expect(say("en")).toEqual([
      "97 points, worth ¥0.00 now",
      "3 points still missing to use 100",
      "60 points end after 2027-03-01",
      "37 points end after 2027-04-01",
      "7 points owed, paid from the next earning",
      "Member since 2026-05-01",
      "¥3.00 more for Gold",
    ]);
  });
});

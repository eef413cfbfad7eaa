import type { Basket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type Explanation, explain } from "@tillwright/pricing-engine/explain";
import { en } from "@tillwright/pricing-engine/messages/en";
import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { catalogueIssues, type Reason, renderReason } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, inShanghai, line, lines, member, rules } from "./build.js";
import { runs } from "./runs.js";

function explained(document: RulesDocument, of: Basket): Explanation {
  const engine = compile(document);
  return explain(engine, of, engine.price(of));
}

function inChinese(reason: Reason | null): string {
  return reason === null
    ? ""
    : renderReason(zhCN, reason, { language: "zh-CN", currency: "CNY", zone: "Asia/Shanghai" });
}

function inEnglish(reason: Reason | null): string {
  return reason === null
    ? ""
    : renderReason(en, reason, { language: "en", currency: "CNY", zone: "Asia/Shanghai" });
}

/** Why the one promotion did or did not apply, and the advice, in Chinese and English. */
function told(promotion: Promotion, of: Basket): readonly [string, string, string, string] {
  const [one] = explained(rules([promotion]), of).promotions;
  const reason = one?.reason ?? { code: "none", facts: {} };
  return [
    inChinese(reason),
    inEnglish(reason),
    inChinese(one?.advice ?? null),
    inEnglish(one?.advice ?? null),
  ];
}

describe("a promotion that applied", () => {
  test("满减", () => {
    const terms: Promotion = {
      kind: "threshold",
      id: "m",
      name: "满减",
      amount: "100.00",
      off: "10.50",
    };
    expect(told(terms, basket(lines(250)))).toEqual([
      "满减：满¥100.00减¥10.50，省¥10.50",
      "满减: ¥10.50 off from ¥100.00, saves ¥10.50",
      "",
      "",
    ]);
  });

  test("阶梯满减 at 199.99 shows what the next step needs: the trap of 199 and 200", () => {
    const steps = [
      { amount: "100.00", off: "10.00" },
      { amount: "200.00", off: "30.00" },
    ];
    const [, , advice] = told({ kind: "steps", id: "s", steps }, basket(lines(199)));
    expect(advice).toBe("再买¥1.00可减¥30.00");
  });

  test("第二件半价 beside each line", () => {
    const terms: Promotion = { kind: "nth-item", id: "h", name: "第二件半价", nth: 2, pay: "50%" };
    const { lines: found } = explained(rules([terms]), basket([line("a", 10, 3)]));
    expect(found[0]?.reasons.map(({ amount, reason }) => [amount, inChinese(reason)])).toEqual([
      [500, "第二件半价：第2件5折，省¥5.00"],
    ]);
    const [, , , advice] = told(terms, basket([line("a", 10, 3)]));
    expect(advice).toBe("Add 1 piece to get it");
  });

  test("points", () => {
    const points = {
      balance: 500,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    const { lines: found } = explained(rules([]), basket(lines(10), { points }));
    expect(found[0]?.reasons.map(({ reason }) => inChinese(reason))).toEqual([
      "积分抵现：500积分抵¥5.00",
    ]);
  });
});

describe("a promotion that did not apply names the first thing in its way", () => {
  const off: Promotion = { kind: "threshold", id: "m", name: "M", amount: "200.00", off: "20.00" };
  const evening = { at: inShanghai("2027-06-15T21:30:05") };
  test.each<[string, Promotion, Basket, string, string]>([
    [
      "threshold",
      off,
      basket(lines(188)),
      "M: ¥20.00 off from ¥200.00, the goods come to ¥188.00, ¥12.00 short",
      "Add ¥12.00 for ¥20.00 off",
    ],
    [
      "no goods",
      { ...off, goods: { tag: "x" } },
      basket(lines(300)),
      "M: none of the goods take part",
      "",
    ],
    ["member", { ...off, when: { member: "any" } }, basket(lines(300)), "M: for members only", ""],
    [
      "non-member",
      { ...off, when: { member: "none" } },
      basket(lines(300), { member: member() }),
      "M: not for members",
      "",
    ],
    [
      "tier",
      { ...off, when: { tier: ["gold", "black"] } },
      basket(lines(300), { member: member({ tier: "silver" }) }),
      "M: for gold, black only, the member is silver",
      "",
    ],
    [
      "no tier",
      { ...off, when: { tier: "gold" } },
      basket(lines(300), { member: member() }),
      "M: for gold only, the customer has no tier",
      "",
    ],
    [
      "member tag",
      { ...off, when: { memberTag: "staff" } },
      basket(lines(300), { member: member() }),
      "M: for members tagged staff only",
      "",
    ],
    [
      "weekday",
      { ...off, when: { weekday: [6, 7] } },
      basket(lines(300)),
      "M: on weekday 6, 7 only (Monday is 1), today is 2",
      "",
    ],
    [
      "day of month",
      { ...off, when: { dayOfMonth: 8 } },
      basket(lines(300)),
      "M: on day 8 of the month only, today is 15",
      "",
    ],
    [
      "hours",
      { ...off, when: { daily: { from: "18:00", until: "20:00" } } },
      basket(lines(300), evening),
      "M: from 18:00 to 20:00 only, it is 21:30:05",
      "",
    ],
    [
      "not yet",
      { ...off, when: { dates: { from: "2027-07-01" } } },
      basket(lines(300)),
      "M: begins on 2027-07-01, today is 2027-06-15",
      "",
    ],
    [
      "over",
      { ...off, when: { dates: { through: "2027-06-14" } } },
      basket(lines(300)),
      "M: ended on 2027-06-14, today is 2027-06-15",
      "",
    ],
    [
      "not begun",
      { ...off, when: { window: { from: "2027-06-15T12:00:01+08:00" } } },
      basket(lines(300)),
      "M: begins at 2027-06-15 12:00, it is 2027-06-15 12:00",
      "",
    ],
    [
      "ended",
      { ...off, when: { window: { until: "2027-06-15T12:00:00+08:00" } } },
      basket(lines(300)),
      "M: ended at 2027-06-15 12:00, it is 2027-06-15 12:00",
      "",
    ],
    [
      "channel",
      { ...off, when: { channel: "online" } },
      basket(lines(300)),
      "M: for the channel online only, this is till",
      "",
    ],
    [
      "store",
      { ...off, when: { store: "s2" } },
      basket(lines(300)),
      "M: in the store s2 only, this is s1",
      "",
    ],
    [
      "birthday unknown",
      { ...off, when: { birthday: "month" } },
      basket(lines(300), { member: member() }),
      "M: the member's birthday is not known",
      "",
    ],
    [
      "birthday",
      { ...off, when: { birthday: "month" } },
      basket(lines(300), { member: member({ birthday: { month: 7, day: 1, year: null } }) }),
      "M: in the month of the member's birthday only, today is 2027-06-15",
      "",
    ],
    [
      "first purchase",
      { ...off, when: { purchases: { atMost: 0 } } },
      basket(lines(300), { member: member({ purchases: 3 }) }),
      "M: up to 0 purchases, the member has 3",
      "",
    ],
    [
      "loyal",
      { ...off, when: { purchases: { atLeast: 5 } } },
      basket(lines(300), { member: member({ purchases: 3 }) }),
      "M: from 5 purchases on, the member has 3, 2 short",
      "",
    ],
    [
      "pieces",
      { ...off, when: { quantity: { atLeast: 3 } } },
      basket(lines(300)),
      "M: from 3 pieces on, there is 1, 2 short",
      "Add 2 pieces to get it",
    ],
    [
      "too many",
      { ...off, when: { quantity: { atMost: 1 } } },
      basket(lines(300, 1)),
      "M: up to 1 piece, there are 2",
      "",
    ],
    [
      "amount",
      { ...off, when: { amount: { atLeast: "500.00" } } },
      basket(lines(300)),
      "M: from ¥500.00 on, the goods come to ¥300.00, ¥200.00 short",
      "Add ¥200.00 to get it",
    ],
    [
      "not",
      { ...off, when: { not: { channel: "till" } } },
      basket(lines(300)),
      "M: the condition channel must not hold",
      "",
    ],
    [
      "any",
      { ...off, when: { any: [{ channel: "online" }, { member: "any" }] } },
      basket(lines(300)),
      "M: for the channel online only, this is till",
      "",
    ],
    [
      "all",
      { ...off, when: { all: [{ channel: "till" }, { member: "any" }] } },
      basket(lines(300)),
      "M: for members only",
      "",
    ],
    [
      "offer",
      { ...off, needs: "offer" },
      basket(lines(300)),
      "M: only for members who hold this offer",
      "",
    ],
    ["code", { ...off, needs: "code", codes: ["X"] }, basket(lines(300)), "M: needs its code", ""],
    [
      "offer over",
      { ...off, needs: "offer" },
      basket(lines(300), {
        member: member({
          offers: [
            { offerId: "o", promotionId: "m", validUntil: inShanghai("2027-06-15T12:00:00") },
          ],
        }),
      }),
      "M: the offer ended at 2027-06-15 12:00",
      "",
    ],
    [
      "pieces for 满折",
      { kind: "threshold-rate", id: "m", name: "M", pieces: 3, pay: "80%" },
      basket(lines(9)),
      "M: needs 3 pieces, there is 1",
      "Add 2 pieces to get it",
    ],
    [
      "amount for 满折",
      { kind: "threshold-rate", id: "m", name: "M", amount: "10.00", off: "20%" },
      basket(lines(9)),
      "M: needs ¥10.00, the goods come to ¥9.00",
      "Add ¥1.00 to get it",
    ],
    [
      "买2送1",
      { kind: "buy-n-get-m", id: "m", name: "M", buy: 2, get: 1 },
      basket(lines(9, 9)),
      "M: needs 3 pieces, there are 2",
      "Add 1 piece to get it",
    ],
    [
      "a set that costs more",
      { kind: "pick-m-for-price", id: "m", name: "M", pieces: 2, price: "99.00" },
      basket(lines(9, 9)),
      "M: would make nothing cheaper, so it was not used",
      "",
    ],
    [
      "no member price",
      { kind: "member-price", id: "m", name: "M", prices: { x: "1.00" } },
      basket(lines(9), { member: member() }),
      "M: has no price for these goods",
      "",
    ],
    [
      "no rate for the tier",
      { kind: "member-rate", id: "m", name: "M", byTier: { gold: "80%" } },
      basket(lines(9), { member: member({ tier: "silver" }) }),
      "M: has no rate for silver",
      "",
    ],
    [
      "nothing offered",
      { kind: "offered-amount", id: "m", name: "M" },
      basket(lines(9)),
      "M: the goods brought no amount for it",
      "",
    ],
  ])("%s", (_title, promotion, of, reason, advice) => {
    expect(told(promotion, of).filter((_, i) => i % 2 === 1)).toEqual([reason, advice]);
  });

  test("units that another promotion took", () => {
    const half: Promotion = { kind: "nth-item", id: "half", name: "半价", nth: 2, pay: "50%" };
    const tenth: Promotion = { kind: "percent-off", id: "tenth", name: "九折", pay: "90%" };
    const { promotions } = explained(rules([half, tenth]), basket(lines(10, 10)));
    expect(promotions.map(({ applied, reason }) => [applied, inChinese(reason)])).toEqual([
      [true, "半价：第2件5折，省¥5.00"],
      [false, "九折：商品已参加半价"],
    ]);
  });

  test("a better one of its group", () => {
    const one: Promotion = {
      kind: "threshold",
      id: "a",
      name: "十元券",
      amount: "0.00",
      off: "10.00",
      group: "g",
    };
    const two: Promotion = { ...one, id: "b", name: "十五元券", off: "15.00" };
    const { promotions } = explained(rules([one, two]), basket(lines(100)));
    expect(inChinese(promotions[0]?.reason ?? null)).toBe("十元券：同组活动中十五元券更优惠");
  });

  test("a lower price, and a limit that is used up", () => {
    const flash: Promotion = {
      kind: "flash-price",
      id: "f",
      name: "F",
      prices: { p1: "8.00" },
      piecesPerMember: 2,
      during: { daily: { from: "00:00", until: "24:00" } },
    };
    const low: Promotion = { kind: "member-price", id: "l", name: "L", prices: { p1: "5.00" } };
    const both = explained(rules([flash, low]), basket(lines(10), { member: member() }));
    expect(inEnglish(both.promotions[0]?.reason ?? null)).toBe("F: another price is lower");
    const usage = [{ promotionId: "f", scope: "member" as const, uses: 2, amount: 400 }];
    const used = explained(rules([flash]), basket(lines(10), { member: member(), usage }));
    expect(inEnglish(used.promotions[0]?.reason ?? null)).toBe(
      "F: 2 for each member, 2 bought already",
    );
  });
});

describe("the catalogues", () => {
  test("say the same in both languages", () => {
    expect(catalogueIssues(zhCN, en)).toEqual([]);
  });

  test("have a sentence for every reason that comes up, with every figure it needs", () => {
    fc.assert(
      fc.property(ruleSets(), baskets(), (document, of) => {
        const { lines: found, promotions } = explained(document, of);
        expect(promotions).toHaveLength(document.promotions.length);
        const reasons = [
          ...found.flatMap((one) => one.reasons.map(({ reason }) => reason)),
          ...promotions.flatMap(({ reason, advice }) => [
            reason,
            ...(advice === null ? [] : [advice]),
          ]),
        ];
        for (const reason of reasons) {
          for (const text of [inChinese(reason), inEnglish(reason)]) {
            expect(text).not.toMatch(/[[{]/);
          }
        }
      }),
      runs,
    );
  });

  test("advice on a threshold is exact: what it asks for is enough, and nothing less is", () => {
    const terms: Promotion = { kind: "threshold", id: "m", amount: "50.00", off: "5.00" };
    const engine = compile(rules([terms]));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4999 }), (seen) => {
        const one = basket([line("a", 1, 1, { price: { amount: seen } })]);
        const [advice] = explain(engine, one, engine.price(one)).promotions;
        const missing = Number(advice?.advice?.facts["missing"]);
        const more = (amount: number) =>
          engine.price(basket([...one.lines, line("b", 1, 1, { price: { amount } })]));
        expect(more(missing).applied).toHaveLength(1);
        expect(more(missing - 1).applied).toHaveLength(0);
      }),
      runs,
    );
  });
});

import {
  explainPoints,
  holdPoints,
  joinGift,
  pointsTerms,
  redeemPoints,
  releaseHold,
  settleHold,
  valueOfPoints,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, counterOf, memberId, points, programmeOf, saleOf } from "./shop.js";

const monday = at("2026-11-16");
const tuesday = at("2026-11-17");
const redeem = { pointsPerMajorUnit: 100, step: 100, cap: "50%" };

describe("积分抵现: what pricing is told", () => {
  test("100 points = 1 yuan, cap 50%, step 100", () => {
    expect(pointsTerms(points({ redeem }), 2560, "max")).toEqual({
      balance: 2560,
      pointsPerMajorUnit: 100,
      step: 100,
      cap: { numerator: 1, denominator: 2 },
      requested: "max",
    });
  });

  test("without a cap, in steps of one", () => {
    const terms = pointsTerms(points({ redeem: { pointsPerMajorUnit: 50 } }), 10, 7);
    expect(terms).toEqual({
      balance: 10,
      pointsPerMajorUnit: 50,
      step: 1,
      cap: null,
      requested: 7,
    });
  });

  test.each([
    ["a programme that takes no points", points(), 100, "max"],
    ["a programme without points", programmeOf({ storedValue: {} }), 100, "max"],
    ["no points", points({ redeem }), 0, "max"],
    ["none wanted", points({ redeem }), 100, 0],
  ] as const)("%s: no terms", (_name, programme, balance, requested) => {
    expect(pointsTerms(programme, balance, requested)).toBeNull();
  });

  test("half a point is misuse", () => {
    expect(() => pointsTerms(points({ redeem }), 0.5, "max")).toThrow("whole number");
    expect(() => pointsTerms(points({ redeem }), 5, -1)).toThrow("whole number");
  });
});

describe("what is told of a balance", () => {
  test("97 points: 3 still missing to use 100", () => {
    expect(explainPoints(points({ redeem }), 97)).toEqual([
      {
        code: "loyalty.points-balance",
        facts: { points: 97, usable: 0, value: 0, currency: "CNY" },
      },
      { code: "loyalty.points-missing", facts: { missing: 3, step: 100 } },
    ]);
  });
  test("2,560 points: 2,500 can be used for 25.00, 40 missing for more", () => {
    expect(explainPoints(points({ redeem }), 2560)).toMatchObject([
      { facts: { usable: 2500, value: 2500 } },
      { facts: { missing: 40, step: 2600 } },
    ]);
  });
  test("in steps of one nothing is missing", () => {
    expect(explainPoints(points({ redeem: { pointsPerMajorUnit: 100 } }), 97)).toHaveLength(1);
  });
  test("points that cannot pay are only counted", () => {
    expect(explainPoints(points(), 97)).toEqual([
      { code: "loyalty.points-held", facts: { points: 97 } },
    ]);
    expect(valueOfPoints(points(), 97)).toBe(0);
  });
  test("without points there is nothing to tell", () => {
    expect(explainPoints(programmeOf({ storedValue: {} }), 0)).toEqual([]);
  });
  test("a value rounds down: 7 points at 3 for 1 yuan are 2.33", () => {
    expect(valueOfPoints(points({ redeem: { pointsPerMajorUnit: 3 } }), 7)).toBe(233);
  });
});

describe("spending", () => {
  const programme = points();
  const context = { key: "S9", at: tuesday };
  const request = { memberId, saleId: "S9", amount: 60, context };

  async function withHundred() {
    const counter = await counterOf(programme);
    await counter.sell(saleOf("A", monday, [{ paid: 10000 }]));
    return counter;
  }

  test("more than there is: refused with what is missing", async () => {
    const counter = await withHundred();
    const outcome = redeemPoints({ ...request, points: 101, lots: await counter.lots(tuesday) });
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: "loyalty.points-short", facts: { available: 100, points: 101, missing: 1 } },
    });
  });

  test("nothing: no command", () => {
    const wanted = { ok: true, value: { spent: [], commands: [] } };
    expect(redeemPoints({ ...request, points: 0, lots: [] })).toEqual(wanted);
    expect(holdPoints({ ...request, points: 0, lots: [] }, null)).toEqual(wanted);
  });

  test("the same points at two tills: the journal lets one of them have them", async () => {
    const counter = await withHundred();
    const lots = await counter.lots(tuesday);
    const answers = [];
    for (const key of ["till-1", "till-2"]) {
      const plan = redeemPoints({ ...request, points: 60, lots, context: { key, at: tuesday } });
      if (plan.ok) answers.push((await counter.journal.executeAll(plan.value.commands)).ok);
    }
    expect(answers).toEqual([true, false]);
    expect(await counter.balance(tuesday)).toBe(40);
  });

  test("the same command twice spends once", async () => {
    const counter = await withHundred();
    const plan = redeemPoints({ ...request, points: 60, lots: await counter.lots(tuesday) });
    if (!plan.ok) throw new Error(plan.refusal.code);
    await counter.run(plan.value.commands);
    await counter.run(plan.value.commands);
    expect(await counter.balance(tuesday)).toBe(40);
  });

  test("held points cannot be spent elsewhere, and are spent when the hold is settled", async () => {
    const counter = await withHundred();
    const plan = holdPoints({ ...request, points: 60, lots: await counter.lots(tuesday) }, null);
    if (!plan.ok) throw new Error(plan.refusal.code);
    const [hold] = plan.value.commands;
    if (hold === undefined) throw new Error("no hold");
    await counter.run([hold]);
    expect(await counter.balance(tuesday)).toBe(40);
    const other = redeemPoints({ ...request, points: 50, lots: await counter.lots(tuesday) });
    expect(other).toMatchObject({ ok: false, refusal: { facts: { available: 40 } } });
    await counter.run([settleHold(hold, { key: "S9/done", at: tuesday })]);
    expect((await counter.journal.balance("member:M1/points", tuesday))?.posted).toBe(40);
  });

  test("released points are free again", async () => {
    const counter = await withHundred();
    const plan = holdPoints({ ...request, points: 60, lots: await counter.lots(tuesday) }, null);
    const hold = plan.ok ? plan.value.commands[0] : undefined;
    if (hold === undefined) throw new Error("no hold");
    await counter.run([hold]);
    await counter.run([releaseHold(hold, { key: "S9/void", at: tuesday })]);
    expect(await counter.balance(tuesday)).toBe(100);
  });
});

describe("joining", () => {
  const programme = programmeOf({
    points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
    joinGift: {
      points: 100,
      promotions: [{ promotionId: "welcome", days: 30 }, { promotionId: "always" }],
    },
  });

  test("gives points and offers", async () => {
    const counter = await counterOf(programme);
    const welcome = joinGift(programme, memberId, { key: "join", at: monday });
    await counter.run(welcome.commands);
    expect(await counter.balance(monday)).toBe(100);
    expect(welcome.reasons).toEqual([{ code: "loyalty.joined", facts: { points: 100 } }]);
    expect(welcome.offers).toEqual([
      { offerId: "join:M1:welcome", promotionId: "welcome", validUntil: at("2026-12-17T00:00") },
      { offerId: "join:M1:always", promotionId: "always", validUntil: null },
    ]);
  });

  test("gives them once, whatever the command is called", async () => {
    const counter = await counterOf(programme);
    await counter.run(joinGift(programme, memberId, { key: "join", at: monday }).commands);
    const again = joinGift(programme, memberId, { key: "join again", at: tuesday }).commands;
    expect(await counter.journal.executeAll(again)).toMatchObject({ ok: false });
    expect(await counter.balance(tuesday)).toBe(100);
  });

  test("gives nothing without a gift", () => {
    const nothing = { points: 0, coupons: [], offers: [], commands: [], reasons: [] };
    expect(joinGift(points(), memberId, { key: "join", at: monday })).toEqual(nothing);
  });
});

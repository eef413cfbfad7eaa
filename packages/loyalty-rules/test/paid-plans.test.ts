import type { Lot } from "@tillwright/ledger";
import {
  buyPlan,
  cancelPlan,
  entitlements,
  type PlanPurchase,
  plansInForce,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, memberId, points, programmeOf } from "./shop.js";

const name = { "zh-CN": "会员", en: "Plan" };
const course = (id: string) => ({ id, kind: "service", name });
const plan = { name, price: "99.00", months: 12, renewalDays: 30 };
const programme = programmeOf({
  plans: [
    { ...plan, id: "plus", benefits: [course("post")] },
    {
      ...plan,
      id: "gym",
      benefits: [course("bath")],
      choice: { count: 2, from: ["yoga", "swim", "sauna"].map(course) },
    },
  ],
});
const monday = at("2026-11-16");
const yearEnd = at("2027-11-16T00:00");
const context = { key: "K", at: monday };
const source = { plan: "plus", since: monday, paid: 9900, chosen: [] };

function term(change: Partial<Lot> = {}): Lot {
  const moved = { issued: 1, remaining: 1, held: 0 };
  const lot = { account: "member:M1/plan:plus", lotId: "M1:plus#1", ...moved, openedAt: 0 };
  return { ...lot, expiresAt: yearEnd, source, ...change };
}

function buying(change: Partial<PlanPurchase> = {}) {
  const wish = { memberId, plan: "plus", chosen: [], lots: [], ever: 0, context, ...change };
  const outcome = buyPlan(programme, wish);
  return outcome.ok ? outcome.value.term : outcome.refusal;
}

describe("buying", () => {
  test("a choice that is no choice says what can be chosen", () => {
    expect(buying({ plan: "gym", chosen: ["yoga"] })).toEqual({
      code: "loyalty.choice-invalid",
      message: "plan gym: 2 of yoga, swim, sauna are to be chosen",
      facts: { plan: "gym", count: 2, from: ["yoga", "swim", "sauna"] },
    });
    expect(buying({ plan: "plus", chosen: ["yoga"] })).toEqual({
      code: "loyalty.choice-invalid",
      message: "plan plus: 0 of  are to be chosen",
      facts: { plan: "plus", count: 0, from: [] },
    });
    for (const chosen of [
      ["yoga", "yoga"],
      ["yoga", "golf"],
      ["yoga", "swim", "sauna"],
    ]) {
      expect(buying({ plan: "gym", chosen })).toMatchObject({ code: "loyalty.choice-invalid" });
    }
  });

  test("too early, the first day of the renewal and the last day of the term are told", () => {
    expect(buying({ lots: [term()] })).toEqual({
      code: "loyalty.renewal-too-early",
      message: "plus can be renewed from 2027-10-17",
      facts: { plan: "plus", opens: "2027-10-17", lastDay: "2027-11-15" },
    });
    const renewal = { key: "K", at: at("2027-10-17T00:00") };
    expect(buying({ lots: [term()], ever: 1, context: renewal })).toMatchObject({ since: yearEnd });
  });

  test("a term that was given back is none", () => {
    expect(buying({ lots: [term({ remaining: 0 })], ever: 1 })).toMatchObject({ since: monday });
  });

  test("renewed twice, the second one begins where the first ends", () => {
    const next = term({
      lotId: "M1:plus#2",
      source: { ...source, since: yearEnd },
      expiresAt: at("2028-11-16T00:00"),
    });
    const late = { key: "K", at: at("2028-10-17T00:00") };
    expect(buying({ lots: [next, term()], ever: 2, context: late })).toMatchObject({
      since: at("2028-11-16T00:00"),
      until: at("2029-11-16T00:00"),
    });
  });

  test("misuse: no such plan, less than no terms", () => {
    expect(() => buying({ plan: "other" })).toThrow(
      expect.objectContaining({
        code: "loyalty.not-in-programme",
        message: "the programme has no plan other",
        facts: { plan: "other" },
      }),
    );
    expect(() => buying({ ever: -1 })).toThrow("the terms that were ever paid");
  });
});

describe("terms", () => {
  test("in force are those that have begun, have not ended, and were not given back", () => {
    expect(plansInForce([term(), term({ remaining: 0 })], monday)).toEqual([
      { plan: "plus", since: monday, until: yearEnd, paid: 9900, chosen: [] },
    ]);
    expect(plansInForce([term()], monday - 1)).toEqual([]);
    expect(plansInForce([term()], yearEnd - 1)).toHaveLength(1);
    expect(plansInForce([term()], yearEnd)).toEqual([]);
  });

  test.each([
    ["another source", { source: null }],
    ["no plan", { source: { ...source, plan: null } }],
    ["no begin", { source: { ...source, since: null } }],
    ["no price", { source: { ...source, paid: null } }],
    ["no list of what was chosen", { source: { ...source, chosen: null } }],
    ["numbers that were chosen", { source: { ...source, chosen: [1] } }],
    ["no end", { expiresAt: null }],
  ])("a lot with %s is no term", (_name, change) => {
    expect(() => plansInForce([term(change)], monday)).toThrow(
      expect.objectContaining({
        code: "loyalty.record-unreadable",
        message: "lot M1:plus#1 is no term of a plan",
        facts: { lotId: "M1:plus#1" },
      }),
    );
  });

  test("given back before it begins, all of it comes back", () => {
    const next = term({ source: { ...source, since: yearEnd }, expiresAt: at("2028-11-16T00:00") });
    expect(cancelPlan(programme, memberId, next, context).amount).toBe(9900);
  });
});

describe("what plans bring", () => {
  const figures = { spend: 0, visits: 0, points: 0 };
  const gym = { plan: "gym", since: monday, until: yearEnd, paid: 9900, chosen: ["swim", "sauna"] };
  const benefitsAt = (when: number, version = programme) =>
    entitlements(version, { tier: null, figures, plans: [gym] }, when).benefits.map(
      ({ benefit, from, of, until }) => [benefit.id, from, of, until],
    );

  test("its own benefits and what was chosen, from its begin to its end", () => {
    expect(benefitsAt(monday)).toEqual([
      ["bath", "plan", "gym", yearEnd],
      ["swim", "plan", "gym", yearEnd],
      ["sauna", "plan", "gym", yearEnd],
    ]);
    expect(benefitsAt(monday - 1)).toEqual([]);
    expect(benefitsAt(yearEnd)).toEqual([]);
  });

  test("nothing, when the programme no longer has it, or the member none", () => {
    expect(benefitsAt(monday, points())).toEqual([]);
    expect(entitlements(programme, { tier: null, figures }, monday).benefits).toEqual([]);
  });
});

import type { Lot } from "@tillwright/ledger";
import {
  buyPlan,
  cancelPlan,
  holdPoints,
  mergeAccounts,
  redeemPoints,
  releaseHold,
  settleHold,
  undoMergeAccounts,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, memberId, programmeOf } from "./shop.js";
import { toldCommands } from "./told-commands.js";

// A key that changed would post a repeated command twice; a memo that changed would be unknown to reports and refunds.

const name = { "zh-CN": "会员", en: "Plan" };
const course = (id: string) => ({ id, kind: "service", name });
const programme = programmeOf({
  plans: [
    {
      id: "plus",
      name,
      price: "99.00",
      months: 12,
      renewalDays: 30,
      choice: { count: 1, from: [course("yoga"), course("swim")] },
    },
  ],
});
const monday = at("2026-11-16");
const context = { key: "K", at: monday };

function lotOf(account: string, lotId: string, remaining: number, rest: Partial<Lot> = {}): Lot {
  const moved = { issued: remaining, remaining, held: 0 };
  return { account, lotId, ...moved, expiresAt: null, openedAt: 0, source: null, ...rest };
}

describe("what a paid plan posts", () => {
  test("when it is bought: a lot of one term, named after its number", () => {
    const wish = { memberId, plan: "plus", chosen: ["yoga"], lots: [], ever: 2, context };
    const bought = buyPlan(programme, wish);
    if (!bought.ok) throw new Error(bought.refusal.code);
    expect(toldCommands(bought.value.commands)).toEqual([
      "open K/plan-accounts:plus",
      "  member:M1/plan:plus of member:M1: plan:plus, from 0 to null, lots earliest-expiry",
      "  member:M1/plan-sold:plus of member:M1: plan:plus, from null to null, lots null",
      "  member:M1/plan-cancelled:plus of member:M1: plan:plus, from 0 to null, lots null",
      "post K/plan:plus {kind plan-bought, plan plus, since 1794801600000, until 1826294400000, paid 9900, chosen [yoga]}",
      "  member:M1/plan:plus 1 as M1:plus#3 until 2027-11-15T16:00:00.000Z {kind plan, programme a version, plan plus, since 1794801600000, until 1826294400000, paid 9900, chosen [yoga]}",
      "  member:M1/plan-sold:plus -1",
    ]);
    expect(bought.value.reasons).toEqual([
      {
        code: "loyalty.plan-bought",
        facts: { plan: "plus", since: "2026-11-16", lastDay: "2027-11-15" },
      },
    ]);
    expect(bought.value.term.chosen).toEqual(["yoga"]);
  });

  test("when it is given back", () => {
    const source = { plan: "plus", since: monday, paid: 9900, chosen: [] };
    const end = at("2027-11-16T00:00");
    const lot = lotOf("member:M1/plan:plus", "M1:plus#3", 1, { expiresAt: end, source });
    expect(toldCommands(cancelPlan(programme, memberId, lot, context).commands)).toEqual([
      "post K/plan-cancelled:M1:plus#3 {kind plan-cancelled, plan plus, lotId M1:plus#3, amount 9872}",
      "  member:M1/plan:plus -1: 1 of M1:plus#3",
      "  member:M1/plan-cancelled:plus 1",
    ]);
  });
});

describe("what two memberships that become one post", () => {
  const lots = [
    lotOf("member:M2/points", "A", 30, { expiresAt: monday + 1, source: { kind: "sale" } }),
    lotOf("member:M2/points", "used-up", 0),
    lotOf("member:M2/points-pending", "B", 7),
    lotOf("member:M2/coupon:cash50", "C", 1),
    lotOf("member:M2/coupon:cash50", "D", 1),
    lotOf("member:M2/stored-principal:CNY", "E", 100),
    lotOf("member:M2/punch:massage", "F", 3, { issued: 5 }),
    lotOf("member:M2/reward:cup", "G", 1),
    lotOf("member:M2/plan:plus", "H", 1),
  ];
  const pointsOfKept = [lotOf("member:M1/points", "Z", 5)];

  function merged(debt: { readonly from: number; readonly to: number }) {
    const outcome = mergeAccounts("M2", "M1", { lots, pointsOfKept, debt }, context);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    return outcome.value;
  }

  test("each lot moves with its end and source; accounts that the kept member lacks are opened", () => {
    expect(toldCommands(merged({ from: 0, to: 0 }))).toEqual([
      "open K/merge-open",
      "  member:M1/coupon:cash50 of member:M1: coupon:cash50, from 0 to null, lots earliest-expiry",
      "  member:M1/coupon-issued:cash50 of member:M1: coupon:cash50, from null to null, lots null",
      "  member:M1/punch:massage of member:M1: punch:massage, from 0 to null, lots earliest-expiry",
      "  member:M1/punch-sold:massage of member:M1: punch:massage, from null to null, lots null",
      "  member:M1/reward:cup of member:M1: reward:cup, from 0 to null, lots earliest-expiry",
      "  member:M1/reward-given:cup of member:M1: reward:cup, from null to null, lots null",
      "  member:M1/plan:plus of member:M1: plan:plus, from 0 to null, lots earliest-expiry",
      "  member:M1/plan-sold:plus of member:M1: plan:plus, from null to null, lots null",
      "post K/merge:points:A {kind members-merged, from M2, to M1}",
      "  member:M2/points -30: 30 of A",
      "  member:M2/points-issued 30",
      "  member:M1/points 30 as A until 2026-11-16T04:00:00.001Z {kind sale}",
      "  member:M1/points-issued -30",
      "post K/merge:points-pending:B {kind members-merged, from M2, to M1}",
      "  member:M2/points-pending -7: 7 of B",
      "  member:M2/points-issued 7",
      "  member:M1/points-pending 7 as B without end null",
      "  member:M1/points-issued -7",
      "post K/merge:coupon:cash50:C {kind members-merged, from M2, to M1}",
      "  member:M2/coupon:cash50 -1: 1 of C",
      "  member:M2/coupon-issued:cash50 1",
      "  member:M1/coupon:cash50 1 as C without end null",
      "  member:M1/coupon-issued:cash50 -1",
      "post K/merge:coupon:cash50:D {kind members-merged, from M2, to M1}",
      "  member:M2/coupon:cash50 -1: 1 of D",
      "  member:M2/coupon-issued:cash50 1",
      "  member:M1/coupon:cash50 1 as D without end null",
      "  member:M1/coupon-issued:cash50 -1",
      "post K/merge:stored-principal:CNY:E {kind members-merged, from M2, to M1}",
      "  member:M2/stored-principal:CNY -100: 100 of E",
      "  member:M2/stored-principal-issued:CNY 100",
      "  member:M1/stored-principal:CNY 100 as E without end null",
      "  member:M1/stored-principal-issued:CNY -100",
      "post K/merge:punch:massage:F {kind members-merged, from M2, to M1}",
      "  member:M2/punch:massage -3: 3 of F",
      "  member:M2/punch-sold:massage 3",
      "  member:M1/punch:massage 5 as F without end null",
      "  member:M1/punch-sold:massage -5",
      "post K/merge-used:punch:massage:F {kind members-merged, from M2, to M1}",
      "  member:M1/punch:massage -2: 2 of F",
      "  member:M1/punch-sold:massage 2",
      "post K/merge:reward:cup:G {kind members-merged, from M2, to M1}",
      "  member:M2/reward:cup -1: 1 of G",
      "  member:M2/reward-given:cup 1",
      "  member:M1/reward:cup 1 as G without end null",
      "  member:M1/reward-given:cup -1",
      "post K/merge:plan:plus:H {kind members-merged, from M2, to M1}",
      "  member:M2/plan:plus -1: 1 of H",
      "  member:M2/plan-sold:plus 1",
      "  member:M1/plan:plus 1 as H without end null",
      "  member:M1/plan-sold:plus -1",
    ]);
  });

  test("what both owe is added, and paid from the points of both", () => {
    const commands = merged({ from: 10, to: 30 });
    expect(toldCommands(commands.slice(-2))).toEqual([
      "post K/merge:debt {kind members-merged, from M2, to M1}",
      "  member:M2/points-debt -10",
      "  member:M2/points-debt-given 10",
      "  member:M1/points-debt 10",
      "  member:M1/points-debt-given -10",
      "post K/merge:debt-paid {kind members-merged, from M2, to M1}",
      "  member:M1/points -35",
      "  member:M1/points-issued 35",
      "  member:M1/points-debt -35",
      "  member:M1/points-debt-given 35",
    ]);
    expect(toldCommands(undoMergeAccounts(commands.slice(-2), { key: "U", at: monday }))).toEqual([
      "reverse U/unmerge:0 {kind members-merged, from M2, to M1} of K/merge:debt-paid",
      "reverse U/unmerge:1 {kind members-merged, from M2, to M1} of K/merge:debt",
    ]);
  });

  test("no more is paid than is owed", () => {
    expect(toldCommands(merged({ from: 0, to: 30 }).slice(-1))).toEqual([
      "post K/merge:debt-paid {kind members-merged, from M2, to M1}",
      "  member:M1/points -30",
      "  member:M1/points-issued 30",
      "  member:M1/points-debt -30",
      "  member:M1/points-debt-given 30",
    ]);
  });
});

describe("what points that pay post", () => {
  const request = {
    memberId,
    saleId: "S1",
    points: 60,
    amount: 90,
    lots: [lotOf("p", "A", 50), lotOf("p", "B", 50)],
    context,
  };

  test("at once", () => {
    const paid = redeemPoints(request);
    expect(paid.ok && toldCommands(paid.value.commands)).toEqual([
      "post K/points-redeemed {kind points-redeemed, saleId S1, points 60, amount 90}",
      "  member:M1/points -60: 50 of A, 10 of B",
      "  member:M1/points-issued 60",
    ]);
  });

  test("held for a sale, then spent or given up", () => {
    const held = holdPoints(request, monday + 900_000);
    if (!held.ok) throw new Error(held.refusal.code);
    expect(toldCommands(held.value.commands)).toEqual([
      "hold K/points-held {kind points-held, saleId S1, points 60, amount 90} until 2026-11-16T04:15:00.000Z",
      "  member:M1/points -60: 50 of A, 10 of B",
      "  member:M1/points-issued 60",
    ]);
    const [hold] = held.value.commands;
    if (hold === undefined) throw new Error("no hold");
    const later = { key: "L", at: monday };
    expect(toldCommands([settleHold(hold, later), releaseHold(hold, later)])).toEqual([
      "settle L/settled {kind points-held, saleId S1, points 60, amount 90} of K/points-held",
      "release L/released {kind points-held, saleId S1, points 60, amount 90} of K/points-held",
    ]);
  });
});

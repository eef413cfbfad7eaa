import type { Lot } from "@tillwright/ledger";
import { explainMember } from "@tillwright/loyalty-rules";
import { expect, test } from "vitest";
import { at, points, programmeOf } from "./shop.js";

const name = { "zh-CN": "金卡", en: "Gold" };
const programme = programmeOf({
  points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
  tiers: {
    levels: [
      { id: "gold", name, reach: { spend: "10.00" } },
      {
        id: "vip",
        name,
        reach: { any: [{ all: [{ spend: "90.00" }, { visits: 3 }] }, { points: 7 }] },
      },
    ],
  },
});
const march = at("2026-03-01");
const nothing = { spend: [], visits: [], points: [] };

function lotOf(lotId: string, remaining: number, change: Partial<Lot> = {}): Lot {
  const moved = { issued: remaining, remaining, held: 0 };
  return { account: "a", lotId, ...moved, expiresAt: null, openedAt: 0, source: null, ...change };
}

test("points by their end, soonest first and those without an end last; held and ended ones apart", () => {
  const lots = [
    lotOf("for-ever", 5),
    lotOf("june", 10, { expiresAt: at("2026-06-01T00:00"), held: 4 }),
    lotOf("may", 20, { expiresAt: at("2026-05-01T00:00") }),
    lotOf("june-too", 1, { expiresAt: at("2026-06-01T00:00") }),
    lotOf("all-held", 3, { expiresAt: at("2026-04-01T00:00"), held: 3 }),
    lotOf("ended", 9, { expiresAt: march, held: 2 }),
  ];
  const told = explainMember(
    programme,
    { lots, debt: 0, tierState: null, tierLots: nothing },
    march,
  );
  expect({ ...told, next: null }).toEqual({
    balance: 32,
    debt: 0,
    pending: 0,
    held: 7,
    ending: [
      { expiresAt: at("2026-05-01T00:00"), points: 20, lots: ["may"] },
      { expiresAt: at("2026-06-01T00:00"), points: 7, lots: ["june", "june-too"] },
      { expiresAt: null, points: 5, lots: ["for-ever"] },
    ],
    tier: null,
    term: null,
    next: null,
    reasons: [
      { code: "loyalty.points-held", facts: { points: 32 } },
      { code: "loyalty.points-end", facts: { points: 20, lastDay: "2026-04-30" } },
      { code: "loyalty.points-end", facts: { points: 7, lastDay: "2026-05-31" } },
      { code: "loyalty.points-reserved", facts: { points: 7 } },
      { code: "loyalty.tier-needs-spend", facts: { missing: 1000, tier: "gold", currency: "CNY" } },
    ],
  });
});

test("points that wait, together for each day and in the order of the days", () => {
  const waiting = (lotId: string, remaining: number, day: string) =>
    lotOf(lotId, remaining, { source: { finalAt: at(`${day}T00:00`), expiresAt: null } });
  const pending = [
    waiting("A", 5, "2026-03-09"),
    waiting("B", 7, "2026-03-08"),
    waiting("C", 1, "2026-03-09"),
  ];
  const member = { lots: [], pending, debt: 0, tierState: null, tierLots: nothing };
  const told = explainMember(programme, member, march);
  expect(told.pending).toBe(13);
  expect(told.reasons).toEqual([
    { code: "loyalty.points-held", facts: { points: 0 } },
    { code: "loyalty.points-pending", facts: { points: 7, firstDay: "2026-03-08" } },
    { code: "loyalty.points-pending", facts: { points: 6, firstDay: "2026-03-09" } },
    { code: "loyalty.tier-needs-spend", facts: { missing: 1000, tier: "gold", currency: "CNY" } },
  ]);
});

test("the tier with its last day, and the shortest way to the next one", () => {
  const spend = [lotOf("S", 1000)];
  const member = { lots: [], debt: 3, tierState: null, tierLots: { ...nothing, spend } };
  const told = explainMember(programme, member, march);
  expect(told.term).toEqual({ tier: "gold", since: march, until: at("2027-03-02T00:00") });
  expect(told.reasons).toEqual([
    { code: "loyalty.points-held", facts: { points: 0 } },
    { code: "loyalty.points-debt", facts: { points: 3 } },
    { code: "loyalty.tier-reached", facts: { from: "", to: "gold" } },
    {
      code: "loyalty.tier-held-until",
      facts: { tier: "gold", since: "2026-03-01", lastDay: "2027-03-01" },
    },
    { code: "loyalty.tier-needs-points", facts: { missing: 7, tier: "vip", currency: "CNY" } },
  ]);
});

test("a programme without tiers tells of points alone", () => {
  const member = { lots: [lotOf("A", 2)], debt: 0, tierState: null, tierLots: nothing };
  expect(explainMember(points(), member, march)).toEqual({
    balance: 2,
    debt: 0,
    pending: 0,
    held: 0,
    ending: [{ expiresAt: null, points: 2, lots: ["A"] }],
    tier: null,
    term: null,
    next: null,
    reasons: [{ code: "loyalty.points-held", facts: { points: 2 } }],
  });
});

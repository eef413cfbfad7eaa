import type { Lot } from "@tillwright/ledger";
import {
  grantTier,
  judgeTier,
  nextTier,
  type Programme,
  type TierLots,
  type TierState,
  tierFigures,
  tierForSale,
  tierOf,
} from "@tillwright/loyalty-rules";
import { describe, expect, test } from "vitest";
import { at, points, programmeOf } from "./shop.js";

const name = { "zh-CN": "卡", en: "Card" };
const silver = { id: "silver", name, reach: { spend: "1000.00" } };
const gold = { id: "gold", name, reach: { spend: "5000.00" } };
const march = at("2026-03-01");

function ladder(rules: Record<string, unknown> = {}, levels: readonly unknown[] = [silver, gold]) {
  return programmeOf({ tiers: { levels, ...rules } });
}

/** Spend of so many yuan on these days; it never leaves the window. */
function spent(...sales: readonly (readonly [day: string, yuan: number])[]): TierLots {
  const lots = sales.map(([day, yuan]): Lot => {
    const moved = { issued: yuan * 100, remaining: yuan * 100, held: 0 };
    return { account: "a", lotId: day, ...moved, openedAt: at(day), expiresAt: null, source: null };
  });
  return { spend: lots, visits: [], points: [] };
}

function term(tier: string, since: string, until: string | null) {
  return { tier, since: at(since), until: until === null ? null : at(until) };
}

const nobody: TierState = { earned: null, fresh: false, before: null, temporary: null };

/** What is told, in the words of the reasons' facts. */
function told(programme: Programme, state: TierState | null, lots: TierLots, when: string) {
  const judged = judgeTier(programme, state, lots, at(when));
  const moves = judged.reasons.map(({ code, facts }) => `${code} ${facts["from"]}>${facts["to"]}`);
  return [judged.tier?.id ?? null, ...moves];
}

describe("what a member is told of a tier", () => {
  test("reached from nothing, and from the one below", () => {
    expect(told(ladder(), null, spent(["2026-03-01", 1000]), "2026-03-01")).toEqual([
      "silver",
      "loyalty.tier-reached >silver",
    ]);
    const held = { ...nobody, earned: term("silver", "2026-03-01", "2027-03-02T00:00") };
    expect(told(ladder(), held, spent(["2026-03-02", 5000]), "2026-03-02")).toEqual([
      "gold",
      "loyalty.tier-reached silver>gold",
    ]);
  });

  test("nothing of the tier that everybody has, when it is the first", () => {
    const programme = ladder({}, [{ id: "plain", name }, silver]);
    expect(told(programme, null, spent(), "2026-03-01")).toEqual(["plain"]);
    const plain = { ...nobody, earned: term("plain", "2026-03-01", null) };
    expect(told(programme, plain, spent(["2026-03-02", 1000]), "2026-03-02")).toEqual([
      "silver",
      "loyalty.tier-reached plain>silver",
    ]);
  });

  test("lowered by one step, to what the figures give, and to nothing", () => {
    const held = { ...nobody, earned: term("gold", "2026-03-01", "2027-03-02T00:00") };
    const later = "2027-03-02";
    expect(told(ladder(), held, spent(), later)).toEqual([
      "silver",
      "loyalty.tier-lowered gold>silver",
    ]);
    expect(told(ladder({ downgrade: "recompute" }), held, spent(), later)).toEqual([
      null,
      "loyalty.tier-lowered gold>",
    ]);
    const rare = [silver, { id: "middle", name, reach: { spend: "3000.00" } }, gold];
    const some = spent(["2026-06-01", 1000]);
    expect(told(ladder({}, rare), held, some, later)).toEqual([
      "middle",
      "loyalty.tier-lowered gold>middle",
    ]);
    expect(told(ladder({ downgrade: "recompute" }, rare), held, some, later)).toEqual([
      "silver",
      "loyalty.tier-lowered gold>silver",
    ]);
    const lowest = { ...nobody, earned: term("silver", "2026-03-01", "2027-03-02T00:00") };
    expect(told(ladder(), lowest, spent(), later)).toEqual([null, "loyalty.tier-lowered silver>"]);
  });

  test("kept, and in grace nothing yet", () => {
    const held = { ...nobody, earned: term("silver", "2026-03-01", "2027-03-02T00:00") };
    const kept = spent(["2026-06-01", 1000]);
    expect(told(ladder(), held, kept, "2027-03-02")).toEqual([
      "silver",
      "loyalty.tier-kept silver>silver",
    ]);
    expect(told(ladder({ graceDays: 30 }), held, spent(), "2027-03-02")).toEqual(["silver"]);
    expect(told(ladder({ graceDays: 30 }), held, spent(), "2027-04-01T00:00")).toEqual([
      null,
      "loyalty.tier-lowered silver>",
    ]);
  });

  test("taken back by a refund: to what was held before, to what is left, to nothing", () => {
    const goldSince = term("gold", "2026-03-02", "2027-03-03T00:00");
    const before = term("silver", "2026-02-01", "2027-02-02T00:00");
    const jumped = { ...nobody, earned: goldSince, fresh: true };
    expect(told(ladder(), { ...jumped, before }, spent(), "2026-03-03")).toEqual([
      "silver",
      "loyalty.tier-taken-back gold>silver",
    ]);
    expect(told(ladder(), jumped, spent(["2026-03-02", 1000]), "2026-03-03")).toEqual([
      "silver",
      "loyalty.tier-taken-back gold>silver",
    ]);
    expect(told(ladder(), jumped, spent(), "2026-03-03")).toEqual([
      null,
      "loyalty.tier-taken-back gold>",
    ]);
    expect(told(ladder(), { ...jumped, fresh: false }, spent(), "2026-03-03")).toEqual(["gold"]);
  });

  test("a grade given for some time: shown while it is higher, and when it ends", () => {
    const given = { ...nobody, temporary: term("gold", "2026-03-01", "2026-04-01T00:00") };
    expect(told(ladder(), given, spent(), "2026-03-31T23:59")).toEqual(["gold"]);
    expect(told(ladder(), given, spent(), "2026-04-01T00:00")).toEqual([
      null,
      "loyalty.tier-gift-ended gold>",
    ]);
    const earned = term("silver", "2026-03-01", "2027-03-02T00:00");
    expect(told(ladder(), { ...given, earned }, spent(), "2026-04-01T00:00")).toEqual([
      "silver",
      "loyalty.tier-gift-ended gold>silver",
    ]);
    const less = { ...given, temporary: term("silver", "2026-03-01", "2026-04-01T00:00") };
    const own = { ...less, earned: term("gold", "2026-03-01", "2027-03-02T00:00") };
    expect(told(ladder(), own, spent(), "2026-03-15")).toEqual(["gold"]);
  });
});

describe("what is kept of a judgement", () => {
  test("a tier reached now can be taken back; what was held before comes again then", () => {
    const held = { ...nobody, earned: term("silver", "2026-02-01", "2027-02-02T00:00") };
    const judged = judgeTier(ladder(), held, spent(["2026-03-01", 5000]), march);
    expect(judged.state).toEqual({
      ...nobody,
      earned: term("gold", "2026-03-01", "2027-03-02T00:00"),
      fresh: true,
      before: held.earned,
    });
    expect(judged.term).toEqual(judged.state.earned);
    const back = judgeTier(ladder(), judged.state, spent(), at("2026-03-02"));
    expect(back.state).toEqual(held);
  });

  test("what a refund leaves of a jump can be taken back by the next one", () => {
    const jumped = {
      ...nobody,
      earned: term("gold", "2026-03-01", "2027-03-02T00:00"),
      fresh: true,
    };
    const left = judgeTier(ladder(), jumped, spent(["2026-03-01", 1000]), at("2026-03-02"));
    expect(left.state).toEqual({
      ...jumped,
      earned: term("silver", "2026-03-01", "2027-03-02T00:00"),
    });
    const nothing = judgeTier(ladder(), left.state, spent(), at("2026-03-03"));
    expect(nothing.state).toEqual(nobody);
  });

  test("of what was held before and what is left, the higher one", () => {
    const levels = [silver, { id: "middle", name, reach: { spend: "3000.00" } }, gold];
    const jumped = {
      ...nobody,
      earned: term("gold", "2026-03-01", "2027-03-02T00:00"),
      fresh: true,
      before: term("silver", "2026-02-01", "2027-02-02T00:00"),
    };
    const left = judgeTier(ladder({}, levels), jumped, spent(["2026-03-01", 3000]), march);
    expect(left.state).toEqual({
      ...jumped,
      earned: term("middle", "2026-03-01", "2027-03-02T00:00"),
    });
  });

  test("a tier that was kept is safe from refunds, and its term begins with the one before", () => {
    const held = {
      ...nobody,
      earned: term("silver", "2026-03-01", "2027-03-02T00:00"),
      fresh: true,
    };
    const kept = judgeTier(ladder(), held, spent(["2026-03-01", 1000]), at("2027-03-05"));
    expect(kept.state).toEqual({
      ...nobody,
      earned: { ...term("silver", "2026-03-01", "2028-03-02T00:00") },
    });
    expect(judgeTier(ladder(), kept.state, spent(), at("2027-03-06")).tier?.id).toBe("silver");
  });

  test("a sale in grace keeps it; one after it begins a new term", () => {
    const held = { ...nobody, earned: term("silver", "2026-03-01", "2027-03-02T00:00") };
    const late = (day: string) =>
      judgeTier(ladder({ graceDays: 30 }), held, spent([day, 1000]), at("2027-05-01"));
    expect(late("2027-03-31").state.earned).toEqual(
      term("silver", "2026-03-01", "2028-03-02T00:00"),
    );
    const anew = late("2027-04-01T00:00");
    expect(anew.reasons.map(({ code }) => code)).toEqual(["loyalty.tier-lowered"]);
    expect(anew.state.earned?.since).toBe(at("2027-04-01T00:00"));
  });

  test("without tiers nothing changes", () => {
    const state = { ...nobody, temporary: term("gold", "2026-03-01", null) };
    expect(judgeTier(points(), state, spent(), march)).toEqual({
      state,
      tier: null,
      term: null,
      reasons: [],
    });
    expect(tierForSale(points(), state, spent(), 100, march)).toBeNull();
    expect(tierOf(points(), { spend: 0, visits: 0, points: 0 })).toBeNull();
  });

  test("a tier that the programme no longer has was never held", () => {
    const state = { ...nobody, earned: term("bronze", "2026-03-01", null), fresh: true };
    const judged = judgeTier(ladder(), state, spent(["2026-03-01", 1000]), march);
    expect(judged.reasons).toEqual([
      { code: "loyalty.tier-reached", facts: { from: "", to: "silver" } },
    ]);
    expect(judgeTier(ladder(), state, spent(), march).state.earned).toBeNull();
  });

  test("a grade given to one who was never judged, and to one who was", () => {
    const given = term("gold", "2026-03-01", "2026-04-01T00:00");
    expect(grantTier(null, given)).toEqual({ ...nobody, temporary: given });
    const earned = term("silver", "2026-03-01", null);
    expect(grantTier({ ...nobody, earned, fresh: true }, given)).toEqual({
      earned,
      fresh: true,
      before: null,
      temporary: given,
    });
  });
});

describe("the figures of the window", () => {
  test("leave out what came later and what has left, and take in the grace period", () => {
    const [first] = spent(["2026-03-01", 10]).spend;
    if (first === undefined) throw new Error("no lot");
    const lots = {
      ...spent(["2026-03-01", 10], ["2026-03-05", 7]),
      points: [{ ...first, openedAt: 0, expiresAt: march }],
    };
    expect(tierFigures(lots, march)).toEqual({ spend: 1000, visits: 0, points: 0, plans: [] });
    expect(tierFigures(lots, march - 1)).toEqual({ spend: 0, visits: 0, points: 1000, plans: [] });
    expect(tierFigures(lots, march, at("2026-03-05")).spend).toBe(1700);
    expect(tierFigures(lots, march, at("2026-03-05") - 1).spend).toBe(1000);
    expect(tierFigures({ ...lots, plans: ["plus"] }, march).plans).toEqual(["plus"]);
  });
});

describe("the tier of a sale that is under way", () => {
  const during = ladder({ upgrade: "during" }, [
    silver,
    { id: "regular", name, reach: { all: [{ spend: "2000.00" }, { visits: 1 }] } },
    gold,
  ]);

  test("counts its amount and the visit", () => {
    const sale = (amount: number) => tierForSale(during, null, spent(), amount, march)?.id ?? null;
    expect([sale(99_999), sale(100_000), sale(200_000), sale(500_000)]).toEqual([
      null,
      "silver",
      "regular",
      "gold",
    ]);
  });

  test("is never lower than what is held", () => {
    const held = { ...nobody, earned: term("gold", "2026-02-01", "2027-02-02T00:00") };
    expect(tierForSale(during, held, spent(), 100_000, march)?.id).toBe("gold");
    expect(tierForSale(during, held, spent(), 0, march)?.id).toBe("gold");
  });

  test("is the one that is held where an upgrade counts from the next sale", () => {
    expect(tierForSale(ladder(), null, spent(), 500_000, march)).toBeNull();
    expect(tierForSale(ladder(), null, spent(["2026-02-01", 1000]), 0, march)?.id).toBe("silver");
  });
});

describe("what the next tier needs", () => {
  const figures = { spend: 0, visits: 0, points: 0 };

  test("the shortest way first; what is fulfilled is no longer named", () => {
    const reach = {
      any: [
        { all: [{ spend: "10.00" }, { visits: 2 }] },
        { points: 50 },
        { all: [{ plan: "plus" }, { spend: "5.00" }, { visits: 1 }] },
      ],
    };
    const plans = [{ id: "plus", name, price: "99.00", months: 12 }];
    const levels = [{ id: "top", name, reach }];
    const programme = programmeOf({ plans, tiers: { levels } });
    expect(nextTier(programme, null, figures)?.ways).toEqual([
      [{ kind: "points", missing: 50 }],
      [
        { kind: "spend", missing: 1000 },
        { kind: "visits", missing: 2 },
      ],
      [
        { kind: "plan", plan: "plus" },
        { kind: "spend", missing: 500 },
        { kind: "visits", missing: 1 },
      ],
    ]);
    const some = { ...figures, visits: 1, plans: ["plus"] };
    expect(nextTier(programme, null, some)?.ways).toEqual([
      [{ kind: "points", missing: 50 }],
      [{ kind: "spend", missing: 500 }],
      [
        { kind: "spend", missing: 1000 },
        { kind: "visits", missing: 1 },
      ],
    ]);
    expect(tierOf(programme, { ...some, spend: 499 })).toBeNull();
    expect(tierOf(programme, { ...some, spend: 500 })?.id).toBe("top");
    expect(tierOf(programme, { ...some, spend: 500, plans: ["other"] })).toBeNull();
    expect(tierOf(programme, { spend: 1000, visits: 2, points: 0 })?.id).toBe("top");
  });

  test("nothing, for a tier that everybody has", () => {
    const programme = programmeOf({ tiers: { levels: [{ id: "plain", name }] } });
    expect(nextTier(programme, null, figures)).toMatchObject({ tier: { id: "plain" }, ways: [[]] });
    expect(tierOf(programme, figures)?.id).toBe("plain");
  });

  test("no more than 64 ways are told; the tier is found among all of them", () => {
    const pair = (n: number) => ({ any: [{ spend: `${n}.00` }, { visits: n }] });
    const reach = { all: [1, 2, 3, 4, 5, 6, 7].map(pair) };
    const programme = programmeOf({ tiers: { levels: [{ id: "top", name, reach }] } });
    expect(nextTier(programme, null, figures)?.ways).toHaveLength(64);
    expect(tierOf(programme, { ...figures, spend: 700 })?.id).toBe("top");
    expect(tierOf(programme, { ...figures, spend: 600, visits: 7 })?.id).toBe("top");
    expect(tierOf(programme, { ...figures, spend: 600, visits: 6 })).toBeNull();
    const wide = {
      all: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ any: [{ points: n }, { visits: n }] })),
    };
    const many = programmeOf({
      plans: [{ id: "plus", name, price: "1.00", months: 1 }],
      tiers: { levels: [{ id: "top", name, reach: { all: [wide, { plan: "plus" }] } }] },
    });
    expect(nextTier(many, null, figures)?.ways).toHaveLength(64);
    expect(tierOf(many, { ...figures, points: 7, plans: ["plus"] })?.id).toBe("top");
    expect(tierOf(many, { ...figures, points: 6, plans: ["plus"] })).toBeNull();
    expect(tierOf(many, { ...figures, points: 7 })).toBeNull();
  });
});

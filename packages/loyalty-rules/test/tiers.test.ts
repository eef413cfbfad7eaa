import {
  entitlements,
  nextTier,
  parseProgramme,
  type TierFigures,
  tierOf,
} from "@tillwright/loyalty-rules";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "./runs.js";
import { at, counterOf, points, programmeOf, saleOf, zone } from "./shop.js";

const name = { "zh-CN": "卡", en: "Card" };
const noon = at("2026-11-18");

function ladder(window: Record<string, unknown> = {}) {
  const levels = [
    { id: "plain", name },
    { id: "silver", name, reach: { spend: "1000.00" }, promotions: ["silver-price"] },
    { id: "gold", name, reach: { spend: "5000.00" }, promotions: ["gold-price", "gold-gift"] },
  ];
  return programmeOf({ tiers: { levels, ...window } });
}

function figures(spend: number, visits = 0, pointsEarned = 0): TierFigures {
  return { spend, visits, points: pointsEarned };
}

describe("silver 1,000, gold 5,000", () => {
  test.each([
    [0, "plain"],
    [99_999, "plain"],
    [100_000, "silver"],
    [499_999, "silver"],
    [500_000, "gold"],
  ])("%i fen -> %s", (spend, tier) => {
    expect(tierOf(ladder(), figures(spend))?.id).toBe(tier);
  });

  test("¥120 more for gold", () => {
    const next = nextTier(ladder(), "silver", figures(488_000));
    expect(next).toMatchObject({
      tier: { id: "gold" },
      ways: [[{ kind: "spend", missing: 12_000 }]],
    });
  });

  test("nothing comes after gold", () => {
    expect(nextTier(ladder(), "gold", figures(600_000))).toBeNull();
  });

  test("without a tier the first one is next", () => {
    expect(nextTier(ladder(), null, figures(0))).toMatchObject({
      tier: { id: "plain" },
      ways: [[]],
    });
  });
});

describe("any of (spend 1,000 | 10 visits) and all of (spend 1,000 & 10 visits)", () => {
  const reach = (kind: "any" | "all") =>
    programmeOf({
      tiers: {
        levels: [{ id: "vip", name, reach: { [kind]: [{ spend: "1000.00" }, { visits: 10 }] } }],
      },
    });
  test.each([
    ["any", 100_000, 0, "vip"],
    ["any", 0, 10, "vip"],
    ["any", 99_999, 9, null],
    ["all", 100_000, 9, null],
    ["all", 99_999, 10, null],
    ["all", 100_000, 10, "vip"],
  ] as const)("%s of %i fen and %i visits -> %s", (kind, spend, visits, tier) => {
    expect(tierOf(reach(kind), figures(spend, visits))?.id ?? null).toBe(tier);
  });

  test("any: two ways, all: one way with both", () => {
    expect(nextTier(reach("any"), null, figures(50_000, 4))?.ways).toEqual([
      [{ kind: "spend", missing: 50_000 }],
      [{ kind: "visits", missing: 6 }],
    ]);
    expect(nextTier(reach("all"), null, figures(50_000, 4))?.ways).toEqual([
      [
        { kind: "spend", missing: 50_000 },
        { kind: "visits", missing: 6 },
      ],
    ]);
  });

  test("what is reached already is not asked for again", () => {
    expect(nextTier(reach("all"), null, figures(100_000, 4))?.ways).toEqual([
      [{ kind: "visits", missing: 6 }],
    ]);
  });
});

test("points earned count, whether they are spent or not", () => {
  const levels = [{ id: "vip", name, reach: { points: 500 } }];
  const programme = programmeOf({ tiers: { levels } });
  expect(tierOf(programme, figures(0, 0, 500))?.id).toBe("vip");
  expect(tierOf(programme, figures(0, 0, 499))).toBeNull();
});

describe("the window", () => {
  async function spendOn(programme: ReturnType<typeof ladder>, when: string, joinedOn?: string) {
    const counter = await counterOf(programme, joinedOn === undefined ? {} : { joinedOn });
    await counter.sell(saleOf("A", at("2026-11-18"), [{ paid: 10_000 }]));
    return counter.spend(at(when));
  }

  test.each([
    ["rolling 12 months, last day", { kind: "rolling", months: 12 }, "2027-11-17T23:59", 10_000],
    ["rolling 12 months, day after", { kind: "rolling", months: 12 }, "2027-11-18T00:00", 0],
    ["calendar year, last day", { kind: "calendar-year" }, "2026-12-31T23:59", 10_000],
    ["calendar year, day after", { kind: "calendar-year" }, "2027-01-01T00:00", 0],
  ])("%s", async (_name, window, when, wanted) => {
    expect(await spendOn(ladder({ window }), when)).toBe(wanted);
  });

  test.each([
    ["joined 3 March 2024: to 2 March", "2024-03-03", "2027-03-02T23:59", 10_000],
    ["and not on 3 March", "2024-03-03", "2027-03-03T00:00", 0],
    ["joined on the day of the sale: a whole year", "2026-11-18", "2027-11-17T23:59", 10_000],
    ["and not longer", "2026-11-18", "2027-11-18T00:00", 0],
    ["joined on 29 February: to 27 February", "2024-02-29", "2027-02-27T23:59", 10_000],
    ["and not on 28 February", "2024-02-29", "2027-02-28T00:00", 0],
  ])("membership year, %s", async (_name, joinedOn, when, wanted) => {
    expect(await spendOn(ladder({ window: { kind: "membership-year" } }), when, joinedOn)).toBe(
      wanted,
    );
  });
});

describe("entitlements", () => {
  const held = (tier: string, until: number | null) => ({
    tier: { tier, until },
    figures: figures(0),
  });

  test("offers of the tier, for as long as it holds", () => {
    const until = noon + 1;
    expect(entitlements(ladder(), held("gold", until), noon)).toMatchObject({
      tier: { id: "gold" },
      offers: [
        { offerId: "tier:gold:gold-price", promotionId: "gold-price", validUntil: until },
        { offerId: "tier:gold:gold-gift", promotionId: "gold-gift", validUntil: until },
      ],
      next: null,
    });
  });

  test("a tier whose end has come gives nothing", () => {
    const ended = entitlements(ladder(), held("gold", noon), noon);
    expect(ended).toMatchObject({ tier: null, offers: [], next: { tier: { id: "plain" } } });
  });

  test("a tier the programme no longer has gives nothing", () => {
    expect(entitlements(ladder(), held("diamond", null), noon)).toMatchObject({
      tier: null,
      offers: [],
    });
  });

  test("no tier, no programme of tiers", () => {
    const nobody = { tier: null, figures: figures(0) };
    expect(entitlements(points(), nobody, noon)).toEqual({
      tier: null,
      offers: [],
      benefits: [],
      next: null,
    });
  });
});

test("the highest tier is found among many ways as among few", () => {
  const conditions: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constantFrom("1.00", "2.00", "3.00").map((spend) => ({ spend })),
      fc.integer({ min: 1, max: 3 }).map((visits) => ({ visits })),
      fc.integer({ min: 1, max: 3 }).map((points) => ({ points })),
      fc.constantFrom("a", "b").map((plan) => ({ plan })),
    ),
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("leaf"),
      fc.array(tie("node"), { minLength: 1, maxLength: 4 }).map((any) => ({ any })),
      fc.array(tie("node"), { minLength: 1, maxLength: 4 }).map((all) => ({ all })),
    ),
  })).node;
  const holds = (condition: unknown, seen: TierFigures): boolean => {
    const [[kind, value] = []] = Object.entries(condition as Record<string, unknown>);
    if (kind === "any" || kind === "all") {
      const answers = (value as readonly unknown[]).map((part) => holds(part, seen));
      return kind === "any" ? answers.some(Boolean) : answers.every(Boolean);
    }
    if (kind === "plan") return seen.plans?.includes(String(value)) ?? false;
    if (kind === "spend") return seen.spend >= Number(value) * 100;
    return seen[kind === "visits" ? "visits" : "points"] >= Number(value);
  };
  fc.assert(
    fc.property(
      conditions,
      conditions,
      fc.nat(4),
      fc.nat(4),
      fc.nat(4),
      fc.subarray(["a", "b"]),
      (low, high, spend, visits, earned, plans) => {
        const levels = [
          { id: "low", name, reach: low },
          { id: "high", name, reach: high },
        ];
        const parsed = parseProgramme({
          format: "tillwright.programme/1",
          currency: "CNY",
          zone,
          tiers: { levels },
        });
        fc.pre(parsed.ok);
        if (!parsed.ok) return;
        const seen = { ...figures(spend * 100, visits, earned), plans };
        const wanted = holds(high, seen) ? "high" : holds(low, seen) ? "low" : null;
        expect(tierOf(parsed.value, seen)?.id ?? null).toBe(wanted);
      },
    ),
    { numRuns: runs },
  );
});

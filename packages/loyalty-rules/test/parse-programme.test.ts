import { readdirSync, readFileSync } from "node:fs";
import { parseProgramme } from "@tillwright/loyalty-rules";
import { en } from "@tillwright/loyalty-rules/messages/en";
import { zhCN } from "@tillwright/loyalty-rules/messages/zh-CN";
import { catalogueIssues, type Issue } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { onePointAYuan, programmeOf, zone } from "./shop.js";

const head = { format: "tillwright.programme/1", currency: "CNY", zone };
const name = { "zh-CN": "金卡", en: "Gold" };

function issuesOf(document: unknown): readonly Issue[] {
  const parsed = parseProgramme(document);
  return parsed.ok ? [] : parsed.issues;
}

function pathsOf(document: unknown): readonly string[] {
  return issuesOf(document).map(({ path }) => path.join("."));
}

test("what is left out is filled in, and stated", () => {
  expect(programmeOf({ points: { earn: [onePointAYuan] } }).points).toEqual({
    earn: [{ ...onePointAYuan, per: 100, minimum: 0, goods: {}, when: {} }],
    events: [],
    combine: "sum",
    multipliers: [],
    combineMultipliers: "best",
    exclude: [],
    tendersWithoutPoints: ["third-party-coupon"],
    bonusEarns: false,
    pending: null,
    rounding: "down",
    maximumPerSale: null,
    redeem: null,
    expiry: { kind: "none" },
    returnedAfterExpiry: { kind: "lapse" },
    debt: "carry",
  });
});

test("the result is frozen all through and survives JSON", () => {
  const programme = programmeOf({ points: { earn: [onePointAYuan] }, joinGift: { points: 5 } });
  expect(JSON.parse(JSON.stringify(programme))).toEqual(programme);
  expect(Object.isFrozen(programme.points?.earn[0]?.goods)).toBe(true);
});

describe("the hash", () => {
  const earn = [onePointAYuan];
  test("is the same for the same meaning", () => {
    const a = programmeOf({ points: { earn, combine: "sum" } });
    const b = programmeOf({ points: { combine: "sum", earn, debt: "carry" } });
    expect(a.hash).toBe(b.hash);
    expect(a.hash).toMatch(/^sha256:[0-9a-f]{64}$/u);
  });
  test("is another for another meaning", () => {
    const a = programmeOf({ points: { earn } });
    const b = programmeOf({ points: { earn, combine: "best" } });
    expect(a.hash).not.toBe(b.hash);
  });
});

test("every problem is told at its path, all at once", () => {
  const paths = pathsOf({
    format: "tillwright.programme/9",
    currency: "CNY",
    zone: "Mars/Olympus",
    pionts: {},
    points: {
      earn: [
        { id: "base", kind: "amount", per: "1.005", points: -1 },
        { id: "b", kind: "lottery" },
      ],
      redeem: { pointsPerMajorUnit: 0, cap: "150%" },
      multipliers: [
        { id: "m", times: "0.5" },
        { id: "n", times: 2 },
      ],
      expiry: { kind: "months", months: 1.5 },
    },
    storedValue: {
      topUps: [
        { pay: "500.00", bonus: "-50.00" },
        { pay: 100, bonus: "1.00" },
      ],
    },
    tiers: {
      levels: [
        {
          id: "gold",
          name: { en: "Gold" },
          reach: {
            any: [{ spend: "1.001" }, { all: [{ visits: 1.5 }, { points: 0 }, {}] }, { any: [] }],
          },
        },
      ],
    },
    joinGift: { points: -5 },
  });
  expect(paths).toEqual([
    "format",
    "zone",
    "pionts",
    "points.earn.0.points",
    "points.earn.0.per",
    "points.earn.1.kind",
    "points.multipliers.0.times",
    "points.multipliers.1.times",
    "points.redeem.pointsPerMajorUnit",
    "points.redeem.cap",
    "points.expiry.months",
    "storedValue.topUps.0.bonus",
    "storedValue.topUps.1.pay",
    "tiers.levels.0.name.zh-CN",
    "tiers.levels.0.reach.any.0.spend",
    "tiers.levels.0.reach.any.1.all.0.visits",
    "tiers.levels.0.reach.any.1.all.1.points",
    "tiers.levels.0.reach.any.1.all.2",
    "tiers.levels.0.reach.any.2.any",
    "joinGift.points",
  ]);
});

test.each([
  ["nothing", null],
  ["text", "programme"],
  ["a list", []],
  ["an empty document", {}],
])("%s is refused without a throw", (_name, document) => {
  expect(parseProgramme(document).ok).toBe(false);
});

test("bare numbers are refused where money or a share is written", () => {
  const document = {
    ...head,
    points: {
      earn: [{ id: "base", kind: "amount", per: 1, points: 1 }],
      redeem: { pointsPerMajorUnit: 100, cap: 0.5 },
    },
  };
  expect(pathsOf(document)).toEqual(["points.earn.0.per", "points.redeem.cap"]);
});

test("messages name the field and what is expected", () => {
  const [problem] = issuesOf({ ...head, points: { earn: [] } });
  expect(problem).toEqual({
    code: "loyalty.document-invalid",
    path: ["points", "earn"],
    message: "points.earn: must have at least 1 element",
  });
});

describe("contradictions", () => {
  const gold = { id: "gold", name, reach: { spend: "5000.00" } };
  test.each([
    [
      "two rules of one name",
      { points: { earn: [onePointAYuan, onePointAYuan] } },
      "points.earn.1",
    ],
    [
      "a tier that is not there",
      {
        points: { earn: [{ ...onePointAYuan, when: { tiers: ["silver"] } }] },
        tiers: { levels: [gold] },
      },
      "points.earn.0.when.tiers",
    ],
    [
      "a refund reduced by points that have no value",
      { points: { earn: [onePointAYuan], debt: "reduce-refund" } },
      "points.debt",
    ],
    [
      "points that never expire and live on after it",
      { points: { earn: [onePointAYuan], returnedAfterExpiry: { kind: "extend", days: 3 } } },
      "points.returnedAfterExpiry",
    ],
    ["no goods earn", { points: { earn: [onePointAYuan], exclude: [{}] } }, "points.exclude.0"],
    [
      "steps of top-up that fall",
      {
        storedValue: {
          topUps: [
            { pay: "500.00", bonus: "50.00" },
            { pay: "500.00", bonus: "60.00" },
          ],
        },
      },
      "storedValue.topUps.1",
    ],
    [
      "a step below the least top-up",
      { storedValue: { topUps: [{ pay: "50.00", bonus: "5.00" }], minimumTopUp: "100.00" } },
      "storedValue.topUps.0",
    ],
    [
      "a step above the most",
      { storedValue: { topUps: [{ pay: "500.00", bonus: "5.00" }], maximumTopUp: "100.00" } },
      "storedValue.topUps.0",
    ],
    [
      "no top-up is possible",
      { storedValue: { minimumTopUp: "200.00", maximumTopUp: "100.00" } },
      "storedValue.minimumTopUp",
    ],
    [
      "no card can hold the least top-up",
      { storedValue: { minimumTopUp: "200.00", maximumBalance: "100.00" } },
      "storedValue.minimumTopUp",
    ],
    [
      "two tiers of one name",
      { tiers: { levels: [gold, { ...gold, reach: { spend: "6000.00" } }] } },
      "tiers.levels.1",
    ],
    [
      "a higher tier for less",
      { tiers: { levels: [gold, { ...gold, id: "top" }] } },
      "tiers.levels.1.reach",
    ],
    [
      "a higher tier for nothing",
      { tiers: { levels: [gold, { id: "top", name }] } },
      "tiers.levels.1.reach",
    ],
    [
      "a gift of points without points",
      { storedValue: {}, joinGift: { points: 5 } },
      "joinGift.points",
    ],
    ["nothing at all", {}, ""],
  ])("%s", (_name, sections, path) => {
    const issues = issuesOf({ ...head, ...sections });
    expect(issues.map((problem) => problem.path.join("."))).toEqual([path]);
    expect(issues[0]?.code).toBe("loyalty.document-contradicts");
  });
});

describe("messages", () => {
  test("every code of the package has a sentence", () => {
    const folder = new URL("../src/", import.meta.url);
    const codes = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".ts") && !/messages|errors\.ts/u.test(file))
      .flatMap(
        (file) => readFileSync(new URL(file, folder), "utf8").match(/"loyalty\.[a-z-]+"/gu) ?? [],
      )
      .map((code) => code.slice(1, -1));
    const unspoken = new Set([
      "loyalty.document-invalid",
      "loyalty.document-contradicts",
      "loyalty.amount-invalid",
      "loyalty.line-unknown",
      "loyalty.refund-exceeds-sale",
      "loyalty.record-unreadable",
      "loyalty.not-in-programme",
    ]);
    const spoken = new Set(codes.filter((code) => !unspoken.has(code)));
    for (const kind of ["merchant-fault", "consumer-fault", "withdrawal", "shop-policy"]) {
      spoken.add(`loyalty.refund-${kind}`);
    }
    for (const need of ["spend", "visits", "points"]) spoken.add(`loyalty.tier-needs-${need}`);
    expect([...spoken].sort()).toEqual(Object.keys(zhCN).sort());
  });

  test("both languages say the same", () => {
    expect(catalogueIssues(zhCN, en)).toEqual([]);
  });
});

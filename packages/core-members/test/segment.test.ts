import {
  judgeSegment,
  type Member,
  type PurchaseFact,
  parseSegment,
  registerMember,
  type Segment,
} from "@tillwright/core-members";
import { zhCN } from "@tillwright/core-members/messages/zh-CN";
import { describe, expect, test } from "vitest";

const today = "2026-11-18";
const name = { "zh-CN": "分群", en: "Segment" };
const registration = {
  phone: "+8613812345678",
  name: "王小明",
  birthday: { month: 6, day: 15, year: null },
  cardNumber: null,
  tags: ["organic"],
  consents: [],
};
const details = { memberId: "M1", at: Date.UTC(2026, 9, 1), zone: "UTC" };
const recruited = { storeId: "north", operatorId: null };
const member: Member = {
  ...registerMember(registration, { ...details, recruited }),
  tier: { tier: "gold", since: 0, until: null },
  purchases: 5,
  lastPurchaseOn: "2026-11-01",
};

function bought(on: string, category: string, amount: number): PurchaseFact {
  return { on, productId: category, department: "food", categories: [category], tags: [], amount };
}

function segment(where: unknown): Segment {
  const parsed = parseSegment({ id: "s", name, where }, "CNY");
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

describe("bought baby goods in 90 days", () => {
  const baby = segment({ kind: "bought", goods: { categories: ["baby"], withinDays: 90 } });
  test.each([
    ["89 days ago", [bought("2026-08-21", "baby", 100)], true],
    ["90 days ago", [bought("2026-08-20", "baby", 100)], false],
    ["today", [bought(today, "baby", 100)], true],
    ["tomorrow", [bought("2026-11-19", "baby", 100)], false],
    ["something else", [bought(today, "beer", 100)], false],
    ["nothing", [], false],
  ])("%s", (_name, purchases, belongs) => {
    expect(judgeSegment(baby, member, purchases, today).belongs).toBe(belongs);
  });

  test("at least twice and for 50.00", () => {
    const goods = { categories: ["baby"], withinDays: 90, times: 2, amount: "50.00" };
    const often = segment({ kind: "bought", goods });
    const answer = (amounts: readonly number[]) =>
      judgeSegment(
        often,
        member,
        amounts.map((amount) => bought(today, "baby", amount)),
        today,
      );
    expect(answer([5000]).belongs).toBe(false);
    expect(answer([2500, 2499]).belongs).toBe(false);
    expect(answer([2500, 2500])).toEqual({
      belongs: true,
      reasons: [
        {
          code: "core-members.segment-bought",
          facts: {
            times: 2,
            least: 2,
            amount: 5000,
            leastAmount: 5000,
            withinDays: 90,
            belongs: true,
          },
        },
      ],
    });
  });
});

test.each([
  ["a tag", { kind: "tag", tag: "organic" }, true],
  ["another tag", { kind: "tag", tag: "baby" }, false],
  ["a tier", { kind: "tier", tiers: ["silver", "gold"] }, true],
  ["another tier", { kind: "tier", tiers: ["silver"] }, false],
  ["a birthday month", { kind: "birthday-month", month: 6 }, true],
  ["another month", { kind: "birthday-month", month: 7 }, false],
  ["five purchases", { kind: "purchases", least: 5 }, true],
  ["six purchases", { kind: "purchases", least: 6 }, false],
  ["came in 18 days", { kind: "came", withinDays: 18 }, true],
  ["came in 17 days", { kind: "came", withinDays: 17 }, false],
  ["joined in 49 days", { kind: "joined", withinDays: 49 }, true],
  ["joined in 48 days", { kind: "joined", withinDays: 48 }, false],
  ["recruited here", { kind: "recruited", stores: ["north"] }, true],
  ["recruited elsewhere", { kind: "recruited", stores: ["south"] }, false],
  ["not", { kind: "not", of: { kind: "tag", tag: "baby" } }, true],
  [
    "all",
    {
      kind: "all",
      of: [
        { kind: "tag", tag: "organic" },
        { kind: "tag", tag: "baby" },
      ],
    },
    false,
  ],
  [
    "any",
    {
      kind: "any",
      of: [
        { kind: "tag", tag: "organic" },
        { kind: "tag", tag: "baby" },
      ],
    },
    true,
  ],
])("%s", (_name, where, belongs) => {
  const answer = judgeSegment(segment(where), member, [], today);
  expect(answer.belongs).toBe(belongs);
  expect(answer.reasons.length).toBeGreaterThan(0);
  for (const { code } of answer.reasons) expect(Object.hasOwn(zhCN, code)).toBe(true);
});

test("only what decided is told", () => {
  const where = {
    kind: "all",
    of: [
      { kind: "tag", tag: "organic" },
      { kind: "tag", tag: "baby" },
    ],
  };
  expect(judgeSegment(segment(where), member, [], today).reasons).toEqual([
    { code: "core-members.segment-tag", facts: { tag: "baby", belongs: false } },
  ]);
});

test("who was erased or merged belongs to none", () => {
  const where = segment({ kind: "not", of: { kind: "tag", tag: "baby" } });
  expect(judgeSegment(where, { ...member, status: "merged" }, [], today).belongs).toBe(false);
});

describe("a segment that cannot be read", () => {
  const pathsOf = (where: unknown) => {
    const parsed = parseSegment({ id: "s", name, where }, "CNY");
    return parsed.ok ? [] : parsed.issues.map((problem) => problem.path.join("."));
  };
  test.each([
    ["nothing", undefined, ["where"]],
    ["an unknown kind", { kind: "horoscope" }, ["where.kind"]],
    [
      "a bare number for money",
      { kind: "bought", goods: { withinDays: 9, amount: 5 } },
      ["where.goods.amount"],
    ],
    ["no days", { kind: "came", withinDays: 0 }, ["where.withinDays"]],
    ["an empty list", { kind: "any", of: [] }, ["where.of"]],
    ["deep inside", { kind: "not", of: { kind: "birthday-month", month: 13 } }, ["where.of.month"]],
    ["a field too much", { kind: "tag", tag: "a", tags: ["b"] }, ["where"]],
  ])("%s", (_name, where, paths) => {
    expect(pathsOf(where)).toEqual(paths);
  });

  test("conditions without end", () => {
    let where: unknown = { kind: "tag", tag: "a" };
    for (let depth = 0; depth < 10_000; depth += 1) where = { kind: "not", of: where };
    expect(pathsOf(where)).toEqual([""]);
  });
});

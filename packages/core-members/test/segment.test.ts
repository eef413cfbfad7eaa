import {
  explainSegment,
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
  preferences: { milk: "oat", days: ["mon", "sun"], shoe: 38 },
  dedicated: [
    { operatorId: "E8", from: 0, until: 1 },
    { operatorId: "E7", from: 1, until: null },
  ],
  consents: [{ purpose: "marketing", channel: "sms", given: true, at: 1, textVersion: "1" }],
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
            goods: ["baby"],
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
  ["prefers oat milk", { kind: "prefers", preference: "milk", values: ["oat", "soy"] }, true],
  ["prefers soy milk", { kind: "prefers", preference: "milk", values: ["soy"] }, false],
  ["shops on Sunday", { kind: "prefers", preference: "days", values: ["sun"] }, true],
  ["shops on Friday", { kind: "prefers", preference: "days", values: ["fri"] }, false],
  ["wears size 38", { kind: "prefers", preference: "shoe", values: ["38"] }, true],
  ["never said it", { kind: "prefers", preference: "music", values: ["jazz"] }, false],
  ["looked after by E7", { kind: "dedicated", operators: ["E7", "E9"] }, true],
  ["looked after by E8 before", { kind: "dedicated", operators: ["E8"] }, false],
  ["agreed", { kind: "consented", purpose: "marketing", channel: "sms" }, true],
  ["did not agree", { kind: "consented", purpose: "marketing", channel: "phone" }, false],
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

describe("why a member is in, or is not", () => {
  const money = { currency: "CNY" } as const;
  const told = (where: unknown, purchases: readonly PurchaseFact[], language: "zh-CN" | "en") => {
    const asked = segment(where);
    return explainSegment(asked, judgeSegment(asked, member, purchases, today), {
      language,
      ...money,
    });
  };
  const goods = { categories: ["baby"], withinDays: 90, times: 2, amount: "50.00" };
  const where = {
    kind: "all",
    of: [
      { kind: "bought", goods },
      { kind: "not", of: { kind: "tag", tag: "asked-not-to" } },
    ],
  };
  const enough = [bought(today, "baby", 2500), bought(today, "baby", 2600)];

  test("in, in both languages", () => {
    expect(told(where, enough, "en")).toEqual([
      "belongs to “Segment”:",
      "✓ bought baby 2 times within 90 days (at least 2), for ¥51.00 (at least ¥50.00)",
      "✗ tag asked-not-to",
    ]);
    expect(told(where, enough, "zh-CN")).toEqual([
      "属于“分群”：",
      "✓ 90 天内购买 baby 2 次（至少 2），共 ¥51.00（至少 ¥50.00）",
      "✗ 标签：asked-not-to",
    ]);
  });

  test("not in: what was seen against what is asked", () => {
    expect(told(where, enough.slice(1), "en")).toEqual([
      "does not belong to “Segment”:",
      "✗ bought baby 1 time within 90 days (at least 2), for ¥26.00 (at least ¥50.00)",
    ]);
  });

  test("every kind of condition has its sentence in both languages", () => {
    const kinds = [
      { kind: "tag", tag: "a" },
      { kind: "tier", tiers: ["gold"] },
      { kind: "birthday-month", month: 6 },
      { kind: "purchases", least: 2 },
      { kind: "came", withinDays: 30 },
      { kind: "joined", withinDays: 30 },
      { kind: "recruited", stores: ["north"] },
      { kind: "prefers", preference: "milk", values: ["oat"] },
      { kind: "dedicated", operators: ["E7"] },
      { kind: "consented", purpose: "marketing", channel: "sms" },
      { kind: "bought", goods },
    ];
    for (const language of ["zh-CN", "en"] as const) {
      for (const one of kinds) {
        const [headline = "", line = ""] = told(one, enough, language);
        expect(`${headline}${line}`).not.toMatch(/[{}[\]]|core-members|undefined/u);
      }
    }
  });
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

describe("which goods, and what is told when nothing is known", () => {
  const line = (productId: string, department: string, categories: readonly string[]) => {
    return { on: today, productId, department, categories, tags: [], amount: 100 };
  };
  const milk = line("milk", "dairy", ["drinks", "baby"]);
  const holds = (goods: object, purchase: PurchaseFact = milk) =>
    judgeSegment(
      segment({ kind: "bought", goods: { withinDays: 7, ...goods } }),
      member,
      [purchase],
      today,
    ).belongs;

  test("one category of several is enough; product and department count by themselves", () => {
    expect(holds({ categories: ["baby"] })).toBe(true);
    expect(holds({ categories: ["baby", "beer"] })).toBe(true);
    expect(holds({ products: ["milk"] })).toBe(true);
    expect(holds({ products: ["tea"] })).toBe(false);
    expect(holds({ departments: ["dairy"] })).toBe(true);
    expect(holds({ departments: ["fresh"] })).toBe(false);
    expect(holds({ products: ["milk"], departments: ["fresh"] })).toBe(false);
  });

  test("a member of whom nothing is known belongs to none, and the reasons say so", () => {
    const stranger: Member = {
      ...registerMember({ ...registration, birthday: null, tags: [] }, details),
      recruited: { storeId: null, operatorId: null },
    };
    const told = (where: object) => {
      const answer = judgeSegment(segment(where), stranger, [], today);
      return [answer.belongs, answer.reasons[0]?.facts];
    };
    expect(told({ kind: "tier", tiers: ["gold"] })).toEqual([
      false,
      { tier: "–", wanted: ["gold"], belongs: false },
    ]);
    expect(told({ kind: "came", withinDays: 30 })).toEqual([
      false,
      { last: "–", withinDays: 30, belongs: false },
    ]);
    expect(told({ kind: "recruited", stores: ["north"] })).toEqual([
      false,
      { store: "–", wanted: ["north"], belongs: false },
    ]);
    expect(told({ kind: "prefers", preference: "milk", values: ["oat"] })).toEqual([
      false,
      { preference: "milk", wanted: ["oat"], belongs: false },
    ]);
    expect(told({ kind: "dedicated", operators: ["E7"] })[0]).toBe(false);
    expect(told({ kind: "birthday-month", month: 6 })[0]).toBe(false);
  });

  test("what is known stands in the reasons", () => {
    const told = (where: object) =>
      judgeSegment(segment(where), member, [], today).reasons[0]?.facts;
    expect(told({ kind: "tier", tiers: ["gold", "vip"] })).toEqual({
      tier: "gold",
      wanted: ["gold", "vip"],
      belongs: true,
    });
    expect(told({ kind: "came", withinDays: 30 })).toEqual({
      last: "2026-11-01",
      withinDays: 30,
      belongs: true,
    });
    expect(told({ kind: "recruited", stores: ["north"] })).toEqual({
      store: "north",
      wanted: ["north"],
      belongs: true,
    });
  });

  test("who was erased belongs to none, by whatever question", () => {
    const gone: Member = { ...member, status: "erased" };
    expect(judgeSegment(segment({ kind: "joined", withinDays: 365 }), gone, [], today)).toEqual({
      belongs: false,
      reasons: [
        { code: "core-members.segment-not-active", facts: { memberId: "M1", belongs: false } },
      ],
    });
  });
});

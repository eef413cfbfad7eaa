import type { Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type LintOptions, lint } from "@tillwright/pricing-engine/lint";
import { describe, expect, test } from "vitest";
import { line, rules } from "./build.js";

/** The findings of one code, with their facts. */
function factsOf(document: RulesDocument, code: string, options: LintOptions = {}): object[] {
  return lint(document, options)
    .findings.filter((one) => one.code === `pricing.lint.${code}`)
    .map(({ promotionIds, reason }) => ({ promotionIds, ...reason.facts }));
}

const steps = (...list: readonly [string, string][]): Promotion => ({
  kind: "steps",
  id: "s",
  steps: list.map(([amount, off]) => ({ amount, off })),
});
const off = (id: string, more: object = {}): Promotion =>
  ({ kind: "threshold", id, amount: "100.00", off: "20.00", ...more }) as Promotion;

describe("steps", () => {
  test("are held against the next lower one, in whatever order they are written", () => {
    const ladder = rules([steps(["300.00", "30.00"], ["100.00", "10.00"], ["200.00", "30.00"])]);
    expect(factsOf(ladder, "dead-step")).toEqual([
      {
        promotionIds: ["s"],
        name: "s",
        amount: "300.00",
        off: "30.00",
        below: "200.00",
        belowOff: "30.00",
      },
    ]);
    const [dead] = lint(ladder).findings.filter(({ code }) => code === "pricing.lint.dead-step");
    if (dead?.basket == null) throw new Error("a basket reaches it");
    expect(compile(ladder).price(dead.basket).totals.discount).toBe(3_000);
  });

  test("that fall are shown by the smallest basket that is dearer for them", () => {
    const falling = rules([steps(["10.00", "5.00"], ["20.00", "1.00"])]);
    const [one] = lint(falling).findings.filter(({ code }) => code === "pricing.lint.falling-step");
    if (one?.basket == null) throw new Error("a basket shows it");
    expect(one.basket.lines).toHaveLength(1);
    expect(compile(falling).price(one.basket).totals.discount).toBe(100);
  });
});

test("the steepest inversion of a promotion is told, with what it saves", () => {
  const ladder = rules([steps(["100.00", "10.00"], ["200.00", "50.00"])]);
  expect(factsOf(ladder, "inversion")).toEqual([
    { promotionIds: ["s"], name: "s", smallerDue: 18_999, largerDue: 15_000, saved: 3_999 },
  ]);
});

describe("pairs", () => {
  const rate: Promotion = { kind: "threshold-rate", id: "rate", amount: "0.00", pay: "90%" };

  test("in different lanes have an order that no id decides", () => {
    expect(factsOf(rules([off("off"), rate]), "order-dependent")).toHaveLength(1);
    const apart = rules([off("off"), { ...rate, lane: "coupon" } as Promotion]);
    expect(factsOf(apart, "order-dependent")).toEqual([]);
  });

  test("that are dearer together tell what one alone and what both cost", () => {
    const card: Promotion = { kind: "member-price", id: "card", prices: { kettle: "99.00" } };
    const document = rules([off("off"), card]);
    const [one] = lint(document).findings.filter(
      ({ code }) => code === "pricing.lint.raises-total",
    );
    if (one?.basket == null) throw new Error("a basket shows it");
    const due = (promotions: readonly Promotion[]): number =>
      one.basket === null ? 0 : compile(rules(promotions)).price(one.basket).totals.due;
    expect(one.promotionIds).toEqual(["card", "off"]);
    expect(one.reason.facts).toEqual({
      name: "card",
      other: "off",
      alone: due([off("off")]),
      both: due([off("off"), card]),
    });
  });
});

describe("shadowed", () => {
  test("tells who comes first and in how many baskets it was tried", () => {
    const tenth: Promotion = { kind: "percent-off", id: "tea", pay: "90%", goods: { tag: "tea" } };
    const fifth: Promotion = { kind: "percent-off", id: "all", name: "All", pay: "80%" };
    const [one] = factsOf(rules([tenth, fifth, off("off")]), "shadowed");
    expect(one).toMatchObject({ promotionIds: ["tea", "all"], name: "tea", by: ["All"] });
    expect((one as { tried?: number }).tried).toBeGreaterThan(3);
  });

  test("what wins in a single basket is not shadowed", () => {
    const better = off("a", { group: "g", off: "30.00" });
    const other = off("b", { group: "g", amount: "50.00", off: "5.00" });
    expect(factsOf(rules([better, other]), "shadowed")).toEqual([]);
  });
});

describe("sales below cost and floor", () => {
  const tea = { line: line("tea", 100, 1, { tags: ["tea"] }), cost: 9_000 };
  const options = { catalogue: [tea] };
  const pays = (pay: string, id = "p"): Promotion => ({ kind: "percent-off", id, pay });

  test("at its cost goods are not sold below it", () => {
    expect(factsOf(rules([pays("90%")]), "below-cost", options)).toEqual([]);
    expect(factsOf(rules([pays("89%")]), "below-cost", options)).toEqual([
      { promotionIds: ["p"], name: "p", by: ["p"], paid: 8_900, least: 9_000 },
    ]);
  });

  test("a shelf price below cost is no promotion's fault, nor are goods without a cost", () => {
    const dear = [{ ...tea, cost: 20_000 }];
    const never = rules([off("m", { amount: "900000.00" })]);
    expect(factsOf(never, "below-cost", { catalogue: dear })).toEqual([]);
    expect(
      factsOf(rules([pays("10%")]), "below-cost", { catalogue: [{ line: tea.line }] }),
    ).toEqual([]);
  });

  test("only the promotions that took something off are named, in their order", () => {
    const document = rules([
      pays("99%", "z"),
      off("a", { amount: "90.00", off: "15.00" }),
      off("never", { amount: "900000.00" }),
    ]);
    const found = factsOf(document, "below-cost", options);
    expect(found).toEqual([
      { promotionIds: ["z", "a"], name: "z", by: ["z", "a"], paid: 8_400, least: 9_000 },
    ]);
  });

  test("the floor rounds up to the whole cent, and is no fault where it is kept", () => {
    const document = rules([pays("50%")]);
    expect(factsOf(document, "below-floor", { catalogue: [tea], floor: "50%" })).toEqual([]);
    expect(factsOf(document, "below-floor", { catalogue: [tea], floor: "50.005%" })).toEqual([
      { promotionIds: ["p"], name: "p", by: ["p"], paid: 5_000, least: 5_001 },
    ]);
  });
});

describe("names that point nowhere", () => {
  const tea = {
    line: line("tea", 10, 1, {
      tags: ["hot"],
      department: "drinks",
      categories: ["leaf"],
      brand: "north",
    }),
  };
  const known = { tier: ["gold"], store: ["s1"], channel: ["till"], memberTag: ["vip"] };
  const named = (goods: object, when: object): readonly unknown[] =>
    factsOf(
      rules([{ kind: "percent-off", id: "p", pay: "90%", goods, when } as Promotion]),
      "unknown-reference",
      { catalogue: [tea], known },
    );

  test("are told for everything that goods and baskets are named by", () => {
    const goods = ["product", "department", "category", "brand", "tag"].map((key) => ({
      [key]: "x",
    }));
    const when = ["tier", "store", "channel", "memberTag"].map((key) => ({ [key]: "y" }));
    const what = (value: string, keys: readonly string[]) =>
      keys.map((key) => ({ promotionIds: ["p"], name: "p", what: key, value }));
    expect(named({ any: goods }, { any: when })).toEqual([
      ...what("x", ["product", "department", "category", "brand", "tag"]),
      ...what("y", ["tier", "memberTag", "channel", "store"]),
    ]);
  });

  test("are not told of what there is", () => {
    const goods = {
      product: "tea",
      department: "drinks",
      category: "leaf",
      brand: "north",
      tag: "hot",
    };
    const when = { tier: "gold", store: "s1", channel: "till", memberTag: "vip" };
    const each = (of: object) =>
      Object.entries(of).map(([key, value]) => ({ [key]: value as string }));
    expect(named({ any: each(goods) }, { any: each(when) })).toEqual([]);
  });

  test("groups that there are, and groups of two, are as they should be", () => {
    const grouped = (id: string, group: string) => off(id, { group });
    const two = rules([grouped("a", "g"), grouped("b", "g"), grouped("c", "h")]);
    expect(factsOf(two, "lonely-group")).toEqual([{ promotionIds: ["c"], name: "c", group: "h" }]);
    expect(factsOf({ ...two, exclusions: [["g", "h"]] }, "lonely-group")).toEqual([]);
    expect(factsOf({ ...two, exclusions: [["g", "h"]] }, "unknown-group")).toEqual([]);
    expect(factsOf(two, "unreachable-offer", { offered: ["a", "c"] })).toEqual([]);
  });
});

describe("the report", () => {
  const document = rules(
    [
      steps(["10.00", "5.00"], ["20.00", "1.00"], ["30.00", "6.00"]),
      { kind: "percent-off", id: "p", pay: "100%" },
      off("b", { when: { all: [{ tier: "x" }, { tier: "y" }] } }),
      off("a", { when: { all: [{ tier: "x" }, { tier: "y" }] }, group: "g" }),
    ],
    { exclusions: [["nobody", "none"]] },
  );

  test("puts errors first, then by code, then by promotion", () => {
    const { findings } = lint(document);
    const weight = { error: 0, warning: 1, notice: 2 };
    const key = (one: (typeof findings)[number]) =>
      `${weight[one.severity]} ${one.code} ${one.promotionIds.join(" ")}`;
    expect(findings.map(key)).toEqual(findings.map(key).sort());
    expect(new Set(findings.map(({ severity }) => severity)).size).toBe(3);
    expect(
      findings
        .filter(({ code }) => code === "pricing.lint.never-true")
        .map((one) => one.promotionIds),
    ).toEqual([["a"], ["b"]]);
  });

  test("says what it had no budget for, and finds the rest", () => {
    const report = lint(document, { budget: 0, floor: "10%" });
    expect(report).toMatchObject({ pricings: 0, complete: false });
    expect(report.gaveUpOn).toEqual([
      "dead steps: s",
      "shadowed: s",
      "shadowed: p",
      "shadowed: b",
      "shadowed: a",
      "inversions: s",
      "inversions: p",
      "inversions: b",
      "inversions: a",
      "sales below cost and floor",
      "pairs of promotions",
    ]);
    expect(new Set(report.findings.map(({ code }) => code))).toEqual(
      new Set([
        "pricing.lint.never-true",
        "pricing.lint.unknown-group",
        "pricing.lint.lonely-group",
      ]),
    );
  });

  test("prices no more than its budget", () => {
    expect(lint(document, { budget: 10 }).pricings).toBe(10);
    expect(lint(rules([]))).toEqual({ findings: [], pricings: 0, complete: true, gaveUpOn: [] });
  });
});

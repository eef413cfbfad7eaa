import type {
  Condition,
  PricedBasket,
  PricingEngine,
  Promotion,
  RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { laws } from "@tillwright/pricing-engine/testing";
import { describe, expect, test } from "vitest";
import { basket, lines, rules } from "./build.js";

const two = basket(lines(30, 20));
const plain = compile(rules([])).price(two);
const item = (id: string, more: object = {}): Promotion =>
  ({ kind: "percent-off", id, pay: "90%", ...more }) as Promotion;
const order = (id: string, more: object = {}): Promotion =>
  ({ kind: "threshold", id, amount: "10.00", off: "1.00", ...more }) as Promotion;

interface Said {
  /** What the item promotions and others gave, by lane. */
  readonly item?: number;
  readonly order?: number;
  readonly bound?: number;
  readonly optimal?: boolean;
  readonly due?: number;
  readonly discount?: number;
}

/** A result of which the laws read no more than this. */
function result({
  item: ofItem = 0,
  order: ofOrder = 0,
  bound = 0,
  optimal = true,
  ...totals
}: Said): PricedBasket {
  const applied = (lane: "item" | "order", amount: number) => ({
    promotionId: lane,
    lane,
    times: 1,
    amount,
    fundedBy: "shop",
  });
  return {
    ...plain,
    applied: [applied("item", ofItem), applied("order", ofOrder)],
    certificate: { ...plain.certificate, optimal, upperBound: bound },
    totals: { ...plain.totals, ...totals },
  };
}

/** An engine of these rules that says the same of every basket. */
function engine(document: RulesDocument, said: Said): PricingEngine {
  return { ...compile(rules([])), rules: document, price: () => result(said) };
}

/** What a law says where all together say one thing, and every other document another; and which documents it tried. */
function judged(
  law: "bestCombination" | "addingPromotionNeverRaises",
  document: RulesDocument,
  all: Said,
  others: Said,
  of = two,
): { readonly broken: readonly string[]; readonly tried: readonly string[] } {
  const tried: string[] = [];
  const broken = laws[law](engine(document, all), of, {
    compile: (other) => {
      tried.push(other.promotions.map(({ id }) => id).join(""));
      return engine(other, others);
    },
  });
  return { broken, tried };
}

const best = (document: RulesDocument, all: Said, others: Said) =>
  judged("bestCombination", document, all, others);

describe("bestCombination", () => {
  const pair = rules([item("a"), item("b")]);

  test("tries every subset of up to five item promotions, with the others beside it", () => {
    const three = rules([item("a"), order("o"), item("b"), item("c")]);
    expect(best(three, {}, {}).tried).toEqual(["oa", "ob", "oab", "oc", "oac", "obc"]);
    const five = rules(["a", "b", "c", "d", "e"].map((id) => item(id)));
    expect(best(five, {}, {}).tried).toHaveLength(2 ** 5 - 2);
  });

  test("of six and more each alone, and all but each", () => {
    const six = rules(["a", "b", "c", "d", "e", "f"].map((id) => item(id)));
    expect(best(six, {}, {}).tried).toEqual([
      ...["a", "bcdef", "b", "acdef", "c", "abdef"],
      ...["d", "abcef", "e", "abcdf", "f", "abcde"],
    ]);
  });

  test("tells a subset that has the higher proven bound", () => {
    expect(best(pair, { bound: 10 }, { bound: 10 }).broken).toEqual([]);
    expect(best(pair, { bound: 10 }, { bound: 11 }).broken).toEqual([
      "a alone may save 11, all together less",
      "b alone may save 11, all together less",
    ]);
    expect(best(pair, { bound: 10 }, { bound: 11, optimal: false }).broken).toEqual([]);
  });

  test("tells a subset that saves more by more than a fen for each promotion on each line", () => {
    expect(best(pair, { item: 10 }, { item: 14 }).broken).toEqual([]);
    expect(best(pair, { item: 10 }, { item: 15 }).broken).toEqual([
      "a alone save 15, all together 10",
      "b alone save 15, all together 10",
    ]);
    expect(best(pair, { item: 10 }, { item: 10, order: 99 }).broken).toEqual([]);
    const three = best(rules([item("a"), item("b"), item("c")]), {}, { item: 7 });
    expect(three.broken).toContain("a, b alone save 7, all together 0");
  });

  test("says nothing of groups, of what is not proven, and of a single item promotion", () => {
    const worse = { item: 99, bound: 99 };
    const grouped = rules([item("a", { group: "g" }), item("b"), item("c")]);
    expect(best(grouped, {}, worse).tried).toEqual([]);
    expect(best(pair, { optimal: false }, worse).tried).toEqual([]);
    expect(best(rules([item("a"), order("o")]), {}, worse).tried).toEqual([]);
  });

  test("knows item promotions by their kind, or by the lane they were given", () => {
    const given = rules([item("a", { lane: "item" }), item("b"), item("c", { lane: "coupon" })]);
    expect(best(given, {}, {}).tried).toEqual(["ca", "cb"]);
    const vendors = { kind: "acme:any", id: "v", lane: "item" } as unknown as Promotion;
    expect(best(rules([vendors, item("a")]), {}, {}).tried).toEqual(["v", "a"]);
    const without = { ...pair, lanes: ["unit-price", "order"] } as RulesDocument;
    expect(best(without, {}, {}).tried).toEqual([]);
    const within = { ...pair, lanes: ["unit-price", "order", "item"] } as RulesDocument;
    expect(best(within, {}, {}).tried).toEqual(["a", "b"]);
  });
});

describe("addingPromotionNeverRaises", () => {
  const raises = (document: RulesDocument, all: Said, others: Said, of = two) =>
    judged("addingPromotionNeverRaises", document, all, others, of);

  test("leaves out one promotion after the other, and tells those without which the basket is cheaper", () => {
    const { broken, tried } = raises(rules([order("a"), order("b")]), { due: 100 }, { due: 99 });
    expect(tried).toEqual(["b", "a"]);
    expect(broken).toEqual([
      "with a the basket costs 100, without it 99",
      "with b the basket costs 100, without it 99",
    ]);
    expect(raises(rules([order("a")]), { due: 100 }, { due: 100 }).broken).toEqual([]);
  });

  test("with an item promotion by more than a fen for each promotion on each line", () => {
    const both = rules([order("a"), item("b")]);
    expect(raises(both, { due: 100 }, { due: 96 }).broken).toEqual([]);
    expect(raises(both, { due: 100 }, { due: 95 }).broken).toHaveLength(2);
  });

  test("looks at the basket without its points", () => {
    const points = { balance: 1, pointsPerMajorUnit: 1, step: 1, cap: null, requested: 1 };
    const asked: unknown[] = [];
    const watched: PricingEngine = {
      ...engine(rules([order("a")]), {}),
      price: (of) => {
        asked.push(of.points);
        return plain;
      },
    };
    laws.addingPromotionNeverRaises(watched, { ...two, points }, { compile: () => watched });
    expect(asked).toEqual([null, null]);
  });

  test.each<[string, RulesDocument]>([
    ["lanes in another order", rules([order("a")], { lanes: ["unit-price", "order"] })],
    ["fees", rules([order("a")], { fees: [] })],
    ["taxes", rules([order("a")], { tax: { prices: "added", classes: [] } })],
    ["groups", rules([order("a"), order("b", { group: "g" })])],
    ["a promotion of another kind", rules([order("a"), { ...order("b"), kind: "gift" } as never])],
    ["a threshold for some goods", rules([order("a"), order("b", { goods: { tag: "t" } })])],
    ["a threshold that counts what is left", rules([order("a", { counts: "running" })])],
    ["an item kind in another lane", rules([item("a", { lane: "coupon" })])],
  ])("says nothing of %s", (_what, document) => {
    expect(raises(document, { due: 100 }, { due: 1 })).toEqual({ broken: [], tried: [] });
  });

  test("holds thresholds that count the deal, of every kind, and says nothing of what is not proven", () => {
    for (const kind of ["threshold", "every", "steps", "threshold-rate"]) {
      for (const more of [{}, { counts: "deal" }]) {
        const one = { ...order("a", more), kind } as never;
        expect(raises(rules([one]), { due: 100 }, { due: 1 }).broken).toHaveLength(1);
      }
    }
    const open = { due: 100, optimal: false };
    expect(raises(rules([order("a")]), open, { due: 1 }).tried).toEqual([]);
  });
});

describe("addingGoodsNeverLowersSaving", () => {
  /** What the law says of an engine by which two lines save so much and one line 10. */
  function lowers(document: RulesDocument, saved: number, optimal = true): readonly string[] {
    const saying: PricingEngine = {
      ...engine(document, {}),
      price: ({ lines: all }) => result({ discount: all.length === 2 ? saved : 10, optimal }),
    };
    return laws.addingGoodsNeverLowersSaving(saying, two);
  }

  test("leaves out one line after the other, and tells those without which more is saved", () => {
    const seen: string[] = [];
    const watched: PricingEngine = {
      ...engine(rules([order("a")]), {}),
      price: ({ lines: all }) => {
        seen.push(all.map(({ lineId }) => lineId).join());
        return result({});
      },
    };
    expect(laws.addingGoodsNeverLowersSaving(watched, two)).toEqual([]);
    expect(seen).toEqual(["p1,p2", "p2", "p1"]);
    expect(lowers(rules([order("a")]), 0)).toEqual([
      "with p1 the basket saves 0, without it 10",
      "with p2 the basket saves 0, without it 10",
    ]);
  });

  test("by more than a fen for each promotion on each line", () => {
    const three = rules([order("a"), order("b"), order("c")]);
    expect([lowers(three, 4), lowers(three, 3).length]).toEqual([[], 2]);
  });

  test("says nothing of documents out of its scope, and of what is not proven", () => {
    expect(lowers(rules([order("a")], { fees: [] }), 0)).toEqual([]);
    expect(lowers(rules([order("a")]), 0, false)).toEqual([]);
  });

  const holds: Condition = { member: "any" };
  test.each<[string, Condition, boolean]>([
    ["who the member is", holds, true],
    ["pieces from a number on", { quantity: { atLeast: 2 } }, true],
    ["an amount from a sum on", { amount: { atLeast: "5.00" } }, true],
    ["pieces up to a number", { quantity: { atLeast: 1, atMost: 2 } }, false],
    ["an amount up to a sum", { amount: { atMost: "5.00" } }, false],
    ["what must not be", { not: holds }, false],
    ["all of some that last", { all: [holds, { quantity: { atLeast: 2 } }] }, true],
    ["all of some of which one may end", { all: [holds, { quantity: { atMost: 2 } }] }, false],
    ["any of some that last", { any: [holds, { amount: { atLeast: "5.00" } }] }, true],
    ["any of some of which one may end", { any: [{ not: holds }, holds] }, false],
  ])("a condition on %s", (_what, when, isHeld) => {
    expect(lowers(rules([order("b"), order("a", { when })]), 0)).toHaveLength(isHeld ? 2 : 0);
  });

  test.each<[string, readonly (readonly [string, string])[], boolean]>([
    [
      "that rise",
      [
        ["20.00", "2.00"],
        ["10.00", "1.00"],
      ],
      true,
    ],
    [
      "of equal height",
      [
        ["10.00", "2.00"],
        ["20.00", "2.00"],
      ],
      true,
    ],
    [
      "of which a higher one gives less",
      [
        ["10.00", "2.00"],
        ["20.00", "1.00"],
      ],
      false,
    ],
    [
      "of which only the last gives less",
      [
        ["20.00", "2.00"],
        ["30.00", "1.00"],
        ["10.00", "0.50"],
      ],
      false,
    ],
    [
      "that are compared as numbers",
      [
        ["9.00", "9.00"],
        ["10.00", "10.00"],
      ],
      true,
    ],
  ])("steps %s", (_what, ladder, isHeld) => {
    const steps = ladder.map(([amount, off]) => ({ amount, off }));
    const document = rules([{ kind: "steps", id: "s", steps }]);
    expect(lowers(document, 0)).toHaveLength(isHeld ? 2 : 0);
  });
});

test("a law makes its other engines with the extensions of the one it is given", () => {
  const extensions = [
    {
      name: "acme",
      version: "1",
      lanes: [{ lane: "acme:one" as const, after: "coupon" as const, give: () => [1, 0] }],
    },
  ];
  const own = compile(rules([item("a"), order("b")]), { extensions });
  expect(own.price(two).totals.discount).toBe(500 + 100 + 1);
  expect(laws.orderOfRules(own, two)).toEqual([]);
  expect(laws.sameInputSameBytes(own, two)).toEqual([]);
});

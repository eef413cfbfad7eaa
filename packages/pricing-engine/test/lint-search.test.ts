import type { Basket, Condition, PricingExtension } from "@tillwright/pricing-engine";
import { type LintExtension, lint } from "@tillwright/pricing-engine/lint";
import { describe, expect, test } from "vitest";
import { type Branch, branchesOf } from "../src/internal/lint/branches.js";
import { contradictionIn } from "../src/internal/lint/contradiction.js";
import { findInstant } from "../src/internal/lint/find-instant.js";
import { smallest } from "../src/internal/lint/shrink.js";
import { basket, inShanghai, line, lines, member, rules } from "./build.js";

describe("the smallest basket that shows something", () => {
  const countOf = ({ lines: of }: Basket, productId: string): number =>
    of.reduce(
      (sum, { productId: own, quantity }) =>
        own === productId && quantity.kind === "pieces" ? sum + quantity.count : sum,
      0,
    );

  test("has the pieces that it takes and no line besides", () => {
    const of = basket([line("tea", 5, 100), line("pen", 1, 7), line("hat", 9)]);
    const found = smallest(of, (one) => countOf(one, "tea") >= 37 && countOf(one, "pen") >= 1);
    expect(found.lines).toEqual([line("tea", 5, 37), line("pen", 1, 1)]);
    const two = smallest(basket([line("tea", 5, 2)]), (one) => countOf(one, "tea") >= 1);
    expect(two.lines).toEqual([line("tea", 5)]);
  });

  test("keeps what was weighed or labelled as it is", () => {
    const rice = line("rice", 0, 1, {
      quantity: { kind: "measure", amount: 500, unit: "g" },
      price: { unit: { micros: 9, per: 1, unit: "g" } },
    });
    const label = line("fish", 0, 4, { price: { amount: 800 } });
    const of = basket([rice, label]);
    expect(smallest(of, ({ lines: { length } }) => length === 2)).toEqual(of);
  });

  test("has no code, no member and no offer that it does not take", () => {
    const offer = (promotionId: string) => ({
      offerId: promotionId,
      promotionId,
      validUntil: null,
    });
    const rich = basket(lines(1), {
      codes: ["A", "B"],
      member: member({ offers: [offer("a"), offer("b"), offer("c")] }),
    });
    const plain = smallest(rich, ({ lines: { length } }) => length === 1);
    expect(plain).toMatchObject({ codes: [], member: null });
    const holds = (one: Basket): boolean =>
      one.member?.offers.some(({ promotionId }) => promotionId === "b") === true;
    expect(smallest(rich, holds).member?.offers).toEqual([offer("b")]);
    expect(smallest(rich, ({ codes }) => codes.includes("B")).codes).toEqual(["B"]);
  });

  test("is the basket itself where nothing can be left out", () => {
    const of = basket(lines(1, 2));
    expect(smallest(of, ({ lines: { length } }) => length === 2)).toBe(of);
  });
});

describe("the ways in which a condition can hold", () => {
  const told = (condition: Condition | undefined): readonly string[] =>
    branchesOf(condition).branches.map((branch) =>
      branch.map(({ value, holds }) => `${holds ? "" : "not "}${String(value)}`).join(" and "),
    );
  const [a, b, c, d]: readonly [Condition, Condition, Condition, Condition] = [
    { tier: "a" },
    { tier: "b" },
    { tier: "c" },
    { tier: "d" },
  ];

  test("are one for each alternative, with all that must hold beside it", () => {
    expect(told(undefined)).toEqual([""]);
    expect(branchesOf(undefined).complete).toBe(true);
    expect(told({ all: [a, { any: [b, c] }, d] })).toEqual(["a and b and d", "a and c and d"]);
    expect(told({ not: { all: [a, b] } })).toEqual(["not a", "not b"]);
    expect(told({ not: { any: [a, { not: b }] } })).toEqual(["not a and b"]);
    expect(told({ not: { not: a } })).toEqual(["a"]);
  });

  test("are cut at sixty-four, and that is told", () => {
    const some = (count: number): Condition => ({
      any: Array.from({ length: count }, (_, i): Condition => ({ tier: `${i}` })),
    });
    expect(branchesOf(some(64))).toMatchObject({ complete: true });
    expect(branchesOf(some(65))).toMatchObject({ complete: false });
    expect(branchesOf(some(65)).branches).toHaveLength(64);
    expect(branchesOf({ all: [some(8), some(8)] })).toMatchObject({ complete: true });
    expect(branchesOf({ all: [some(8), some(9)] })).toMatchObject({ complete: false });
    expect(branchesOf({ any: [a, { all: [some(65)] }] }).complete).toBe(false);
    expect(branchesOf({ all: Array.from({ length: 30 }, () => some(2)) }).branches).toHaveLength(
      64,
    );
  });
});

describe("leaves that clash", () => {
  const is = (key: string, value: unknown) => ({ key, value, holds: true });
  const not = (key: string, value: unknown) => ({ key, value, holds: false });
  const clash = (...branch: Branch) => contradictionIn(branch, "Asia/Shanghai", 0);

  test.each<[string, Branch]>([
    ["one tier of two lists", [is("tier", ["a", "b"]), is("tier", ["b", "c"])]],
    ["two tags", [is("tag", "a"), is("tag", "b")]],
    ["two keys with one value", [is("brand", "a"), not("product", "a")]],
    ["two refusals", [not("tier", "a"), not("tier", "a")]],
    ["a tier of two, and not the other", [is("tier", ["a", "b"]), not("tier", "a")]],
    ["a tier and a refused brand", [is("tier", "a"), not("brand", "a")]],
    ["a member and a tier", [is("member", "any"), is("tier", "a")]],
    ["no member and a refused tier", [is("member", "none"), not("tier", "a")]],
    ["no member and a store", [is("member", "none"), is("store", "s")]],
    ["no member, said twice", [is("member", "none"), not("member", "any")]],
    ["three pieces exactly", [is("quantity", { atLeast: 3 }), is("quantity", { atMost: 3 })]],
    ["pieces and purchases", [is("quantity", { atLeast: 3 }), is("purchases", { atMost: 2 })]],
    [
      "a range and a range around it refused on both sides",
      [is("quantity", { atLeast: 3 }), not("quantity", { atLeast: 1, atMost: 2 })],
    ],
    [
      "above three and below five",
      [not("quantity", { atMost: 3 }), not("quantity", { atLeast: 5 })],
    ],
    [
      "between two amounts a cent apart",
      [not("amount", { atMost: "10.00" }), not("amount", { atLeast: "10.01" })],
    ],
    [
      "ranges that need not meet at an end that is not given",
      [is("amount", { atMost: "5.00" }), is("amount", { atMost: "3.00" })],
    ],
    ["an attribute and a product", [is("attribute", { name: "a", is: "x" }), is("product", "p")]],
    [
      "an attribute that must not be two values",
      [not("attribute", { name: "a", is: "x" }), not("attribute", { name: "a", is: "y" })],
    ],
    [
      "an attribute that is one of two, and must not be one of two others",
      [
        is("attribute", { name: "a", is: ["x", "y"] }),
        not("attribute", { name: "a", is: ["y", "z"] }),
      ],
    ],
    [
      "three pieces and more, and not three to five",
      [is("quantity", { atLeast: 3 }), not("quantity", { atLeast: 3, atMost: 5 })],
    ],
    [
      "two attributes of different names",
      [is("attribute", { name: "a", is: "x" }), is("attribute", { name: "b", is: "y" })],
    ],
    [
      "one value of two lists",
      [
        is("attribute", { name: "a", is: ["x", "y"] }),
        is("attribute", { name: "a", is: ["y", "z"] }),
      ],
    ],
    [
      "a refused value of an attribute",
      [is("attribute", { name: "a", is: ["x", "y"] }), not("attribute", { name: "a", is: "x" })],
    ],
  ])("are not: %s", (_title, branch) => {
    expect(clash(...branch)).toBe(null);
    expect(clash(...[...branch].reverse())).toBe(null);
  });

  test.each<[string, Branch]>([
    ["two brands", [is("brand", "a"), is("brand", ["b", "c"])]],
    [
      "a range below another",
      [is("amount", { atMost: "4.99" }), is("amount", { atLeast: "5.00" })],
    ],
    [
      "an attribute that is asked for and refused",
      [is("attribute", { name: "a", is: "x" }), not("attribute", { name: "a", is: "x" })],
    ],
    [
      "an attribute of two values and one of two others",
      [
        is("attribute", { name: "a", is: ["w", "x"] }),
        is("attribute", { name: "a", is: ["y", "z"] }),
      ],
    ],
    [
      "an attribute with one value and another",
      [is("attribute", { name: "a", is: "x" }), is("attribute", { name: "a", is: "y" })],
    ],
  ])("are: %s, whichever comes first", (_title, branch) => {
    expect(clash(...branch)).not.toBe(null);
    expect(clash(...[...branch].reverse())).not.toBe(null);
  });

  test("of times, all that were asked for are told together", () => {
    const times = [
      is("weekday", 1),
      is("tier", "a"),
      is("daily", { from: "08:00", until: "09:00" }),
      is("dates", { from: "2027-06-15", through: "2027-06-15" }),
    ];
    expect(contradictionIn(times, "Asia/Shanghai", inShanghai("2027-06-15T12:00:00"))).toEqual({
      one: '{"weekday":1}',
      other:
        '{"daily":{"from":"08:00","until":"09:00"}}, {"dates":{"from":"2027-06-15","through":"2027-06-15"}}',
    });
  });
});

describe("a moment at which conditions on time hold", () => {
  const noon = inShanghai("2027-06-15T12:34:56");
  const at = (...leaves: readonly [string, unknown, boolean?][]): string | null => {
    const branch = leaves.map(([key, value, holds = true]) => ({ key, value, holds }));
    const found = findInstant(branch, "Asia/Shanghai", noon);
    return found === null ? null : new Date(found + 8 * 3_600_000).toISOString().slice(0, 19);
  };

  test("is now, where now will do or nothing is asked for", () => {
    expect(at()).toBe("2027-06-15T12:34:56");
    expect(at(["weekday", 2])).toBe("2027-06-15T12:34:56");
    expect(at(["tier", "gold"])).toBe("2027-06-15T12:34:56");
  });

  test("is the first day that fits, at the beginning of the hours that fit", () => {
    expect(at(["weekday", 4])).toBe("2027-06-17T12:34:56");
    expect(at(["dayOfMonth", 14])).toBe("2027-07-14T12:34:56");
    expect(at(["daily", { from: "18:30", until: "20:00" }])).toBe("2027-06-15T18:30:00");
    expect(at(["daily", { from: "08:00", until: "09:00" }])).toBe("2027-06-16T08:00:00");
    expect(at(["daily", { from: "08:00:30", until: "08:00:31" }])).toBe("2027-06-16T08:00:30");
    expect(at(["dayOfMonth", 29], ["dates", { from: "2027-02-01" }])).toBe("2027-03-29T08:00:00");
  });

  test("lies within windows, the beginning in and the end out", () => {
    const second = ["2028-01-01T00:00:00+08:00", "2028-01-01T00:00:01+08:00"] as const;
    expect(at(["window", { from: second[0], until: second[1] }])).toBe("2028-01-01T00:00:00");
    expect(at(["window", { from: second[0] }], ["window", { until: second[0] }])).toBe(null);
    expect(at(["window", { from: second[0] }], ["weekday", 6])).toBe("2028-01-01T00:00:00");
    expect(at(["window", { from: second[0], until: second[1] }], ["weekday", 7])).toBe(null);
  });

  test("lies on the last day of a span too", () => {
    const days = { from: "2027-06-16", through: "2027-06-18" };
    expect(at(["dates", days], ["weekday", 5])?.slice(0, 10)).toBe("2027-06-18");
    expect(at(["dates", days], ["weekday", 6])).toBe(null);
    expect(at(["dates", days], ["weekday", 2])).toBe(null);
  });

  test("lies outside of what is refused", () => {
    expect(at(["window", { from: "2027-06-01T00:00:00+08:00" }, false])?.slice(0, 7)).toBe(
      "2026-04",
    );
    expect(at(["dates", { through: "2027-06-20" }, false])?.slice(0, 10)).toBe("2027-06-21");
    expect(at(["weekday", 2, false])).toBe("2027-06-16T12:34:56");
  });
});

test("goods for which a vendor's own condition holds are those that the vendor says", () => {
  const extension: PricingExtension = {
    name: "acme",
    goodsConditions: [{ key: "acme:cold", compile: () => (of) => of.brand === "cold" }],
  };
  const document = rules([
    { kind: "percent-off", id: "p", pay: "50%", goods: { "acme:cold": true } },
  ]);
  const codes = (extensions: readonly LintExtension[]) =>
    lint(document, { compile: { extensions: [extension] }, extensions }).findings.map(
      ({ code }) => code,
    );
  expect(codes([])).toContain("pricing.lint.gives-nothing");
  const cold: LintExtension = { goods: { "acme:cold": () => ({ brand: "cold" }) } };
  expect(codes([{ baskets: {} }, { goods: { "acme:hot": () => ({}) } }, cold])).toEqual([]);
});

import type { BasketLine } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import { basket, inShanghai, line, member, rules } from "./build.js";

// Two pieces at 0.015 cost 0.03 where they are one kind of goods, and 0.02 each where every line is rounded by itself.

type More = Partial<BasketLine>;

/** What each of two lines of one product costs, in fen, the second one scanned first. */
function paidFor(one: More, other: More): readonly number[] {
  const of = basket([
    line("screw", 0.015, 1, { lineId: "second", ...other }),
    line("screw", 0.015, 1, { lineId: "first", ...one }),
  ]);
  const { lines } = compile(rules([])).price(of);
  return lines.map(({ paid }) => paid).reverse();
}

const together = [2, 1];
const apart = [2, 2];

describe("lines of one product are priced together", () => {
  test.each<[string, More]>([
    ["when nothing differs", {}],
    ["in the same categories", { categories: ["tools", "metal"] }],
    ["with the same tags", { tags: ["new", "cheap"] }],
    ["with the same attributes, in whatever order", { attributes: { size: 3, steel: true } }],
  ])("%s", (_name, more) => {
    const again =
      more.attributes === undefined ? more : { ...more, attributes: { steel: true, size: 3 } };
    expect(paidFor(more, again)).toEqual(together);
    const copied = {
      ...more,
      ...(more.categories === undefined ? {} : { categories: [...more.categories] }),
      ...(more.tags === undefined ? {} : { tags: [...more.tags] }),
    };
    expect(paidFor(more, copied)).toEqual(together);
  });

  test("the odd fen goes to the line whose id comes first, whatever was scanned first", () => {
    const of = [line("screw", 0.015, 1, { lineId: "b" }), line("screw", 0.015, 1, { lineId: "a" })];
    const paid = (lines: readonly BasketLine[]) =>
      Object.fromEntries(
        compile(rules([]))
          .price(basket(lines))
          .lines.map((one) => [one.lineId, one.paid]),
      );
    expect(paid(of)).toEqual({ a: 2, b: 1 });
    expect(paid([...of].reverse())).toEqual({ a: 2, b: 1 });
  });
});

describe("lines of one product are priced by themselves", () => {
  test.each<[string, More, More]>([
    ["another department", { department: "tools" }, {}],
    ["another brand", { brand: "b1" }, { brand: "b2" }],
    ["another cost", { cost: 1 }, { cost: 2 }],
    ["a cost and none", { cost: 1 }, {}],
    ["another tax class", { taxId: "low" }, {}],
    ["another category", { categories: ["tools"] }, { categories: ["toys"] }],
    ["one of two categories", { categories: ["a", "b"] }, { categories: ["a", "c"] }],
    ["fewer categories", { categories: ["tools", "metal"] }, { categories: ["tools"] }],
    ["more categories", { categories: ["tools"] }, { categories: ["tools", "metal"] }],
    ["another tag", { tags: ["new"] }, {}],
    ["another value of an attribute", { attributes: { size: 3 } }, { attributes: { size: 4 } }],
    ["one attribute of two", { attributes: { size: 3, n: 1 } }, { attributes: { size: 3, n: 2 } }],
    ["another attribute", { attributes: { size: 3 } }, { attributes: { width: 3 } }],
    ["an attribute more", { attributes: { size: 3 } }, { attributes: { size: 3, n: 1 } }],
    ["attributes and none", { attributes: { size: 3 } }, {}],
    ["none and attributes", {}, { attributes: { size: 3 } }],
    ["a price of a list that came with the line", { listPrices: { card: 2 } }, {}],
    ["the other line has such a price", {}, { listPrices: { card: 2 } }],
    ["an amount offered with the line", { offered: { deal: 0 } }, {}],
    ["the other line has such an amount", {}, { offered: { deal: 0 } }],
    ["the label of a scale", { price: { amount: 2 } }, {}],
    ["the other line has such a label", {}, { price: { amount: 2 } }],
  ])("%s", (_name, one, other) => {
    expect(paidFor(one, other)).toEqual(apart);
  });

  test("a price for one piece is not a price for two", () => {
    const perTwo = { price: { unit: { micros: 25_000, per: 2, unit: "piece" as const } } };
    const perOne = { price: { unit: { micros: 25_000, per: 1, unit: "piece" as const } } };
    expect(paidFor(perOne, perTwo)).toEqual([3, 1]);
  });

  test("weighed goods, of which every label is rounded", () => {
    const weighed: More = {
      quantity: { kind: "measure", amount: 1, unit: "g" },
      price: { unit: { micros: 15_000, per: 1, unit: "g" } },
    };
    expect(paidFor(weighed, weighed)).toEqual(apart);
  });
});

test("a basket in another currency is refused, and a line that cannot be is named", () => {
  const engine = compile(rules([]));
  const thrown = (of: () => unknown): unknown => {
    try {
      of();
    } catch (error) {
      return error;
    }
    return null;
  };
  const dollars = basket([line("a", 1)], {
    currency: "USD",
    at: inShanghai("2027-06-15T12:00:00"),
  });
  expect(thrown(() => engine.price(dollars))).toMatchObject({
    code: "pricing.bad-basket",
    facts: { basket: "USD", rules: "CNY" },
  });
  const twice = basket([line("a", 1), line("a", 1)], { member: member() });
  expect(thrown(() => engine.price(twice))).toMatchObject({
    code: "pricing.bad-basket",
    facts: { lineId: "a" },
  });
  const wide = basket([
    line("a", 1, 1, { price: { amount: Number.MAX_SAFE_INTEGER } }),
    line("b", 1, 1, { price: { amount: 1 } }),
  ]);
  expect(thrown(() => engine.price(wide))).toMatchObject({
    code: "pricing.out-of-range",
    facts: { amount: "9007199254740992" },
  });
});

import type { Condition, Promotion } from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";

const shelf = [
  line("a", 20, 1, { brand: "x", tags: ["t", "u"], department: "food", categories: ["c", "d"] }),
  line("b", 20, 1, { brand: "x", tags: [], department: "food", categories: ["c"] }),
  line("c", 20, 1, { brand: "y", tags: ["t"], department: "toys", categories: [] }),
  line("d", 20, 1, { brand: null, tags: ["t"], department: "toys", categories: ["d"] }),
  line("e", 20, 1, { brand: null, tags: [], department: "home", categories: [] }),
];

/** The lines that are sold at half the price, in their order; each once. */
function halved(goods: Condition, lines = shelf): string {
  const half: Promotion = { kind: "threshold-rate", id: "h", pieces: 1, pay: "50%", goods };
  const priced = price(rules([half]), basket(lines));
  const given = priced.lines.filter(({ paid, list }) => paid * 2 === list);
  expect(priced.totals.discount).toBe(given.reduce((sum, { list }) => sum + list / 2, 0));
  return given.map(({ lineId }) => lineId).join("");
}

describe("the lines that take part in a promotion", () => {
  test.each<[Condition, string]>([
    [{ product: "b" }, "b"],
    [{ product: ["b", "e", "b"] }, "be"],
    [{ department: "toys" }, "cd"],
    [{ category: "c" }, "ab"],
    [{ category: ["c", "d"] }, "abd"],
    [{ brand: "x" }, "ab"],
    [{ brand: ["x", "y"] }, "abc"],
    [{ tag: "t" }, "acd"],
    [{ tag: ["t", "u"] }, "acd"],
    [{ not: { brand: "x" } }, "cde"],
    [{ all: [{ tag: "t" }] }, "acd"],
    [{ all: [{ brand: "x" }, { tag: "t" }] }, "a"],
    [{ all: [{ tag: "t" }, { brand: "x" }] }, "a"],
    [{ all: [{ tag: "t" }, { brand: ["x", "y"] }] }, "ac"],
    [{ all: [{ tag: "t" }, { not: { brand: "x" } }] }, "cd"],
    [{ all: [{ not: { brand: "x" } }, { not: { tag: "t" } }] }, "e"],
    [{ any: [{ brand: "y" }, { tag: "u" }] }, "ac"],
    [{ any: [{ brand: "x" }, { tag: "t" }] }, "abcd"],
    [{ any: [{ brand: "y" }, { not: { tag: "t" } }] }, "bce"],
    [{ any: [{ all: [{ brand: "x" }, { tag: "t" }] }, { brand: "y" }] }, "ac"],
    [{ any: [{ brand: "y" }, { all: [{ tag: "t" }, { brand: "x" }] }] }, "ac"],
    [{ all: [{ any: [{ brand: "x" }, { brand: "y" }] }, { tag: "t" }] }, "ac"],
    [{ all: [{ any: [{ brand: "x" }, { not: { tag: "t" } }] }, { category: "d" }] }, "a"],
  ])("%j", (goods, found) => {
    expect(halved(goods)).toBe(found);
    expect(halved(goods, [...shelf].reverse())).toBe([...found].reverse().join(""));
  });

  test("by the price of a piece, both ends included, of several pieces for a price as well", () => {
    const priced = [
      line("a", 5),
      line("b", 6),
      line("c", 1, 1, { price: { unit: { micros: 10_000_000, per: 2, unit: "piece" } } }),
      line("d", 1, 4, { price: { amount: 2400 } }),
      line("e", 1, 1, {
        quantity: { kind: "measure", amount: 2, unit: "g" },
        price: { unit: { micros: 6_000_000, per: 1, unit: "g" } },
      }),
    ];
    expect(halved({ price: { atLeast: "5.01" } }, priced)).toBe("bd");
    expect(halved({ price: { atLeast: "6.00" } }, priced)).toBe("bd");
    expect(halved({ price: { atMost: "5.00" } }, priced)).toBe("ac");
    expect(halved({ price: { atMost: "5.99" } }, priced)).toBe("ac");
    expect(halved({ price: { atLeast: "5.00", atMost: "6.00" } }, priced)).toBe("abcd");
  });
});

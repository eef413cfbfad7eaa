import type { BasketLine, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";

/** What each line costs in fen, in the order of the basket. */
function paid(promotion: Promotion, ...lines: readonly BasketLine[]): readonly number[] {
  return price(rules([promotion]), basket(lines)).lines.map((one) => one.paid);
}

const any = (pieces: number, amount: string): Promotion => ({
  kind: "pick-m-for-price",
  id: "p",
  pieces,
  price: amount,
});

describe("N元任选M件: what a set saves belongs to its units by their prices", () => {
  test("three of 50, 45 and 39 for 99 save 35.00: 13.06, 11.75 and 10.19", () => {
    const lines = [line("c", 39), line("a", 50), line("b", 45)];
    expect(paid(any(3, "99.00"), ...lines)).toEqual([3900 - 1019, 5000 - 1306, 4500 - 1175]);
  });

  test("sets are cut from dear to cheap: 60, 50, 40 save 100.00 and 30, 20, 10 save 10.00", () => {
    const lines = [30, 60, 10, 50, 20, 40].map((yuan) => line(`p${yuan}`, yuan));
    expect(paid(any(3, "50.00"), ...lines)).toEqual([
      3000 - 500,
      6000 - 4000,
      1000 - 167,
      5000 - 3333,
      2000 - 333,
      4000 - 2667,
    ]);
  });

  test("a set that would cost more than its pieces is not made, and its pieces stay as they are", () => {
    expect(paid(any(3, "100.00"), line("a", 40, 7), line("b", 10, 2))).toEqual([
      280_00 - 40_00,
      20_00,
    ]);
    expect(paid(any(3, "120.00"), line("a", 40, 6))).toEqual([240_00]);
  });

  test("sets of equal pieces and a mixed one: 4 × 40 and 2 × 35 for 99 a set", () => {
    expect(paid(any(3, "99.00"), line("a", 40, 4), line("b", 35, 2))).toEqual([
      160_00 - 21_00 - 4_00,
      70_00 - 7_00,
    ]);
    expect(paid(any(3, "99.00"), line("b", 35, 2), line("a", 40, 4))).toEqual([
      70_00 - 7_00,
      160_00 - 21_00 - 4_00,
    ]);
  });

  test("equal pieces in two lines have their share of a mixed set together", () => {
    const [b1, b2] = ["b1", "b2"].map((lineId) => line("b", 35, 1, { lineId }));
    if (b1 === undefined || b2 === undefined) throw new Error("two lines");
    // The second set saves 11.01: 4.00 of the 40 and 7.01 of the two 35, so 3.51 and 3.50.
    expect(paid(any(3, "98.99"), b2, line("a", 40, 4), b1)).toEqual([
      3500 - 350,
      16_000 - 2101 - 400,
      3500 - 351,
    ]);
  });

  test("every piece of a set is named as taken, and those beyond are not", () => {
    const priced = price(rules([any(3, "99.00")]), basket([line("a", 40, 4)]));
    expect(
      priced.lines[0]?.runs.map(({ count, paid: own, takenBy }) => [count, own, takenBy]),
    ).toEqual([
      [3, 3300, "p"],
      [1, 4000, null],
    ]);
    expect(priced.applied.map(({ times, amount }) => [times, amount])).toEqual([[1, 2100]]);
  });
});

test("组合价: what all sets save together belongs to their goods by price, each once", () => {
  const set: Promotion = {
    kind: "bundle",
    id: "s",
    parts: [
      { goods: { tag: "a" }, pieces: 1 },
      { goods: { tag: "b" }, pieces: 1 },
    ],
    price: "15.00",
  };
  const lines = [
    line("b", 8, 2, { tags: ["b"] }),
    line("a1", 20, 1, { tags: ["a"] }),
    line("a2", 10, 1, { tags: ["a"] }),
  ];
  // Two sets save 46 - 30 = 16.00: 6.96 and 3.48 of the dear goods, 5.56 of the two cheap ones.
  expect(paid(set, ...lines)).toEqual([1600 - 556, 2000 - 696, 1000 - 348]);
});

describe("组合价: how many sets are made", () => {
  const set = (price: string, more: object = {}): Promotion => ({
    kind: "bundle",
    id: "s",
    parts: [
      { goods: { product: "a" }, pieces: 1 },
      { goods: { product: "b" }, pieces: 1 },
    ],
    price,
    ...more,
  });
  const both = (count: number) => basket([line("a", 18, count), line("b", 8, count)]);
  const taken = (promotion: Promotion, of = both(3)) => {
    const { applied, lines } = price(rules([promotion]), of);
    const pieces = lines.flatMap(({ runs }) => runs.filter((run) => run.takenBy === "s"));
    return [applied[0]?.times ?? 0, pieces.reduce((sum, { count }) => sum + count, 0)];
  };

  test("as many as there are pieces, and no more than the terms allow", () => {
    expect(taken(set("22.00"))).toEqual([3, 6]);
    expect(taken(set("22.00", { atMost: 1 }))).toEqual([1, 2]);
    expect(taken(set("22.00", { atMost: 2 }))).toEqual([2, 4]);
  });

  test("none that saves nothing: 18 and 8 for 26, or for more", () => {
    expect(taken(set("26.00"))).toEqual([0, 0]);
    expect(taken(set("25.99"))).toEqual([3, 6]);
    expect(taken(set("30.00"))).toEqual([0, 0]);
  });

  test("of the dearest that are left: of 20, 18 and 5 with two of 8 for 22 each", () => {
    const kinds: Promotion = {
      ...(set("22.00") as Extract<Promotion, { kind: "bundle" }>),
      parts: [
        { goods: { tag: "a" }, pieces: 1 },
        { goods: { product: "b" }, pieces: 1 },
      ],
    };
    const a = (id: string, yuan: number) => line(id, yuan, 1, { tags: ["a"] });
    const of = basket([a("a1", 5), a("a2", 20), a("a3", 18), line("b", 8, 2)]);
    // 20 + 8 and 18 + 8 save 6.00 and 4.00; the third piece stays as it is.
    expect(price(rules([kinds]), of).totals.due).toBe(500 + 2 * 2200);
    expect(taken(kinds, of)).toEqual([2, 4]);
  });

  test("of three parts that are used up at different times", () => {
    const three: Promotion = {
      ...(set("10.00") as Extract<Promotion, { kind: "bundle" }>),
      parts: [
        { goods: { product: "a" }, pieces: 1 },
        { goods: { product: "b" }, pieces: 2 },
        { goods: { product: "c" }, pieces: 3 },
      ],
    };
    const of = basket([line("a", 6, 4), line("b", 2, 5), line("c", 1, 100)]);
    // Two sets of 6 + 2 × 2 + 3 × 1 = 13.00 save 3.00 each, for the two pairs of b.
    expect(price(rules([three]), of).totals.discount).toBe(600);
    expect(taken(three, of)).toEqual([2, 12]);
  });
});

describe("N元任选M件 of many equal pieces", () => {
  test("nine of 40 for 99 a set pay 33.00 each, ten of them 33.00 and one 40.00", () => {
    for (const [count, left] of [
      [9, 0],
      [10, 1],
    ] as const) {
      const [own] = price(rules([any(3, "99.00")]), basket([line("a", 40, count)])).lines;
      expect(own?.runs.map((run) => [run.count, run.paid])).toEqual([
        [9, 3300],
        ...(left === 0 ? [] : [[1, 4000]]),
      ]);
    }
  });

  test("and a dearer one: 50 and nine of 40 make two sets of 40 and one of 50, 40 and 40", () => {
    // The mixed set saves 31.00: 11.92 of the 50 and 19.08 of the two 40.
    expect(paid(any(3, "99.00"), line("b", 50), line("a", 40, 9))).toEqual([
      5000 - 1192,
      9 * 4000 - 1908 - 2 * 2100,
    ]);
  });

  test("a hundred thousand of them at once", () => {
    const many = basket([line("a", 40, 99_999)]);
    expect(price(rules([any(3, "99.00")]), many).totals.due).toBe(33_333 * 9900);
  });
});

test("which piece bears what does not depend on the steps that the search had: 1.03 and three of 1.00, two for 1.00", () => {
  const two = (id: string): Promotion => ({ ...(any(2, "1.00") as object), id }) as Promotion;
  const document = rules([two("p"), two("q")], { objective: "least-cost" });
  const of = basket([line("apple", 0.04, 3), line("bread", 1.03, 2), line("cola", 1, 3)]);
  for (const options of [{}, { workBudget: 1000 }]) {
    const [, bread, cola] = compile(document, options).price(of).lines;
    // The dear set saves 1.03, of which 0.52 belong to the bread; the other saves 1.00.
    expect(bread?.runs.map((run) => [run.count, run.paid])).toEqual([
      [1, 51],
      [1, 103],
    ]);
    expect(cola?.runs.map((run) => [run.count, run.paid])).toEqual([
      [1, 49],
      [2, 50],
    ]);
  }
});

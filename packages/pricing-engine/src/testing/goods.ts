import fc from "fast-check";
import type { BasketLine } from "../basket.js";
import type { Condition } from "../condition.js";

// Few values of everything, so that lines merge and promotions fight over the same goods.
export const products = ["apple", "bread", "cola", "duck", "eel"] as const;
const categories = ["c1", "c2", "c3"] as const;
const tags = ["t1", "t2"] as const;

type Facets = Pick<BasketLine, "department" | "categories" | "tags" | "brand">;

/** What a product is, by its name: the same product always has the same facets. */
const facets: Readonly<Record<(typeof products)[number], Facets>> = {
  apple: { department: "fresh", categories: ["c1"], tags: ["t1"], brand: "b1" },
  bread: { department: "fresh", categories: ["c1", "c2"], tags: [], brand: "b1" },
  cola: { department: "drinks", categories: ["c2"], tags: ["t1", "t2"], brand: "b2" },
  duck: { department: "fresh", categories: ["c2", "c3"], tags: ["t2"], brand: null },
  eel: { department: "fresh", categories: ["c3"], tags: [], brand: null },
};

// Shares of a fen, whole fen, prices that leave thirds, and the prices that thresholds are made of.
const micros = fc.constantFrom(
  35_000,
  10_000,
  1_000_000,
  3_330_000,
  5_000_000,
  10_000_000,
  33_330_000,
  99_900_000,
);

const countedLine: fc.Arbitrary<BasketLine> = fc
  .record({
    product: fc.constantFrom(...products),
    price: micros,
    count: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ product, price, count }) => ({
    lineId: product,
    productId: product,
    quantity: { kind: "pieces", count },
    price: { unit: { micros: price, per: 1, unit: "piece" } },
    ...facets[product],
  }));

const weighedLine: fc.Arbitrary<BasketLine> = fc
  .record({ grams: fc.integer({ min: 1, max: 2000 }), price: micros })
  .map(({ grams, price }) => ({
    lineId: "fish",
    productId: "fish",
    quantity: { kind: "measure", amount: grams, unit: "g" },
    price: { unit: { micros: price, per: 500, unit: "g" } },
    department: "fresh",
    categories: ["c1"],
    brand: null,
    tags: ["t2"],
  }));

const labelledLine: fc.Arbitrary<BasketLine> = fc
  .record({
    product: fc.constantFrom(...products),
    count: fc.integer({ min: 1, max: 3 }),
    amount: fc.integer({ min: 0, max: 5000 }),
    card: fc.integer({ min: 0, max: 5000 }),
    offered: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ product, count, amount, card, offered }) => ({
    lineId: product,
    productId: product,
    quantity: { kind: "pieces", count },
    price: { amount },
    listPrices: { card },
    offered: { p0: offered, p1: offered },
    ...facets[product],
  }));

/** Lines that were counted, weighed, or brought amounts of their own. */
export function linesUpTo(maxLines: number): fc.Arbitrary<readonly BasketLine[]> {
  const line = fc.oneof({ arbitrary: countedLine, weight: 4 }, weighedLine, labelledLine);
  return fc
    .array(line, { maxLength: maxLines })
    .map((list) => list.map((one, i) => ({ ...one, lineId: `l${i}` })));
}

export const goodsLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...categories).map((category) => ({ category })),
  fc.constantFrom(...tags).map((tag) => ({ tag })),
  fc.constantFrom(...products).map((product) => ({ product })),
  fc.constantFrom("b1", "b2").map((brand) => ({ brand })),
  fc.constantFrom("fresh", "drinks").map((department) => ({ department })),
);

/**
 * Conditions on the goods of `baskets`: most of them hold for several products, so that promotions overlap.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { goodsConditions } from "@tillwright/pricing-engine/testing";
 *
 * fc.sample(goodsConditions, { numRuns: 3, seed: 7 }).length; //=> 3
 * ```
 *
 * @public
 */
export const goodsConditions: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: goodsLeaf, weight: 4 },
  fc.array(goodsLeaf, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  fc.array(goodsLeaf, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
  goodsLeaf.map((not) => ({ not })),
);

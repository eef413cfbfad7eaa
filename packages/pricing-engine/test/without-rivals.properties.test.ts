import type { BasketLine, Promotion } from "@tillwright/pricing-engine";
import fc from "fast-check";
import { expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";
import { runs } from "./runs.js";

// A promotion without rivals is given without a search where each line holds all pieces of its goods. Where a product stands in
// two lines it is searched for, so the two ways have to agree; which of its pieces has an odd fen is all that may differ.

const share = fc.constantFrom("100%", "90%", "66.6%", "50%", "33%", "0%");
const promotion: fc.Arbitrary<Promotion> = fc.oneof(
  fc.record({
    kind: fc.constant("nth-item" as const),
    id: fc.constant("n"),
    nth: fc.integer({ min: 2, max: 4 }),
    pay: share.filter((one) => one !== "100%"),
    atMost: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    kind: fc.constant("nth-item" as const),
    id: fc.constant("r"),
    rates: fc
      .array(share, { minLength: 2, maxLength: 4 })
      .filter((all) => all.some((one) => one !== "100%")),
    repeat: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("buy-n-get-m" as const),
    id: fc.constant("b"),
    buy: fc.integer({ min: 1, max: 3 }),
    get: fc.integer({ min: 1, max: 2 }),
  }),
);
const goods = fc
  .uniqueArray(
    fc.record({ fen: fc.integer({ min: 1, max: 3000 }), count: fc.integer({ min: 2, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 4,
      selector: ({ fen }) => fen,
    },
  )
  .map((all) => all.map(({ fen, count }, i) => line(`p${i}`, fen / 100, count)));

function outcome(rule: Promotion, lines: readonly BasketLine[]) {
  const { totals, applied, certificate, lines: priced } = price(rules([rule]), basket(lines));
  const productOf = new Map(lines.map(({ lineId, productId }) => [lineId, productId]));
  const products = new Map<string, { paid: number; taken: number; pieces: number[] }>();
  for (const { lineId, paid, runs: own } of priced) {
    const product = productOf.get(lineId) ?? "";
    const sum = products.get(product) ?? { paid: 0, taken: 0, pieces: [] };
    sum.paid += paid;
    for (const run of own) {
      if (run.takenBy === rule.id) sum.taken += run.count;
      sum.pieces.push(...new Array<number>(run.count).fill(run.paid));
    }
    sum.pieces.sort((a, b) => a - b);
    products.set(product, sum);
  }
  return { totals, applied, certificate, products };
}

test("whether a product stands in one line or in two, it costs the same, and each piece to the fen", () => {
  fc.assert(
    fc.property(promotion, goods, (rule, lines) => {
      const halves = lines.flatMap((one) => {
        const { quantity } = one;
        if (quantity.kind !== "pieces") return [one];
        const kept = { ...one, quantity: { ...quantity, count: quantity.count - 1 } };
        const rest = { ...one, lineId: `${one.lineId}-2`, quantity: { ...quantity, count: 1 } };
        return [kept, rest];
      });
      const [split, whole] = [outcome(rule, halves), outcome(rule, lines)];
      expect({ ...split, products: null }).toEqual({ ...whole, products: null });
      for (const [product, { paid, taken, pieces }] of whole.products) {
        const other = split.products.get(product);
        expect([product, other?.paid, other?.taken]).toEqual([product, paid, taken]);
        expect(pieces.every((one, i) => Math.abs(one - (other?.pieces[i] ?? 0)) <= 1)).toBe(true);
      }
    }),
    runs,
  );
});

test("pieces beyond the last block are not taken, and a block that gives nothing is not begun", () => {
  const third: Promotion = { kind: "nth-item", id: "t", rates: ["100%", "100%", "50%"] };
  const taken = (count: number) =>
    price(rules([third]), basket([line("a", 10, count)])).lines[0]?.runs.map((run) => [
      run.count,
      run.paid,
      run.takenBy,
    ]);
  expect(taken(2)).toEqual([[2, 1000, null]]);
  expect(taken(3)).toEqual([
    [2, 1000, "t"],
    [1, 500, "t"],
  ]);
  expect(price(rules([third]), basket([line("a", 10, 2)])).applied).toEqual([]);
});

import type { Basket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";

// Two promotions in each of n groups are 2^n choices. Up to 512 are all tried; beyond that the groups are settled in turn.

const products = Array.from({ length: 11 }, (_, i) => `p${String(i).padStart(2, "0")}`);

function groupOf(product: string, ...amounts: readonly number[]): readonly Promotion[] {
  return amounts.map((amount, i) => ({
    kind: "threshold",
    id: `${product}-${i}`,
    group: product,
    goods: { product },
    amount: "0.00",
    off: amount.toFixed(2),
  }));
}

/** So many groups, of which each takes 1 or 2 off a product of its own. */
function groups(count: number): readonly Promotion[] {
  return products.slice(0, count).flatMap((product) => groupOf(product, 1, 2));
}

const shelf = basket(products.map((product) => line(product, 10)));

function given(document: RulesDocument, of: Basket = shelf): readonly string[] {
  return price(document, of).applied.map(({ promotionId }) => promotionId);
}

describe("groups that are more than can be tried in every choice", () => {
  test("nine groups of two are, ten are not, and each has its best all the same", () => {
    const nine = price(rules(groups(9)), shelf);
    expect(nine.certificate.groups).toBe("every-choice");
    expect(nine.totals.discount).toBe(9 * 200);
    const ten = price(rules(groups(10)), shelf);
    expect(ten.certificate.groups).toBe("one-by-one");
    expect(ten.totals.discount).toBe(10 * 200);
    expect(ten.applied.map(({ promotionId }) => promotionId)).toEqual(
      products.slice(0, 10).map((product) => `${product}-1`),
    );
  });

  test("of groups that exclude each other one gives, of equal ones the first", () => {
    const rich = [...groups(10), ...groupOf("p10", 3, 1)];
    const exclusions = [["p03", "p10", "unknown"]];
    const kept = given(rules(rich, { exclusions }));
    expect(kept).toHaveLength(10);
    expect(kept).toContain("p03-1");
    expect(kept).not.toContain("p10-0");
    const few = [...groups(3), ...groupOf("p10", 3, 1)];
    expect(given(rules(few, { exclusions: [["p02", "p10"]] }))).toEqual([
      "p00-1",
      "p01-1",
      "p10-0",
    ]);
  });

  test("a group whose promotions compound gives from the start, an exclusive one its first", () => {
    const stacking = { p00: "compound", p01: "exclusive" } as const;
    const document = rules([...groups(9), ...groupOf("p09", 1, 2), ...groupOf("p10", 2, 1, 1)], {
      stacking,
    });
    const priced = price(document, shelf);
    expect(priced.certificate.groups).toBe("one-by-one");
    const ids = priced.applied.map(({ promotionId }) => promotionId);
    expect(ids.filter((id) => id.startsWith("p00"))).toEqual(["p00-0", "p00-1"]);
    expect(ids.filter((id) => id.startsWith("p01"))).toEqual(["p01-0"]);
    expect(priced.totals.discount).toBe(300 + 100 + 9 * 200);
  });

  test("a group is looked at again when a later one has changed what it should choose", () => {
    // Alone 25% off 100.00 beats 22.00 off; after 20.00 off for the coupon of the other group it does not.
    const first: readonly Promotion[] = [
      { kind: "threshold", id: "a0", group: "a", priority: 9, amount: "0.00", off: "0.01" },
      { kind: "threshold-rate", id: "a1", group: "a", priority: 1, pieces: 1, off: "25%" },
      { kind: "threshold", id: "a2", group: "a", priority: 1, amount: "0.00", off: "22.00" },
    ].map((one) => ({ ...one, goods: { product: "big" } }) as Promotion);
    const second: Promotion = {
      kind: "threshold",
      id: "b",
      group: "b",
      priority: 5,
      amount: "0.00",
      off: "20.00",
      goods: { product: "big" },
    };
    const weaker: Promotion = { ...second, id: "c", off: "19.00" };
    const document = rules([...first, second, weaker, ...groups(9)]);
    const of = basket([line("big", 100), ...shelf.lines]);
    const priced = price(document, of);
    expect(priced.certificate.groups).toBe("one-by-one");
    expect(priced.lines[0]?.paid).toBe(10_000 - 2000 - 2200);
    expect(priced.applied.map(({ promotionId }) => promotionId).slice(0, 2)).toEqual(["b", "a2"]);
  });
});

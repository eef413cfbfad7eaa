import type { Objective, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, lines, price, rules } from "./build.js";

function off(id: string, group: string, amount: string, more: object = {}): Promotion {
  return { kind: "threshold", id, group, amount: "0.00", off: amount, ...more };
}

/** Which promotions give something on 100.00 under an objective. */
function given(objective: Objective, document: RulesDocument): readonly string[] {
  const { applied } = price({ ...document, objective }, basket(lines(100)));
  return applied.map(({ promotionId }) => promotionId).sort();
}

describe("by priority, of the ways to choose among groups", () => {
  const more = (priority: number) => ({ priority });

  test("the one in which the highest priority gives most counts, whatever a lower one would give", () => {
    const document = rules([off("a", "g", "10.00", more(5)), off("b", "g", "30.00", more(1))]);
    expect(given("merchant-priority", document)).toEqual(["a"]);
    expect(given("customer-best", document)).toEqual(["b"]);
  });

  test("what one priority gives in several groups is added up", () => {
    const document = rules(
      [
        off("a", "g", "12.00", more(5)),
        off("b", "g", "12.00", more(5)),
        off("c", "h", "20.00", more(5)),
        off("d", "h", "1.00", more(1)),
      ],
      { stacking: { g: "compound" }, exclusions: [["g", "h"]] },
    );
    expect(given("merchant-priority", document)).toEqual(["a", "b"]);
  });

  test("where the highest gives the same, the next decides, and then what is owed", () => {
    const document = rules([
      off("x", "f", "5.00", more(9)),
      off("a", "g", "30.00", more(1)),
      off("b", "g", "10.00", more(5)),
    ]);
    expect(given("merchant-priority", document)).toEqual(["b", "x"]);
  });
});

describe("at the least cost, of the ways to choose among groups", () => {
  test("the one for which the shop pays less counts, however much the others pay", () => {
    const shared = { fundedBy: { shop: "50%", brand: "50%" } };
    const document = rules([off("a", "g", "10.00"), off("b", "g", "12.00", shared)]);
    expect(given("least-cost", document)).toEqual(["b"]);
    const dearer = rules([off("a", "g", "10.00"), off("b", "g", "21.00", shared)]);
    expect(given("least-cost", dearer)).toEqual(["a"]);
  });

  test("more groups that give something go before a lower cost", () => {
    const document = rules(
      [off("a", "f", "1.00"), off("b", "g", "10.00"), off("c", "h", "10.00")],
      {
        exclusions: [
          ["f", "g"],
          ["f", "h"],
        ],
      },
    );
    expect(given("least-cost", document)).toEqual(["b", "c"]);
  });

  test("where the shop pays the same, the customer's better one counts", () => {
    const brand = { fundedBy: "brand" };
    const document = rules([off("a", "g", "5.00", brand), off("b", "g", "8.00", brand)]);
    expect(given("least-cost", document)).toEqual(["b"]);
  });
});

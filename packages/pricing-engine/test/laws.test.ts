import type { PricedBasket, PricingEngine } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type Laws, laws } from "@tillwright/pricing-engine/testing";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";

const honest = compile(
  rules([
    { kind: "nth-item", id: "half", nth: 2, pay: "50%", goods: { product: "a" } },
    { kind: "threshold", id: "off", amount: "10.00", off: "3.00" },
  ]),
);
const of = basket([line("a", 4, 3), line("b", 5)]);

/** An engine that prices as the honest one and then gets something wrong. */
function broken(wrong: (priced: PricedBasket, call: number) => PricedBasket): PricingEngine {
  let call = 0;
  return { ...honest, price: (one) => wrong(honest.price(one), call++) };
}

function withFirstLine(
  priced: PricedBasket,
  change: Partial<PricedBasket["lines"][number]>,
): PricedBasket {
  return {
    ...priced,
    lines: priced.lines.map((one, i) => (i === 0 ? { ...one, ...change } : one)),
  };
}

describe("each law notices an engine that breaks it", () => {
  const cases: readonly [keyof Laws, PricingEngine][] = [
    ["lineBetweenZeroAndList", broken((priced) => withFirstLine(priced, { paid: -1 }))],
    ["lineBetweenZeroAndList", broken((priced) => withFirstLine(priced, { paid: 100_000 }))],
    ["sharesSumExactly", broken((priced) => withFirstLine(priced, { paid: 1 }))],
    [
      "sharesSumExactly",
      broken((priced) => ({ ...priced, totals: { ...priced.totals, deal: 1 } })),
    ],
    ["sameInputSameBytes", broken((priced, call) => ({ ...priced, at: call }))],
    ["orderOfLines", broken((priced, call) => ({ ...priced, at: call }))],
    ["orderOfLines", broken((priced, call) => withFirstLine(priced, { paid: call }))],
    ["splittingLines", broken((priced, call) => ({ ...priced, at: call }))],
    ["mergingLines", broken((priced, call) => ({ ...priced, at: call }))],
    [
      "limitsHold",
      broken((priced) => ({
        ...priced,
        applied: priced.applied.map((one) => ({ ...one, times: 9, promotionId: "half" })),
      })),
    ],
    ["refundsSumToPaid", broken((priced) => withFirstLine(priced, { paid: 1 }))],
    ["standsVerification", broken((priced) => withFirstLine(priced, { paid: 1 }))],
  ];
  test.each(cases)("%s", (name, engine) => {
    const limited = rules(
      honest.rules.promotions.map((one) => ({
        ...one,
        ...(one.id === "half" ? { atMost: 2 } : {}),
      })),
    );
    const judged = name === "limitsHold" ? { ...engine, rules: limited } : engine;
    expect(laws[name](judged, of)).not.toEqual([]);
    expect(laws[name](honest, of)).toEqual([]);
  });

  test("orderOfRules, bestCombination and addingPromotionNeverRaises, by another compiler", () => {
    const dearer: PricingEngine = {
      ...honest,
      price: (one) => honest.price({ ...one, lines: one.lines.slice(1) }),
    };
    const free = compile(rules([{ kind: "percent-off", id: "free", pay: "0%" }]));
    const options = { compile: () => dearer };
    expect(laws.orderOfRules(honest, of, options)).not.toEqual([]);
    expect(laws.addingPromotionNeverRaises(honest, of, options)).not.toEqual([]);
    const two = compile(
      rules([
        { kind: "nth-item", id: "half", nth: 2, pay: "50%" },
        { kind: "percent-off", id: "tenth", pay: "90%" },
      ]),
    );
    expect(laws.bestCombination(two, of)).toEqual([]);
    expect(laws.bestCombination(two, of, { compile: () => free })).not.toEqual([]);
  });

  test("unrelatedLineChangesNothing and addingGoodsNeverLowersSaving", () => {
    const narrow = rules([{ kind: "percent-off", id: "p", pay: "50%", goods: { product: "p1" } }]);
    const engine = compile(narrow);
    const none = compile(rules([{ kind: "percent-off", id: "p", pay: "100%" }]));
    const generousWhenSmall: PricingEngine = {
      ...engine,
      price: (one) => (one.lines.length < 3 ? engine : none).price(one),
    };
    const three = basket(lines(3, 4, 5));
    expect(laws.addingGoodsNeverLowersSaving(engine, three)).toEqual([]);
    expect(laws.addingGoodsNeverLowersSaving(generousWhenSmall, three)).not.toEqual([]);
    const two = basket(lines(3, 4));
    expect(laws.unrelatedLineChangesNothing(engine, two)).toEqual([]);
    expect(laws.unrelatedLineChangesNothing(generousWhenSmall, two)).not.toEqual([]);
  });
});

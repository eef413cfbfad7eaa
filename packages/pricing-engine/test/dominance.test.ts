import type { Objective, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";

const goods = lines(31, 29, 27, 23, 19, 17, 13, 11, 7, 5, 3, 2);
const pair: Promotion = { kind: "nth-item", id: "pair", nth: 2, pay: "50%" };
const trio: Promotion = { kind: "buy-n-get-m", id: "trio", buy: 2, get: 1 };

/** Steps that are enough for these two promotions on twelve pieces, and for hardly a third one besides. */
const workBudget = 500;

function certificateOf(promotions: readonly Promotion[], objective: Objective = "customer-best") {
  const priced = compile(rules(promotions, { objective }), { workBudget }).price(basket(goods));
  return { due: priced.totals.due, optimal: priced.certificate.optimal };
}

const alone = certificateOf([pair, trio]);

test("two promotions are proven within their steps, and a third that is needed is not", () => {
  expect(alone.optimal).toBe(true);
  const four: Promotion = { kind: "buy-n-get-m", id: "four", buy: 3, get: 1 };
  expect(certificateOf([pair, trio, four]).optimal).toBe(false);
});

test("ten copies of a promotion cost the search what one costs", () => {
  const copies = Array.from({ length: 10 }, (_, i) => [
    { ...pair, id: `pair-${i}` },
    { ...trio, id: `trio-${i}` },
  ]).flat();
  expect(certificateOf(copies)).toEqual(alone);
});

test("a promotion that saves less at every position is never needed beside one that saves more, whichever comes first", () => {
  for (const id of ["a-before", "z-after"]) {
    expect(certificateOf([pair, trio, { ...pair, id, pay: "80%" }])).toEqual(alone);
  }
});

test("one that saves more at some position, takes other goods, or is not limited is needed", () => {
  const due = (...promotions: readonly Promotion[]): number =>
    compile(rules(promotions)).price(basket(goods)).totals.due;
  const slanted: Promotion = { kind: "nth-item", id: "s", rates: ["90%", "60%"], repeat: true };
  expect(due(pair, slanted)).toBeLessThan(due(pair));
  const weak: Promotion = { ...pair, id: "weak", pay: "80%" };
  const few: Promotion = { ...pair, goods: { product: ["p1", "p2", "p3", "p4"] } };
  expect(due(few, weak)).toBeLessThan(due(few));
  const once: Promotion = { ...pair, atMost: 1 };
  expect(due(once, weak)).toBeLessThan(due(once));
  const whole: Promotion = { ...pair, nth: 5, pay: "0%" };
  const open: Promotion = {
    kind: "nth-item",
    id: "o",
    rates: ["100%", "100%", "100%", "100%", "90%"],
  };
  expect(due(open, whole)).toBeLessThanOrEqual(due(whole));
});

test("where priorities decide, a weaker promotion of a higher priority is not replaced, and one of a lower is", () => {
  const weak: Promotion = { ...pair, id: "weak", pay: "80%" };
  expect(certificateOf([pair, weak], "merchant-priority")).toEqual(certificateOf([pair]));
  const first = compile(
    rules([pair, { ...weak, priority: 1 }], { objective: "merchant-priority" }),
  );
  const priced = first.price(basket([line("a", 10, 2)]));
  expect(priced.applied.map(({ promotionId }) => promotionId)).toEqual(["weak"]);
});

import { type Basket, type BasketLine, PricingError, roundDue } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { isCodedError } from "@tillwright/values";
import { expect, test } from "vitest";
import { basket, line, lines, nobody, rules } from "./build.js";

const engine = compile(rules([]));

function thrownBy(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return isCodedError(error) ? `${error.code}: ${error.message}` : String(error);
  }
  return "nothing";
}

test.each<[string, Partial<BasketLine>, string]>([
  ["NaN", { price: { amount: Number.NaN } }, "price: line a: its amount is NaN"],
  ["below zero", { price: { amount: -1 } }, "price: line a: its amount is -1"],
  ["a fraction", { price: { amount: 0.5 } }, "price: line a: its amount is 0.5"],
  ["no pieces", { quantity: { kind: "pieces", count: 0 } }, "price: line a: its quantity is 0"],
  [
    "half a piece",
    { quantity: { kind: "pieces", count: 0.5 } },
    "price: line a: its quantity is 0.5",
  ],
  [
    "a price below zero",
    { price: { unit: { micros: -1, per: 1, unit: "piece" } } },
    "price: line a: its price is -1 millionths per 1",
  ],
  [
    "a price per nothing",
    { price: { unit: { micros: 1, per: 0, unit: "piece" } } },
    "price: line a: its price is 1 millionths per 0",
  ],
  [
    "grams at a price per piece",
    { quantity: { kind: "measure", amount: 5, unit: "g" } },
    "price: line a: a price per piece does not fit its quantity",
  ],
])("a basket that no till can have made throws: %s", (_title, change, message) => {
  expect(thrownBy(() => engine.price(basket([line("a", 1, 1, change)])))).toBe(
    `pricing.bad-basket: ${message}`,
  );
});

test("so do an id that occurs twice, another currency and an instant that is none", () => {
  expect(thrownBy(() => engine.price(basket([line("a", 1), line("a", 1)])))).toBe(
    "pricing.bad-basket: price: line a: the id occurs twice",
  );
  expect(thrownBy(() => engine.price({ ...nobody, currency: "USD" }))).toBe(
    "pricing.bad-basket: price: the basket is in USD, the rules are in CNY",
  );
  expect(thrownBy(() => engine.price({ ...nobody, at: Number.NaN }))).toBe(
    "pricing.bad-basket: price: at is NaN",
  );
});

test("rules that were never parsed throw when they are compiled", () => {
  const bad = (promotion: object): string => thrownBy(() => compile(rules([promotion as never])));
  expect(bad({ kind: "sale", id: "a" })).toMatch(
    /^pricing.unknown-kind: compile: a is of the kind sale/,
  );
  expect(bad({ kind: "threshold", id: "a", amount: 5, off: "1.00" })).toMatch(
    /^pricing.bad-rules: compile: promotion a: expected an amount/,
  );
  expect(bad({ kind: "percent-off", id: "a" })).toMatch(/^pricing.bad-rules/);
  expect(bad({ kind: "percent-off", id: "a", pay: "90%", when: { colour: 1 } })).toMatch(
    /^pricing.bad-rules/,
  );
  expect(bad({ kind: "percent-off", id: "a", pay: "90%", lane: "unit-price" })).toMatch(
    /^pricing.bad-rules/,
  );
});

test("roundDue throws for what is no amount and no multiple", () => {
  expect(thrownBy(() => roundDue(-1, { multiple: 10, mode: "down" }))).toMatch(
    /^pricing.bad-rounding/,
  );
  expect(thrownBy(() => roundDue(1.5, { multiple: 10, mode: "down" }))).toMatch(
    /^pricing.bad-rounding/,
  );
  expect(thrownBy(() => roundDue(1, { multiple: 0, mode: "down" }))).toMatch(
    /^pricing.bad-rounding/,
  );
});

test("errors are told by their code", () => {
  expect(new PricingError("pricing.bad-basket", "x").code).toBe("pricing.bad-basket");
});

test("huge and tiny numbers are priced exactly or refused, never wrong", () => {
  const huge: Basket = basket([
    line("a", 1, 1_000_000, {
      price: { unit: { micros: 9_000_000_000_000, per: 1, unit: "piece" } },
    }),
  ]);
  expect(engine.price(huge).totals.due).toBe(900_000_000_000_000);
  const most = basket([line("a", 1, 1, { price: { amount: Number.MAX_SAFE_INTEGER } })]);
  expect(engine.price(most).totals.due).toBe(Number.MAX_SAFE_INTEGER);
  const overall = compile(rules([{ kind: "threshold-rate", id: "t", pieces: 1, pay: "90%" }]));
  expect(overall.price(most).totals.due).toBe(8_106_479_329_266_892);
  const each = compile(rules([{ kind: "percent-off", id: "t", pay: "12.5%" }]));
  expect(thrownBy(() => each.price(most))).toMatch(/^pricing.out-of-range/);
  expect(thrownBy(() => engine.price(basket([...most.lines, ...lines(1)])))).toMatch(
    /^pricing.out-of-range/,
  );
});

test("10,000 lines with a hundred overlapping promotions come back in bounded time", () => {
  const many = Array.from({ length: 10_000 }, (_, i) =>
    line(`p${i}`, 1 + (i % 97), 1 + (i % 5), { categories: [`c${i % 7}`] }),
  );
  const promotions = Array.from({ length: 100 }, (_, i) => ({
    kind: "buy-n-get-m" as const,
    id: `b${i}`,
    buy: 1 + (i % 5),
    get: 1 + (i % 3),
    goods: { any: [{ category: `c${i % 7}` }, { category: `c${(i + 1) % 7}` }] },
  }));
  const priced = compile(rules(promotions), { workBudget: 2_000_000 }).price(basket(many));
  expect(priced.certificate.optimal).toBe(false);
  const given = priced.applied.reduce((sum, { amount }) => sum + amount, 0);
  expect(given).toBeGreaterThan(0);
  expect(given).toBeLessThanOrEqual(priced.certificate.upperBound);
});

import {
  type Basket,
  type BasketLine,
  PricingError,
  type RulesDocument,
  roundDue,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
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

describe("terms that were never parsed are named with what was expected", () => {
  const promotion = (terms: object) => ({ promotions: [{ id: "a", ...terms }] });
  const percent = (terms: object) => promotion({ kind: "percent-off", ...terms });
  const nth = (terms: object) => promotion({ kind: "nth-item", pay: "50%", ...terms });
  const goods = { product: "tea" };
  const bundle = { kind: "bundle", price: "1.00", parts: [] };
  const addOn = { kind: "add-on-price", addOn: goods, price: "1.00", amount: "0.00", every: true };
  const fee = (terms: object) => ({ fees: [{ kind: "service", id: "f", ...terms }] });
  const deposit = { kind: "deposit", amount: "1.00", discounted: true };
  const tax = (...classes: object[]) => ({
    tax: { prices: "added", classes: classes.map((one) => ({ id: "c", ...one })) },
  });
  const fine = ["0.000001%", "0.000003%", "0.000007%"].map((rate, i) => ({
    id: `p${i}`,
    rate,
    compound: true,
  }));
  const exempt = { prices: "added", classes: [], exempt: { when: { colour: 1 } } };
  const whole = "is not a whole number of at least 1";
  test.each<[string, object, string]>([
    ["promotion a", percent({}), "give one of pay and off"],
    ["promotion a", percent({ pay: "90%", off: "10%" }), "give one of pay and off"],
    ["promotion a", percent({ off: "100.5%" }), "a share is at most 100%"],
    [
      "promotion a",
      promotion({ kind: "threshold", amount: "-5.00", off: "1" }),
      "-5.00 is below zero",
    ],
    ["promotion a", nth({ nth: 1.5 }), `1.5 ${whole}`],
    ["promotion a", nth({ nth: "2" }), `2 ${whole}`],
    ["promotion a", nth({ nth: 0 }), `0 ${whole}`],
    ["promotion a", promotion({ kind: "nth-item", rates: [] }), "rates is empty"],
    ["promotion a", promotion(addOn), "every: the amount is zero"],
    ["promotion a", promotion(bundle), "parts is empty"],
    ["promotion a", promotion({ kind: "gift", amount: "1.00", gifts: [] }), "gifts is empty"],
    [
      "promotion a",
      promotion({ kind: "gift", gifts: [{ ...goods, value: "1.00" }] }),
      "give an amount or a count",
    ],
    [
      "promotion a",
      percent({ pay: "90%", fundedBy: { shop: "50%", brand: "40%" } }),
      "the shares of fundedBy do not come to 100%",
    ],
    ["promotion a", promotion({ kind: "threshold-rate", pay: "90%" }), "give an amount or pieces"],
    [
      "promotion a",
      percent({ pay: "90%", goods: { tier: "x" } }),
      "tier is not a condition on goods",
    ],
    ["fee f", fee({}), "give exactly one of amount, perPiece and rate"],
    ["fee f", fee({ amount: "1.00", rate: "5%" }), "give exactly one of amount, perPiece and rate"],
    ["fee f", fee(deposit), "a deposit has no discounts"],
    ["tax class c", tax({}), "give exactly one of rate and parts"],
    ["tax class c", tax({ rate: "5%", parts: [] }), "give exactly one of rate and parts"],
    ["tax class c", tax({ rate: "101%" }), "a tax is at most 100%"],
    ["tax class c", tax({ parts: fine }), "its rates together are too fine to be computed exactly"],
    ["tax exemption", { tax: exempt }, "colour is not a condition"],
    [
      "floors",
      { floors: [{ price: "1.00", goods: { tier: "x" } }] },
      "tier is not a condition on goods",
    ],
    ["manual", { manual: { roles: {}, goods: { tier: "x" } } }, "tier is not a condition on goods"],
  ])("%s of %j: %s", (where, terms, message) => {
    const thrown = expect.objectContaining({
      code: "pricing.bad-rules",
      message: expect.stringContaining(`compile: ${where}: ${message}`),
      facts: { where },
    });
    expect(() => compile({ ...rules([]), ...terms } as RulesDocument)).toThrow(thrown);
  });
});

test.each([
  [-1, 10],
  [1.5, 10],
  [1, 0],
  [1, 2.5],
])("roundDue throws for what is no amount and no multiple: %d to %d", (owed, multiple) => {
  expect(() => roundDue(owed, { multiple, mode: "down" })).toThrow(
    expect.objectContaining({
      code: "pricing.bad-rounding",
      message: `roundDue: ${owed} cannot be rounded to multiples of ${multiple}`,
      facts: { due: String(owed), multiple: String(multiple) },
    }),
  );
});

test("roundDue leaves nothing and single cents as they are", () => {
  expect(roundDue(0, { multiple: 10, mode: "half-up" })).toEqual({ due: 0, rounding: 0 });
  expect(roundDue(1_237, { multiple: 1, mode: "down" })).toEqual({ due: 1_237, rounding: 0 });
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

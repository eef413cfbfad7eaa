import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { describe, expect, test } from "vitest";
import { basket, lines, rules } from "./build.js";

function problems(promotion: object): readonly string[] {
  const result = parseRules({ ...rules([]), promotions: [promotion] });
  return result.ok ? [] : result.issues.map(({ message }) => message);
}

describe("parseRules", () => {
  test("tells every problem at once, each at its path", () => {
    const result = parseRules({
      format: "tillwright.rules/2",
      currency: "CN",
      colour: "red",
      promotions: [
        { kind: "threshold", id: "a", amount: "1.234", off: 5, when: { product: "x" } },
        { kind: "sale", id: "a" },
        7,
      ],
    });
    expect(result.ok ? [] : result.issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["pricing.wrong-value", "format"],
      ["pricing.unknown-field", "colour"],
      ["pricing.wrong-value", "currency"],
      ["pricing.wrong-value", "promotions.0.amount"],
      ["pricing.wrong-type", "promotions.0.off"],
      ["pricing.unknown-condition", "promotions.0.when.product"],
      ["pricing.unknown-kind", "promotions.1.kind"],
      ["pricing.wrong-type", "promotions.2"],
      ["pricing.duplicate-id", "promotions.1.id"],
    ]);
  });

  test.each<[string, object, readonly string[]]>([
    [
      "a bare number for money",
      { kind: "amount-off", id: "a", off: 1 },
      ["promotions[0].off must be a text, but is 1"],
    ],
    [
      "a bare number for a share",
      { kind: "percent-off", id: "a", pay: 0.9 },
      ["promotions[0].pay must be a text, but is 0.9"],
    ],
    [
      "more than all of it",
      { kind: "percent-off", id: "a", off: "101%" },
      ["promotions[0].off: a share is at most 100%"],
    ],
    [
      "both shares",
      { kind: "percent-off", id: "a", off: "10%", pay: "90%" },
      ["promotions[0].pay: give exactly one of pay and off"],
    ],
    [
      "no share",
      { kind: "percent-off", id: "a" },
      ["promotions[0].pay: give exactly one of pay and off"],
    ],
    [
      "too many decimals",
      { kind: "threshold", id: "a", amount: "12.345", off: "1.00" },
      ['promotions[0].amount: "12.345" has 3 decimals, and CNY has 2'],
    ],
    [
      "an amount below zero",
      { kind: "threshold", id: "a", amount: "-1.00", off: "1.00" },
      ["promotions[0].amount: an amount below zero"],
    ],
    [
      "nothing off",
      { kind: "threshold", id: "a", amount: "1.00", off: "0.00" },
      ["promotions[0].off: the amount must be above zero"],
    ],
    [
      "a round of nothing",
      { kind: "every", id: "a", amount: "0.00", off: "1.00" },
      ["promotions[0].amount: the amount must be above zero"],
    ],
    [
      "equal steps",
      {
        kind: "steps",
        id: "a",
        steps: [
          { amount: "1.00", off: "1.00" },
          { amount: "1", off: "2.00" },
        ],
      },
      ["promotions[0].steps: two steps have the same amount"],
    ],
    [
      "no steps",
      { kind: "steps", id: "a", steps: [] },
      ["promotions[0].steps must have at least 1 entries"],
    ],
    [
      "nth and rates",
      { kind: "nth-item", id: "a", nth: 2, pay: "50%", rates: ["50%"] },
      ["promotions[0].nth: give exactly one of nth and rates"],
    ],
    [
      "the first of one",
      { kind: "nth-item", id: "a", nth: 1, pay: "50%" },
      ["promotions[0].nth must be at least 2, but is 1"],
    ],
    [
      "nobody can pay half a piece",
      { kind: "buy-n-get-m", id: "a", buy: 1.5, get: 1 },
      ["promotions[0].buy must be a whole number, but is 1.5"],
    ],
    [
      "no threshold",
      { kind: "threshold-rate", id: "a", pay: "90%" },
      ["promotions[0].amount: give amount, pieces or both"],
    ],
    [
      "no prices",
      { kind: "member-price", id: "a" },
      ["promotions[0].prices: give prices, byTier or both"],
    ],
    [
      "no rate",
      { kind: "member-rate", id: "a" },
      ["promotions[0].pay: give exactly one of pay, off and byTier"],
    ],
    [
      "a price that is none",
      { kind: "member-price", id: "a", prices: { tea: "1.2345678" } },
      [
        'promotions[0].prices.tea: expected a price with at most six decimals, such as "7.899", but saw "1.2345678"',
      ],
    ],
    [
      "an empty window",
      { kind: "flash-price", id: "a", prices: {}, during: {} },
      ["promotions[0].during: give from, until or daily"],
    ],
    [
      "a window that ends before it begins",
      {
        kind: "flash-price",
        id: "a",
        prices: {},
        during: { from: "2027-01-02T00:00:00Z", until: "2027-01-01T00:00:00Z" },
      },
      ["promotions[0].during: until must come after from"],
    ],
    [
      "the wrong lane",
      { kind: "member-price", id: "a", prices: {}, lane: "order" },
      ["promotions[0].lane: a member-price runs in unit-price"],
    ],
    [
      "the id of the points",
      { kind: "amount-off", id: "points", off: "1.00" },
      ['promotions[0].id: "points" names the points offset'],
    ],
    [
      "codes that nothing needs",
      { kind: "amount-off", id: "a", off: "1.00", codes: ["X"] },
      ['promotions[0].codes: codes and "needs": "code" go together'],
    ],
    [
      "a code that is not there",
      { kind: "amount-off", id: "a", off: "1.00", needs: "code" },
      ['promotions[0].codes: codes and "needs": "code" go together'],
    ],
    [
      "two keys in one condition",
      { kind: "amount-off", id: "a", off: "1.00", when: { tier: "gold", weekday: 1 } },
      ['promotions[0].when must have exactly one key; join several conditions with "all" or "any"'],
    ],
    [
      "an empty join",
      { kind: "amount-off", id: "a", off: "1.00", when: { all: [] } },
      ["promotions[0].when.all must be a list of one or more conditions, but is a list"],
    ],
    [
      "a weekday too many",
      { kind: "amount-off", id: "a", off: "1.00", when: { weekday: 8 } },
      ["promotions[0].when.weekday must be at most 7, but is 8"],
    ],
    [
      "dates that never hold",
      {
        kind: "amount-off",
        id: "a",
        off: "1.00",
        when: { dates: { from: "2027-02-01", through: "2027-01-01" } },
      },
      ["promotions[0].when.dates.through: through comes before from, so it never holds"],
    ],
    [
      "a day that does not exist",
      { kind: "amount-off", id: "a", off: "1.00", when: { dates: { from: "2027-02-30" } } },
      [
        'promotions[0].when.dates.from: expected a day that exists, such as "2027-01-31", but saw "2027-02-30"',
      ],
    ],
    [
      "basket conditions on goods",
      { kind: "amount-off", id: "a", off: "1.00", goods: { tier: "gold" } },
      ['promotions[0].goods.tier: "tier" is a condition of "when" and does not belong in "goods"'],
    ],
    [
      "a condition that is a text",
      { kind: "amount-off", id: "a", off: "1.00", goods: "tea" },
      ['promotions[0].goods must be a condition such as {"tag": "fresh"}, but is "tea"'],
    ],
    ["no fields at all", {}, ["promotions[0].id is missing", "promotions[0].kind is missing"]],
  ])("refuses %s", (_title, promotion, messages) => {
    expect(problems(promotion)).toEqual(messages);
  });

  test("refuses lanes that leave one out, double one, or put the price of a unit last", () => {
    const of = (lanes: readonly string[]): readonly string[] => {
      const result = parseRules({ ...rules([]), lanes });
      return result.ok ? [] : result.issues.map(({ message }) => message);
    };
    const last = ["manual", "points", "fee", "tax"];
    expect(of(["unit-price", "order", "item", "coupon", ...last])).toEqual([]);
    expect(of(["unit-price", "item", "coupon", ...last])).toEqual(["lanes: order is missing"]);
    expect(of(["unit-price", "item", "item", "order", "coupon", ...last])).toEqual([
      "lanes: a lane occurs twice",
    ]);
    expect(of(["item", "unit-price", "order", "coupon", ...last])).toEqual([
      'lanes: "unit-price" comes first',
    ]);
    expect(of(["unit-price", "points", "item", "order", "coupon", "manual", "fee", "tax"])).toEqual(
      ['lanes: "points" comes last but for "fee" and "tax"'],
    );
  });

  test("is not lost in a document that is nested without end", () => {
    let when: object = { member: "any" };
    for (let depth = 0; depth < 100_000; depth++) when = { not: when };
    expect(problems({ kind: "amount-off", id: "a", off: "1.00", when })).toEqual([
      "the document is nested deeper than 40 levels",
    ]);
  });

  test.each([null, 7, "rules", [], undefined])("refuses %j", (input) => {
    expect(parseRules(input).ok).toBe(false);
  });

  test("refuses __proto__ as a key, at any depth", () => {
    const document: unknown = JSON.parse(
      '{"format":"tillwright.rules/1","currency":"CNY","promotions":[{"kind":"member-price","id":"a","prices":{"__proto__":"x"}}]}',
    );
    const result = parseRules(document);
    expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
      'promotions[0].prices has no field "__proto__"',
    ]);
  });

  test("what comes back shares nothing with what went in", () => {
    const input = { ...rules([{ kind: "amount-off", id: "a", off: "1.00" }]) };
    const result = parseRules(input);
    expect(result).toEqual({ ok: true, value: input });
    expect(
      result.ok && result.value !== input && result.value.promotions !== input.promotions,
    ).toBe(true);
  });
});

describe("parseBasket", () => {
  test("takes a basket and gives it back", () => {
    const of = basket(lines(1, 2));
    expect(parseBasket(of)).toEqual({ ok: true, value: of });
  });

  test.each<[string, object, string]>([
    [
      "a negative quantity",
      { quantity: { kind: "pieces", count: -1 } },
      "lines[0].quantity.count must be at least 1, but is -1",
    ],
    [
      "half a piece",
      { quantity: { kind: "pieces", count: 0.5 } },
      "lines[0].quantity.count must be a whole number, but is 0.5",
    ],
    [
      "an amount below zero",
      { price: { amount: -1 } },
      "lines[0].price.amount must be at least 0, but is -1",
    ],
    ["no price", { price: {} }, "lines[0].price: give exactly one of unit and amount"],
    [
      "a price per gram for pieces",
      { price: { unit: { micros: 1, per: 1, unit: "g" } } },
      "lines[0].price: a price per g does not fit a quantity in piece",
    ],
    ["no tags", { tags: undefined }, "lines[0].tags is missing"],
    ["a field it does not know", { colour: "red" }, 'lines[0] has no field "colour"'],
  ])("refuses %s", (_title, change, message) => {
    const [first] = lines(1);
    const result = parseBasket(basket(lines(1), { lines: [{ ...first, ...change } as never] }));
    expect(result.ok ? [] : result.issues.map((one) => one.message)).toEqual([message]);
  });

  test("refuses a line id that occurs twice, an unknown zone and an unknown currency", () => {
    const [first] = lines(1);
    const of = first === undefined ? [] : [first, first];
    const result = parseBasket(basket(of, { zone: "Asia/Atlantis", currency: "XQQ" }));
    expect(result.ok ? [] : result.issues.map(({ path }) => path.join("."))).toEqual([
      "currency",
      "zone",
      "lines.1.lineId",
    ]);
  });
});

test("what cannot be made a text is an issue like any other wrong type", () => {
  const noText = { toString: 0 };
  const result = parseRules({
    format: "tillwright.rules/1",
    currency: "CNY",
    promotions: [
      { kind: noText, id: "a" },
      {
        kind: "steps",
        id: "b",
        steps: [
          { amount: noText, off: "1.00" },
          { amount: noText, off: "2.00" },
        ],
      },
    ],
  });
  expect(result.ok ? [] : result.issues.map(({ message }) => message)).toEqual([
    "promotions[0].kind must be a text, but is an object",
    "promotions[1].steps[0].amount must be a text, but is an object",
    "promotions[1].steps[1].amount must be a text, but is an object",
  ]);
});

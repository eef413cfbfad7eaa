import type { Fee, TaxClass } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { describe, expect, test } from "vitest";
import { nobody } from "./build.js";

const messages = (more: object): readonly string[] => {
  const result = parseRules({
    format: "tillwright.rules/1",
    currency: "CNY",
    promotions: [{ kind: "threshold", id: "m", amount: "1.00", off: "1.00" }],
    ...more,
  });
  return result.ok ? [] : result.issues.map(({ message }) => message);
};
const fee = (terms: object): readonly string[] =>
  messages({ fees: [{ kind: "service", id: "f", rate: "10%", ...terms }] });
const tax = (terms: object): readonly string[] =>
  messages({ tax: { prices: "included", classes: [{ id: "a", rate: "9%" }], ...terms } });
const classes = (...list: readonly object[]): readonly string[] => tax({ classes: list });

describe("a fee is refused", () => {
  test.each<[string, object, unknown]>([
    [
      "with two prices",
      { amount: "1.00" },
      "fees[0].amount: give exactly one of amount, perPiece and rate",
    ],
    ["with a bare number", { rate: 0.1 }, "fees[0].rate must be a text, but is 0.1"],
    ["with a share above 100%", { rate: "101%" }, "fees[0].rate: a share is at most 100%"],
    [
      "of a kind that is not known",
      { kind: "tip" },
      'fees[0].kind must be "service" or "packaging" or "delivery" or "deposit", but is "tip"',
    ],
    ["with the id of a promotion", { id: "m" }, 'fees[0].id: "m" is the id of something else too'],
    [
      "with a threshold's base and no threshold",
      { counts: "deal" },
      "fees[0].counts: counts goes with freeFrom",
    ],
    [
      "as a deposit that discounts see",
      { kind: "deposit", discounted: true },
      "fees[0].discounted: a deposit has no discounts",
    ],
    [
      "seen by discounts, on what they leave",
      { discounted: true, of: "running" },
      "fees[0].of: what discounts see is known before them: only deal fits",
    ],
    [
      "with a tax class that is not there",
      { taxId: "a" },
      'fees[0].taxId: "a" is no class of tax.classes',
    ],
    ["with a field it does not know", { percent: "1%" }, 'fees[0] has no field "percent"'],
    [
      "with a condition on the basket among the goods",
      { goods: { tier: "gold" } },
      'fees[0].goods.tier: "tier" is a condition of "when" and does not belong in "goods"',
    ],
    [
      "with a condition that is not known",
      { when: { moon: "full" } },
      expect.stringContaining('fees[0].when.moon: "moon" is not a condition'),
    ],
  ])("%s", (_name, terms, message) => {
    expect(fee(terms)).toEqual([message]);
  });

  test("with the base of a share and no share", () => {
    expect(fee({ rate: undefined, amount: "1.00", of: "deal" })).toEqual([
      "fees[0].of: of goes with rate",
    ]);
  });

  test("twice under one id, or when it is no object", () => {
    const one = { kind: "service", id: "f", rate: "1%" };
    expect(messages({ fees: [one, one] })).toEqual([
      'fees[1].id: "f" is the id of something else too',
    ]);
    expect(messages({ fees: ["f", null] })).toHaveLength(2);
  });
});

describe("a tax is refused", () => {
  test.each<[string, () => readonly string[], unknown]>([
    ["without classes", () => tax({ classes: [] }), "tax.classes must have at least 1 entries"],
    [
      "that is neither included nor added",
      () => tax({ prices: "net" }),
      'tax.prices must be "included" or "added", but is "net"',
    ],
    [
      "with a bare rate",
      () => classes({ id: "a", rate: 9 }),
      "tax.classes[0].rate must be a text, but is 9",
    ],
    [
      "with a class without a rate",
      () => classes({ id: "a" }),
      "tax.classes[0].rate: give exactly one of rate and parts",
    ],
    [
      "with two classes of one id",
      () => classes({ id: "a", rate: "1%" }, { id: "a", rate: "2%" }),
      'tax.classes[1].id: "a" occurs twice',
    ],
    [
      "with two parts of one id",
      () =>
        classes({
          id: "a",
          parts: [
            { id: "p", rate: "1%" },
            { id: "p", rate: "2%" },
          ],
        }),
      'tax.classes[0].parts[1].id: "p" occurs twice',
    ],
    [
      "with a mode that nobody knows",
      () => tax({ rounding: { mode: "nearest" } }),
      expect.stringContaining("tax.rounding.mode must be"),
    ],
    [
      "with an exemption by goods",
      () => tax({ exempt: { when: { tag: "x" } } }),
      'tax.exempt.when.tag: "tag" is a condition of "goods" and does not belong in "when"',
    ],
    [
      "with goods by the basket",
      () => classes({ id: "a", rate: "1%", goods: { tier: "x" } }),
      'tax.classes[0].goods.tier: "tier" is a condition of "when" and does not belong in "goods"',
    ],
  ])("%s", (_name, seen, message) => {
    expect(seen()).toEqual([message]);
  });

  test("when its compound rates are too fine for exact figures", () => {
    const fine = { rate: "12.345678%", compound: true };
    const parts = ["p", "q", "r"].map((id) => ({ id, ...fine }));
    expect(classes({ id: "a", parts })).toEqual([
      "tax.classes[0].parts: the rates together are too fine to be computed exactly",
    ]);
  });

  test("when it is nothing at all", () => {
    expect(messages({ tax: null })).toHaveLength(1);
    expect(tax({ classes: [null] })).toHaveLength(1);
  });
});

describe("compile refuses what the parser would have refused", () => {
  const bad = expect.objectContaining({ code: "pricing.bad-rules" });
  const of =
    (more: { fees?: readonly Fee[]; tax?: { prices: "added"; classes: TaxClass[] } }) => () =>
      compile({ format: "tillwright.rules/1", currency: "CNY", promotions: [], ...more });

  test("in fees and in taxes", () => {
    expect(of({ fees: [{ kind: "service", id: "f" }] })).toThrow(bad);
    expect(of({ fees: [{ kind: "deposit", id: "f", amount: "1.00", discounted: true }] })).toThrow(
      bad,
    );
    expect(of({ tax: { prices: "added", classes: [{ id: "a" }] } })).toThrow(bad);
    expect(of({ tax: { prices: "added", classes: [{ id: "a", rate: "101%" }] } })).toThrow(bad);
    const parts = ["p", "q", "r"].map((id) => ({ id, rate: "12.345678%", compound: true }));
    expect(of({ tax: { prices: "added", classes: [{ id: "a", parts }] } })).toThrow(bad);
  });
});

describe("what comes back with a basket is refused", () => {
  const run = { count: 1, paid: 1, tax: 0, pointsOffset: 0, points: 0 };
  const back = { returnId: "r", lineId: "l", taxIncluded: true, runs: [run] };
  const issues = (...returns: readonly object[]): readonly string[] => {
    const result = parseBasket({ ...nobody, returns });
    return result.ok ? [] : result.issues.map(({ message }) => message);
  };

  test("twice under one id, without units, with figures that are not whole", () => {
    expect(issues(back)).toEqual([]);
    expect(issues(back, back)).toEqual(['returns[1].returnId: "r" occurs twice']);
    expect(issues({ ...back, runs: [] })).toEqual(["returns[0].runs must have at least 1 entries"]);
    expect(issues({ ...back, runs: [{ ...run, paid: 0.5 }] })).toHaveLength(1);
    expect(issues({ ...back, runs: [{ ...run, count: 0 }] })).toHaveLength(1);
    expect(issues({ ...back, note: "x" })).toEqual(['returns[0] has no field "note"']);
  });
});

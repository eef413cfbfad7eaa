import type { BasketLine, PricedBasket, RulesDocument, TaxTerms } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, price, rules } from "./build.js";

const taxes = (priced: PricedBasket): readonly unknown[] =>
  priced.taxes.map(({ partId, base, amount }) => [partId, base, amount]);
const taxed = (tax: TaxTerms, more: Partial<RulesDocument> = {}): RulesDocument =>
  rules([], { tax, ...more });
const ofClass = (taxId: string, yuan: number, count = 1): BasketLine =>
  line(`${taxId} goods`, yuan, count, { taxId });

describe("prices that contain the tax", () => {
  const dutch: TaxTerms = {
    prices: "included",
    classes: [
      { id: "low", rate: "9%", goods: { category: "food" } },
      { id: "high", rate: "21%" },
    ],
  };

  // Published by the Dutch tax administration as a way to compute: price / 121 × 21, price / 109 × 9.
  test("Netherlands: 121.00 at 21% contains 21.00, 109.00 at 9% contains 9.00, and what is due does not change", () => {
    const bread = line("bread", 109, 1, { categories: ["food"] });
    const priced = price(taxed(dutch, { currency: "EUR" }), {
      ...basket([bread, line("lamp", 121)]),
      currency: "EUR",
    });
    expect(taxes(priced)).toEqual([
      ["low", 10_000, 900],
      ["high", 10_000, 2_100],
    ]);
    expect(priced.totals).toMatchObject({ due: 23_000, tax: 3_000 });
    expect(priced.lines.map(({ tax, taxId }) => [taxId, tax])).toEqual([
      ["low", 900],
      ["high", 2_100],
    ]);
  });

  test("China: 113 at 13%, 109 at 9% and 106 at 6% contain 13, 9 and 6", () => {
    const chinese: TaxTerms = {
      prices: "included",
      classes: ["13%", "9%", "6%"].map((rate) => ({ id: rate, rate })),
    };
    const priced = price(
      taxed(chinese),
      basket([ofClass("13%", 113), ofClass("9%", 109), ofClass("6%", 106)]),
    );
    expect(priced.lines.map(({ tax }) => tax)).toEqual([1_300, 900, 600]);
    expect(priced.totals.due).toBe(32_800);
  });

  test("a line without a class lies outside of the tax", () => {
    const food: TaxTerms = {
      prices: "included",
      classes: [{ id: "low", rate: "9%", goods: { category: "food" } }],
    };
    const priced = price(taxed(food), basket([line("gift card", 100)]));
    expect(priced.taxes).toEqual([]);
    expect(priced.lines[0]?.taxId).toBeUndefined();
  });

  test("a zero rate is shown with its base", () => {
    const zero: TaxTerms = { prices: "included", classes: [{ id: "zero", rate: "0%" }] };
    expect(taxes(price(taxed(zero), basket(lines(5, 7))))).toEqual([["zero", 1_200, 0]]);
  });
});

describe("tax that is added", () => {
  const sales = (rate: string, more: Partial<TaxTerms> = {}): TaxTerms => ({
    prices: "added",
    classes: [{ id: "sales", rate }],
    ...more,
  });
  const usd = (tax: TaxTerms, of: readonly BasketLine[], more = {}): PricedBasket =>
    price(taxed(tax, { currency: "USD" }), { ...basket(of), currency: "USD", ...more });

  test("United States: 8.25% on 100.00 is 8.25, due 108.25", () => {
    const priced = usd(sales("8.25%"), lines(100));
    expect(priced.totals).toMatchObject({ tax: 825, due: 10_825, discount: 0 });
    expect(priced.taxIncluded).toBe(false);
    expect(priced.lines[0]).toMatchObject({ paid: 10_000, tax: 825 });
  });

  test("per order 0.99 + 0.99 + 0.99 at 8.25% is 0.25, per line 0.08 each makes 0.24", () => {
    const three = lines(0.99, 0.99, 0.99);
    expect(usd(sales("8.25%"), three).totals.tax).toBe(25);
    const perLine = usd(sales("8.25%", { rounding: { per: "line" } }), three);
    expect(perLine.totals.tax).toBe(24);
    expect(perLine.lines.map(({ tax }) => tax)).toEqual([8, 8, 8]);
  });

  test("the mode of rounding is the one that is named: 12.5% of 0.20 is 2.5", () => {
    const rounded = (["half-up", "half-even", "up", "down"] as const).map(
      (mode) => usd(sales("12.5%", { rounding: { mode } }), lines(0.2)).totals.tax,
    );
    expect(rounded).toEqual([3, 2, 3, 2]);
  });

  // 6.25% state and 2.25% city on 1.00 are 8.5 cents together, rounded once: 9; the parts share them 6.6 to 2.4.
  test("two taxes on one line are rounded together and share the sum", () => {
    const two: TaxTerms = {
      prices: "added",
      classes: [
        {
          id: "both",
          parts: [
            { id: "state", rate: "6.25%" },
            { id: "city", rate: "2.25%" },
          ],
        },
      ],
    };
    expect(taxes(usd(two, lines(1)))).toEqual([
      ["state", 100, 7],
      ["city", 100, 2],
    ]);
  });

  // Quebec until 2012: 5% GST, then 9.5% QST on the price with GST. 100.00 -> 5.00 + 9.975 = 14.975, rounded 14.98.
  test("a compound tax lies on the one before it: 5% and then 9.5% on 100.00 make 14.98", () => {
    const quebec: TaxTerms = {
      prices: "added",
      classes: [
        {
          id: "goods",
          parts: [
            { id: "gst", rate: "5%" },
            { id: "qst", rate: "9.5%", compound: true },
          ],
        },
      ],
    };
    expect(taxes(usd(quebec, lines(100)))).toEqual([
      ["gst", 10_000, 500],
      ["qst", 10_500, 998],
    ]);
  });
});

describe("discounts and tax", () => {
  const vat: TaxTerms = { prices: "included", classes: [{ id: "vat", rate: "21%" }] };

  test("a 100% discount leaves no tax", () => {
    const free = rules([{ kind: "percent-off", id: "free", off: "100%" }], { tax: vat });
    const priced = price(free, basket(lines(19, 19.03)));
    expect(priced.totals).toMatchObject({ tax: 0, due: 0 });
    expect(priced.lines.flatMap(({ runs }) => runs.map(({ tax }) => tax))).toEqual([0, 0]);
  });

  test("what the brand pays of a discount stays in the taxed amount, unless the rules say otherwise", () => {
    const coupon = (more: Partial<TaxTerms> = {}): RulesDocument =>
      rules([{ kind: "amount-off", id: "brand", off: "21.00", fundedBy: "brand" }], {
        tax: { ...vat, ...more },
      });
    expect(price(coupon(), basket(lines(121))).totals).toMatchObject({ due: 10_000, tax: 2_100 });
    const lowered = price(coupon({ fundedDiscountsLowerIt: "yes" }), basket(lines(121)));
    expect(lowered.totals).toMatchObject({ due: 10_000, tax: 1_736 });
  });

  test("the shop's own discount lowers it", () => {
    const own = rules([{ kind: "amount-off", id: "own", off: "21.00" }], { tax: vat });
    expect(price(own, basket(lines(121))).totals).toMatchObject({ due: 10_000, tax: 1_736 });
  });
});

describe("who is exempt", () => {
  const diplomat = { member: member({ tags: ["diplomat"] }) };
  const exempt = (prices: "included" | "added", pays?: "net" | "same"): TaxTerms => ({
    prices,
    classes: [{ id: "vat", rate: "21%" }],
    exempt: { when: { memberTag: "diplomat" }, ...(pays === undefined ? {} : { pays }) },
  });

  test("pays the price without the tax that was in it: 121.00 -> 100.00", () => {
    const priced = price(taxed(exempt("included")), basket(lines(121), diplomat));
    expect(priced.totals).toMatchObject({ due: 10_000, tax: 0, discount: 2_100 });
    expect(priced.lines[0]?.adjustments).toEqual([
      { promotionId: "tax-exempt", lane: "tax", amount: 2_100, fundedBy: "shop" },
    ]);
    expect(taxes(priced)).toEqual([["vat", 10_000, 0]]);
  });

  test("or the same price with no tax in it, where the rules say so", () => {
    const priced = price(taxed(exempt("included", "same")), basket(lines(121), diplomat));
    expect(priced.totals).toMatchObject({ due: 12_100, tax: 0 });
    expect(taxes(priced)).toEqual([["vat", 12_100, 0]]);
  });

  test("has nothing added, and others pay as ever", () => {
    const added = taxed(exempt("added"));
    expect(price(added, basket(lines(100), diplomat)).totals.due).toBe(10_000);
    expect(price(added, basket(lines(100), { member: member() })).totals.due).toBe(12_100);
  });
});

test("a line that names a class which is not there is misuse", () => {
  const one = taxed({ prices: "included", classes: [{ id: "a", rate: "1%" }] });
  expect(() => compile(one).price(basket([ofClass("b", 1)]))).toThrow(
    expect.objectContaining({ code: "pricing.bad-basket" }),
  );
});

test("tax of three equal pieces is pinned to each: 10.00 at 21% contains 1.74", () => {
  const terms: TaxTerms = { prices: "included", classes: [{ id: "vat", rate: "21%" }] };
  const of = basket([line("pen", 3.3333, 3)]);
  const priced = price(taxed(terms), of);
  expect(priced.lines[0]?.runs.map(({ count, paid, tax }) => [count, paid, tax])).toEqual([
    [1, 334, 58],
    [2, 333, 58],
  ]);
  expect(verify(of, taxed(terms), priced)).toEqual([]);
});

import type { BasketLine, Promotion, TaxTerms } from "@tillwright/pricing-engine";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";

// What others than the shop pay of a discount is taxed as if the customer had paid it.

const vat: TaxTerms = { prices: "included", classes: [{ id: "vat", rate: "21%" }] };
/** A tax of the whole price beside it, so that every fen of the taxed amount shows. */
const whole: TaxTerms = { prices: "added", classes: [{ id: "all", rate: "100%" }] };
const off = (amount: string, fundedBy: Promotion["fundedBy"]): Promotion => ({
  kind: "threshold",
  id: "off",
  amount: "0.00",
  off: amount,
  ...(fundedBy === undefined ? {} : { fundedBy }),
});

describe("a discount that several pay for", () => {
  // Of 21.00 off the brand pays 12.60, so 112.60 of 121.00 is taxed: 11,260 × 21 / 121 = 1,954.2.
  test("is taxed for the part that is not the shop's: 60% of 21.00 leave 19.54 of tax in 121.00", () => {
    const shared = off("21.00", { brand: "60%", shop: "40%" });
    const priced = price(rules([shared], { tax: vat }), basket([line("lamp", 121)]));
    expect(priced.totals).toMatchObject({ due: 10_000, tax: 1_954 });
  });

  test("is taxed as a whole when two others pay for it, and not at all when the shop does", () => {
    const tax = (fundedBy: Promotion["fundedBy"]): number =>
      price(rules([off("21.00", fundedBy)], { tax: vat }), basket([line("lamp", 121)])).totals.tax;
    expect(tax({ brand: "60%", platform: "40%" })).toBe(2_100);
    expect(tax({ shop: "100%" })).toBe(1_736);
    expect(tax("shop")).toBe(1_736);
  });

  // 70% of 4 fen are 3 when they are rounded once; 1 and 1 when each line's 2 fen are rounded by themselves.
  test("who pays for the odd fen does not depend on how the pieces stand in lines", () => {
    const document = rules([off("0.04", { brand: "70%", shop: "30%" })], { tax: whole });
    const pieces = (lineId: string, count: number): BasketLine =>
      line("tea", 10, count, { lineId });
    for (const lines of [[pieces("a", 2)], [pieces("a", 1), pieces("b", 1)]]) {
      const of = basket(lines);
      const priced = price(document, of);
      expect(priced.totals.tax).toBe(1_996 + 3);
      expect(verify(of, document, priced)).toEqual([]);
    }
  });

  test("beside one that the shop pays alone and one that the brand pays alone", () => {
    const promotions: readonly Promotion[] = [
      { ...off("1.00", { brand: "50%", shop: "50%" }), id: "both" },
      { ...off("2.00", "shop"), id: "own" },
      { ...off("4.00", "brand"), id: "theirs" },
    ];
    const priced = price(rules(promotions, { tax: whole }), basket([line("tea", 10)]));
    expect(priced.totals.tax).toBe(1_000 - 700 + 50 + 400);
  });
});

describe("the tax of the pieces of a line", () => {
  const tax = (lines: readonly BasketLine[], promotion: Promotion, more = {}) =>
    price(rules([promotion], { tax: whole }), basket(lines, more)).lines[0]?.runs.map((run) => [
      run.count,
      run.paid,
      run.tax,
    ]);
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%", fundedBy: "brand" };

  test("第二件半价 that the brand pays: both pieces have the tax of the full price", () => {
    expect(tax([line("tea", 10, 2)], half)).toEqual([
      [1, 1_000, 1_000],
      [1, 500, 1_000],
    ]);
  });

  test("that the shop pays: the cheaper piece has less tax", () => {
    expect(tax([line("tea", 10, 2)], { ...half, fundedBy: "shop" })).toEqual([
      [1, 1_000, 1_000],
      [1, 500, 500],
    ]);
  });

  // Two pieces at 8.00 had 2.00 off each, one at 5.00 had 5.00 off: 9.00 in all, and every piece is taxed for 10.00.
  test("a run of several pieces carries what others pay for each of them", () => {
    const rates: Promotion = {
      kind: "nth-item",
      id: "rates",
      rates: ["80%", "80%", "50%"],
      fundedBy: "brand",
    };
    expect(tax([line("tea", 10, 3)], rates)).toEqual([
      [2, 800, 1_000],
      [1, 500, 1_000],
    ]);
  });

  test("points lower the tax of the pieces that they pay, and are no discount by others", () => {
    const points = {
      balance: 750,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    // 15.00 is owed, 7.50 of it paid by points: half of each piece. The brand's 5.00 lie on the second piece alone.
    expect(tax([line("tea", 10, 2)], half, { points })).toEqual([
      [1, 500, 500],
      [1, 250, 750],
    ]);
  });
});

describe("who is exempt", () => {
  test("is told of no tax that was taken off goods at a rate of nothing", () => {
    const terms: TaxTerms = {
      prices: "included",
      classes: [{ id: "zero", rate: "0%" }],
      exempt: { when: { channel: "till" } },
    };
    const priced = price(rules([], { tax: terms }), basket([line("book", 12)]));
    expect(priced.lines[0]?.adjustments).toEqual([]);
    expect(priced.lines[0]?.paid).toBe(1_200);
  });
});

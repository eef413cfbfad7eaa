import type { Fee, Promotion, TaxTerms } from "@tillwright/pricing-engine";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, price, rules } from "./build.js";

const service: Fee = { kind: "service", id: "service", rate: "10%" };
const goods = [line("tea", 80), line("pen", 20)];
const added: TaxTerms = { prices: "added", classes: [{ id: "a", rate: "9%" }] };

/** What each line bears of the first fee, by line. */
function shares(fee: Fee, more: { tax?: TaxTerms; promotions?: readonly Promotion[] }) {
  const { fees } = price(rules([], { fees: [fee], ...more }), basket(goods));
  return [...(fees[0]?.shares ?? [])]
    .sort((a, b) => (a.lineId < b.lineId ? -1 : 1))
    .map(({ lineId, paid, tax: own }) => [lineId, paid, own]);
}

describe("what each line bears of a fee", () => {
  test("10% of 80.00 and of 20.00 are 8.00 and 2.00, and the tax of the fee lies on them alike", () => {
    expect(shares(service, { tax: added })).toEqual([
      ["pen", 200, 18],
      ["tea", 800, 72],
    ]);
  });

  test("a rate of what is left lies on what is left of each line, one of the prices before on those", () => {
    const half: Promotion = { kind: "percent-off", id: "h", off: "50%", goods: { product: "pen" } };
    const promotions = [half];
    expect(shares(service, { promotions })).toEqual([
      ["pen", 100, 0],
      ["tea", 800, 0],
    ]);
    expect(shares({ ...service, of: "deal" }, { promotions })).toEqual([
      ["pen", 200, 0],
      ["tea", 800, 0],
    ]);
  });

  test("an exempt customer's fee is shared as it is paid, without its tax", () => {
    const exempt: TaxTerms = {
      prices: "included",
      classes: [{ id: "a", rate: "25%" }],
      exempt: { when: { channel: "till" } },
    };
    // 8.00 and 2.00 contain 1.60 and 0.40.
    expect(shares(service, { tax: exempt })).toEqual([
      ["pen", 160, 0],
      ["tea", 640, 0],
    ]);
  });
});

test("who pays for the discount of a fee is told by their shares: 60% and 40% of 4.00", () => {
  const half: Promotion = {
    kind: "percent-off",
    id: "half",
    lane: "coupon",
    pay: "50%",
    goods: { product: "ride" },
    fundedBy: { brand: "60%", shop: "40%" },
  };
  const ride: Fee = { kind: "delivery", id: "ride", amount: "8.00", discounted: true };
  const document = rules([half], { fees: [ride] });
  const of = basket(goods);
  const priced = price(document, of);
  expect(priced.fees[0]?.adjustments.map(({ fundedBy, amount }) => [fundedBy, amount])).toEqual([
    ["brand", 240],
    ["shop", 160],
  ]);
  expect(verify(of, document, priced)).toEqual([]);
});

test("an odd cent is paid by the first of equal funders by name, and the largest stands for all", () => {
  const funded = (fundedBy: Promotion["fundedBy"] & object) => {
    const cent: Promotion = { kind: "threshold", id: "c", amount: "1.00", off: "0.01", fundedBy };
    const { applied, lines } = price(rules([cent]), basket([line("tea", 80)]));
    return [applied[0]?.fundedBy, lines[0]?.adjustments.map((one) => [one.fundedBy, one.amount])];
  };
  expect(funded({ mill: "50%", brand: "50%" })).toEqual(["brand", [["brand", 1]]]);
  expect(funded({ brand: "50%", mill: "50%" })).toEqual(["brand", [["brand", 1]]]);
  expect(funded({ brand: "40%", mill: "60%" })).toEqual(["mill", [["mill", 1]]]);
  expect(funded({ mill: "60%", brand: "40%" })).toEqual(["mill", [["mill", 1]]]);
});

describe("a basket that leaves the safe integers only with its charges", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const gold = line("gold", 0, 1, { price: { amount: most } });
  const bag: Fee = { kind: "packaging", id: "bag", amount: "1.00" };

  test("by a fee that is itself beyond them is refused, and the fee named", () => {
    const dear: Fee = { kind: "packaging", id: "vault", perPiece: "90000000000000.00" };
    expect(() => price(rules([], { fees: [dear] }), basket([line("nut", 0.01, 2)]))).toThrow(
      expect.objectContaining({
        code: "pricing.out-of-range",
        message:
          "price: the fee vault comes to 18000000000000000 minor units and leaves the safe integers",
        facts: { feeId: "vault", amount: "18000000000000000" },
      }),
    );
  });

  const came = (paid: number) => ({
    returns: [
      {
        returnId: "r",
        lineId: "hat",
        taxIncluded: true,
        runs: [{ count: 1, paid, tax: 0, pointsOffset: 0, points: 0 }],
      },
    ],
  });

  test("by a fee is refused, and named", () => {
    expect(() => price(rules([], { fees: [bag] }), basket([gold]))).toThrow(
      expect.objectContaining({
        code: "pricing.out-of-range",
        message: `price: with fees, tax and returns the basket comes to ${most + 100} minor units and leaves the safe integers`,
        facts: { amount: String(most + 100) },
      }),
    );
  });

  test("is refused although what came back makes little of what is due", () => {
    const of = basket([gold], came(most - 10));
    expect(price(rules([]), of).totals.due).toBe(10);
    expect(() => price(rules([], { fees: [bag] }), of)).toThrow(
      expect.objectContaining({ code: "pricing.out-of-range" }),
    );
  });

  test("by a tax is refused", () => {
    expect(() => price(rules([], { tax: added }), basket([gold]))).toThrow(
      expect.objectContaining({ code: "pricing.out-of-range" }),
    );
  });
});

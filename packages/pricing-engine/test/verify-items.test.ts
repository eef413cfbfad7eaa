import type { PricedBasket, Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { describe, expect, test } from "vitest";
import { basket, line, lines, orderBeforeItems, rules } from "./build.js";
import { accusations, takingMore, withAt } from "./forged.js";

const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
const off: Promotion = { kind: "threshold", id: "off", amount: "0.00", off: "2.00" };
const four = basket(lines(10, 8, 6, 4));

/** What is found wrong in what one document makes of a basket, by another. */
function judged(made: RulesDocument, claimed: RulesDocument, of = four): readonly string[] {
  return accusations(claimed, of, compile(made).price(of));
}

function withBound(priced: PricedBasket, upperBound: number): PricedBasket {
  return withAt(priced, "certificate.upperBound", upperBound);
}

describe("blocks", () => {
  test("that are not whole, and more than are allowed, are told with their units", () => {
    const pairs = rules([half]);
    expect(judged(pairs, rules([{ ...half, nth: 3 }]))).toContain(
      "pricing.wrong-units | half: 4 units are no blocks of 3",
    );
    expect(judged(pairs, rules([{ ...half, atMost: 1 }]))).toContain(
      "pricing.wrong-units | half: 2 blocks, at most 1 are allowed",
    );
  });

  test("of goods added at a price are as many as the basket gives a right to, and no more than the terms allow", () => {
    const towels = (more: object): RulesDocument =>
      rules([
        {
          kind: "add-on-price",
          id: "towel",
          amount: "50.00",
          every: true,
          goods: { product: "pan" },
          addOn: { product: "towel" },
          price: "5.00",
          ...more,
        },
      ]);
    const pans = basket([line("pan", 120), line("towel", 12, 3)]);
    expect(judged(towels({}), towels({}), pans)).toEqual([]);
    expect(judged(towels({}), towels({ atMost: 1 }), pans)).toEqual([
      "pricing.wrong-units | towel: 2 blocks, at most 1 are allowed",
    ]);
    expect(judged(towels({ atMost: 1 }), towels({ atMost: 3 }), pans)).toEqual([]);
    expect(judged(towels({}), towels({ every: false }), pans)).toEqual([
      "pricing.wrong-units | towel: 2 blocks, at most 1 are allowed",
    ]);
  });
});

describe("what the units taken save", () => {
  const document = rules([half]);
  const priced = compile(document).price(four);

  test("4.00 of 10, 8, 6 and 4 at half price for every second", () => {
    expect(priced.applied[0]?.amount).toBe(600);
    expect(accusations(document, four, priced)).toEqual([]);
  });

  test("more by the fen that rounding cannot explain, though the bound was raised with it", () => {
    expect(
      accusations(document, four, withBound(takingMore(priced, "half", 3, { line: 1 }), 603)),
    ).toEqual([
      "pricing.wrong-discount | half: took 603, its terms give 600",
      "pricing.wrong-bound | : 603, the units taken make 600",
    ]);
  });

  test("half a fen for each goods that the promotion touched, and not for those it left alone", () => {
    const narrow = rules([{ ...half, goods: { product: "p1" } }]);
    const two = basket([
      line("p1", 10, 2),
      ...lines(9, 8, 7).map((one) => ({
        ...one,
        lineId: `x${one.lineId}`,
        productId: `x${one.productId}`,
      })),
    ]);
    const right = compile(narrow).price(two);
    expect(accusations(narrow, two, takingMore(right, "half", 1, { run: 1 }))).toEqual([
      "pricing.wrong-discount | half: took 501, its terms give 500",
    ]);
  });

  test("less by more than rounding, where the combination is called proven", () => {
    const less = takingMore(priced, "half", -5, { line: 1 });
    expect(accusations(document, four, less)).toEqual([
      "pricing.wrong-discount | half: took 595, its terms give 600",
    ]);
    expect(accusations(document, four, takingMore(priced, "half", -3, { line: 1 }))).toEqual([]);
    const open = { ...less.certificate, optimal: false, gap: 5 };
    expect(accusations(document, four, { ...less, certificate: open })).toEqual([]);
  });

  test("is looked at wherever the document names the lane second", () => {
    const lanes = [
      "unit-price",
      "item",
      "coupon",
      "order",
      "manual",
      "points",
      "fee",
      "tax",
    ] as const;
    const named = rules([half], { lanes });
    const found = accusations(
      named,
      four,
      withBound(takingMore(compile(named).price(four), "half", 3, { line: 1 }), 603),
    );
    expect(found).toEqual([
      "pricing.wrong-discount | half: took 603, its terms give 600",
      "pricing.wrong-bound | : 603, the units taken make 600",
    ]);
  });

  test("is not known where another lane came before", () => {
    const late = rules([off, half], { lanes: orderBeforeItems });
    expect(judged(late, late)).toEqual([]);
    const pens = rules([off, { ...half, goods: { product: "pen" } }], { lanes: orderBeforeItems });
    expect(accusations(pens, four, withBound(compile(pens).price(four), 1))).toEqual([
      "pricing.wrong-bound | : 1, the units taken make 0",
    ]);
  });
});

describe("the bound", () => {
  const document = rules([half]);
  const priced = compile(document).price(four);

  test("that is not proven lies no lower than what was given, but for half a fen for each goods", () => {
    const open = (upperBound: number): readonly string[] =>
      accusations(document, four, {
        ...priced,
        certificate: { ...priced.certificate, optimal: false, gap: 1, upperBound },
      });
    expect(open(598)).toEqual([]);
    expect(open(597)).toEqual(["pricing.wrong-bound | : 600 was given above 597"]);
  });

  test("counts what all item promotions gave", () => {
    const both = rules([half, { ...half, id: "again", goods: { product: "pen" } }]);
    const of = basket([...four.lines, line("pen", 3, 2)]);
    const right = compile(both).price(of);
    const certificate = { ...right.certificate, optimal: false, gap: 1, upperBound: 700 };
    const given = right.applied.reduce((sum, { amount }) => sum + amount, 0);
    expect(given).toBe(750);
    expect(accusations(both, of, { ...right, certificate })).toEqual([
      `pricing.wrong-bound | : ${given} was given above 700`,
    ]);
  });

  test("of another objective says something else than what the units save", () => {
    const fifth: Promotion = { kind: "percent-off", id: "fifth", pay: "80%" };
    const tenth: Promotion = { kind: "percent-off", id: "tenth", pay: "90%", priority: 1 };
    for (const objective of ["merchant-priority", "least-cost"] as const) {
      const other = rules([fifth, tenth], { objective });
      expect(judged(other, other)).toEqual([]);
      const right = compile(other).price(four);
      expect(accusations(other, four, withBound(right, right.certificate.upperBound + 1))).toEqual(
        [],
      );
    }
  });

  test("is not held to the fen where floors hold something back, of the document or of one promotion", () => {
    const floor = { price: "5.00" };
    const ofAll = rules([half], { floors: [floor] });
    const ofOne = rules([{ ...half, floor: floor }, off]);
    expect(compile(ofAll).price(four).applied[0]?.amount).toBe(300);
    expect([judged(ofAll, ofAll), judged(ofOne, ofOne)]).toEqual([[], []]);
    const raised = withBound(compile(ofAll).price(four), 700);
    expect(accusations(ofAll, four, raised)).toEqual([]);
  });

  test("is held to the fen beside a promotion of two pools that took nothing", () => {
    const pools: Promotion = {
      kind: "buy-n-get-m",
      id: "pools",
      buy: 1,
      get: 1,
      goods: { product: "soap" },
      getGoods: { product: "comb" },
    };
    const two = rules([half, pools]);
    expect(judged(two, two)).toEqual([]);
    expect(accusations(two, four, withBound(compile(two).price(four), 601))).toEqual([
      "pricing.wrong-bound | : 601, the units taken make 600",
    ]);
  });
});

describe("two pools", () => {
  const pools = (pay: string): RulesDocument =>
    rules([
      {
        kind: "buy-n-get-m",
        id: "pools",
        buy: 2,
        get: 1,
        pay,
        goods: { product: "soap" },
        getGoods: { product: "comb" },
      },
    ]);
  const cheap = basket([line("soap", 30, 4), line("comb", 8, 2)]);
  const dear = basket([line("soap", 5, 4), line("comb", 30, 2)]);

  test("two rounds, whether what comes with them is cheaper or dearer", () => {
    expect(judged(pools("0%"), pools("0%"), cheap)).toEqual([]);
    expect(judged(pools("0%"), pools("0%"), dear)).toEqual([]);
  });

  // 90% off two combs are 54.00. At 80% off the two dearest pieces save 48.00 at the most, whoever stood in which pool.
  test("more than the dearest pieces can save is wrong", () => {
    expect(judged(pools("10%"), pools("20%"), dear)).toEqual([
      "pricing.wrong-discount | pools: took 5400, its terms give 4800",
    ]);
  });
});

test("blocks that begin in the middle of equal pieces: 30, then five of 10 at 100%, 80% and 50%", () => {
  const document = rules([
    { kind: "nth-item", id: "r", rates: ["100%", "80%", "50%"], repeat: true },
  ]);
  const of = basket([line("a", 30), line("b", 10, 5)]);
  const priced = compile(document).price(of);
  // 30 and two tens save 2.00 and 5.00, three tens the same.
  expect(priced.applied[0]?.amount).toBe(1_400);
  expect(accusations(document, of, priced)).toEqual([]);
  expect(accusations(document, of, withBound(priced, 1_401))).toEqual([
    "pricing.wrong-bound | : 1401, the units taken make 1400",
  ]);
});

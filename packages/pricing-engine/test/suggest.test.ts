import type { Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { suggest, suggestEn, suggestZhCN } from "@tillwright/pricing-engine/suggest";
import { baskets, ruleSets } from "@tillwright/pricing-engine/testing";
import { catalogueIssues, renderReason } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";
import { runs } from "./runs.js";

const off: Promotion = {
  kind: "threshold",
  id: "m",
  name: "满200减30",
  amount: "200.00",
  off: "30.00",
};

function english(reason: Parameters<typeof renderReason>[1]): string {
  return renderReason(suggestEn, reason, { language: "en", currency: "CNY" });
}

describe("凑单", () => {
  test("189 is 11 short of 满200减30: goods for 11 make it 170, 19 less than now", () => {
    const { suggestions, complete } = suggest(compile(rules([off])), basket(lines(189)));
    const [first] = suggestions;
    expect(first).toMatchObject({
      kind: "amount",
      value: 1100,
      dueBefore: 18_900,
      dueAfter: 17_000,
      cost: -1900,
      benefit: 3000,
      promotions: [{ promotionId: "m", more: 3000 }],
    });
    expect(first === undefined ? "" : english(first.reason)).toBe(
      "Add goods for ¥11.00 to get 满200减30 and pay ¥19.00 less than now",
    );
    expect(complete).toBe(true);
  });

  test("150 is 50 short: it costs 20 more and saves 30", () => {
    const [first] = suggest(compile(rules([off])), basket(lines(150))).suggestions;
    expect(first).toMatchObject({ cost: 2000, benefit: 3000 });
    expect(first === undefined ? "" : english(first.reason)).toBe(
      "Add goods for ¥50.00 to get 满200减30: ¥20.00 more, ¥30.00 saved",
    );
  });

  test("where members pay 90 %, goods have to be worth more than what is missing", () => {
    const rate: Promotion = { kind: "member-rate", id: "r", pay: "90%" };
    const of = basket(lines(200), { member: member() });
    const { suggestions } = suggest(compile(rules([off, rate])), of);
    // 180 is 20 short; 22.22 × 0.9 = 19.998 rounds to 20.00.
    expect(suggestions.find(({ kind }) => kind === "amount")).toMatchObject({ value: 2222 });
  });

  test("when nothing is missing nothing is suggested", () => {
    expect(suggest(compile(rules([off])), basket(lines(200, 1))).suggestions).toEqual([]);
  });
});

describe("goods", () => {
  test("第二件半价: one more of what is in the basket", () => {
    const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
    const { suggestions } = suggest(compile(rules([half])), basket([line("cake", 10)]));
    expect(suggestions[0]).toMatchObject({ kind: "goods", cost: 500, benefit: 500, value: 1000 });
    expect(suggestions.map(({ reason }) => english(reason))[0]).toBe(
      "Add 1 piece (cake) for ¥5.00 more and save ¥5.00",
    );
  });

  test("A 18 + B 8 for 22: B costs 4 beside A, and two different goods complete a set of three", () => {
    const parts = ["A", "B"].map((product) => ({ goods: { product }, pieces: 1 }));
    const set: Promotion = { kind: "bundle", id: "s", price: "22.00", parts };
    const candidates = [line("B", 8), line("C", 5)];
    const one = suggest(compile(rules([set])), basket([line("A", 18)]), { candidates });
    expect(one.suggestions).toHaveLength(1);
    expect(one.suggestions[0]).toMatchObject({ cost: 400, benefit: 400 });
    const three: Promotion = {
      ...set,
      price: "22.00",
      parts: [...parts, { goods: { product: "C" }, pieces: 1 }],
    };
    const two = suggest(compile(rules([three])), basket([line("A", 18)]), { candidates });
    expect(two.suggestions[0]?.add.map(({ productId }) => productId)).toEqual(["B", "C"]);
    expect(two.suggestions[0]).toMatchObject({ cost: 400, benefit: 900 });
  });

  test("more pieces are not suggested when fewer save the same", () => {
    const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%", atMost: 1 };
    const { suggestions } = suggest(compile(rules([half])), basket([line("cake", 10)]));
    expect(suggestions).toHaveLength(1);
  });
});

test("the budget bounds the work, and the answer says so", () => {
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
  const candidates = Array.from({ length: 50 }, (_, i) => line(`c${i}`, 10 + i));
  const engine = compile(rules([half]));
  const hurried = suggest(engine, basket([line("cake", 10)]), { candidates, budget: 100 });
  expect(hurried.complete).toBe(false);
  expect(hurried.pricings).toBe(100);
  const patient = suggest(engine, basket([line("cake", 10)]), { candidates, budget: 5000 });
  expect(patient.complete).toBe(true);
  expect(patient.suggestions.length).toBeLessThanOrEqual(5);
});

test("every figure is that of the changed basket as it is priced", () => {
  fc.assert(
    fc.property(ruleSets({ maxPromotions: 4 }), baskets({ maxLines: 3 }), (document, of) => {
      const engine = compile(document);
      const plain = { ...of, points: null };
      const before = engine.price(plain);
      const { suggestions } = suggest(engine, of, { budget: 200, atMostPieces: 2 });
      for (const { add, cost, benefit, dueBefore, dueAfter } of suggestions) {
        const after = engine.price({ ...plain, lines: [...plain.lines, ...add] });
        expect(dueBefore).toBe(before.totals.due);
        expect(dueAfter).toBe(after.totals.due);
        expect(cost).toBe(dueAfter - dueBefore);
        expect(benefit).toBeGreaterThan(0);
      }
    }),
    { numRuns: Math.min(runs.numRuns, 2000) },
  );
});

test("the sentences are the same in both languages", () => {
  expect(catalogueIssues(suggestZhCN, suggestEn)).toEqual([]);
});

describe("what is looked at", () => {
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
  const third: Promotion = { kind: "nth-item", id: "third", nth: 4, pay: "0%" };

  test("up to three pieces, or as many as are asked for", () => {
    const cake = basket([line("cake", 10)]);
    const pieces = (atMostPieces?: number) =>
      suggest(
        compile(rules([third])),
        cake,
        atMostPieces === undefined ? {} : { atMostPieces },
      ).suggestions.map(({ add }) => add[0]?.quantity);
    expect(pieces()).toEqual([{ kind: "pieces", count: 3 }]);
    expect(pieces(2)).toEqual([]);
  });

  test("a candidate that is in the basket already is tried once; what is weighed is not", () => {
    const cake = line("cake", 10, 1, { offered: { x: 1 }, listPrices: { club: 1 } });
    const rice = line("rice", 0, 1, {
      quantity: { kind: "measure", amount: 500, unit: "g" },
      price: { unit: { micros: 9_000_000, per: 1000, unit: "g" } },
    });
    const label = line("fish", 0, 1, { price: { amount: 1_000 } });
    const of = basket([cake, rice, label]);
    const { suggestions } = suggest(compile(rules([half])), of, {
      candidates: [line("cake", 10, 3)],
    });
    expect(suggestions.length).toBeGreaterThan(0);
    for (const { add } of suggestions) {
      const [one] = add;
      const count = one?.quantity.kind === "pieces" ? one.quantity.count : 0;
      expect(add).toEqual([{ ...line("cake", 10, count), lineId: "suggested 1" }]);
    }
  });

  test("the five that cost least, or as many as are asked for; then what saves most", () => {
    const candidates = [9, 3, 7, 5, 1, 8].map((yuan) => line(`c${yuan}`, yuan));
    const engine = compile(rules([half]));
    const ids = (limit?: number) =>
      suggest(engine, basket([line("cake", 10)]), {
        candidates,
        atMostPieces: 1,
        ...(limit === undefined ? {} : { limit }),
      }).suggestions.map(({ cost }) => cost);
    expect(ids()).toHaveLength(5);
    expect(ids(2)).toEqual(ids().slice(0, 2));
    expect(ids()).toEqual([...ids()].sort((a, b) => a - b));
  });
});

describe("what is saved", () => {
  test("the value of a gift counts, and a fee that comes with the goods counts against", () => {
    const gift: Promotion = {
      kind: "gift",
      id: "g",
      amount: "20.00",
      gifts: [{ product: "mug", value: "12.00" }],
    };
    const cake = basket([line("cake", 10)]);
    const [one] = suggest(compile(rules([gift])), cake, { atMostPieces: 1 }).suggestions;
    expect(one).toMatchObject({
      cost: 1_000,
      benefit: 1_200,
      promotions: [{ promotionId: "g", more: 1_200 }],
    });
    const packed = rules([gift], {
      fees: [{ kind: "packaging", id: "box", perPiece: "5.00" }],
    });
    const [dearer] = suggest(compile(packed), cake, { atMostPieces: 1 }).suggestions;
    expect(dearer).toMatchObject({ cost: 1_500, benefit: 700 });
    const dear = rules([gift], { fees: [{ kind: "packaging", id: "box", perPiece: "12.00" }] });
    expect(suggest(compile(dear), cake, { atMostPieces: 1 }).suggestions).toEqual([]);
  });

  test("more pieces may cost less than now", () => {
    const set: Promotion = { kind: "pick-m-for-price", id: "p", pieces: 3, price: "15.00" };
    const [one] = suggest(compile(rules([set])), basket([line("cake", 10, 2)])).suggestions;
    expect(one).toMatchObject({ cost: -500, value: 1_000, benefit: 1_500 });
    expect(one?.reason).toEqual({
      code: "pricing.suggest.goods-cheaper",
      facts: { pieces: 1, products: ["cake"], less: 500 },
    });
  });

  test("满折 waits for an amount too, and the goods are those that it takes", () => {
    const rate: Promotion = {
      kind: "threshold-rate",
      id: "r",
      name: "满100打9折",
      amount: "100.00",
      pay: "90%",
      goods: { tag: "tea" },
    };
    const of = basket([line("green", 80, 1, { tags: ["tea"] }), line("pen", 50)]);
    const [one] = suggest(compile(rules([rate])), of).suggestions;
    expect(one).toMatchObject({ kind: "amount", value: 2_000, cost: 1_000, benefit: 1_000 });
    expect(one?.add).toMatchObject([{ lineId: "suggested goods", tags: ["tea"] }]);
    expect(one?.reason).toEqual({
      code: "pricing.suggest.amount",
      facts: { name: "满100打9折", amount: 2_000, cost: 1_000, benefit: 1_000 },
    });
  });

  test("nobody is told to buy more than four times what is missing", () => {
    const tenth: Promotion = { kind: "member-rate", id: "r", pay: "10%" };
    const of = basket(lines(1_900), { member: member() });
    const found = suggest(compile(rules([off, tenth])), of).suggestions;
    expect(found.filter(({ kind }) => kind === "amount")).toEqual([]);
    const third: Promotion = { ...tenth, pay: "30%" };
    const near = basket(lines(633), { member: member() });
    // 189.90 are paid: 10.10 are missing, and 33.67 × 0.3 are 10.10.
    const [one] = suggest(compile(rules([off, third])), near).suggestions;
    expect(one).toMatchObject({ kind: "amount", value: 3_365 });
  });

  test("points change nothing", () => {
    const points = {
      balance: 100_000,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    const engine = compile(rules([off]));
    expect(suggest(engine, basket(lines(189), { points }))).toEqual(
      suggest(engine, basket(lines(189))),
    );
  });

  test("amounts at the end of what is safe are no suggestion and no error", () => {
    const amount = Number.MAX_SAFE_INTEGER - 500;
    const huge = basket([line("gold", 1, 1, { price: { amount } })]);
    const found = suggest(compile(rules([off])), huge, { candidates: [line("cake", 10)] });
    expect(found).toMatchObject({ suggestions: [], complete: true });
    expect(found.pricings).toBeGreaterThan(0);
  });
});

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

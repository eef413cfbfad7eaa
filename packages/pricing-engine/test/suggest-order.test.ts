import type { PricingExtension, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type SuggestOptions, suggest } from "@tillwright/pricing-engine/suggest";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";

const products = (promotions: readonly Promotion[], options: SuggestOptions, of = basket([])) =>
  suggest(compile(rules(promotions)), of, {
    pairs: false,
    atMostPieces: 1,
    ...options,
  }).suggestions.map(({ add }) => add.map(({ productId }) => productId).join("+"));

describe("suggestions stand in an order that never changes", () => {
  const five = (product: string, price = "5.00"): Promotion => ({
    kind: "fixed-price",
    id: product,
    price,
    goods: { product },
  });

  test("what costs least comes first", () => {
    const dear = five("dear", "6.00");
    expect(
      products([dear, five("tea")], { candidates: [line("dear", 20), line("tea", 6)] }),
    ).toEqual(["tea", "dear"]);
  });

  test("of equal cost what saves most", () => {
    const candidates = [line("small", 8), line("large", 10)];
    expect(products([five("small"), five("large")], { candidates })).toEqual(["large", "small"]);
  });

  test("of equal cost and saving what is worth less: 10.00 for 5.00, and 5.00 with a gift for 5.00", () => {
    const gift: Promotion = {
      kind: "gift",
      id: "gift",
      amount: "5.00",
      goods: { product: "plain" },
      gifts: [{ product: "cup", value: "5.00" }],
    };
    const candidates = [line("half", 10), line("plain", 5)];
    expect(products([five("half"), gift], { candidates })).toEqual(["plain", "half"]);
  });

  test("and else by what they are", () => {
    const candidates = [line("c", 10), line("a", 10), line("b", 10)];
    const all = [five("a"), five("b"), five("c")];
    expect(products(all, { candidates })).toEqual(["a", "b", "c"]);
    expect(products(all, { candidates, limit: 2 })).toEqual(["a", "b"]);
  });
});

describe("what costs nothing is said to cost nothing, not less than before", () => {
  test("an amount: 170.00 is 30.00 short of 满200减30", () => {
    const off: Promotion = { kind: "threshold", id: "m", amount: "200.00", off: "30.00" };
    const [first] = suggest(compile(rules([off])), basket(lines(170))).suggestions;
    expect(first).toMatchObject({ cost: 0, benefit: 3_000 });
    expect(first?.reason).toEqual({
      code: "pricing.suggest.amount",
      facts: { name: "m", amount: 3_000, cost: 0, benefit: 3_000 },
    });
  });

  test("a piece: the second one is free", () => {
    const free: Promotion = { kind: "nth-item", id: "f", nth: 2, pay: "0%" };
    const [first] = suggest(compile(rules([free])), basket([line("cake", 10)])).suggestions;
    expect(first?.reason).toEqual({
      code: "pricing.suggest.goods",
      facts: { pieces: 1, products: ["cake"], cost: 0, benefit: 1_000 },
    });
  });
});

describe("an amount is looked for", () => {
  const off = (id: string, product: string, amount: string): Promotion => ({
    kind: "threshold",
    id,
    amount,
    off: "5.00",
    goods: { product },
  });

  test("for the promotion that waits for it, and not for another", () => {
    const of = basket([line("tea", 50), line("pen", 18)]);
    const { suggestions } = suggest(
      compile(rules([off("reached", "tea", "50.00"), off("waits", "pen", "20.00")])),
      of,
    );
    const [first] = suggestions.filter(({ kind }) => kind === "amount");
    expect(first?.add).toMatchObject([{ productId: "pen", price: { amount: 200 } }]);
    expect(first?.promotions).toEqual([{ promotionId: "waits", more: 500 }]);
  });

  test("a single fen more is enough where a single fen is missing", () => {
    const { suggestions } = suggest(
      compile(rules([off("m", "tea", "50.00")])),
      basket([line("tea", 49.99)]),
    );
    expect(suggestions.find(({ kind }) => kind === "amount")).toMatchObject({ value: 1 });
  });

  test("in vain among goods that only a vendor knows", () => {
    const shelf: PricingExtension = {
      name: "acme",
      version: "1",
      goodsConditions: [
        { key: "acme:top", compile: () => (goods) => goods.attributes?.["top"] === true },
      ],
    };
    const top: Promotion = {
      kind: "threshold",
      id: "m",
      amount: "50.00",
      off: "5.00",
      goods: { "acme:top": true },
    };
    const of = basket([line("tea", 40, 1, { attributes: { top: true } })]);
    const { suggestions } = suggest(compile(rules([top]), { extensions: [shelf] }), of);
    expect(suggestions.filter(({ kind }) => kind === "amount")).toEqual([]);
  });

  test("as far as the budget goes, wherever it ends", () => {
    const engine = compile(
      rules([
        off("m", "tea", "50.00"),
        { kind: "percent-off", id: "r", pay: "90%", goods: { product: "tea" } },
      ]),
    );
    const of = basket([line("tea", 40)]);
    const whole = suggest(engine, of);
    for (let budget = 0; budget <= whole.pricings + 1; budget++) {
      const found = suggest(engine, of, { budget });
      expect(found.pricings).toBe(Math.min(budget, whole.pricings));
      for (const one of found.suggestions) expect(whole.suggestions).toContainEqual(one);
    }
  });
});

describe("goods that are tried", () => {
  const half: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };

  test("are not said twice, and pairs only where they are wanted", () => {
    const candidates = [line("a", 10), line("a", 10, 3, { lineId: "again" }), line("b", 8)];
    const adds = (pairs: boolean) =>
      suggest(compile(rules([half])), basket([]), {
        candidates,
        pairs,
        atMostPieces: 1,
      }).suggestions.map(({ add }) =>
        add.map(({ lineId, productId }) => `${lineId}: ${productId}`),
      );
    expect(adds(true)).toEqual([["suggested 1: a", "suggested 2: b"]]);
    expect(adds(false)).toEqual([]);
  });

  test("are kept beside others that save more by something else", () => {
    const two: Promotion = {
      kind: "nth-item",
      id: "own",
      nth: 2,
      pay: "0%",
      goods: { product: "b" },
    };
    const candidates = [line("b", 8)];
    const found = suggest(
      compile(rules([{ ...half, goods: { product: "a" } }, two])),
      basket([line("a", 10)]),
      {
        candidates,
      },
    ).suggestions.map(({ add, benefit }) => [
      ...add.map(
        ({ productId, quantity }) =>
          `${quantity.kind === "pieces" ? quantity.count : 0} ${productId}`,
      ),
      benefit,
    ]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["1 a", 500],
        ["2 b", 800],
      ]),
    );
  });
});

import type { Basket, BasketLine, Promotion } from "@tillwright/pricing-engine";
import type { LintOptions } from "@tillwright/pricing-engine/lint";
import { describe, expect, test } from "vitest";
import { probesOf } from "../src/internal/lint/probes.js";
import { startSession } from "../src/internal/lint/session.js";
import { line, rules } from "./build.js";

// What lint finds depends on the baskets that it tries; these are they.

const promotion = (more: object): Promotion => ({ id: "a", ...more }) as Promotion;
const threshold = (amount: string, more: object = {}): Promotion =>
  promotion({ kind: "threshold", amount, ...more });

function probes(promotions: readonly Promotion[], options: LintOptions = {}): readonly Basket[] {
  return probesOf(startSession(rules(promotions), options), promotions);
}

function shown({ productId, quantity, price }: BasketLine): string {
  const count = quantity.kind === "pieces" ? quantity.count : 0;
  const each = price.unit === undefined ? `all ${price.amount}` : price.unit.micros / 10_000;
  return `${productId === "any goods" ? "" : `${productId} `}${count} × ${each}`;
}

/** The lines of every basket that is tried, each kind of basket once. */
function tried(promotions: readonly Promotion[], options: LintOptions = {}): readonly string[] {
  const all = probes(promotions, options).map(({ lines }) => lines.map(shown).join(" + "));
  return [...new Set(all)];
}

/** The prices at which one piece is tried, ascending. */
const prices = (...promotions: readonly Promotion[]): readonly number[] =>
  [
    ...new Set(
      tried(promotions).flatMap((one) => {
        const price = /^1 × (\d+)$/u.exec(one)?.[1];
        return price === undefined ? [] : [Number(price)];
      }),
    ),
  ].sort((a, b) => a - b);

describe("the prices that are tried", () => {
  test("lie a fen below, at and above every amount, and around 10.00", () => {
    expect(prices(threshold("100.00"))).toEqual([999, 1000, 1001, 9999, 10_000, 10_001]);
    expect(prices(threshold("0.01"))).toEqual([1, 2, 999, 1000, 1001]);
  });

  test("of a ladder are those around its first four amounts and its last", () => {
    const ladder = (count: number): Promotion =>
      promotion({
        kind: "steps",
        steps: Array.from({ length: count }, (_, i) => ({ amount: `${i + 2}.00`, off: "0.00" })),
      });
    const at = (count: number) => prices(ladder(count)).filter((price) => price % 100 === 0);
    expect(at(5)).toEqual([200, 300, 400, 500, 600, 1000]);
    expect(at(6)).toEqual([200, 300, 400, 500, 700, 1000]);
    expect(at(8)).toEqual([200, 300, 400, 500, 900, 1000]);
  });

  test("are those that a shop can meet: not 0.00, and less than ten thousand million", () => {
    expect(prices(threshold("0.00"))).toEqual([999, 1000, 1001]);
    expect(prices(threshold("10000000000.00"))).toEqual([999, 1000, 1001]);
    expect(tried([threshold("9999999999.99")])).toContain("1 × all 999999999999");
  });

  test("in a currency without cents are around 10", () => {
    const yen = { ...rules([threshold("0")]), currency: "JPY" };
    const all = probesOf(startSession(yen, {}), yen.promotions);
    expect(all.map(({ lines }) => (lines[0]?.price.unit?.micros ?? 0) / 1_000_000)).toContain(10);
  });
});

describe("the pieces that are tried", () => {
  test("are as many as a rule counts, one more or less, and twice as many, at 10.00 or 10.00 together", () => {
    const half = promotion({ kind: "nth-item", nth: 3, pay: "50%" });
    expect(tried([half])).toEqual([
      ...["1 × 1000", "1 × 999", "1 × 1001"],
      ...["2 × 1000", "2 × 501"],
      ...["3 × 1000", "3 × 335"],
      ...["4 × 1000", "4 × 251"],
      ...["6 × 1000", "6 × 168"],
    ]);
  });

  test("cost the largest amount of the rule, or come to it together", () => {
    const pieces = tried([threshold("30.00", { "acme:pieces": 2 })]);
    expect(pieces.filter((one) => one.startsWith("2"))).toEqual([
      "2 × 3000",
      "2 × 1000",
      "2 × 1501",
    ]);
  });

  test("of three counts are the seven first around them, of more around the first two and the last", () => {
    const counts = (...all: readonly number[]) =>
      [
        ...new Set(
          tried([threshold("0.00", { "acme:pieces": all })]).map((one) =>
            Number(one.split(" ")[0]),
          ),
        ),
      ].sort((a, b) => a - b);
    expect(counts(5, 20, 50)).toEqual([1, 4, 5, 6, 10, 19, 20]);
    expect(counts(5, 6, 7)).toEqual([1, 4, 5, 6, 7, 10, 12]);
    expect(counts(1, 20)).toEqual([1, 2, 19, 20, 21, 40]);
    expect(counts(1, 2, 20, 40)).toEqual([1, 2, 3, 4, 39, 40, 41]);
  });
});

describe("the goods that are tried", () => {
  const tea = promotion({ kind: "percent-off", pay: "50%", goods: { product: "tea" } });
  const pen = promotion({ id: "b", kind: "percent-off", pay: "50%", goods: { tag: "pens" } });
  const goods = (promotions: readonly Promotion[], options: LintOptions = {}) => [
    ...new Set(
      probes(promotions, options).flatMap(({ lines }) =>
        lines.map(({ productId, categories, tags, brand }) =>
          [productId, ...categories, ...tags, ...(brand === null ? [] : [brand])].join("/"),
        ),
      ),
    ),
  ];

  test("of one promotion are its own, one for each way", () => {
    expect(goods([tea])).toEqual(["tea"]);
    const any = promotion({
      kind: "amount-off",
      off: "0.00",
      goods: { any: [{ product: "tea" }, { tag: "t" }] },
    });
    expect(goods([any])).toEqual(["tea", "any goods/t"]);
    expect(goods([threshold("1.00")])).toEqual(["any goods"]);
  });

  test("of two are some that both take, and some of each", () => {
    expect(goods([tea, pen])).toEqual(["tea/pens", "tea", "any goods/pens"]);
  });

  test("of a bundle are those of its parts too", () => {
    const bundle = promotion({
      kind: "bundle",
      price: "5.00",
      parts: [
        { goods: { product: "tea" }, pieces: 1 },
        { goods: { tag: "pens" }, pieces: 2 },
      ],
    });
    expect(goods([bundle])).toEqual(expect.arrayContaining(["tea", "any goods/pens"]));
  });

  test("of a price table are its first product, within the goods of the promotion", () => {
    const table = { tea: "9.00", pen: "1.00" };
    expect(goods([promotion({ kind: "member-price", prices: table })])).toEqual(["tea"]);
    const byTier = { gold: { hat: "9.00" }, silver: table };
    expect(goods([promotion({ kind: "member-price", byTier })])).toEqual(["hat"]);
    const own = { kind: "member-price", prices: table, goods: { tag: "t" } };
    expect(goods([promotion(own)])).toEqual(["tea/t"]);
    const rate = promotion({ kind: "member-rate", byTier: { gold: "80%" } });
    expect(goods([rate])).toEqual(["any goods"]);
  });

  test("are six at the most", () => {
    const many = Array.from({ length: 8 }, (_, i) =>
      promotion({ id: `${i}`, kind: "percent-off", pay: "50%", goods: { product: `p${i}` } }),
    );
    expect(goods(many)).toHaveLength(6);
  });

  test("stand together too: one and two of each at every amount, and each cheaper than the one before", () => {
    const two = tried([tea, pen]).filter((one) => one.includes(" + "));
    expect(two).toEqual([
      "tea 1 × 1000 + tea 1 × 1000 + 1 × 1000",
      "tea 2 × 1000 + tea 2 × 1000 + 2 × 1000",
      "tea 1 × 1000 + tea 1 × 500 + 1 × 334",
    ]);
    expect(tried([tea]).filter((one) => one.includes("+"))).toEqual([]);
    for (const { lines } of probes([tea, pen])) {
      expect(lines.map(({ lineId }) => lineId)).toEqual([
        ...new Set(lines.map((one) => one.lineId)),
      ]);
      expect(lines.every(({ lineId }) => ["1", "2", "3"].includes(lineId))).toBe(true);
    }
  });
});

describe("the shop's own goods", () => {
  const kettle = line("kettle", 99, 1, { brand: "acme", categories: ["kitchen"] });
  const fish = line("fish", 0, 1, {
    quantity: { kind: "measure", amount: 500, unit: "g" },
    price: { unit: { micros: 20_000_000, per: 500, unit: "g" } },
    tags: ["fresh"],
  });
  const label = line("cake", 0, 1, { price: { amount: 700 }, department: "bakery" });
  const more = ["x", "y"].map((id) => line(id, 1, 1, { categories: ["kitchen"] }));
  const catalogue = [kettle, fish, label, ...more].map((one) => ({ line: one }));
  const own = (goods: object | undefined): readonly string[] => {
    const all = probes(
      [
        promotion({
          kind: "nth-item",
          nth: 2,
          pay: "50%",
          ...(goods === undefined ? {} : { goods }),
        }),
      ],
      { catalogue },
    );
    return [...new Set(all.flatMap(({ lines }) => (lines.length === 1 ? lines : [])).map(shown))];
  };

  test("are tried at their price in the counts of the rule, the first three that it names by anything", () => {
    const kettles = ["kettle 1 × 9900", "kettle 2 × 9900", "kettle 3 × 9900", "kettle 4 × 9900"];
    for (const goods of [{ product: "kettle" }, { brand: "acme" }]) {
      expect(own(goods)).toEqual(expect.arrayContaining(kettles));
      expect(own(goods).some((one) => /^(fish|cake|x|y) /u.test(one))).toBe(false);
    }
    const kitchen = own({ category: "kitchen" });
    expect(kitchen).toEqual(expect.arrayContaining([...kettles, "x 2 × 100", "y 2 × 100"]));
    expect(own({ department: "bakery" })).toContain("cake 1 × all 700");
    expect(own({ tag: "fresh" }).filter((one) => one.startsWith("fish"))).toHaveLength(1);
  });

  test("are the first three of all where the rule names none", () => {
    const named = own(undefined).map((one) => one.split(" ")[0]);
    expect(new Set(named)).toEqual(new Set(["kettle", "fish", "cake", "1", "2", "3", "4"]));
  });
});

describe("who buys, and with what", () => {
  const first = (...promotions: readonly Promotion[]): Basket | undefined => probes(promotions)[0];

  test("nobody in particular, unless the rules ask for somebody", () => {
    expect(first(threshold("1.00"))).toMatchObject({
      currency: "CNY",
      zone: "Asia/Shanghai",
      storeId: "a store",
      channel: "a channel",
      member: null,
      codes: [],
      points: null,
      usage: [],
    });
  });

  test("with the first code of each promotion", () => {
    const [one, other] = [
      threshold("1.00", { needs: "code", codes: ["A", "B"] }),
      threshold("1.00", { id: "b", needs: "code", codes: ["C"] }),
    ];
    expect(first(one, other)?.codes).toEqual(["A", "C"]);
  });

  test("a member with the offers that the promotions need, and no others", () => {
    const offer = threshold("1.00", { needs: "offer" });
    expect(first(offer, threshold("1.00", { id: "b" }))?.member).toMatchObject({
      memberId: "a member",
      offers: [{ offerId: "a", promotionId: "a", validUntil: null }],
    });
    expect(first(threshold("1.00", { limits: { perMember: 1 } }))?.member?.offers).toEqual([]);
    expect(first(threshold("1.00", { limits: { total: 1 } }))?.member).toBeNull();
  });

  test("a member of the first tier that a table names, unless a condition names one", () => {
    const byTier = promotion({ kind: "member-rate", byTier: { gold: "80%", silver: "90%" } });
    expect(first(byTier)?.member?.tier).toBe("gold");
    expect(first({ ...byTier, when: { tier: "silver" } })?.member?.tier).toBe("silver");
    expect(first(promotion({ kind: "member-rate", pay: "80%" }))?.member?.tier).toBeNull();
  });
});

import type {
  Basket,
  BasketLine,
  Condition,
  PricePolicy,
  Promotion,
  PromotionTerms,
  RulesDocument,
} from "@tillwright/pricing-engine";
import fc from "fast-check";
import { basket, line, member, rules } from "./build.js";

// Few values of everything, so that lines merge and promotions fight over the same goods.
const products = ["apple", "bread", "cola", "duck", "eel"] as const;
const categories = ["c1", "c2", "c3"] as const;
const tags = ["t1", "t2"] as const;
const tiers = ["silver", "gold"] as const;

const yuanAmounts = ["0.01", "0.10", "1.00", "3.33", "5.00", "10.00", "19.99", "20.00", "99.90"];
const money = fc.constantFrom(...yuanAmounts);
const shares = fc.constantFrom("0%", "12.5%", "50%", "70%", "88%", "90%", "99.9%", "100%");

/** What a product is, by its name: the same product always has the same facets. */
const facets: Readonly<Record<string, Partial<BasketLine>>> = {
  apple: { department: "fresh", categories: ["c1"], tags: ["t1"], brand: "b1" },
  bread: { department: "fresh", categories: ["c1", "c2"], tags: [], brand: "b1" },
  cola: { department: "drinks", categories: ["c2"], tags: ["t1", "t2"], brand: "b2" },
  duck: { department: "fresh", categories: ["c2", "c3"], tags: ["t2"], brand: null },
  eel: { department: "fresh", categories: ["c3"], tags: [], brand: null },
};

const micros = fc.constantFrom(
  35_000,
  10_000,
  1_000_000,
  3_330_000,
  5_000_000,
  10_000_000,
  33_330_000,
  99_900_000,
);

const countedLine = fc
  .record({
    product: fc.constantFrom(...products),
    price: micros,
    count: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ product, price, count }) =>
    line(product, 1, count, {
      ...facets[product],
      price: { unit: { micros: price, per: 1, unit: "piece" } },
    }),
  );

const weighedLine = fc
  .record({ grams: fc.integer({ min: 1, max: 2000 }), price: micros })
  .map(({ grams, price }) =>
    line("fish", 1, 1, {
      quantity: { kind: "measure", amount: grams, unit: "g" },
      price: { unit: { micros: price, per: 500, unit: "g" } },
      department: "fresh",
      categories: ["c1"],
      tags: ["t2"],
    }),
  );

const labelledLine = fc
  .record({
    product: fc.constantFrom(...products),
    count: fc.integer({ min: 1, max: 3 }),
    amount: fc.integer({ min: 0, max: 5000 }),
    card: fc.integer({ min: 0, max: 5000 }),
    offered: fc.integer({ min: 0, max: 300 }),
  })
  .map(({ product, count, amount, card, offered }) =>
    line(product, 1, count, {
      ...facets[product],
      price: { amount },
      listPrices: { card },
      offered: { p0: offered, p1: offered },
    }),
  );

const anyLines: fc.Arbitrary<readonly BasketLine[]> = fc
  .array(fc.oneof({ arbitrary: countedLine, weight: 4 }, weighedLine, labelledLine), {
    maxLength: 7,
  })
  .map((list) => list.map((one, i) => ({ ...one, lineId: `l${i}` })));

const goodsLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom(...categories).map((category) => ({ category })),
  fc.constantFrom(...tags).map((tag) => ({ tag })),
  fc.constantFrom(...products).map((product) => ({ product })),
  fc.constantFrom("b1", "b2").map((brand) => ({ brand })),
  fc.constantFrom("fresh", "drinks").map((department) => ({ department })),
);

export const anyGoods: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: goodsLeaf, weight: 4 },
  fc.array(goodsLeaf, { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
  fc.array(goodsLeaf, { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
  goodsLeaf.map((not) => ({ not })),
);

const anyWhen: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ member: "any" }),
  fc.constantFrom(...tiers).map((tier) => ({ tier })),
  fc.constantFrom(1, 2, 6).map((weekday) => ({ weekday })),
  fc.integer({ min: 0, max: 5 }).map((atLeast) => ({ quantity: { atLeast } })),
  money.map((atLeast) => ({ amount: { atLeast } })),
  fc.constant<Condition>({ daily: { from: "09:00", until: "18:00" } }),
);

type Terms = { readonly [Key in keyof PromotionTerms]: PromotionTerms[Key] };

const anyTerms: fc.Arbitrary<Omit<Terms, "id">> = fc.record(
  {
    goods: anyGoods,
    when: anyWhen,
    priority: fc.integer({ min: -1, max: 1 }),
    fundedBy: fc.constantFrom("shop", "brand"),
  },
  { requiredKeys: [] },
);

export const itemKinds: fc.Arbitrary<Promotion> = fc.oneof(
  shares.map((pay): Promotion => ({ kind: "percent-off", id: "", pay })),
  money.map((off): Promotion => ({ kind: "amount-off", id: "", off })),
  money.map((price): Promotion => ({ kind: "fixed-price", id: "", price })),
  fc
    .record({ nth: fc.integer({ min: 2, max: 4 }), pay: shares })
    .map((terms): Promotion => ({ kind: "nth-item", id: "", ...terms })),
  fc
    .record({
      rates: fc.array(shares, { minLength: 1, maxLength: 3 }),
      repeat: fc.boolean(),
    })
    .map((terms): Promotion => ({ kind: "nth-item", id: "", ...terms })),
  fc
    .record({
      buy: fc.integer({ min: 1, max: 3 }),
      get: fc.integer({ min: 1, max: 2 }),
      atMost: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
    })
    .map(
      ({ buy, get, atMost }): Promotion => ({
        kind: "buy-n-get-m",
        id: "",
        buy,
        get,
        ...(atMost === undefined ? {} : { atMost }),
      }),
    ),
  fc
    .record({
      parts: fc.array(fc.record({ goods: goodsLeaf, pieces: fc.integer({ min: 1, max: 2 }) }), {
        minLength: 1,
        maxLength: 2,
      }),
      price: money,
    })
    .map((terms): Promotion => ({ kind: "bundle", id: "", ...terms })),
  fc
    .record({ pieces: fc.integer({ min: 2, max: 3 }), price: money })
    .map((terms): Promotion => ({ kind: "pick-m-for-price", id: "", ...terms })),
);

const counts = fc.constantFrom("deal", "running");

export const orderKinds: fc.Arbitrary<Promotion> = fc.oneof(
  fc
    .record({ amount: money, off: money, counts })
    .map((terms): Promotion => ({ kind: "threshold", id: "", ...terms })),
  fc
    .record({ amount: money, off: money, counts, atMost: fc.integer({ min: 1, max: 3 }) })
    .map((terms): Promotion => ({ kind: "every", id: "", ...terms })),
  fc.record({ counts, first: money, second: money }).map(
    ({ counts: by, first, second }): Promotion => ({
      kind: "steps",
      id: "",
      counts: by,
      steps: [
        { amount: "5.00", off: first },
        { amount: "20.00", off: second },
      ],
    }),
  ),
  fc
    .record({ pieces: fc.integer({ min: 1, max: 4 }), pay: shares, counts })
    .map((terms): Promotion => ({ kind: "threshold-rate", id: "", ...terms })),
  shares.map((pay): Promotion => ({ kind: "percent-off", id: "", lane: "coupon", pay })),
  money.map((off): Promotion => ({ kind: "amount-off", id: "", lane: "coupon", off })),
  fc.constant<Promotion>({ kind: "offered-amount", id: "" }),
);

const priceTable = fc.dictionary(fc.constantFrom(...products), money, { maxKeys: 3 });

const priceKinds: fc.Arbitrary<Promotion> = fc.oneof(
  priceTable.map((prices): Promotion => ({ kind: "member-price", id: "", prices })),
  fc.record({ prices: priceTable, piecesPerMember: fc.integer({ min: 1, max: 5 }) }).map(
    (terms): Promotion => ({
      kind: "flash-price",
      id: "",
      during: { daily: { from: "08:00", until: "20:00" } },
      ...terms,
    }),
  ),
  fc.constant<Promotion>({ kind: "price-list", id: "", list: "card" }),
  shares.map((pay): Promotion => ({ kind: "member-rate", id: "", pay })),
  shares.map((gold): Promotion => ({ kind: "member-rate", id: "", byTier: { gold } })),
);

/** Promotions with ids p0, p1, … */
export function promotionsOf(
  kinds: fc.Arbitrary<Promotion>,
  { maxLength = 6, terms = anyTerms }: { maxLength?: number; terms?: fc.Arbitrary<object> } = {},
): fc.Arbitrary<readonly Promotion[]> {
  return fc
    .array(fc.tuple(kinds, terms), { maxLength })
    .map((list) => list.map(([kind, more], i): Promotion => ({ ...kind, ...more, id: `p${i}` })));
}

const anyPromotions: fc.Arbitrary<readonly Promotion[]> = promotionsOf(
  fc.oneof(itemKinds, orderKinds, priceKinds),
  { maxLength: 8 },
);

export const anyRules: fc.Arbitrary<RulesDocument> = fc
  .record({
    promotions: anyPromotions,
    pricePolicy: fc.constantFrom<PricePolicy>("lowest", "priority", "stack"),
    groups: fc.array(fc.constantFrom("", "", "g1", "g2"), { minLength: 8, maxLength: 8 }),
    exclusive: fc.boolean(),
  })
  .map(({ promotions, pricePolicy, groups, exclusive }) =>
    rules(
      promotions.map((one, i) => {
        const group = groups[i] ?? "";
        return group === "" ? one : { ...one, group };
      }),
      { pricePolicy, ...(exclusive ? { exclusions: [["g1", "g2"]] } : {}) },
    ),
  );

export const anyBasket: fc.Arbitrary<Basket> = fc
  .record({
    lines: anyLines,
    tier: fc.constantFrom("none", "plain", ...tiers),
    hour: fc.integer({ min: 0, max: 23 }),
    points: fc.option(
      fc.record({
        balance: fc.integer({ min: 0, max: 5000 }),
        pointsPerMajorUnit: fc.constantFrom(1, 100, 300),
        step: fc.constantFrom(1, 100),
        cap: fc.constantFrom(null, { numerator: 1, denominator: 2 }),
        requested: fc.constantFrom<"max" | number>("max", 150),
      }),
      { nil: null },
    ),
  })
  .map(({ lines, tier, hour, points }) =>
    basket(lines, {
      at: Date.UTC(2027, 5, 15, hour),
      points,
      member: tier === "none" ? null : member({ tier: tier === "plain" ? null : tier }),
    }),
  );

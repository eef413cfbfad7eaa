import type { Basket, PricedBasket } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import {
  baskets,
  basketsFor,
  goodsConditions,
  itemPromotions,
  type Laws,
  laws,
  orderPromotions,
  promotionLists,
  ruleSets,
} from "@tillwright/pricing-engine/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, line, orderBeforeItems, rules } from "./build.js";
import { runs } from "./runs.js";

const anyRules = ruleSets();
const anyBasket = baskets();

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test("where a point is worth a fen, every unit has as many points as fen that they paid of it", () => {
  const requested = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(anyRules, anyBasket, requested, (document, of, wish) => {
      const points = { pointsPerMajorUnit: 100, balance: 20_000, step: 1, cap: null };
      const priced = compile(document).price({
        ...of,
        points: { ...points, requested: wish },
      });
      for (const run of priced.lines.flatMap((one) => one.runs)) {
        expect(run.points).toBe(run.pointsOffset);
      }
    }),
    runs,
  );
});

test("generated rules and baskets pass the parsers, and pricing changes neither", () => {
  fc.assert(
    fc.property(anyRules, anyBasket, (document, of) => {
      const parsed = parseRules(deepFreeze(document));
      expect(parsed.ok ? [] : parsed.issues).toEqual([]);
      const read = parseBasket(deepFreeze(of));
      expect(read.ok ? [] : read.issues).toEqual([]);
      compile(document).price(of);
    }),
    runs,
  );
});

test("splitting lines is left out where order promotions have made equal pieces differ before one comes free", () => {
  // 33.33 twice less 0.01 twice: as one line two of 33.32, as two lines 33.31 and 33.33, the dearer of which is free.
  const free = { kind: "buy-n-get-m", id: "free", free: "dearest", buy: 1, get: 1 } as const;
  const cent = { kind: "threshold", amount: "5.00", off: "0.01" } as const;
  const promotions = [free, { ...cent, id: "a" }, { ...cent, id: "b" }];
  const of = basket([line("apple", 33.33, 2)]);
  const split = basket([line("apple", 33.33, 1), { ...line("apple", 33.33, 1), lineId: "2" }]);
  const engine = compile({ ...rules(promotions), lanes: orderBeforeItems });
  expect([engine.price(of).totals.due, engine.price(split).totals.due]).toEqual([3332, 3331]);
  expect(laws.splittingLines(engine, of)).toEqual([]);
  expect(laws.mergingLines(engine, split)).toEqual([]);
  const usual = compile(rules(promotions));
  expect(usual.price(of).totals.due).toBe(usual.price(split).totals.due);
});

const everywhere = Object.keys(laws) as (keyof Laws)[];

describe("over rule sets that overlap", () => {
  test.each(everywhere)("%s", (name) => {
    fc.assert(
      fc.property(anyRules, anyBasket, (document, of) => {
        expect(laws[name](compile(document), of)).toEqual([]);
      }),
      runs,
    );
  });
});

describe("over baskets near the edges of the rules", () => {
  const near = anyRules.chain((document) =>
    basketsFor(document).map((of): [typeof document, Basket] => [document, of]),
  );
  test.each(everywhere)("%s", (name) => {
    fc.assert(
      fc.property(near, ([document, of]) => {
        expect(laws[name](compile(document), of)).toEqual([]);
      }),
      runs,
    );
  });
});

/** Item promotions over goods that overlap, and thresholds over all goods that count the deal: the scope of two laws. */
const overall = promotionLists(orderPromotions, { terms: fc.constant({}), maxLength: 3 }).map(
  (promotions) =>
    promotions
      .filter(({ kind }) => ["threshold", "every", "steps", "threshold-rate"].includes(kind))
      .map((one, i) => ({ ...one, id: `o${i}`, counts: "deal" as const })),
);
const overlappingItems = promotionLists(itemPromotions, {
  terms: fc.record({ goods: goodsConditions }),
  maxLength: 4,
});
const monotone = fc
  .tuple(overlappingItems, overall)
  .map(([item, order]) => rules([...item, ...order]));

describe("over item promotions and thresholds on the deal of all goods", () => {
  const scoped = ["bestCombination", "addingPromotionNeverRaises", "addingGoodsNeverLowersSaving"];
  test.each(scoped as (keyof Laws)[])("%s", (name) => {
    fc.assert(
      fc.property(monotone, anyBasket, (document, of) => {
        expect(laws[name](compile(document), of)).toEqual([]);
      }),
      runs,
    );
  });

  test("a threshold alone never raises the total by a single minor unit", () => {
    fc.assert(
      fc.property(overall, anyBasket, (promotions, of) => {
        const plain = { ...of, points: null };
        const all = compile(rules(promotions)).price(plain).totals.due;
        for (const left of promotions) {
          const fewer = rules(promotions.filter((one) => one !== left));
          expect(all).toBeLessThanOrEqual(compile(fewer).price(plain).totals.due);
        }
      }),
      runs,
    );
  });
});

test("a line that no promotion concerns costs its price and changes no other", () => {
  const narrow = promotionLists(fc.oneof(itemPromotions, orderPromotions), {
    terms: fc.record({ goods: goodsConditions.filter((goods) => !("not" in goods)) }),
  });
  fc.assert(
    fc.property(narrow, anyBasket, (promotions, of) => {
      expect(laws.unrelatedLineChangesNothing(compile(rules(promotions)), of)).toEqual([]);
    }),
    runs,
  );
});

test("the zone of the machine changes not one byte", () => {
  const before = process.env["TZ"];
  try {
    fc.assert(
      fc.property(anyRules, anyBasket, (document, of) => {
        const bytes = ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Apia"].map((zone) => {
          process.env["TZ"] = zone;
          return JSON.stringify(compile(document).price(of));
        });
        expect(new Set(bytes).size).toBe(1);
      }),
      { numRuns: Math.min(runs.numRuns, 1000) },
    );
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});

test("an empty basket costs nothing", () => {
  fc.assert(
    fc.property(anyRules, (document) => {
      const priced = compile(document).price(basket([]));
      expect(Object.values(priced.totals).every((total) => total === 0)).toBe(true);
      expect(priced.applied).toEqual([]);
    }),
    runs,
  );
});

/** The same basket with every line in two: one piece, and the rest. */
function split(of: Basket): Basket {
  return {
    ...of,
    lines: of.lines.flatMap((one) => {
      const count = one.quantity.kind === "pieces" ? one.quantity.count : 1;
      if (count < 2) return [one];
      const rest = { kind: "pieces" as const, count: count - 1 };
      return [
        { ...one, quantity: { kind: "pieces" as const, count: 1 } },
        { ...one, lineId: `${one.lineId}b`, quantity: rest },
      ];
    }),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

test("apples and eels at one price get the same halves of 第二件免费 when their lines are split", () => {
  const document = rules([
    { kind: "nth-item", id: "second-free", nth: 2, pay: "0%" },
    { kind: "percent-off", id: "rest-free", lane: "coupon", pay: "0%" },
  ]);
  const of = basket([line("apple", 3.33, 3), line("eel", 3.33, 3)]);
  const before = compile(document).price(of);
  const after = compile(document).price(split(of));
  expect(after.applied).toEqual(before.applied);
  expect(after.claims).toEqual(before.claims);
  const itemOff = (priced: PricedBasket, product: string): number =>
    sum(
      priced.lines
        .filter(({ lineId }) => lineId.startsWith(product))
        .flatMap(({ adjustments }) => adjustments.filter(({ lane }) => lane === "item"))
        .map(({ amount }) => amount),
    );
  for (const product of ["apple", "eel"]) {
    expect(itemOff(after, product)).toBe(itemOff(before, product));
  }
});

test("a round that is begun but gains nothing is no use, whether or not its line is split", () => {
  const document = rules([
    { kind: "nth-item", id: "second-half", rates: ["100%", "50%"], repeat: true },
  ]);
  const of = basket([line("apple", 4, 3)]);
  for (const one of [of, split(of)]) {
    expect(compile(document).price(one).claims).toEqual([
      { promotionId: "second-half", uses: 1, amount: 200 },
    ]);
  }
});

import {
  type Basket,
  compile,
  type PricedBasket,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { verify } from "@tillwright/pricing-engine/explain";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  anyBasket,
  anyGoods,
  anyRules,
  itemKinds,
  orderKinds,
  promotionsOf,
} from "./arbitraries.js";
import { basket, line, rules } from "./build.js";
import { runs } from "./runs.js";

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Every figure of a result against every other. */
function expectSoundLedger(priced: PricedBasket): void {
  for (const one of priced.lines) {
    expect(one.paid).toBeGreaterThanOrEqual(0);
    expect(one.deal).toBeGreaterThanOrEqual(one.paid);
    expect(one.list).toBeGreaterThanOrEqual(one.deal);
    expect(one.adjustments.every(({ amount }) => amount > 0)).toBe(true);
    expect(one.list - sum(one.adjustments.map(({ amount }) => amount))).toBe(one.paid);
    for (const field of ["list", "deal", "paid", "pointsOffset"] as const) {
      expect(sum(one.runs.map((run) => run[field] * run.count))).toBe(one[field]);
      expect(one.runs.every((run) => Number.isSafeInteger(run[field]) && run[field] >= 0)).toBe(
        true,
      );
    }
    expect(one.runs.every((run) => run.paid + run.pointsOffset <= run.deal)).toBe(true);
  }
  const { totals, applied, points } = priced;
  expect(totals.list).toBe(sum(priced.lines.map(({ list }) => list)));
  expect(totals.deal).toBe(sum(priced.lines.map(({ deal }) => deal)));
  expect(totals.due).toBe(sum(priced.lines.map(({ paid }) => paid)));
  expect(totals.discount).toBe(totals.list - totals.due);
  for (const { promotionId, lane, amount } of applied) {
    const pinned = priced.lines.flatMap(({ adjustments }) =>
      adjustments.filter((one) => one.promotionId === promotionId && one.lane === lane),
    );
    expect(sum(pinned.map((one) => one.amount))).toBe(amount);
  }
  expect(sum(applied.map(({ amount }) => amount)) + (points?.amount ?? 0)).toBe(totals.discount);
  const pinned = sum(priced.lines.flatMap((one) => one.runs.map((run) => run.points * run.count)));
  expect(pinned).toBe(points?.used ?? 0);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

test("generated rules and baskets pass the parsers, and pricing gives a sound ledger and changes neither", () => {
  fc.assert(
    fc.property(anyRules, anyBasket, (document, of) => {
      const parsed = parseRules(deepFreeze(document));
      expect(parsed.ok ? [] : parsed.issues).toEqual([]);
      const read = parseBasket(deepFreeze(of));
      expect(read.ok ? [] : read.issues).toEqual([]);
      expectSoundLedger(compile(document).price(of));
    }),
    runs,
  );
});

test("the order of rules changes not one byte, the order of lines only theirs", () => {
  fc.assert(
    fc.property(anyRules, anyBasket, fc.gen(), (document, of, g) => {
      const promotions = shuffled(g, document.promotions);
      const lines = shuffled(g, of.lines);
      const before = compile(document).price(of);
      expect(compile({ ...document, promotions }).price(of)).toEqual(before);
      const after = compile(document).price({ ...of, lines });
      expect({ ...after, lines: [] }).toEqual({ ...before, lines: [] });
      expect(byId(after)).toEqual(byId(before));
    }),
    runs,
  );
});

function shuffled<Value>(g: fc.GeneratorValue, values: readonly Value[]): readonly Value[] {
  return g(() => fc.shuffledSubarray([...values], { minLength: values.length }));
}

function byId({ lines }: PricedBasket): PricedBasket["lines"] {
  return [...lines].sort((a, b) => (a.lineId < b.lineId ? -1 : 1));
}

/** The same basket with every line in two: one piece, and the rest. */
function split(of: Basket): Basket {
  return { ...of, lines: of.lines.flatMap(splitLine) };
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

test("splitting a line changes nothing", () => {
  fc.assert(
    fc.property(anyRules, anyBasket, (document, of) => {
      const before = compile(document).price(of);
      const after = compile(document).price(split(of));
      expect({ ...after, lines: [] }).toEqual({ ...before, lines: [] });
      expectSoundLedger(after);
    }),
    runs,
  );
});

function splitLine(one: Basket["lines"][number]): readonly Basket["lines"][number][] {
  const { quantity, price } = one;
  if (quantity.kind !== "pieces" || quantity.count < 2 || price.unit === undefined) return [one];
  return [
    { ...one, quantity: { kind: "pieces", count: 1 } },
    { ...one, lineId: `${one.lineId}b`, quantity: { kind: "pieces", count: quantity.count - 1 } },
  ];
}

test("a line that no promotion concerns changes nothing on the others", () => {
  const narrow = promotionsOf(fc.oneof(itemKinds, orderKinds), {
    terms: fc.record({ goods: anyGoods.filter((goods) => !("not" in goods)) }),
  });
  fc.assert(
    fc.property(narrow, anyBasket, (promotions, of) => {
      const engine = compile(rules(promotions));
      const alone = engine.price({ ...of, points: null });
      const bag = line("bag", 0.3, 2, { department: "other" });
      const withBag = engine.price({ ...of, points: null, lines: [...of.lines, bag] });
      expect(withBag.lines.slice(0, -1)).toEqual(alone.lines);
      expect(withBag.totals.due - alone.totals.due).toBe(60);
    }),
    runs,
  );
});

test("with thresholds on deal, adding an order promotion over all goods never raises the total", () => {
  const overall = promotionsOf(orderKinds, { terms: fc.constant({}) }).map((promotions) =>
    promotions.map((one) => ("counts" in one ? { ...one, counts: "deal" as const } : one)),
  );
  const joint = ["threshold", "every", "steps", "threshold-rate"];
  fc.assert(
    fc.property(overall, anyBasket, (promotions, of) => {
      // Promotions on each of the goods by themselves may meet another rounding of what is left of each.
      const allJoint = promotions.every(({ kind }) => joint.includes(kind));
      const slack = allJoint ? 0 : of.lines.length;
      const all = compile(rules(promotions)).price({ ...of, points: null }).totals.due;
      promotions.forEach((_, left) => {
        const fewer = rules(promotions.filter((__, i) => i !== left));
        const without = compile(fewer).price({ ...of, points: null }).totals.due;
        expect(all).toBeLessThanOrEqual(without + slack);
      });
    }),
    runs,
  );
});

function itemSaving(document: RulesDocument, of: Basket): number {
  const { applied } = compile(document).price(of);
  return sum(applied.filter(({ lane }) => lane === "item").map(({ amount }) => amount));
}

test("no subset of the item promotions saves more, but for the rounding of each promotion on each product", () => {
  const item = promotionsOf(itemKinds, { maxLength: 5 });
  fc.assert(
    fc.property(item, anyBasket, fc.gen(), (promotions, of, g) => {
      const some = g(() => fc.subarray([...promotions]));
      const slack = of.lines.length * promotions.length;
      const all = itemSaving(rules(promotions), of);
      expect(itemSaving(rules(some), of)).toBeLessThanOrEqual(all + slack);
    }),
    runs,
  );
});

test("adding goods never lowers what item promotions without conditions save, but for rounding", () => {
  const free = promotionsOf(itemKinds, { terms: fc.record({ goods: anyGoods }), maxLength: 5 });
  fc.assert(
    fc.property(free, anyBasket, (promotions, of) => {
      const document = rules(promotions);
      const fewer = { ...of, lines: of.lines.slice(1) };
      const slack = of.lines.length * promotions.length;
      expect(itemSaving(document, of) + slack).toBeGreaterThanOrEqual(itemSaving(document, fewer));
    }),
    runs,
  );
});

test("an empty basket costs nothing", () => {
  fc.assert(
    fc.property(anyRules, (document) => {
      const priced = compile(document).price(basket([]));
      expect(priced.totals).toEqual({ list: 0, deal: 0, discount: 0, tax: 0, due: 0 });
      expect(priced.applied).toEqual([]);
    }),
    runs,
  );
});

test("verify finds nothing in what the engine made, and something in what was forged", () => {
  fc.assert(
    fc.property(anyRules, anyBasket, fc.nat(), (document, of, at) => {
      const priced = compile(document).price(of);
      expect(verify(of, document, priced)).toEqual([]);
      const which = at % Math.max(1, priced.lines.length);
      const lines = priced.lines.map((one, i) =>
        i === which ? { ...one, paid: one.paid + 1 } : one,
      );
      if (lines.length > 0) expect(verify(of, document, { ...priced, lines })).not.toEqual([]);
    }),
    runs,
  );
});

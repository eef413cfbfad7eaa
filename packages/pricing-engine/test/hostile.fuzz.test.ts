import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { baskets, laws, ruleSets } from "@tillwright/pricing-engine/testing";
import { isCodedError } from "@tillwright/values";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basket, line, lines, rules } from "./build.js";
import { runs } from "./runs.js";

// Each run breaks ten rule documents and ten baskets. `npm run test:long -- packages/pricing-engine/test/hostile.fuzz.test.ts`
// breaks 200,000 of them; with TILLWRIGHT_RUNS=5000 in the environment it is 100,000.

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -0,
    -1,
    0.1,
    1e308,
    5e-324,
    Number.MAX_SAFE_INTEGER,
    Number.MAX_SAFE_INTEGER + 2,
    "",
    " ",
    "0",
    "-5.00",
    "0.001",
    "1e5",
    "999999999999999999.99",
    "101%",
    "-1%",
    "88",
    "NaN",
    "__proto__",
    "constructor",
    "\u0000",
    "9".repeat(5000),
    [],
    {},
    [[]],
    true,
    { __proto__: { off: "1.00" } },
    JSON.parse('{"__proto__":{"off":"1.00"}}'),
    "2027-02-30",
    "25:00",
    "USD",
  ),
  fc.object({ maxDepth: 2 }),
);

interface Wound {
  readonly at: number;
  readonly how: "replace" | "remove" | "add" | "double";
  readonly by: unknown;
}

const wounds: fc.Arbitrary<readonly Wound[]> = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom(
      "replace" as const,
      "replace" as const,
      "remove" as const,
      "add" as const,
      "double" as const,
    ),
    by: hostile,
  }),
  { minLength: 1, maxLength: 3 },
);

type Place = readonly (string | number)[];

function placesIn(value: unknown, path: Place = []): readonly Place[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The document with something in it broken. */
function wounded(document: unknown, { at, how, by }: Wound): unknown {
  const places = placesIn(document);
  const place = places[at % places.length] ?? [];
  return changedAt(document, place, how, by);
}

function changedAt(value: unknown, path: Place, how: Wound["how"], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (how === "add" && typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { ...value, surplus: by };
    }
    return how === "double" && Array.isArray(value) ? [...value, ...value] : by;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    if (rest.length === 0 && how === "remove") return value.filter((_, i) => i !== step);
    return value.map((one, i) => (i === step ? changedAt(one, rest, how, by) : one));
  }
  const entries = Object.entries(value).filter(
    ([key]) => !(rest.length === 0 && how === "remove" && key === step),
  );
  return Object.fromEntries(
    entries.map(([key, one]) => [key, key === step ? changedAt(one, rest, how, by) : one]),
  );
}

/** Issues with a place and a sentence each, all different. */
function expectIssues(issues: readonly { readonly message: string; readonly path: Place }[]): void {
  expect(issues.length).toBeGreaterThan(0);
  for (const { message, path } of issues) {
    expect(message.length).toBeGreaterThan(5);
    expect(message.length).toBeLessThan(2000);
    expect(Array.isArray(path)).toBe(true);
  }
}

/** What came through the parsers is priced, soundly; or the amounts leave the safe integers, and that is said. */
function priceOrSay(document: RulesDocument, of: Basket): void {
  try {
    const engine = compile(document, { workBudget: 200_000 });
    expect(laws.sharesSumExactly(engine, of)).toEqual([]);
    expect(laws.lineBetweenZeroAndList(engine, of)).toEqual([]);
  } catch (error) {
    const outOfRange =
      isCodedError(error, "pricing.out-of-range") || isCodedError(error, "values.out-of-range");
    const otherCurrency =
      isCodedError(error, "pricing.bad-basket") && document.currency !== of.currency;
    const takenId = isCodedError(error, "pricing.bad-basket") && of.manual !== undefined;
    if (!outOfRange && !otherCurrency && !takenId) throw error;
  }
}

test("whatever is broken in rules and basket: issues in words, or a sound price", () => {
  const pair = fc.tuple(ruleSets({ maxPromotions: 4 }), baskets({ maxLines: 4 }));
  const each = fc.array(fc.tuple(wounds, wounds), { minLength: 10, maxLength: 10 });
  let priced = 0;
  let refused = 0;
  fc.assert(
    fc.property(pair, each, ([document, of], all) => {
      for (const [inRules, inBasket] of all) {
        const rulesRead = parseRules(inRules.reduce<unknown>(wounded, document));
        const basketRead = parseBasket(inBasket.reduce<unknown>(wounded, of));
        if (!rulesRead.ok) expectIssues(rulesRead.issues);
        if (!basketRead.ok) expectIssues(basketRead.issues);
        if (!rulesRead.ok && !basketRead.ok) refused += 1;
        if (rulesRead.ok) priceOrSay(rulesRead.value, of);
        if (basketRead.ok) priceOrSay(document, basketRead.value);
        if (rulesRead.ok || basketRead.ok) priced += 1;
      }
    }),
    runs,
  );
  expect(priced).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});

test("values that are no documents at all are refused in words", () => {
  fc.assert(
    fc.property(hostile, (value) => {
      for (const read of [parseRules(value), parseBasket(value)]) {
        if (!read.ok) expectIssues(read.issues);
        expect(read.ok).toBe(false);
      }
    }),
    runs,
  );
});

describe("at the ends", () => {
  const off = { kind: "threshold" as const, id: "m", amount: "10.00", off: "1.00" };

  test("nesting without end is refused, in rules and in baskets", () => {
    let deep: unknown = { tag: "t" };
    for (let i = 0; i < 20_000; i++) deep = { not: deep };
    const nested = parseRules({ ...rules([]), promotions: [{ ...off, goods: deep }] });
    expect(nested.ok).toBe(false);
    let list: unknown = [];
    for (let i = 0; i < 20_000; i++) list = [list];
    expect(parseBasket({ ...basket([]), lines: list }).ok).toBe(false);
  });

  test("a hundred thousand lines are priced", () => {
    const many = Array.from({ length: 100_000 }, (_, i) =>
      line(`p${i % 5000}`, 0.01 + (i % 7), 1, { lineId: `l${i}` }),
    );
    const of = basket(many);
    expect(parseBasket(of).ok).toBe(true);
    const document = rules([off, { kind: "nth-item", id: "half", nth: 2, pay: "50%" }]);
    const { totals, lines: priced } = compile(document, { workBudget: 2_000_000 }).price(of);
    expect(priced).toHaveLength(100_000);
    expect(totals.due).toBe(priced.reduce((sum, { paid }) => sum + paid, 0));
    const oneMore = { ...of, lines: [...many, line("one more", 1)] };
    expect(parseBasket(oneMore).ok).toBe(false);
  });

  test("the largest amounts are priced or said to be out of range, the smallest are free", () => {
    const huge = line("huge", 1, 1, { price: { amount: Number.MAX_SAFE_INTEGER } });
    const document = rules([off, { kind: "percent-off", id: "p", pay: "87.65%" }]);
    priceOrSay(document, basket([huge]));
    priceOrSay(document, basket([huge, { ...huge, lineId: "two" }]));
    const tiny = line("tiny", 0.000001, 1);
    expect(compile(document).price(basket([tiny])).totals.due).toBe(0);
  });

  test("groups that exclude each other in a ring are settled", () => {
    const ring = rules(
      ["a", "b", "c", "d"].map((group) => ({ ...off, id: group, group })),
      {
        exclusions: [
          ["a", "b"],
          ["b", "c"],
          ["c", "d"],
          ["d", "a"],
        ],
      },
    );
    expect(parseRules(ring).ok).toBe(true);
    const { applied, totals } = compile(ring).price(basket(lines(50)));
    expect(applied.map(({ promotionId }) => promotionId)).toEqual(["a", "c"]);
    expect(totals.due).toBe(4800);
  });

  test("a basket in another currency than the rules is refused", () => {
    expect(() => compile(rules([])).price(basket([], { currency: "USD" }))).toThrow(/USD/);
  });

  test("a price of nothing and a basket of nothing cost nothing", () => {
    const document = rules([off, { kind: "amount-off", id: "a", off: "5.00" }]);
    for (const of of [basket([]), basket([line("free", 0, 3)])]) {
      expect(compile(document).price(of).totals.due).toBe(0);
    }
  });

  test("prices below zero, shares above a hundred, an id twice, a field that nobody knows: each is named", () => {
    const broken = parseRules({
      ...rules([]),
      promotions: [
        { ...off, off: "-1.00" },
        { kind: "percent-off", id: "p", pay: "101%" },
        { ...off, colour: "red" },
      ],
    });
    const messages = broken.ok ? [] : broken.issues.map(({ path }) => path.join("."));
    expect(messages.sort()).toEqual([
      "promotions.0.off",
      "promotions.1.pay",
      "promotions.2.colour",
      "promotions.2.id",
    ]);
    const negative = line("n", 1, 1, { price: { amount: -1 } });
    expect(parseBasket(basket([negative])).ok).toBe(false);
  });
});

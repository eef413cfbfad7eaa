import {
  compile,
  type Fee,
  type PricingExtension,
  perPiece,
  promotionKind,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { combinations } from "@tillwright/pricing-engine/combinations";
import { features } from "@tillwright/pricing-engine/complete";
import { gifts } from "@tillwright/pricing-engine/gifts";
import { vendors } from "@tillwright/pricing-engine/vendors";
import { isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { featuresNamed, missingFor } from "./features.js";

const mug = { product: "mug", value: "15.00" };
const delivery: Fee = { id: "delivery", kind: "delivery", amount: "5.00" };

test("one error names every feature that the rules need, what needs it and where it is imported from", () => {
  const document = rules(
    [
      { kind: "nth-item", id: "half", nth: 2, pay: "50%" },
      { kind: "bundle", id: "set", parts: [{ goods: { tag: "a" }, pieces: 2 }], price: "9.90" },
      { kind: "buy-n-get-m", id: "more", buy: 2, get: 1, mode: "add-on" },
      { kind: "gift", id: "mug", amount: "100.00", gifts: [mug] },
      { kind: "percent-off", id: "tenth", off: "10%", floor: "9.90" },
      { kind: "threshold", id: "spend", amount: "100.00", off: "10.00" },
    ],
    {
      objective: "least-cost",
      fees: [delivery],
      tax: { prices: "included", classes: [{ id: "standard", rate: "13%" }] },
      manual: { roles: { clerk: { pay: "90%" } } },
      floors: [{ price: "1.00" }],
      gates: [{ id: "wine", goods: { tag: "wine" }, when: { tier: "gold" } }],
    },
  );
  const of = "@tillwright/pricing-engine";
  expect(missingFor(() => compile(document))).toEqual([
    {
      feature: "combinations",
      entry: `${of}/combinations`,
      neededBy: ["objective", "promotion half", "promotion set", "promotion more"],
    },
    { feature: "charges", entry: `${of}/charges`, neededBy: ["fees", "tax"] },
    { feature: "manual", entry: `${of}/manual`, neededBy: ["manual"] },
    { feature: "guards", entry: `${of}/guards`, neededBy: ["floors", "gates", "promotion tenth"] },
    { feature: "gifts", entry: `${of}/gifts`, neededBy: ["promotion more", "promotion mug"] },
  ]);
  expect(missingFor(() => compile(document, { features }))).toEqual([]);
  const some = featuresNamed(["combinations", "charges", "guards"]);
  expect(missingFor(() => compile(document, { features: some })).map((one) => one.feature)).toEqual(
    ["manual", "gifts"],
  );
});

test("the message can be read by itself", () => {
  const document = rules([{ kind: "gift", id: "mug", amount: "100.00", gifts: [mug] }]);
  let told = "";
  try {
    compile(document);
  } catch (error) {
    if (isCodedError(error)) told = error.message;
  }
  expect(told).toBe(
    "compile: features that were not handed in are needed: @tillwright/pricing-engine/gifts for promotion mug",
  );
});

describe("a basket", () => {
  const engine = compile(rules([{ kind: "percent-off", id: "tenth", off: "10%" }]));
  const goods = [line("a", 10)];

  test("with manual discounts, returned lines and an objective names all three at once", () => {
    const of = basket(goods, {
      manual: [{ id: "m", role: "clerk", off: "10%" }],
      returns: [
        {
          returnId: "r",
          lineId: "1",
          taxIncluded: true,
          runs: [{ count: 1, paid: 100, tax: 0, pointsOffset: 0, points: 0 }],
        },
      ],
    });
    const missing = missingFor(() => engine.price(of, { objective: "merchant-priority" }));
    expect(missing.map(({ feature, neededBy }) => [feature, ...neededBy])).toEqual([
      ["manual", "manual"],
      ["charges", "returns"],
      ["combinations", "objective"],
    ]);
  });

  test("whose lists of them are empty needs nothing", () => {
    const of = basket(goods, { manual: [], returns: [] });
    expect(engine.price(of, { objective: "customer-best" }).totals.due).toBe(900);
  });
});

test.each<[string, Partial<RulesDocument>]>([
  ["fees", { fees: [] }],
  ["floors", { floors: [] }],
  ["gates", { gates: [] }],
  ["an objective", { objective: "customer-best" }],
])("%s that say nothing need nothing", (_name, more) => {
  expect(missingFor(() => compile(rules([], more)))).toEqual([]);
});

test("a kind that nobody has is unknown and not missing, whatever it is called", () => {
  for (const kind of ["nth-items", "constructor", "__proto__"]) {
    const document = rules([{ kind, id: "x" } as never]);
    expect(() => compile(document)).toThrow("which is not known");
    expect(() => compile(document, { features })).toThrow("which is not known");
  }
});

describe("an extension", () => {
  const twoAtMost = promotionKind("acme:two", {
    lanes: ["item"],
    compile: () => ({ ...perPiece((price) => price), atMost: 2 }),
  });
  const surprise = promotionKind("acme:surprise", {
    lanes: ["order"],
    compile: () => ({ form: "gifts", rights: () => [] }),
  });
  const acme: PricingExtension = { name: "acme", kinds: [twoAtMost, surprise] };
  const document = rules([
    { kind: "acme:two", id: "two" },
    { kind: "acme:surprise", id: "surprise" },
  ]);
  const missingWith = (handed: typeof features): unknown =>
    missingFor(() => compile(document, { features: handed, extensions: [acme] })).map(
      ({ feature, neededBy }) => [feature, ...neededBy],
    );

  test("needs the feature that holds it against the laws, and what its kinds do needs theirs", () => {
    expect(missingWith([])).toEqual([
      ["vendors", "extensions"],
      ["combinations", "promotion two"],
      ["gifts", "promotion surprise"],
    ]);
    expect(missingWith([vendors, gifts])).toEqual([["combinations", "promotion two"]]);
    expect(missingWith([vendors, gifts, combinations])).toEqual([]);
  });

  test("that gives each unit something by itself needs no combinations", () => {
    const free = promotionKind("acme:free", {
      lanes: ["item"],
      compile: () => perPiece((price) => price),
    });
    const engine = compile(rules([{ kind: "acme:free", id: "free" }]), {
      features: [vendors],
      extensions: [{ name: "acme", kinds: [free] }],
    });
    expect(engine.price(basket([line("a", 10, 3)])).totals.due).toBe(0);
  });
});

test("every feature is named like its entry and handed in twice without harm", () => {
  const names = features.map(({ name }) => name);
  expect(names).toEqual(["combinations", "gifts", "charges", "manual", "guards", "vendors"]);
  const document = rules([{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }]);
  const twice = compile(document, { features: [...features, ...features] });
  expect(twice.price(basket([line("a", 10, 2)])).totals.due).toBe(1500);
});

describe("single units that differ already", () => {
  // Neither lines that are split nor a price that does not divide by the pieces takes a search.
  const half = { kind: "percent-off" as const, id: "half", off: "50%" };
  const three = { kind: "amount-off" as const, id: "three", off: "3.00" };

  test("each run goes to what saves most on it, and a product is rounded once", () => {
    const document = rules([half, three]);
    const of = basket([
      line("a", 0, 3, { price: { amount: 1000 } }),
      { ...line("b", 5, 1), lineId: "b1" },
      { ...line("b", 5, 2), lineId: "b2" },
    ]);
    const priced = compile(document).price(of);
    expect(priced.lines.map(({ paid }) => paid)).toEqual([100, 200, 400]);
    expect(priced.certificate).toMatchObject({ optimal: true, gap: 0, upperBound: 1800 });
    expect(priced.applied.map(({ promotionId, times }) => [promotionId, times])).toEqual([
      ["three", 6],
    ]);
  });

  test("pieces with a limited price and the others are compared with their own prices", () => {
    const document = rules([
      half,
      three,
      {
        kind: "flash-price",
        id: "flash",
        prices: { a: "4.00" },
        during: { from: "2027-01-01T00:00:00+08:00" },
        piecesPerMember: 1,
      },
    ]);
    const priced = compile(document).price(basket([line("a", 10, 3)]));
    // 4.00 less 3.00, and twice 10.00 less a half.
    expect(priced.totals.due).toBe(100 + 500 + 500);
    const runs = priced.lines[0]?.runs.map(({ count, paid, takenBy }) => [count, paid, takenBy]);
    expect(runs).toEqual([
      [1, 100, "three"],
      [2, 500, "half"],
    ]);
  });
});

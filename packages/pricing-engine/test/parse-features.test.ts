import { compile, type FeatureName } from "@tillwright/pricing-engine";
import { charges } from "@tillwright/pricing-engine/charges";
import {
  type FeatureSyntax,
  nameText,
  parseBasket,
  parseRules,
} from "@tillwright/pricing-engine/parse";
import { chargesSyntax } from "@tillwright/pricing-engine/parse/charges";
import { combinationsSyntax } from "@tillwright/pricing-engine/parse/combinations";
import {
  featureSyntaxes,
  parseBasket as parseAnyBasket,
  parseRules as parseAnyRules,
} from "@tillwright/pricing-engine/parse/complete";
import { giftsSyntax } from "@tillwright/pricing-engine/parse/gifts";
import { vendorsSyntax } from "@tillwright/pricing-engine/parse/vendors";
import { isCodedError } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";

// The parser by itself knows what the lean engine knows; each feature brings its own syntax.

const half = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
const mug = { product: "mug", value: "15.00" };
const tenth = { kind: "percent-off", id: "tenth", off: "10%" };
const tax = { prices: "included", classes: [{ id: "standard", rate: "13%" }] };
const roles = { clerk: { pay: "90%" } };
const wine = { id: "wine", goods: { tag: "wine" }, when: { tier: "gold" } };
const byHand = { id: "m", role: "clerk", off: "10%" };
const back = {
  returnId: "r",
  lineId: "1",
  taxIncluded: true,
  runs: [{ count: 1, paid: 100, tax: 0, pointsOffset: 0, points: 0 }],
};

function document(more: object): object {
  return { ...rules([]), ...more };
}

function withSyntax(...names: readonly FeatureName[]): { readonly features: FeatureSyntax[] } {
  return { features: featureSyntaxes.filter(({ name }) => names.includes(name)) };
}

type Answer = ReturnType<typeof parseRules> | ReturnType<typeof parseBasket>;

function told(answer: Answer): readonly string[] {
  return answer.ok ? [] : answer.issues.map(({ code, message }) => `${code}: ${message}`);
}

function placed(answer: Answer): readonly string[] {
  return answer.ok ? [] : answer.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
}

describe.each<[feature: FeatureName, more: object, path: string, seen: string]>([
  ["combinations", { promotions: [tenth, half] }, "promotions.1.kind", '"nth-item"'],
  ["combinations", { objective: "least-cost" }, "objective", '"least-cost"'],
  [
    "gifts",
    { promotions: [{ kind: "gift", id: "g", amount: "1.00", gifts: [mug] }] },
    "promotions.0.kind",
    '"gift"',
  ],
  ["charges", { tax }, "tax", "an object"],
  ["charges", { fees: [{ id: "f", kind: "delivery", amount: "5.00" }] }, "fees", "a list"],
  [
    "charges",
    { promotions: [{ ...tenth, fundedBy: { brand: "60%", shop: "40%" } }] },
    "promotions.0.fundedBy",
    "an object",
  ],
  ["manual", { manual: { roles } }, "manual", "an object"],
  ["guards", { floors: [{ price: "1.00" }] }, "floors", "a list"],
  ["guards", { gates: [wine] }, "gates", "a list"],
  ["guards", { promotions: [{ ...tenth, floor: "9.90" }] }, "promotions.0.floor", '"9.90"'],
])("%s, of which the document has %j", (feature, more, path, seen) => {
  const others = featureSyntaxes.filter(({ name }) => name !== feature);

  test("is one issue that names the field, what was seen and the entry, whatever else was handed in", () => {
    const field = path.replace(/\.(\d+)/gu, "[$1]");
    const message = `${field} is ${seen}, which needs ${feature}Syntax of @tillwright/pricing-engine/parse/${feature} among the features`;
    for (const features of [[], others]) {
      const answer = parseRules(document(more), { features });
      expect(told(answer)).toEqual([`pricing.missing-feature: ${message}`]);
      expect(placed(answer)).toEqual([`pricing.missing-feature ${path}`]);
    }
  });

  test("is read with its syntax alone, and as the complete parser reads it", () => {
    const answer = parseRules(document(more), withSyntax(feature));
    expect(told(answer)).toEqual([]);
    expect(answer).toEqual(parseAnyRules(document(more)));
  });

  test("is needed by the engine too", () => {
    const whole = parseAnyRules(document(more));
    if (!whole.ok) throw new Error("refused");
    expect(() => compile(whole.value)).toThrow(`@tillwright/pricing-engine/${feature} for`);
  });
});

describe.each<[feature: FeatureName, more: object, path: string]>([
  ["manual", { manual: [byHand] }, "manual"],
  ["charges", { returns: [back] }, "returns"],
])("%s, of which the basket has %j", (feature, more, path) => {
  const of = { ...basket([line("a", 10)]), ...more };

  test("is one issue without its syntax, and read with it", () => {
    const answer = parseBasket(of);
    expect(placed(answer)).toEqual([`pricing.missing-feature ${path}`]);
    expect(told(answer)).toEqual([
      `pricing.missing-feature: ${path} is a list, which needs ${feature}Syntax of @tillwright/pricing-engine/parse/${feature} among the features`,
    ]);
    expect(told(parseBasket(of, withSyntax(feature)))).toEqual([]);
    expect(parseBasket(of, withSyntax(feature))).toEqual(parseAnyBasket(of));
  });
});

test("gifts that are added on need the gifts beside the combinations, each told at its own field", () => {
  const more = document({
    promotions: [{ kind: "buy-n-get-m", id: "more", buy: 2, get: 1, mode: "add-on" }],
  });
  expect(placed(parseRules(more))).toEqual([
    "pricing.missing-feature promotions.0.kind",
    "pricing.missing-feature promotions.0.mode",
  ]);
  expect(placed(parseRules(more, { features: [combinationsSyntax] }))).toEqual([
    "pricing.missing-feature promotions.0.mode",
  ]);
  expect(told(parseRules(more, { features: [combinationsSyntax, giftsSyntax] }))).toEqual([]);
});

test("what nobody here can read is not judged, and everything beside it is", () => {
  const more = document({
    pricePolicy: "dearest",
    tax: { rate: 13 },
    fees: "many",
    promotions: [
      { ...tenth, off: 0.1, fundedBy: { brand: 60 } },
      { ...half, pay: 50 },
    ],
  });
  expect(placed(parseRules(more))).toEqual([
    "pricing.missing-feature fees",
    "pricing.missing-feature tax",
    "pricing.wrong-value pricePolicy",
    "pricing.missing-feature promotions.0.fundedBy",
    "pricing.wrong-type promotions.0.off",
    "pricing.missing-feature promotions.1.kind",
  ]);
  const of = { ...basket([line("a", 10)]), storeId: 7, manual: 5, returns: [{}] };
  expect(placed(parseBasket(of))).toEqual([
    "pricing.missing-feature manual",
    "pricing.missing-feature returns",
    "pricing.wrong-type storeId",
  ]);
});

test("problems inside the lists of a basket are told together with those beside them", () => {
  const of = {
    ...basket([line("a", 10)]),
    storeId: 7,
    manual: [{ ...byHand, off: "10" }],
    returns: [{ ...back, runs: [] }],
  };
  expect(placed(parseAnyBasket(of))).toEqual([
    "pricing.wrong-type storeId",
    "pricing.out-of-range returns.0.runs",
    "pricing.wrong-value manual.0.off",
  ]);
  expect(placed(parseAnyBasket({ ...basket([]), manual: 5 }))).toEqual([
    "pricing.wrong-type manual",
  ]);
});

test("fields that say nothing need nothing", () => {
  const idle = { fees: [], floors: [], gates: [], objective: "customer-best" };
  expect(told(parseRules(document(idle)))).toEqual([]);
  expect(told(parseRules(document({ promotions: [{ ...tenth, fundedBy: "brand" }] })))).toEqual([]);
  expect(told(parseBasket({ ...basket([]), manual: [], returns: [] }))).toEqual([]);
});

test("a list where tax or roles are meant is no tax and no roles", () => {
  const wrong = document({ tax: [], manual: [] });
  expect(placed(parseRules(wrong))).toEqual([
    "pricing.missing-feature tax",
    "pricing.missing-feature manual",
  ]);
  expect(placed(parseAnyRules(wrong))).toContain("pricing.wrong-type tax");
});

describe("a name that means a feature elsewhere", () => {
  test.each(["tax", "manual", "fees", "objective", "extensions", "", "kind:gift", "toString"])(
    "is an unknown kind where it stands as the kind %j, and no missing feature",
    (kind) => {
      const more = document({ promotions: [{ kind, id: "x" }] });
      expect(placed(parseRules(more))).toEqual(["pricing.unknown-kind promotions.0.kind"]);
      expect(() => compile(more as never)).toThrow(`of the kind ${kind}, which is not known`);
    },
  );

  test.each(["returns", "extensions", "gift", "nth-item", "kind:gift", "floor:", "fundedBy"])(
    "is an unknown field where it stands as the field %j of a document",
    (field) => {
      expect(placed(parseRules(document({ [field]: [1] })))).toEqual([
        `pricing.unknown-field ${field}`,
      ]);
    },
  );

  test("is an unknown field of a basket or of a promotion, and a lane of the engine", () => {
    expect(placed(parseBasket({ ...basket([]), tax }))).toEqual(["pricing.unknown-field tax"]);
    expect(placed(parseRules(document({ promotions: [{ ...tenth, manual: [byHand] }] })))).toEqual([
      "pricing.unknown-field promotions.0.manual",
    ]);
    const wrong = document({ promotions: [{ ...tenth, lane: "tax" }] });
    expect(told(parseRules(wrong))).toEqual([
      "pricing.wrong-value: promotions[0].lane: a percent-off runs in item, order, coupon, manual",
    ]);
  });
});

test("an unknown kind lists the kinds that can be read here", () => {
  const [lean = ""] = told(parseRules(document({ promotions: [{ kind: "sale", id: "x" }] })));
  expect(lean).toContain("percent-off");
  expect(lean).not.toContain("bundle");
  const more = { features: [combinationsSyntax] };
  const [wide = ""] = told(parseRules(document({ promotions: [{ kind: "sale", id: "x" }] }), more));
  expect(wide).toContain("bundle");
});

describe("extensions", () => {
  const acme = {
    name: "acme",
    conditionSyntaxes: [{ key: "acme:shelf", place: "goods" as const, schema: () => nameText }],
  };
  const top = document({ promotions: [{ ...tenth, goods: { "acme:shelf": "top" } }] });

  test("are read with the syntax of vendors", () => {
    const more = { features: [vendorsSyntax], extensions: [acme] };
    expect(told(parseRules(top, more))).toEqual([]);
  });

  test("without it are a mistake of the program, which is thrown", () => {
    let caught: unknown;
    try {
      parseRules(top, { extensions: [acme] });
    } catch (error) {
      caught = error;
    }
    if (!isCodedError(caught, "pricing.missing-feature")) throw new Error("not thrown");
    expect(caught.message).toBe(
      "parseRules: extensions need vendorsSyntax of @tillwright/pricing-engine/parse/vendors among the features",
    );
    expect(caught.facts["missing"]).toEqual([
      {
        feature: "vendors",
        entry: "@tillwright/pricing-engine/parse/vendors",
        neededBy: ["extensions"],
      },
    ]);
    expect(told(parseRules(document({}), { extensions: [] }))).toEqual([]);
  });
});

test("a feature in place of its syntax, or the other way round, does not compile, and brings nothing", () => {
  // @ts-expect-error the engine's part of a feature reads no document
  const answer = parseRules(document({ tax }), { features: [charges] });
  expect(placed(answer)).toEqual(["pricing.missing-feature tax"]);
  // @ts-expect-error the syntax of a feature prices nothing
  const mistake = (): unknown => compile(rules([]), { features: [chargesSyntax] });
  expect(mistake).toThrow();
});

test("a syntax that is handed in twice tells each problem once", () => {
  const twice = { features: [chargesSyntax, chargesSyntax] };
  expect(placed(parseRules(document({ tax: { ...tax, prices: "net" } }), twice))).toEqual([
    "pricing.wrong-value tax.prices",
  ]);
});

test("every syntax is named like its feature", () => {
  const names = featureSyntaxes.map(({ name }) => name);
  expect(names).toEqual(["combinations", "gifts", "charges", "manual", "guards", "vendors"]);
});

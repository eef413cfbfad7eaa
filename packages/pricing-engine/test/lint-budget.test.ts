import {
  type ExtensionPromotion,
  type PricingExtension,
  type Promotion,
  promotionKind,
  type RulesDocument,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import {
  type LintExtension,
  type LintFinding,
  type LintOptions,
  lint,
} from "@tillwright/pricing-engine/lint";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";

// Whatever the budget, what a finding says of its basket is true of that basket.

const tea = line("tea", 10);
const document = rules([
  { kind: "threshold", id: "full", amount: "10.00", off: "2.00" },
  { kind: "threshold-rate", id: "tenth", pieces: 1, pay: "90%" },
  { kind: "member-price", id: "card", prices: { tea: "9.00" } },
  { kind: "percent-off", id: "weak", pay: "95%", goods: { product: "tea" } },
  { kind: "percent-off", id: "strong", pay: "80%", goods: { product: "tea" } },
]);
const options: LintOptions = { catalogue: [{ line: tea, cost: 900 }], floor: "85%" };

/** What the promotions of these ids, by the priorities they are given, make of a basket. */
function dueOf(
  { basket: of }: LintFinding,
  ids: readonly string[],
  priorities: readonly number[] = [],
): number {
  const promotions = ids.map((id, i): Promotion => {
    const found = document.promotions.find((one) => one.id === id);
    if (found === undefined || of === null) throw new Error(`${id} or its basket is not there`);
    return { ...found, priority: priorities[i] ?? found.priority ?? 0 };
  });
  const made: RulesDocument = { ...document, promotions };
  return compile(made).price(of ?? basket([])).totals.due;
}

function check(finding: LintFinding): void {
  const { code, reason, promotionIds } = finding;
  const [one = "", other = ""] = promotionIds;
  const facts = reason.facts;
  switch (code) {
    case "pricing.lint.order-dependent":
      expect(facts).toMatchObject({
        oneFirst: dueOf(finding, [one, other], [1, -1]),
        otherFirst: dueOf(finding, [one, other], [-1, 1]),
      });
      expect(facts["oneFirst"]).not.toBe(facts["otherFirst"]);
      break;
    case "pricing.lint.raises-total":
      expect(facts).toMatchObject({
        alone: dueOf(finding, [other]),
        both: dueOf(finding, [one, other]),
      });
      break;
    case "pricing.lint.inversion":
      expect(facts).toMatchObject({ smallerDue: dueOf(finding, [one]) });
      expect(facts["saved"]).toBe(Number(facts["smallerDue"]) - Number(facts["largerDue"]));
      expect(facts["saved"]).toBeGreaterThan(0);
      break;
    case "pricing.lint.below-cost":
    case "pricing.lint.below-floor": {
      const priced = compile(document).price(finding.basket ?? basket([]));
      const sold = priced.lines.find(({ paid }) => paid === facts["paid"]);
      const by = new Set(sold?.adjustments.map(({ promotionId }) => promotionId));
      expect([...by].sort()).toEqual([...promotionIds].sort());
      expect(Number(facts["paid"])).toBeLessThan(Number(facts["least"]));
      break;
    }
    case "pricing.lint.shadowed":
      expect(one).toBe("weak");
      expect(promotionIds).toContain("strong");
      break;
    default:
      throw new Error(`${code} is not expected`);
  }
}

test("without costs and a floor nothing is given up on about them, with them what was found is told", () => {
  const sales = "sales below cost and floor";
  expect(lint(document, { budget: 1 }).gaveUpOn).not.toContain(sales);
  expect(lint(document, { ...options, budget: 1 }).gaveUpOn).toContain(sales);
  const whole = lint(document, options);
  const partly = Array.from({ length: 20 }, (_, i) =>
    lint(document, { ...options, budget: Math.round((whole.pricings * i) / 20) }),
  );
  const told = partly.filter(
    ({ findings, gaveUpOn }) =>
      gaveUpOn.includes(sales) && findings.some(({ code }) => code === "pricing.lint.below-cost"),
  );
  expect(told.length).toBeGreaterThan(0);
});

test("goods that only two promotions together sell below the floor", () => {
  const by = (id: string, goods: object): Promotion =>
    ({ kind: "percent-off", id, lane: "coupon", pay: "60%", goods }) as Promotion;
  const both = rules([by("a", { tag: "t" }), by("b", { brand: "x" })]);
  const below = lint(both, { floor: "50%" }).findings.filter(
    ({ code }) => code === "pricing.lint.below-floor",
  );
  expect(below.map(({ promotionIds }) => promotionIds)).toEqual([["a", "b"]]);
  expect(below[0]?.basket?.lines).toMatchObject([{ tags: ["t"], brand: "x" }]);
});

describe("what the shop and its vendors hand in", () => {
  test("goods whose prices leave the safe integers are no finding and no failure", () => {
    const gold = ["g1", "g2"].map((id) => ({
      line: line(id, 0, 1, { price: { amount: Number.MAX_SAFE_INTEGER } }),
    }));
    const pair: Promotion = { kind: "nth-item", id: "half", nth: 2, pay: "50%" };
    expect(lint(rules([pair]), { catalogue: gold }).complete).toBe(true);
  });

  test("what a vendor's kind throws is thrown", () => {
    const broken: PricingExtension = {
      name: "acme",
      version: "1",
      kinds: [
        promotionKind<ExtensionPromotion>("acme:broken", {
          lanes: ["order"],
          compile: () => ({
            form: "joint",
            sharedBy: "deal",
            discount: () => {
              throw new Error("a vendor's mistake");
            },
          }),
        }),
      ],
    };
    const own = rules([{ kind: "acme:broken", id: "b" } as Promotion]);
    expect(() => lint(own, { compile: { extensions: [broken] } })).toThrow("a vendor's mistake");
  });

  test("the basket for which a vendor's condition holds is asked of whoever knows it", () => {
    const rain: PricingExtension = {
      name: "acme",
      version: "1",
      basketConditions: [
        {
          key: "acme:rain",
          compile:
            () =>
            ({ basket: of }) =>
              of.channel === "rainy",
        },
      ],
    };
    const own = rules([{ kind: "percent-off", id: "p", pay: "50%", when: { "acme:rain": true } }]);
    const codes = (extensions: readonly LintExtension[]) =>
      lint(own, { compile: { extensions: [rain] }, extensions }).findings.map(({ code }) => code);
    expect(codes([{ baskets: { "acme:snow": () => ({ channel: "white" }) } }])).toContain(
      "pricing.lint.gives-nothing",
    );
    const knows: LintExtension = { baskets: { "acme:rain": () => ({ channel: "rainy" }) } };
    expect(codes([{ goods: {} }, knows])).toEqual([]);
  });
});

describe("a finding is true of its basket", () => {
  const whole = lint(document, options);

  test("when nothing limits the search", () => {
    expect(new Set(whole.findings.map(({ code }) => code))).toEqual(
      new Set([
        "pricing.lint.order-dependent",
        "pricing.lint.raises-total",
        "pricing.lint.inversion",
        "pricing.lint.below-cost",
        "pricing.lint.below-floor",
        "pricing.lint.shadowed",
      ]),
    );
    for (const one of whole.findings) check(one);
  });

  test("wherever the budget ends", () => {
    for (let budget = 1; budget < whole.pricings; budget += 37) {
      for (const one of lint(document, { ...options, budget }).findings) check(one);
    }
  });
});

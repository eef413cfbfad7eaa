import type { Promotion, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { type LintFinding, type LintOptions, lint } from "@tillwright/pricing-engine/lint";
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
      expect(priced.lines.map(({ paid }) => paid)).toContain(facts["paid"]);
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

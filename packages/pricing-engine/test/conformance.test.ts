import { readFileSync } from "node:fs";
import type { Basket, PricedBasket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";

/** What an implementation has to give; of the figures those that a case names. */
interface Expected {
  readonly due: number;
  readonly paid?: readonly number[];
  readonly applied?: readonly { readonly promotionId: string; readonly amount: number }[];
  readonly points?: { readonly used: number; readonly amount: number } | null;
  readonly tax?: number;
  readonly fees?: number;
  readonly gifts?: readonly (readonly [string, number])[];
  readonly units?: readonly (readonly number[])[];
}

interface Case {
  readonly name: string;
  readonly covers: readonly string[];
  readonly guards?: readonly string[];
  readonly rules: RulesDocument;
  readonly basket: Basket;
  readonly expected: Expected;
}

const folder = new URL("../conformance/", import.meta.url);
const cases: readonly Case[] = ["worked-examples.json", "bugs-and-laws.json"].flatMap((name) =>
  JSON.parse(readFileSync(new URL(name, folder), "utf8")),
);

function figuresOf(priced: PricedBasket): Required<Expected> {
  const { totals, lines, applied, points, gifts } = priced;
  return {
    due: totals.due,
    paid: lines.map(({ paid }) => paid),
    applied: applied.map(({ promotionId, amount }) => ({ promotionId, amount })),
    points,
    tax: totals.tax,
    fees: totals.fees,
    gifts: gifts.map(({ productId, count }): [string, number] => [productId ?? "", count]),
    units: lines.map(({ runs }) =>
      runs.flatMap(({ count, paid }) => new Array<number>(count).fill(paid)).sort((a, b) => a - b),
    ),
  };
}

describe("the conformance cases", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const rules = parseRules(one.rules);
    expect(rules.ok ? [] : rules.issues).toEqual([]);
    const basket = parseBasket(one.basket);
    expect(basket.ok ? [] : basket.issues).toEqual([]);
    const priced = compile(one.rules).price(one.basket);
    const figures = figuresOf(priced);
    const named = Object.keys(one.expected) as (keyof Expected)[];
    expect(Object.fromEntries(named.map((key) => [key, figures[key]]))).toEqual(one.expected);
    expect(verify(one.basket, one.rules, priced)).toEqual([]);
  });

  test("have a name each and cover what they say", () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    for (const { covers, rules } of cases) {
      const kinds = new Set<string>(rules.promotions.map(({ kind }) => kind));
      expect(covers.filter((one) => one !== "points" && !kinds.has(one))).toEqual([]);
    }
  });
});

/** How often each thing occurs, as rows of a table. */
function rows(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([name, count]) => `| ${name} | ${count} |`);
}

describe("the table of what they cover", () => {
  const kinds = cases.flatMap(({ covers }) => covers);
  const guards = cases.flatMap((one) => one.guards ?? []);

  test("is that of COVERAGE.md", async () => {
    const table = [
      "# What worked-examples.json and bugs-and-laws.json cover",
      "",
      `${cases.length} cases. Written by the tests; \`npx vitest run -u\` on test/conformance.test.ts writes it anew.`,
      "",
      "| kind of promotion | cases |",
      "|---|---|",
      ...rows(kinds),
      "",
      "| law, or mistake that others made | cases |",
      "|---|---|",
      ...rows(guards),
      "",
    ].join("\n");
    await expect(table).toMatchFileSnapshot("../conformance/COVERAGE.md");
  });

  test("has every built-in kind and each of the thirty-two mistakes", () => {
    const builtin = [
      "member-price",
      "flash-price",
      "price-list",
      "member-rate",
      "percent-off",
      "amount-off",
      "fixed-price",
      "nth-item",
      "buy-n-get-m",
      "pick-m-for-price",
      "bundle",
      "add-on-price",
      "gift",
      "threshold",
      "every",
      "steps",
      "threshold-rate",
      "offered-amount",
    ];
    expect(builtin.filter((kind) => !kinds.includes(kind))).toEqual([]);
    const mistakes = Array.from({ length: 32 }, (_, i) => `bug ${i + 1}`);
    expect(mistakes.filter((one) => !guards.includes(one))).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });
});

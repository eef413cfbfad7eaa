import { readFileSync } from "node:fs";
import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";

interface Case {
  readonly name: string;
  readonly rules: RulesDocument;
  readonly basket: Basket;
  readonly expected: {
    readonly due: number;
    readonly paid: readonly number[];
    readonly applied: readonly { readonly promotionId: string; readonly amount: number }[];
    readonly points: null;
  };
}

const file = new URL("../conformance/objectives.json", import.meta.url);
const cases: readonly Case[] = JSON.parse(readFileSync(file, "utf8"));

describe("the conformance cases of objectives", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(parseRules(one.rules).ok).toBe(true);
    expect(parseBasket(one.basket).ok).toBe(true);
    const priced = compile(one.rules).price(one.basket);
    expect({
      due: priced.totals.due,
      paid: priced.lines.map(({ paid }) => paid),
      applied: priced.applied.map(({ promotionId, amount }) => ({ promotionId, amount })),
      points: priced.points,
    }).toEqual(one.expected);
    expect(priced.certificate).toMatchObject({
      objective: one.rules.objective,
      optimal: true,
      gap: 0,
    });
    expect(verify(one.basket, one.rules, priced)).toEqual([]);
  });
});

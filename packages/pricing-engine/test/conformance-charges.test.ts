import { readFileSync } from "node:fs";
import type { Basket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { parseBasket, parseRules } from "@tillwright/pricing-engine/parse/complete";
import {
  planReturn,
  type ReturnPolicy,
  type ReturnRequest,
} from "@tillwright/pricing-engine/returns";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";

interface PricingCase {
  readonly name: string;
  readonly covers: readonly string[];
  readonly rules: RulesDocument;
  readonly basket: Basket;
  readonly expected: Readonly<Record<string, unknown>>;
}

interface ReturnCase extends Pick<ReturnRequest, "now" | "gifts"> {
  readonly name: string;
  readonly rules: RulesDocument;
  readonly basket: Basket;
  readonly expected: Readonly<Record<ReturnPolicy, number | string>>;
}

function read<Case>(name: string): readonly Case[] {
  return JSON.parse(readFileSync(new URL(`../conformance/${name}`, import.meta.url), "utf8"));
}

const pricing = read<PricingCase>("fees-taxes-exchanges.json");
const returns = read<ReturnCase>("returns.json");

describe("fees, taxes and exchanges", () => {
  test.each(pricing.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    expect(parseRules(one.rules).ok).toBe(true);
    expect(parseBasket(one.basket).ok).toBe(true);
    const priced = compile(one.rules).price(one.basket);
    const { returned, ...expected } = one.expected;
    expect({
      due: priced.totals.due,
      fees: priced.fees.map(({ feeId, paid, tax }) => ({ feeId, paid, tax })),
      taxes: priced.taxes,
    }).toEqual(expected);
    expect(priced.returned).toEqual(returned ?? []);
    expect(verify(one.basket, one.rules, priced)).toEqual([]);
  });
});

describe("returns", () => {
  const each = returns.flatMap((one) =>
    Object.entries(one.expected).map(
      ([policy, expected]) => [policy, one.name, one, expected] as const,
    ),
  );
  test.each(each)("%s: %s", (policy, _name, one, expected) => {
    const engine = compile(one.rules);
    const planned = planReturn({
      engine,
      basket: one.basket,
      priced: engine.price(one.basket),
      policy: policy as ReturnPolicy,
      now: one.now,
      ...(one.gifts === undefined ? {} : { gifts: one.gifts }),
    });
    expect(planned.ok ? planned.value.money : planned.refusal.code).toBe(expected);
  });
});

test("every case has a name of its own", () => {
  const names = [...pricing, ...returns].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

import type { Basket, Promotion } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { parseRules } from "@tillwright/pricing-engine/parse/complete";
import { expect, test } from "vitest";
import { basket, due, line, lines, member, rules } from "./build.js";

const off: Promotion = { kind: "threshold", id: "m", amount: "0.00", off: "10.00" };

function used(scope: "member" | "total", uses: number, amount = 0): Partial<Basket> {
  return { member: member(), usage: [{ promotionId: "m", scope, uses, amount }] };
}

test.each<[string, Promotion, Partial<Basket>, number, string]>([
  [
    "twice each, once used",
    { ...off, limits: { perMember: 2 } },
    used("member", 1),
    90,
    "pricing.gave.threshold",
  ],
  [
    "twice each, twice used",
    { ...off, limits: { perMember: 2 } },
    used("member", 2),
    100,
    "pricing.used-up.perMember",
  ],
  [
    "each member once, and no member",
    { ...off, limits: { perMember: 1 } },
    {},
    100,
    "pricing.condition.member",
  ],
  [
    "a hundred in all, 99 used",
    { ...off, limits: { total: 100 } },
    used("total", 99),
    90,
    "pricing.gave.threshold",
  ],
  [
    "a hundred in all, used up",
    { ...off, limits: { total: 100 } },
    used("total", 100),
    100,
    "pricing.used-up.total",
  ],
  [
    "a budget with room",
    { ...off, limits: { budget: "50.00" } },
    used("total", 4, 4999),
    90,
    "pricing.gave.threshold",
  ],
  [
    "a budget that is spent",
    { ...off, limits: { budget: "50.00" } },
    used("total", 5, 5000),
    100,
    "pricing.used-up.budget",
  ],
  [
    "somebody else's use",
    { ...off, limits: { perMember: 1 } },
    { member: member(), usage: [{ promotionId: "x", scope: "member", uses: 9, amount: 0 }] },
    90,
    "pricing.gave.threshold",
  ],
])("%s", (_title, promotion, more, owed, code) => {
  const of = basket(lines(100), more);
  expect(due(rules([promotion]), of)).toBe(owed);
  const engine = compile(rules([promotion]));
  expect(explain(engine, of, engine.price(of)).promotions[0]?.reason.code).toBe(code);
});

test.each<[string, Promotion, number]>([
  [
    "满折 with a cap: 300 at 8折, at most 50 off -> 250",
    { kind: "threshold-rate", id: "r", amount: "100.00", pay: "80%", cap: "50.00" },
    250,
  ],
  [
    "每满减 with a cap: 300, 每满50减20, at most 100 off -> 200",
    { kind: "every", id: "e", amount: "50.00", off: "20.00", cap: "100.00" },
    200,
  ],
  [
    "a cap that is not reached changes nothing: 300 - 30",
    { kind: "threshold", id: "t", amount: "100.00", off: "30.00", cap: "50.00" },
    270,
  ],
])("%s", (_title, promotion, owed) => {
  expect(due(rules([promotion]), basket([line("a", 100, 3)]))).toBe(owed);
});

test("limits that make no sense are refused at their path", () => {
  const result = parseRules(rules([{ ...off, limits: { perMember: 0, budget: "0.00" } }]));
  expect(result.ok ? [] : result.issues.map(({ path }) => path.join("."))).toEqual([
    "promotions.0.limits.perMember",
    "promotions.0.limits.budget",
  ]);
});

test("a price for the whole line is shared where a member may have only one of its pieces cheaper", () => {
  const card: Promotion = { kind: "price-list", id: "card", list: "card" };
  const flash: Promotion = {
    kind: "flash-price",
    id: "flash",
    prices: { duck: "3.33" },
    during: { daily: { from: "00:00", until: "24:00" } },
    piecesPerMember: 1,
  };
  const four = line("duck", 99.9, 4, { listPrices: { card: 19_980 } });
  const of = basket([four], { member: member() });
  // One at 3.33, and three of the four at 199.80 for all: 3.33 + 149.85.
  expect(due(rules([card, flash]), of)).toBe(153.18);
});

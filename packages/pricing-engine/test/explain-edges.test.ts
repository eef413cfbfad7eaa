import type { Basket, PricedBasket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { explain } from "@tillwright/pricing-engine/explain";
import { describe, expect, test } from "vitest";
import { basket, line, lines, member, rules } from "./build.js";

const explained = (document: RulesDocument, of: Basket) =>
  explain(document, of, compile(document).price(of));
const off = { kind: "threshold", id: "m", amount: "10.00", off: "1.00" } as const;

describe("gates", () => {
  const document = rules([], {
    gates: [
      { id: "rare", name: "Rare", goods: { tag: "rare" }, when: { quantity: { atLeast: 3 } } },
      { id: "two", goods: { product: "mask" }, atMost: 2 },
      { id: "ticket", goods: { product: "ticket" }, needs: "code", codes: ["X"] },
      { id: "card", goods: { product: "card" }, needs: "offer" },
    ],
  });
  const of = basket([
    line("wine", 9, 2, { tags: ["rare"] }),
    line("mask", 1, 2),
    line("mask", 1, 3, { lineId: "more" }),
    line("ticket", 5),
    line("card", 5),
  ]);

  test("tell what was seen of their own goods, and which need was not met", () => {
    const told = explained(document, of).barred.map(({ lineId, gateId, reason }) => [
      lineId,
      gateId,
      reason.code,
      reason.facts,
    ]);
    const three = { name: "two", limit: 2, seen: 5 };
    expect(told).toEqual([
      ["card", "card", "pricing.needs-offer", { name: "card" }],
      [
        "wine",
        "rare",
        "pricing.condition.quantity-least",
        { name: "Rare", needed: 3, seen: 2, missing: 1 },
      ],
      ["ticket", "ticket", "pricing.needs-code", { name: "ticket" }],
      ["mask", "two", "pricing.too-many", three],
      ["more", "two", "pricing.too-many", three],
    ]);
  });
});

test("a refused discount names the roles that could give it, or nobody", () => {
  const document = rules([], {
    manual: { roles: { clerk: { pay: "90%" }, boss: {} } },
  });
  const asked = (role: string) => basket(lines(10), { manual: [{ id: "h", role, pay: "50%" }] });
  expect(explained(document, asked("clerk")).refusals).toEqual([
    {
      manualId: "h",
      reason: { code: "pricing.refused.role-limit", facts: { name: "h" } },
      advice: { code: "pricing.ask-role", facts: { roles: ["boss"] } },
    },
  ]);
  const alone = rules([], { manual: { roles: { clerk: { pay: "90%" } } } });
  expect(explained(alone, asked("clerk")).refusals[0]?.advice).toBe(null);
  expect(explained(document, asked("boss")).refusals).toEqual([]);
});

test("a discount by hand, points and the tax of an exempt customer are told at their lines", () => {
  const document = rules([], {
    manual: { roles: { boss: {} } },
    tax: {
      prices: "included",
      classes: [{ id: "a", rate: "25%" }],
      exempt: { when: { tier: "gold" } },
    },
  });
  const of = basket([line("tea", 5, 2)], {
    member: member({ tier: "gold" }),
    manual: [{ id: "h", role: "boss", amount: 200 }],
    points: { balance: 300, pointsPerMajorUnit: 100, step: 1, cap: null, requested: "max" },
  });
  const [tea] = explained(document, of).lines;
  expect(tea?.reasons.map(({ reason }) => reason)).toEqual([
    { code: "pricing.gave.manual", facts: { name: "h", amount: 200 } },
    { code: "pricing.gave.points", facts: { points: 300, amount: 300 } },
    { code: "pricing.gave.tax-exempt", facts: { amount: 100 } },
  ]);
});

describe("fees", () => {
  const ride = { kind: "delivery", id: "f", amount: "8.00" } as const;
  const told = (fee: object, of: Basket) => {
    const [one] = explained(rules([off], { fees: [{ ...ride, ...fee }] }), of).fees;
    return [one?.charged, one?.reason.code, one?.reason.facts, one?.advice];
  };

  test("tell what is missing to the amount from which they are free, of their own goods", () => {
    const of = basket(lines(30, 50));
    expect(told({}, of)).toEqual([true, "pricing.fee.delivery", { name: "f", amount: 800 }, null]);
    const add = (missing: number) => ({ code: "pricing.fee.add-for-free", facts: { missing } });
    expect(told({ freeFrom: "100.00" }, of)[3]).toEqual(add(2_000));
    expect(told({ freeFrom: "100.00", counts: "running" }, of)[3]).toEqual(add(2_100));
    expect(told({ freeFrom: "100.00", goods: { product: "p1" } }, of)[3]).toEqual(add(7_000));
  });

  test("tell why nothing was charged, and advise nothing", () => {
    const of = basket(lines(30, 50));
    const name = "Ride";
    expect(told({ name, freeFrom: "80.00" }, of)).toEqual([
      false,
      "pricing.fee.free",
      { name, needed: 8_000, seen: 8_000 },
      null,
    ]);
    expect(told({ name, goods: { product: "x" } }, of)).toEqual([
      false,
      "pricing.fee.no-goods",
      { name },
      null,
    ]);
    expect(told({ name, when: { quantity: { atLeast: 5 } } }, of)).toEqual([
      false,
      "pricing.condition.quantity-least",
      { name, needed: 5, seen: 2, missing: 3 },
      null,
    ]);
  });
});

describe("taxes", () => {
  const parts = [
    { id: "state", name: "State", rate: "6%" },
    { id: "city", rate: "2%" },
  ];
  const told = (document: RulesDocument, of: Basket) =>
    explained(document, of).taxes.map(({ reason }) => [reason.code, reason.facts["name"]]);

  test("have the name of their part, of their class, or their id", () => {
    const tax = {
      prices: "added",
      classes: [
        { id: "w", name: "Wine", rate: "13%", goods: { product: "p1" } },
        { id: "a", parts },
      ],
    } as const;
    expect(told(rules([], { tax }), basket(lines(10, 20)))).toEqual([
      ["pricing.tax.added", "Wine"],
      ["pricing.tax.added", "State"],
      ["pricing.tax.added", "city"],
    ]);
  });

  test("that are none are told as none only for who is exempt, not at a rate of nothing", () => {
    const tax = {
      prices: "included",
      classes: [
        { id: "z", rate: "0%", goods: { product: "p1" } },
        { id: "a", rate: "9%" },
      ],
      exempt: { when: { tier: "gold" } },
    } as const;
    const document = rules([], { tax });
    expect(told(document, basket(lines(10, 20)))).toEqual([
      ["pricing.tax.included", "z"],
      ["pricing.tax.included", "a"],
    ]);
    const gold = basket(lines(10, 20), { member: member({ tier: "gold" }) });
    expect(told(document, gold)).toEqual([
      ["pricing.tax.included", "z"],
      ["pricing.tax.none", "a"],
    ]);
  });
});

describe("thresholds that count what is left", () => {
  const half = { kind: "nth-item", id: "h", nth: 2, pay: "50%" } as const;
  const running = (kind: object) =>
    explained(
      rules([half, { id: "m", counts: "running", ...kind } as never]),
      basket([line("a", 40, 2)]),
    ).promotions[1];

  test("tell what is left before them, not what they took themselves", () => {
    // 80 less 20 for the second piece.
    expect(
      running({ kind: "threshold", amount: "70.00", off: "5.00" })?.reason.facts,
    ).toMatchObject({
      needed: 7_000,
      seen: 6_000,
      missing: 1_000,
    });
    expect(running({ kind: "every", amount: "50.00", off: "5.00" })).toMatchObject({
      applied: true,
      advice: { code: "pricing.add-for-off", facts: { missing: 4_000, off: 500 } },
    });
    expect(running({ kind: "every", amount: "50.00", off: "5.00", atMost: 2 })?.advice).not.toBe(
      null,
    );
  });
});

test("a line that the result does not know is explained by its shelf price", () => {
  const of = basket(lines(30));
  const priced: PricedBasket = { ...compile(rules([])).price(of), lines: [] };
  const [one] = explain(rules([{ ...off, amount: "50.00" }]), of, priced).promotions;
  expect(one?.reason.facts).toMatchObject({ seen: 3_000, missing: 2_000 });
});

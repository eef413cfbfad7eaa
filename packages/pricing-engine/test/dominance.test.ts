import {
  type Objective,
  type Promotion,
  shareBlocks,
  type UnitsEffect,
} from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { rateOf } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { type Cell, createCell } from "../src/internal/cell.js";
import { withoutDominated } from "../src/internal/dominance.js";
import { basket, line, lines, rules } from "./build.js";

const goods = lines(31, 29, 27, 23, 19, 17, 13, 11, 7, 5, 3, 2);
const pair: Promotion = { kind: "nth-item", id: "pair", nth: 2, pay: "50%" };
const trio: Promotion = { kind: "buy-n-get-m", id: "trio", buy: 2, get: 1 };

/** Steps that are enough for these two promotions on twelve pieces, and for hardly a third one besides. */
const workBudget = 500;

function certificateOf(promotions: readonly Promotion[], objective: Objective = "customer-best") {
  const priced = compile(rules(promotions, { objective }), { workBudget }).price(basket(goods));
  return { due: priced.totals.due, optimal: priced.certificate.optimal };
}

const alone = certificateOf([pair, trio]);

test("two promotions are proven within their steps, and a third that is needed is not", () => {
  expect(alone.optimal).toBe(true);
  const four: Promotion = { kind: "buy-n-get-m", id: "four", buy: 3, get: 1 };
  expect(certificateOf([pair, trio, four]).optimal).toBe(false);
});

test("ten copies of a promotion cost the search what one costs", () => {
  const copies = Array.from({ length: 10 }, (_, i) => [
    { ...pair, id: `pair-${i}` },
    { ...trio, id: `trio-${i}` },
  ]).flat();
  expect(certificateOf(copies)).toEqual(alone);
});

test("a promotion that saves less at every position is never needed beside one that saves more, whichever comes first", () => {
  for (const id of ["a-before", "z-after"]) {
    expect(certificateOf([pair, trio, { ...pair, id, pay: "80%" }])).toEqual(alone);
  }
});

test("one that saves more at some position, takes other goods, or is not limited is needed", () => {
  const due = (...promotions: readonly Promotion[]): number =>
    compile(rules(promotions)).price(basket(goods)).totals.due;
  const slanted: Promotion = { kind: "nth-item", id: "s", rates: ["90%", "60%"], repeat: true };
  expect(due(pair, slanted)).toBeLessThan(due(pair));
  const weak: Promotion = { ...pair, id: "weak", pay: "80%" };
  const few: Promotion = { ...pair, goods: { product: ["p1", "p2", "p3", "p4"] } };
  expect(due(few, weak)).toBeLessThan(due(few));
  const once: Promotion = { ...pair, atMost: 1 };
  expect(due(once, weak)).toBeLessThan(due(once));
  const whole: Promotion = { ...pair, nth: 5, pay: "0%" };
  const open: Promotion = {
    kind: "nth-item",
    id: "o",
    rates: ["100%", "100%", "100%", "100%", "90%"],
  };
  expect(due(open, whole)).toBeLessThanOrEqual(due(whole));
});

test("where priorities decide, a weaker promotion of a higher priority is not replaced, and one of a lower is", () => {
  const weak: Promotion = { ...pair, id: "weak", pay: "80%" };
  expect(certificateOf([pair, weak], "merchant-priority")).toEqual(certificateOf([pair]));
  const first = compile(
    rules([pair, { ...weak, priority: 1 }], { objective: "merchant-priority" }),
  );
  const priced = first.price(basket([line("a", 10, 2)]));
  expect(priced.applied.map(({ promotionId }) => promotionId)).toEqual(["weak"]);
});

describe("which of two promotions on the same goods is left out", () => {
  const cells = [line("a", 30), line("b", 20), line("c", 10)].map((one) =>
    createCell(one, 1, 1, 1000, null),
  );
  const all = cells.slice();
  const half: UnitsEffect = shareBlocks([rateOf(1, 1), rateOf(1, 2)], { atMost: null });
  const third: UnitsEffect = shareBlocks([rateOf(1, 1), rateOf(2, 3)], { atMost: null });
  const rival = (
    effect: UnitsEffect,
    more: { priority?: number; joined?: readonly Cell[] } = {},
  ) => ({
    promotion: { priority: more.priority ?? 0 },
    effect,
    joined: more.joined ?? all,
  });
  type Terms = Parameters<typeof rival>;

  test.each<[string, Terms, Terms, Objective, "strong" | "both"]>([
    ["saves less at each position", [half], [third], "customer-best", "strong"],
    [
      "on goods that were listed anew",
      [half],
      [third, { joined: [...all] }],
      "customer-best",
      "strong",
    ],
    ["on fewer goods", [half], [third, { joined: all.slice(0, 2) }], "customer-best", "both"],
    ["on more goods", [half, { joined: all.slice(0, 2) }], [third], "customer-best", "both"],
    [
      "on other goods, the first of which are the same",
      [half, { joined: all.slice(0, 2) }],
      [third, { joined: [cells[0], cells[2]].flatMap((one) => one ?? []) }],
      "customer-best",
      "both",
    ],
    [
      "on other goods, the last of which are the same",
      [half, { joined: all.slice(0, 2) }],
      [third, { joined: all.slice(1) }],
      "customer-best",
      "both",
    ],
    ["beside a limited one", [{ ...half, atMost: 2 }], [third], "customer-best", "both"],
    ["limited itself", [half], [{ ...third, atMost: 2 }], "customer-best", "strong"],
    [
      "beside one that takes some",
      [{ ...half, takes: () => true }],
      [third],
      "customer-best",
      "both",
    ],
    ["where blocks may stay open", [half], [{ ...third, partial: true }], "customer-best", "both"],
    ["where weighed goods count", [half], [{ ...third, measured: true }], "customer-best", "both"],
    ["that is no share", [half], [{ ...third, off: null }], "customer-best", "both"],
    ["beside one that is no share", [{ ...half, off: null }], [third], "customer-best", "both"],
    [
      "of another size",
      [half],
      [shareBlocks([rateOf(1, 1), rateOf(1, 1), rateOf(2, 3)], { atMost: null })],
      "customer-best",
      "both",
    ],
    [
      "that saves more at one position",
      [half],
      [shareBlocks([rateOf(9, 10), rateOf(2, 3)], { atMost: null })],
      "customer-best",
      "both",
    ],
    ["of the same priority", [half], [third], "merchant-priority", "strong"],
    ["of a lower priority", [half, { priority: 1 }], [third], "merchant-priority", "strong"],
    ["of a higher priority", [half], [third, { priority: 1 }], "merchant-priority", "both"],
    ["whatever it costs", [half], [third], "least-cost", "both"],
  ])("one %s", (_name, one, other, objective, kept) => {
    const [strong, weak] = [rival(...one), rival(...other)];
    const [first, second] = [
      withoutDominated([strong, weak], objective),
      withoutDominated([weak, strong], objective),
    ];
    expect(first).toEqual(kept === "both" ? [strong, weak] : [strong]);
    expect(second).toEqual(kept === "both" ? [weak, strong] : [strong]);
  });

  test("of two that are alike the first stays", () => {
    const [one, other] = [rival(half), rival(half)];
    for (const objective of ["customer-best", "merchant-priority"] as const) {
      const kept = withoutDominated([one, other], objective);
      expect(kept).toHaveLength(1);
      expect(kept[0]).toBe(one);
    }
  });
});

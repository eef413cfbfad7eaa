import { expect, test } from "vitest";
import { basket, line, lines, price, rules } from "./build.js";

const terms = { pointsPerMajorUnit: 100, balance: 2560, step: 1, cap: null };

test.each([
  ["fewer than there are", 500, { used: 500, amount: 500 }],
  ["as many as there are", 2560, { used: 2560, amount: 2560 }],
  ["more than there are", 5000, { used: 2560, amount: 2560 }],
  ["none", 0, { used: 0, amount: 0 }],
] as const)("a member who asks to use %s", (_name, requested, points) => {
  const priced = price(rules([]), basket(lines(80), { points: { ...terms, requested } }));
  expect(priced.points).toEqual(points);
  expect(priced.totals.due).toBe(8000 - points.amount);
});

test("where a point is worth a third of a fen, the points that buy no whole fen stay with the member", () => {
  const points = { pointsPerMajorUnit: 300, balance: 100, step: 1, cap: null };
  const asked = price(rules([]), basket(lines(80), { points: { ...points, requested: "max" } }));
  expect(asked.points).toEqual({ used: 99, amount: 33 });
});

test("where a point is worth more than a fen, points are rounded up, never down", () => {
  const points = { pointsPerMajorUnit: 3, balance: 100, step: 1, cap: null };
  const asked = price(rules([]), basket(lines(80), { points: { ...points, requested: 1 } }));
  expect(asked.points).toEqual({ used: 1, amount: 33 });
});

test("what points pay stands on the lines under a name of its own, and goods that cost nothing have none", () => {
  const of = basket([line("a", 10), line("b", 0)], {
    points: { ...terms, requested: 500 },
  });
  const [a, b] = price(rules([]), of).lines;
  expect(a?.adjustments).toEqual([
    { promotionId: "points", lane: "points", amount: 500, fundedBy: "shop" },
  ]);
  expect(b?.adjustments).toEqual([]);
});

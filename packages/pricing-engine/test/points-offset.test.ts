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

test("each piece has the points that paid for it: the odd point is with the odd fen", () => {
  // 15.00 for three, 10.01 of it by points: 4.99 is left, so the first piece owes 1.67 and the others 1.66.
  const points = { ...terms, balance: 5000, requested: 1001 };
  const [line0] = price(rules([]), basket([line("nut", 5, 3)], { points })).lines;
  expect(line0?.runs.map((run) => [run.count, run.paid, run.pointsOffset, run.points])).toEqual([
    [1, 167, 333, 333],
    [2, 166, 334, 334],
  ]);
});

test("where a fen costs two points, pieces that a point paid more of have more points", () => {
  const points = { pointsPerMajorUnit: 200, balance: 5000, step: 1, cap: null, requested: 2002 };
  const [line0] = price(rules([]), basket([line("nut", 5, 3)], { points })).lines;
  expect(line0?.runs.map((run) => [run.count, run.pointsOffset, run.points])).toEqual([
    [1, 333, 666],
    [2, 334, 668],
  ]);
});

test("pieces of different prices have points by what points paid of each", () => {
  // The second at half price: 10.00 and 5.00, of which points pay 7.00: 4.67 and 2.33.
  const half = rules([{ kind: "nth-item", id: "half", nth: 2, pay: "50%" }]);
  const points = { ...terms, requested: 700 };
  const [line0] = price(half, basket([line("bun", 10, 2)], { points })).lines;
  expect(line0?.runs.map((run) => [run.paid, run.pointsOffset, run.points])).toEqual([
    [533, 467, 467],
    [267, 233, 233],
  ]);
});

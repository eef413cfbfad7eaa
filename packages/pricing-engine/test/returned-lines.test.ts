import type { RulesDocument } from "@tillwright/pricing-engine";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { plan, sale } from "./planned-return.js";

const tax: RulesDocument["tax"] = {
  prices: "added",
  classes: [
    { id: "food", rate: "9%", goods: { product: "rice" } },
    { id: "goods", rate: "13%" },
  ],
};
const of = sale(rules([], { tax }), basket([line("pot", 50), line("rice", 10, 3)]));
const run = { count: 1, pointsOffset: 0, points: 0 };

describe("the lines of a plan, for an exchange", () => {
  test("keep the tax class of each line and contain the tax that was added", () => {
    const { lines } = plan(of, "proportional", [{ lineId: "rice", count: 2 }, { lineId: "pot" }]);
    expect(lines).toEqual([
      {
        returnId: "rice",
        lineId: "rice",
        taxId: "food",
        taxIncluded: true,
        runs: [{ ...run, count: 2, paid: 1_090, tax: 90 }],
      },
      {
        returnId: "pot",
        lineId: "pot",
        taxId: "goods",
        taxIncluded: true,
        runs: [{ ...run, paid: 5_650, tax: 650 }],
      },
    ]);
  });

  test("say nothing of a tax class where there was none", () => {
    const plain = sale(rules([]), basket([line("pot", 50)]));
    expect(plan(plain, "proportional", [{ lineId: "pot" }]).lines).toStrictEqual([
      {
        returnId: "pot",
        lineId: "pot",
        taxIncluded: true,
        runs: [{ ...run, paid: 5_000, tax: 0 }],
      },
    ]);
  });

  test("share what goes back by what each unit had cost, the odd cents first", () => {
    const half = rules([{ kind: "nth-item", id: "h", nth: 2, pay: "50%" }]);
    const buns = sale(half, basket([line("bun", 10, 2)]));
    const whole = plan(buns, "proportional", [{ lineId: "bun" }]);
    expect(whole.lines[0]?.runs.map(({ paid }) => paid)).toEqual([500, 1_000]);
    const from10 = rules([{ kind: "threshold", id: "m", amount: "10.00", off: "0.01" }]);
    const nuts = sale(from10, basket([line("nut", 5, 3)]));
    const { lines, money } = plan(nuts, "reprice-kept", [{ lineId: "nut", count: 2 }]);
    // The kept one costs 5.00 by itself; 14.99 were paid, so 9.99 go back for two.
    expect(money).toBe(999);
    expect(lines[0]?.runs.map(({ count, paid }) => [count, paid])).toEqual([
      [1, 499],
      [1, 500],
    ]);
  });

  test("spread points over the units that they paid", () => {
    const points = {
      balance: 1_001,
      pointsPerMajorUnit: 100,
      step: 1,
      cap: null,
      requested: "max" as const,
    };
    const nuts = sale(rules([]), basket([line("nut", 5, 3)], { points }));
    const { lines } = plan(nuts, "proportional", [{ lineId: "nut" }]);
    const [nut] = lines;
    expect(nut?.runs.reduce((sum, one) => sum + one.points * one.count, 0)).toBe(1_001);
    expect(nut?.runs.reduce((sum, one) => sum + one.pointsOffset * one.count, 0)).toBe(1_001);
    for (const one of nut?.runs ?? []) expect(Math.abs(one.points - 333.7)).toBeLessThan(1);
  });
});

describe("fees that come back", () => {
  const fees: RulesDocument["fees"] = [
    { kind: "deposit", id: "bottle", perPiece: "0.25", goods: { product: "cola" } },
    { kind: "service", id: "hands", rate: "10%", taxId: "goods", comesBack: true },
    { kind: "delivery", id: "ride", amount: "8.00", taxId: "food", comesBack: true },
  ];
  const sold = sale(rules([], { fees, tax }), basket([line("pot", 50), line("cola", 3, 4)]));

  test("with their tax, in shares with their goods, and what is charged once with the last piece", () => {
    const first = plan(sold, "proportional", [{ lineId: "cola", count: 1 }]);
    expect(first.fees).toEqual([
      { feeId: "bottle", money: 25, tax: 0 },
      { feeId: "hands", money: 34, tax: 4 },
    ]);
    const second = plan(sold, "proportional", [{ lineId: "cola" }], [first]);
    expect(second.fees).toEqual([
      { feeId: "bottle", money: 75, tax: 0 },
      { feeId: "hands", money: 102, tax: 12 },
    ]);
    const last = plan(sold, "proportional", [{ lineId: "pot" }], [first, second]);
    expect(last.fees).toEqual([
      { feeId: "hands", money: 565, tax: 65 },
      { feeId: "ride", money: 872, tax: 72 },
    ]);
  });

  test("as lines of an exchange, each with its own tax class", () => {
    const all = plan(sold, "proportional", [{ lineId: "cola" }, { lineId: "pot" }]);
    expect(all.lines.slice(2)).toStrictEqual([
      {
        returnId: "fee bottle",
        lineId: "fee bottle",
        taxIncluded: true,
        runs: [{ ...run, paid: 100, tax: 0 }],
      },
      {
        returnId: "fee hands",
        lineId: "fee hands",
        taxId: "goods",
        taxIncluded: true,
        runs: [{ ...run, paid: 701, tax: 81 }],
      },
      {
        returnId: "fee ride",
        lineId: "fee ride",
        taxId: "food",
        taxIncluded: true,
        runs: [{ ...run, paid: 872, tax: 72 }],
      },
    ]);
  });

  test("not while a single piece of one line is kept", () => {
    const kept = plan(sold, "proportional", [{ lineId: "pot" }, { lineId: "cola", count: 3 }]);
    expect(kept.fees.map(({ feeId }) => feeId)).toEqual(["bottle", "hands"]);
    const half = rules([{ kind: "nth-item", id: "h", nth: 2, pay: "50%" }], {
      fees: [{ kind: "delivery", id: "ride", amount: "8.00", comesBack: true }],
    });
    const buns = sale(half, basket([line("bun", 10, 2)]));
    expect(plan(buns, "proportional", [{ lineId: "bun", run: 1 }]).fees).toEqual([]);
  });
});

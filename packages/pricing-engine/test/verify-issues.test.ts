import type { Basket, PricedBasket } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";
import { valueAt, withAt } from "./forged.js";

const document = rules(
  [
    { kind: "nth-item", id: "half", nth: 2, pay: "50%" },
    { kind: "gift", id: "mug", amount: "10.00", gifts: [{ product: "mug", value: "2.00" }] },
    { kind: "threshold", id: "off", amount: "10.00", off: "1.00" },
  ],
  {
    fees: [{ kind: "service", id: "service", rate: "10%" }],
    tax: { prices: "added", classes: [{ id: "a", rate: "9%" }] },
  },
);
const of: Basket = basket([line("tea", 5, 3), line("pen", 2)], {
  points: { balance: 200, pointsPerMajorUnit: 100, step: 1, cap: null, requested: "max" },
  returns: [
    {
      returnId: "r",
      lineId: "hat",
      taxIncluded: false,
      runs: [
        { count: 2, paid: 100, tax: 9, pointsOffset: 10, points: 10 },
        { count: 1, paid: 50, tax: 4, pointsOffset: 5, points: 5 },
      ],
    },
  ],
});
const priced = compile(document).price(of);

const issues = (forged: PricedBasket) => verify(of, document, forged);
const places = (path: string, to: unknown): readonly string[] =>
  issues(withAt(priced, path, to)).map((one) => one.path.join("."));

test("the result as it is stands", () => {
  expect(issues(priced)).toEqual([]);
  expect(priced.totals.returned).toBe(2 * 109 + 54);
});

describe("a figure that does not add up is told at its place", () => {
  test.each([
    ["lines.0.paid", ["lines.0.paid", "lines.0.runs.paid", "totals.discount", "totals.due"]],
    ["lines.0.deal", ["lines.0.deal", "lines.0.runs.deal", "totals.deal"]],
    ["lines.0.pointsOffset", ["lines.0.pointsOffset", "lines.0.runs.pointsOffset"]],
    ["lines.0.tax", ["lines.0.runs.tax", "totals.tax"]],
    ["lines.1.runs.0.list", ["lines.1.runs.list"]],
    ["lines.1.runs.0.points", ["points.used"]],
    ["fees.0.paid", ["fees.0.paid", "fees.0.runs.paid", "totals.fees"]],
    ["fees.0.runs.0.tax", ["fees.0.runs.tax"]],
    ["totals.list", ["totals.list", "totals.discount"]],
    ["totals.deal", ["totals.deal"]],
    ["totals.discount", ["totals.discount"]],
    ["totals.fees", ["totals.fees", "totals.due"]],
    ["totals.tax", ["totals.tax", "totals.due"]],
    ["totals.returned", ["totals.returned", "totals.due"]],
    ["totals.due", ["totals.due"]],
    ["points.amount", ["points.amount"]],
    ["points.used", ["points.used"]],
    ["applied.0.amount", ["applied.half"]],
    ["returned.0.money", ["returned.0.money", "totals.returned"]],
    ["returned.0.tax", ["returned.0.tax"]],
    ["returned.0.points", ["returned.0.points"]],
  ])("%s", (path, expected) => {
    const seen = valueAt(priced, path);
    expect([...places(path, Number(seen) + 1)].sort()).toEqual([...expected].sort());
  });

  test("with what was seen and what the figures beside it make", () => {
    const [one] = issues(withAt(priced, "totals.due", 1));
    const { due } = priced.totals;
    expect(one).toEqual({
      code: "pricing.ledger",
      path: ["totals", "due"],
      message: `totals.due is 1, but the figures beside it make ${due}`,
    });
  });

  test("units that are not the pieces of the line", () => {
    const { count } = priced.lines[1]?.runs[0] ?? { count: 0 };
    expect(places("lines.1.runs.0.count", count + 1)).toContain("lines.1.runs");
  });

  test("lines of another basket, too few, and in another order", () => {
    const [tea, pen] = priced.lines;
    const told = (lines: readonly unknown[]) => places("lines", lines);
    expect(told([pen, tea])).toEqual(["lines.0.lineId", "lines.1.lineId"]);
    expect(told([tea])[0]).toBe("lines.length");
    expect(told([tea])).toContain("lines.1.lineId");
    const [first] = issues(withAt(priced, "lines", [pen, tea]));
    expect(first).toMatchObject({
      code: "pricing.ledger",
      message: "lines.0 is not the line tea of the basket",
    });
  });

  test("something that came back and is not told, or never came back", () => {
    expect(places("returned", [])).toEqual([
      "returned.length",
      "returned.0.money",
      "returned.0.tax",
      "returned.0.points",
      "totals.returned",
    ]);
    const [one] = priced.returned;
    expect(places("returned", [one, { ...one, money: 0 }])).toEqual(["returned.length"]);
  });

  test("a promotion that gave something and is not told", () => {
    expect(places("applied", priced.applied.slice(1))).toEqual(["applied.half"]);
  });

  test("figures below zero or in parts, which others make up for", () => {
    const [pen] = priced.lines.slice(1);
    if (pen === undefined) throw new Error("there is a pen");
    const { runs, adjustments } = pen;
    const [run] = runs;
    if (run === undefined) throw new Error("it has a run");
    const more = { promotionId: "off", lane: "order", amount: 50, fundedBy: "shop" };
    const less = { ...more, amount: -50 };
    expect(places("lines.1.adjustments", [...adjustments, more, less])).toEqual(["lines.1.runs"]);
    const part = { ...more, amount: 0.5 };
    expect(
      places("lines.1.adjustments", [...adjustments, part, { ...part, amount: -0.5 }]),
    ).toEqual(["lines.1.runs", "lines.1.runs"]);
  });
});

test("a list price that its unit price does not make, by more than the odd cents of all lines", () => {
  const dear = compile(document).price({ ...of, lines: [line("tea", 5.03, 3), line("pen", 2)] });
  expect(verify(of, document, dear).map(({ path }) => path.join("."))).toEqual(["lines.0.list"]);
  const label = { ...of, lines: [line("tea", 0, 3, { price: { amount: 1_500 } }), line("pen", 2)] };
  const sold = compile(document).price(label);
  expect(verify(label, document, sold)).toEqual([]);
  const other = { ...of, lines: [line("tea", 0, 3, { price: { amount: 1_501 } }), line("pen", 2)] };
  expect(verify(other, document, sold).map(({ path }) => path.join("."))).toEqual(["lines.0.list"]);
});

describe("behind the ledger, what is wrong is told in words", () => {
  const told = (path: string, to: unknown): readonly string[] =>
    issues(withAt(priced, path, to)).map(({ code, path: at, message }) =>
      [code, at.join("."), message].join(" | "),
    );

  test("of the stamp, the claims, the gifts and the bound", () => {
    expect(told("version", 2)).toEqual([
      "pricing.wrong-stamp | version | version is 2, and should be 1",
    ]);
    expect(told("currency", "USD")).toEqual([
      "pricing.wrong-stamp | currency | currency is USD, and should be CNY",
    ]);
    expect(told("at", 5)).toEqual([`pricing.wrong-stamp | at | at is 5, and should be ${of.at}`]);
    expect(told("configuration", "sha256:0")[0]).toMatch(
      /^pricing\.wrong-stamp \| configuration \| configuration is sha256:0, and should be /u,
    );
    expect(told("applied.0.fundedBy", "brand")).toEqual([
      "pricing.wrong-stamp | applied.half | half: its lane or who pays for it",
    ]);
    expect(told("claims", priced.claims.slice(0, 2))).toContain(
      "pricing.wrong-claim | applied. | : not one claim for each promotion",
    );
    expect(told("claims.0.uses", 7)).toEqual([
      "pricing.wrong-claim | applied.half | half: the claim is 7 uses and 350, not 2 and 350",
    ]);
    expect(told("gifts.0.count", 2)).toContain(
      "pricing.wrong-gift | applied.mug | mug: 2 gifts, its terms give 1 of mug",
    );
    expect(told("certificate.gap", 1)).toEqual([
      "pricing.wrong-bound | applied. | : a gap of 1 does not fit the certificate",
    ]);
    expect(told("certificate.upperBound", 351)).toEqual([
      "pricing.wrong-bound | applied. | : 351, the units taken make 350",
    ]);
    expect(told("applied.0.times", 3)).toContain(
      "pricing.wrong-units | applied.half | half: applied 3 times, its terms make it 2",
    );
  });

  test("of fees and taxes", () => {
    expect(told("fees.0.name", "tip")).toEqual([
      "pricing.wrong-fee | fees.service | service: name, kind and comesBack are not those of the rules",
    ]);
    expect(told("taxIncluded", true)[0]).toMatch(/^pricing\.ledger \| /u);
    expect(told("taxes.0.base", 1)[0]).toMatch(
      /^pricing\.wrong-tax \| taxes\.a \| a: a at 9% of 1 is told, it is a at 9% of \d+$/u,
    );
    expect(told("taxes.0.amount", 1)[0]).toMatch(
      /^pricing\.wrong-tax \| taxes\.a \| a: taxes says 1, the lines have \d+$/u,
    );
    expect(told("lines.0.taxId", "b")).toEqual([
      "pricing.wrong-tax | taxes.tea | tea: the class is not b",
    ]);
  });
});

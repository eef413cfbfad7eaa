import type { PricedBasket, RulesDocument } from "@tillwright/pricing-engine";
import { compile } from "@tillwright/pricing-engine/complete";
import { verify } from "@tillwright/pricing-engine/verify";
import { describe, expect, test } from "vitest";
import { basket, line, rules } from "./build.js";

const document: RulesDocument = rules(
  [{ kind: "threshold", id: "m", amount: "10.00", off: "1.00" }],
  {
    fees: [
      { kind: "service", id: "service", rate: "10%" },
      { kind: "deposit", id: "bottle", perPiece: "0.25" },
    ],
    tax: { prices: "added", classes: [{ id: "a", rate: "9%" }] },
  },
);
const of = basket([line("tea", 5, 3)]);
const priced = compile(document).price(of);
const codes = (changed: PricedBasket, under: RulesDocument = document): readonly string[] => [
  ...new Set(verify(of, under, changed).map(({ code }) => code)),
];

test("the result as it is stands", () => {
  expect(codes(priced)).toEqual([]);
});

describe("what the rules do not say is found", () => {
  const other = (more: Partial<RulesDocument>): RulesDocument => ({ ...document, ...more });

  test("a fee of another amount, one too many, one too few", () => {
    const [service, bottle] = document.fees ?? [];
    if (service === undefined || bottle === undefined) throw new Error("there are two fees");
    const dearer = { ...service, rate: "11%" };
    const third = { ...service, id: "third" };
    for (const fees of [[dearer, bottle], [bottle], [service, bottle, third]]) {
      expect(codes(priced, other({ fees }))).toContain("pricing.wrong-fee");
    }
  });

  test("a fee under another name or kind, or shares that do not sum to it", () => {
    const changed = (more: object): PricedBasket => ({
      ...priced,
      fees: priced.fees.map((fee) => ({ ...fee, ...more })),
    });
    expect(codes(changed({ name: "tip" }))).toEqual(["pricing.wrong-fee"]);
    expect(codes(changed({ kind: "delivery" }))).toEqual(["pricing.wrong-fee"]);
    expect(codes(changed({ shares: [] }))).toEqual(["pricing.wrong-fee"]);
  });

  test("another rate, another class, a tax where there is none", () => {
    const rate = { prices: "added" as const, classes: [{ id: "a", rate: "8%" }] };
    expect(codes(priced, other({ tax: rate }))).toContain("pricing.wrong-tax");
    const named = { prices: "added" as const, classes: [{ id: "b", rate: "9%" }] };
    expect(codes(priced, other({ tax: named }))).toContain("pricing.wrong-tax");
    const { tax: _tax, ...untaxed } = document;
    expect(codes(priced, untaxed)).toContain("pricing.wrong-tax");
    expect(codes({ ...priced, taxes: [] })).toEqual(["pricing.wrong-tax"]);
  });

  test("a tax moved from one line to another", () => {
    const two = basket([line("tea", 5), line("pen", 50)]);
    const right = compile(
      rules([], { tax: { prices: "included", classes: [{ id: "a", rate: "9%" }] } }),
    );
    const result = right.price(two);
    const moved = result.lines.map((one, i) => {
      const tax = one.tax + (i === 0 ? 30 : -30);
      return { ...one, tax, runs: one.runs.map((run) => ({ ...run, tax })) };
    });
    const found = verify(two, right.rules, { ...result, lines: moved });
    expect(found.map(({ code }) => code)).toContain("pricing.wrong-tax");
  });
});

describe("figures that do not add up are found", () => {
  test.each(["fees", "tax", "returned", "due"] as const)("totals.%s", (figure) => {
    const totals = { ...priced.totals, [figure]: priced.totals[figure] + 1 };
    expect(codes({ ...priced, totals })).toEqual(["pricing.ledger"]);
  });

  test("a fee whose units are not the fee, and something that never came back", () => {
    const fees = priced.fees.map((fee) => ({ ...fee, paid: fee.paid + 1 }));
    expect(codes({ ...priced, fees })).toEqual(["pricing.ledger"]);
    const returned = [
      {
        returnId: "r",
        saleId: null,
        lineId: "l",
        taxId: null,
        units: 1,
        money: 0,
        tax: 0,
        points: 0,
      },
    ];
    expect(codes({ ...priced, returned })).toEqual(["pricing.ledger"]);
  });
});

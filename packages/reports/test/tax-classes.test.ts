import { createSalesTally, proveSales, salesTables } from "@tillwright/reports";
import { describe, expect, test } from "vitest";
import { line, settled } from "./settled.js";

const noon = Date.UTC(2027, 0, 15, 4);

/** Milk under 9% with 0.83 of tax in 10.00, soap under 13% with 1.15, and a deposit outside of the tax. */
function taxed(kind: "sale" | "refund", with_: readonly ("milk" | "soap" | "deposit")[]) {
  const tax = { milk: 83, soap: 115, deposit: 0 };
  const lines = with_.map((name) => ({
    ...line(name, "grocery", 1000, 1000),
    tax: tax[name],
  }));
  const row = (taxId: string, rate: string, name: "milk" | "soap") =>
    with_.includes(name)
      ? [{ taxId, rate, net: 1000 - tax[name], tax: tax[name], lineIds: [name] }]
      : [];
  return {
    ...settled(kind, noon, lines),
    taxes: [...row("low", "9%", "milk"), ...row("full", "13%", "soap")],
  };
}

describe("tax by class", () => {
  test("refunds are taken off their class; before tax and tax add up to net", () => {
    const tally = createSalesTally("CNY");
    tally.add(taxed("sale", ["milk", "soap", "deposit"]));
    tally.add(taxed("sale", ["milk"]));
    tally.add(taxed("refund", ["milk"]));
    const figures = tally.figures();
    expect(figures.byTax).toEqual([
      { taxId: "full", rate: "13%", net: 885, tax: 115 },
      { taxId: "low", rate: "9%", net: 917, tax: 83 },
      { taxId: null, rate: null, net: 1000, tax: 0 },
    ]);
    expect(proveSales(figures).find(({ name }) => name === "by-tax")).toEqual({
      name: "by-tax",
      seen: 3000,
      expected: 3000,
      holds: true,
    });
  });

  test.each([
    ["zh-CN", "税额", "不计税"],
    ["en", "Tax", "outside of tax"],
  ] as const)(
    "is a table of its own (%s), and none for a shop without taxes",
    (language, title, outside) => {
      const tally = createSalesTally("CNY");
      tally.add(taxed("sale", ["milk", "deposit"]));
      const table = salesTables(tally.figures(), language).at(-1);
      expect(table?.title).toBe(title);
      expect(table?.rows).toEqual([
        ["low", "9%", 917, 83],
        [outside, "", 1000, 0],
      ]);
      const plain = createSalesTally("CNY");
      plain.add(settled("sale", noon, [line("milk", "grocery", 1000, 1000)]));
      expect(salesTables(plain.figures(), language).map((one) => one.title)).not.toContain(title);
    },
  );
});

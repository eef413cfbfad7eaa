import { parseInstant } from "@tillwright/values";
import { describe, expect, test } from "vitest";
import { createSalesTally, proveSales } from "../src/index.js";
import { line, settled } from "./settled.js";

function at(text: string): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

const morning = at("2026-05-01T09:30:00+08:00");
const evening = at("2026-05-01T20:10:00+08:00");

describe("a day of three documents", () => {
  const tally = createSalesTally("CNY");
  tally.add(
    settled(
      "sale",
      morning,
      [line("milk", "dairy", 1000, 800), line("rice", "grocery", 4290, 4290)],
      0,
    ),
  );
  tally.add(settled("sale", evening, [line("beer", "drinks", 650, 650)], 0, "card"));
  tally.add(settled("refund", evening, [line("milk", "dairy", 1000, 800)]));
  const figures = tally.figures();

  test("net is the shelf total less discounts less refunds", () => {
    expect(figures).toMatchObject({ gross: 5940, discounts: 200, refunds: 800, net: 4940 });
  });

  test("a refund counts where it was paid back and is taken off once", () => {
    expect(figures.byHour).toEqual([
      { key: "09", lines: 2, gross: 5290, discounts: 200, refunds: 0, net: 5090 },
      { key: "20", lines: 1, gross: 650, discounts: 0, refunds: 800, net: -150 },
    ]);
    expect(figures.byDepartment.find((row) => row.key === "dairy")).toEqual({
      key: "dairy",
      lines: 1,
      gross: 1000,
      discounts: 200,
      refunds: 800,
      net: 0,
    });
  });

  test("a tender's received, paid back and net are told apart", () => {
    expect(figures.byTender).toEqual([
      { kind: "card", received: 650, paidBack: 0, net: 650 },
      { kind: "cash", received: 5090, paidBack: 800, net: 4290 },
    ]);
  });

  test("discounts are told by promotion", () => {
    expect(figures.byPromotion).toEqual([
      { promotionId: "half-price", lane: "item", fundedBy: "shop", lines: 1, amount: 200 },
    ]);
  });

  test("documents are counted, not mixed", () => {
    expect([figures.sales, figures.refundDocuments, figures.lines]).toEqual([2, 1, 3]);
    expect(figures.days).toEqual({ first: "2026-05-01", last: "2026-05-01" });
  });
});

test("抹零 of 12.38 to 12.30: the goods are 12.38, the drawer has 12.30, the difference is its own figure", () => {
  const tally = createSalesTally("CNY");
  tally.add(settled("sale", morning, [line("apples", "fresh", 1238, 1238)], 8));
  const figures = tally.figures();
  expect(figures).toMatchObject({ net: 1238, cashRounding: 8 });
  expect(figures.byTender).toEqual([{ kind: "cash", received: 1230, paidBack: 0, net: 1230 }]);
  expect(proveSales(figures).every((identity) => identity.holds)).toBe(true);
});

test("a sale at 01:30 is shown on the business day it was settled for", () => {
  const night = settled("sale", at("2026-05-22T01:30:00+08:00"), [
    line("noodles", "grocery", 500, 500),
  ]);
  const tally = createSalesTally("CNY");
  tally.add({ ...night, businessDay: "2026-05-21" });
  expect(tally.figures().byDay.map((row) => row.key)).toEqual(["2026-05-21"]);
});

test("a sale in another currency is refused by name", () => {
  const tally = createSalesTally("USD");
  expect(() => tally.add(settled("sale", morning, []))).toThrow(
    expect.objectContaining({ code: "reports.currency-differs" }),
  );
  expect(tally.figures().sales).toBe(0);
});

test("a total beyond safe integers is refused", () => {
  const tally = createSalesTally("CNY");
  const huge = settled("sale", morning, [line("a", "x", Number.MAX_SAFE_INTEGER, 0)]);
  tally.add(huge);
  expect(() => tally.add(huge)).toThrow(expect.objectContaining({ code: "reports.out-of-range" }));
});

import { expect, test } from "vitest";
import {
  barChartOf,
  createSalesTally,
  csvOf,
  proofTable,
  proveSales,
  salesDefinition,
  salesTables,
  textTableOf,
} from "../src/index.js";
import { line, settled } from "./settled.js";

const figures = (() => {
  const tally = createSalesTally("CNY");
  tally.add(settled("sale", 1_700_000_000_000, [line("milk", "dairy", 123456, 120000)], 3));
  return tally.figures();
})();

/** Hanzi take two columns of a terminal. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > "\u2e80" ? 2 : 1), 0);

test("a terminal table keeps its columns under Chinese headers", () => {
  const table = salesTables(figures, "zh-CN")[1];
  expect(table && textTableOf(table, widthOf)).toEqual([
    "按部门",
    "部门   行数   原价合计    优惠   退款   净销售额",
    "dairy     1  ¥1,234.56  ¥34.56  ¥0.00  ¥1,200.00",
  ]);
});

test("every table exists in both languages with the same shape and figures", () => {
  const [zh, en] = [salesTables(figures, "zh-CN"), salesTables(figures, "en")];
  const shape = (tables: typeof zh) =>
    tables.map((one) => [
      one.columns.map((column) => column.kind),
      one.rows.map((row) => row.filter((cell) => typeof cell === "number")),
    ]);
  expect(shape(zh)).toEqual(shape(en));
  expect(zh.map((one) => one.title)).not.toEqual(en.map((one) => one.title));
});

test("the host's names replace ids", () => {
  const tables = salesTables(figures, "en", {
    promotion: () => "Half price",
    tender: () => "Notes and coins",
  });
  expect(tables[4]?.rows[0]?.[0]).toBe("Half price");
  expect(tables[5]?.rows[0]?.[0]).toBe("Notes and coins");
});

test("a difference shows as a cross with both figures", () => {
  const rows = proofTable(
    proveSales(figures, { journal: { salesAndTax: 1 } }),
    "CNY",
    "zh-CN",
  ).rows;
  expect(rows.at(-1)).toEqual(["账簿销售科目", 1, 120000, "✗"]);
  expect(rows.slice(0, -1).every((row) => row[3] === "✓")).toBe(true);
});

test("CSV: negative amounts stay numbers, text that looks like a formula does not run, quotes are doubled", () => {
  const table = {
    title: "t",
    currency: "JPY",
    columns: [
      { label: "@name", kind: "text" as const },
      { label: "amount", kind: "money" as const },
    ],
    rows: [
      ['say "hi", twice', -5],
      ["-danger", 0],
    ],
  };
  expect(csvOf(table)).toBe('\uFEFF\'@name,amount\r\n"say ""hi"", twice",-5\r\n\'-danger,0\r\n');
});

test("a cell of the wrong kind is refused", () => {
  const table = {
    title: "t",
    currency: "CNY",
    columns: [{ label: "net", kind: "money" as const }],
    rows: [[1.5]],
  };
  expect(() => csvOf(table)).toThrow(expect.objectContaining({ code: "reports.cell-mismatch" }));
});

test("a chart escapes its labels and draws one bar for each amount, negative ones below the line", () => {
  const svg = barChartOf({
    title: "<net> & more",
    currency: "CNY",
    bars: [
      { label: "a", amount: 100 },
      { label: "b", amount: -50 },
    ],
  });
  expect(svg).toContain("&lt;net&gt; &amp; more");
  const [above, below] = [
    ...svg.matchAll(
      /<rect x="[^"]+" y="([\d.]+)" width="[^"]+" height="([\d.]+)" fill="#2f6f8f">/g,
    ),
  ];
  expect(Number(above?.[1]) + Number(above?.[2])).toBeCloseTo(Number(below?.[1]), 1);
  expect(Number(above?.[2])).toBeCloseTo(Number(below?.[2]) * 2, 1);
});

test("the definition is there in both languages", () => {
  expect(salesDefinition("zh-CN")).toContain("净销售额 = 原价合计 - 优惠 - 退款");
  expect(salesDefinition("en")).toContain("Net sales = shelf total - discounts - refunds");
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TrialBalance } from "@tillwright/ledger";
import { columnsOf, terminalTable } from "@tillwright/printer-escpos";
import {
  barChartOf,
  csvOf,
  type SalesFigures,
  salesTables,
  type Table,
  textTableOf,
} from "@tillwright/reports";
import { displayMoney, type Language } from "@tillwright/values";
import type { Decimal } from "decimal.js";
import type { CheckLine } from "./check.js";
import type { ListedRow } from "./journey-row.js";
import { CURRENCY } from "./judge-row.js";
import type { ReplayWords } from "./words.js";

/** How many listed rows the terminal shows; the file holds all. */
const SHOWN_ROWS = 12;

/** A titled table, figures to the right. */
function lines(
  title: string,
  header: readonly (readonly [label: string, kind: "text" | "figure"])[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const table = terminalTable(
    [header.map(([label]) => label), ...rows],
    header.map(([, kind]) => (kind === "text" ? "left" : "right")),
  );
  return ["", title, ...table.map((line) => `  ${line}`)];
}

/** The rows that are in no sale, the first of them on the terminal. */
export function listedLines(
  listed: readonly ListedRow[],
  words: ReplayWords,
  path: string,
): readonly string[] {
  const rows = listed.slice(0, SHOWN_ROWS).map((row) => listedCells(row, words));
  const header = listedHeader(words);
  const shown = lines(words.listedTitle(listed.length), header, rows);
  const more = listed.length - rows.length;
  return more > 0 ? [...shown, `  ${words.listedMore(more, path)}`] : shown;
}

function listedHeader(words: ReplayWords): readonly (readonly [string, "text" | "figure"])[] {
  return [
    [words.line, "figure"],
    [words.reason, "text"],
    [words.detail, "text"],
    [words.salesValue, "figure"],
    [words.coupon, "figure"],
  ];
}

function listedCells(row: ListedRow, words: ReplayWords): readonly string[] {
  return [
    String(row.line),
    words.reasons[row.reason],
    row.detail,
    row.salesValue,
    row.manufacturerCoupon,
  ];
}

/** The check as lines, a tick or a cross at the end of each. */
export function checkLines(
  totals: readonly CheckLine[],
  groups: readonly CheckLine[],
  words: ReplayWords,
): readonly string[] {
  return lines(
    words.check,
    [
      [words.figure, "text"],
      [words.file, "figure"],
      [words.books, "figure"],
      [words.listed, "figure"],
      ["", "text"],
    ],
    [...totals, ...groups].map((line) => [
      line.name,
      figure(line.file),
      figure(line.books),
      figure(line.listed),
      line.holds ? "✓" : "✗",
    ]),
  );
}

/** All digits there are, at least two decimals for money: nothing is rounded away. */
function figure(value: Decimal): string {
  const text = value.toFixed();
  const decimals = text.split(".")[1]?.length ?? 0;
  return decimals === 1 ? value.toFixed(2) : text;
}

/** The trial balance: each account, and the sum of each asset, which is zero. */
export function trialBalanceLines(trial: TrialBalance, words: ReplayWords): readonly string[] {
  const amount = (asset: string, balance: number) =>
    asset === CURRENCY ? displayMoney(balance, CURRENCY, "en") : String(balance);
  return lines(
    words.trialBalance,
    [
      [words.account, "text"],
      [words.balance, "figure"],
    ],
    [
      ...trial.lines
        .filter((line) => line.balance !== 0)
        .map((line) => [line.account, amount(line.asset, line.balance)]),
      ...trial.sums.map(({ asset, sum }) => [words.sumOf(asset), amount(asset, sum)]),
    ],
  );
}

/** Every table of the report as lines for the terminal; the one by day stays in its file. */
export function figureLines(figures: SalesFigures, language: Language): readonly string[] {
  return salesTables(figures, language)
    .filter((_, index) => index !== BY_DAY)
    .flatMap((table) => ["", ...textTableOf(table, columnsOf)]);
}

/** Where `salesTables` puts the days. */
const BY_DAY = 2;

/** Writes the report's tables as CSV, its charts as SVG, and the listed rows, into a folder. */
export function writeReports(
  directory: string,
  figures: SalesFigures,
  listed: readonly ListedRow[],
  language: Language,
  words: ReplayWords,
): void {
  mkdirSync(directory, { recursive: true });
  const names = ["totals", "by-department", "by-day", "by-hour", "discounts", "tenders"];
  for (const [index, table] of salesTables(figures, language).entries()) {
    writeFileSync(join(directory, `${names[index] ?? index}.csv`), csvOf(table));
  }
  writeFileSync(join(directory, "in-no-sale.csv"), csvOf(listedTable(listed, words)));
  for (const [name, index, rows] of [
    ["by-hour", 3, figures.byHour],
    ["by-day", BY_DAY, figures.byDay],
  ] as const) {
    const title = salesTables(figures, language)[index]?.title ?? name;
    const bars = rows.map((row) => ({ label: row.key, amount: row.net }));
    writeFileSync(
      join(directory, `${name}.svg`),
      barChartOf({ title, currency: CURRENCY, bars: name === "by-day" ? byMonth(bars) : bars }),
    );
  }
}

/** 365 bars are a smear; twelve can be read. */
function byMonth(bars: readonly { readonly label: string; readonly amount: number }[]) {
  const months = new Map<string, number>();
  for (const { label, amount } of bars) {
    const month = label.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + amount);
  }
  return [...months].map(([label, amount]) => ({ label, amount }));
}

/** What the listed rows would have added, as text: these amounts may be no amounts of money. */
function listedTable(listed: readonly ListedRow[], words: ReplayWords): Table {
  return {
    title: words.listedTitle(listed.length),
    currency: CURRENCY,
    columns: listedHeader(words).map(([label]) => ({ label, kind: "text" })),
    rows: listed.map((row) => [...listedCells(row, words)]),
  };
}

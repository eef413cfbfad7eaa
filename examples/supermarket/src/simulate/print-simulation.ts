import type { Programme, Simulation } from "@tillwright/loyalty-rules";
import { terminalTable } from "@tillwright/printer-escpos";
import { displayMoney, type Language } from "@tillwright/values";
import type { SimulationWords } from "./words.js";

type Cells = readonly string[];

function titled(title: string, rows: readonly Cells[]): readonly string[] {
  const first = rows[0] ?? [];
  const table = terminalTable(
    rows.map((row) => [...row]),
    first.map((_, index) => (index === 0 ? "left" : "right")),
  );
  return ["", title, ...table.map((line) => `  ${line}`)];
}

/** The report as lines for the terminal. */
export function simulationLines(
  programme: Programme,
  report: Simulation,
  terms: { readonly used: string; readonly margin: string },
  language: Language,
  words: SimulationWords,
): readonly string[] {
  const money = (amount: number) => displayMoney(amount, programme.currency, language);
  const nameOf = (id: string | null) =>
    programme.tiers?.levels.find((level) => level.id === id)?.name[language] ?? words.noTier;
  const share = (cost: number, spend: number) =>
    spend === 0 ? "–" : `${((100 * cost) / spend).toFixed(2)}%`;
  const summary: Cells[] = [
    [words.sales, String(report.sales)],
    [words.members, String(report.members)],
    [words.spend, money(report.spend)],
    [words.points, String(report.points)],
    [words.most, money(report.liability.most)],
    [words.expected(terms.used), money(report.liability.expected)],
  ];
  if (report.breakEven !== null) {
    summary.push([words.breakEven(terms.margin), money(report.breakEven)]);
  }
  const head = [words.tier, words.members, words.sales, words.spend];
  return [
    ...titled(words.summary, summary),
    ...titled(words.tiers, [
      [...head, words.points, words.cost, words.share],
      ...report.tiers.map(({ tier, members, sales, spend, points, cost }) => [
        nameOf(tier),
        String(members),
        String(sales),
        money(spend),
        String(points),
        money(cost),
        share(cost, spend),
      ]),
    ]),
    ...titled(words.moves, [
      [words.from, words.to, words.times],
      ...report.moves.map(({ from, to, times }) => [nameOf(from), nameOf(to), String(times)]),
    ]),
  ];
}

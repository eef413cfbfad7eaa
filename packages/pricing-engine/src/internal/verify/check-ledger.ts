import { type Issue, issue } from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { PricedBasket, PricedLine } from "../../priced-basket.js";

import { minorDigits } from "../minor-digits.js";
import { sum } from "../whole-numbers.js";

type Path = readonly (string | number)[];
type Report = (path: Path, seen: number, expected: number) => void;

/** Adds up every figure of a result and holds it against the others. */
export function checkLedger(basket: Basket, priced: PricedBasket): readonly Issue[] {
  const issues: Issue[] = [];
  const report: Report = (path, seen, expected) => {
    if (seen === expected) return;
    const message = `${path.join(".")} is ${seen}, but the figures beside it make ${expected}`;
    issues.push(issue("pricing.ledger", path, message));
  };
  report(["lines", "length"], priced.lines.length, basket.lines.length);
  basket.lines.forEach((line, i) => {
    const own = priced.lines[i];
    if (own === undefined || own.lineId !== line.lineId) {
      const message = `lines.${i} is not the line ${line.lineId} of the basket`;
      issues.push(issue("pricing.ledger", ["lines", i, "lineId"], message));
      return;
    }
    checkLine(own, line, basket, ["lines", i], report);
  });
  priced.fees.forEach((fee, i) => {
    checkFigures(fee, ["fees", i], report);
  });
  checkReturns(basket, priced, report);
  checkTotals(priced, report);
  return issues;
}

function checkLine(
  line: PricedLine,
  of: BasketLine,
  basket: Basket,
  path: Path,
  report: Report,
): void {
  checkFigures(line, path, report);
  const units = of.quantity.kind === "pieces" ? of.quantity.count : 1;
  report([...path, "runs"], sum(line.runs.map(({ count }) => count)), units);
  checkList(line, of, basket, path, report);
}

/** The figures of a line or a fee among themselves. */
function checkFigures(line: Omit<PricedLine, "lineId">, path: Path, report: Report): void {
  const taken = sum(line.adjustments.map(({ amount }) => amount));
  report([...path, "paid"], line.paid, line.list - taken);
  const points = sum(
    line.adjustments.filter(({ lane }) => lane === "points").map(({ amount }) => amount),
  );
  report([...path, "pointsOffset"], line.pointsOffset, points);
  const prices = sum(
    line.adjustments.filter(({ lane }) => lane === "unit-price").map(({ amount }) => amount),
  );
  report([...path, "deal"], line.deal, line.list - prices);
  for (const field of ["list", "deal", "paid", "tax", "pointsOffset"] as const) {
    const ofRuns = sum(line.runs.map((run) => run[field] * run.count));
    report([...path, "runs", field], ofRuns, line[field]);
  }
  const figures = [
    ...line.adjustments.map(({ amount }) => amount),
    ...line.runs.flatMap((run) => [run.list, run.deal, run.paid, run.tax, run.pointsOffset]),
    ...line.runs.map((run) => run.points),
    ...line.runs.map((run) => run.deal - run.paid - run.pointsOffset),
  ];
  figures.forEach((figure) => {
    if (!Number.isSafeInteger(figure) || figure < 0) report([...path, "runs"], figure, 0);
  });
}

/** What came back is given what was pinned to it. */
function checkReturns({ returns = [] }: Basket, { returned }: PricedBasket, report: Report): void {
  report(["returned", "length"], returned.length, returns.length);
  returns.forEach(({ runs, taxIncluded }, i) => {
    const of = (figure: "paid" | "tax" | "points"): number =>
      sum(runs.map((run) => run[figure] * run.count));
    const seen = returned[i];
    const money = taxIncluded ? of("paid") : of("paid") + of("tax");
    report(["returned", i, "money"], seen?.money ?? 0, money);
    report(["returned", i, "tax"], seen?.tax ?? 0, of("tax"));
    report(["returned", i, "points"], seen?.points ?? 0, of("points"));
  });
}

/** A unit price is rounded together with the equal lines, so the odd minor units of all lines may stand here. */
function checkList(
  line: PricedLine,
  of: BasketLine,
  basket: Basket,
  path: Path,
  report: Report,
): void {
  if (of.price.amount !== undefined) {
    report([...path, "list"], line.list, of.price.amount);
    return;
  }
  const amount = of.quantity.kind === "pieces" ? of.quantity.count : of.quantity.amount;
  const microsPerMinor = 10 ** (6 - minorDigits(basket.currency));
  const exact = (of.price.unit.micros * amount) / of.price.unit.per / microsPerMinor;
  if (Math.abs(exact - line.list) > basket.lines.length)
    report([...path, "list"], line.list, Math.round(exact));
}

function checkTotals(priced: PricedBasket, report: Report): void {
  const { totals, lines, fees, applied, points } = priced;
  report(["totals", "list"], totals.list, sum(lines.map(({ list }) => list)));
  report(["totals", "deal"], totals.deal, sum(lines.map(({ deal }) => deal)));
  const all = [...lines, ...fees];
  const paid = sum(lines.map((line) => line.paid));
  report(["totals", "fees"], totals.fees, sum(fees.map((fee) => fee.paid)));
  report(["totals", "tax"], totals.tax, sum(all.map(({ tax }) => tax)));
  report(["totals", "discount"], totals.discount, totals.list - paid);
  report(["totals", "returned"], totals.returned, sum(priced.returned.map(({ money }) => money)));
  const added = priced.taxIncluded ? 0 : totals.tax;
  report(["totals", "due"], totals.due, paid + totals.fees + added - totals.returned);
  const given = new Map<string, number>();
  for (const { adjustments } of all) {
    for (const { promotionId, lane, amount } of adjustments) {
      // The tax that an exempt customer does not pay is no promotion.
      if (lane === "tax") continue;
      given.set(promotionId, (given.get(promotionId) ?? 0) + amount);
    }
  }
  report(["points", "amount"], points?.amount ?? 0, given.get("points") ?? 0);
  given.delete("points");
  for (const { promotionId, amount } of applied) {
    report(["applied", promotionId], amount, given.get(promotionId) ?? 0);
    given.delete(promotionId);
  }
  for (const [promotionId, amount] of given) report(["applied", promotionId], 0, amount);
  const pinned = sum(all.flatMap(({ runs }) => runs.map((run) => run.points * run.count)));
  report(["points", "used"], points?.used ?? 0, pinned);
}

import type { PricedBasket, PricedLine } from "../../priced-basket.js";
import { type Law, sum } from "./law.js";

type Report = (holds: boolean, what: string) => void;

function collect(check: (report: Report) => void): readonly string[] {
  const broken: string[] = [];
  check((holds, what) => {
    if (!holds) broken.push(what);
  });
  return broken;
}

/** No line costs less than nothing or more than its list price, at any step, nor does any unit. */
export const lineBetweenZeroAndList: Law = (engine, basket) => {
  const { lines } = engine.price(basket);
  return collect((report) => {
    for (const { lineId, paid, deal, list, runs } of lines) {
      const figures = `paid ${paid}, deal ${deal}, list ${list}`;
      report(0 <= paid && paid <= deal && deal <= list, `line ${lineId}: ${figures}`);
      for (const run of runs) {
        const unit = `paid ${run.paid} + points ${run.pointsOffset}, deal ${run.deal}, list ${run.list}`;
        const whole = [run.paid, run.deal, run.list, run.pointsOffset].every(Number.isSafeInteger);
        const ordered = run.paid + run.pointsOffset <= run.deal && run.deal <= run.list;
        report(whole && 0 <= run.paid && ordered, `a unit of line ${lineId}: ${unit}`);
      }
    }
  });
};

/** Units sum to their line, lines to the totals, and the shares of a promotion to what it gave, to the minor unit. */
export const sharesSumExactly: Law = (engine, basket) => {
  const priced = engine.price(basket);
  return collect((report) => {
    for (const line of priced.lines) checkLine(line, report);
    checkTotals(priced, report);
  });
};

function checkLine(line: PricedLine, report: Report): void {
  const taken = sum(line.adjustments.map(({ amount }) => amount));
  report(line.list - taken === line.paid, `line ${line.lineId}: list - ${taken} is not paid`);
  report(
    line.adjustments.every(({ amount }) => amount > 0),
    `line ${line.lineId}: an adjustment of nothing`,
  );
  for (const field of ["list", "deal", "paid", "tax", "pointsOffset"] as const) {
    const ofUnits = sum(line.runs.map((run) => run[field] * run.count));
    report(ofUnits === line[field], `line ${line.lineId}: ${field} of its units is ${ofUnits}`);
  }
}

function checkTotals(priced: PricedBasket, report: Report): void {
  const { lines, fees, totals, applied, points, claims, gifts } = priced;
  const all = [...lines, ...fees];
  report(
    totals.list === sum(lines.map(({ list }) => list)),
    "totals.list is not that of the lines",
  );
  report(
    totals.deal === sum(lines.map(({ deal }) => deal)),
    "totals.deal is not that of the lines",
  );
  report(
    totals.tax === sum(all.map(({ tax }) => tax)),
    "totals.tax is not that of the lines and fees",
  );
  const paid = sum(all.map((one) => one.paid)) + (priced.taxIncluded ? 0 : totals.tax);
  report(totals.due === paid - totals.returned, `totals.due is ${totals.due}, not ${paid}`);
  // What an exempt customer does not pay is a tax, and no promotion.
  const adjustments = all.flatMap((one) => one.adjustments.filter(({ lane }) => lane !== "tax"));
  const given = sum(applied.map(({ amount }) => amount)) + (points?.amount ?? 0);
  const taken = sum(adjustments.map(({ amount }) => amount));
  report(given === taken, `promotions and points gave ${given}, the lines tell of ${taken}`);
  for (const { promotionId, lane, amount } of applied) {
    const pinned = adjustments.filter(
      (one) => one.promotionId === promotionId && one.lane === lane,
    );
    const shares = sum(pinned.map((one) => one.amount));
    report(shares === amount, `${promotionId} gave ${amount}, its shares are ${shares}`);
    const claim = claims.find((one) => one.promotionId === promotionId);
    const handedOut = gifts.filter((one) => one.promotionId === promotionId);
    const worth = amount + sum(handedOut.map(({ count, value }) => count * value));
    report(claim?.amount === worth, `${promotionId} gave ${amount}, its claim is another`);
  }
  const used = sum(all.flatMap(({ runs }) => runs.map((run) => run.points * run.count)));
  report(used === (points?.used ?? 0), `${used} points are pinned, ${points?.used ?? 0} were used`);
}

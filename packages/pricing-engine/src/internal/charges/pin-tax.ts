import type { MinorUnits } from "@tillwright/values";
import type { PricedLine, PricedRun } from "../../priced-basket.js";
import { shareWithin } from "../share.js";

/**
 * Pins the tax of a line to its units, by what they pay and by the part of their discounts that others pay for.
 *
 * The odd minor units fall on the first units of a run, where those of the price are.
 */
export function pinTax(line: PricedLine, amount: MinorUnits, funded: MinorUnits): PricedLine {
  const shares = allocated(amount, weightsOf(line, funded));
  const runs: PricedRun[] = [];
  line.runs.forEach((run, i) => {
    const share = shares[i] ?? 0;
    const odd = share % run.count;
    const tax = (share - odd) / run.count;
    if (odd > 0) runs.push({ ...run, count: odd, tax: tax + 1 });
    runs.push({ ...run, count: run.count - odd, tax });
  });
  return { ...line, tax: amount, runs };
}

function weightsOf({ runs }: PricedLine, funded: MinorUnits): readonly number[] {
  const paid = runs.map((run) => run.paid * run.count);
  if (funded === 0) return paid;
  const discounts = runs.map((run) => (run.list - run.paid - run.pointsOffset) * run.count);
  const shares = allocated(funded, discounts);
  return paid.map((amount, i) => amount + (shares[i] ?? 0));
}

/** The house's allocation: floor, then the largest remainder, ties to the earlier; evenly where nothing has any weight. */
export function allocated(amount: MinorUnits, weights: readonly number[]): readonly MinorUnits[] {
  const known = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  return shareWithin(
    amount,
    known,
    known.map(() => amount),
  );
}

/** The line of a customer who is exempt: the tax is taken off the price it was contained in, or called none. */
export function withoutTax(line: PricedLine, paysNet: boolean): PricedLine {
  const { tax } = line;
  if (tax === 0) return line;
  const runs = line.runs.map((run) => ({
    ...run,
    paid: paysNet ? run.paid - run.tax : run.paid,
    tax: 0,
  }));
  if (!paysNet) return { ...line, tax: 0, runs };
  return {
    ...line,
    paid: line.paid - tax,
    tax: 0,
    adjustments: [
      ...line.adjustments,
      { promotionId: "tax-exempt", lane: "tax", amount: tax, fundedBy: "shop" },
    ],
    runs,
  };
}

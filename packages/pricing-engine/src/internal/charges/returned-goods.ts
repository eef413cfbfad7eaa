import type { MinorUnits } from "@tillwright/values";
import { PricingError } from "../../errors.js";
import type { PricedReturn, ReturnedLine, ReturnedRun } from "../../returned-line.js";

/** What is given for the lines that come back: what was pinned to their units, money as money and points as points. */
export function pricedReturns(returns: readonly ReturnedLine[]): readonly PricedReturn[] {
  const seen = new Set<string>();
  return returns.map((line): PricedReturn => {
    if (seen.has(line.returnId)) throw badReturn(line, "the id occurs twice");
    seen.add(line.returnId);
    for (const run of line.runs) checkRun(line, run);
    const { runs } = line;
    const paid = sum(line, runs, (run) => run.paid);
    const tax = sum(line, runs, (run) => run.tax);
    return {
      returnId: line.returnId,
      saleId: line.saleId ?? null,
      lineId: line.lineId,
      taxId: line.taxId ?? null,
      units: sum(line, runs, () => 1),
      money: line.taxIncluded ? paid : paid + tax,
      tax,
      points: sum(line, runs, (run) => run.points),
    };
  });
}

function checkRun(line: ReturnedLine, run: ReturnedRun): void {
  if (!Number.isSafeInteger(run.count) || run.count < 1) {
    throw badReturn(line, `the count of a run is ${String(run.count)}`);
  }
  for (const figure of ["paid", "tax", "pointsOffset", "points"] as const) {
    if (Number.isSafeInteger(run[figure]) && run[figure] >= 0) continue;
    throw badReturn(line, `${figure} of a run is ${String(run[figure])}`);
  }
}

function sum(
  line: ReturnedLine,
  runs: readonly ReturnedRun[],
  figure: (run: ReturnedRun) => number,
): MinorUnits {
  const total = runs.reduce((before, run) => before + figure(run) * run.count, 0);
  if (Number.isSafeInteger(total)) return total;
  throw badReturn(line, "its figures leave the safe integers");
}

function badReturn({ returnId }: ReturnedLine, what: string): PricingError {
  return new PricingError("pricing.bad-basket", `price: return ${returnId}: ${what}`, { returnId });
}

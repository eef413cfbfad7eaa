import type { MinorUnits, SettledLine } from "@tillwright/values";
import { checkWhole, fail } from "./errors.js";
import { type Fraction, fraction, plus, rounded, times, zero } from "./internal/fraction.js";
import type { PointsRules } from "./programme.js";
import type { EventTender, RefundedUnits, SaleEvent } from "./sale-event.js";

/** A line with what counts for earning: money in exact minor units, and pieces that are kept. */
export interface EarningLine {
  readonly line: SettledLine;
  readonly base: Fraction;
  readonly pieces: number;
}

/** How much of a tender earns nothing. */
interface UnearningTender {
  readonly tenderId: string;
  /** As a share of what it paid. */
  readonly share: Fraction;
}

function unearningTenders(
  rules: Pick<PointsRules, "bonusEarns" | "tendersWithoutPoints">,
  tenders: readonly EventTender[],
): readonly UnearningTender[] {
  const result: UnearningTender[] = [];
  for (const tender of tenders) {
    const excluded = rules.tendersWithoutPoints.includes(tender.kind);
    const part = excluded ? tender.amount : rules.bonusEarns ? 0 : tender.bonusPart;
    if (part > 0 && tender.amount > 0) {
      const { tenderId, amount } = tender;
      result.push({ tenderId, share: fraction(-part, amount) });
    }
  }
  return result;
}

/** How many units of each run have come back, by line. */
function refundedCounts(refunded: readonly RefundedUnits[]): Map<string, Map<number, number>> {
  const lines = new Map<string, Map<number, number>>();
  for (const units of refunded) {
    const runs = lines.get(units.lineId) ?? new Map<number, number>();
    runs.set(units.run, (runs.get(units.run) ?? 0) + units.count);
    lines.set(units.lineId, runs);
  }
  return lines;
}

/** Throws when units are named that the sale does not have. */
export function checkRefunded(event: SaleEvent, refunded: readonly RefundedUnits[]): void {
  for (const [lineId, runs] of refundedCounts(refunded)) {
    const line = event.lines.find((candidate) => candidate.lineId === lineId);
    for (const [index, count] of runs) {
      const run = line?.runs[index];
      if (run === undefined) {
        fail("loyalty.line-unknown", `sale ${event.saleId} has no run ${index} of line ${lineId}`, {
          saleId: event.saleId,
          lineId,
          run: index,
        });
      }
      if (!Number.isSafeInteger(count) || count < 0 || count > run.count) {
        fail(
          "loyalty.refund-exceeds-sale",
          `line ${lineId} sold ${run.count} units at its price ${index}, fewer than ${count}`,
          { saleId: event.saleId, lineId, run: index, sold: run.count, refunded: count },
        );
      }
    }
  }
}

function lineBase(
  line: SettledLine,
  unearning: readonly UnearningTender[],
  refunded: ReadonlyMap<number, number> | undefined,
): EarningLine {
  let paid = 0;
  let pieces = 0;
  const counts = line.runs.map((run, index) => run.count - (refunded?.get(index) ?? 0));
  line.runs.forEach((run, index) => {
    const count = counts[index] ?? 0;
    paid += checkWhole(run.paid, 0, "what a unit was paid") * count;
    pieces += count;
  });
  let base = fraction(paid);
  for (const { tenderId, share } of unearning) {
    let amount = 0;
    line.runs.forEach((run, index) => {
      amount += (run.tenders[tenderId] ?? 0) * (counts[index] ?? 0);
    });
    if (amount > 0) base = plus(base, times(share, fraction(amount)));
  }
  return { line, base, pieces };
}

/**
 * What each line contributes to earning: what the customer pays for it after discounts and points, without the part
 * from the bonus of stored value and from tenders that earn nothing, for the units that are kept.
 */
export function earningLines(
  rules: Pick<PointsRules, "bonusEarns" | "tendersWithoutPoints">,
  event: SaleEvent,
  refunded: readonly RefundedUnits[],
): readonly EarningLine[] {
  const unearning = unearningTenders(rules, event.tenders);
  const counts = refundedCounts(refunded);
  return event.lines.map((line) => lineBase(line, unearning, counts.get(line.lineId)));
}

/** The money of these lines, exactly. */
export function sumOfBases(lines: readonly EarningLine[]): Fraction {
  return lines.reduce((sum, line) => plus(sum, line.base), zero);
}

/** An exact amount of money rounded down to minor units. */
export function wholeMinorUnits(amount: Fraction): MinorUnits {
  return rounded(amount, "down");
}

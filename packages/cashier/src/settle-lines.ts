import type { PricedBasket, PricedLine } from "@tillwright/pricing-engine";
import type { Language, SettledLine, SettledRun } from "@tillwright/values";
import { CashierError } from "./errors.js";
import { type PinnedRun, pinShares } from "./pin-shares.js";
import { productName } from "./product.js";
import type { SaleLine } from "./sale.js";
import type { DiscountShares, SettledRounding, SettledTotals } from "./settled-sale.js";
import type { TenderPart } from "./tender-sums.js";

/** The goods side of a settled sale. */
export interface SettledGoods {
  readonly lines: readonly SettledLine[];
  readonly cashRounding: SettledRounding;
  readonly discountShares: readonly DiscountShares[];
  readonly totals: SettledTotals;
}

function settledRun({ run, count, tenders }: PinnedRun): SettledRun {
  const { list, paid, tax, pointsOffset, points } = run;
  return { count, list, paid, tax, pointsOffset, points, tenders };
}

function settledLine(
  line: SaleLine,
  priced: PricedLine,
  pinned: readonly PinnedRun[],
  language: Language,
): SettledLine {
  const { productId, name, department, categories, brand, tags } = line.product;
  return {
    lineId: line.lineId,
    productId,
    name: productName(name, language),
    department,
    categories,
    brand,
    tags,
    quantity: line.quantity,
    list: priced.list,
    deal: priced.deal,
    paid: priced.paid,
    tax: priced.tax,
    pointsOffset: priced.pointsOffset,
    discounts: priced.adjustments.map(({ promotionId, lane, amount, fundedBy }) => ({
      promotionId,
      lane,
      amount,
      fundedBy,
    })),
    runs: pinned.map(settledRun),
  };
}

/**
 * Pricing's own figures must add up before money is posted by them. Throws `cashier.prices-inconsistent` with the line.
 */
function checkPrices(lines: readonly SaleLine[], priced: PricedBasket): void {
  let due = 0;
  for (const line of priced.lines) {
    due += line.paid;
    const off = line.adjustments.reduce((sum, { amount }) => sum + amount, 0);
    if (off === line.list - line.paid) continue;
    throw new CashierError(
      "cashier.prices-inconsistent",
      `line ${line.lineId}: discounts of ${off} do not lead from ${line.list} to ${line.paid}`,
      { lineId: line.lineId },
    );
  }
  if (due === priced.totals.due && lines.length === priced.lines.length) return;
  throw new CashierError(
    "cashier.prices-inconsistent",
    `the lines sum to ${due}, the prices say ${priced.totals.due}`,
    { lines: due, due: priced.totals.due },
  );
}

function byLine(runs: readonly PinnedRun[]): ReadonlyMap<string, readonly PinnedRun[]> {
  const lines = new Map<string, PinnedRun[]>();
  for (const run of runs) {
    const known = lines.get(run.line.lineId);
    if (known === undefined) lines.set(run.line.lineId, [run]);
    else known.push(run);
  }
  return lines;
}

/** The lines of a sale with everything pinned to their units, from the prices and what each tender paid. */
export function settleLines(
  lines: readonly SaleLine[],
  priced: PricedBasket,
  parts: readonly TenderPart[],
  language: Language,
): SettledGoods {
  checkPrices(lines, priced);
  const pinned = byLine(pinShares(priced.lines, parts));
  const pricedLines = new Map(priced.lines.map((line) => [line.lineId, line]));
  const settled = lines.map((line): SettledLine => {
    const price = pricedLines.get(line.lineId);
    if (price === undefined) {
      throw new CashierError("cashier.prices-inconsistent", `line ${line.lineId} has no price`, {
        lineId: line.lineId,
      });
    }
    return settledLine(line, price, pinned.get(line.lineId) ?? [], language);
  });
  const rounding = parts.reduce((sum, part) => sum + part.rounding, 0);
  const { list, deal, discount, tax, due } = priced.totals;
  return {
    lines: settled,
    cashRounding: { amount: rounding, shares: roundingShares(rounding, pinned) },
    discountShares: discountShares(pinned),
    totals: { list, deal, discount, tax, paid: due, cashRounding: rounding, due: due - rounding },
  };
}

function roundingShares(
  rounding: number,
  pinned: ReadonlyMap<string, readonly PinnedRun[]>,
): SettledRounding["shares"] {
  if (rounding === 0) return [];
  return [...pinned]
    .map(([lineId, runs]) => ({ lineId, runs: runs.map((run) => run.rounding) }))
    .filter(({ runs }) => runs.some((share) => share !== 0));
}

function discountShares(
  pinned: ReadonlyMap<string, readonly PinnedRun[]>,
): readonly DiscountShares[] {
  return [...pinned]
    .filter(([, runs]) => runs.some((run) => run.discounts.length > 0))
    .map(([lineId, runs]) => ({ lineId, runs: runs.map((run) => run.discounts) }));
}

import { applyRate, type MinorUnits } from "@tillwright/values";
import { PricingError } from "../../errors.js";
import type { PricedFee } from "../../priced-charges.js";
import { type Cell, createCell } from "../cell.js";
import { finishedLine } from "../finish.js";
import type { Moment } from "../moment.js";
import { sum } from "../whole-numbers.js";
import type { CompiledFee } from "./compile-fees.js";
import { allocated } from "./pin-tax.js";

/** A fee while a price is being made: like goods, so that discounts may see it. */
export interface FeeCell {
  readonly fee: CompiledFee;
  readonly cell: Cell;
  /** The lines it is charged for and how they share it; empty when it is charged once a basket. */
  readonly of: readonly Cell[];
  readonly weights: readonly number[];
}

/** The goods that a fee concerns. */
function concerned({ goods: test }: CompiledFee, goods: readonly Cell[]): readonly Cell[] {
  return test === null ? goods : goods.filter(({ line }) => test(line));
}

/** The cells of fees that discounts see. They stand among the goods from the start and cost nothing until `charge` says so. */
export function openFees(fees: readonly CompiledFee[], goods: readonly Cell[]): readonly FeeCell[] {
  return fees
    .filter(({ discounted }) => discounted)
    .flatMap((fee): readonly FeeCell[] => {
      const joined = concerned(fee, goods);
      return joined.length === 0 ? [] : [feeCell(fee, joined, 0)];
    });
}

/** Writes the amounts of the fees that discounts see, from the prices before promotions. */
export function chargeOpenFees(
  open: readonly FeeCell[],
  goods: readonly Cell[],
  moment: Moment,
): void {
  for (const { fee, cell } of open) {
    cell.list = amountOf(fee, concerned(fee, goods), moment);
    cell.deal = cell.list;
    cell.now = cell.list;
  }
}

/** Lane 7: the fees that stand outside of discounts, on what the goods cost by now. */
export function chargeFees(
  fees: readonly CompiledFee[],
  goods: readonly Cell[],
  moment: Moment,
): readonly FeeCell[] {
  return fees
    .filter(({ discounted }) => !discounted)
    .flatMap((fee): readonly FeeCell[] => {
      const joined = concerned(fee, goods);
      const amount = amountOf(fee, joined, moment);
      return amount === 0 ? [] : [feeCell(fee, joined, amount)];
    });
}

function amountOf(fee: CompiledFee, joined: readonly Cell[], moment: Moment): MinorUnits {
  if (joined.length === 0 || fee.when?.(moment, joined) === false) return 0;
  const { price } = fee;
  if (Number.isFinite(fee.freeFrom)) {
    const counted = fee.countsRunning ? running(joined) : deal(joined);
    if (counted >= fee.freeFrom) return 0;
  }
  switch (price.form) {
    case "once":
      return price.amount;
    case "per-piece":
      return safe(price.amount * sum(joined.map(({ pieces }) => pieces)), fee);
    default:
      return applyRate(price.ofRunning ? running(joined) : deal(joined), price.rate, "half-up");
  }
}

function feeCell(fee: CompiledFee, joined: readonly Cell[], amount: MinorUnits): FeeCell {
  const { price } = fee;
  const { form } = price;
  const of = form === "once" ? [] : joined.flatMap((cell): readonly Cell[] => cell.parts ?? [cell]);
  const pieces = form === "per-piece" ? sum(of.map((cell) => cell.pieces)) : 0;
  return {
    fee,
    cell: createCell(fee.line, Math.max(1, pieces), 0, amount, null),
    of,
    weights: of.map((cell) => {
      if (form === "per-piece") return cell.pieces;
      return form === "rate" && price.ofRunning ? cell.now : cell.deal;
    }),
  };
}

/** A fee as it is handed out; its tax comes later. `null` when it came to nothing. */
export function finishedFee({ fee, cell, of, weights }: FeeCell): PricedFee | null {
  if (cell.list === 0) return null;
  const { lineId: _lineId, ...figures } = finishedLine(cell);
  const shares = allocated(figures.paid, weights);
  return {
    feeId: fee.id,
    name: fee.name,
    kind: fee.kind,
    comesBack: fee.comesBack,
    ...figures,
    shares: of.map(({ line }, i) => ({ lineId: line.lineId, paid: shares[i] ?? 0, tax: 0 })),
  };
}

function running(cells: readonly Cell[]): MinorUnits {
  return sum(cells.map(({ now }) => now));
}

function deal(cells: readonly Cell[]): MinorUnits {
  return sum(cells.map((cell) => cell.deal));
}

function safe(amount: number, { id }: CompiledFee): MinorUnits {
  if (Number.isSafeInteger(amount)) return amount;
  throw new PricingError(
    "pricing.out-of-range",
    `price: the fee ${id} comes to ${amount} minor units and leaves the safe integers`,
    { feeId: id, amount: String(amount) },
  );
}

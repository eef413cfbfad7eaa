import type { RefundedUnits } from "@tillwright/loyalty-rules";
import type { Outcome, SettledLine } from "@tillwright/values";
import type { RefundState } from "./refund-state.js";
import { type CashierRefusal, refuse } from "./refusal.js";
import { feeDepartment } from "./settled-fees.js";
import { isGift } from "./settled-prices.js";
import type { SettledSale } from "./settled-sale.js";
import type { RefundLine } from "./till.js";

/** Units left of each run of a line. */
type UnitsLeft = Map<string, number[]>;

function unitsLeft(sale: SettledSale, state: RefundState): UnitsLeft {
  return new Map(
    sale.lines.map((line) => {
      const back = state.refunded[line.lineId] ?? [];
      return [line.lineId, line.runs.map((run, index) => run.count - (back[index] ?? 0))];
    }),
  );
}

/**
 * Which units a refund takes back. Units that are not named by their run are the cheapest-paid that are left of their line,
 * so that nobody gains by choosing. Fees that come back with their goods come with them.
 *
 * Refuses `cashier.nothing-to-refund`, `cashier.line-unknown`, `cashier.quantity-invalid`, `cashier.measure-is-whole` for a
 * part of a weighed line, and `cashier.over-refund` with what is `left`.
 */
export function chooseUnits(
  sale: SettledSale,
  state: RefundState,
  wanted: "all" | readonly RefundLine[],
): Outcome<readonly RefundedUnits[], CashierRefusal> {
  const left = unitsLeft(sale, state);
  const requests = wanted === "all" ? sale.lines.map(({ lineId }) => ({ lineId })) : wanted;
  const chosen: RefundedUnits[] = [];
  for (const request of requests) {
    const line = sale.lines.find(({ lineId }) => lineId === request.lineId);
    if (line === undefined) {
      const { lineId } = request;
      return refuse("cashier.line-unknown", `the sale has no line ${lineId}`, { lineId });
    }
    const units = chooseOfLine(line, left.get(line.lineId) ?? [], request, wanted === "all");
    if (!units.ok) return units;
    chosen.push(...units.value);
  }
  if (wanted !== "all") chosen.push(...feesWith(sale, left, chosen));
  if (chosen.length > 0) return { ok: true, value: merged(chosen) };
  return refuse("cashier.nothing-to-refund", `nothing of sale ${sale.saleId} is left to refund`, {
    saleId: sale.saleId,
  });
}

/** The fees that go back with these units: unit by unit with their goods, and what was charged once with the last of all goods. */
function feesWith(
  sale: SettledSale,
  left: UnitsLeft,
  chosen: readonly RefundedUnits[],
): readonly RefundedUnits[] {
  const noGoods = sale.lines.every(
    ({ lineId, department }) =>
      department === feeDepartment ||
      isGift(sale, lineId) ||
      (left.get(lineId) ?? []).every((count) => count === 0),
  );
  return (sale.fees ?? []).flatMap(({ lineId, goodsLineId }) => {
    const line = sale.lines.find((one) => one.lineId === lineId);
    const open = left.get(lineId) ?? [];
    if (line === undefined) return [];
    const available = open.reduce((sum, count) => sum + count, 0);
    const units = chosen
      .filter((one) => one.lineId === goodsLineId)
      .reduce((sum, { count }) => sum + count, 0);
    const wanted = goodsLineId === null && noGoods ? available : units;
    return takeUnits(lineId, candidateRuns(line, undefined), open, Math.min(wanted, available));
  });
}

function chooseOfLine(
  line: SettledLine,
  left: number[],
  request: RefundLine,
  allLines: boolean,
): Outcome<readonly RefundedUnits[], CashierRefusal> {
  const { lineId } = line;
  const runs = candidateRuns(line, request.run);
  const available = runs.reduce((sum, run) => sum + (left[run] ?? 0), 0);
  const count = request.count ?? available;
  if (allLines && available === 0) return { ok: true, value: [] };
  if (line.quantity.kind === "measure" && request.count !== undefined && request.count !== 1) {
    return refuse("cashier.measure-is-whole", `line ${lineId} was weighed: it comes back whole`, {
      lineId,
    });
  }
  if (!Number.isSafeInteger(count) || count < 0 || (count === 0 && request.count !== undefined)) {
    return refuse("cashier.quantity-invalid", `line ${lineId}: ${count} is no count`, {
      lineId,
      quantity: String(count),
    });
  }
  if (count > available || available === 0) {
    return refuse("cashier.over-refund", `line ${lineId}: ${count} asked, ${available} left`, {
      lineId,
      asked: count,
      left: available,
    });
  }
  return { ok: true, value: takeUnits(lineId, runs, left, count) };
}

function candidateRuns(line: SettledLine, run: number | undefined): readonly number[] {
  if (run !== undefined) return [run];
  return line.runs
    .map(({ paid }, index) => ({ paid, index }))
    .sort((first, second) => first.paid - second.paid || first.index - second.index)
    .map(({ index }) => index);
}

/** Takes from the runs in their order and notes in `left` what is gone, for the next request of the same line. */
function takeUnits(
  lineId: string,
  runs: readonly number[],
  left: number[],
  count: number,
): readonly RefundedUnits[] {
  const taken: RefundedUnits[] = [];
  let open = count;
  for (const run of runs) {
    const part = Math.min(open, left[run] ?? 0);
    if (part === 0) continue;
    left[run] = (left[run] ?? 0) - part;
    open -= part;
    taken.push({ lineId, run, count: part });
  }
  return taken;
}

function merged(units: readonly RefundedUnits[]): readonly RefundedUnits[] {
  const sums = new Map<string, RefundedUnits>();
  for (const unit of units) {
    const key = JSON.stringify([unit.lineId, unit.run]);
    const before = sums.get(key);
    sums.set(key, before === undefined ? unit : { ...unit, count: before.count + unit.count });
  }
  return [...sums.values()];
}

/** What has come back after these units too, in the order of lines and runs. */
export function refundedUnits(sale: SettledSale, state: RefundState): readonly RefundedUnits[] {
  return sale.lines.flatMap(({ lineId, runs }) =>
    runs.flatMap((_, run): RefundedUnits[] => {
      const count = state.refunded[lineId]?.[run] ?? 0;
      return count === 0 ? [] : [{ lineId, run, count }];
    }),
  );
}

/** The state after these units came back too. */
export function addRefunded(
  sale: SettledSale,
  state: RefundState,
  units: readonly RefundedUnits[],
): RefundState["refunded"] {
  const refunded = new Map<string, number[]>();
  for (const { lineId, runs } of sale.lines) {
    const before = state.refunded[lineId];
    if (before !== undefined) refunded.set(lineId, [...before]);
    else if (units.some((unit) => unit.lineId === lineId)) {
      refunded.set(
        lineId,
        runs.map(() => 0),
      );
    }
  }
  for (const { lineId, run, count } of units) {
    const counts = refunded.get(lineId);
    if (counts !== undefined) counts[run] = (counts[run] ?? 0) + count;
  }
  return Object.fromEntries(refunded);
}

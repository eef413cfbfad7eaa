import type { Instant, MinorUnits } from "@tillwright/values";
import { isReceivable } from "./sale-postings.js";
import type { TalliedSales } from "./sales-tally.js";
import type { Shift, ShiftMovement } from "./shift.js";
import type { CashSums, ProofCode, ProofLine, ShiftReport } from "./shift-report.js";

/** What the journal holds on the accounts of a shift before it is closed. */
export interface ShiftBalances {
  readonly drawer: MinorUnits;
  readonly sales: MinorUnits;
  readonly tax: MinorUnits;
  readonly rounding: MinorUnits;
  readonly receivables: MinorUnits;
  readonly storedPrincipal: MinorUnits;
  readonly storedBonus: MinorUnits;
}

/** What moved besides sales. */
export interface MovementSums {
  readonly cashTopUps: MinorUnits;
  readonly electronicTopUps: MinorUnits;
  readonly topUpBonus: MinorUnits;
  readonly paidIn: MinorUnits;
  readonly paidOut: MinorUnits;
  readonly drops: MinorUnits;
}

/** Adds up what moved besides sales. */
export function movementSums(movements: readonly ShiftMovement[]): MovementSums {
  const sum = (wanted: (movement: ShiftMovement) => boolean): MinorUnits =>
    movements.reduce((total, movement) => total + (wanted(movement) ? movement.amount : 0), 0);
  return {
    cashTopUps: sum((movement) => movement.kind === "top-up" && movement.tender === "cash"),
    electronicTopUps: sum((movement) => movement.kind === "top-up" && movement.tender !== "cash"),
    topUpBonus: movements.reduce(
      (total, movement) => total + (movement.kind === "top-up" ? movement.bonus : 0),
      0,
    ),
    paidIn: sum(({ kind }) => kind === "paid-in"),
    paidOut: sum(({ kind }) => kind === "paid-out"),
    drops: sum(({ kind }) => kind === "drop"),
  };
}

/** What should be in the drawer (交接班). */
function expectedCash(
  float: MinorUnits,
  cash: TalliedSales["cash"],
  moved: MovementSums,
): Omit<CashSums, "counted" | "difference"> {
  const { cashTopUps: topUps, paidIn, paidOut, drops } = moved;
  const { sales, refunds } = cash;
  const expected = float + sales + topUps + paidIn - paidOut - refunds - drops;
  return { float, sales, topUps, paidIn, paidOut, refunds, drops, expected };
}

/** One line of a proof. */
export function proofLine(code: ProofCode, left: number, right: number): ProofLine {
  return { code, left, right, ok: left === right };
}

function total<Item>(items: readonly Item[], figure: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + figure(item), 0);
}

/** The identities that hold among the figures themselves, for a shift or a day. */
export function salesProof(tallied: TalliedSales, topUps: MinorUnits): readonly ProofLine[] {
  const { net, sales, refunds, byTender, byProduct, byHour, byTax } = tallied;
  const rounding = sales.cashRounding - refunds.cashRounding;
  const byTenders = total(byTender, (sums) => sums.net);
  return [
    proofLine(
      "cashier.proof-products",
      net,
      total(byProduct, ({ paid }) => paid),
    ),
    proofLine("cashier.proof-tenders", net, byTenders + rounding),
    proofLine(
      "cashier.proof-hours",
      net,
      total(byHour, ({ paid }) => paid),
    ),
    proofLine(
      "cashier.proof-taxes",
      net,
      total(byTax, (sums) => sums.net + sums.tax),
    ),
    proofLine("cashier.proof-money", byTenders + topUps, net + topUps - rounding),
  ];
}

function journalProof(
  tallied: TalliedSales,
  moved: MovementSums,
  expected: MinorUnits,
  journal: ShiftBalances,
): readonly ProofLine[] {
  const { net, byTender, storedValue, sales, refunds, expectedNumbers } = tallied;
  const receivable = byTender.filter(({ kind }) => isReceivable(kind));
  const used = storedValue.usedPrincipal - storedValue.returnedPrincipal;
  const topUps = moved.cashTopUps + moved.electronicTopUps;
  return [
    proofLine("cashier.proof-journal-sales", net, -(journal.sales + journal.tax)),
    proofLine("cashier.proof-journal-cash", expected, journal.drawer),
    proofLine(
      "cashier.proof-journal-receivables",
      total(receivable, (sums) => sums.net) + moved.electronicTopUps,
      journal.receivables,
    ),
    proofLine("cashier.proof-journal-stored-value", used - topUps, journal.storedPrincipal),
    proofLine("cashier.proof-numbers", sales.count + refunds.count, expectedNumbers),
  ];
}

/** An X or Z report from the sales, the movements and the journal of a shift, each read on its own. */
export function makeShiftReport(
  shift: Shift,
  tallied: TalliedSales,
  journal: ShiftBalances,
  closing: {
    readonly at: Instant;
    readonly counted: MinorUnits | null;
    readonly number: string | null;
  },
): ShiftReport {
  const moved = movementSums(shift.movements);
  const cash = expectedCash(shift.float, tallied.cash, moved);
  const { counted, number, at } = closing;
  const { storeId, tillId, shiftId, operatorId, currency, zone, businessDay, openedAt } = shift;
  const { expectedNumbers: _expected, cash: _cash, storedValue, ...figures } = tallied;
  const topUps = moved.cashTopUps + moved.electronicTopUps;
  return {
    version: 1,
    kind: counted === null ? "x" : "z",
    number,
    storeId,
    tillId,
    shiftId,
    operatorId,
    currency,
    zone,
    businessDay,
    openedAt,
    at,
    ...figures,
    cash: { ...cash, counted, difference: counted === null ? null : counted - cash.expected },
    storedValue: { topUpPrincipal: topUps, topUpBonus: moved.topUpBonus, ...storedValue },
    proof: [
      ...salesProof(tallied, topUps),
      ...journalProof(tallied, moved, cash.expected, journal),
    ],
  };
}

import type { Instant, Outcome } from "@tillwright/values";
import { makeShiftReport } from "../make-shift-report.js";
import type { Actor } from "../permission.js";
import type { CashierRefusal } from "../refusal.js";
import { createSalesTally, type TalliedSales } from "../sales-tally.js";
import type { Shift } from "../shift.js";
import type { ShiftReport } from "../shift-report.js";
import type { Answer, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once } from "./desk.js";
import { findSale, openShiftOf, operatorOf, writeShift } from "./documents.js";
import { saleIsOpen } from "./goods-commands.js";
import { permit } from "./permit.js";
import { reportJobs } from "./receipt-jobs.js";
import { numberAs } from "./settlement.js";
import { amountProblem } from "./shift-commands.js";
import { closeShiftAccounts, receivablesOf, shiftBalances } from "./shift-journal.js";

/** The commands that report on a shift and close it. */
export function closeCommands(desk: Desk): Pick<Till, "xReport" | "closeShift"> {
  return {
    xReport: (approvedBy) => inTurn(desk, () => xReport(desk, approvedBy)),
    closeShift: (command) => inTurn(desk, () => closeShift(desk, command)),
  };
}

/** Adds up the sales of a shift as the store has them. */
async function tallyShift(desk: Desk, shift: Shift): Promise<TalliedSales> {
  const tally = createSalesTally();
  const { tillId, shiftId } = shift;
  const sales = desk.parts.store.sales({ owner: desk.owner, tillId, shiftId });
  for await (const sale of sales) tally.add(sale);
  return tally.sums();
}

async function xReport(
  desk: Desk,
  approvedBy: Actor | undefined,
): Promise<Outcome<ShiftReport, CashierRefusal>> {
  const found = await openShiftOf(desk);
  if (!found.ok) return found;
  const shift = found.value.body;
  const permitted = permit(desk.parts.config.roles, operatorOf(shift), approvedBy, "x-report");
  if (!permitted.ok) return permitted;
  const at = desk.parts.clock.now();
  const tallied = await tallyShift(desk, shift);
  const balances = await shiftBalances(desk, shift, receivablesOf(shift, tallied), at);
  const closing = { at, counted: null, number: null };
  return { ok: true, value: makeShiftReport(shift, tallied, balances, closing) };
}

async function closeShift(
  desk: Desk,
  command: Parameters<Till["closeShift"]>[0],
): Answer<ShiftReport> {
  const { key, counted, approvedBy } = command;
  const closed = await once(desk, "closeShift", key, bodyOf(command), async (at) => {
    const problem = amountProblem(counted, 0);
    if (problem !== null) return problem;
    const found = await openShiftOf(desk);
    if (!found.ok) return found;
    const shift = found.value.body;
    const permitted = permit(desk.parts.config.roles, operatorOf(shift), approvedBy, "close-shift");
    if (!permitted.ok) return permitted;
    const open = await findSale(desk);
    // A sale whose payment is unknown may outlive the shift: it is booked in the shift that learns of it.
    if (open !== null && open.body.unknownAttemptId === null) return saleIsOpen(open.body);
    return decideClose(desk, found.value, counted, { key, at });
  });
  desk.shiftCache.stand = null;
  return closed;
}

async function decideClose(
  desk: Desk,
  { body: shift, version }: { readonly body: Shift; readonly version: number | null },
  counted: number,
  when: { readonly key: string; readonly at: Instant },
): Promise<Decision<ShiftReport>> {
  const { at } = when;
  const tallied = await tallyShift(desk, shift);
  const receivables = receivablesOf(shift, tallied);
  const balances = await shiftBalances(desk, shift, receivables, at);
  const difference = counted - balances.drawer;
  const { storedPrincipal, storedBonus } = balances;
  const { shiftId, operatorId } = shift;
  return {
    ok: true,
    value: {
      series: "z",
      journal: await closeShiftAccounts(desk, shift, receivables, difference, when),
      finish: (sequence) => {
        const number = numberAs(desk, "Z", sequence);
        const report = makeShiftReport(shift, tallied, balances, { at, counted, number });
        const closed: Shift = {
          ...shift,
          state: "closed",
          closedAt: at,
          counted,
          difference,
          zNumber: number,
          carried: { storedPrincipal, storedBonus },
        };
        const { expected } = report.cash;
        const facts = { shiftId, number, net: report.net, expected, counted, difference };
        return {
          value: report,
          documents: [writeShift(closed, version)],
          audit: [{ action: "shift.closed", operatorId, facts }],
          printJobs: reportJobs(desk, report),
        };
      },
    },
  };
}

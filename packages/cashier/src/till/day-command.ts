import type { LocalDate } from "@tillwright/values";
import { plainJson, writtenAs } from "../internal/plain-json.js";
import { movementSums, proofLine, salesProof } from "../make-shift-report.js";
import { refuse } from "../refusal.js";
import { createSalesTally, type TalliedSales } from "../sales-tally.js";
import type { Shift } from "../shift.js";
import type { DayReport, RollForward } from "../shift-report.js";
import type { Answer, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { dayClosedAt } from "./documents.js";
import { permit } from "./permit.js";

/** The commands that close a business day and tell whether it is closed. */
export function dayCommands(desk: Desk): Pick<Till, "closeDay" | "dayClosedAt"> {
  return {
    closeDay: (command) => inTurn(desk, () => closeDay(desk, command)),
    dayClosedAt: (businessDay) => dayClosedAt(desk, businessDay),
  };
}

async function closeDay(desk: Desk, command: Parameters<Till["closeDay"]>[0]): Answer<DayReport> {
  const { key, businessDay, operatorId, role, approvedBy } = command;
  return once(desk, "closeDay", key, bodyOf(command), async (at): Promise<Decision<DayReport>> => {
    const { roles } = desk.parts.config;
    const permitted = permit(roles, { operatorId, role }, approvedBy, "close-day");
    if (!permitted.ok) return permitted;
    if ((await dayClosedAt(desk, businessDay)) !== null) {
      return refuse("cashier.day-closed", `the business day ${businessDay} is closed already`, {
        businessDay,
        operatorId,
      });
    }
    const all = await desk.parts.store.documents(desk.owner, "shift");
    const shifts = all.map(({ body }) => writtenAs<Shift>(body));
    const open = shifts.find(
      (shift) => shift.businessDay === businessDay && shift.closedAt === null,
    );
    if (open !== undefined) {
      const { shiftId, tillId, operatorId: by } = open;
      return refuse("cashier.shift-open", `the shift of ${by} at till ${tillId} is open`, {
        shiftId,
        operatorId: by,
      });
    }
    const report = await dayReport(desk, businessDay, shifts, at);
    const body = plainJson(report);
    const facts = { businessDay, net: report.net, shifts: report.shifts.length };
    return plan(report, {
      documents: [{ kind: "day", id: businessDay, status: "closed", body, expectedVersion: null }],
      audit: [{ action: "day.closed", operatorId, facts }],
    });
  });
}

interface DaySales {
  readonly tallied: TalliedSales;
  readonly shifts: DayReport["shifts"];
}

async function tallyDay(desk: Desk, shifts: readonly Shift[]): Promise<DaySales> {
  const day = createSalesTally();
  const rows: DayReport["shifts"][number][] = [];
  for (const shift of shifts) {
    const own = createSalesTally();
    const { shiftId, tillId, operatorId, zNumber, difference } = shift;
    for await (const sale of desk.parts.store.sales({ owner: desk.owner, tillId, shiftId })) {
      day.add(sale);
      own.add(sale);
    }
    rows.push({ shiftId, tillId, operatorId, zNumber, net: own.sums().net, difference });
  }
  return { tallied: day.sums(), shifts: rows };
}

/** Members' money of all closed shifts before a day, or up to its end, as the journal carried it. */
function carriedBy(
  shifts: readonly Shift[],
  day: LocalDate,
  figure: "storedPrincipal" | "storedBonus",
): { readonly opening: number; readonly closing: number } {
  const sum = (wanted: (shift: Shift) => boolean): number =>
    shifts.reduce(
      (total, shift) => total - (wanted(shift) ? (shift.carried?.[figure] ?? 0) : 0),
      0,
    );
  return {
    opening: sum(({ businessDay }) => businessDay < day),
    closing: sum(({ businessDay }) => businessDay <= day),
  };
}

function byTillAndTime(first: Shift, second: Shift): number {
  if (first.tillId !== second.tillId) return first.tillId < second.tillId ? -1 : 1;
  return first.openedAt - second.openedAt;
}

async function dayReport(
  desk: Desk,
  businessDay: LocalDate,
  all: readonly Shift[],
  at: number,
): Promise<DayReport> {
  const { storeId, currency, zone } = desk.parts.config;
  const ofDay = all.filter((shift) => shift.businessDay === businessDay).sort(byTillAndTime);
  const { tallied, shifts } = await tallyDay(desk, ofDay);
  const moved = movementSums(ofDay.flatMap(({ movements }) => movements));
  const topUps = moved.cashTopUps + moved.electronicTopUps;
  const { storedValue, sales, refunds, net, byTender } = tallied;
  const principal: RollForward = {
    ...carriedBy(all, businessDay, "storedPrincipal"),
    topUps,
    used: storedValue.usedPrincipal,
    returned: storedValue.returnedPrincipal,
  };
  const bonus: RollForward = {
    ...carriedBy(all, businessDay, "storedBonus"),
    topUps: moved.topUpBonus,
    used: storedValue.usedBonus,
    returned: storedValue.returnedBonus,
  };
  const carriedOn = ({ opening, topUps: added, used, returned }: RollForward): number =>
    opening + added - used + returned;
  return {
    version: 1,
    storeId,
    businessDay,
    currency,
    zone,
    at,
    shifts,
    sales,
    refunds,
    net,
    byTender,
    storedValue: { principal, bonus },
    proof: [
      ...salesProof(tallied, topUps),
      proofLine("cashier.proof-principal", carriedOn(principal), principal.closing),
      proofLine("cashier.proof-bonus", carriedOn(bonus), bonus.closing),
    ],
  };
}

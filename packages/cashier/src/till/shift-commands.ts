import { businessDayOf, type MinorUnits } from "@tillwright/values";
import { storeAccount } from "../chart-of-accounts.js";
import { refuse } from "../refusal.js";
import { accountsOf, type Movement, postMoney } from "../sale-postings.js";
import type { Shift, ShiftMovement } from "../shift.js";
import type { Answer, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once, plan } from "./desk.js";
import { dayClosedAt, findShift, openShiftOf, operatorOf, writeShift } from "./documents.js";
import { permit } from "./permit.js";
import { openShiftAccounts } from "./shift-journal.js";

type CashMove = "paid-in" | "paid-out" | "drop";
type CashCommand = Parameters<Till["paidIn"]>[0];

/** The commands that open a shift and move its cash. */
export function shiftCommands(desk: Desk): Pick<Till, "openShift" | "paidIn" | "paidOut" | "drop"> {
  return {
    openShift: (command) => inTurn(desk, () => openShift(desk, command)),
    paidIn: (command) => inTurn(desk, () => moveCash(desk, "paid-in", command)),
    paidOut: (command) => inTurn(desk, () => moveCash(desk, "paid-out", command)),
    drop: (command) => inTurn(desk, () => moveCash(desk, "drop", command)),
  };
}

/** What is wrong with an amount of money that must be there. */
export function amountProblem(
  amount: MinorUnits,
  least: 0 | 1,
): Extract<Decision<never>, { readonly ok: false }> | null {
  if (Number.isSafeInteger(amount) && amount >= least) return null;
  return refuse("cashier.amount-invalid", `${amount} is no amount`, { amount: String(amount) });
}

async function openShift(desk: Desk, command: Parameters<Till["openShift"]>[0]): Answer<Shift> {
  const { key, float, operatorId, role, approvedBy } = command;
  return once(desk, "openShift", key, bodyOf(command), async (at): Promise<Decision<Shift>> => {
    const { config, nextId } = desk.parts;
    const { storeId, tillId, currency, zone, cutOff, roles } = config;
    const problem = amountProblem(float, 0);
    if (problem !== null) return problem;
    const permitted = permit(roles, { operatorId, role }, approvedBy, "sell");
    if (!permitted.ok) return permitted;
    const open = await findShift(desk);
    if (open !== null) {
      const { shiftId, operatorId: by } = open.body;
      return refuse("cashier.shift-open", `till ${tillId} has the open shift of ${by}`, {
        shiftId,
        operatorId: by,
      });
    }
    const businessDay = businessDayOf(at, { zone, cutOff });
    if ((await dayClosedAt(desk, businessDay)) !== null) {
      return refuse("cashier.day-closed", `the business day ${businessDay} is closed`, {
        businessDay,
        operatorId,
      });
    }
    const shift: Shift = {
      version: 1,
      shiftId: nextId(),
      state: "open",
      storeId,
      tillId,
      operatorId,
      role,
      currency,
      zone,
      businessDay,
      openedAt: at,
      float,
      movements: [],
      closedAt: null,
      counted: null,
      difference: null,
      zNumber: null,
      carried: null,
    };
    const movements: readonly Movement[] = [
      [accountsOf(shift)("drawer"), float],
      [storeAccount(storeId, "safe"), -float],
    ];
    const memo = { kind: "float", shiftId: shift.shiftId };
    return plan(shift, {
      documents: [writeShift(shift, null)],
      journal: [openShiftAccounts(shift, { key, at }), ...postMoney(key, at, movements, memo)],
      audit: [{ action: "shift.opened", operatorId, facts: { shiftId: shift.shiftId, float } }],
    });
  });
}

/** Where cash goes that leaves the drawer, or comes from that enters it. */
function cashMovements(shift: Shift, kind: CashMove, amount: MinorUnits): readonly Movement[] {
  const account = accountsOf(shift);
  switch (kind) {
    case "paid-in":
      return [
        [account("drawer"), amount],
        [account("paid-in"), -amount],
      ];
    case "paid-out":
      return [
        [account("drawer"), -amount],
        [account("paid-out"), amount],
      ];
    case "drop":
      return [
        [account("drawer"), -amount],
        [storeAccount(shift.storeId, "safe"), amount],
      ];
  }
}

/** Refuses `cashier.drawer-short` when the drawer does not hold what is to leave it. */
export async function drawerProblem(
  desk: Desk,
  shift: Shift,
  amount: MinorUnits,
  at: number,
): Promise<Extract<Decision<never>, { readonly ok: false }> | null> {
  const drawer = accountsOf(shift)("drawer");
  const held = (await desk.parts.store.journal.balance(drawer, at))?.available ?? 0;
  if (amount <= held) return null;
  return refuse("cashier.drawer-short", `the drawer holds ${held}, not ${amount}`, {
    amount,
    held,
  });
}

async function moveCash(desk: Desk, kind: CashMove, command: CashCommand): Answer<Shift> {
  const { key, amount, reason, approvedBy } = command;
  return once(desk, kind, key, bodyOf(command), async (at): Promise<Decision<Shift>> => {
    const problem = amountProblem(amount, 1);
    if (problem !== null) return problem;
    const found = await openShiftOf(desk);
    if (!found.ok) return found;
    const { body, version } = found.value;
    const operator = operatorOf(body);
    const permitted = permit(desk.parts.config.roles, operator, approvedBy, kind, amount);
    if (!permitted.ok) return permitted;
    const short = kind === "paid-in" ? null : await drawerProblem(desk, body, amount, at);
    if (short !== null) return short;
    const { operatorId } = operator;
    const movementId = desk.parts.nextId();
    const movement: ShiftMovement = { movementId, at, operatorId, amount, kind, reason };
    const shift: Shift = { ...body, movements: [...body.movements, movement] };
    const { approvedBy: allowedBy } = permitted.value;
    const facts = { shiftId: shift.shiftId, amount, reason, approvedBy: allowedBy };
    desk.shiftCache.stand = null;
    return plan(shift, {
      documents: [writeShift(shift, version)],
      journal: postMoney(key, at, cashMovements(shift, kind, amount), { kind, movementId, reason }),
      audit: [{ action: `cash.${kind}`, operatorId, facts }],
    });
  });
}

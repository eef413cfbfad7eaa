import type { StoredValueSpend } from "@tillwright/loyalty-rules";
import type { Instant, Outcome } from "@tillwright/values";
import { changeSale } from "../change-sale.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import type { Sale } from "../sale.js";
import { tenderSums } from "../tender-sums.js";
import type { Answer, PaymentState, SettledView, Till } from "../till.js";
import { bodyOf, type Decision, type Desk, inTurn, once } from "./desk.js";
import { currentSaleOf, openShiftOf, writeSale } from "./documents.js";
import { type MemberContext, memberContext } from "./member-context.js";
import { keepStanding } from "./member-standing.js";
import { settlements } from "./reservations.js";
import { decideSettlement } from "./settlement.js";

/** The command that settles the sale that is being paid. */
export function completeCommands(desk: Desk): Pick<Till, "complete"> {
  return { complete: (command) => inTurn(desk, () => complete(desk, command)) };
}

async function complete(desk: Desk, command: Parameters<Till["complete"]>[0]): Answer<SettledView> {
  const { key } = command;
  const settled = await once(desk, "complete", key, bodyOf(command), (at) =>
    decide(desk, { key, at }),
  );
  if (settled.ok) await keepStanding(desk, settled.value.sale);
  return settled;
}

async function decide(
  desk: Desk,
  when: { readonly key: string; readonly at: Instant },
): Promise<Decision<SettledView>> {
  const current = await currentSaleOf(desk);
  if (!current.ok) return current;
  const shift = await openShiftOf(desk);
  if (!shift.ok) return shift;
  const { body, version } = current.value;
  const completed = changeSale(body, { type: "complete" });
  if (!completed.ok) return completed;
  const { frozen } = body;
  if (frozen === null) return notTendering(body);
  const { priced } = frozen;
  const sums = tenderSums(priced.totals.due, body.tenders, desk.parts.config.cashRounding);
  const unpaid = refuseUnpaid(sums.payment);
  if (unpaid !== null) return unpaid;
  const member = await memberOf(desk, body, when.at);
  if (!member.ok) return member;
  return decideSettlement(
    desk,
    {
      sale: completed.value,
      priced,
      parts: sums.parts,
      member: member.value,
      shift: shift.value,
      pointsSpent: frozen.pointsHold?.spent ?? [],
      storedValue: storedValueOf(body),
      spending: settlements(body, when),
      // What is reserved is not in the balance any more.
      pointsLeaving: 0,
      documents: [writeSale(completed.value, version)],
    },
    when,
  );
}

function notTendering({ saleId, state }: Sale): Decision<never> {
  return refuse("cashier.sale-state", `complete: sale ${saleId} has no prices yet`, {
    saleId,
    state,
    change: "complete",
  });
}

/** Refuses `cashier.not-fully-paid` while something is left. */
export function refuseUnpaid(
  payment: PaymentState,
): { readonly ok: false; readonly refusal: CashierRefusal } | null {
  const { remaining, due } = payment;
  if (remaining === 0) return null;
  return refuse("cashier.not-fully-paid", `${remaining} of ${due} is not paid yet`, {
    remaining,
    due,
  });
}

async function memberOf(
  desk: Desk,
  sale: Sale,
  at: Instant,
): Promise<Outcome<MemberContext | null, CashierRefusal>> {
  return sale.memberId === null
    ? { ok: true, value: null }
    : memberContext(desk, sale.memberId, at);
}

function storedValueOf(sale: Sale): Readonly<Record<string, StoredValueSpend>> {
  return Object.fromEntries(
    sale.tenders.flatMap(({ tenderId, storedValue }) =>
      storedValue === null ? [] : [[tenderId, storedValue.spent]],
    ),
  );
}

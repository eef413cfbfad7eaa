import type { JournalCommand } from "@tillwright/ledger";
import type { Reason } from "@tillwright/values";
import { pointsAccount, pointsIssuedAccount } from "./accounts.js";
import { issueCoupon } from "./coupons.js";
import { expiryInstant } from "./expiry.js";
import { debtFromNewLot, debtReasons } from "./pay-debt.js";
import { into, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/** What is given, and to whom: `debt` is the balance of the member's debt account. */
export interface Given {
  readonly memberId: string;
  readonly debt: number;
  readonly present: { readonly points: number; readonly coupons: readonly string[] };
}

/** Points and coupons for one reason, which names their lots: the journal gives them once. Debts are paid first. */
export function presentCommands(
  programme: Programme,
  { memberId, debt, present }: Given,
  reason: string,
  context: CommandContext,
): readonly JournalCommand[] {
  const commands = present.coupons.flatMap((template) =>
    issueCoupon(programme, { memberId, template, couponId: `${reason}:${template}` }, context),
  );
  if (present.points === 0 || programme.points === null) return commands;
  const newLot = {
    lotId: reason,
    expiresAt: expiryInstant(programme.points.expiry, context.at, programme.zone),
    source: { kind: "present", reason, programme: programme.hash },
  };
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const postings = into(...accounts, present.points, { newLot });
  const memo = { kind: "present", reason };
  const lot = { lotId: reason, amount: present.points };
  return [
    ...commands,
    post(context, `present:${reason}`, postings, memo),
    ...debtFromNewLot(memberId, lot, debt, `present-debt:${reason}`, memo, context),
  ];
}

/** What a present is, for the receipt. */
export function presentReasons(code: string, given: Omit<Given, "memberId">): readonly Reason[] {
  const { points, coupons } = given.present;
  const reasons: Reason[] = [];
  if (points > 0) reasons.push({ code, facts: { points } });
  if (coupons.length > 0)
    reasons.push({ code: "loyalty.coupons-given", facts: { count: coupons.length } });
  return [...reasons, ...debtReasons(Math.min(points, given.debt))];
}

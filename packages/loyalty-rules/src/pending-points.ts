import type { AccountId, JournalCommand, Lot } from "@tillwright/ledger";
import {
  addDays,
  type Instant,
  localDateOf,
  type Reason,
  startOfLocalDay,
} from "@tillwright/values";
import { pointsAccount } from "./accounts.js";
import { checkWhole, fail } from "./errors.js";
import { memoField } from "./internal/memo-field.js";
import { debtFromNewLot, debtReasons } from "./pay-debt.js";
import { post } from "./post.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * Points that were earned and cannot be spent yet, in lots of the same names as later in {@link pointsAccount}. Their other
 * side is {@link pointsIssuedAccount}.
 *
 * @example
 * ```ts
 * import { pointsPendingAccount } from "@tillwright/loyalty-rules";
 *
 * pointsPendingAccount("M1"); //=> "member:M1/points-pending"
 * ```
 *
 * @public
 */
export function pointsPendingAccount(memberId: string): AccountId {
  return `member:${memberId}/points-pending`;
}

/** The instant from which the points of a sale can be spent: the start of a day in the zone; `null` for at once. */
export function finalInstant(
  programme: Pick<Programme, "points" | "zone">,
  at: Instant,
): Instant | null {
  const pending = programme.points?.pending ?? null;
  if (pending === null) return null;
  return startOfLocalDay(addDays(localDateOf(at, programme.zone), pending.days), programme.zone);
}

/** When a pending lot becomes final, and when it ends then. */
export function pendingTerms(lot: Pick<Lot, "lotId" | "source">): {
  readonly finalAt: Instant;
  readonly expiresAt: Instant | null;
} {
  const finalAt = memoField(lot.source, "finalAt");
  const expiresAt = memoField(lot.source, "expiresAt");
  const ends = expiresAt === null || typeof expiresAt === "number";
  if (typeof finalAt === "number" && ends) return { finalAt, expiresAt };
  return fail("loyalty.record-unreadable", `lot ${lot.lotId} is no lot of pending points`, {
    lotId: lot.lotId,
  });
}

/**
 * Points that have become final.
 *
 * @public
 */
export interface FinalPoints {
  /** Those that paid a debt included. */
  readonly points: number;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

/**
 * Makes pending points spendable whose time has come: in the night, or in front of whatever the member does. Each lot keeps
 * its name and the end that was frozen when it was earned. Debts are paid first.
 *
 * Throws `loyalty.record-unreadable` for lots of another account.
 *
 * @param member - the lots of the pending account as the journal lists them, and the balance of the debt account
 *
 * @example
 * ```ts
 * import { finalizePoints } from "@tillwright/loyalty-rules";
 *
 * const source = { kind: "sale", saleId: "S1", finalAt: 1000, expiresAt: null };
 * const lot = { account: "member:M1/points-pending", lotId: "S1/points", issued: 45, remaining: 45 };
 * const pending = [{ ...lot, held: 0, expiresAt: null, openedAt: 0, source }];
 * const member = { memberId: "M1", pending, debt: 0 };
 * finalizePoints(member, { key: "night-1", at: 999 }).points; //=> 0
 * finalizePoints(member, { key: "night-2", at: 1000 }).points; //=> 45
 * ```
 *
 * @public
 */
export function finalizePoints(
  member: { readonly memberId: string; readonly pending: readonly Lot[]; readonly debt: number },
  context: CommandContext,
): FinalPoints {
  const { memberId } = member;
  const owed = checkWhole(member.debt, 0, "the debt of points");
  let debt = owed;
  let points = 0;
  const commands: JournalCommand[] = [];
  for (const { lotId, remaining, source } of member.pending) {
    const { finalAt, expiresAt } = pendingTerms({ lotId, source });
    if (finalAt > context.at) continue;
    const lot = { lotId, amount: remaining };
    const memo = { kind: "points-final", lotId };
    const postings = [
      { account: pointsPendingAccount(memberId), amount: -remaining, lotParts: [lot] },
      {
        account: pointsAccount(memberId),
        amount: remaining,
        newLot: { lotId, expiresAt, source },
      },
    ];
    commands.push(post(context, `points-final:${lotId}`, postings, memo));
    points += remaining;
    // What became final after its own end can pay nothing.
    if (expiresAt !== null && expiresAt <= context.at) continue;
    commands.push(...debtFromNewLot(memberId, lot, debt, `final-debt:${lotId}`, memo, context));
    debt -= Math.min(debt, remaining);
  }
  const reasons: readonly Reason[] =
    points === 0 ? [] : [{ code: "loyalty.points-final", facts: { points } }];
  return Object.freeze({ points, commands, reasons: [...reasons, ...debtReasons(owed - debt)] });
}

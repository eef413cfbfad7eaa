import type { JournalCommand, Lot, LotPart, PostCommand } from "@tillwright/ledger";
import type { Json, Reason } from "@tillwright/values";
import {
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import { checkWhole } from "./errors.js";
import { lotParts, spendable, takeFromLots, totalOf } from "./lots.js";
import { outOf, post } from "./post.js";
import type { CommandContext } from "./sale-event.js";

/** These parts of lots pay as much of a debt. */
export function debtPayment(
  memberId: string,
  parts: readonly LotPart[],
  what: string,
  memo: Json,
  context: CommandContext,
): PostCommand {
  const points = totalOf(parts);
  return post(
    context,
    what,
    [
      ...outOf(pointsAccount(memberId), pointsIssuedAccount(memberId), points, { lotParts: parts }),
      ...outOf(pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId), points),
    ],
    memo,
  );
}

/**
 * A lot that has just come in pays what is owed. It begins with all of its points, so that its name keeps a second lot of
 * the same reason out even when nothing of it stays.
 */
export function debtFromNewLot(
  memberId: string,
  lot: LotPart,
  debt: number,
  what: string,
  memo: Json,
  context: CommandContext,
): readonly PostCommand[] {
  const pays = Math.min(lot.amount, checkWhole(debt, 0, "the debt of points"));
  if (pays === 0) return [];
  return [debtPayment(memberId, [{ lotId: lot.lotId, amount: pays }], what, memo, context)];
}

/** What is told of a debt that was paid. */
export function debtReasons(paid: number): readonly Reason[] {
  return paid > 0 ? [{ code: "loyalty.debt-paid", facts: { points: paid } }] : [];
}

/**
 * Pays what a member owes from the points that expire first. Each function that gives points does so by itself; this is for
 * points that came in without knowing of the debt, from a till that had lost the line.
 *
 * @param member - the lots of points as the journal lists them, and the balance of the debt account
 *
 * @example
 * ```ts
 * import { payDebt } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const night = { key: "night-1", at: 0 };
 * payDebt({ memberId: "M1", lots, debt: 30 }, night).map((command) => command.key); //=> ["night-1/debt-paid"]
 * payDebt({ memberId: "M1", lots, debt: 0 }, night); //=> []
 * ```
 *
 * @public
 */
export function payDebt(
  member: { readonly memberId: string; readonly lots: readonly Lot[]; readonly debt: number },
  context: CommandContext,
): readonly JournalCommand[] {
  const debt = checkWhole(member.debt, 0, "the debt of points");
  const pays = Math.min(debt, spendable(member.lots, context.at));
  if (pays === 0) return [];
  const { taken } = takeFromLots(member.lots, pays, context.at);
  const memo = { kind: "debt-paid", points: pays };
  return [debtPayment(member.memberId, lotParts(taken), "debt-paid", memo, context)];
}

import type { LotPart } from "@tillwright/ledger";
import { addDays, type Instant, localDateOf, startOfLocalDay } from "@tillwright/values";
import type { ClawbackRequest } from "./clawback-request.js";
import { extendedLotId } from "./extended-lot.js";
import { isAlive, joined, type SpentLot, totalOf } from "./lots.js";
import { pendingTerms } from "./pending-points.js";
import type { Programme } from "./programme.js";
import { planRefund, type RefundPlan } from "./refund-plan.js";
import type { RefundProgress } from "./refund-progress.js";

/**
 * Points that come back: into lots that are `alive`, or `dead` with their lot. Those past their end that are given some more
 * days come alive in lots of their own, `extended`.
 */
export interface Returning {
  readonly alive: readonly SpentLot[];
  readonly dead: readonly SpentLot[];
  readonly extended: readonly SpentLot[];
}

/** What happens to points that come back now. */
export function returning(
  programme: Programme,
  request: Pick<ClawbackRequest, "refundId" | "context">,
  parts: readonly SpentLot[],
): Returning {
  const { at } = request.context;
  const alive = parts.filter((part) => isAlive(part.expiresAt, at));
  const dead = parts.filter((part) => !isAlive(part.expiresAt, at));
  const policy = programme.points?.returnedAfterExpiry;
  if (policy?.kind !== "extend") return { alive, dead, extended: [] };
  const lastDay = addDays(localDateOf(at, programme.zone), policy.days);
  const expiresAt = startOfLocalDay(addDays(lastDay, 1), programme.zone);
  const extended = joined(dead).map(({ lotId, amount }) => {
    return { lotId: extendedLotId(lotId, request.refundId), amount, expiresAt };
  });
  return { alive, dead: [], extended };
}

/** How what is due was met: by points, by a debt, by money. */
export interface Settlement {
  readonly plan: RefundPlan;
  /** All that refunds of the sale have taken now, from points that wait to be final too. */
  readonly takenFrom: readonly SpentLot[];
  /** What comes into the sale's own lot while it waits to be final; below zero what leaves it. `null` when it is final. */
  readonly waiting: LotPart | null;
  readonly debtPaid: number;
  readonly owed: number;
  readonly paidInMoney: number;
  /** The member's debt after the refund less the debt before. */
  readonly debtChange: number;
  /** Paid by a later earning for a debt of this sale that is no longer due. */
  readonly overpaid: number;
}

/** The sale's own lot while it waits to be final, with what refunds have taken of it; `null` when it can be spent. */
function waitingLot(request: ClawbackRequest, before: RefundProgress): SpentLot | null {
  const { earned, pending, context } = request;
  const lotId = earned?.lotId ?? null;
  const pendingUntil = earned?.pendingUntil ?? null;
  if (lotId === null || pendingUntil === null) return null;
  const lot = pending.find((candidate) => candidate.lotId === lotId);
  if (lot === undefined && context.at >= pendingUntil) return null;
  const taken = before.takenFrom.filter((part) => part.lotId === lotId);
  const expiresAt = lot === undefined ? taken[0]?.expiresAt : pendingTerms(lot).expiresAt;
  return { lotId, amount: totalOf(taken), expiresAt: expiresAt ?? null };
}

/** What a later earning paid for this sale beyond what is due after the points that are gone for good. */
function overpaidBy(paidLater: number, due: number, before: RefundProgress, at: Instant): number {
  const gone = totalOf(before.takenFrom.filter((part) => !isAlive(part.expiresAt, at)));
  return Math.max(0, paidLater - Math.max(0, due - gone));
}

/**
 * Meets what is due: first from lots, then as the programme says, and pays other debts with what comes back. Nobody can have
 * spent points that are not final: they are taken where they wait.
 */
export function settleRefund(
  programme: Programme,
  request: ClawbackRequest,
  before: RefundProgress,
  back: Returning,
  due: number,
): Settlement {
  const waiting = waitingLot(request, before);
  const { at } = request.context;
  const owedStill = Math.min(before.owed, request.debt);
  const owedElsewhere = request.debt - owedStill + before.debtPaid;
  const overpaid = waiting === null ? overpaidBy(before.owed - owedStill, due, before, at) : 0;
  // What earlier refunds made a debt and a later earning has paid is no longer due.
  const paidLater = before.owed - owedStill - overpaid;
  const dueNow = waiting === null ? Math.max(0, due - paidLater) : 0;
  const plan = planRefund({
    at,
    lots: request.lots,
    ownLot: request.earned?.lotId ?? null,
    restored: [...back.alive, ...back.extended],
    takenBefore: before.takenFrom.filter((part) => part.lotId !== waiting?.lotId),
    due: dueNow + owedElsewhere,
  });
  const missing = Math.max(0, plan.missing - owedElsewhere);
  const debtPaid = owedElsewhere - (plan.missing - missing);
  const inMoney = programme.points?.debt === "reduce-refund";
  const owed = inMoney ? 0 : missing;
  const fromWaiting = waiting === null || due === 0 ? [] : [{ ...waiting, amount: due }];
  return {
    plan,
    takenFrom: [...plan.takenFrom, ...fromWaiting],
    waiting: waiting && { lotId: waiting.lotId, amount: waiting.amount - due },
    debtPaid,
    owed: owed + paidLater,
    paidInMoney: inMoney ? missing : 0,
    debtChange: owed - owedStill - (debtPaid - before.debtPaid),
    overpaid,
  };
}

import type { JournalCommand, PostingRequest } from "@tillwright/ledger";
import {
  addDays,
  localDateOf,
  type Outcome,
  type Reason,
  startOfLocalDay,
} from "@tillwright/values";
import {
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import type { Clawback, ClawbackRequest } from "./clawback-request.js";
import { countKept, uncountedPostings } from "./count-for-tier.js";
import { checkRefunded } from "./earning-base.js";
import { checkWhole, fail } from "./errors.js";
import { valueOfPoints } from "./explain-points.js";
import { isAlive, lotParts, partsGivenBack, type SpentLot, totalOf } from "./lots.js";
import { pointsForSale } from "./points-for-sale.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import { planRefund, type RefundPlan } from "./refund-plan.js";
import { noRefundYet, type RefundProgress } from "./refund-progress.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { RefundedUnits, SaleEvent } from "./sale-event.js";

function pinnedPoints(sale: SaleEvent, refunded: readonly RefundedUnits[]): number {
  const lines = new Map(sale.lines.map((line) => [line.lineId, line]));
  return refunded.reduce(
    (sum, { lineId, run, count }) => sum + (lines.get(lineId)?.runs[run]?.points ?? 0) * count,
    0,
  );
}

/** Points that come back: alive, gone with their lot, or past their end and given some more days. */
interface Returning {
  readonly alive: readonly SpentLot[];
  readonly dead: readonly SpentLot[];
  readonly extended: SpentLot | null;
}

function returning(
  programme: Programme,
  request: ClawbackRequest,
  parts: readonly SpentLot[],
): Returning {
  const { at } = request.context;
  const alive = parts.filter((part) => isAlive(part.expiresAt, at));
  const dead = parts.filter((part) => !isAlive(part.expiresAt, at));
  const policy = programme.points?.returnedAfterExpiry;
  if (policy?.kind !== "extend" || dead.length === 0) return { alive, dead, extended: null };
  const lastDay = addDays(localDateOf(at, programme.zone), policy.days);
  const extended = {
    lotId: `${request.refundId}/points-extended`,
    amount: totalOf(dead),
    expiresAt: startOfLocalDay(addDays(lastDay, 1), programme.zone),
  };
  return { alive: [...alive, extended], dead: [], extended };
}

/** The points of the sale that are to be taken, by this refund and earlier ones. */
function pointsDue(
  programme: Programme,
  request: ClawbackRequest,
): { readonly kept: number; readonly due: number } {
  const { earned, lots, sale, refunded, context } = request;
  const rules = programme.points;
  if (earned === null || rules === null) return { kept: 0, due: 0 };
  const kept = Math.min(earned.points, pointsForSale(rules, earned, sale, refunded).points);
  const own = lots.find((lot) => lot.lotId === earned.lotId);
  const expired = own !== undefined && !isAlive(own.expiresAt, context.at) ? own.remaining : 0;
  return { kept, due: Math.max(0, earned.points - kept - request.lapsed - expired) };
}

function lotCommands(
  request: ClawbackRequest,
  programme: Programme,
  back: Returning,
  plan: RefundPlan,
): readonly JournalCommand[] {
  const { memberId, refundId, sale, context } = request;
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId };
  const commands: JournalCommand[] = [];
  const extended = back.extended;
  // The new lot begins with all that was extended; what is due of it leaves again below.
  const plainInto = plan.into.filter((part) => part.lotId !== extended?.lotId);
  const incoming = [...plainInto, ...back.dead];
  if (incoming.length > 0) {
    const postings = into(...accounts, totalOf(incoming), { lotParts: lotParts(incoming) });
    commands.push(post(context, "points-restored", postings, memo));
  }
  let leaving = plan.outOf;
  if (extended !== null) {
    const source = { kind: "refund", saleId: sale.saleId, refundId, programme: programme.hash };
    const newLot = { lotId: extended.lotId, expiresAt: extended.expiresAt, source };
    const postings = into(...accounts, extended.amount, { newLot });
    commands.push(post(context, "points-extended", postings, memo));
    const stays = plan.into.find((part) => part.lotId === extended.lotId)?.amount ?? 0;
    if (stays < extended.amount) {
      leaving = [...leaving, { ...extended, amount: extended.amount - stays }];
    }
  }
  if (leaving.length > 0) {
    const postings = outOf(...accounts, totalOf(leaving), { lotParts: lotParts(leaving) });
    commands.push(post(context, "points-taken", postings, memo));
  }
  return commands;
}

function debtPostings(memberId: string, change: number): readonly PostingRequest[] {
  if (change === 0) return [];
  const accounts = [pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId)] as const;
  return change > 0 ? into(...accounts, change) : outOf(...accounts, -change);
}

function reasonsFor(
  programme: Programme,
  result: Pick<Clawback, "take" | "debt" | "restore" | "reduceRefundBy">,
): readonly Reason[] {
  const { currency } = programme;
  const { take, debt, restore, reduceRefundBy } = result;
  const reasons: Reason[] = [];
  if (restore > 0) reasons.push({ code: "loyalty.points-restored", facts: { points: restore } });
  if (take > 0) reasons.push({ code: "loyalty.points-taken-back", facts: { points: take } });
  if (take < 0) reasons.push({ code: "loyalty.points-given-back", facts: { points: -take } });
  if (debt > 0) reasons.push({ code: "loyalty.points-owed", facts: { points: debt } });
  if (debt < 0) reasons.push({ code: "loyalty.debt-paid", facts: { points: -debt } });
  if (reduceRefundBy !== 0) {
    const code = reduceRefundBy > 0 ? "loyalty.refund-reduced" : "loyalty.refund-raised";
    reasons.push({ code, facts: { amount: Math.abs(reduceRefundBy), currency } });
  }
  return reasons;
}

function checkRequest(programme: Programme, request: ClawbackRequest): void {
  const { earned, sale } = request;
  checkRefunded(sale, request.refunded);
  checkWhole(request.lapsed, 0, "the lapsed points");
  checkWhole(request.debt, 0, "the debt of points");
  if (earned !== null && earned.programme !== programme.hash) {
    fail("loyalty.not-in-programme", `sale ${sale.saleId} was made under another programme`, {
      saleId: sale.saleId,
      needed: earned.programme,
      given: programme.hash,
    });
  }
}

/** How what is due was met: by points, by a debt, by money. */
interface Settlement {
  readonly plan: RefundPlan;
  readonly debtPaid: number;
  readonly owed: number;
  readonly paidInMoney: number;
  /** The member's debt after the refund less the debt before. */
  readonly debtChange: number;
}

function settle(
  programme: Programme,
  request: ClawbackRequest,
  before: RefundProgress,
  back: Returning,
  due: number,
): Settlement {
  const owedStill = Math.min(before.owed, request.debt);
  const owedElsewhere = request.debt - owedStill + before.debtPaid;
  // What earlier refunds made a debt and a later earning has paid is no longer due.
  const dueNow = Math.max(0, due - (before.owed - owedStill));
  const plan = planRefund({
    at: request.context.at,
    lots: request.lots,
    ownLot: request.earned?.lotId ?? null,
    restored: back.alive,
    takenBefore: before.takenFrom,
    due: dueNow + owedElsewhere,
  });
  const missing = Math.max(0, plan.missing - owedElsewhere);
  const debtPaid = owedElsewhere - (plan.missing - missing);
  const inMoney = programme.points?.debt === "reduce-refund";
  const owed = inMoney ? 0 : missing;
  return {
    plan,
    debtPaid,
    owed: owed + (before.owed - owedStill),
    paidInMoney: inMoney ? missing : 0,
    debtChange: owed - owedStill - (debtPaid - before.debtPaid),
  };
}

/**
 * Takes back what a refund un-earns and gives back the points that paid for it.
 *
 * What remains earned is the sale's own rules applied to what is kept of it, and each refund is planned together with the
 * earlier ones, so refunding in several steps ends where one refund ends. Points come first from the sale's own lot,
 * then from the lots that expire first. What the member has spent already becomes a debt, reduces the refund, or refuses
 * it (`loyalty.points-spent`), as the programme says. Points that had paid return to the lots they came from, and pay
 * debts first.
 *
 * Throws `loyalty.not-in-programme` when `programme` is not the version the sale was made under, `loyalty.line-unknown`
 * and `loyalty.refund-exceeds-sale` when units are named that the sale does not have.
 *
 * @param programme - the version that was in force at the sale, found by the hash in `earned.programme`
 *
 * @public
 */
export function clawback(
  programme: Programme,
  request: ClawbackRequest,
): Outcome<Clawback, LoyaltyRefusal> {
  checkRequest(programme, request);
  const { memberId, earned, sale, refunded, context } = request;
  const before = request.progress ?? noRefundYet(earned?.counted ?? null);
  const restored = pinnedPoints(sale, refunded);
  const parts = partsGivenBack(request.pointsSpent, before.restored, restored);
  const back = returning(programme, request, parts);
  const { kept, due } = pointsDue(programme, request);
  const settlement = settle(programme, request, before, back, due);
  const missing = settlement.owed - before.owed;
  if (missing > 0 && programme.points?.debt === "refuse") {
    return refused("loyalty.points-spent", `${missing} of the points to take back are spent`, {
      missing,
      points: due,
    });
  }
  const counted = before.counted && countKept(before.counted, sale, refunded, kept);
  const rest: PostingRequest[] = [...debtPostings(memberId, settlement.debtChange)];
  if (before.counted !== null && counted !== null) {
    rest.push(
      ...uncountedPostings(programme, memberId, sale.saleId, before.counted, counted, context.at),
    );
  }
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId: request.refundId };
  const takenFrom = settlement.plan.takenFrom;
  const result = {
    take: totalOf(takenFrom) - settlement.debtPaid - (totalOf(before.takenFrom) - before.debtPaid),
    debt: settlement.debtChange,
    reduceRefundBy:
      valueOfPoints(programme, settlement.paidInMoney) -
      valueOfPoints(programme, before.paidInMoney),
    restore: restored - before.restored,
  };
  const { debtPaid, owed, paidInMoney } = settlement;
  return {
    ok: true,
    value: Object.freeze({
      ...result,
      commands: [
        ...lotCommands(request, programme, back, settlement.plan),
        ...(rest.length === 0 ? [] : [post(context, "points-settled", rest, memo)]),
      ],
      reasons: reasonsFor(programme, result),
      progress: Object.freeze({ restored, takenFrom, debtPaid, owed, paidInMoney, counted }),
    }),
  };
}

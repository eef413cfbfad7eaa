import type { JournalCommand, Lot, LotPart, PostingRequest } from "@tillwright/ledger";
import {
  addDays,
  currencyOf,
  localDateOf,
  type MinorUnits,
  type Outcome,
  type Reason,
  scaleRounded,
  startOfLocalDay,
} from "@tillwright/values";
import {
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import { countKept, uncountedPostings } from "./count-for-tier.js";
import type { EarnRecord } from "./earn-record.js";
import { checkRefunded } from "./earning-base.js";
import { checkWhole, fail } from "./errors.js";
import { isAlive, partsGivenBack, type SpentLot, spendable } from "./lots.js";
import { pointsForSale } from "./points-for-sale.js";
import { into, outOf, post } from "./post.js";
import type { PointsRules, Programme } from "./programme.js";
import type { RefundProgress } from "./refund-progress.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext, RefundedUnits, SaleEvent } from "./sale-event.js";

/**
 * A refund of some units of a sale, as loyalty needs it.
 *
 * @public
 */
export interface ClawbackRequest {
  readonly memberId: string;
  readonly refundId: string;
  /** The sale as it was made. */
  readonly sale: SaleEvent;
  /** What it earned; `null` when it was made without a member. */
  readonly earned: EarnRecord | null;
  /** The lots whose points paid a part of it. */
  readonly pointsSpent: readonly SpentLot[];
  /** Every unit that has come back so far, those of this refund included. */
  readonly refunded: readonly RefundedUnits[];
  /** What earlier refunds of the sale did; `null` before the first. */
  readonly progress: RefundProgress | null;
  /** Points of the sale's own lot that lapsed unspent: they are gone and not taken again. */
  readonly lapsed: number;
  /** The member's lots of points now, as the journal lists them. */
  readonly lots: readonly Lot[];
  readonly context: CommandContext;
}

/**
 * What a refund does to points.
 *
 * @public
 */
export interface Clawback {
  /** Earned points taken from the balance. */
  readonly take: number;
  /** Points taken that were not there: a debt. */
  readonly debt: number;
  /** The value of points that were not there, to be kept from the refund, when the programme says so. */
  readonly reduceRefundBy: MinorUnits;
  /** Points that had paid for goods and come back. */
  readonly restore: number;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
  /** For the next refund of the sale. */
  readonly progress: RefundProgress;
}

function pinnedPoints(sale: SaleEvent, refunded: readonly RefundedUnits[]): number {
  const lines = new Map(sale.lines.map((line) => [line.lineId, line]));
  return refunded.reduce(
    (sum, { lineId, run, count }) => sum + (lines.get(lineId)?.runs[run]?.points ?? 0) * count,
    0,
  );
}

/** How points come back: into their lots, or, past their end, into a lot that lives on for some days. */
function restorePostings(
  programme: Programme,
  rules: PointsRules | null,
  request: ClawbackRequest,
  parts: readonly SpentLot[],
): { readonly postings: readonly PostingRequest[]; readonly alive: number } {
  const { memberId, refundId, context } = request;
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const policy = rules?.returnedAfterExpiry ?? { kind: "lapse" };
  const returning: LotPart[] = [];
  let extended = 0;
  let alive = 0;
  for (const { lotId, amount, expiresAt } of parts) {
    const living = isAlive(expiresAt, context.at);
    if (living || policy.kind === "extend") alive += amount;
    if (living || policy.kind === "lapse") returning.push({ lotId, amount });
    else extended += amount;
  }
  const returned = returning.reduce((sum, part) => sum + part.amount, 0);
  const postings: PostingRequest[] = [];
  if (returned > 0) postings.push(...into(...accounts, returned, { lotParts: returning }));
  if (extended > 0 && policy.kind === "extend") {
    const lastDay = addDays(localDateOf(context.at, programme.zone), policy.days);
    const newLot = {
      lotId: `${refundId}/points-extended`,
      expiresAt: startOfLocalDay(addDays(lastDay, 1), programme.zone),
      source: { kind: "refund", saleId: request.sale.saleId, refundId, programme: programme.hash },
    };
    postings.push(...into(...accounts, extended, { newLot }));
  }
  return { postings, alive };
}

/** From the sale's own lot first, then from the others in their order. */
function takeCommands(request: ClawbackRequest, take: number): readonly JournalCommand[] {
  const { memberId, earned, lots, context } = request;
  if (take === 0) return [];
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const memo = { kind: "points-taken", saleId: request.sale.saleId, refundId: request.refundId };
  const own = lots.find((lot) => lot.lotId === earned?.lotId && isAlive(lot.expiresAt, context.at));
  const fromOwn = own === undefined ? 0 : Math.min(take, own.remaining - own.held);
  const commands: JournalCommand[] = [];
  if (own !== undefined && fromOwn > 0) {
    const named = { lotParts: [{ lotId: own.lotId, amount: fromOwn }] };
    commands.push(post(context, "points-taken", outOf(...accounts, fromOwn, named), memo));
  }
  if (take > fromOwn) {
    const postings = outOf(...accounts, take - fromOwn);
    commands.push(post(context, "points-taken-elsewhere", postings, memo));
  }
  return commands;
}

/** What points are worth as money, rounded down in the customer's favour. */
function moneyFor(programme: Programme, rules: PointsRules, points: number): MinorUnits {
  if (rules.redeem === null) return 0;
  const minorPerMajor = 10 ** currencyOf(programme.currency).minorDigits;
  return scaleRounded(points, minorPerMajor, rules.redeem.pointsPerMajorUnit, "down");
}

function reasonsFor(
  programme: Programme,
  result: Pick<Clawback, "take" | "debt" | "restore" | "reduceRefundBy">,
): readonly Reason[] {
  const { currency } = programme;
  const reasons: Reason[] = [];
  if (result.restore > 0) {
    reasons.push({ code: "loyalty.points-restored", facts: { points: result.restore } });
  }
  if (result.take > 0) {
    reasons.push({ code: "loyalty.points-taken-back", facts: { points: result.take } });
  }
  if (result.debt > 0) {
    reasons.push({ code: "loyalty.points-owed", facts: { points: result.debt } });
  }
  if (result.reduceRefundBy > 0) {
    const facts = { amount: result.reduceRefundBy, currency };
    reasons.push({ code: "loyalty.refund-reduced", facts });
  }
  return reasons;
}

/** The points to be taken back by this refund. */
function pointsToTake(
  rules: PointsRules | null,
  request: ClawbackRequest,
  takenBefore: number,
): { readonly kept: number; readonly take: number } {
  const { earned, lots, sale, refunded, context } = request;
  if (earned === null || rules === null) return { kept: 0, take: 0 };
  const kept = Math.min(earned.points, pointsForSale(rules, earned, sale, refunded).points);
  const own = lots.find((lot) => lot.lotId === earned.lotId);
  const expired = own !== undefined && !isAlive(own.expiresAt, context.at) ? own.remaining : 0;
  const gone = request.lapsed + expired;
  return { kept, take: Math.max(0, earned.points - kept - takenBefore - gone) };
}

/**
 * Takes back what a refund un-earns and gives back the points that paid for it.
 *
 * What remains earned is the sale's own rules applied to what is kept of it, so refunding in several steps ends where one
 * refund ends. Points come first from the sale's own lot, then from the lots that expire first. What the member has spent
 * already becomes a debt, reduces the refund, or refuses it (`loyalty.points-spent`), as the programme says. Points that
 * had paid return to the lots they came from.
 *
 * Throws `loyalty.not-in-programme` when `programme` is not the version the sale was made under.
 *
 * @param programme - the version that was in force at the sale, found by the hash in `earned.programme`
 *
 * @public
 */
export function clawback(
  programme: Programme,
  request: ClawbackRequest,
): Outcome<Clawback, LoyaltyRefusal> {
  const { memberId, earned, sale, refunded, context } = request;
  checkRefunded(sale, refunded);
  checkWhole(request.lapsed, 0, "the lapsed points");
  if (earned !== null && earned.programme !== programme.hash) {
    fail("loyalty.not-in-programme", `sale ${sale.saleId} was made under another programme`, {
      saleId: sale.saleId,
      needed: earned.programme,
      given: programme.hash,
    });
  }
  const rules = programme.points;
  const before = request.progress ?? {
    taken: 0,
    missing: 0,
    restored: 0,
    counted: earned?.counted ?? null,
  };
  const restored = pinnedPoints(sale, refunded);
  const parts = partsGivenBack(request.pointsSpent, before.restored, restored);
  const back = restorePostings(programme, rules, request, parts);
  const { kept, take: due } = pointsToTake(rules, request, before.taken);
  const available = spendable(request.lots, context.at) + back.alive;
  const take = Math.min(due, available);
  const missing = due - take;
  if (missing > 0 && rules?.debt === "refuse") {
    return refused("loyalty.points-spent", `${missing} of the points to take back are spent`, {
      missing,
      points: due,
    });
  }
  const reduces = rules?.debt === "reduce-refund";
  const reduceRefundBy =
    reduces && rules !== null
      ? moneyFor(programme, rules, before.missing + missing) -
        moneyFor(programme, rules, before.missing)
      : 0;
  const debt = reduces ? 0 : missing;
  const counted = before.counted === null ? null : countKept(before.counted, sale, refunded, kept);
  const rest: PostingRequest[] = [];
  if (debt > 0) {
    rest.push(...into(pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId), debt));
  }
  if (before.counted !== null && counted !== null) {
    rest.push(
      ...uncountedPostings(programme, memberId, sale.saleId, before.counted, counted, context.at),
    );
  }
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId: request.refundId };
  const result = { take, debt, reduceRefundBy, restore: restored - before.restored };
  return {
    ok: true,
    value: Object.freeze({
      ...result,
      commands: [
        ...(back.postings.length === 0
          ? []
          : [post(context, "points-restored", back.postings, memo)]),
        ...takeCommands(request, take),
        ...(rest.length === 0 ? [] : [post(context, "points-settled", rest, memo)]),
      ],
      reasons: reasonsFor(programme, result),
      progress: Object.freeze({
        taken: before.taken + due,
        missing: before.missing + missing,
        restored,
        counted,
      }),
    }),
  };
}

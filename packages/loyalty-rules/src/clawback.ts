import type { LotPart, PostCommand, PostingRequest } from "@tillwright/ledger";
import type { Outcome, Reason } from "@tillwright/values";
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
import { goneOf } from "./lapsed-points.js";
import { joined, lotParts, partsGivenBack, type SpentLot, totalOf } from "./lots.js";
import { debtFromNewLot } from "./pay-debt.js";
import { pointsPendingAccount } from "./pending-points.js";
import { pointsForSale } from "./points-for-sale.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { RefundPlan } from "./refund-plan.js";
import { noRefundYet } from "./refund-progress.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { RefundedUnits, SaleEvent } from "./sale-event.js";
import { type Returning, returning, settleRefund } from "./settle-refund.js";

function pinnedPoints(sale: SaleEvent, refunded: readonly RefundedUnits[]): number {
  const lines = new Map(sale.lines.map((line) => [line.lineId, line]));
  return refunded.reduce(
    (sum, { lineId, run, count }) => sum + (lines.get(lineId)?.runs[run]?.points ?? 0) * count,
    0,
  );
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
  const gone = goneOf(earned.lotId, earned.points, lots, request.lapsed, context.at);
  return { kept, due: Math.max(0, earned.points - kept - gone) };
}

/** What is due of lots that have just been opened. */
function takenOfNew(extended: readonly SpentLot[], plan: RefundPlan): readonly SpentLot[] {
  return extended.flatMap((lot) => {
    const stays = plan.into.find(({ lotId }) => lotId === lot.lotId)?.amount ?? 0;
    return stays < lot.amount ? [{ ...lot, amount: lot.amount - stays }] : [];
  });
}

function lotCommands(
  request: ClawbackRequest,
  programme: Programme,
  back: Returning,
  plan: RefundPlan,
): readonly PostCommand[] {
  const { memberId, refundId, sale, context } = request;
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId };
  const commands: PostCommand[] = [];
  // A new lot begins with all that was extended; what is due of it leaves again below.
  const isNew = (part: LotPart) => back.extended.some(({ lotId }) => lotId === part.lotId);
  const plainInto = plan.into.filter((part) => !isNew(part));
  const incoming = joined([...plainInto, ...back.dead]);
  if (incoming.length > 0) {
    const postings = into(...accounts, totalOf(incoming), { lotParts: lotParts(incoming) });
    commands.push(post(context, "points-restored", postings, memo));
  }
  const source = { kind: "refund", saleId: sale.saleId, refundId, programme: programme.hash };
  const postings = back.extended.flatMap(({ lotId, amount, expiresAt }) =>
    into(...accounts, amount, { newLot: { lotId, expiresAt, source } }),
  );
  if (postings.length > 0) commands.push(post(context, "points-extended", postings, memo));
  const leaving = [...plan.outOf, ...takenOfNew(back.extended, plan)];
  if (leaving.length > 0) {
    const postings = outOf(...accounts, totalOf(leaving), { lotParts: lotParts(leaving) });
    commands.push(post(context, "points-taken", postings, memo));
  }
  return commands;
}

/**
 * What was paid too much comes back as a lot of its own and pays other debts first. It has no end: it makes good what was taken
 * without need, and a lapse would take that a second time.
 */
function overpaidCommands(
  request: ClawbackRequest,
  programme: Programme,
  amount: number,
  debt: number,
): readonly PostCommand[] {
  if (amount === 0) return [];
  const { memberId, refundId, sale, context } = request;
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId };
  const lotId = `${refundId}/points-overpaid`;
  const newLot = {
    lotId,
    expiresAt: null,
    source: { kind: "refund", saleId: sale.saleId, refundId, programme: programme.hash },
  };
  const accounts = [pointsAccount(memberId), pointsIssuedAccount(memberId)] as const;
  return [
    post(context, "points-overpaid", into(...accounts, amount, { newLot }), memo),
    ...debtFromNewLot(memberId, { lotId, amount }, debt, "overpaid-debt", memo, context),
  ];
}

function debtPostings(memberId: string, change: number): readonly PostingRequest[] {
  if (change === 0) return [];
  const accounts = [pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId)] as const;
  return into(...accounts, change);
}

/** What was taken before it was final leaves the account where it waits. */
function waitingPostings(memberId: string, change: LotPart | null): readonly PostingRequest[] {
  if (change === null || change.amount === 0) return [];
  const accounts = [pointsPendingAccount(memberId), pointsIssuedAccount(memberId)] as const;
  const lotParts = [{ lotId: change.lotId, amount: Math.abs(change.amount) }];
  return into(...accounts, change.amount, { lotParts });
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

/**
 * Takes back what a refund un-earns and gives back the points that paid for it.
 *
 * What remains earned is the sale's own rules applied to what is kept of it, and each refund is planned together with the
 * earlier ones, so refunding in several steps ends where one refund ends. Points come first from the sale's own lot,
 * then from the lots that expire first. What the member has spent already becomes a debt, reduces the refund, or refuses
 * it (`loyalty.points-spent`), as the programme says. Points that are not final yet go where they wait, without a debt. Points that had paid return to the lots they came from, and pay
 * debts first.
 *
 * Throws `loyalty.not-in-programme` when `programme` is not the version the sale was made under, `loyalty.line-unknown`
 * and `loyalty.refund-exceeds-sale` when units are named that the sale does not have.
 *
 * @param programme - the version that was in force at the sale, found by the hash in `earned.programme`
 *
 * @example
 * ```ts
 * import { clawback, earnPoints, parseProgramme } from "@tillwright/loyalty-rules";
 * import { pieces } from "@tillwright/values";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const line = {
 *   lineId: "1",
 *   productId: "rice",
 *   name: "大米",
 *   department: "food",
 *   categories: [],
 *   brand: null,
 *   tags: [],
 *   quantity: pieces(2),
 *   list: 4560,
 *   deal: 4560,
 *   paid: 4560,
 *   tax: 0,
 *   pointsOffset: 0,
 *   discounts: [],
 *   runs: [{ count: 2, list: 2280, paid: 2280, tax: 0, pointsOffset: 0, points: 0, tenders: {} }],
 * };
 * const sale = {
 *   saleId: "S1",
 *   at: 1_800_000_000_000,
 *   key: "till-1/42",
 *   storeId: "north",
 *   channel: "till",
 *   lines: [line],
 *   tenders: [],
 * };
 * const member = {
 *   memberId: "M1",
 *   tier: null,
 *   tags: [],
 *   birthday: null,
 *   joinedOn: null,
 *   debt: 0,
 * };
 * const refund = clawback(parsed.value, {
 *   memberId: "M1",
 *   refundId: "R1",
 *   sale,
 *   earned: earnPoints(parsed.value, sale, member).record,
 *   pointsSpent: [],
 *   refunded: [{ lineId: "1", run: 0, count: 1 }],
 *   progress: null,
 *   lapsed: 0,
 *   pending: [],
 *   lots: [],
 *   debt: 0,
 *   context: { key: "till-1/43", at: sale.at },
 * });
 * // 22.80 are kept and earn 22 of the 45; all 45 were spent meanwhile.
 * refund.ok ? [refund.value.take, refund.value.debt] : []; //=> [0, 23]
 * ```
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
  const settlement = settleRefund(programme, request, before, back, due);
  const missing = settlement.owed - before.owed;
  if (missing > 0 && programme.points?.debt === "refuse") {
    return refused("loyalty.points-spent", `${missing} of the points to take back are spent`, {
      missing,
      points: due,
    });
  }
  const counted = before.counted && countKept(before.counted, sale, refunded, kept);
  const rest: PostingRequest[] = [
    ...debtPostings(memberId, settlement.debtChange),
    ...waitingPostings(memberId, settlement.waiting),
  ];
  if (before.counted !== null && counted !== null) {
    rest.push(
      ...uncountedPostings(programme, memberId, sale.saleId, before.counted, counted, context.at),
    );
  }
  const memo = { kind: "points-refund", saleId: sale.saleId, refundId: request.refundId };
  const { takenFrom, debtPaid, owed, paidInMoney, overpaid } = settlement;
  const debtLeft = request.debt + settlement.debtChange;
  const taken = totalOf(takenFrom) - debtPaid - (totalOf(before.takenFrom) - before.debtPaid);
  const result = {
    take: taken - overpaid,
    debt: settlement.debtChange - Math.min(overpaid, debtLeft),
    reduceRefundBy:
      valueOfPoints(programme, paidInMoney) - valueOfPoints(programme, before.paidInMoney),
    restore: restored - before.restored,
  };
  return {
    ok: true,
    value: Object.freeze({
      ...result,
      commands: [
        ...lotCommands(request, programme, back, settlement.plan),
        ...(rest.length === 0 ? [] : [post(context, "points-settled", rest, memo)]),
        ...overpaidCommands(request, programme, overpaid, debtLeft),
      ],
      reasons: reasonsFor(programme, result),
      progress: Object.freeze({ restored, takenFrom, debtPaid, owed, paidInMoney, counted }),
    }),
  };
}

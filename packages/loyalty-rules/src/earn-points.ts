import type { JournalCommand, PostingRequest } from "@tillwright/ledger";
import { localDateOf, type MinorUnits, type Reason } from "@tillwright/values";
import {
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import { countedPostings, countSale } from "./count-for-tier.js";
import type { EarnRecord } from "./earn-record.js";
import { wholeMinorUnits } from "./earning-base.js";
import { checkWhole } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { issuerFields } from "./partners.js";
import { debtReasons } from "./pay-debt.js";
import { finalInstant, pointsPendingAccount } from "./pending-points.js";
import { heldRules, type PointsOfSale, pointsForSale } from "./points-for-sale.js";
import { into, outOf, post } from "./post.js";
import type { PointsRules, Programme } from "./programme.js";
import type { MemberStanding, SaleEvent } from "./sale-event.js";

/**
 * What a sale earns.
 *
 * @public
 */
export interface Earning {
  /** Points earned, those that pay a debt included. */
  readonly points: number;
  /** The money that earned, rounded down. */
  readonly base: MinorUnits;
  /** To be kept with the sale: `clawback` needs it. */
  readonly record: EarnRecord;
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

const nothing: PointsOfSale = {
  points: 0,
  base: { numerator: 0, denominator: 1 },
  shares: [],
  multiplied: [],
};

function reasonsFor(
  programme: Programme,
  sale: PointsOfSale,
  { debtPaid, pendingUntil }: EarnRecord,
): Reason[] {
  const currency = programme.currency;
  const reasons: Reason[] = [];
  if (sale.points > 0) {
    const base = wholeMinorUnits(sale.base);
    reasons.push({ code: "loyalty.points-earned", facts: { points: sale.points, base, currency } });
  } else {
    reasons.push({ code: "loyalty.no-points-earned", facts: {} });
  }
  for (const { multiplier, base } of sale.multiplied) {
    const { numerator, denominator } = multiplier.times;
    reasons.push({
      code: "loyalty.points-multiplied",
      facts: {
        multiplier: multiplier.id,
        times: numerator / denominator,
        base: wholeMinorUnits(base),
        currency,
      },
    });
  }
  if (sale.points > 0 && pendingUntil !== null) {
    const firstDay = localDateOf(pendingUntil, programme.zone);
    reasons.push({ code: "loyalty.points-pending", facts: { points: sale.points, firstDay } });
  }
  return [...reasons, ...debtReasons(debtPaid)];
}

function earnPostings(
  programme: Programme,
  rules: PointsRules,
  event: SaleEvent,
  memberId: string,
  record: EarnRecord,
): PostingRequest[] {
  const { debtPaid, lotId, pendingUntil } = record;
  const postings: PostingRequest[] = [];
  if (debtPaid > 0) {
    postings.push(
      ...outOf(pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId), debtPaid),
    );
  }
  if (lotId === null) return postings;
  const expiresAt = expiryInstant(rules.expiry, event.at, programme.zone);
  const sale = {
    kind: "sale",
    saleId: event.saleId,
    programme: programme.hash,
    ...issuerFields(programme, event.storeId),
  };
  const newLot =
    pendingUntil === null
      ? { lotId, expiresAt, source: sale }
      : { lotId, expiresAt: null, source: { ...sale, finalAt: pendingUntil, expiresAt } };
  const account = pendingUntil === null ? pointsAccount : pointsPendingAccount;
  const amount = record.points - debtPaid;
  return [
    ...postings,
    ...into(account(memberId), pointsIssuedAccount(memberId), amount, { newLot }),
  ];
}

/**
 * Earns points for a final sale, and counts it towards the member's tier. Debts are paid first; the rest is a lot of its
 * own. Where points are final only after some days, they wait in an account of their own and pay no debt before
 * ({@link finalizePoints}). All of it is one entry with the key `<event.key>/points-earned`.
 *
 * @example
 * ```ts
 * import { earnPoints, parseProgramme } from "@tillwright/loyalty-rules";
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
 * const earning = earnPoints(parsed.value, sale, member);
 * earning.points; //=> 45
 * earning.commands.map((command) => command.key); //=> ["till-1/42/points-earned"]
 * ```
 *
 * @public
 */
export function earnPoints(
  programme: Programme,
  event: SaleEvent,
  member: MemberStanding,
): Earning {
  checkWhole(member.debt, 0, "the debt of points");
  const rules = programme.points;
  const held =
    rules === null ? { rules: [], multipliers: [] } : heldRules(programme, rules, event, member);
  const sale = rules === null ? nothing : pointsForSale(rules, held, event, []);
  const pendingUntil = finalInstant(programme, event.at);
  const debtPaid = pendingUntil === null ? Math.min(sale.points, member.debt) : 0;
  const record: EarnRecord = Object.freeze({
    kind: "points-earned",
    saleId: event.saleId,
    programme: programme.hash,
    points: sale.points,
    debtPaid,
    lotId: sale.points > debtPaid ? `${event.saleId}/points` : null,
    pendingUntil,
    ...held,
    counted: countSale(programme, event, member, sale.points),
  });
  const postings = [
    ...(rules === null ? [] : earnPostings(programme, rules, event, member.memberId, record)),
    ...countedPostings(programme, member.memberId, record),
  ];
  return Object.freeze({
    points: sale.points,
    base: wholeMinorUnits(sale.base),
    record,
    commands: postings.length === 0 ? [] : [post(event, "points-earned", postings, record)],
    reasons: rules === null ? [] : reasonsFor(programme, sale, record),
  });
}

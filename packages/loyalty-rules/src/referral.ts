import type { JournalCommand, Lot } from "@tillwright/ledger";
import type { MinorUnits, Outcome, Reason } from "@tillwright/values";
import {
  pointsAccount,
  pointsDebtAccount,
  pointsDebtGivenAccount,
  pointsIssuedAccount,
} from "./accounts.js";
import { voidCoupon } from "./coupons.js";
import { goneOf } from "./lapsed-points.js";
import { spendable, takeFromLots } from "./lots.js";
import { into, lotPosting, post } from "./post.js";
import { presentCommands, presentReasons } from "./present.js";
import type { Programme } from "./programme.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * A recommendation (老带新) whose new member has made a first sale.
 *
 * @public
 */
export interface ReferralRequest {
  readonly referrerId: string;
  readonly newMemberId: string;
  /** What identifies a person behind several memberships: blind indexes of phone, device, payment account. */
  readonly referrerTraits: readonly string[];
  readonly newMemberTraits: readonly string[];
  /** Who recommended whom before, from the referrer upwards: the referrer's referrer first. */
  readonly referrersOfReferrer: readonly string[];
  readonly saleId: string;
  /** What the first sale came to. */
  readonly spend: MinorUnits;
  /** Points both owe: the balances of their debt accounts. */
  readonly debt: { readonly referrer: number; readonly newMember: number };
  /** Purchases of the new member before this one. */
  readonly purchasesBefore: number;
  readonly context: CommandContext;
}

/**
 * What a recommendation brings to both.
 *
 * @public
 */
export interface ReferralReward {
  readonly commands: readonly JournalCommand[];
  readonly reasons: readonly Reason[];
}

function refusalOf(programme: Programme, request: ReferralRequest) {
  const { referrerId, newMemberId, spend, purchasesBefore } = request;
  const who = { referrerId, newMemberId };
  const rules = programme.referral;
  if (rules === null) return refused("loyalty.referral-not-offered", "no referral programme", {});
  const shared = request.newMemberTraits.filter((trait) => request.referrerTraits.includes(trait));
  if (referrerId === newMemberId || shared.length > 0) {
    return refused(
      "loyalty.referral-of-self",
      `${newMemberId} and ${referrerId} are one person`,
      who,
    );
  }
  if (request.referrersOfReferrer.includes(newMemberId)) {
    return refused("loyalty.referral-ring", `${newMemberId} recommended ${referrerId} before`, who);
  }
  if (purchasesBefore > 0) {
    return refused("loyalty.referral-not-new", `${newMemberId} has bought before`, who);
  }
  if (spend < rules.minimum) {
    const facts = { spend, minimum: rules.minimum, currency: programme.currency };
    return refused("loyalty.referral-below-minimum", `${spend} is below ${rules.minimum}`, facts);
  }
  return null;
}

/**
 * Rewards both sides of a recommendation when the new member's first sale is final, once for each new member: the lots
 * carry the new member's name. Points pay debts first.
 *
 * Refuses `loyalty.referral-of-self`, `loyalty.referral-ring`, `loyalty.referral-not-new`,
 * `loyalty.referral-below-minimum` and `loyalty.referral-not-offered`.
 *
 * @example
 * ```ts
 * import { parseProgramme, rewardReferral } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   referral: { minimum: "20.00", referrer: { points: 200 }, referred: { points: 50 } },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const request = {
 *   referrerId: "M1",
 *   newMemberId: "M2",
 *   referrerTraits: ["device:1"],
 *   newMemberTraits: ["device:2"],
 *   referrersOfReferrer: [],
 *   saleId: "S1",
 *   spend: 2000,
 *   debt: { referrer: 0, newMember: 0 },
 *   purchasesBefore: 0,
 *   context: { key: "till-1/59", at: 0 },
 * };
 * const reward = rewardReferral(parsed.value, request);
 * reward.ok ? reward.value.commands.length : null; //=> 2
 * const self = rewardReferral(parsed.value, { ...request, newMemberTraits: ["device:1"] });
 * self.ok ? null : self.refusal.code; //=> "loyalty.referral-of-self"
 * ```
 *
 * @public
 */
export function rewardReferral(
  programme: Programme,
  request: ReferralRequest,
): Outcome<ReferralReward, LoyaltyRefusal> {
  const refusal = refusalOf(programme, request);
  if (refusal !== null) return refusal;
  const { referrerId, newMemberId, context } = request;
  const { referrer, referred } = programme.referral ?? { referrer: nothing, referred: nothing };
  const reason = `referral:${newMemberId}`;
  const toReferrer = { memberId: referrerId, debt: request.debt.referrer, present: referrer };
  const toReferred = { memberId: newMemberId, debt: request.debt.newMember, present: referred };
  return {
    ok: true,
    value: Object.freeze({
      commands: [
        ...presentCommands(programme, toReferrer, `${reason}:referrer`, context),
        ...presentCommands(programme, toReferred, `${reason}:referred`, context),
      ],
      reasons: presentReasons("loyalty.referral-rewarded", toReferrer),
    }),
  };
}

const nothing = { points: 0, coupons: [] };

/**
 * One side of a reward that goes back.
 *
 * @public
 */
export interface ReferralSide {
  readonly role: "referrer" | "referred";
  readonly memberId: string;
  /** The member's lots of points now, as the journal lists them. */
  readonly lots: readonly Lot[];
  /** Points of the reward that lapsed unspent: {@link lapsedPoints} of its lot. */
  readonly lapsed: number;
  /** Ids of its coupons that are still unused. */
  readonly unusedCoupons: readonly string[];
}

/** Points of a present go back: from its own lot first; what is spent becomes a debt, and what has expired is gone. */
function takePoints(
  lotId: string,
  given: number,
  { memberId, lots, lapsed }: ReferralSide,
  context: CommandContext,
): readonly JournalCommand[] {
  const own = lots.filter((lot) => lot.lotId === lotId);
  const others = lots.filter((lot) => lot.lotId !== lotId);
  const points = given - goneOf(lotId, given, lots, lapsed, context.at);
  const take = Math.min(points, spendable(lots, context.at));
  const { taken } = takeFromLots([...own, ...others], take, context.at);
  const memo = { kind: "present-taken-back", reason: lotId };
  const commands: JournalCommand[] = [];
  if (take > 0) {
    const postings = lotPosting(pointsAccount(memberId), pointsIssuedAccount(memberId), taken);
    commands.push(post(context, `taken-back:${lotId}`, postings, memo));
  }
  if (take < points) {
    const accounts = [pointsDebtAccount(memberId), pointsDebtGivenAccount(memberId)] as const;
    commands.push(post(context, `owed:${lotId}`, into(...accounts, points - take), memo));
  }
  return commands;
}

/**
 * Takes a reward back when the sale that brought it is refunded: points from their own lot first, what is spent as a debt,
 * and coupons that are not used yet.
 *
 * @example
 * ```ts
 * import { parseProgramme, takeBackReferral } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   referral: { minimum: "20.00", referrer: { points: 200 }, referred: { points: 50 } },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const side = { role: "referrer", memberId: "M1", lots: [], lapsed: 0, unusedCoupons: [] } as const;
 * const commands = takeBackReferral(parsed.value, "M2", side, { key: "till-1/60", at: 0 });
 * // The 200 points are spent already: they are owed.
 * commands.map((command) => command.key); //=> ["till-1/60/owed:referral:M2:referrer"]
 * ```
 *
 * @public
 */
export function takeBackReferral(
  programme: Programme,
  newMemberId: string,
  side: ReferralSide,
  context: CommandContext,
): readonly JournalCommand[] {
  const present = programme.referral?.[side.role] ?? nothing;
  const reason = `referral:${newMemberId}:${side.role}`;
  const coupons = present.coupons
    .map((template) => ({ memberId: side.memberId, template, couponId: `${reason}:${template}` }))
    .filter((coupon) => side.unusedCoupons.includes(coupon.couponId))
    .map((coupon) => voidCoupon(coupon, "the first sale was refunded", context));
  if (present.points === 0) return coupons;
  return [...coupons, ...takePoints(reason, present.points, side, context)];
}

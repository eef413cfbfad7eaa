import type {
  AccountId,
  HoldCommand,
  JournalCommand,
  ReleaseCommand,
  SettleCommand,
} from "@tillwright/ledger";
import { addDays, type Instant, localDateOf, startOfLocalDay } from "@tillwright/values";
import { couponAccount, couponIssuedAccount, memberOwner } from "./accounts.js";
import { fail } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { extendedLotId } from "./extended-lot.js";
import type { CouponTemplate } from "./gift-rules.js";
import { isAlive } from "./lots.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/**
 * One coupon of a member.
 *
 * @public
 */
export interface CouponRef {
  readonly memberId: string;
  /** Id of its template. */
  readonly template: string;
  readonly couponId: string;
}

function templateOf(programme: Programme, id: string): CouponTemplate {
  const template = programme.coupons.find((candidate) => candidate.id === id);
  if (template !== undefined) return template;
  return fail("loyalty.not-in-programme", `the programme has no coupon ${id}`, { template: id });
}

function pair(coupon: CouponRef): readonly [AccountId, AccountId] {
  const { memberId, template } = coupon;
  return [couponAccount(memberId, template), couponIssuedAccount(memberId, template)];
}

function part(coupon: CouponRef) {
  return { lotParts: [{ lotId: coupon.couponId, amount: 1 }] };
}

/**
 * Issues a coupon. The id makes it unique: a second coupon of the same id is refused by the journal, so what is given once
 * (`join:M1`, `birthday:M1:2027`) is named after its reason.
 *
 * Throws `loyalty.not-in-programme` for a template that is not there.
 *
 * @example
 * ```ts
 * import { issueCoupon, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   coupons: [
 *     { id: "cash50", name: { "zh-CN": "50元券", en: "50 off" }, promotionId: "fifty-off" },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * const context = { key: "till-1/50", at: 0 };
 * issueCoupon(parsed.value, coupon, context).map((command) => command.kind); //=> ["open", "post"]
 * ```
 *
 * @public
 */
export function issueCoupon(
  programme: Programme,
  coupon: CouponRef,
  context: CommandContext,
): readonly JournalCommand[] {
  const template = templateOf(programme, coupon.template);
  const [account, counter] = pair(coupon);
  const owner = memberOwner(coupon.memberId);
  const asset = `coupon:${coupon.template}`;
  const key = `${context.key}/coupon:${coupon.couponId}`;
  const newLot = {
    lotId: coupon.couponId,
    expiresAt: expiryInstant(template.validity, context.at, programme.zone),
    source: { kind: "coupon", template: template.id, programme: programme.hash },
  };
  return [
    {
      kind: "open",
      key: `${key}/accounts`,
      at: context.at,
      accounts: [
        { accountId: account, owner, asset, floor: 0, ceiling: null, lots: "earliest-expiry" },
        { accountId: counter, owner, asset, floor: null, ceiling: null, lots: null },
      ],
    },
    post({ key, at: context.at }, "issued", into(account, counter, 1, { newLot }), {
      kind: "coupon-issued",
      couponId: coupon.couponId,
    }),
  ];
}

/**
 * Locks a coupon for a held or paying sale. After the template's time it is free again by itself.
 *
 * @example
 * ```ts
 * import { lockCoupon, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   coupons: [
 *     { id: "cash50", name: { "zh-CN": "50元券", en: "50 off" }, promotionId: "fifty-off" },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * const context = { key: "till-1/50", at: 0 };
 * lockCoupon(parsed.value, coupon, "S1", context).expiresAt; //=> 900000
 * ```
 *
 * @public
 */
export function lockCoupon(
  programme: Programme,
  coupon: CouponRef,
  saleId: string,
  context: CommandContext,
): HoldCommand {
  const template = templateOf(programme, coupon.template);
  const key = `${context.key}/coupon-locked:${coupon.couponId}`;
  return {
    kind: "hold",
    key,
    entryId: key,
    at: context.at,
    expiresAt: context.at + template.lockMinutes * 60_000,
    postings: outOf(...pair(coupon), 1, part(coupon)),
    memo: { kind: "coupon-locked", couponId: coupon.couponId, saleId },
  };
}

/**
 * Uses a coupon: with the lock that was put on it, or at once. The journal lets one sale have it.
 *
 * @example
 * ```ts
 * import { useCoupon } from "@tillwright/loyalty-rules";
 *
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * useCoupon(coupon, "S1", null, { key: "till-1/51", at: 0 }).key; //=> "till-1/51/coupon-used:join:M1"
 * ```
 *
 * @public
 */
export function useCoupon(
  coupon: CouponRef,
  saleId: string,
  lock: HoldCommand | null,
  context: CommandContext,
): JournalCommand {
  const memo = { kind: "coupon-used", couponId: coupon.couponId, saleId };
  const what = `coupon-used:${coupon.couponId}`;
  if (lock === null) return post(context, what, outOf(...pair(coupon), 1, part(coupon)), memo);
  const key = `${context.key}/${what}`;
  const settle: SettleCommand = {
    kind: "settle",
    key,
    entryId: key,
    at: context.at,
    hold: lock.entryId,
    postings: null,
    memo,
  };
  return settle;
}

/**
 * Gives a lock up, when the sale is voided.
 *
 * @example
 * ```ts
 * import { lockCoupon, parseProgramme, unlockCoupon } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   coupons: [
 *     { id: "cash50", name: { "zh-CN": "50元券", en: "50 off" }, promotionId: "fifty-off" },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * const context = { key: "till-1/50", at: 0 };
 * const lock = lockCoupon(parsed.value, coupon, "S1", context);
 * unlockCoupon(lock, { key: "till-1/52", at: 0 }).hold; //=> "till-1/50/coupon-locked:join:M1"
 * ```
 *
 * @public
 */
export function unlockCoupon(lock: HoldCommand, context: CommandContext): ReleaseCommand {
  const key = `${context.key}/coupon-unlocked`;
  const { at } = context;
  return { kind: "release", key, entryId: key, at, hold: lock.entryId, memo: lock.memo };
}

/**
 * Gives a coupon back after a refund, usable again to its date. Past its date it lapses, or lives on for some days as a
 * coupon of its own, as its template says.
 *
 * @param expiresAt - the end of its lot
 *
 * @example
 * ```ts
 * import { parseProgramme, returnCoupon } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   coupons: [
 *     { id: "cash50", name: { "zh-CN": "50元券", en: "50 off" }, promotionId: "fifty-off" },
 *   ],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * const context = { key: "till-1/50", at: 0 };
 * returnCoupon(parsed.value, coupon, null, context).kind; //=> "post"
 * ```
 *
 * @public
 */
export function returnCoupon(
  programme: Programme,
  coupon: CouponRef,
  expiresAt: Instant | null,
  context: CommandContext,
): JournalCommand {
  const policy = templateOf(programme, coupon.template).returnedAfterExpiry;
  const memo = { kind: "coupon-returned", couponId: coupon.couponId };
  const what = `coupon-returned:${coupon.couponId}`;
  if (isAlive(expiresAt, context.at) || policy.kind === "lapse") {
    return post(context, what, into(...pair(coupon), 1, part(coupon)), memo);
  }
  const lastDay = addDays(localDateOf(context.at, programme.zone), policy.days);
  const newLot = {
    lotId: extendedLotId(coupon.couponId, context.key),
    expiresAt: startOfLocalDay(addDays(lastDay, 1), programme.zone),
    source: { kind: "coupon", template: coupon.template, programme: programme.hash },
  };
  return post(context, what, into(...pair(coupon), 1, { newLot }), memo);
}

/**
 * Takes a coupon away for good: an error, a fraud, a gift that was not earned.
 *
 * @example
 * ```ts
 * import { voidCoupon } from "@tillwright/loyalty-rules";
 *
 * const coupon = { memberId: "M1", template: "cash50", couponId: "join:M1" };
 * voidCoupon(coupon, "issued by mistake", { key: "office/1", at: 0 }).kind; //=> "post"
 * ```
 *
 * @public
 */
export function voidCoupon(
  coupon: CouponRef,
  why: string,
  context: CommandContext,
): JournalCommand {
  const memo = { kind: "coupon-void", couponId: coupon.couponId, why };
  const postings = outOf(...pair(coupon), 1, part(coupon));
  return post(context, `coupon-void:${coupon.couponId}`, postings, memo);
}

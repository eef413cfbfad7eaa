import type {
  AccountId,
  Entry,
  HoldCommand,
  JournalCommand,
  Lot,
  ReleaseCommand,
  SettleCommand,
} from "@tillwright/ledger";
import {
  addDays,
  type Instant,
  type Json,
  localDateOf,
  type Offer,
  startOfLocalDay,
} from "@tillwright/values";
import { memberOwner } from "./accounts.js";
import { fail } from "./errors.js";
import { expiryInstant } from "./expiry.js";
import { isAlive } from "./lots.js";
import { into, outOf, post } from "./post.js";
import type { CouponTemplate, Programme } from "./programme.js";
import type { CommandContext } from "./sale-event.js";

/** A member's coupons of one kind: each coupon is a lot of one. @public */
export function couponAccount(memberId: string, template: string): AccountId {
  return `member:${memberId}/coupon:${template}`;
}

/** The other side of the coupons of a kind. @public */
export function couponIssuedAccount(memberId: string, template: string): AccountId {
  return `member:${memberId}/coupon-issued:${template}`;
}

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

/** Gives a lock up, when the sale is voided. @public */
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
    lotId: `${coupon.couponId}/extended:${context.key}`,
    expiresAt: startOfLocalDay(addDays(lastDay, 1), programme.zone),
    source: { kind: "coupon", template: coupon.template, programme: programme.hash },
  };
  return post(context, what, into(...pair(coupon), 1, { newLot }), memo);
}

/** Takes a coupon away for good: an error, a fraud, a gift that was not earned. @public */
export function voidCoupon(
  coupon: CouponRef,
  why: string,
  context: CommandContext,
): JournalCommand {
  const memo = { kind: "coupon-void", couponId: coupon.couponId, why };
  const postings = outOf(...pair(coupon), 1, part(coupon));
  return post(context, `coupon-void:${coupon.couponId}`, postings, memo);
}

/**
 * What a member can use now, for pricing: coupons that are neither used nor locked nor past their end.
 *
 * @param lots - the lots of the member's coupon accounts
 *
 * @public
 */
export function couponOffers(
  programme: Programme,
  lots: readonly Lot[],
  at: Instant,
): readonly Offer[] {
  return programme.coupons.flatMap((template) =>
    lots
      .filter(
        (lot) =>
          lot.account.endsWith(`/coupon:${template.id}`) &&
          lot.remaining > lot.held &&
          isAlive(lot.expiresAt, at),
      )
      .map((lot) => ({
        offerId: lot.lotId,
        promotionId: template.promotionId,
        validUntil: lot.expiresAt,
      })),
  );
}

/**
 * Where a coupon is in its life.
 *
 * @public
 */
export interface CouponStanding {
  readonly state: "unknown" | "issued" | "locked" | "used" | "returned" | "expired" | "void";
  /** The sale that has it or had it last. */
  readonly saleId: string | null;
}

const nowhere: CouponStanding = Object.freeze({ state: "unknown", saleId: null });

function field(memo: Json, name: string): string | null {
  if (typeof memo !== "object" || memo === null || Array.isArray(memo)) return null;
  const value = Object.entries(memo).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}

function afterEntry(standing: CouponStanding, entry: Entry): CouponStanding {
  const saleId = field(entry.memo, "saleId") ?? standing.saleId;
  switch (entry.kind) {
    case "hold":
      return { state: "locked", saleId };
    case "release":
      return { state: "issued", saleId: null };
    case "lapse":
      return { ...standing, state: "expired" };
    default: {
      const kind = field(entry.memo, "kind");
      if (kind === "coupon-used") return { state: "used", saleId };
      if (kind === "coupon-void") return { ...standing, state: "void" };
      if (kind === "coupon-returned") return { ...standing, state: "returned" };
      return { ...standing, state: "issued" };
    }
  }
}

/**
 * Where a coupon is in its life, from the entries of its account in their order: what a till is told whose use of it was
 * refused ("used on S1").
 *
 * @public
 */
export function couponStanding(
  couponId: string,
  entries: readonly Entry[],
  at: Instant,
): CouponStanding {
  let standing = nowhere;
  let expiresAt: Instant | null = null;
  let lockedUntil: Instant | null = null;
  for (const entry of entries) {
    const move = entry.lotMoves.find((candidate) => candidate.lotId === couponId);
    if (move === undefined) continue;
    if (move.opens !== undefined) expiresAt = move.opens.expiresAt;
    lockedUntil = entry.kind === "hold" ? entry.expiresAt : null;
    standing = afterEntry(standing, entry);
  }
  const lockOver = standing.state === "locked" && lockedUntil !== null && lockedUntil <= at;
  const free = lockOver || standing.state === "issued" || standing.state === "returned";
  if (free && !isAlive(expiresAt, at)) return { ...standing, state: "expired" };
  return lockOver ? { state: "issued", saleId: null } : standing;
}

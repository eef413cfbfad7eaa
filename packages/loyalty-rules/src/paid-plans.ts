import type { AccountId, JournalCommand, Lot, OpenCommand } from "@tillwright/ledger";
import {
  addDays,
  addMonths,
  daysBetween,
  type Instant,
  localDateOf,
  type MinorUnits,
  type Outcome,
  type Reason,
  scaleRounded,
  startOfLocalDay,
} from "@tillwright/values";
import { memberOwner } from "./accounts.js";
import type { PaidPlan } from "./benefit-rules.js";
import { checkWhole, fail } from "./errors.js";
import { memoField } from "./internal/memo-field.js";
import { into, outOf, post } from "./post.js";
import type { Programme } from "./programme.js";
import { type LoyaltyRefusal, refused } from "./refusal.js";
import type { CommandContext } from "./sale-event.js";

/**
 * The terms of a plan that a member has paid, each a lot of one that ends with the term.
 *
 * @example
 * ```ts
 * import { planAccount } from "@tillwright/loyalty-rules";
 *
 * planAccount("M1", "plus"); //=> "member:M1/plan:plus"
 * ```
 *
 * @public
 */
export function planAccount(memberId: string, plan: string): AccountId {
  return `member:${memberId}/plan:${plan}`;
}

/**
 * The other side of the terms: below zero by how many a member ever paid.
 *
 * @example
 * ```ts
 * import { planSoldAccount } from "@tillwright/loyalty-rules";
 *
 * planSoldAccount("M1", "plus"); //=> "member:M1/plan-sold:plus"
 * ```
 *
 * @public
 */
export function planSoldAccount(memberId: string, plan: string): AccountId {
  return `member:${memberId}/plan-sold:${plan}`;
}

/** Terms that were given back for money. */
function planCancelledAccount(memberId: string, plan: string): AccountId {
  return `member:${memberId}/plan-cancelled:${plan}`;
}

/**
 * A paid term of a plan.
 *
 * @public
 */
export type PlanTerm = {
  readonly plan: string;
  readonly since: Instant;
  /** The first instant after it: the start of a day in the zone. */
  readonly until: Instant;
  readonly paid: MinorUnits;
  /** Ids of the benefits that the member chose. */
  readonly chosen: readonly string[];
};

function planOf(programme: Programme, id: string): PaidPlan {
  const plan = programme.plans.find((candidate) => candidate.id === id);
  if (plan !== undefined) return plan;
  return fail("loyalty.not-in-programme", `the programme has no plan ${id}`, { plan: id });
}

/** The term behind a lot. */
function termOf(lot: Lot): PlanTerm {
  const read = (name: string) => memoField(lot.source, name);
  const [plan, since, paid, chosen] = [read("plan"), read("since"), read("paid"), read("chosen")];
  if (
    typeof plan === "string" &&
    typeof since === "number" &&
    typeof paid === "number" &&
    Array.isArray(chosen) &&
    chosen.every((id) => typeof id === "string") &&
    lot.expiresAt !== null
  ) {
    return { plan, since, until: lot.expiresAt, paid, chosen };
  }
  return fail("loyalty.record-unreadable", `lot ${lot.lotId} is no term of a plan`, {
    lotId: lot.lotId,
  });
}

/**
 * The terms that are running at an instant.
 *
 * @param lots - the lots of the member's accounts of plans, as the journal lists them
 *
 * @example
 * ```ts
 * import { plansInForce } from "@tillwright/loyalty-rules";
 *
 * const source = { kind: "plan", plan: "plus", since: 0, paid: 9900, chosen: [] };
 * const lot = { account: "member:M1/plan:plus", lotId: "M1:plus#1", issued: 1, remaining: 1, held: 0 };
 * const lots = [{ ...lot, expiresAt: 1000, openedAt: 0, source }];
 * plansInForce(lots, 999).map((term) => term.plan); //=> ["plus"]
 * plansInForce(lots, 1000); //=> []
 * ```
 *
 * @public
 */
export function plansInForce(lots: readonly Lot[], at: Instant): readonly PlanTerm[] {
  return lots
    .filter((lot) => lot.remaining > 0)
    .map(termOf)
    .filter(({ since, until }) => since <= at && at < until);
}

/**
 * A member who pays for a plan.
 *
 * @public
 */
export interface PlanPurchase {
  readonly memberId: string;
  readonly plan: string;
  /** Ids of the benefits that are chosen; none for a plan without a choice. */
  readonly chosen: readonly string[];
  /** The lots of the member's account of this plan, as the journal lists them. */
  readonly lots: readonly Lot[];
  /** How many terms the member ever paid: the balance of {@link planSoldAccount} with its sign turned. */
  readonly ever: number;
  readonly context: CommandContext;
}

function choiceRefusal(plan: PaidPlan, chosen: readonly string[]) {
  const known = plan.choice?.from.map((benefit) => benefit.id) ?? [];
  const count = plan.choice?.count ?? 0;
  const distinct = new Set(chosen);
  const holds = distinct.size === chosen.length && chosen.every((id) => known.includes(id));
  if (holds && chosen.length === count) return null;
  const message = `plan ${plan.id}: ${count} of ${known.join(", ")} are to be chosen`;
  return refused("loyalty.choice-invalid", message, { plan: plan.id, count, from: [...known] });
}

function openPlan(memberId: string, plan: string, { key, at }: CommandContext): OpenCommand {
  const shared = { owner: memberOwner(memberId), asset: `plan:${plan}`, ceiling: null };
  return {
    kind: "open",
    key: `${key}/plan-accounts:${plan}`,
    at,
    accounts: [
      { ...shared, accountId: planAccount(memberId, plan), floor: 0, lots: "earliest-expiry" },
      { ...shared, accountId: planSoldAccount(memberId, plan), floor: null, lots: null },
      { ...shared, accountId: planCancelledAccount(memberId, plan), floor: 0, lots: null },
    ],
  };
}

/**
 * Sells a term of a plan: at once, or as a renewal that begins when the running term ends. The money side is the till's. Of
 * two tills that sell it at once, the journal lets one.
 *
 * Refuses `loyalty.choice-invalid` and `loyalty.renewal-too-early`. Throws `loyalty.not-in-programme` for a plan that is not
 * there.
 *
 * @example
 * ```ts
 * import { buyPlan, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const plus = { id: "plus", name: { "zh-CN": "PLUS会员", en: "Plus" }, price: "99.00", months: 12 };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   plans: [plus],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const purchase = { memberId: "M1", plan: "plus", chosen: [], lots: [], ever: 0 };
 * const bought = buyPlan(parsed.value, { ...purchase, context: { key: "till-1/80", at: 0 } });
 * bought.ok ? [bought.value.price, bought.value.term.since] : null; //=> [9900, 0]
 * ```
 *
 * @public
 */
export function buyPlan(
  programme: Programme,
  purchase: PlanPurchase,
): Outcome<
  {
    readonly price: MinorUnits;
    readonly term: PlanTerm;
    readonly commands: readonly JournalCommand[];
    readonly reasons: readonly Reason[];
  },
  LoyaltyRefusal
> {
  const { memberId, chosen, lots, context } = purchase;
  const { at } = context;
  const { zone } = programme;
  const plan = planOf(programme, purchase.plan);
  const number = checkWhole(purchase.ever, 0, "the terms that were ever paid") + 1;
  const invalid = choiceRefusal(plan, chosen);
  if (invalid !== null) return invalid;
  const running = lots.filter((lot) => lot.remaining > 0).map(termOf);
  const since = running.reduce((latest, { until }) => Math.max(latest, until), at);
  const today = localDateOf(at, zone);
  const opens = addDays(localDateOf(since, zone), -plan.renewalDays);
  if (today < opens) {
    const facts = { plan: plan.id, opens, lastDay: localDateOf(since - 1, zone) };
    return refused("loyalty.renewal-too-early", `${plan.id} can be renewed from ${opens}`, facts);
  }
  // Twelve months from 16 November end with 15 November; from the 31st, with the day before a shorter month's last day.
  const until = startOfLocalDay(addMonths(localDateOf(since, zone), plan.months), zone);
  const term = Object.freeze({ plan: plan.id, since, until, paid: plan.price, chosen });
  const source = { kind: "plan", programme: programme.hash, ...term };
  const newLot = { lotId: `${memberId}:${plan.id}#${number}`, expiresAt: until, source };
  const account = planAccount(memberId, plan.id);
  const counter = planSoldAccount(memberId, plan.id);
  const facts = {
    plan: plan.id,
    since: localDateOf(since, zone),
    lastDay: localDateOf(until - 1, zone),
  };
  return {
    ok: true,
    value: Object.freeze({
      price: plan.price,
      term,
      commands: [
        openPlan(memberId, plan.id, context),
        post(context, `plan:${plan.id}`, into(account, counter, 1, { newLot }), {
          kind: "plan-bought",
          ...term,
        }),
      ],
      reasons: [{ code: "loyalty.plan-bought", facts }],
    }),
  };
}

/**
 * Ends a term early: what was paid comes back for the days that are left after today, rounded down, and wholly for a term
 * that has not begun. What law or contract give beyond that is the shop's to add.
 *
 * @param lot - the term's lot, as the journal lists it
 *
 * @example
 * ```ts
 * import { cancelPlan, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const plus = { id: "plus", name: { "zh-CN": "PLUS会员", en: "Plus" }, price: "99.00", months: 12 };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "UTC",
 *   plans: [plus],
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const day = 86_400_000;
 * const source = { kind: "plan", plan: "plus", since: 0, paid: 9900, chosen: [] };
 * const lot = { account: "member:M1/plan:plus", lotId: "M1:plus#1", issued: 1, remaining: 1, held: 0 };
 * const term = { ...lot, expiresAt: 100 * day, openedAt: 0, source };
 * cancelPlan(parsed.value, "M1", term, { key: "office/8", at: 9 * day }).amount; //=> 8910
 * ```
 *
 * @public
 */
export function cancelPlan(
  programme: Programme,
  memberId: string,
  lot: Lot,
  context: CommandContext,
): { readonly amount: MinorUnits; readonly commands: readonly JournalCommand[] } {
  const { plan, since, until, paid } = termOf(lot);
  const day = (at: Instant) => localDateOf(at, programme.zone);
  const whole = daysBetween(day(since), day(until));
  const left = daysBetween(addDays(day(context.at), 1), day(until));
  // Of a term that has not begun, all days are left.
  const amount = scaleRounded(paid, Math.max(0, Math.min(left, whole)), whole, "down");
  const lotParts = [{ lotId: lot.lotId, amount: 1 }];
  const account = planAccount(memberId, plan);
  const postings = outOf(account, planCancelledAccount(memberId, plan), 1, { lotParts });
  const memo = { kind: "plan-cancelled", plan, lotId: lot.lotId, amount };
  return { amount, commands: [post(context, `plan-cancelled:${lot.lotId}`, postings, memo)] };
}

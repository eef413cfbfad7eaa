import type { Lot } from "@tillwright/ledger";
import {
  addDays,
  type Instant,
  localDateOf,
  type MinorUnits,
  type Reason,
  startOfLocalDay,
} from "@tillwright/values";
import { expiryInstant } from "./expiry.js";
import { isAlive } from "./lots.js";
import type { Programme, Tier, TierRules } from "./programme.js";
import { noTierYet, type TierLots, type TierState, type TierTerm } from "./tier-state.js";
import { isReached, type TierFigures, tierOf } from "./tiers.js";

/**
 * Where a member stands now, and what has changed.
 *
 * @public
 */
export interface TierJudgement {
  readonly state: TierState;
  /** The tier that counts: the higher one of what was earned and what was given for some time. */
  readonly tier: Tier | null;
  /** Its term. */
  readonly term: TierTerm | null;
  readonly reasons: readonly Reason[];
}

/** What counts of the lots that were alive at `at`, and of those opened after it and until `later`. */
function countOf(lots: readonly Lot[], at: Instant, later: Instant): number {
  let sum = 0;
  for (const lot of lots) {
    const inWindow = lot.openedAt <= at && isAlive(lot.expiresAt, at);
    if (inWindow || (lot.openedAt > at && lot.openedAt <= later)) sum += lot.remaining;
  }
  return sum;
}

/**
 * The figures of the tier window as they were at an instant, net of what has been refunded since.
 *
 * @param later - what came after `at` and until then counts too: the grace period
 *
 * @example
 * ```ts
 * import { tierFigures } from "@tillwright/loyalty-rules";
 *
 * const lot = { account: "member:M1/tier-spend:CNY", lotId: "S1/spend", issued: 6000, remaining: 5000 };
 * const spend = [{ ...lot, held: 0, openedAt: 10, expiresAt: 100, source: null }];
 * tierFigures({ spend, visits: [], points: [] }, 50).spend; //=> 5000
 * tierFigures({ spend, visits: [], points: [] }, 100).spend; //=> 0
 * ```
 *
 * @public
 */
export function tierFigures(lots: TierLots, at: Instant, later: Instant = at): TierFigures {
  return Object.freeze({
    spend: countOf(lots.spend, at, later),
    visits: countOf(lots.visits, at, later),
    points: countOf(lots.points, at, later),
    plans: lots.plans ?? [],
  });
}

/** A judgement under way: everything it needs to know, and what it has found so far. */
interface Bench {
  readonly programme: Programme;
  readonly tiers: TierRules;
  readonly lots: TierLots;
  readonly at: Instant;
  readonly reasons: Reason[];
}

function rank(tiers: TierRules, tier: string | null): number {
  return tiers.levels.findIndex((level) => level.id === tier);
}

/** A term counts from the day of reaching; one that follows another counts from the last day of that one. */
function termFrom(bench: Bench, tier: Tier, since: Instant, from: Instant = since): TierTerm {
  const { programme, tiers } = bench;
  const until = tier.reach === null ? null : expiryInstant(tiers.term, from, programme.zone);
  return Object.freeze({ tier: tier.id, since, until });
}

function told(code: string, from: string | null, to: string | null): Reason {
  return { code, facts: { from: from ?? "", to: to ?? "" } };
}

function nameOf(tiers: TierRules, id: string | null): string | null {
  return tiers.levels.find((level) => level.id === id)?.id ?? null;
}

/** What was reached in this term and is reached no longer, because goods came back. */
function afterRefunds(bench: Bench, state: TierState): TierState {
  const { tiers, lots, programme } = bench;
  const earned = state.earned;
  if (earned === null || !state.fresh) return state;
  const held = tiers.levels.find((level) => level.id === earned.tier);
  const atReach = tierFigures(lots, earned.since);
  if (held === undefined || isReached(held.reach, atReach)) return state;
  const reached = tierOf(programme, atReach);
  const before = state.before;
  const back =
    before !== null && rank(tiers, before.tier) >= rank(tiers, reached?.id ?? null)
      ? before
      : reached && termFrom(bench, reached, earned.since);
  bench.reasons.push(told("loyalty.tier-taken-back", earned.tier, back?.tier ?? null));
  const fresh = back !== null && back !== before;
  return { ...state, earned: back, fresh, before: fresh ? before : null };
}

/** The instant at which a tier that is not kept is gone. */
function graceEnd(bench: Bench, until: Instant): Instant {
  const { programme, tiers } = bench;
  if (tiers.graceDays === 0) return until;
  return startOfLocalDay(
    addDays(localDateOf(until, programme.zone), tiers.graceDays),
    programme.zone,
  );
}

/** One term end: kept, in grace (`null`: nothing to decide yet), or one tier lower. */
function atTermEnd(bench: Bench, earned: TierTerm, until: Instant): TierTerm | "none" | null {
  const { programme, tiers, lots, at } = bench;
  const index = rank(tiers, earned.tier);
  const level = tiers.levels[index];
  const end = graceEnd(bench, until);
  const seen = Math.min(at, Math.max(end - 1, until - 1));
  const figures = tierFigures(lots, until - 1, seen);
  if (level !== undefined && isReached(level.keep ?? level.reach, figures)) {
    bench.reasons.push(told("loyalty.tier-kept", earned.tier, earned.tier));
    const next = termFrom(bench, level, until, until - 1);
    return { ...next, since: earned.since };
  }
  if (at < end) return null;
  const reached = tierOf(programme, tierFigures(lots, end));
  const lower = tiers.levels[index - 1];
  const oneDown = tiers.downgrade === "one-step" && lower !== undefined;
  const target = oneDown && rank(tiers, reached?.id ?? null) < index - 1 ? lower : reached;
  bench.reasons.push(told("loyalty.tier-lowered", earned.tier, target?.id ?? null));
  return target === null ? "none" : termFrom(bench, target, end, end - 1);
}

/** Walks over every term end up to now, also over several that nobody has judged. */
function afterTerms(bench: Bench, state: TierState): TierState {
  let current = state;
  for (;;) {
    const earned = current.earned;
    if (earned === null || earned.until === null || earned.until > bench.at) return current;
    const next = atTermEnd(bench, earned, earned.until);
    if (next === null) return current;
    current = { ...current, earned: next === "none" ? null : next, fresh: false, before: null };
  }
}

function afterReaching(bench: Bench, state: TierState): TierState {
  const { programme, tiers, lots, at } = bench;
  const reached = tierOf(programme, tierFigures(lots, at));
  const held = state.earned;
  if (reached === null || rank(tiers, reached.id) <= rank(tiers, held?.tier ?? null)) return state;
  if (held !== null || reached.reach !== null) {
    bench.reasons.push(told("loyalty.tier-reached", held?.tier ?? null, reached.id));
  }
  return { ...state, earned: termFrom(bench, reached, at), fresh: true, before: held };
}

function withoutEndedGift(bench: Bench, state: TierState): TierState {
  const { temporary, earned } = state;
  if (temporary === null || isAlive(temporary.until, bench.at)) return state;
  bench.reasons.push(told("loyalty.tier-gift-ended", temporary.tier, earned?.tier ?? null));
  return { ...state, temporary: null };
}

/**
 * Judges a member's tier: after a sale, at the end of a business day, whenever it is looked at. Whoever is judged late
 * stands where judging in time would have led.
 *
 * A tier is reached as soon as the figures do, holds to the end of its term, and is then kept, or lost after the grace
 * period. Refunds take away what was reached in the running term, never what was kept from an earlier one; judge them at
 * the end of the business day, so that an exchange on the same day costs nothing. A grade given for some time ends by
 * uncovering what was earned meanwhile.
 *
 * @param state - the member's state; `null` for one who was never judged
 *
 * @example
 * ```ts
 * import { judgeTier, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const name = { "zh-CN": "金卡", en: "Gold" };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { levels: [{ id: "gold", name, reach: { spend: "5000.00" } }] },
 * });
 * const lot = { account: "member:M1/tier-spend:CNY", lotId: "S1/spend", issued: 500000, remaining: 500000 };
 * const spend = [{ ...lot, held: 0, openedAt: 0, expiresAt: null, source: null }];
 * const judged = parsed.ok ? judgeTier(parsed.value, null, { spend, visits: [], points: [] }, 1) : null;
 * judged?.tier?.id; //=> "gold"
 * judged?.reasons; //=> [{ "code": "loyalty.tier-reached", "facts": { "from": "", "to": "gold" } }]
 * ```
 *
 * @public
 */
export function judgeTier(
  programme: Programme,
  state: TierState | null,
  lots: TierLots,
  at: Instant,
): TierJudgement {
  const tiers = programme.tiers;
  const start = state ?? noTierYet;
  if (tiers === null) return Object.freeze({ state: start, tier: null, term: null, reasons: [] });
  const bench: Bench = { programme, tiers, lots, at, reasons: [] };
  const known = nameOf(tiers, start.earned?.tier ?? null) === null ? null : start.earned;
  const judged = [afterRefunds, afterTerms, afterReaching, withoutEndedGift].reduce(
    (current, step) => step(bench, current),
    { ...start, earned: known },
  );
  const { earned, temporary } = judged;
  const term =
    temporary !== null && rank(tiers, temporary.tier) > rank(tiers, earned?.tier ?? null)
      ? temporary
      : earned;
  const tier = tiers.levels.find((level) => level.id === term?.tier) ?? null;
  return Object.freeze({ state: Object.freeze(judged), tier, term, reasons: bench.reasons });
}

/**
 * A state with a grade given for some time, whatever was earned: a birthday week as gold, a trial.
 *
 * @example
 * ```ts
 * import { grantTier, noTierYet } from "@tillwright/loyalty-rules";
 *
 * grantTier(noTierYet, { tier: "gold", since: 0, until: 1000 }).temporary?.tier; //=> "gold"
 * ```
 *
 * @public
 */
export function grantTier(state: TierState | null, term: TierTerm): TierState {
  return Object.freeze({ ...(state ?? noTierYet), temporary: term });
}

/**
 * The tier a sale is priced with. With `during` the sale itself counts, judged once at the price of the tier held before,
 * also when the new price is then lower than what would have reached the tier.
 *
 * @param amount - what the sale would cost at the price of the tier held before
 *
 * @example
 * ```ts
 * import { noTierYet, parseProgramme, tierForSale } from "@tillwright/loyalty-rules";
 *
 * const name = { "zh-CN": "金卡", en: "Gold" };
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   tiers: { upgrade: "during", levels: [{ id: "gold", name, reach: { spend: "50.00" } }] },
 * });
 * const nothing = { spend: [], visits: [], points: [] };
 * parsed.ok ? tierForSale(parsed.value, noTierYet, nothing, 6000, 0)?.id : null; //=> "gold"
 * ```
 *
 * @public
 */
export function tierForSale(
  programme: Programme,
  state: TierState | null,
  lots: TierLots,
  amount: MinorUnits,
  at: Instant,
): Tier | null {
  const tiers = programme.tiers;
  const held = judgeTier(programme, state, lots, at).tier;
  if (tiers === null || tiers.upgrade === "after") return held;
  const figures = tierFigures(lots, at);
  const withSale = { ...figures, spend: figures.spend + amount, visits: figures.visits + 1 };
  const reached = tierOf(programme, withSale);
  return rank(tiers, reached?.id ?? null) > rank(tiers, held?.id ?? null) ? reached : held;
}

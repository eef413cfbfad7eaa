import type { Lot } from "@tillwright/ledger";
import { type Instant, localDateOf, type Reason } from "@tillwright/values";
import { explainPoints } from "./explain-points.js";
import { needReason } from "./internal/need-reason.js";
import { judgeTier, tierFigures } from "./judge-tier.js";
import { isAlive, spendable } from "./lots.js";
import { pendingTerms } from "./pending-points.js";
import type { Programme } from "./programme.js";
import type { TierLots, TierState, TierTerm } from "./tier-state.js";
import { type NextTier, nextTier } from "./tiers.js";

/**
 * Points that end on one day.
 *
 * @public
 */
export interface EndingPoints {
  readonly points: number;
  /** The first instant at which they are gone; `null` never. */
  readonly expiresAt: Instant | null;
  /** The sales and presents they came from, as the lots say. */
  readonly lots: readonly string[];
}

/**
 * Where a member stands, with every sentence that explains it.
 *
 * @public
 */
export interface MemberExplanation {
  readonly balance: number;
  readonly debt: number;
  /** Earned, and not spendable yet. */
  readonly pending: number;
  /** Reserved by sales that are not finished. */
  readonly held: number;
  readonly ending: readonly EndingPoints[];
  readonly tier: string | null;
  readonly term: TierTerm | null;
  readonly next: NextTier | null;
  readonly reasons: readonly Reason[];
}

function endingOf(lots: readonly Lot[], at: Instant): readonly EndingPoints[] {
  const byEnd = new Map<Instant | null, { points: number; lots: string[] }>();
  for (const lot of lots) {
    const free = lot.remaining - lot.held;
    if (!isAlive(lot.expiresAt, at) || free === 0) continue;
    const group = byEnd.get(lot.expiresAt) ?? { points: 0, lots: [] };
    group.points += free;
    group.lots.push(lot.lotId);
    byEnd.set(lot.expiresAt, group);
  }
  const end = (expiresAt: Instant | null) => expiresAt ?? Number.POSITIVE_INFINITY;
  return [...byEnd]
    .map(([expiresAt, group]) => ({ expiresAt, ...group }))
    .sort((a, b) => (end(a.expiresAt) < end(b.expiresAt) ? -1 : 1));
}

/** Points that can be spent from a day on, together for each day. */
function pendingReasons(programme: Programme, pending: readonly Lot[]) {
  const byDay = new Map<string, number>();
  for (const lot of pending) {
    const firstDay = localDateOf(pendingTerms(lot).finalAt, programme.zone);
    byDay.set(firstDay, (byDay.get(firstDay) ?? 0) + lot.remaining);
  }
  const reasons = [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([firstDay, points]): Reason => {
      return { code: "loyalty.points-pending", facts: { points, firstDay } };
    });
  return { points: pending.reduce((sum, lot) => sum + lot.remaining, 0), reasons };
}

function tierReasons(
  programme: Programme,
  term: TierTerm | null,
  next: NextTier | null,
): readonly Reason[] {
  const reasons: Reason[] = [];
  if (term !== null) {
    const since = localDateOf(term.since, programme.zone);
    const facts = { tier: term.tier, since };
    if (term.until === null) {
      reasons.push({ code: "loyalty.tier-held", facts });
    } else {
      const lastDay = localDateOf(term.until - 1, programme.zone);
      reasons.push({ code: "loyalty.tier-held-until", facts: { ...facts, lastDay } });
    }
  }
  for (const need of next?.ways[0] ?? []) {
    reasons.push(needReason(programme, need, next?.tier.id ?? ""));
  }
  return reasons;
}

/**
 * Explains a member: the balance by lot, what ends when, what is owed, the tier with its term, and what the next one
 * needs. The reasons are sentences in both languages; {@link nameReasons} calls tiers and plans by their names.
 *
 * @param member - the lots of points, the debt, the tier state and the lots that count towards a tier
 *
 * @example
 * ```ts
 * import { explainMember, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const lot = { account: "member:M1/points", lotId: "S1/points", issued: 45, remaining: 45, held: 0 };
 * const lots = [{ ...lot, expiresAt: null, openedAt: 0, source: null }];
 * const tierLots = { spend: [], visits: [], points: [] };
 * const member = { lots, debt: 0, tierState: null, tierLots };
 * explainMember(parsed.value, member, 0).reasons; //=> [{ "code": "loyalty.points-held", "facts": { "points": 45 } }]
 * ```
 *
 * @public
 */
export function explainMember(
  programme: Programme,
  member: {
    readonly lots: readonly Lot[];
    /** The lots of pending points; none when absent. */
    readonly pending?: readonly Lot[];
    readonly debt: number;
    readonly tierState: TierState | null;
    readonly tierLots: TierLots;
  },
  at: Instant,
): MemberExplanation {
  const balance = spendable(member.lots, at);
  const ending = endingOf(member.lots, at);
  const judgement = judgeTier(programme, member.tierState, member.tierLots, at);
  const tier = judgement.tier?.id ?? null;
  const next = nextTier(programme, tier, tierFigures(member.tierLots, at));
  const held = member.lots.reduce(
    (sum, lot) => sum + (isAlive(lot.expiresAt, at) ? lot.held : 0),
    0,
  );
  const reasons: Reason[] = [...explainPoints(programme, balance)];
  for (const { points, expiresAt } of ending) {
    if (expiresAt === null) continue;
    const lastDay = localDateOf(expiresAt - 1, programme.zone);
    reasons.push({ code: "loyalty.points-end", facts: { points, lastDay } });
  }
  const waiting = pendingReasons(programme, member.pending ?? []);
  reasons.push(...waiting.reasons);
  if (held > 0) reasons.push({ code: "loyalty.points-reserved", facts: { points: held } });
  if (member.debt > 0) {
    reasons.push({ code: "loyalty.points-debt", facts: { points: member.debt } });
  }
  reasons.push(...judgement.reasons, ...tierReasons(programme, judgement.term, next));
  const { debt } = member;
  const points = { balance, debt, pending: waiting.points, held, ending };
  return Object.freeze({ ...points, tier, term: judgement.term, next, reasons });
}

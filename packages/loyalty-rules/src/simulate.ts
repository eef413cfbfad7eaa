import type { Lot } from "@tillwright/ledger";
import { type Birthday, type MinorUnits, type Rate, scaleRounded } from "@tillwright/values";
import { countSale } from "./count-for-tier.js";
import { valueOfPoints } from "./explain-points.js";
import { judgeTier } from "./judge-tier.js";
import { isAlive } from "./lots.js";
import { heldRules, pointsForSale } from "./points-for-sale.js";
import type { Programme } from "./programme.js";
import type { MemberStanding, SaleEvent } from "./sale-event.js";
import type { TierState } from "./tier-state.js";

/**
 * A sale of the past. Sales come in the order of time.
 *
 * @public
 */
export interface PastSale {
  readonly memberId: string;
  readonly event: SaleEvent;
  readonly tags?: readonly string[];
  readonly birthday?: Birthday | null;
}

/**
 * What a tier would have cost.
 *
 * @public
 */
export interface TierCost {
  /** `null` for members without a tier. */
  readonly tier: string | null;
  /** Members who stand in it at the end. */
  readonly members: number;
  readonly sales: number;
  readonly spend: MinorUnits;
  readonly points: number;
  /** What these points are worth when all of them are used. */
  readonly cost: MinorUnits;
}

/**
 * What a programme would have given over past sales.
 *
 * @public
 */
export interface Simulation {
  readonly programme: string;
  readonly sales: number;
  readonly members: number;
  /** What members paid. */
  readonly spend: MinorUnits;
  readonly points: number;
  /** From low to high, those without a tier first; tiers in which nothing happened are left out. */
  readonly tiers: readonly TierCost[];
  /** How often members moved, from each tier to each. */
  readonly moves: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly times: number;
  }[];
  /** What is owed to members when they use all points, and when they use the share that was named. */
  readonly liability: { readonly most: MinorUnits; readonly expected: MinorUnits };
  /** The further spend, at the margin that was named, that pays for the expected use. */
  readonly breakEven: MinorUnits | null;
}

/**
 * What the shop expects.
 *
 * @public
 */
export interface SimulationTerms {
  /** The share of points that members use; the rest lapses. */
  readonly used: Rate;
  /** What is left of a sale after its goods are paid; `null` leaves the break-even out. */
  readonly margin: Rate | null;
}

interface Account {
  state: TierState | null;
  tier: string | null;
  lots: { spend: Lot[]; visits: Lot[]; points: Lot[] };
}

interface Sums {
  members: number;
  sales: number;
  spend: number;
  points: number;
}

function lotOf(saleId: string, amount: number, openedAt: number, expiresAt: number | null): Lot {
  const moved = { issued: amount, remaining: amount, held: 0 };
  return { account: "", lotId: saleId, ...moved, expiresAt, openedAt, source: null };
}

/** Judges a member's tier, and lets go of what can no longer count: terms end long before their lots are looked at. */
function judged(programme: Programme, account: Account, at: number): string | null {
  const judgement = judgeTier(programme, account.state, account.lots, at);
  account.state = judgement.state;
  const since = Math.min(judgement.term?.since ?? at, at);
  const keep = (lots: Lot[]) => lots.filter((lot) => isAlive(lot.expiresAt, since));
  const { spend, visits, points } = account.lots;
  account.lots = { spend: keep(spend), visits: keep(visits), points: keep(points) };
  return judgement.tier?.id ?? null;
}

/** Everything that happens to one member with one sale. */
function play(programme: Programme, account: Account, sale: PastSale) {
  const { event, memberId } = sale;
  const before = judged(programme, account, event.at);
  const standing: MemberStanding = {
    memberId,
    tier: before,
    tags: sale.tags ?? [],
    birthday: sale.birthday ?? null,
    joinedOn: null,
    debt: 0,
  };
  const rules = programme.points;
  const points =
    rules === null
      ? 0
      : pointsForSale(rules, heldRules(programme, rules, event, standing), event, []).points;
  const counted = countSale(programme, event, standing, points);
  if (counted !== null) {
    const { saleId, at } = event;
    for (const figure of ["spend", "visits", "points"] as const) {
      if (counted[figure] === 0) continue;
      account.lots[figure].push(lotOf(saleId, counted[figure], at, counted.until));
    }
  }
  const after = judged(programme, account, event.at);
  const spend = event.lines.reduce((sum, line) => sum + line.paid, 0);
  return { before, after, points, spend };
}

function sumsOf(tiers: Map<string | null, Sums>, tier: string | null): Sums {
  const sums = tiers.get(tier) ?? { members: 0, sales: 0, spend: 0, points: 0 };
  tiers.set(tier, sums);
  return sums;
}

/**
 * Runs a programme over past sales: what it would have given, to whom, what that may cost, and who would have moved
 * between tiers. Refunds are left out, and points are not used within the run.
 *
 * @example
 * ```ts
 * import { parseProgramme, simulate } from "@tillwright/loyalty-rules";
 * import { rateOf } from "@tillwright/values";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "visit", kind: "visit", points: 100 }],
 *     redeem: { pointsPerMajorUnit: 100 },
 *   },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * const report = simulate(parsed.value, [], { used: rateOf(4, 5), margin: rateOf(1, 4) });
 * report.liability; //=> { "most": 0, "expected": 0 }
 * ```
 *
 * @public
 */
export function simulate(
  programme: Programme,
  sales: Iterable<PastSale>,
  terms: SimulationTerms,
): Simulation {
  const accounts = new Map<string, Account>();
  const tiers = new Map<string | null, Sums>();
  const moves = new Map<string, { from: string | null; to: string | null; times: number }>();
  const total = { sales: 0, spend: 0, points: 0 };
  for (const sale of sales) {
    const fresh: Account = { state: null, tier: null, lots: { spend: [], visits: [], points: [] } };
    const account = accounts.get(sale.memberId) ?? fresh;
    accounts.set(sale.memberId, account);
    const { before, after, points, spend } = play(programme, account, sale);
    for (const sums of [total, sumsOf(tiers, before)]) {
      sums.sales += 1;
      sums.spend += spend;
      sums.points += points;
    }
    for (const [from, to] of [
      [account.tier, before],
      [before, after],
    ] as const) {
      if (from === to) continue;
      const key = JSON.stringify([from, to]);
      const move = moves.get(key) ?? { from, to, times: 0 };
      move.times += 1;
      moves.set(key, move);
    }
    account.tier = after;
  }
  for (const account of accounts.values()) sumsOf(tiers, account.tier).members += 1;
  return report(programme, terms, total, accounts.size, tiers, [...moves.values()]);
}

function report(
  programme: Programme,
  terms: SimulationTerms,
  total: Omit<Sums, "members">,
  members: number,
  tiers: ReadonlyMap<string | null, Sums>,
  moves: Simulation["moves"],
): Simulation {
  const most = valueOfPoints(programme, total.points);
  const { numerator, denominator } = terms.used;
  const expected = scaleRounded(most, numerator, denominator, "half-up");
  const order = [null, ...(programme.tiers?.levels ?? []).map((level) => level.id)];
  const margin = terms.margin;
  return Object.freeze({
    programme: programme.hash,
    members,
    ...total,
    tiers: order.flatMap((tier) => {
      const sums = tiers.get(tier);
      return sums === undefined
        ? []
        : [{ tier, ...sums, cost: valueOfPoints(programme, sums.points) }];
    }),
    moves,
    liability: { most, expected },
    breakEven:
      margin === null || margin.numerator === 0
        ? null
        : scaleRounded(expected, margin.denominator, margin.numerator, "up"),
  });
}

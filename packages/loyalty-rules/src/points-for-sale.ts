import { isAmong, isSituation } from "./conditions.js";
import { type EarningLine, earningLines, sumOfBases } from "./earning-base.js";
import { checkWhole } from "./errors.js";
import {
  type Fraction,
  fraction,
  isLess,
  isPositive,
  plus,
  rounded,
  times,
  zero,
} from "./internal/fraction.js";
import type { Combination, EarnRule, Multiplier, PointsRules, Programme } from "./programme.js";
import type { MemberStanding, RefundedUnits, SaleEvent } from "./sale-event.js";

/** Which rules and multipliers held for the member and the day of a sale; frozen with the points. */
export interface HeldRules {
  readonly rules: readonly string[];
  readonly multipliers: readonly string[];
}

/** What one rule gave, before rounding. */
export interface RuleShare {
  readonly rule: EarnRule;
  readonly points: Fraction;
}

/** The points of a sale and how they came about. */
export interface PointsOfSale {
  readonly points: number;
  readonly base: Fraction;
  /** The rules that gave something and count. */
  readonly shares: readonly RuleShare[];
  /** The multipliers that were used on a line, with the base they were used on. */
  readonly multiplied: readonly { readonly multiplier: Multiplier; readonly base: Fraction }[];
}

/** Judges everything about a sale that is not its goods. */
export function heldRules(
  programme: Programme,
  points: PointsRules,
  event: SaleEvent,
  member: MemberStanding,
): HeldRules {
  const holds = (rule: Pick<EarnRule, "when">) =>
    isSituation(rule.when, event, member, programme.zone);
  return {
    rules: points.earn.filter(holds).map((rule) => rule.id),
    multipliers: points.multipliers.filter(holds).map((multiplier) => multiplier.id),
  };
}

/** The multipliers that count for one line. */
function usedMultipliers(
  held: readonly Multiplier[],
  combination: Combination,
  line: EarningLine,
): readonly Multiplier[] {
  const matching = held.filter((multiplier) => isAmong(multiplier.goods, line.line));
  const first = matching[0];
  if (combination === "sum" || first === undefined) return matching;
  if (combination === "first") return [first];
  return [
    matching.reduce((best, candidate) =>
      best.times.numerator * candidate.times.denominator <
      candidate.times.numerator * best.times.denominator
        ? candidate
        : best,
    ),
  ];
}

const one = fraction(1);

/** One, plus what each multiplier adds to it. */
function factorOf(multipliers: readonly Multiplier[]): Fraction {
  return multipliers.reduce(
    (sum, { times: { numerator, denominator } }) =>
      plus(sum, fraction(numerator - denominator, denominator)),
    one,
  );
}

function shareOf(
  rule: EarnRule,
  lines: readonly EarningLine[],
  factors: ReadonlyMap<EarningLine, Fraction>,
): Fraction {
  const goods = lines.filter((line) => line.pieces > 0 && isAmong(rule.goods, line.line));
  if (goods.length === 0) return zero;
  if (isLess(sumOfBases(goods), fraction(rule.minimum))) return zero;
  switch (rule.kind) {
    case "visit":
      return fraction(rule.points);
    case "piece":
      return goods.reduce((sum, line) => {
        const paidFor = isPositive(line.base) ? line.pieces * rule.points : 0;
        return plus(sum, times(fraction(paidFor), factors.get(line) ?? one));
      }, zero);
    case "amount": {
      const base = goods.reduce(
        (sum, line) => plus(sum, times(line.base, factors.get(line) ?? one)),
        zero,
      );
      return times(base, fraction(rule.points, rule.per));
    }
  }
}

function combined(combination: Combination, shares: readonly RuleShare[]): readonly RuleShare[] {
  const giving = shares.filter((share) => isPositive(share.points));
  const first = giving[0];
  if (combination === "sum" || first === undefined) return giving;
  if (combination === "first") return [first];
  return [giving.reduce((best, share) => (isLess(best.points, share.points) ? share : best))];
}

/**
 * The points of what is kept of a sale, by rules that were judged when it was made. Rounded once, at the end.
 */
export function pointsForSale(
  rules: PointsRules,
  held: HeldRules,
  event: SaleEvent,
  refunded: readonly RefundedUnits[],
): PointsOfSale {
  const lines = earningLines(rules, event, refunded).filter(
    ({ line }) => !rules.exclude.some((goods) => isAmong(goods, line)),
  );
  const multipliers = rules.multipliers.filter(({ id }) => held.multipliers.includes(id));
  const factors = new Map<EarningLine, Fraction>();
  const multiplied = new Map<Multiplier, Fraction>();
  for (const line of lines) {
    const used = usedMultipliers(multipliers, rules.combineMultipliers, line);
    if (used.length === 0) continue;
    factors.set(line, factorOf(used));
    for (const multiplier of used) {
      multiplied.set(multiplier, plus(multiplied.get(multiplier) ?? zero, line.base));
    }
  }
  const shares = rules.earn
    .filter(({ id }) => held.rules.includes(id))
    .map((rule) => ({ rule, points: shareOf(rule, lines, factors) }));
  const counting = combined(rules.combine, shares);
  const exact = counting.reduce((sum, share) => plus(sum, share.points), zero);
  const whole = rounded(exact, rules.rounding);
  const points = rules.maximumPerSale === null ? whole : Math.min(whole, rules.maximumPerSale);
  return {
    points: checkWhole(points, 0, "the points of a sale"),
    base: sumOfBases(lines),
    shares: counting,
    multiplied: [...multiplied].map(([multiplier, base]) => ({ multiplier, base })),
  };
}

import { type Issue, issue } from "@tillwright/values";
import type { PricingExtension } from "../../extension.js";
import type { LineAdjustment } from "../../priced-basket.js";
import { configurationOf } from "../configuration.js";
import { type Evidence, problem } from "./evidence.js";

/** Whether the result says of itself what is so: which rules and basket made it, who pays, and what limits are charged. */
export function checkStamp(
  evidence: Evidence,
  extensions: readonly PricingExtension[],
): readonly Issue[] {
  const { basket, rules, priced } = evidence;
  const configuration = configurationOf(rules, extensions);
  const stamps: readonly [string, unknown, unknown][] = [
    ["version", priced.version, 1],
    ["currency", priced.currency, basket.currency],
    ["at", priced.at, basket.at],
    ["configuration", priced.configuration, configuration],
  ];
  return [
    ...stamps.flatMap(([field, seen, expected]) =>
      seen === expected
        ? []
        : [issue("pricing.wrong-stamp", [field], `${field} is ${seen}, and should be ${expected}`)],
    ),
    ...checkFunding(evidence),
    ...checkApplied(evidence),
    ...checkClaims(evidence),
    ...checkCertificate(evidence),
  ];
}

/** Who pays stands in the rules, one or several by their shares; points are the shop's. */
function checkFunding({ basket, rules, priced, promotions }: Evidence): readonly Issue[] {
  const byId = new Map(promotions.map((one) => [one.id, one]));
  const asked = new Set((basket.manual ?? []).map(({ id }) => id));
  const fits = ({ promotionId, lane, fundedBy }: Omit<LineAdjustment, "amount">): boolean => {
    if (lane === "points" || lane === "tax") return fundedBy === "shop";
    if (asked.has(promotionId)) return lane === "manual" && fundedBy === "shop";
    const promotion = byId.get(promotionId);
    const shares = rules.promotions.find(({ id }) => id === promotionId)?.fundedBy;
    const among = typeof shares === "object" && Object.hasOwn(shares, fundedBy);
    return promotion?.lane === lane && (promotion.fundedBy === fundedBy || among);
  };
  const all = [
    ...priced.applied,
    ...[...priced.lines, ...priced.fees].flatMap((line) => line.adjustments),
  ];
  const wrong = new Set(all.filter((one) => !fits(one)).map(({ promotionId }) => promotionId));
  return [...wrong].map((id) => problem("pricing.wrong-stamp", id, "its lane or who pays for it"));
}

/** Each promotion once, in the order in which they run; what was asked for at the till comes last, as it was asked. */
function checkApplied({ basket, priced, promotions }: Evidence): readonly Issue[] {
  const ids = [...promotions, ...(basket.manual ?? [])].map(({ id }) => id);
  const places = priced.applied.map(({ promotionId }) => ids.indexOf(promotionId));
  const ordered = places.every((place, i) => place > (places[i - 1] ?? -1));
  return ordered ? [] : [problem("pricing.wrong-stamp", "", "not in the order of the rules")];
}

/** A limit is charged with what was given, gifts at their value; what was asked for at the till has none. */
function checkClaims({ basket, priced }: Evidence): readonly Issue[] {
  const { claims, gifts } = priced;
  const asked = new Set((basket.manual ?? []).map(({ id }) => id));
  const applied = priced.applied.filter(({ promotionId }) => !asked.has(promotionId));
  const issues: Issue[] = [];
  if (applied.length !== claims.length) {
    issues.push(problem("pricing.wrong-claim", "", "not one claim for each promotion"));
  }
  applied.forEach(({ promotionId, times, amount }, i) => {
    const worth = gifts
      .filter((gift) => gift.promotionId === promotionId)
      .reduce((sum, { count, value }) => sum + count * value, amount);
    const claim = claims[i];
    const fits =
      claim?.promotionId === promotionId && claim.uses === times && claim.amount === worth;
    if (!fits) {
      const message = `the claim is ${claim?.uses} uses and ${claim?.amount}, not ${times} and ${worth}`;
      issues.push(problem("pricing.wrong-claim", promotionId, message));
    }
  });
  return issues;
}

/** What the certificate says of itself; that it is true of all combinations is the search's word. */
function checkCertificate({ priced }: Evidence): readonly Issue[] {
  const { optimal, gap, upperBound } = priced.certificate;
  const whole = [gap, upperBound].every((one) => Number.isSafeInteger(one) && one >= 0);
  return whole && (!optimal || gap === 0)
    ? []
    : [problem("pricing.wrong-bound", "", `a gap of ${gap} does not fit the certificate`)];
}

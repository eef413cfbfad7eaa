import { currencyOf, type MinorUnits, type Reason, scaleRounded } from "@tillwright/values";
import { checkWhole } from "./errors.js";
import type { Programme } from "./programme.js";

/**
 * What points are worth as money, rounded down; 0 when the programme takes none.
 *
 * @example
 * ```ts
 * import { parseProgramme, valueOfPoints } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     redeem: { pointsPerMajorUnit: 100 },
 *   },
 * });
 * parsed.ok ? valueOfPoints(parsed.value, 2560) : null; //=> 2560
 * ```
 *
 * @public
 */
export function valueOfPoints(programme: Programme, points: number): MinorUnits {
  checkWhole(points, 0, "the points");
  const redeem = programme.points?.redeem;
  if (redeem === undefined || redeem === null) return 0;
  const minorPerMajor = 10 ** currencyOf(programme.currency).minorDigits;
  return scaleRounded(points, minorPerMajor, redeem.pointsPerMajorUnit, "down");
}

/**
 * A balance for the receipt: how many points, what they are worth, and how many are missing for the next step that can be
 * used.
 *
 * @example
 * ```ts
 * import { explainPoints, parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     redeem: { pointsPerMajorUnit: 100, step: 100 },
 *   },
 * });
 * const reasons = parsed.ok ? explainPoints(parsed.value, 97) : [];
 * reasons.map((reason) => reason.code); //=> ["loyalty.points-balance", "loyalty.points-missing"]
 * reasons[1]?.facts["missing"]; //=> 3
 * ```
 *
 * @public
 */
export function explainPoints(programme: Programme, balance: number): readonly Reason[] {
  checkWhole(balance, 0, "the balance of points");
  const rules = programme.points;
  if (rules === null) return [];
  if (rules.redeem === null) {
    return [{ code: "loyalty.points-held", facts: { points: balance } }];
  }
  const { step } = rules.redeem;
  const usable = balance - (balance % step);
  const reasons: Reason[] = [
    {
      code: "loyalty.points-balance",
      facts: {
        points: balance,
        usable,
        value: valueOfPoints(programme, usable),
        currency: programme.currency,
      },
    },
  ];
  if (step > 1) {
    const facts = { missing: usable + step - balance, step: usable + step };
    reasons.push({ code: "loyalty.points-missing", facts });
  }
  return reasons;
}

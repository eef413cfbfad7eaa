import type { PointsTerms } from "@tillwright/values";
import { checkWhole } from "./errors.js";
import type { Programme } from "./programme.js";

/**
 * What points may pay of a sale, for pricing; `null` when the programme takes no points or the member has none.
 *
 * @param balance - whole points the member can spend now
 * @param requested - as many as the terms allow, or a number of points at the most
 *
 * @example
 * ```ts
 * import { parseProgramme, pointsTerms } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: {
 *     earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }],
 *     redeem: { pointsPerMajorUnit: 100, step: 100, cap: "50%" },
 *   },
 * });
 * if (!parsed.ok) throw new Error("a bad programme");
 * pointsTerms(parsed.value, 2560, "max")?.step; //=> 100
 * pointsTerms(parsed.value, 0, "max"); //=> null
 * ```
 *
 * @public
 */
export function pointsTerms(
  programme: Programme,
  balance: number,
  requested: number | "max",
): PointsTerms | null {
  checkWhole(balance, 0, "the balance of points");
  if (requested !== "max") checkWhole(requested, 0, "the requested points");
  const redeem = programme.points?.redeem;
  if (redeem === undefined || redeem === null || balance === 0 || requested === 0) return null;
  return Object.freeze({ balance, ...redeem, requested });
}

import type { PointsTerms } from "@tillwright/values";
import { checkWhole } from "./errors.js";
import type { Programme } from "./programme.js";

/**
 * What points may pay of a sale, for pricing; `null` when the programme takes no points or the member has none.
 *
 * @param balance - whole points the member can spend now
 * @param requested - as many as the terms allow, or a number of points at the most
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

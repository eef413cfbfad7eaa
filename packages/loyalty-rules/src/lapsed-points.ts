import type { Entry, Lot, LotId } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";
import { comesFrom } from "./extended-lot.js";
import { memoKind } from "./internal/memo-field.js";
import { isAlive } from "./lots.js";

/** What expiry does to points: by the end of their lot, or because the member did nothing for too long. */
const lapses: readonly string[] = ["points-lapsed", "points-inactive"];

/**
 * Points of a lot that lapsed unspent, from the entries of its account: they are gone, so that a refund does not take them
 * once more. Points that had come back after its end, lived on for some days and then lapsed are among them.
 *
 * @param entries - the entries of the member's account of points
 *
 * @example
 * ```ts
 * import { lapsedPoints } from "@tillwright/loyalty-rules";
 *
 * lapsedPoints([], "S1/points"); //=> 0
 * ```
 *
 * @public
 */
export function lapsedPoints(entries: readonly Entry[], lotId: LotId): number {
  let sum = 0;
  for (const entry of entries) {
    if (entry.kind !== "lapse" && !lapses.includes(memoKind(entry.memo) ?? "")) continue;
    for (const move of entry.lotMoves) {
      if (comesFrom(move.lotId, lotId)) sum -= move.amount;
    }
  }
  return sum;
}

/** Of what a lot was given, what is gone by expiry: what has lapsed, and what will with the next night. */
export function goneOf(
  lotId: LotId | null,
  given: number,
  lots: readonly Lot[],
  lapsed: number,
  at: Instant,
): number {
  const dying = lots
    .filter((lot) => comesFrom(lot.lotId, lotId) && !isAlive(lot.expiresAt, at))
    .reduce((sum, { remaining }) => sum + remaining, 0);
  return Math.min(given, lapsed + dying);
}

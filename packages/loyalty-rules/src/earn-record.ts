import type { Instant, Json, MinorUnits } from "@tillwright/values";
import { fail } from "./errors.js";

/**
 * What a sale earned and what it takes to take a part of it back: kept with the sale, and in the memo of its entry.
 *
 * @public
 */
export type EarnRecord = {
  readonly kind: "points-earned";
  readonly saleId: string;
  /** Hash of the programme that was in force. */
  readonly programme: string;
  /** Points earned, those that paid a debt included. */
  readonly points: number;
  /** Points that went to an older debt. */
  readonly debtPaid: number;
  /** The lot in the points account, or `null` when nothing went there. */
  readonly lotId: string | null;
  /** The instant from which the lot can be spent; until then it is in the account of pending points. `null` for at once. */
  readonly pendingUntil: Instant | null;
  /** The rules and multipliers that held for the member and the day. */
  readonly rules: readonly string[];
  readonly multipliers: readonly string[];
  /** What the sale counts towards a tier, and the instant it leaves the window; `null` when nothing is counted. */
  readonly counted: CountedForTier | null;
};

/**
 * What a sale counts towards a tier.
 *
 * @public
 */
export type CountedForTier = {
  readonly spend: MinorUnits;
  readonly visits: number;
  readonly points: number;
  /** The first instant outside the window; `null` never leaves it. */
  readonly until: Instant | null;
};

function isRecord(memo: Json): memo is Json & EarnRecord {
  return (
    typeof memo === "object" &&
    memo !== null &&
    "kind" in memo &&
    memo["kind"] === "points-earned" &&
    "points" in memo &&
    Number.isSafeInteger(memo["points"]) &&
    Array.isArray(memo["rules"]) &&
    Array.isArray(memo["multipliers"])
  );
}

/**
 * Reads the record from the memo of an earning's entry; throws `loyalty.record-unreadable` when it is none.
 *
 * @example
 * ```ts
 * import { readEarnRecord } from "@tillwright/loyalty-rules";
 *
 * const memo = { kind: "points-earned", saleId: "S1", programme: "sha256:0", points: 45, debtPaid: 0 };
 * const lot = { lotId: "S1/points", pendingUntil: null };
 * readEarnRecord({ ...memo, ...lot, rules: [], multipliers: [], counted: null }).points; //=> 45
 * ```
 *
 * @public
 */
export function readEarnRecord(memo: Json): EarnRecord {
  if (isRecord(memo)) return memo;
  return fail("loyalty.record-unreadable", "the memo is not the record of an earning", {});
}

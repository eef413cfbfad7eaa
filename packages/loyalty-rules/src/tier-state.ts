import type { Lot } from "@tillwright/ledger";
import type { Instant } from "@tillwright/values";

/**
 * A tier with its term.
 *
 * @public
 */
export type TierTerm = {
  readonly tier: string;
  readonly since: Instant;
  /** The first instant after the term; `null` has no end. */
  readonly until: Instant | null;
};

/**
 * Where a member stands. Plain data, to be kept with the member and handed to the next judgement.
 *
 * @public
 */
export type TierState = {
  /** What was earned; `null` without a tier. */
  readonly earned: TierTerm | null;
  /** Whether it was reached in this term: then a refund can take it away again. A tier that was kept is safe. */
  readonly fresh: boolean;
  /** What was held before it was reached. */
  readonly before: TierTerm | null;
  /** A grade that was given for some time, whatever was earned. */
  readonly temporary: TierTerm | null;
};

/**
 * A member's lots of the accounts that count towards a tier, as the journal lists them, expired ones included.
 *
 * @public
 */
export interface TierLots {
  readonly spend: readonly Lot[];
  readonly visits: readonly Lot[];
  readonly points: readonly Lot[];
  /** Paid plans in force; none when absent. */
  readonly plans?: readonly string[];
}

/** A member who was never judged. @public */
export const noTierYet: TierState = Object.freeze({
  earned: null,
  fresh: false,
  before: null,
  temporary: null,
});

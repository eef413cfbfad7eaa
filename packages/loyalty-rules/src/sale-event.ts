import type { Birthday, Instant, LocalDate, MinorUnits, SettledLine } from "@tillwright/values";

/**
 * A tender as loyalty needs it.
 *
 * @public
 */
export interface EventTender {
  readonly tenderId: string;
  /** `cash`, `card`, `stored-value`, `third-party-coupon`, … */
  readonly kind: string;
  /** What it paid of the sale; the lines' shares of it sum to this. */
  readonly amount: MinorUnits;
  /** The part of `amount` that came from the bonus of stored value; 0 for other tenders. */
  readonly bonusPart: MinorUnits;
}

/**
 * A sale that is final.
 *
 * @public
 */
export interface SaleEvent {
  readonly saleId: string;
  readonly at: Instant;
  /** In front of the keys of the commands: the completion's own key. */
  readonly key: string;
  readonly storeId: string;
  readonly channel: string;
  readonly lines: readonly SettledLine[];
  readonly tenders: readonly EventTender[];
}

/**
 * What loyalty needs to know of a member at the instant of an event.
 *
 * @public
 */
export interface MemberStanding {
  readonly memberId: string;
  readonly tier: string | null;
  readonly tags: readonly string[];
  readonly birthday: Birthday | null;
  /** For tier windows that follow the membership year. */
  readonly joinedOn: LocalDate | null;
  /** Points owed: the balance of the member's debt account. */
  readonly debt: number;
}

/**
 * Units of a line that come back: `count` of the run at this index of the line's `runs`.
 *
 * @public
 */
export interface RefundedUnits {
  readonly lineId: string;
  readonly run: number;
  readonly count: number;
}

/**
 * Which command this is part of, and when it happens.
 *
 * @public
 */
export interface CommandContext {
  /** In front of the keys of the commands that come out. */
  readonly key: string;
  readonly at: Instant;
}

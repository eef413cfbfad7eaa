import type { Instant } from "./instant.js";
import type { LocalDate } from "./local-date.js";

/**
 * A benefit a member is entitled to. What it is worth is written in the pricing rules under `promotionId`.
 *
 * @public
 */
export interface Offer {
  readonly offerId: string;
  readonly promotionId: string;
  /** The first instant at which it no longer counts; `null` has no end. */
  readonly validUntil: Instant | null;
}

/**
 * A member's birthday as told; the year is optional, and 29 February stays 29 February.
 *
 * @public
 */
export interface Birthday {
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31, possible in its month. */
  readonly day: number;
  readonly year: number | null;
}

/**
 * What pricing may know of a member: never a name, a phone or another contact.
 *
 * @public
 */
export interface MemberFacts {
  readonly memberId: string;
  /** The tier at the instant of pricing; `null` without one. */
  readonly tier: string | null;
  readonly tags: readonly string[];
  readonly birthday: Birthday | null;
  readonly joinedOn: LocalDate | null;
  /** Completed purchases before this one. */
  readonly purchases: number;
  readonly offers: readonly Offer[];
}

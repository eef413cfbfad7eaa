import type { MinorUnits } from "@tillwright/values";
import type { Condition } from "./condition.js";

/**
 * A discount that somebody at the till asks for (整单折扣, 改价): exactly one of `pay`, `off`, `amount` and `price`.
 *
 * @public
 */
export interface ManualDiscount {
  /** Unique in the basket, and no promotion's. */
  readonly id: string;
  /** The role of who asks. */
  readonly role: string;
  /** The lines it is for; the whole basket where it is missing. */
  readonly lineIds?: readonly string[];
  /** The share that is paid of what is left, such as `88%` (88折). */
  readonly pay?: string;
  /** The share that is taken off. */
  readonly off?: string;
  /** Minor units off all of it together. */
  readonly amount?: MinorUnits;
  /**
   * Minor units that each piece, or the whole of a measured line, is to cost; with `lineIds`. Where it costs less already,
   * nothing changes.
   */
  readonly price?: MinorUnits;
}

/** What one role may give by hand. Each limit that is missing lets everything through. @public */
export interface ManualLimit {
  /**
   * The smallest share of the price that must be left of the goods it is for, counting all manual discounts of the basket
   * together: `70%` for at most 7折.
   */
  readonly pay?: string;
  /** The most that the role may take off one basket. */
  readonly amount?: string;
  /** Whether the role may go below the margin. Default false. */
  readonly belowMargin?: boolean;
}

/**
 * Who may give how much by hand. Without these terms nobody may give anything.
 *
 * @public
 */
export interface ManualTerms {
  /** What manual discounts may touch; every line where it is missing. */
  readonly goods?: Condition;
  readonly roles: Readonly<Record<string, ManualLimit>>;
  /**
   * The share of its price that a line with a known cost must keep as margin: at `10%` a line that costs 9.00 may not go
   * below 10.00; at `0%` not below its cost. Not guarded where it is missing.
   */
  readonly margin?: string;
}

/**
 * A manual discount that was not given, and the roles that could give it.
 *
 * @public
 */
export interface ManualRefusal {
  readonly manualId: string;
  /** The role's limit, the margin, a floor price, a role that may give nothing, or no goods that it may touch. */
  readonly because: "role-limit" | "below-margin" | "below-floor" | "unknown-role" | "no-goods";
  /** Roles that could give it, in the order of their names. */
  readonly roles: readonly string[];
}

import type { MinorUnits } from "@tillwright/values";

/** What can be permitted or forbidden at a till. @public */
export type TillVerb =
  | "sell"
  | "remove-line"
  | "void-sale"
  | "refund"
  | "refund-in-cash"
  | "return-policy"
  | "reverse-sale"
  | "top-up"
  | "paid-in"
  | "paid-out"
  | "drop"
  | "x-report"
  | "close-shift"
  | "close-day";

/**
 * What a role may do: `true` without limit, a number up to that amount (minor units, inclusive), absent not at all.
 *
 * @public
 */
export type RolePermissions = Readonly<Partial<Record<TillVerb, true | MinorUnits>>>;

/** Roles by their name. @public */
export type Roles = Readonly<Record<string, RolePermissions>>;

/** Someone who acts at a till. @public */
export interface Actor {
  readonly operatorId: string;
  readonly role: string;
}

import type { ExtensionName } from "./extension.js";

/** One value, or any of several. @public */
export type OneOrMore<Value> = Value | readonly Value[];

/** A range of whole numbers or amounts; both ends are included. @public */
export interface AtLeastAtMost<Value> {
  readonly atLeast?: Value;
  readonly atMost?: Value;
}

/** Conditions on a line of goods, for `goods`. Each object has exactly one key. @public */
export type GoodsLeaf =
  | { readonly product: OneOrMore<string> }
  | { readonly department: OneOrMore<string> }
  | { readonly category: OneOrMore<string> }
  | { readonly brand: OneOrMore<string> }
  | { readonly tag: OneOrMore<string> }
  /** Shelf price of one piece; goods by measure have none. */
  | { readonly price: AtLeastAtMost<string> }
  | {
      readonly attribute: {
        readonly name: string;
        readonly is: OneOrMore<string | number | boolean>;
      };
    };

/** Conditions on the basket, its member and the moment, for `when`. Each object has exactly one key. @public */
export type BasketLeaf =
  | { readonly member: "any" | "none" }
  | { readonly tier: OneOrMore<string> }
  | { readonly memberTag: OneOrMore<string> }
  /** 1 is Monday, 7 is Sunday, in the store's zone. */
  | { readonly weekday: OneOrMore<number> }
  /** Day of the month in the store's zone, 1 to 31. */
  | { readonly dayOfMonth: OneOrMore<number> }
  /** Hours of the store's day, `from` included and `until` not; may pass midnight. */
  | { readonly daily: { readonly from: string; readonly until: string } }
  /** Days of the store's calendar, the last one included. */
  | { readonly dates: { readonly from?: string; readonly through?: string } }
  /** Instants with an offset, `from` included and `until` not. */
  | { readonly window: { readonly from?: string; readonly until?: string } }
  | { readonly channel: OneOrMore<string> }
  /** How the customer says to pay; does not hold while that is not known. */
  | { readonly tender: OneOrMore<string> }
  | { readonly store: OneOrMore<string> }
  | { readonly birthday: BirthdayCondition }
  /** The day the member joined, in the calendar; the last day is included. */
  | { readonly joinedOn: { readonly from?: string; readonly through?: string } }
  /** Completed purchases of the member before this one; 0 for the first purchase. */
  | { readonly purchases: AtLeastAtMost<number> }
  /** Pieces of J; measured goods count none. */
  | { readonly quantity: AtLeastAtMost<number> }
  /** Deal amount of J. */
  | { readonly amount: AtLeastAtMost<string> };

/**
 * Whether the store's day is in the member's birthday day, week (Monday to Sunday) or month.
 *
 * Who was born on 29 February has the whole of February as month; for `day` and `week` in a common year `leapDay` says which
 * day counts, and `leap-years-only` that none does. Default `02-28`.
 *
 * @public
 */
export type BirthdayCondition =
  | "day"
  | "week"
  | "month"
  | {
      readonly scope: "day" | "week" | "month";
      readonly leapDay?: "02-28" | "03-01" | "leap-years-only";
    };

/** A condition of a vendor, under its name with a colon. @public */
export interface ExtensionLeaf {
  readonly [key: ExtensionName]: unknown;
}

/**
 * A condition: a leaf, or conditions joined by `all`, `any` and `not`.
 *
 * `goods` takes leaves about a line, `when` leaves about the basket; neither takes the other's.
 *
 * @public
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | GoodsLeaf
  | BasketLeaf
  | ExtensionLeaf;

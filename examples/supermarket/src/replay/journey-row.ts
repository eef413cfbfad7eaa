import type { MinorUnits } from "@tillwright/values";

/** The columns of the transactions file that a sale needs, in the words of the file. */
export const COLUMNS = [
  "household_id",
  "store_id",
  "basket_id",
  "product_id",
  "quantity",
  "sales_value",
  "retail_disc",
  "coupon_disc",
  "coupon_match_disc",
  "week",
  "transaction_ts_local",
  "transaction_ts_utc",
] as const;

/** The names of the columns. */
export type Column = (typeof COLUMNS)[number];

/** A row as it stands in the file: text, and the line it begins on. */
export interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

/** A row that is goods sold. Amounts are cents of the whole line. */
export interface JourneyRow {
  readonly line: number;
  readonly basketId: string;
  readonly householdId: string;
  readonly storeId: string;
  readonly productId: string;
  readonly quantity: number;
  /** Sales value, loyalty card discount and coupon match together. */
  readonly shelf: MinorUnits;
  readonly loyaltyDiscount: MinorUnits;
  readonly couponMatch: MinorUnits;
  readonly manufacturerCoupon: MinorUnits;
  readonly at: number;
}

/** Why a row, or a part of it, is in no sale. */
export type ListedReason =
  | "broken-line"
  | "not-an-amount"
  | "not-a-quantity"
  | "not-a-time"
  | "discount-below-zero"
  | "quantity-zero"
  | "coupon-above-due";

/** A row, or a part of one, that is in no sale: told to the reader, and counted in the check. */
export interface ListedRow {
  readonly line: number;
  readonly reason: ListedReason;
  readonly detail: string;
  /** Decimal text as in the file; what is missing from the books because of it. */
  readonly salesValue: string;
  readonly loyaltyDiscount: string;
  readonly couponMatch: string;
  readonly manufacturerCoupon: string;
}

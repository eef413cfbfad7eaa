import type { MinorUnits } from "@tillwright/values";
import type { Expiry, ReturnedAfterExpiry } from "./programme.js";

/** What is printed and shown, in both languages. @public */
export type Label = Readonly<Record<"zh-CN" | "en", string>>;

/**
 * A kind of coupon. What it is worth is written in the pricing rules under `promotionId`.
 *
 * @public
 */
export interface CouponTemplate {
  readonly id: string;
  readonly name: Label;
  readonly promotionId: string;
  /** From the day it is issued. */
  readonly validity: Expiry;
  /** How long a held or paying sale keeps it; then it is free again by itself. */
  readonly lockMinutes: number;
  /** What happens to one that a refund gives back after its end. */
  readonly returnedAfterExpiry: ReturnedAfterExpiry;
}

/**
 * A service on a punch card (次卡) or package.
 *
 * @public
 */
export interface PunchService {
  readonly service: string;
  /** How often it can be used, gifts included. */
  readonly uses: number;
  /** What one use costs without a card: the weight of the service in the package, and what a refund may count. */
  readonly single: MinorUnits;
}

/**
 * A punch card or package as it is sold.
 *
 * @public
 */
export interface PunchCardTemplate {
  readonly id: string;
  readonly name: Label;
  readonly price: MinorUnits;
  readonly services: readonly PunchService[];
  readonly validity: Expiry;
}

/** Days around a birthday that count as it, the birthday itself included: at most 182 on each side. @public */
export interface BirthdayWindow {
  readonly before: number;
  readonly after: number;
}

/** A present in the time around a birthday (生日礼金), once a year. @public */
export interface BirthdayGift {
  readonly scope: "day" | "week" | "month";
  /** With `scope` `"day"`; the day alone when absent. */
  readonly window?: BirthdayWindow;
  /** When those are congratulated who were born on 29 February, in other years; `null` only in leap years. */
  readonly leapDay: "02-28" | "03-01" | null;
  readonly points: number;
  /** Ids of coupon templates. */
  readonly coupons: readonly string[];
}

/** What a recommendation brings (老带新), when the new member's first sale is final. @public */
export interface ReferralRules {
  /** The least that the first sale must come to. */
  readonly minimum: MinorUnits;
  readonly referrer: { readonly points: number; readonly coupons: readonly string[] };
  readonly referred: { readonly points: number; readonly coupons: readonly string[] };
}

/** What a new member is given once. @public */
export interface JoinGift {
  readonly points: number;
  /** Ids of coupon templates. */
  readonly coupons: readonly string[];
  readonly promotions: readonly { readonly promotionId: string; readonly days: number | null }[];
}

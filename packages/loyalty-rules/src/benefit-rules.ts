import type { MinorUnits } from "@tillwright/values";
import type { Label } from "./gift-rules.js";
import type { GoodsCondition } from "./programme.js";

/** What every benefit says of itself. @public */
export interface BenefitFields {
  readonly id: string;
  readonly name: Label;
  /** What one use of it costs the shop, for reports; `null` when only the use itself tells. */
  readonly cost: MinorUnits | null;
}

/**
 * What a tier or a plan brings. What a rate or a price is worth is written in the pricing rules under `promotion`.
 *
 * @public
 */
export type Benefit =
  /** A discount on everything, or prices of certain goods. */
  | (BenefitFields & { readonly kind: "rate" | "prices"; readonly promotion: string })
  /** Goods that only those with a benefit like this may buy. */
  | (BenefitFields & { readonly kind: "exclusive"; readonly goods: GoodsCondition })
  /** Points and coupons with the birthday present (生日礼金). */
  | (BenefitFields & {
      readonly kind: "birthday";
      readonly points: number;
      readonly coupons: readonly string[];
    })
  /** A course, a parcel sent home, an invitation to an event, somebody who looks after the member. */
  | (BenefitFields & { readonly kind: "service" | "invitation" | "manager" });

/**
 * A membership that is paid for, for some months.
 *
 * @public
 */
export interface PaidPlan {
  readonly id: string;
  readonly name: Label;
  readonly price: MinorUnits;
  readonly months: number;
  /** How many days before its end the next term can be paid; it begins when the running one ends. */
  readonly renewalDays: number;
  readonly benefits: readonly Benefit[];
  /** Benefits of which the member chooses so many when paying (按需会员); `null` for none. */
  readonly choice: { readonly count: number; readonly from: readonly Benefit[] } | null;
}

/**
 * A shop with books of its own that gives and takes the points of this programme.
 *
 * @public
 */
export interface Partner {
  readonly id: string;
  readonly name: Label;
  /** Its stores; all others belong to the house. */
  readonly stores: readonly string[];
}

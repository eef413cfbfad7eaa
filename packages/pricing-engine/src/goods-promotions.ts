import type { Condition } from "./condition.js";
import type { PromotionTerms, ThresholdBase } from "./rules-document.js";

/** What a percentage is taken of: what is left by now, or the shelf price (原价); what is left is never passed. @public */
export type RateBase = "running" | "list";

/** A rate off each piece of J. @public */
export interface PercentOffPromotion extends PromotionTerms {
  readonly kind: "percent-off";
  /** Default `running`. `list` needs a lane after the item promotions. */
  readonly base?: RateBase;
  readonly pay?: string;
  readonly off?: string;
}

/** An amount off each piece of J, down to nothing at the most. @public */
export interface AmountOffPromotion extends PromotionTerms {
  readonly kind: "amount-off";
  readonly off: string;
}

/** A price for each piece of J that costs more. @public */
export interface FixedPricePromotion extends PromotionTerms {
  readonly kind: "fixed-price";
  readonly price: string;
}

/** The amount off a line that came with it under the promotion's id, up to what is left of the line. @public */
export interface OfferedAmountPromotion extends PromotionTerms {
  readonly kind: "offered-amount";
}

/**
 * 第N件: of each N pieces of J, dearest first, the last pays `pay`. Or a list of shares, one for each piece in turn, given
 * once unless `repeat` is true.
 *
 * @public
 */
export interface NthItemPromotion extends PromotionTerms {
  readonly kind: "nth-item";
  readonly nth?: number;
  readonly pay?: string;
  readonly off?: string;
  /** The share each piece in turn pays: `["100%", "50%", "30%"]`. In place of `nth`. */
  readonly rates?: readonly string[];
  readonly repeat?: boolean;
  /** Groups in one basket at the most. */
  readonly atMost?: number;
}

/**
 * 买N送M.
 *
 * In the basket (the default): of each N + M pieces of J the M cheapest are free, or with `"free": "dearest"` the M dearest.
 * Blocks are cut from dear to cheap.
 *
 * With `getGoods` there are two pools: for each N pieces of J, M pieces of `getGoods` are free, or pay `pay`; those that save
 * most. A piece in both pools goes where the sets save most.
 *
 * With `"mode": "add-on"` nothing in the basket is free: for each N pieces of a product of J that are paid, M more of the
 * product are handed out as gifts; with `gift` the pieces of all of J count together, and that product is handed out.
 *
 * @public
 */
export interface BuyGetPromotion extends PromotionTerms {
  readonly kind: "buy-n-get-m";
  readonly buy: number;
  readonly get: number;
  readonly mode?: "in-basket" | "add-on";
  readonly free?: "cheapest" | "dearest";
  readonly getGoods?: Condition;
  /** The share that pieces of `getGoods` pay; `0%` where it is missing. */
  readonly pay?: string;
  readonly gift?: GiftOption;
  /** Groups in one basket at the most. */
  readonly atMost?: number;
}

/** A product that may be handed out, and what one piece is worth when a refund asks for it back and it is not there. @public */
export interface GiftOption {
  readonly product: string;
  readonly value: string;
}

/**
 * 加价购, 换购: from `amount` of J on, pieces of `addOn` may be had at `price` each; those of `addOn` do not count towards the
 * amount. Each such piece is taken like one of any other item promotion, so it is never reduced twice.
 *
 * @public
 */
export interface AddOnPricePromotion extends PromotionTerms {
  readonly kind: "add-on-price";
  readonly amount: string;
  readonly addOn: Condition;
  readonly price: string;
  /** Whether each full `amount` gives the right anew (每满). Default false. */
  readonly every?: boolean;
  /** Pieces that each right stands for. Default 1. */
  readonly pieces?: number;
  /** Pieces in one basket at the most. */
  readonly atMost?: number;
}

/**
 * A gift from an amount or a number of pieces of J on: the customer has `pieces` of one of `gifts`. It costs nothing, stands in
 * the result's `gifts`, and is worked out anew each time the basket is priced.
 *
 * @public
 */
export interface GiftPromotion extends PromotionTerms {
  readonly kind: "gift";
  readonly amount?: string;
  readonly count?: number;
  readonly counts?: ThresholdBase;
  /** Whether each full `amount` and `count` gives it anew. Default false. */
  readonly every?: boolean;
  /** Products to choose from; the basket's `choices` say which. One product needs no choice. */
  readonly gifts: readonly GiftOption[];
  /** Pieces handed out each time. Default 1. */
  readonly pieces?: number;
  /** Times in one basket at the most. */
  readonly atMost?: number;
}

/** N元任选M件: any M pieces of J for a price; a set that would cost more is left as it is. @public */
export interface PickPromotion extends PromotionTerms {
  readonly kind: "pick-m-for-price";
  readonly pieces: number;
  readonly price: string;
  /** Sets in one basket at the most. */
  readonly atMost?: number;
}

/** 组合价, 套餐: pieces of each part together for a price; sets that would cost more are left as they are. @public */
export interface BundlePromotion extends PromotionTerms {
  readonly kind: "bundle";
  /** What a set is made of; a piece that several parts would take goes where the sets save most. */
  readonly parts: readonly { readonly goods: Condition; readonly pieces: number }[];
  readonly price: string;
  /** Sets in one basket at the most. */
  readonly atMost?: number;
}

import type { CurrencyCode } from "@tillwright/values";
import type { Condition } from "./condition.js";
import type { ExtensionName } from "./extension.js";
import type { Fee } from "./fee.js";
import type {
  AddOnPricePromotion,
  AmountOffPromotion,
  BundlePromotion,
  BuyGetPromotion,
  FixedPricePromotion,
  GiftPromotion,
  NthItemPromotion,
  OfferedAmountPromotion,
  PercentOffPromotion,
  PickPromotion,
  RateBase,
} from "./goods-promotions.js";
import type { ManualTerms } from "./manual-discount.js";
import type { Objective } from "./objective.js";
import type { PriceFloor } from "./price-floor.js";
import type { Lane } from "./priced-basket.js";
import type { PurchaseGate } from "./purchase-gate.js";
import type { TaxTerms } from "./tax.js";

/**
 * How an absolute price (会员价, 限时价) and a member's rate meet on the same goods.
 *
 * `lowest` takes what is best for the customer, `priority` ignores the rate where an absolute price exists, `stack` applies
 * the rate on top of it.
 *
 * @public
 */
export type PricePolicy = "lowest" | "priority" | "stack";

/**
 * How the promotions of one group get along: `best-of`, only the one that serves the objective best (a gift counts its value);
 * `exclusive`, only the first that gives anything, in the order of lane, priority and id; `compound`, all of them, one on top
 * of the other. Promotions without a group always compound.
 *
 * @public
 */
export type Stacking = "best-of" | "exclusive" | "compound";

/**
 * A price as people write it: `"9.90"` for one piece, or per a measure or a number of pieces.
 *
 * @public
 */
export type PriceText = string | { readonly price: string; readonly per?: string };

/** A share that is paid or taken off: `"88%"`, never a bare number. Exactly one of the two is given. @public */
export type RateTerm =
  | { readonly pay: string; readonly off?: never }
  | { readonly off: string; readonly pay?: never };

/**
 * What every promotion states, whatever its kind.
 *
 * @public
 */
export interface PromotionTerms {
  /** Unique within the document. */
  readonly id: string;
  /** For people; `id` is shown where it is missing. */
  readonly name?: string;
  /** Where it runs when that is not the lane of its kind. */
  readonly lane?: Lane;
  /** Higher goes first among those of one lane, and wins ties. Default 0. */
  readonly priority?: number;
  /** How promotions of one group get along is said by the document's `stacking`; by default only the best applies. */
  readonly group?: string;
  /** Applies only to a member who holds an offer for it, or when one of `codes` was entered. */
  readonly needs?: "offer" | "code";
  /** Codes that open it; with `"needs": "code"`. Capitals and blanks around a code do not matter. */
  readonly codes?: readonly string[];
  /** What must hold of the basket. */
  readonly when?: Condition;
  /** Which lines take part (J); every line where it is missing. */
  readonly goods?: Condition;
  /**
   * How often it may be used, over all sales: by one member (who is not known may not use it), by everybody, or until it
   * has given that much. Counts come with the basket's `usage`; what a sale uses stands in the result's `claims`, as
   * `times` of the promotion and its amount. A sale that begins below the limits is not cut short by them, so the last one
   * may pass a budget.
   */
  readonly limits?: {
    readonly perMember?: number;
    readonly total?: number;
    readonly budget?: string;
  };
  /** A price that this promotion takes no unit below; a unit that costs less already is left alone. */
  readonly floor?: PriceText;
  /**
   * Who pays for it: one name, or the share of each, such as `{ "brand": "60%", "shop": "40%" }`, which come to 100%. Each
   * amount off a line is then shared by itself. Default `shop`.
   */
  readonly fundedBy?: string | Readonly<Record<string, string>>;
}

/** 会员价: an absolute price per product, for all members or by tier. @public */
export interface MemberPricePromotion extends PromotionTerms {
  readonly kind: "member-price";
  /** By product, for every member. */
  readonly prices?: Readonly<Record<string, PriceText>>;
  /** By tier, then by product. */
  readonly byTier?: Readonly<Record<string, Readonly<Record<string, PriceText>>>>;
  /** Pieces one member may have at this price, over all sales. */
  readonly piecesPerMember?: number;
}

/** 限时价: an absolute price per product while `during` holds. @public */
export interface FlashPricePromotion extends PromotionTerms {
  readonly kind: "flash-price";
  readonly prices: Readonly<Record<string, PriceText>>;
  /** Half-open windows; each part that is given must hold. Hours and dates are the store's. */
  readonly during: FlashWindow;
  /** Pieces one member may have at this price, over all sales. */
  readonly piecesPerMember?: number;
}

/** When a flash price counts. @public */
export interface FlashWindow {
  /** Instants with an offset, `from` included and `until` not. */
  readonly from?: string;
  readonly until?: string;
  /** Hours of each day, `from` included and `until` not. */
  readonly daily?: { readonly from: string; readonly until: string };
}

/** The price of the whole line that came with it under the list's name; never above the shelf price. @public */
export interface PriceListPromotion extends PromotionTerms {
  readonly kind: "price-list";
  readonly list: string;
}

/** 会员折扣, 会员日: a rate on the shelf price, or one per tier. @public */
export interface MemberRatePromotion extends PromotionTerms {
  readonly kind: "member-rate";
  readonly pay?: string;
  readonly off?: string;
  /** The share each tier pays. */
  readonly byTier?: Readonly<Record<string, string>>;
}

/** The most that an order promotion takes off one basket. @public */
export interface CapTerm {
  readonly cap?: string;
}

/** What a threshold counts: `deal` is the price before item promotions, `running` what is left by now. Default `deal`. @public */
export type ThresholdBase = "deal" | "running";

/** 满减: from `amount` of J on, `off` is taken off once. @public */
export interface ThresholdPromotion extends PromotionTerms, CapTerm {
  readonly kind: "threshold";
  readonly amount: string;
  readonly off: string;
  readonly counts?: ThresholdBase;
}

/** 每满减: `off` for each full `amount` of J. @public */
export interface EveryPromotion extends PromotionTerms, CapTerm {
  readonly kind: "every";
  readonly amount: string;
  readonly off: string;
  /** Rounds at the most. */
  readonly atMost?: number;
  readonly counts?: ThresholdBase;
}

/** 阶梯满减: only the highest step reached counts. @public */
export interface StepsPromotion extends PromotionTerms, CapTerm {
  readonly kind: "steps";
  readonly steps: readonly { readonly amount: string; readonly off: string }[];
  readonly counts?: ThresholdBase;
}

/** 满折: from an amount or a number of pieces of J on, a rate on all of J, rounded half-up on the total. @public */
export interface ThresholdRatePromotion extends PromotionTerms, CapTerm {
  readonly kind: "threshold-rate";
  /** What the rate is a rate of. Default `running`. */
  readonly base?: RateBase;
  readonly amount?: string;
  readonly pieces?: number;
  readonly pay?: string;
  readonly off?: string;
  readonly counts?: ThresholdBase;
}

/**
 * A promotion of a vendor's kind, whose name has a colon. What further fields it has is the kind's own matter.
 *
 * @public
 */
export interface ExtensionPromotion extends PromotionTerms {
  readonly kind: ExtensionName;
  readonly [field: string]: unknown;
}

/**
 * One promotion. `kind` decides which further fields it has.
 *
 * @public
 */
export type Promotion =
  | MemberPricePromotion
  | FlashPricePromotion
  | PriceListPromotion
  | MemberRatePromotion
  | PercentOffPromotion
  | AmountOffPromotion
  | FixedPricePromotion
  | OfferedAmountPromotion
  | NthItemPromotion
  | BuyGetPromotion
  | AddOnPricePromotion
  | GiftPromotion
  | PickPromotion
  | BundlePromotion
  | ThresholdPromotion
  | EveryPromotion
  | StepsPromotion
  | ThresholdRatePromotion
  | ExtensionPromotion;

/**
 * A rule document as people write it: money as decimal strings, shares with a per cent sign. `parseRules` of the `/parse`
 * entry makes one from outside data; `compile` makes an engine of it.
 *
 * @public
 */
export interface RulesDocument {
  readonly format: "tillwright.rules/1";
  readonly currency: CurrencyCode;
  /** Default `lowest`. */
  readonly pricePolicy?: PricePolicy;
  /** What is best where promotions compete. Default `customer-best`. */
  readonly objective?: Objective;
  /** Order of the lanes; those of the default order where it is missing. */
  readonly lanes?: readonly Lane[];
  /** How the promotions of a group get along. Default `best-of`. */
  readonly stacking?: Readonly<Record<string, Stacking>>;
  /** Groups that exclude each other: of the groups in one list only one gives anything, the best for the customer. */
  readonly exclusions?: readonly (readonly string[])[];
  readonly promotions: readonly Promotion[];
  /** Prices that no promotion takes a unit below. */
  readonly floors?: readonly PriceFloor[];
  /** Who may buy what. */
  readonly gates?: readonly PurchaseGate[];
  /** What may be given by hand; nothing where it is missing. */
  readonly manual?: ManualTerms;
  /** What is charged beside the goods; their order changes nothing. */
  readonly fees?: readonly Fee[];
  /** Without it nothing is said of tax, and every `tax` is 0. */
  readonly tax?: TaxTerms;
}

import type { CurrencyCode, Instant, MinorUnits } from "@tillwright/values";
import type { ExtensionName } from "./extension.js";
import type { ManualRefusal } from "./manual-discount.js";
import type { Objective } from "./objective.js";
import type { PricedFee, PricedTax } from "./priced-charges.js";
import type { BarredLine } from "./purchase-gate.js";
import type { PricedReturn } from "./returned-line.js";

/** A step of pricing, in its default order; or a vendor's own, whose name has a colon. @public */
export type Lane =
  | "unit-price"
  | "item"
  | "order"
  | "coupon"
  | "manual"
  | "points"
  | "fee"
  | "tax"
  | ExtensionName;

/**
 * What one promotion took off one line.
 *
 * @public
 */
export interface LineAdjustment {
  readonly promotionId: string;
  readonly lane: Lane;
  /** Taken off the whole line; never negative. */
  readonly amount: MinorUnits;
  /** `shop`, or the brand or platform that pays for it. */
  readonly fundedBy: string;
}

/**
 * Equal units of a line, with the figures of ONE of them. A measured line is a single run of one.
 *
 * @public
 */
export interface PricedRun {
  readonly count: number;
  readonly list: MinorUnits;
  readonly deal: MinorUnits;
  readonly paid: MinorUnits;
  readonly tax: MinorUnits;
  /** The part that points pay. */
  readonly pointsOffset: MinorUnits;
  /** Whole points pinned to one unit. */
  readonly points: number;
  /** The item promotion that took these units, whether or not it lowered their price; `null` when none did. */
  readonly takenBy: string | null;
}

/**
 * A line with its price from the shelf to what is owed.
 *
 * @public
 */
export interface PricedLine {
  readonly lineId: string;
  readonly list: MinorUnits;
  /** After member, price-list and time-limited prices, before promotions. */
  readonly deal: MinorUnits;
  /** After every discount, points included; tax included where prices include it. */
  readonly paid: MinorUnits;
  /** Contained in `paid` where prices include tax; otherwise owed beside it. */
  readonly tax: MinorUnits;
  /** The tax class it fell under; missing where no tax concerns it. */
  readonly taxId?: string;
  readonly pointsOffset: MinorUnits;
  readonly adjustments: readonly LineAdjustment[];
  /** The counts sum to the pieces, and each figure times count to the line's. */
  readonly runs: readonly PricedRun[];
}

/**
 * A promotion that gave something; gifts are worth no amount off.
 *
 * @public
 */
export interface AppliedPromotion {
  readonly promotionId: string;
  readonly lane: Lane;
  /** Groups, rounds or goods it applied to. */
  readonly times: number;
  readonly amount: MinorUnits;
  readonly fundedBy: string;
}

/**
 * Gifts that the customer has from this basket, beside its lines. A refund asks for those back that what is kept no longer
 * gives; `value` is what one piece is worth where it does not come back.
 *
 * @public
 */
export interface GrantedGift {
  readonly promotionId: string;
  /** `null` while the customer has not chosen among `options`. */
  readonly productId: string | null;
  readonly count: number;
  /** Minor units of one piece; 0 while nothing is chosen. */
  readonly value: MinorUnits;
  /** The products to choose from. */
  readonly options: readonly string[];
}

/**
 * What a limit has to be charged with when the sale completes.
 *
 * @public
 */
export interface UsageClaim {
  readonly promotionId: string;
  readonly uses: number;
  /** The discount, and the value of gifts. */
  readonly amount: MinorUnits;
}

/**
 * A basket with its prices, and the configuration that made them.
 *
 * @public
 */
export interface PricedBasket {
  readonly version: 1;
  readonly currency: CurrencyCode;
  readonly at: Instant;
  /** Content hash of the compiled rules. */
  readonly configuration: string;
  readonly lines: readonly PricedLine[];
  /** In order of lane, then of promotion id. */
  readonly applied: readonly AppliedPromotion[];
  /** In order of their ids. */
  readonly fees: readonly PricedFee[];
  /** In the order of the rules; every class that concerns some goods. */
  readonly taxes: readonly PricedTax[];
  /** Whether `paid` contains the tax everywhere. */
  readonly taxIncluded: boolean;
  /** What came back with the basket, and what is given for it. */
  readonly returned: readonly PricedReturn[];
  readonly points: { readonly used: number; readonly amount: MinorUnits } | null;
  readonly claims: readonly UsageClaim[];
  /** In the order of the promotions. */
  readonly gifts: readonly GrantedGift[];
  /** Lines that may not be bought, by gate. */
  readonly barred: readonly BarredLine[];
  /** Manual discounts that were not given. */
  readonly refusals: readonly ManualRefusal[];
  readonly totals: {
    readonly list: MinorUnits;
    readonly deal: MinorUnits;
    /** `list - paid` of the lines, points included. */
    readonly discount: MinorUnits;
    /** What the fees cost. */
    readonly fees: MinorUnits;
    /** Of lines and fees. */
    readonly tax: MinorUnits;
    /** Money for what came back. */
    readonly returned: MinorUnits;
    /**
     * What the customer owes, before rounding of the cash part: paid and fees, tax where it is added, less what came back.
     * Below zero it is money to the customer.
     */
    readonly due: MinorUnits;
  };
  /** Whether the item promotions are the best combination, and a bound when it is not proven. */
  readonly certificate: {
    /** What was looked for. */
    readonly objective: Objective;
    /** Whether it is proven that no other combination of the item promotions serves the objective better. */
    readonly optimal: boolean;
    /** No combination of the item promotions that the objective may choose takes off more than this. */
    readonly upperBound: MinorUnits;
    /**
     * How far the answer may be from the best, 0 when it is proven: for `customer-best` what more could be saved, for
     * `merchant-priority` what more the promotions of one priority could save, for `least-cost` what less the shop could pay.
     */
    readonly gap: MinorUnits;
    /** What is proven: `item-promotions-before-rounding`. */
    readonly scope: string;
    /**
     * `every-choice` when each choice among the promotions of groups was priced, `one-by-one` when there were too many and the
     * groups were settled in turn.
     */
    readonly groups: "every-choice" | "one-by-one";
  };
}

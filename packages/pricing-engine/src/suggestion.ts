import type { MinorUnits, Reason } from "@tillwright/values";
import type { BasketLine } from "./basket.js";

/**
 * Something that the customer may add and is better off with. All figures are those of the changed basket as the engine prices
 * it, without points.
 *
 * @public
 */
export interface Suggestion {
  /**
   * `goods`: pieces of goods that were offered, in the basket or named to `suggest`. `amount`: any goods of a promotion, at this
   * price together; with a minor unit less the promotion gives no more than it does.
   */
  readonly kind: "goods" | "amount";
  /** The lines to add. For `amount` a stand-in: goods that take part, at the price to reach. */
  readonly add: readonly BasketLine[];
  /** What the added goods cost by themselves, at list price. */
  readonly value: MinorUnits;
  readonly dueBefore: MinorUnits;
  readonly dueAfter: MinorUnits;
  /** `dueAfter - dueBefore`: what the addition costs in the end; below zero the customer pays less with it than without. */
  readonly cost: MinorUnits;
  /** What is saved more than before: discounts, gifts at their value, and fees that fall away. Always above zero. */
  readonly benefit: MinorUnits;
  /** The promotions that give more than before, or for the first time. */
  readonly promotions: readonly { readonly promotionId: string; readonly more: MinorUnits }[];
  /** For `renderReason` with `suggestZhCN` or `suggestEn`. */
  readonly reason: Reason;
}

/**
 * What was found, and whether everything was tried.
 *
 * @public
 */
export interface Suggestions {
  /** Cheapest first by `cost`, then by `benefit`. */
  readonly suggestions: readonly Suggestion[];
  /** Whether every addition was priced; `false` when the budget ran out first. */
  readonly complete: boolean;
  readonly pricings: number;
}

/**
 * What may be suggested, and how much it may cost to find out.
 *
 * @public
 */
export interface SuggestOptions {
  /** Goods that could be added, each as a line of one piece; the goods of the basket are tried without being named. */
  readonly candidates?: readonly BasketLine[];
  /** Pieces of one candidate at the most. @defaultValue 3 */
  readonly atMostPieces?: number;
  /** Whether two different candidates together are tried as well, as a 组合价 may need. @defaultValue true */
  readonly pairs?: boolean;
  /** Suggestions at the most. @defaultValue 5 */
  readonly limit?: number;
  /** Pricings at the most. @defaultValue 1000 */
  readonly budget?: number;
}

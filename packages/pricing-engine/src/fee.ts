import type { Condition } from "./condition.js";
import type { ThresholdBase } from "./rules-document.js";

/**
 * What a fee is for. Only `deposit` changes how it is treated: it is never taxed unless it names a tax, no discount sees
 * it, and it comes back whole with the goods.
 *
 * @public
 */
export type FeeKind = "service" | "packaging" | "delivery" | "deposit";

/**
 * A fee that stands beside the goods: 服务费, 包装费, 配送费, 押金.
 *
 * Exactly one of `amount`, `perPiece` and `rate` says how much. It is charged when there are goods that it concerns, `when`
 * holds, and `freeFrom` is not reached.
 *
 * @public
 */
export interface Fee {
  /** Unique among the fees and the promotions of the document. */
  readonly id: string;
  readonly kind: FeeKind;
  /** For people; `id` is shown where it is missing. */
  readonly name?: string;
  /** Charged once a basket. */
  readonly amount?: string;
  /** Charged for each piece of the goods; what is weighed has no pieces. */
  readonly perPiece?: string;
  /** A share of what the goods cost, rounded half-up once for all of them: `"10%"`. */
  readonly rate?: string;
  /** What `rate` is a share of: `running` is the price when the fee lane comes, `deal` the price before promotions. Default `running`. */
  readonly of?: ThresholdBase;
  /** What must hold of the basket; conditions on quantity and amount count `goods`. */
  readonly when?: Condition;
  /** Which lines it concerns; every line where it is missing. */
  readonly goods?: Condition;
  /** Nothing is charged once the goods come to this amount; the threshold is inclusive. */
  readonly freeFrom?: string;
  /** What `freeFrom` counts. Default `deal`. */
  readonly counts?: ThresholdBase;
  /** The class of `tax` it falls under; where it is missing the class is found as for goods of the department `fee`. */
  readonly taxId?: string;
  /**
   * Whether discounts see it: then it is goods of the department `fee` with its id as product, thresholds count it, and
   * discounts and points may lower it. Default: it stands outside of all discounts.
   */
  readonly discounted?: boolean;
  /** Whether its shares go back with the goods when they are returned. Default: a deposit does, other fees do not. */
  readonly comesBack?: boolean;
}

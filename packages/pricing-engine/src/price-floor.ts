import type { Condition } from "./condition.js";
import type { PriceText } from "./rules-document.js";

/**
 * A price that no promotion of the document takes a unit of the goods below. Goods that cost less already stay as they are;
 * points are a way to pay and not held back. Of several floors the highest counts.
 *
 * @public
 */
export interface PriceFloor {
  /** Every line where it is missing. */
  readonly goods?: Condition;
  /** Of one piece, or per a measure; a fraction of a minor unit is rounded up. */
  readonly price: PriceText;
}

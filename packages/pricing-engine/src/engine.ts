import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "./basket.js";
import type { PricedBasket } from "./priced-basket.js";

/**
 * A compiled rule set.
 *
 * @public
 */
export interface PricingEngine {
  /** Content hash of the rules it was compiled from. */
  readonly configuration: string;
  readonly price: (basket: Basket) => PricedBasket;
}

/**
 * How the amount due is rounded when it is paid in cash (抹零): 抹分 is `down` to 10 fen, 抹角 `down` to 100.
 *
 * @public
 */
export interface DueRounding {
  /** Minor units: 10 for 角, 100 for 元. */
  readonly multiple: MinorUnits;
  readonly mode: "down" | "half-up";
}

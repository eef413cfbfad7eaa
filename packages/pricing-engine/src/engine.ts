import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "./basket.js";
import type { PricingExtension } from "./extension.js";
import type { Objective } from "./objective.js";
import type { PricedBasket } from "./priced-basket.js";
import type { RulesDocument } from "./rules-document.js";

/** What one call of `price` may ask for. @public */
export interface PriceOptions {
  /** In place of the document's; it stands in the result's certificate, so that the same price can be made again. */
  readonly objective?: Objective;
}

/**
 * A compiled rule set.
 *
 * @public
 */
export interface PricingEngine {
  /** Content hash of the rules it was compiled from. */
  readonly configuration: string;
  /** The document it was compiled from. */
  readonly rules: RulesDocument;
  /** The extensions it was compiled with. */
  readonly extensions: readonly PricingExtension[];
  /**
   * Prices a basket. The order of its lines changes nothing, and what comes back are plain data that share nothing with it.
   *
   * Throws `pricing.bad-basket` for what no till can have made: amounts that are not whole or below zero, an id that occurs
   * twice, a price per gram for pieces, a currency that is not the rules'.
   */
  readonly price: (basket: Basket, options?: PriceOptions) => PricedBasket;
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

import type { MinorUnits } from "@tillwright/values";
import type { BasketConditionKind, GoodsConditionKind } from "./condition-kind.js";
import type { RunningBasket } from "./effect.js";
import type { Lane } from "./priced-basket.js";
import type { PromotionKind } from "./promotion-kind.js";

/** A name of a vendor's: its own word, a colon, and what it names. No built-in name has a colon. @public */
export type ExtensionName = `${string}:${string}`;

/**
 * A lane of a vendor: a step of pricing at its own place. Promotions of kinds that name it run in it; then `give`.
 *
 * @public
 */
export interface ExtensionLane {
  readonly lane: ExtensionName;
  /** It runs right after this one, unless the document's `lanes` say otherwise. */
  readonly after: Lane;
  /**
   * What the lane takes off by itself, over all goods of the basket: one amount for each of them, in their order, from 0 to
   * what is left of it. It stands in the result under the lane's own name.
   */
  readonly give?: (running: RunningBasket) => readonly MinorUnits[];
  /** Who pays for what `give` gives. Default `shop`. */
  readonly fundedBy?: string;
}

/**
 * What a vendor adds to the engine, as one plain object for `compile`, `explain` and `verify`. The built-in kinds and
 * conditions are entries of the same registry.
 *
 * Its functions must be pure: they see the basket and answer with numbers. How documents with it are checked is its syntax
 * (`SyntaxExtension` of the `/parse` entry), what it tells people is its words (`ExplanationExtension` of `/explain`); one
 * object may be all of them.
 *
 * @public
 */
export interface PricingExtension {
  /** The vendor's word, as it stands before the colon of its names. */
  readonly name: string;
  /** Changes whenever a price may; it is part of the configuration's hash. */
  readonly version?: string;
  readonly kinds?: readonly PromotionKind[];
  readonly goodsConditions?: readonly GoodsConditionKind[];
  readonly basketConditions?: readonly BasketConditionKind[];
  readonly lanes?: readonly ExtensionLane[];
}

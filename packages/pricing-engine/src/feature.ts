import type { PromotionKind } from "./promotion-kind.js";

/** The parts of the engine that are handed in, each named like the entry it comes from. @public */
export type FeatureName = "combinations" | "gifts" | "charges" | "manual" | "guards" | "vendors";

/**
 * A part of the engine that not every shop needs: a plain object from an entry of its own, handed to `compile`, so that who counts
 * bytes loads no more than its rules use. A feature that the rules do not need changes nothing.
 *
 * @public
 */
export interface PricingFeature {
  readonly name: FeatureName;
  /** The kinds of promotion that it brings. */
  readonly kinds: readonly PromotionKind[];
  /** What the engine runs of it, which is the engine's own affair. */
  readonly parts: object;
}

import type { ConditionExplanation } from "./condition-explanation.js";
import type { PricingExtension } from "./extension.js";
import type { PromotionExplanation } from "./promotion-explanation.js";

/**
 * What a vendor's kinds and conditions tell people, for `explain`. The sentences stand in a catalogue of the vendor's beside
 * those of `/messages`; a kind or condition without an entry here is told in general words.
 *
 * @public
 */
export interface ExplanationExtension {
  readonly name: string;
  readonly promotionExplanations?: readonly PromotionExplanation[];
  readonly conditionExplanations?: readonly ConditionExplanation[];
}

/** What `explain` needs besides the rules. @public */
export interface ExplainOptions {
  /** The extensions with their words. What a compiled engine was made with counts without being named here. */
  readonly extensions?: readonly (PricingExtension & ExplanationExtension)[];
}

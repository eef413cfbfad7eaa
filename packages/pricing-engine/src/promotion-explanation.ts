import type { Json, MinorUnits, Reason } from "@tillwright/values";
import type { Effect, RunningGoods } from "./effect.js";
import type { Moment } from "./moment.js";
import type { GrantedGift } from "./priced-basket.js";
import type { PromotionTerms } from "./rules-document.js";

/** A reason and, where more goods would help, what to add. @public */
export interface Missed {
  readonly reason: Reason;
  readonly advice: Reason | null;
}

/** The figures of a sentence, by the names that the catalogues use. @public */
export type Facts = Readonly<Record<string, Json>>;

/**
 * What an explanation may look at: the goods that take part and what had happened to them before the promotion ran.
 *
 * @public
 */
export interface PromotionView {
  readonly moment: Moment;
  readonly promotionId: string;
  readonly effect: Effect;
  /** One for each line that takes part; `now` is not kept up here. */
  readonly joined: readonly RunningGoods[];
  readonly deal: MinorUnits;
  readonly running: MinorUnits;
  readonly pieces: number;
  /** Pieces of these goods that no other item promotion took. */
  readonly freePieces: number;
  /** The gifts that it gave. */
  readonly gifts: readonly GrantedGift[];
  /** An amount of the document in minor units. */
  readonly money: (text: string) => MinorUnits;
}

/**
 * How a kind of promotion tells what it gave, and what keeps it from giving. Made by `promotionExplanation`.
 *
 * @public
 */
export interface PromotionExplanation {
  readonly kind: string;
  /** The code of the sentence for what it gave; `pricing.gave.` and the kind where it is missing. */
  readonly code?: (promotion: PromotionTerms) => string;
  /** The terms, as facts for that sentence; `name` and `amount` are always there. */
  readonly terms: (promotion: PromotionTerms, view: PromotionView) => Facts;
  /** What is missing; `null` when nothing in the kind itself stands in the way. `name` is added to the facts. */
  readonly missed: (promotion: PromotionTerms, view: PromotionView) => Missed | null;
  /** What would make it give more than it does. */
  readonly next?: (promotion: PromotionTerms, view: PromotionView) => Reason | null;
}

/**
 * Makes the explanation of a kind, tied to the type of its terms. The built-in kinds are explained by the same function.
 *
 * @example
 * ```ts
 * import type { ExtensionPromotion } from "@tillwright/pricing-engine";
 * import { promotionExplanation } from "@tillwright/pricing-engine/explain";
 *
 * interface RoundNumber extends ExtensionPromotion {
 *   readonly kind: "acme:round-number";
 *   readonly to: string;
 * }
 *
 * const words = promotionExplanation<RoundNumber>("acme:round-number", {
 *   terms: ({ to }, { money }) => ({ to: money(to) }),
 * });
 * words.kind; //=> "acme:round-number"
 * ```
 *
 * @public
 */
export function promotionExplanation<Terms extends PromotionTerms>(
  kind: string,
  parts: {
    readonly code?: (promotion: Terms) => string;
    readonly terms?: (promotion: Terms, view: PromotionView) => Facts;
    readonly missed?: (promotion: Terms, view: PromotionView) => Missed | null;
    readonly next?: (promotion: Terms, view: PromotionView) => Reason | null;
  },
): PromotionExplanation {
  const { code, terms, missed, next } = parts;
  return {
    kind,
    ...(code === undefined ? {} : { code: (promotion) => code(promotion as Terms) }),
    terms: (promotion, view) => terms?.(promotion as Terms, view) ?? {},
    missed: (promotion, view) => missed?.(promotion as Terms, view) ?? null,
    ...(next === undefined ? {} : { next: (promotion, view) => next(promotion as Terms, view) }),
  };
}

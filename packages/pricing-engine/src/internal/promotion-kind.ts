import type { Condition } from "../condition.js";
import type { Lane } from "../priced-basket.js";
import type { Promotion, PromotionTerms } from "../rules-document.js";
import type { Effect } from "./compiled.js";
import type { Reading } from "./reading.js";

/**
 * What the engine knows of a kind of promotion. The built-in kinds are entries of the same registry.
 */
export interface PromotionKind {
  readonly kind: string;
  /** Where it may run; the first is where it runs unless it says otherwise. */
  readonly lanes: readonly Lane[];
  readonly compile: (promotion: PromotionTerms, lane: Lane, reading: Reading) => Effect;
  /** Conditions that lie in the kind itself and are tested like those of `when`. */
  readonly implied: (promotion: PromotionTerms) => readonly Condition[];
  /** The goods that the kind itself names; `null` when it leaves that to `goods`. */
  readonly goods: (promotion: PromotionTerms) => Condition | null;
}

type KindName = Promotion["kind"];
type Of<Name extends KindName> = Extract<Promotion, { readonly kind: Name }>;

/** Ties the entry to the document type of its kind. */
export function promotionKind<Name extends KindName>(
  kind: Name,
  lanes: readonly Lane[],
  compile: (promotion: Of<Name>, lane: Lane, reading: Reading) => Effect,
  implied: (promotion: Of<Name>) => readonly Condition[] = () => [],
  goods: (promotion: Of<Name>) => Condition | null = () => null,
): PromotionKind {
  return {
    kind,
    lanes,
    compile: (promotion, lane, reading) => compile(promotion as Of<Name>, lane, reading),
    implied: (promotion) => implied(promotion as Of<Name>),
    goods: (promotion) => goods(promotion as Of<Name>),
  };
}

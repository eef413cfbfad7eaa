import type { Condition } from "./condition.js";
import type { Effect } from "./effect.js";
import type { Lane } from "./priced-basket.js";
import type { PromotionTerms } from "./rules-document.js";
import type { TermReader } from "./term-reader.js";

/**
 * What the engine knows of a kind of promotion. The built-in kinds and those of a vendor are the same thing, made by
 * `promotionKind`.
 *
 * @public
 */
export interface PromotionKind {
  readonly kind: string;
  /** Where it may run; the first is where it runs unless it says otherwise. */
  readonly lanes: readonly Lane[];
  /** Reads the terms once and says what the promotion does. */
  readonly compile: (promotion: PromotionTerms, lane: Lane, reader: TermReader) => Effect;
  /** Conditions that lie in the kind itself and are tested like those of `when`. */
  readonly implied: (promotion: PromotionTerms) => readonly Condition[];
  /** The goods that take part; `undefined` for every line. */
  readonly goods: (promotion: PromotionTerms) => Condition | undefined;
}

/**
 * Makes a kind of promotion, tied to the type of its terms.
 *
 * The terms are trusted: `parseRules` has checked them with the kind's syntax. A kind of a vendor has a name with a colon,
 * such as `acme:round-number`. What its effect answers is held against the laws each time (whole numbers, nothing below
 * zero, nothing above what is left), and a breach throws `pricing.bad-extension`.
 *
 * @example
 * ```ts
 * import { type ExtensionPromotion, promotionKind } from "@tillwright/pricing-engine";
 * import { compile } from "@tillwright/pricing-engine/complete";
 *
 * interface RoundNumber extends ExtensionPromotion {
 *   readonly kind: "acme:round-number";
 *   readonly to: string;
 * }
 *
 * // Brings the goods together down to a round amount.
 * const roundNumber = promotionKind<RoundNumber>("acme:round-number", {
 *   lanes: ["order"],
 *   compile: ({ to }, _lane, reader) => {
 *     const multiple = reader.money(to);
 *     return {
 *       form: "joint",
 *       sharedBy: "running",
 *       discount: ({ running }) => ({ amount: running % multiple, times: 1 }),
 *     };
 *   },
 * });
 *
 * const engine = compile(
 *   {
 *     format: "tillwright.rules/1", currency: "CNY",
 *     promotions: [{ kind: "acme:round-number", id: "round", to: "5.00" }],
 *   },
 *   { extensions: [{ name: "acme", kinds: [roundNumber] }] },
 * );
 * const priced = engine.price({
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, codes: [], points: null, usage: [],
 *   lines: [{
 *     lineId: "1", productId: "tea", quantity: { kind: "pieces", count: 1 }, price: { amount: 1_880 },
 *     department: "food", categories: [], brand: null, tags: [],
 *   }],
 * });
 * priced.totals.due; //=> 1500
 * ```
 *
 * @public
 */
export function promotionKind<Terms extends PromotionTerms>(
  kind: string,
  parts: {
    readonly lanes: readonly Lane[];
    readonly compile: (promotion: Terms, lane: Lane, reader: TermReader) => Effect;
    /** Conditions that lie in the kind itself; none where it is missing. */
    readonly implied?: (promotion: Terms) => readonly Condition[];
    /** The goods that take part; those of the field `goods` where it is missing. */
    readonly goods?: (promotion: Terms) => Condition | undefined;
  },
): PromotionKind {
  // Whoever hands in a promotion has found the kind by the promotion's own.
  const { lanes, compile, implied, goods } = parts as Partial<PromotionKind> &
    Pick<PromotionKind, "lanes" | "compile">;
  return {
    kind,
    lanes,
    compile,
    implied: implied ?? (() => []),
    goods: goods ?? ((promotion) => promotion.goods),
  };
}

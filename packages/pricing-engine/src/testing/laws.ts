import { verify } from "../verify.js";
import {
  addingGoodsNeverLowersSaving,
  addingPromotionNeverRaises,
  bestCombination,
} from "./laws/best-laws.js";
import type { Law } from "./laws/law.js";
import { lineBetweenZeroAndList, sharesSumExactly } from "./laws/ledger-laws.js";
import { limitsHold, refundsSumToPaid } from "./laws/limit-laws.js";
import {
  mergingLines,
  orderOfLines,
  orderOfRules,
  sameInputSameBytes,
  splittingLines,
  unrelatedLineChangesNothing,
} from "./laws/sameness-laws.js";

/** What the engine made stands before the independent check. */
const standsVerification: Law = (engine, basket) =>
  verify(basket, engine.rules, engine.price(basket), engine).map(({ message }) => message);

/**
 * The laws that hold for every rule set and basket; each says what was broken.
 *
 * @public
 */
export interface Laws {
  /** 0 ≤ paid ≤ deal ≤ list, of every line and every unit. */
  readonly lineBetweenZeroAndList: Law;
  /** Units sum to lines, lines to totals, shares to what was given. */
  readonly sharesSumExactly: Law;
  /** The same input gives the same bytes, and is not changed. */
  readonly sameInputSameBytes: Law;
  /** Lines in another order cost the same, each of them. */
  readonly orderOfLines: Law;
  /** Promotions in another order give the same bytes. */
  readonly orderOfRules: Law;
  /** 3 pieces are 1 + 2 pieces, where only unit prices come before item promotions. */
  readonly splittingLines: Law;
  /** 1 + 2 pieces are 3 pieces, where only unit prices come before item promotions. */
  readonly mergingLines: Law;
  /** Goods that take part in nothing change nothing. */
  readonly unrelatedLineChangesNothing: Law;
  /** No subset of the item promotions saves more, as far as the certificate speaks. */
  readonly bestCombination: Law;
  /** One promotion more never makes a basket dearer, where that can hold. */
  readonly addingPromotionNeverRaises: Law;
  /** Goods more never lower what is saved, where conditions are monotone. */
  readonly addingGoodsNeverLowersSaving: Law;
  /** Caps, counts, limits, codes, offers and groups hold. */
  readonly limitsHold: Law;
  /** What units pay back, in any order, sums to what was paid. */
  readonly refundsSumToPaid: Law;
  /** `verify` finds nothing to object to. */
  readonly standsVerification: Law;
}

/**
 * The laws of pricing as functions, for tests of own rules in any framework: an empty list says that the law held. Where a
 * law has a scope it is silent outside of it.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { basketsFor, laws } from "@tillwright/pricing-engine/testing";
 * import fc from "fast-check";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [
 *     { kind: "buy-n-get-m", id: "tea", buy: 2, get: 1, goods: { category: "tea" } },
 *     { kind: "threshold", id: "spend", amount: "100.00", off: "20.00" },
 *   ],
 * });
 * for (const law of Object.values(laws)) {
 *   fc.assert(fc.property(basketsFor(engine.rules), (basket) => law(engine, basket).length === 0), { numRuns: 10 });
 * }
 * Object.keys(laws).length; //=> 14
 * ```
 *
 * @public
 */
export const laws: Laws = Object.freeze({
  lineBetweenZeroAndList,
  sharesSumExactly,
  sameInputSameBytes,
  orderOfLines,
  orderOfRules,
  splittingLines,
  mergingLines,
  unrelatedLineChangesNothing,
  bestCombination,
  addingPromotionNeverRaises,
  addingGoodsNeverLowersSaving,
  limitsHold,
  refundsSumToPaid,
  standsVerification,
});

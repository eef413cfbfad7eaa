import type { Issue } from "@tillwright/values";
import type { Basket } from "./basket.js";
import type { PricingExtension } from "./extension.js";
import { completeRegistry } from "./internal/complete-registry.js";
import { checkEligibility } from "./internal/verify/check-eligibility.js";
import { checkFees } from "./internal/verify/check-fees.js";
import { checkGuards } from "./internal/verify/check-guards.js";
import { checkItems } from "./internal/verify/check-items.js";
import { checkLedger } from "./internal/verify/check-ledger.js";
import { checkOrder } from "./internal/verify/check-order.js";
import { checkStamp } from "./internal/verify/check-stamp.js";
import { checkTax } from "./internal/verify/check-tax.js";
import { checkUnitPrices } from "./internal/verify/check-unit-prices.js";
import { createEvidence } from "./internal/verify/evidence.js";
import type { PricedBasket } from "./priced-basket.js";
import type { RulesDocument } from "./rules-document.js";

/** What the rules need besides themselves. @public */
export interface VerifyOptions {
  /** The extensions that the rules were compiled with. */
  readonly extensions?: readonly PricingExtension[];
}

/**
 * Checks a priced basket against its basket and rules without pricing it again; every problem is named, none means it stands.
 *
 * It adds up every figure, works out every unit price again from the texts of the rules, tests each promotion that gave
 * something (goods, offer, conditions, group, who pays), counts the units each item promotion took and what its terms give for
 * them, follows the order promotions, gifts, fees and taxes one after the other, and holds the stamp (the hash of the rules,
 * the basket's moment) and the claims against what is so. It searches for nothing, so its time grows with the size of the
 * result alone, and it shares neither the search nor the allocation with `price`. That no better combination exists is the
 * certificate's word; a bound that is proven must be what the units taken save, and any other is held against what was given.
 *
 * How the minor units of one promotion lie on lines and units among themselves is checked as sums and limits, not as the
 * one way in which the engine would have shared them.
 *
 * Codes: `pricing.ledger`, `pricing.wrong-stamp`, `pricing.wrong-claim`, `pricing.wrong-price`, `pricing.not-eligible`,
 * `pricing.wrong-discount`, `pricing.wrong-units`, `pricing.wrong-gift`, `pricing.wrong-points`, `pricing.wrong-bound`,
 * `pricing.wrong-fee`, `pricing.wrong-tax`, `pricing.below-floor`, `pricing.wrong-bars`.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { verify } from "@tillwright/pricing-engine/verify";
 *
 * const rules = {
 *   format: "tillwright.rules/1" as const, currency: "CNY",
 *   promotions: [{ kind: "buy-n-get-m" as const, id: "b", buy: 2, get: 1 }],
 * };
 * const basket = {
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, codes: [], points: null, usage: [],
 *   lines: [{
 *     lineId: "1", productId: "tea", quantity: { kind: "pieces" as const, count: 3 }, price: { amount: 1_500 },
 *     department: "food", categories: [], brand: null, tags: [],
 *   }],
 * };
 * const priced = compile(rules).price(basket);
 * verify(basket, rules, priced); //=> []
 * const [line] = priced.lines;
 * const forged = { ...priced, lines: line === undefined ? [] : [{ ...line, paid: 0 }] };
 * verify(basket, rules, forged)[0]?.code; //=> "pricing.ledger"
 * ```
 *
 * @public
 */
export function verify(
  basket: Basket,
  rules: RulesDocument,
  priced: PricedBasket,
  { extensions = [] }: VerifyOptions = {},
): readonly Issue[] {
  const ledger = checkLedger(basket, priced);
  if (ledger.length > 0) return ledger;
  const registry = completeRegistry(extensions);
  const evidence = createEvidence(basket, rules, priced, registry);
  return [
    ...checkStamp(evidence, extensions),
    ...checkUnitPrices(evidence, registry),
    ...checkEligibility(evidence),
    ...checkItems(evidence),
    ...checkOrder(evidence),
    ...checkGuards(evidence, registry),
    ...checkFees(evidence),
    ...checkTax(evidence),
  ];
}

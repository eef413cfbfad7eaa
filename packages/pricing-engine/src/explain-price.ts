import type { Basket } from "./basket.js";
import type { PricingEngine } from "./engine.js";
import type { Explanation } from "./explanation.js";
import type { ExplainOptions } from "./explanation-extension.js";
import { explainFees, explainTaxes } from "./internal/explain/explain-charges.js";
import { explainBars, explainRefusals } from "./internal/explain/explain-guards.js";
import { explainLines } from "./internal/explain/explain-lines.js";
import { explainPromotions } from "./internal/explain/explain-promotions.js";
import { createExplainState } from "./internal/explain/explain-state.js";
import type { PricedBasket } from "./priced-basket.js";
import type { RulesDocument } from "./rules-document.js";

/**
 * Answers "why this price?": for each line the promotions that lowered it, and for each promotion of the rules what it gave
 * or the first thing that kept it from giving, with what was seen, what was needed and what to add.
 *
 * It looks at the basket again and at what came out; nothing is priced anew. Takes the engine, or the rules it was
 * compiled from; `priced` must be what they made of `basket`. A vendor's kinds tell what they have to say through `extensions`.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { explain } from "@tillwright/pricing-engine/explain";
 * import { zhCN } from "@tillwright/pricing-engine/messages/zh-CN";
 * import { renderReason } from "@tillwright/values";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "threshold", id: "m", name: "满200减20", amount: "200.00", off: "20.00" }],
 * });
 * const basket = {
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, codes: [], points: null, usage: [],
 *   lines: [{
 *     lineId: "1", productId: "tea", quantity: { kind: "pieces" as const, count: 1 }, price: { amount: 18_800 },
 *     department: "food", categories: [], brand: null, tags: [],
 *   }],
 * };
 * const [threshold] = explain(engine, basket, engine.price(basket)).promotions;
 * threshold?.reason.code; //=> "pricing.threshold-not-reached"
 * renderReason(zhCN, threshold?.advice ?? { code: "", facts: {} }, { language: "zh-CN", currency: "CNY" }); //=> "再买¥12.00可减¥20.00"
 * ```
 *
 * @public
 */
export function explain(
  rules: PricingEngine | RulesDocument,
  basket: Basket,
  priced: PricedBasket,
  { extensions = [] }: ExplainOptions = {},
): Explanation {
  const engine = "rules" in rules ? rules : { rules, extensions };
  const state = createExplainState(engine.rules, engine.extensions, extensions, basket, priced);
  return {
    lines: explainLines(state),
    promotions: explainPromotions(state),
    barred: explainBars(state, engine.rules),
    refusals: explainRefusals(state),
    fees: explainFees(state, engine.rules),
    taxes: explainTaxes(state, engine.rules),
  };
}

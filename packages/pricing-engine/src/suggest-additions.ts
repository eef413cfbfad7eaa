import type { Basket } from "./basket.js";
import type { PricingEngine } from "./engine.js";
import { explain } from "./explain-price.js";
import { completeRegistry } from "./internal/complete-registry.js";
import { suggestAmounts } from "./internal/suggest/suggest-amounts.js";
import { suggestGoods } from "./internal/suggest/suggest-goods.js";
import { startTrial } from "./internal/suggest/trial.js";
import type { Suggestion, Suggestions, SuggestOptions } from "./suggestion.js";

/**
 * What the customer may add and be better off: one piece more for 第二件半价, a candidate that completes a set, any goods for ¥12
 * more that reach 满200减30 (凑单). Every suggestion was priced: `cost` is what it costs in the end, `benefit` what it saves.
 *
 * It tries up to `atMostPieces` of each candidate and of the goods in the basket, pairs of them, and for each promotion that
 * waits for an amount the least that any of its goods must cost together. Within `budget` pricings nothing is left out.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { suggest, suggestZhCN } from "@tillwright/pricing-engine/suggest";
 * import { renderReason } from "@tillwright/values";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "threshold", id: "m", name: "满200减30", amount: "200.00", off: "30.00" }],
 * });
 * const basket = {
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, codes: [], points: null, usage: [],
 *   lines: [{
 *     lineId: "1", productId: "kettle", quantity: { kind: "pieces" as const, count: 1 },
 *     price: { unit: { micros: 199_000_000, per: 1, unit: "piece" as const } },
 *     department: "home", categories: [], brand: null, tags: [],
 *   }],
 * };
 * const { suggestions } = suggest(engine, basket);
 * const [first] = suggestions;
 * first?.add[0]?.price.amount; //=> 100
 * first?.cost; //=> -2900
 * first === undefined ? "" : renderReason(suggestZhCN, first.reason, { language: "zh-CN", currency: "CNY" }); //=> "再买¥1.00的商品就享满200减30，反而少付¥29.00"
 * ```
 *
 * @public
 */
export function suggest(
  engine: PricingEngine,
  basket: Basket,
  options: SuggestOptions = {},
): Suggestions {
  const trial = startTrial(engine, basket, options.budget ?? 1000);
  const { promotions } = explain(engine, trial.basket, trial.before);
  const found = [
    ...suggestAmounts(trial, completeRegistry(engine.extensions), promotions),
    ...suggestGoods(trial, options),
  ];
  return {
    suggestions: found.sort(byCost).slice(0, options.limit ?? 5),
    complete: !trial.isSpent(),
    pricings: trial.pricings(),
  };
}

/** What costs least first; of equal cost what saves most, then what is worth less, so that the order is always the same. */
function byCost(a: Suggestion, b: Suggestion): number {
  return (
    a.cost - b.cost ||
    b.benefit - a.benefit ||
    a.value - b.value ||
    (JSON.stringify(a.add) < JSON.stringify(b.add) ? -1 : 1)
  );
}

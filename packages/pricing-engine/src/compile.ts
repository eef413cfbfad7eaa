import type { PricingEngine } from "./engine.js";
import type { PricingExtension } from "./extension.js";
import { compileFees } from "./internal/charges/compile-fees.js";
import { compileTax } from "./internal/charges/compile-tax.js";
import { compilePromotions } from "./internal/compile-rules.js";
import { configurationOf } from "./internal/configuration.js";
import { compileFloors } from "./internal/floors.js";
import { compileFunders } from "./internal/funders.js";
import { compileGates } from "./internal/gates.js";
import { createGoodsIndex } from "./internal/goods-index.js";
import { compileManual } from "./internal/manual-lane.js";

import { priceBasket } from "./internal/price-basket.js";
import { registryOf } from "./internal/registry.js";
import type { RulesDocument } from "./rules-document.js";

/** Settings of an engine. @public */
export interface CompileOptions {
  /**
   * Steps of work that the searches for the best combination may take in one basket before they settle for a bound. Default
   * 30 million, some tenths of a second on one core. Choices among the promotions of groups share them.
   */
  readonly workBudget?: number;
  /** What vendors add: their kinds, conditions and lanes. */
  readonly extensions?: readonly PricingExtension[];
}

/**
 * Makes an engine of a rule document: once when the rules change, not once a basket.
 *
 * The order of the promotions in the document changes nothing; where order matters it is by lane, then `priority` (higher
 * first), then `id`.
 *
 * Throws `pricing.bad-rules` and `pricing.unknown-kind` for a document that `parseRules` would have refused, and
 * `pricing.bad-extension` for an extension whose names are taken or not its own.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "threshold", id: "spend-100", amount: "100.00", off: "10.50" }],
 * });
 * const priced = engine.price({
 *   currency: "CNY",
 *   at: 1_800_000_000_000,
 *   zone: "Asia/Shanghai",
 *   storeId: "s1",
 *   channel: "till",
 *   member: null,
 *   lines: [
 *     {
 *       lineId: "1",
 *       productId: "kettle",
 *       quantity: { kind: "pieces", count: 2 },
 *       price: { unit: { micros: 125_000_000, per: 1, unit: "piece" } },
 *       department: "home",
 *       categories: ["kitchen"],
 *       brand: null,
 *       tags: [],
 *     },
 *   ],
 *   codes: [],
 *   points: null,
 *   usage: [],
 * });
 * priced.totals.due; //=> 23950
 * ```
 *
 * @public
 */
export function compile(rules: RulesDocument, options: CompileOptions = {}): PricingEngine {
  const extensions = options.extensions ?? [];
  const registry = registryOf(extensions);
  const promotions = compilePromotions(rules, registry);
  const index = createGoodsIndex(promotions.map(({ indexed }) => indexed));
  const compiled = promotions.map(({ promotion }) => promotion);
  const configuration = configurationOf(rules, extensions);
  const settings = {
    configuration,
    currency: rules.currency,
    policy: rules.pricePolicy ?? "lowest",
    objective: rules.objective ?? "customer-best",
    lanes: rules.lanes ?? registry.lanes,
    budget: options.workBudget ?? 30_000_000,
    promotions: compiled,
    hasGroups: compiled.some(({ group }) => group !== null),
    stacking: { exclusions: rules.exclusions ?? [], modes: rules.stacking ?? {} },
    funders: compileFunders(rules),
    index,
    fees: compileFees(rules, registry),
    tax: compileTax(rules, registry),
    floors: compileFloors(rules, registry),
    gates: compileGates(rules, registry),
    manual: compileManual(rules, registry),
  };
  return {
    configuration,
    rules,
    extensions,
    price: (basket, { objective } = {}) => priceBasket(settings, basket, objective),
  };
}

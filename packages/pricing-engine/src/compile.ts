import type { PricingEngine } from "./engine.js";
import type { PricingExtension } from "./extension.js";
import type { PricingFeature } from "./feature.js";
import { compilePromotions } from "./internal/compile-rules.js";
import { configurationOf } from "./internal/configuration.js";
import { partsOf } from "./internal/engine-parts.js";
import { createGoodsIndex } from "./internal/goods-index.js";
import { basicKinds } from "./internal/kinds/basic.js";
import { needsOfBasket, needsOfRules, refuseMissing } from "./internal/needs.js";
import { priceBasket } from "./internal/price-basket.js";
import { createRegistry } from "./internal/registry.js";
import type { RulesDocument } from "./rules-document.js";

/** Settings of an engine. @public */
export interface CompileOptions {
  /**
   * Steps of work that the searches for the best combination may take in one basket before they settle for a bound. Default
   * 30 million, some tenths of a second on one core. Choices among the promotions of groups share them.
   */
  readonly workBudget?: number;
  /** The parts of the engine that the rules and baskets use besides the usual ones, each from an entry of its own. */
  readonly features?: readonly PricingFeature[];
  /** What vendors add: their kinds, conditions and lanes. Needs the feature `vendors`. */
  readonly extensions?: readonly PricingExtension[];
}

/**
 * Makes an engine of a rule document: once when the rules change, not once a basket.
 *
 * This is the lean engine: prices of units, percentages, amounts and prices off single units, order promotions (满减 and its
 * family), coupons and codes, limits, groups, points. What else rules use is handed in as `features`; the entry `/complete` has
 * a `compile` with all of them. A feature that the rules do not need changes nothing.
 *
 * The order of the promotions in the document changes nothing; where order matters it is by lane, then `priority` (higher
 * first), then `id`.
 *
 * Throws `pricing.missing-feature` when the rules, or later a basket, need features that were not handed in, with every one of
 * them, what needs it and where it is imported from. Throws `pricing.bad-rules` and `pricing.unknown-kind` for a document that `parseRules` would have refused, and
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
  const { features = [], extensions = [], workBudget = 30_000_000 } = options;
  const parts = partsOf(features);
  const needs = needsOfRules(rules, extensions);
  const kinds = [...basicKinds, ...features.flatMap((one) => one.kinds)];
  const registry = (parts.vendors?.registryOf ?? createRegistry)(kinds, extensions);
  const promotions = compilePromotions(rules, registry, parts.vendors, needs);
  refuseMissing("compile", needs, features);
  const compiled = promotions.map(({ promotion }) => promotion);
  const configuration = configurationOf(rules, extensions);
  const usual = rules.objective ?? "customer-best";
  const settings = {
    configuration,
    currency: rules.currency,
    policy: rules.pricePolicy ?? "lowest",
    lanes: rules.lanes ?? registry.lanes,
    budget: workBudget,
    promotions: compiled,
    hasGroups: compiled.some(({ group }) => group !== null),
    stacking: { exclusions: rules.exclusions ?? [], modes: rules.stacking ?? {} },
    index: createGoodsIndex(promotions.map(({ indexed }) => indexed)),
    combining: parts.combining ?? null,
    giveGifts: parts.giveGifts ?? null,
    giveManually: parts.compileManual?.(rules, registry) ?? null,
    charges: parts.compileCharges?.(rules, registry) ?? null,
    floors: parts.compileFloors?.(rules, registry) ?? null,
    bar: parts.compileGates?.(rules, registry) ?? null,
  };
  return {
    configuration,
    rules,
    extensions,
    price: (basket, { objective = usual } = {}) => {
      const needed = needsOfBasket(basket, objective);
      if (needed.length > 0) refuseMissing("price", needed, features);
      return priceBasket(settings, basket, objective);
    },
  };
}

import { contentHash, type Json } from "@tillwright/values";
import type { Basket } from "./basket.js";
import type { Condition } from "./condition.js";
import type { PricingEngine } from "./engine.js";
import { PricingError } from "./errors.js";
import {
  type BasketKinds,
  basketConditionKinds,
  compileBasketTest,
} from "./internal/basket-conditions.js";
import type { CompiledPromotion } from "./internal/compiled.js";
import { plainCode } from "./internal/eligible.js";
import {
  compileGoods,
  type GoodsKinds,
  goodsConditionKinds,
  goodsKeysOf,
} from "./internal/goods-conditions.js";
import { createGoodsIndex, type IndexedPromotion } from "./internal/goods-index.js";
import { builtinKinds } from "./internal/kinds/builtin.js";
import { compareText } from "./internal/order.js";
import { priceBasket } from "./internal/price-basket.js";
import type { PromotionKind } from "./internal/promotion-kind.js";
import { createReading, type Reading } from "./internal/reading.js";
import { defaultLanes } from "./lanes.js";
import type { Lane } from "./priced-basket.js";
import type { PromotionTerms, RulesDocument } from "./rules-document.js";

/** Settings of an engine that change no price within its certificate. @public */
export interface CompileOptions {
  /**
   * Steps of work that one search for the best combination may take before it settles for a bound. Default 30 million, some
   * tenths of a second on one core.
   */
  readonly workBudget?: number;
}

const kinds: ReadonlyMap<string, PromotionKind> = new Map(
  builtinKinds.map((kind) => [kind.kind, kind]),
);
const goodsKinds: GoodsKinds = new Map(goodsConditionKinds.map((kind) => [kind.key, kind]));
const basketKinds: BasketKinds = new Map(basketConditionKinds.map((kind) => [kind.key, kind]));

/**
 * Makes an engine of a rule document: once when the rules change, not once a basket.
 *
 * The order of the promotions in the document changes nothing; where order matters it is by lane, then `priority` (higher
 * first), then `id`.
 *
 * Throws `pricing.bad-rules` and `pricing.unknown-kind` for a document that `parseRules` would have refused.
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
  const promotions = compilePromotions(rules);
  const index = createGoodsIndex(promotions.map(({ indexed }) => indexed));
  const compiled = promotions.map(({ promotion }) => promotion);
  const sorted = [...rules.promotions].sort((a, b) => compareText(a.id, b.id));
  const plain: Json = JSON.parse(JSON.stringify({ ...rules, promotions: sorted }));
  const configuration = contentHash(plain);
  const settings = {
    configuration,
    currency: rules.currency,
    policy: rules.pricePolicy ?? "lowest",
    lanes: rules.lanes ?? defaultLanes,
    budget: options.workBudget ?? 30_000_000,
    promotions: compiled,
    index,
  };
  return { configuration, rules, price: (basket: Basket) => priceBasket(settings, basket) };
}

interface Compiled {
  readonly promotion: CompiledPromotion;
  readonly indexed: IndexedPromotion;
}

function compilePromotions(rules: RulesDocument): readonly Compiled[] {
  const lanes = rules.lanes ?? defaultLanes;
  const placed = rules.promotions.map((terms) => {
    const kind = kinds.get(terms.kind);
    if (kind === undefined) {
      throw new PricingError(
        "pricing.unknown-kind",
        `compile: ${terms.id} is of the kind ${terms.kind}, which is not known`,
        { promotionId: terms.id, kind: terms.kind },
      );
    }
    return { terms, kind, lane: laneOf(terms, kind) };
  });
  placed.sort(
    (a, b) =>
      lanes.indexOf(a.lane) - lanes.indexOf(b.lane) ||
      (b.terms.priority ?? 0) - (a.terms.priority ?? 0) ||
      compareText(a.terms.id, b.terms.id),
  );
  return placed.map(({ terms, kind, lane }, index) => {
    const reading = createReading(rules.currency, `promotion ${terms.id}`);
    return compileOne(terms, kind, lane, index, reading);
  });
}

function laneOf(terms: PromotionTerms, kind: PromotionKind): Lane {
  const lane = terms.lane ?? kind.lanes[0];
  if (lane !== undefined && kind.lanes.includes(lane)) return lane;
  throw new PricingError(
    "pricing.bad-rules",
    `compile: ${terms.id} cannot run in the lane ${String(lane)}`,
    { promotionId: terms.id },
  );
}

function compileOne(
  terms: PromotionTerms,
  kind: PromotionKind,
  lane: Lane,
  index: number,
  reading: Reading,
): Compiled {
  const goods = terms.goods === undefined ? null : compileGoods(terms.goods, goodsKinds, reading);
  const conditions: readonly Condition[] = [
    ...kind.implied(terms),
    ...(terms.when === undefined ? [] : [terms.when]),
  ];
  return {
    promotion: {
      index,
      id: terms.id,
      lane,
      priority: terms.priority ?? 0,
      group: terms.group ?? null,
      fundedBy: terms.fundedBy ?? "shop",
      needs: terms.needs ?? null,
      codes: (terms.codes ?? []).map(plainCode),
      goods,
      when:
        conditions.length === 0
          ? null
          : compileBasketTest({ all: conditions }, basketKinds, reading),
      effect: kind.compile(terms, lane, reading),
    },
    indexed: {
      index,
      test: goods,
      keys: terms.goods === undefined ? null : goodsKeysOf(terms.goods, goodsKinds),
    },
  };
}

import type { Condition } from "../condition.js";
import type { Effect, GoodsTest } from "../effect.js";
import { PricingError } from "../errors.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import type { TermReader } from "../term-reader.js";
import { compileBasketTest } from "./basket-conditions.js";
import type { CompiledPromotion, PromotionLimits } from "./compiled.js";
import { plainCode } from "./eligible.js";
import type { Vendors } from "./engine-parts.js";
import { compileGoods, goodsKeysOf } from "./goods-conditions.js";
import type { IndexedPromotion } from "./goods-index.js";
import { mainFunder, shopShareOf } from "./main-funder.js";
import { isNeeding, type Need, needOfEffect } from "./needs.js";
import { compareText } from "./order.js";
import type { Registry } from "./registry.js";
import { createTermReader } from "./term-reader.js";

/** A promotion made ready, and as the index knows it. */
export interface ReadyPromotion {
  readonly terms: PromotionTerms;
  readonly promotion: CompiledPromotion;
  readonly indexed: IndexedPromotion;
}

/** A promotion with the kind that reads it and the lane it runs in. */
export interface PlacedPromotion {
  readonly terms: PromotionTerms;
  readonly lane: Lane;
  readonly kind: PromotionKind;
}

/**
 * The promotions of a document in the one order that everything follows: lane, priority, id. What they need is added to
 * `needs`; a promotion whose kind would come with something that is needed and not there is passed over.
 */
export function compilePromotions(
  rules: RulesDocument,
  registry: Registry,
  vendors: Vendors | undefined,
  needs: Need[],
): readonly ReadyPromotion[] {
  const lanes = rules.lanes ?? registry.lanes;
  const placed: PlacedPromotion[] = [];
  for (const terms of rules.promotions) {
    const kind = registry.kinds.get(terms.kind);
    if (kind !== undefined) placed.push({ terms, kind, lane: laneOf(terms, kind) });
    else if (!isNeeding(needs, terms)) throw unknownKind(terms.id, terms.kind);
  }
  placed.sort(
    (a, b) =>
      lanes.indexOf(a.lane) - lanes.indexOf(b.lane) ||
      (b.terms.priority ?? 0) - (a.terms.priority ?? 0) ||
      compareText(a.terms.id, b.terms.id),
  );
  vendors?.placeLanes(placed, lanes, registry.laneExtensions, rules.promotions);
  return placed.map((one, index) => {
    const where = `promotion ${one.terms.id}`;
    const reader = createTermReader(rules.currency, where, goodsReader(registry));
    const ready = compileOne(one, index, reader, registry, vendors);
    needs.push(...needOfEffect(one.terms, ready.promotion.effect));
    return ready;
  });
}

function unknownKind(promotionId: string, kind: string): PricingError {
  return new PricingError(
    "pricing.unknown-kind",
    `compile: ${promotionId} is of the kind ${kind}, which is not known`,
    { promotionId, kind },
  );
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
  { terms, kind, lane }: PlacedPromotion,
  index: number,
  reader: TermReader,
  registry: Registry,
  vendors: Vendors | undefined,
): ReadyPromotion {
  const where = kind.goods(terms);
  const goods = where === undefined ? null : reader.goods(where);
  const conditions = conditionsOf(terms, kind);
  return {
    terms,
    promotion: {
      index,
      id: terms.id,
      lane,
      priority: terms.priority ?? 0,
      group: terms.group ?? null,
      fundedBy: mainFunder(terms),
      shopShare: shopShareOf(terms, reader),
      needs: terms.needs ?? null,
      limits: limitsOf(terms, reader),
      codes: (terms.codes ?? []).map(plainCode),
      goods,
      when:
        conditions.length === 0
          ? null
          : compileBasketTest({ all: conditions }, registry.basket, reader),
      effect: effectOf(terms, kind, lane, reader, vendors),
      ...(terms.floor === undefined ? {} : { floor: reader.price(terms.floor) }),
    },
    indexed: {
      index,
      test: goods,
      keys: where === undefined ? null : goodsKeysOf(where, registry.goods),
    },
  };
}

function effectOf(
  terms: PromotionTerms,
  kind: PromotionKind,
  lane: Lane,
  reader: TermReader,
  vendors: Vendors | undefined,
): Effect {
  const effect = kind.compile(terms, lane, reader);
  if (vendors === undefined || !kind.kind.includes(":")) return effect;
  return vendors.checkedEffect(effect, kind.kind, lane);
}

function limitsOf({ limits }: PromotionTerms, reader: TermReader): PromotionLimits | null {
  if (limits === undefined) return null;
  const count = (value: number | undefined): number =>
    value === undefined ? Number.POSITIVE_INFINITY : reader.wholeNumber(value, 1);
  return {
    perMember: count(limits.perMember),
    total: count(limits.total),
    budget: limits.budget === undefined ? Number.POSITIVE_INFINITY : reader.money(limits.budget),
  };
}

/** How conditions on goods are read with the conditions of a registry. */
export function goodsReader({
  goods,
}: Registry): (condition: Condition, reader: TermReader) => GoodsTest {
  return (condition, reader) => compileGoods(condition, goods, reader);
}

/** What must hold of the basket: what lies in the kind, then `when`. */
export function conditionsOf(terms: PromotionTerms, kind: PromotionKind): readonly Condition[] {
  return [...kind.implied(terms), ...(terms.when === undefined ? [] : [terms.when])];
}

import type { Condition } from "../condition.js";
import { PricingError } from "../errors.js";
import { defaultLanes } from "../lanes.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import { type BasketKinds, basketConditionKinds, compileBasketTest } from "./basket-conditions.js";
import type { CompiledPromotion, GoodsTest, PromotionLimits } from "./compiled.js";
import { plainCode } from "./eligible.js";
import {
  compileGoods,
  type GoodsKinds,
  goodsConditionKinds,
  goodsKeysOf,
} from "./goods-conditions.js";
import type { IndexedPromotion } from "./goods-index.js";
import { builtinKinds } from "./kinds/builtin.js";
import { compareText } from "./order.js";
import type { PromotionKind } from "./promotion-kind.js";
import { createReading, type Reading } from "./reading.js";

export const promotionKinds: ReadonlyMap<string, PromotionKind> = new Map(
  builtinKinds.map((kind) => [kind.kind, kind]),
);
const goodsKinds: GoodsKinds = new Map(goodsConditionKinds.map((kind) => [kind.key, kind]));
export const basketKinds: BasketKinds = new Map(
  basketConditionKinds.map((kind) => [kind.key, kind]),
);

/** A promotion made ready, and as the index knows it. */
export interface ReadyPromotion {
  readonly terms: PromotionTerms;
  readonly promotion: CompiledPromotion;
  readonly indexed: IndexedPromotion;
}

/** The promotions of a document in the one order that everything follows: lane, priority, id. */
export function compilePromotions(rules: RulesDocument): readonly ReadyPromotion[] {
  const lanes = rules.lanes ?? defaultLanes;
  const placed = rules.promotions.map((terms) => {
    const kind = promotionKinds.get(terms.kind);
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
    const reading = createReading(rules.currency, `promotion ${terms.id}`, readGoods);
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
): ReadyPromotion {
  const where = goodsCondition(terms, kind);
  const goods = where === undefined ? null : readGoods(where, reading);
  const conditions = conditionsOf(terms, kind);
  return {
    terms,
    promotion: {
      index,
      id: terms.id,
      lane,
      priority: terms.priority ?? 0,
      group: terms.group ?? null,
      fundedBy: terms.fundedBy ?? "shop",
      needs: terms.needs ?? null,
      limits: limitsOf(terms, reading),
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
      keys: where === undefined ? null : goodsKeysOf(where, goodsKinds),
    },
  };
}

function limitsOf({ limits }: PromotionTerms, reading: Reading): PromotionLimits | null {
  if (limits === undefined) return null;
  const count = (value: number | undefined): number =>
    value === undefined ? Number.POSITIVE_INFINITY : reading.wholeNumber(value, 1);
  return {
    perMember: count(limits.perMember),
    total: count(limits.total),
    budget: limits.budget === undefined ? Number.POSITIVE_INFINITY : reading.money(limits.budget),
  };
}

export function readGoods(condition: Condition, reading: Reading): GoodsTest {
  return compileGoods(condition, goodsKinds, reading);
}

/** The goods that take part: those of `goods` that, where the kind names goods itself, are among these too. */
function goodsCondition(terms: PromotionTerms, kind: PromotionKind): Condition | undefined {
  const named = kind.goods(terms);
  if (named === null) return terms.goods;
  return terms.goods === undefined ? named : { all: [terms.goods, named] };
}

/** What must hold of the basket: what lies in the kind, then `when`. */
export function conditionsOf(terms: PromotionTerms, kind: PromotionKind): readonly Condition[] {
  return [...kind.implied(terms), ...(terms.when === undefined ? [] : [terms.when])];
}

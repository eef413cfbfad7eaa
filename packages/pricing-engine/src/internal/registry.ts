import type { BasketConditionKind, GoodsConditionKind } from "../condition-kind.js";
import type { ExtensionLane, PricingExtension } from "../extension.js";
import { defaultLanes } from "../lanes.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import { basketConditionKinds } from "./basket-conditions.js";
import { goodsConditionKinds } from "./goods-conditions.js";

/** Every kind, condition and lane that documents may name. */
export interface Registry {
  readonly kinds: ReadonlyMap<string, PromotionKind>;
  readonly goods: ReadonlyMap<string, GoodsConditionKind>;
  readonly basket: ReadonlyMap<string, BasketConditionKind>;
  /** In the order in which they run unless a document says otherwise. */
  readonly lanes: readonly Lane[];
  readonly laneExtensions: readonly ExtensionLane[];
}

/** The kinds with the built-in conditions and lanes, and what extensions add, taken as it is. */
export function createRegistry(
  kinds: readonly PromotionKind[],
  extensions: readonly PricingExtension[] = [],
): Registry {
  const added = <Entry>(entries: (one: PricingExtension) => readonly Entry[] | undefined) =>
    extensions.flatMap((one) => entries(one) ?? []);
  const own = [...kinds, ...added((one) => one.kinds)];
  const goods = [...goodsConditionKinds, ...added((one) => one.goodsConditions)];
  const basket = [...basketConditionKinds, ...added((one) => one.basketConditions)];
  return {
    kinds: new Map(own.map((kind) => [kind.kind, kind])),
    goods: new Map(goods.map((kind) => [kind.key, kind])),
    basket: new Map(basket.map((kind) => [kind.key, kind])),
    lanes: defaultLanes,
    laneExtensions: added((one) => one.lanes),
  };
}

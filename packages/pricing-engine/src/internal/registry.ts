import type { BasketConditionKind, GoodsConditionKind } from "../condition-kind.js";
import { PricingError } from "../errors.js";
import type { ExtensionLane, PricingExtension } from "../extension.js";
import { defaultLanes } from "../lanes.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import { basketConditionKinds } from "./basket-conditions.js";
import { goodsConditionKinds } from "./goods-conditions.js";
import { builtinKinds } from "./kinds/builtin.js";

/** Every kind, condition and lane that documents may name. */
export interface Registry {
  readonly kinds: ReadonlyMap<string, PromotionKind>;
  readonly goods: ReadonlyMap<string, GoodsConditionKind>;
  readonly basket: ReadonlyMap<string, BasketConditionKind>;
  /** In the order in which they run unless a document says otherwise. */
  readonly lanes: readonly Lane[];
  readonly laneExtensions: readonly ExtensionLane[];
}

export const builtinRegistry: Registry = {
  kinds: new Map(builtinKinds.map((kind) => [kind.kind, kind])),
  goods: new Map(goodsConditionKinds.map((kind) => [kind.key, kind])),
  basket: new Map(basketConditionKinds.map((kind) => [kind.key, kind])),
  lanes: defaultLanes,
  laneExtensions: [],
};

/** The built-in entries with those of the extensions beside them. */
export function registryOf(extensions: readonly PricingExtension[]): Registry {
  if (extensions.length === 0) return builtinRegistry;
  const kinds = new Map(builtinRegistry.kinds);
  const goods = new Map(builtinRegistry.goods);
  const basket = new Map(builtinRegistry.basket);
  const lanes: Lane[] = [...defaultLanes];
  const laneExtensions: ExtensionLane[] = [];
  for (const extension of extensions) {
    const { name } = extension;
    for (const one of extension.kinds ?? []) enter(kinds, name, one.kind, one);
    for (const one of extension.goodsConditions ?? []) enter(goods, name, one.key, one);
    for (const one of extension.basketConditions ?? []) enter(basket, name, one.key, one);
    for (const one of extension.lanes ?? []) {
      const place = lanes.indexOf(one.after);
      const free = !lanes.includes(one.lane);
      if (place === -1) throw badExtension(name, `the lane ${one.after} is not known`);
      if (!(free && isOwnName(name, one.lane))) throw badName(name, one.lane);
      if (place >= lanes.indexOf("points")) {
        throw badExtension(name, `the lane ${one.lane} would run after the points`);
      }
      lanes.splice(place + 1, 0, one.lane);
      laneExtensions.push(one);
    }
  }
  return { kinds, goods, basket, lanes, laneExtensions };
}

function enter<Entry>(
  into: Map<string, Entry>,
  extension: string,
  name: string,
  entry: Entry,
): void {
  if (into.has(name) || !isOwnName(extension, name)) throw badName(extension, name);
  into.set(name, entry);
}

function isOwnName(extension: string, name: string): boolean {
  return name.startsWith(`${extension}:`) && name.length > extension.length + 1;
}

function badName(extension: string, name: string): PricingError {
  return badExtension(
    extension,
    `the name ${name} is taken or does not begin with "${extension}:"`,
  );
}

export function badExtension(extension: string, what: string): PricingError {
  return new PricingError("pricing.bad-extension", `extension ${extension}: ${what}`, {
    extension,
  });
}

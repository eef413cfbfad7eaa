import type { PricingExtension } from "../extension.js";
import type { Lane } from "../priced-basket.js";
import type { PromotionKind } from "../promotion-kind.js";
import { badExtension } from "./bad-extension.js";
import { createRegistry, type Registry } from "./registry.js";

/** The kinds with what extensions add beside them, each name looked at. */
export function extendedRegistry(
  kinds: readonly PromotionKind[],
  extensions: readonly PricingExtension[],
): Registry {
  const builtin = createRegistry(kinds);
  const taken = {
    kinds: new Set(builtin.kinds.keys()),
    goods: new Set(builtin.goods.keys()),
    basket: new Set(builtin.basket.keys()),
  };
  const lanes: Lane[] = [...builtin.lanes];
  for (const extension of extensions) {
    const { name } = extension;
    for (const { kind } of extension.kinds ?? []) take(taken.kinds, name, kind);
    for (const { key } of extension.goodsConditions ?? []) take(taken.goods, name, key);
    for (const { key } of extension.basketConditions ?? []) take(taken.basket, name, key);
    for (const one of extension.lanes ?? []) {
      const place = lanes.indexOf(one.after);
      const free = !lanes.includes(one.lane);
      if (place === -1) throw badExtension(name, `the lane ${one.after} is not known`);
      if (!(free && isOwnName(name, one.lane))) throw badName(name, one.lane);
      if (place >= lanes.indexOf("points")) {
        throw badExtension(name, `the lane ${one.lane} would run after the points`);
      }
      lanes.splice(place + 1, 0, one.lane);
    }
  }
  return { ...createRegistry(kinds, extensions), lanes };
}

function take(taken: Set<string>, extension: string, name: string): void {
  if (taken.has(name) || !isOwnName(extension, name)) throw badName(extension, name);
  taken.add(name);
}

function isOwnName(extension: string, name: string): boolean {
  return name.startsWith(`${extension}:`) && name.length > extension.length + 1;
}

function badName(extension: string, name: string): Error {
  return badExtension(
    extension,
    `the name ${name} is taken or does not begin with "${extension}:"`,
  );
}

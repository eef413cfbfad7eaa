import type { PricingExtension } from "../extension.js";
import type { RulesDocument } from "../rules-document.js";
import { checkedEffect } from "./checked-effect.js";
import { compilePromotions, type ReadyPromotion } from "./compile-rules.js";
import { extendedRegistry } from "./extended-registry.js";
import { basicKinds } from "./kinds/basic.js";
import { combinationKinds } from "./kinds/combination-kinds.js";
import { giftKinds } from "./kinds/gift-kinds.js";
import { placeLanes } from "./place-lanes.js";
import type { Registry } from "./registry.js";

/** Everything that documents may name when all features are there. */
export function completeRegistry(extensions: readonly PricingExtension[]): Registry {
  return extendedRegistry([...basicKinds, ...combinationKinds, ...giftKinds], extensions);
}

/** The promotions of a document with a registry that lacks nothing. */
export function compileCompletely(
  rules: RulesDocument,
  registry: Registry,
): readonly ReadyPromotion[] {
  const vendors = { registryOf: extendedRegistry, checkedEffect, placeLanes };
  return compilePromotions(rules, registry, vendors, []);
}

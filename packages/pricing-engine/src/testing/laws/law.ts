import type { Basket } from "../../basket.js";
import { compile } from "../../complete.js";
import type { PricingEngine } from "../../engine.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { RulesDocument } from "../../rules-document.js";

/** How a law makes another engine where it needs one. @public */
export interface LawOptions {
  /** Compiles a changed document. @defaultValue `compile` with the engine's extensions */
  readonly compile?: (rules: RulesDocument) => PricingEngine;
}

/**
 * A law of pricing: what was broken, in words; none when it held. It asserts nothing and knows no test framework.
 *
 * @public
 */
export type Law = (
  engine: PricingEngine,
  basket: Basket,
  options?: LawOptions,
) => readonly string[];

/** The compiler of a law's other engines: that of the options, or the usual one with the engine's own extensions. */
export function compileWith(
  { extensions }: PricingEngine,
  options: LawOptions | undefined,
): (rules: RulesDocument) => PricingEngine {
  return options?.compile ?? ((rules) => compile(rules, { extensions }));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The result as its bytes, without the lines and their shares: these depend on how the basket was written. */
export function bytesWithoutLines(priced: PricedBasket): string {
  const fees = priced.fees.map((fee) => ({ ...fee, shares: [] }));
  return JSON.stringify({ ...priced, lines: [], fees });
}

export function savingOf({ totals }: PricedBasket): number {
  return totals.discount;
}

/** A basket without points: they pay a share of what is left, so that they answer to every change. */
export function withoutPoints(basket: Basket): Basket {
  return basket.points === null ? basket : { ...basket, points: null };
}

import type { CurrencyCode, Instant, MinorUnits, Rate, UnitPrice } from "@tillwright/values";
import type { Condition } from "./condition.js";
import type { GoodsTest } from "./effect.js";
import type { PriceText } from "./rules-document.js";

/**
 * Reads the texts of a rule document while it is compiled. What `parseRules` would have refused throws `pricing.bad-rules`,
 * naming the promotion.
 *
 * @public
 */
export interface TermReader {
  readonly currency: CurrencyCode;
  /** An amount of at least 0, in minor units. */
  readonly money: (text: unknown) => MinorUnits;
  readonly rate: (text: unknown) => Rate;
  /** The share that is paid, from `pay` or `off`; at most 100 %. */
  readonly payRate: (terms: { readonly pay?: string; readonly off?: string }) => Rate;
  readonly price: (text: PriceText) => UnitPrice;
  readonly goods: (condition: Condition) => GoodsTest;
  readonly instant: (text: unknown) => Instant;
  readonly wholeNumber: (value: unknown, least: number) => number;
  readonly fail: (message: string) => never;
}

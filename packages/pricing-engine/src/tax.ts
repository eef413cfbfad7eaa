import type { RoundingMode } from "@tillwright/values";
import type { Condition } from "./condition.js";

/**
 * One tax of several that lie on the same goods, such as a state's and a city's.
 *
 * @public
 */
export interface TaxPart {
  readonly id: string;
  readonly name?: string;
  /** At most 100%. */
  readonly rate: string;
  /** Whether it is a tax on the price with the parts before it, and not on the price alone. */
  readonly compound?: boolean;
}

/**
 * What one sort of goods is taxed with: one rate, or several parts.
 *
 * @public
 */
export interface TaxClass {
  /** Lines and fees name it by this. */
  readonly id: string;
  readonly name?: string;
  /** The lines that fall under it unless they name another; every line where it is missing. The first class that fits counts. */
  readonly goods?: Condition;
  /** Exactly one of `rate` and `parts`. `"0%"` is a zero rate, which is shown with its base. */
  readonly rate?: string;
  readonly parts?: readonly TaxPart[];
}

/**
 * How the sale is taxed.
 *
 * A line falls under the class it names by `taxId`, else under the first class whose `goods` it fits; a line that fits none
 * lies outside of the tax.
 *
 * @public
 */
export interface TaxTerms {
  /** `included`: prices contain the tax and what is due does not change; `added`: it comes on top. */
  readonly prices: "included" | "added";
  readonly classes: readonly TaxClass[];
  /**
   * `order` rounds the tax of each class once for the basket and shares it over the lines; `line` rounds it for each line
   * (equal lines as one, so that splitting a line changes nothing). Several parts are rounded together, as the Streamlined
   * Sales Tax Agreement, section 324, has it for state and local taxes, and share the sum. Default `order`, `half-up`.
   */
  readonly rounding?: { readonly per?: "order" | "line"; readonly mode?: RoundingMode };
  /** Baskets on which no tax is charged. */
  readonly exempt?: TaxExemption;
  /**
   * Whether a discount that somebody else than the shop pays for lowers the amount that is taxed. Default `no`: what the
   * brand or the platform pays instead is part of what the shop gets for the goods (EU directive 2006/112/EC, article 73;
   * Streamlined Sales Tax Agreement, "sales price").
   */
  readonly fundedDiscountsLowerIt?: "no" | "yes";
}

/**
 * Who buys without tax.
 *
 * @public
 */
export interface TaxExemption {
  readonly when: Condition;
  /**
   * Where prices contain the tax: `net` takes it off the price, `same` leaves the price as it is and calls none of it tax.
   * Default `net`.
   */
  readonly pays?: "net" | "same";
}

import type { MinorUnits } from "@tillwright/values";
import type { FeeKind } from "./fee.js";
import type { PricedLine } from "./priced-basket.js";

/**
 * A fee that was charged, with the same figures as a line: a fee per piece has a run for its pieces, any other is one.
 *
 * @public
 */
export interface PricedFee extends Omit<PricedLine, "lineId"> {
  readonly feeId: string;
  /** The fee's name, or its id where it has none. */
  readonly name: string;
  readonly kind: FeeKind;
  /** Whether `shares` go back with their goods; a fee without shares goes back when no goods are kept. */
  readonly comesBack: boolean;
  /** The lines it was charged for: all of a fee per piece or by rate; empty for a fee that is charged once a basket. */
  readonly shares: readonly {
    readonly lineId: string;
    readonly paid: MinorUnits;
    readonly tax: MinorUnits;
  }[];
}

/**
 * One tax of the basket.
 *
 * @public
 */
export interface PricedTax {
  /** The class of the rules. */
  readonly taxId: string;
  /** The part of a class that has parts; otherwise the class again. */
  readonly partId: string;
  /** As the rules have it: `"9%"`. */
  readonly rate: string;
  /** What it is a tax on, without the tax itself. */
  readonly base: MinorUnits;
  /** 0 where the basket is exempt. */
  readonly amount: MinorUnits;
}

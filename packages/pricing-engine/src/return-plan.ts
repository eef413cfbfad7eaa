import type { MinorUnits, Reason, Refusal } from "@tillwright/values";
import type { Basket } from "./basket.js";
import type { PricingEngine } from "./engine.js";
import type { PricedBasket } from "./priced-basket.js";
import type { ReturnedLine } from "./returned-line.js";

/**
 * What is paid back when a part of a sale is returned.
 *
 * - `proportional`: what was pinned to the units, whatever they leave behind.
 * - `reprice-kept`: what was paid, less what the kept units cost by themselves under the rules of the sale, and less the value
 *   of gifts that they no longer earn.
 * - `claw-back-gift`: what was pinned, less the price of free units and the value of gifts that the kept ones no longer earn.
 * - `block`: what was pinned, or nothing at all while the kept units would cost more by themselves than was paid for them, or
 *   a gift that they no longer earn is not brought back.
 *
 * @public
 */
export type ReturnPolicy = "proportional" | "reprice-kept" | "claw-back-gift" | "block";

/** Units of one run of a priced line. @public */
export interface ReturnedUnits {
  readonly lineId: string;
  /** Place among the line's runs. */
  readonly run: number;
  readonly count: number;
}

/** What a customer wants to return. @public */
export interface UnitsWanted {
  readonly lineId: string;
  /** Units; all that are left where it is missing. */
  readonly count?: number;
  /** The run they belong to; where it is missing the cheapest-paid units that are left, so that nobody gains by choosing. */
  readonly run?: number;
}

/** A gift that the customer brings back. @public */
export interface GiftBack {
  readonly promotionId: string;
  readonly productId: string;
  readonly count: number;
}

/** A return to be judged. @public */
export interface ReturnRequest {
  /** The basket and its prices, as they were when it was sold. */
  readonly basket: Basket;
  readonly priced: PricedBasket;
  readonly policy: ReturnPolicy;
  /** The engine of the sale's own rules; every policy but `proportional` needs it. */
  readonly engine?: PricingEngine;
  /** The plans that were carried out before, in any order. */
  readonly earlier?: readonly ReturnPlan[];
  readonly now: readonly UnitsWanted[];
  /** Gifts that come back with them. */
  readonly gifts?: readonly GiftBack[];
}

/** A fee that goes back. @public */
export interface ReturnedFee {
  readonly feeId: string;
  /** Tax in it. */
  readonly money: MinorUnits;
  readonly tax: MinorUnits;
}

/** What goes back for a return: plain data, to be kept with the sale. @public */
export interface ReturnPlan {
  readonly policy: ReturnPolicy;
  readonly units: readonly ReturnedUnits[];
  /** Money for the goods, tax in it; fees apart. */
  readonly money: MinorUnits;
  /** The tax that lay on the goods; part of `money`, but for tax on what others paid of a discount. */
  readonly tax: MinorUnits;
  /** Points that had paid a part. */
  readonly points: number;
  readonly fees: readonly ReturnedFee[];
  /** The gifts that came back now. */
  readonly gifts: readonly GiftBack[];
  /** The gifts that are asked back: no longer earned by what is kept, and not brought back so far. Their value is withheld. */
  readonly giftsAskedBack: readonly (GiftBack & { readonly value: MinorUnits })[];
  /** What was pinned to the units in money and is not paid back for them now; below zero where an earlier plan kept it. */
  readonly withheld: MinorUnits;
  /** What earlier plans have paid above what all returned units together are worth now; 0 as a rule. */
  readonly overpaid: MinorUnits;
  /** The goods as lines of an exchange basket; their money is `money`, their points `points`. */
  readonly lines: readonly ReturnedLine[];
  /** Why it is this much; the catalogues of `/messages` have the sentence. */
  readonly reason: Reason;
}

/** Why a return cannot be made. @public */
export type ReturnRefusalCode =
  | "pricing.return-nothing"
  | "pricing.return-unknown-line"
  | "pricing.return-too-many"
  | "pricing.return-blocked";

/** @public */
export type ReturnRefusal = Refusal<ReturnRefusalCode>;

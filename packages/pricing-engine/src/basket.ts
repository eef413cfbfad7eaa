import type {
  CurrencyCode,
  Instant,
  MemberFacts,
  MinorUnits,
  PointsTerms,
  Quantity,
  UnitPrice,
  ZoneId,
} from "@tillwright/values";
import type { ManualDiscount } from "./manual-discount.js";
import type { ReturnedLine } from "./returned-line.js";

/**
 * One line of goods as it was scanned.
 *
 * @public
 */
export interface BasketLine {
  /** Unique within the basket. */
  readonly lineId: string;
  readonly productId: string;
  /** Pieces, or a measure: a rule that counts pieces never counts grams. */
  readonly quantity: Quantity;
  /** The shelf price: exact per unit, or the extended amount of the whole line (a scale's label, foreign data). */
  readonly price:
    | { readonly unit: UnitPrice; readonly amount?: never }
    | { readonly amount: MinorUnits; readonly unit?: never };
  /** Prices of the whole line that came with it, by the id of the price list they belong to. */
  readonly listPrices?: Readonly<Record<string, MinorUnits>>;
  /** Amounts off the whole line that came with it, by the id of the promotion that may grant them. */
  readonly offered?: Readonly<Record<string, MinorUnits>>;
  readonly department: string;
  /** From wide to narrow. */
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  /** What one piece, or the whole of a measured line, costs the shop; for the margin of manual discounts. */
  readonly cost?: MinorUnits;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The tax class it falls under, whatever the `goods` of the classes say. */
  readonly taxId?: string;
}

/**
 * How often a promotion was used before, for limits.
 *
 * @public
 */
export interface UsageCount {
  readonly promotionId: string;
  readonly scope: "member" | "total";
  readonly uses: number;
  /** Discount given so far, for money budgets. */
  readonly amount: MinorUnits;
}

/**
 * Which of the products of a gift the customer takes. Products that the promotion does not offer are passed over.
 *
 * @public
 */
export interface GiftChoice {
  readonly promotionId: string;
  readonly productId: string;
  /** Pieces; all that are left where it is missing. */
  readonly count?: number;
}

/**
 * Everything a price depends on. The same basket and rules give the same bytes, on any machine, in any zone.
 *
 * @public
 */
export interface Basket {
  readonly currency: CurrencyCode;
  readonly at: Instant;
  /** The store's zone. */
  readonly zone: ZoneId;
  readonly storeId: string;
  /** `till`, `online`, …: a word of the host's choice that conditions may name. */
  readonly channel: string;
  readonly member: MemberFacts | null;
  readonly lines: readonly BasketLine[];
  /** What the customer brings back from earlier sales; counts towards no threshold and earns nothing. */
  readonly returns?: readonly ReturnedLine[];
  /** Coupon codes that were entered. */
  readonly codes: readonly string[];
  /** What points may pay; `null` when none are to be used. */
  readonly points: PointsTerms | null;
  readonly usage: readonly UsageCount[];
  /** How the customer says to pay, where promotions ask for it: a word of the host's choice. */
  readonly tender?: string;
  /** Discounts that people at the till ask for, in the order in which they are looked at. */
  readonly manual?: readonly ManualDiscount[];
  /** Which gifts the customer chose. */
  readonly choices?: readonly GiftChoice[];
}

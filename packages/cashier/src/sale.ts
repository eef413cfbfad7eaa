import type { HoldCommand } from "@tillwright/ledger";
import type { SpentLot, StoredValueSpend } from "@tillwright/loyalty-rules";
import type { PricedBasket, UsageCount } from "@tillwright/pricing-engine";
import type {
  CurrencyCode,
  Instant,
  MemberFacts,
  MinorUnits,
  PointsTerms,
  Quantity,
  UnitPrice,
} from "@tillwright/values";
import type { SaleDiscount } from "./manual-discount.js";
import type { ProductName } from "./product.js";
import type { GiftTake } from "./sale-gifts.js";
import type { TenderKind } from "./settled-sale.js";

/**
 * Where a sale stands: open ↔ held, tendering (prices frozen), completed, voided.
 *
 * @public
 */
export type SaleState = "open" | "held" | "tendering" | "completed" | "voided";

/**
 * What a line remembers of its product, so that a later change of the catalogue changes nothing.
 *
 * @public
 */
export interface ProductSnapshot {
  readonly productId: string;
  readonly name: ProductName;
  readonly department: string;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  /** What the shop pays for it, by the same unit as it is sold; for the margin of discounts given by hand. */
  readonly cost?: UnitPrice;
  /** The tax class it falls under, whatever the rules say of its goods. */
  readonly taxId?: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The shelf price of a line: exact per unit, or the amount of the whole line (a scale's price label, foreign data).
 *
 * @public
 */
export type LinePrice =
  | { readonly unit: UnitPrice; readonly amount?: never }
  | { readonly amount: MinorUnits; readonly unit?: never };

/**
 * A line of goods.
 *
 * @public
 */
export interface SaleLine {
  readonly lineId: string;
  readonly product: ProductSnapshot;
  readonly quantity: Quantity;
  readonly price: LinePrice;
  /** Prices of the whole line that came with it, by price list. */
  readonly listPrices?: Readonly<Record<string, MinorUnits>>;
  /** Amounts off the whole line that came with it, by promotion. */
  readonly offered?: Readonly<Record<string, MinorUnits>>;
}

/**
 * A payment of a sale that is being paid. What each one covers follows from all of them in their order: see
 * `tenderSums`.
 *
 * @public
 */
export interface SaleTender {
  readonly tenderId: string;
  readonly kind: TenderKind;
  readonly party: string | null;
  /** Cash: what the customer handed over. Every other kind: what it pays. */
  readonly tendered: MinorUnits;
  readonly reference: string | null;
  /** Of stored value: the part that the bonus pays. */
  readonly bonusPart: MinorUnits;
  /** Electronic through a provider: the attempt that captured it. */
  readonly attemptId: string | null;
  /** Of stored value: what is reserved until the sale completes. */
  readonly storedValue: {
    readonly hold: HoldCommand;
    readonly spent: StoredValueSpend;
  } | null;
}

/**
 * The prices of a sale at the moment tendering began, with what they were made from.
 *
 * @public
 */
export interface FrozenPrices {
  readonly priced: PricedBasket;
  readonly member: MemberFacts | null;
  readonly pointsTerms: PointsTerms | null;
  /** What limited promotions had been used before; what this sale uses is counted with the freezing. */
  readonly usage: readonly UsageCount[];
  readonly frozenAt: Instant;
  /** The points that pay, reserved until the sale completes; `null` without any. */
  readonly pointsHold: {
    readonly hold: HoldCommand;
    readonly spent: readonly SpentLot[];
  } | null;
}

/**
 * A sale that is not settled yet: frozen plain data, changed by making a new one.
 *
 * @public
 */
export interface Sale {
  readonly version: 1;
  readonly saleId: string;
  readonly state: SaleState;
  readonly storeId: string;
  readonly tillId: string;
  readonly shiftId: string;
  readonly operatorId: string;
  readonly sellerId: string;
  readonly currency: CurrencyCode;
  readonly openedAt: Instant;
  readonly memberId: string | null;
  /** In the order they were scanned. */
  readonly lines: readonly SaleLine[];
  /** How many lines and tenders were ever added: names the next one, so that no name comes twice. */
  readonly added: number;
  /** Points the customer wants to use: a number, as many as possible, or none. */
  readonly points: number | "max" | null;
  /** Coupon codes that were entered. */
  readonly codes: readonly string[];
  /** Discounts given by hand, in their order; absent without any. */
  readonly manual?: readonly SaleDiscount[];
  /** What the customer takes of gifts, by promotion; absent while nobody was asked. */
  readonly gifts?: readonly GiftTake[];
  readonly note: string | null;
  readonly heldAt: Instant | null;
  readonly frozen: FrozenPrices | null;
  readonly tenders: readonly SaleTender[];
  /** The attempt whose outcome is not known; while there is one, nothing but settling it is allowed. */
  readonly unknownAttemptId: string | null;
  /** The settled sale that this one replaces (反结账). */
  readonly replaces: string | null;
}

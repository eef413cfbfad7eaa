import type { Basket, PricedBasket } from "@tillwright/pricing-engine";
import type { ReturnPolicy } from "@tillwright/pricing-engine/returns";
import type { Instant, LocalDate, MinorUnits, Outcome, Quantity, Reason } from "@tillwright/values";
import type { DiscountTerms } from "./manual-discount.js";
import type { PaymentAttempt } from "./payment-port.js";
import type { Actor } from "./permission.js";
import type { CashierRefusal } from "./refusal.js";
import type { LinePrice, ProductSnapshot, Sale } from "./sale.js";
import type { GiftTake } from "./sale-gifts.js";
import type { SettledSale } from "./settled-sale.js";
import type { Shift } from "./shift.js";
import type { DayReport, ShiftReport } from "./shift-report.js";

/** What every command carries: its key, issued by the host. The same key and body answer the same again. @public */
export interface TillCommand {
  readonly key: string;
  /** Someone who permits what the operator's role does not. */
  readonly approvedBy?: Actor;
}

/** How much of the due is paid, and what cash would be asked for the rest. @public */
export interface PaymentState {
  /** What the goods cost: `totals.due` of the prices. */
  readonly due: MinorUnits;
  /** What the tenders so far pay of it. */
  readonly covered: MinorUnits;
  readonly remaining: MinorUnits;
  /** What to ask for when the rest is paid in cash: `remaining` after 抹零. */
  readonly cashDue: MinorUnits;
  /** Taken off by the rounding of a cash tender that is there; positive when the customer pays less. */
  readonly cashRounding: MinorUnits;
  readonly change: MinorUnits;
}

/** A sale with its prices as they are now, or as they were frozen. @public */
export interface SaleView {
  readonly sale: Sale;
  /** What pricing saw; with `priced` it is what `explain` of pricing-engine asks for. */
  readonly basket: Basket;
  readonly priced: PricedBasket;
  readonly payment: PaymentState;
}

/** What happened to a tender that was asked for. @public */
export interface TenderView extends SaleView {
  /** `captured`, or `unknown`: then nothing else goes on until `settlePayments` knows. */
  readonly outcome: "captured" | "unknown";
  readonly tenderId: string;
}

/** A settled sale with the reasons to tell the customer: points earned, tier reached. @public */
export interface SettledView {
  readonly sale: SettledSale;
  readonly reasons: readonly Reason[];
}

/** One line of a sale that is settled in one step. @public */
export interface DirectLine {
  /** Made up when absent: `1`, `2`, … */
  readonly lineId?: string;
  /** A product of the catalogue by its id, or one that it does not hold. */
  readonly product: string | ProductSnapshot;
  readonly quantity: Quantity;
  /** Needed for a product that the catalogue does not hold. */
  readonly price?: LinePrice;
  readonly listPrices?: Readonly<Record<string, MinorUnits>>;
  readonly offered?: Readonly<Record<string, MinorUnits>>;
}

/** One payment to be made. @public */
export type TenderRequest =
  /** What the customer hands over; exactly what is asked when absent. */
  | { readonly kind: "cash"; readonly tendered?: MinorUnits }
  /** Everything that is left when `amount` is absent. */
  | { readonly kind: "stored-value"; readonly amount?: MinorUnits }
  | { readonly kind: "third-party-coupon"; readonly party: string; readonly amount: MinorUnits }
  /** With a `reference`: taken on a terminal apart. `code` is what was scanned from a phone (付款码) and is not kept. */
  | {
      readonly kind: "card" | "qr";
      readonly amount?: MinorUnits;
      readonly code?: string;
      readonly reference?: string;
    };

/** Units of a line that come back. @public */
export interface RefundLine {
  readonly lineId: string;
  /** Pieces; absent: everything that is left of the line. */
  readonly count?: number;
  /** Which run of the settled line they are of; absent: the cheapest-paid that are left. */
  readonly run?: number;
}

/** A discount that somebody at the till asks for. @public */
export type DiscountRequest = DiscountTerms & {
  /** Unique in the sale, and no promotion's; made up when absent. */
  readonly discountId?: string;
  /** The lines it is for; the whole sale when absent. */
  readonly lineIds?: readonly string[];
  readonly reason: string;
};

/** What is at a till now. @public */
export interface TillState {
  readonly shift: Shift | null;
  readonly sale: SaleView | null;
  /** Held sales of this store, the oldest first. */
  readonly held: readonly Sale[];
  readonly unknownPayments: readonly PaymentAttempt[];
}

/** What a sweep over unknown payments found. @public */
export interface PaymentSweep {
  readonly settled: readonly PaymentAttempt[];
  readonly stillUnknown: readonly PaymentAttempt[];
}

/** An answer of the till. @public */
export type Answer<Value> = Promise<Outcome<Value, CashierRefusal>>;

/**
 * A till: commands that are durable when they answer, each exactly once for its key.
 *
 * A new till over the same store goes on where the last one stopped. A refused command changes nothing. Made by
 * `createTill`.
 *
 * @public
 */
export interface Till {
  /** What is open, held and unknown, read from the store. */
  current(): Promise<TillState>;

  openShift(command: TillCommand & Actor & { readonly float: MinorUnits }): Answer<Shift>;
  paidIn(
    command: TillCommand & { readonly amount: MinorUnits; readonly reason: string },
  ): Answer<Shift>;
  paidOut(
    command: TillCommand & { readonly amount: MinorUnits; readonly reason: string },
  ): Answer<Shift>;
  /** Cash taken from the drawer to the safe. */
  drop(
    command: TillCommand & { readonly amount: MinorUnits; readonly reason: string },
  ): Answer<Shift>;
  /** Reads only. */
  xReport(approvedBy?: Actor): Answer<ShiftReport>;
  /** Takes a blind count, books over and short, moves the cash to the safe and answers the Z report. */
  closeShift(command: TillCommand & { readonly counted: MinorUnits }): Answer<ShiftReport>;
  /** Closes a business day of the store once all its shifts are closed. */
  closeDay(command: TillCommand & Actor & { readonly businessDay: LocalDate }): Answer<DayReport>;

  /** Takes what `parseRegistration` of core-members takes. Answers the member's id; an open sale gets the member. */
  registerMember(
    command: TillCommand & { readonly registration: unknown },
  ): Answer<{ readonly memberId: string }>;
  topUp(
    command: TillCommand & {
      readonly memberId: string;
      readonly amount: MinorUnits;
      readonly tender:
        | { readonly kind: "cash" }
        | { readonly kind: "card" | "qr"; readonly reference: string };
    },
  ): Answer<{
    readonly principal: MinorUnits;
    readonly bonus: MinorUnits;
    readonly reasons: readonly Reason[];
  }>;

  openSale(command: TillCommand): Answer<SaleView>;
  /**
   * Adds what a barcode, a scale label or a PLU names; opens a sale when none is open. The same product again is a line of
   * its own: pricing merges equal units.
   */
  scan(
    command: TillCommand & {
      readonly code: string;
      readonly quantity?: Quantity;
      readonly lineId?: string;
    },
  ): Answer<SaleView>;
  /** Adds a product by its id. */
  addProduct(
    command: TillCommand & {
      readonly productId: string;
      readonly quantity: Quantity;
      readonly lineId?: string;
    },
  ): Answer<SaleView>;
  changeQuantity(
    command: TillCommand & { readonly lineId: string; readonly quantity: Quantity },
  ): Answer<SaleView>;
  removeLine(command: TillCommand & { readonly lineId: string }): Answer<SaleView>;
  /** `null` takes the member off the sale. */
  attachMember(command: TillCommand & { readonly memberId: string | null }): Answer<SaleView>;
  /** The coupon codes of the sale, in place of those before; what they open is written in the pricing rules. */
  enterCodes(command: TillCommand & { readonly codes: readonly string[] }): Answer<SaleView>;
  /**
   * Takes something off by hand: of the whole sale (整单折扣) or of lines, or a price of their own (改价). The rules say what each
   * role may give (`manual`); beyond the operator's limit it counts under the role of `approvedBy`. Refused with the roles that
   * could: `cashier.discount-limit`, `cashier.discount-below-margin`; also `cashier.discount-below-floor`, `cashier.discount-no-goods`.
   */
  giveDiscount(command: TillCommand & { readonly discount: DiscountRequest }): Answer<SaleView>;
  takeBackDiscount(command: TillCommand & { readonly discountId: string }): Answer<SaleView>;
  /**
   * What the customer takes of a promotion's gifts, in place of what was said before. A gift without a choice needs no word;
   * refused as `cashier.gift-unknown` when the promotion does not give it here.
   */
  takeGifts(command: TillCommand & GiftTake): Answer<SaleView>;
  /** How many points the customer wants to use; `null` none. */
  usePoints(command: TillCommand & { readonly points: number | "max" | null }): Answer<SaleView>;
  hold(command: TillCommand & { readonly note?: string }): Answer<Sale>;
  /** Takes a held sale back, priced anew. */
  resume(command: TillCommand & { readonly saleId: string }): Answer<SaleView>;
  voidSale(command: TillCommand & { readonly reason: string }): Answer<Sale>;

  /**
   * Freezes the prices and reserves the points.
   *
   * Goods that a purchase gate holds back may stand in the sale, but no money is taken for them: refused as
   * `cashier.barred-offer` (with the tiers and plans that may buy), `cashier.barred-code`, `cashier.barred-count` or
   * `cashier.barred`, each with the line and the gate. A discount given by hand that the goods no longer allow is refused
   * like in `giveDiscount`, never dropped in silence. A gift with a choice has to be chosen or declined first: `cashier.gift-not-chosen`.
   */
  beginTendering(command: TillCommand): Answer<SaleView>;
  /** Back to the goods: possible while nothing was captured. */
  cancelTendering(command: TillCommand): Answer<SaleView>;
  addTender(command: TillCommand & { readonly tender: TenderRequest }): Answer<TenderView>;
  /** Takes a tender back; a captured one is paid back through its provider. */
  removeTender(command: TillCommand & { readonly tenderId: string }): Answer<SaleView>;
  complete(command: TillCommand): Answer<SettledView>;
  /** Asks the provider about every payment of this till that is unknown. */
  settlePayments(command: TillCommand): Answer<PaymentSweep>;

  /** Builds, prices, pays and completes a whole sale in one commit. */
  settleSale(
    command: TillCommand & {
      /** Made up when absent. */
      readonly saleId?: string;
      readonly lines: readonly DirectLine[];
      readonly memberId?: string;
      readonly points?: number | "max";
      readonly codes?: readonly string[];
      readonly discounts?: readonly DiscountRequest[];
      readonly gifts?: readonly GiftTake[];
      readonly tenders: readonly TenderRequest[];
      readonly note?: string;
    },
  ): Answer<SettledView>;

  /**
   * Pays units of a settled sale back from its frozen figures, by the shares of the tenders that paid them, or all of it in
   * cash. Gifts are lines of the sale: those that are named come back, `"all"` brings all of them.
   *
   * What is kept back is decided by a policy of returns (`planReturn` of pricing-engine), judged by the rules of the sale:
   * unless configured otherwise `claw-back-gift`, which keeps the value of gifts, and of free units, that the kept goods no
   * longer earn. Another policy than the configured one needs the permission `return-policy`. `cashier.return-blocked` under
   * `block`; `cashier.return-rules` when a policy needs rules that are not at hand.
   */
  refund(
    command: TillCommand & {
      readonly saleId: string;
      readonly lines: "all" | readonly RefundLine[];
      readonly payBack?: "as-paid" | "cash";
      readonly policy?: ReturnPolicy;
      readonly reason: string;
    },
  ): Answer<SettledView>;
  /** 反结账: refunds all of a sale whose day is not closed, and opens a new one with the same goods for the same seller. */
  reverseSale(
    command: TillCommand & { readonly saleId: string; readonly reason: string },
  ): Answer<{ readonly reversal: SettledSale; readonly reopened: SaleView }>;

  /** Whether a business day is closed, and when. */
  dayClosedAt(businessDay: LocalDate): Promise<Instant | null>;
}

import type { CurrencyCode, Instant, LocalDate, MinorUnits, ZoneId } from "@tillwright/values";
import type { TenderKind } from "./settled-sale.js";

/** Sums of the sales, or of the refunds, of a shift or a day. All are positive. @public */
export interface SalesSums {
  readonly count: number;
  readonly list: MinorUnits;
  readonly discount: MinorUnits;
  readonly tax: MinorUnits;
  readonly paid: MinorUnits;
  readonly cashRounding: MinorUnits;
  /** Handed over: `paid - cashRounding`. */
  readonly due: MinorUnits;
}

/** One tender over the time of a report. @public */
export interface TenderSums {
  readonly kind: TenderKind;
  readonly party: string | null;
  readonly count: number;
  /** Came in with sales, change taken off. */
  readonly received: MinorUnits;
  /** Went back with refunds. */
  readonly paidBack: MinorUnits;
  /** `received - paidBack`. */
  readonly net: MinorUnits;
}

/** A group of goods (a product, a department) over the time of a report; refunds taken off. @public */
export interface GoodsSums {
  readonly id: string;
  readonly name: string;
  /** Pieces; a weighed line counts as one. */
  readonly units: number;
  readonly list: MinorUnits;
  readonly paid: MinorUnits;
}

/** One hour of the store's clock; refunds taken off. @public */
export interface HourSums {
  /** 0 to 23. */
  readonly hour: number;
  readonly sales: number;
  readonly paid: MinorUnits;
}

/** Sales with and without tax; refunds taken off. @public */
export interface TaxSums {
  /** Whether the goods carried tax. */
  readonly taxed: boolean;
  /** The class of the rules; `null` for goods outside of the tax. */
  readonly taxId: string | null;
  /** As the rules have it: `"13%"`. */
  readonly rate: string | null;
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
}

/** What a promotion gave over the time of a report; refunds taken off. @public */
export interface PromotionSums {
  readonly promotionId: string;
  readonly fundedBy: string;
  readonly amount: MinorUnits;
}

/** The cash of a shift, from float to count (交接班). @public */
export interface CashSums {
  readonly float: MinorUnits;
  readonly sales: MinorUnits;
  readonly topUps: MinorUnits;
  readonly paidIn: MinorUnits;
  readonly paidOut: MinorUnits;
  readonly refunds: MinorUnits;
  readonly drops: MinorUnits;
  /** `float + sales + topUps + paidIn - paidOut - refunds - drops`. */
  readonly expected: MinorUnits;
  /** `null` in an X report: the count is blind and comes at the close. */
  readonly counted: MinorUnits | null;
  /** `counted - expected`: positive over, negative short. */
  readonly difference: MinorUnits | null;
}

/** Stored value over the time of a report, principal and bonus apart. @public */
export interface StoredValueSums {
  readonly topUpPrincipal: MinorUnits;
  readonly topUpBonus: MinorUnits;
  readonly usedPrincipal: MinorUnits;
  readonly usedBonus: MinorUnits;
  /** Returned to cards by refunds of sales. */
  readonly returnedPrincipal: MinorUnits;
  readonly returnedBonus: MinorUnits;
}

/** Which identity of a report is shown. @public */
export type ProofCode =
  | "cashier.proof-products"
  | "cashier.proof-tenders"
  | "cashier.proof-hours"
  | "cashier.proof-taxes"
  | "cashier.proof-journal-sales"
  | "cashier.proof-journal-cash"
  | "cashier.proof-journal-receivables"
  | "cashier.proof-journal-stored-value"
  | "cashier.proof-money"
  | "cashier.proof-numbers"
  | "cashier.proof-principal"
  | "cashier.proof-bonus";

/** Two ways to the same figure. @public */
export interface ProofLine {
  readonly code: ProofCode;
  readonly left: number;
  readonly right: number;
  readonly ok: boolean;
}

/**
 * X or Z report: everything of a shift, and the proof that it agrees with itself and with the journal.
 *
 * @public
 */
export interface ShiftReport {
  readonly version: 1;
  readonly kind: "x" | "z";
  /** As printed, `01-Z000007`; `null` in an X report. */
  readonly number: string | null;
  readonly storeId: string;
  readonly tillId: string;
  readonly shiftId: string;
  readonly operatorId: string;
  readonly currency: CurrencyCode;
  readonly zone: ZoneId;
  readonly businessDay: LocalDate;
  readonly openedAt: Instant;
  /** When the report was made; of a Z report, when the shift was closed. */
  readonly at: Instant;
  /** First and last number of the shift's sales and refunds, as printed; `null` without any. */
  readonly numbers: {
    readonly sales: readonly [string, string] | null;
    readonly refunds: readonly [string, string] | null;
  };
  readonly sales: SalesSums;
  readonly refunds: SalesSums;
  /** `sales.paid - refunds.paid`. */
  readonly net: MinorUnits;
  readonly byTender: readonly TenderSums[];
  readonly byProduct: readonly GoodsSums[];
  readonly byDepartment: readonly GoodsSums[];
  readonly byHour: readonly HourSums[];
  readonly byTax: readonly TaxSums[];
  readonly promotions: readonly PromotionSums[];
  readonly cash: CashSums;
  readonly storedValue: StoredValueSums;
  readonly points: {
    readonly earned: number;
    readonly used: number;
    readonly takenBack: number;
    readonly givenBack: number;
  };
  readonly proof: readonly ProofLine[];
}

/** A balance that is carried on: `opening + in - out = closing`, all read apart. @public */
export interface RollForward {
  readonly opening: MinorUnits;
  readonly topUps: MinorUnits;
  readonly used: MinorUnits;
  readonly returned: MinorUnits;
  readonly closing: MinorUnits;
}

/**
 * The close of a store's business day (日结): all shifts of the day, the identity of the money, and the roll-forward of
 * stored value.
 *
 * @public
 */
export interface DayReport {
  readonly version: 1;
  readonly storeId: string;
  readonly businessDay: LocalDate;
  readonly currency: CurrencyCode;
  readonly zone: ZoneId;
  readonly at: Instant;
  readonly shifts: readonly {
    readonly shiftId: string;
    readonly tillId: string;
    readonly operatorId: string;
    readonly zNumber: string | null;
    readonly net: MinorUnits;
    readonly difference: MinorUnits | null;
  }[];
  readonly sales: SalesSums;
  readonly refunds: SalesSums;
  readonly net: MinorUnits;
  readonly byTender: readonly TenderSums[];
  readonly storedValue: { readonly principal: RollForward; readonly bonus: RollForward };
  readonly proof: readonly ProofLine[];
}

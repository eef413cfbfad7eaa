import type { EarnRecord, SpentLot, StoredValueSpend } from "@tillwright/loyalty-rules";
import type { ReturnPolicy } from "@tillwright/pricing-engine/returns";
import type {
  CurrencyCode,
  Instant,
  LocalDate,
  MinorUnits,
  Reason,
  SettledLine,
  ZoneId,
} from "@tillwright/values";

/**
 * How a sale is paid. Points are a discount, not a tender.
 *
 * `points-debt` stands in refunds only, under the policy `reduce-refund` of a programme: the part that is kept because
 * points to be taken back were spent already (negative when an earlier refund had kept too much). So does `kept-back`: what a
 * policy of returns keeps for gifts that do not come back and offers that are no longer earned (negative when they do later).
 *
 * @public
 */
export type TenderKind =
  | "cash"
  | "card"
  | "qr"
  | "stored-value"
  | "third-party-coupon"
  | "points-debt"
  | "kept-back";

/**
 * One payment of a completed sale; in a refund, what went back.
 *
 * The amounts of a sale sum to `totals.paid`. Of each tender `received = tendered - change`, and
 * `received = amount`, but for the cash tender that was rounded: there `received = amount - cashRounding.amount`.
 *
 * @public
 */
export interface SettledTender {
  /** Unique within the sale; a refund names the tender of the sale whose share it returns. */
  readonly tenderId: string;
  /** How the money moved. A refund may pay a card's share back in cash: then this says `cash`. */
  readonly kind: TenderKind;
  /** Who stands behind the receivable: the maker of a coupon, the payment provider; `null` for cash and stored value. */
  readonly party: string | null;
  /** What it paid of the goods, cash rounding apart. */
  readonly amount: MinorUnits;
  /** What came in (in a refund: went out) by it. */
  readonly received: MinorUnits;
  readonly tendered: MinorUnits;
  readonly change: MinorUnits;
  /** The provider's reference. */
  readonly reference: string | null;
  /** Of stored value: the part of `amount` that came from the bonus; otherwise 0. */
  readonly bonusPart: MinorUnits;
}

/**
 * A promotion that gave something in a sale.
 *
 * @public
 */
export interface SettledPromotion {
  readonly promotionId: string;
  readonly lane: string;
  readonly times: number;
  readonly amount: MinorUnits;
  readonly fundedBy: string;
}

/**
 * The rounding of the cash part (抹零) and the share of each unit in it. Positive when the customer pays less.
 *
 * @public
 */
export interface SettledRounding {
  readonly amount: MinorUnits;
  /** For each line with a share: the share of ONE unit of each of its runs, in their order. */
  readonly shares: readonly { readonly lineId: string; readonly runs: readonly MinorUnits[] }[];
}

/**
 * The figures of a settled sale. All are positive; in a refund they are what went back.
 *
 * @public
 */
export interface SettledTotals {
  readonly list: MinorUnits;
  readonly deal: MinorUnits;
  /** `list - paid`, points included. */
  readonly discount: MinorUnits;
  /** Part of `paid`. */
  readonly tax: MinorUnits;
  /** What the goods cost the customer: the sum of the lines' `paid` and of the tenders' `amount`. */
  readonly paid: MinorUnits;
  readonly cashRounding: MinorUnits;
  /** What was handed over: `paid - cashRounding`, the sum of the tenders' `received`. */
  readonly due: MinorUnits;
}

/**
 * What a sale did to the member's points; in a refund, what it took back (`earned`) and gave back (`used`).
 *
 * @public
 */
export interface SettledPoints {
  readonly earned: number;
  readonly used: number;
  /** The money that the used points paid. */
  readonly usedAmount: MinorUnits;
  /** After the sale; `null` without a member or a programme. */
  readonly balanceAfter: number | null;
}

/**
 * A discount that was given by hand: `promotionId` of the lines' discounts in the lane `manual` is its id.
 *
 * @public
 */
export interface SettledManual {
  readonly discountId: string;
  readonly amount: MinorUnits;
  readonly reason: string;
  readonly operatorId: string;
  /** Who allowed what the operator's role may not give. */
  readonly approvedBy: string | null;
}

/**
 * A gift that went out with a sale: a line that costs nothing. In a refund, one that came back.
 *
 * @public
 */
export interface SettledGift {
  readonly lineId: string;
  readonly promotionId: string;
  readonly count: number;
  /** What one piece is worth where it does not come back. */
  readonly value: MinorUnits;
}

/**
 * A fee that goes back with goods: the line it was settled as, and the line of goods it belongs to, unit by unit; `null` for one
 * that was charged once and goes back when no goods are kept.
 *
 * @public
 */
export interface SettledFee {
  readonly lineId: string;
  readonly feeId: string;
  readonly goodsLineId: string | null;
}

/**
 * The goods and fees under one tax class, and their tax.
 *
 * @public
 */
export interface SettledTax {
  readonly taxId: string;
  /** As the rules have it, `"13%"`; of a class with parts `"4% + 2%"`. */
  readonly rate: string;
  /** What was paid, without the tax. */
  readonly net: MinorUnits;
  readonly tax: MinorUnits;
  readonly lineIds: readonly string[];
}

/**
 * What a refund kept by a policy of returns, and why.
 *
 * @public
 */
export interface SettledKeptBack {
  readonly policy: ReturnPolicy;
  /** Below zero where it gave back what an earlier refund kept. */
  readonly amount: MinorUnits;
  /** The part of `amount` that is tax. */
  readonly tax: MinorUnits;
  /** Gifts that were asked back and did not come: their value is in `amount`. */
  readonly gifts: readonly {
    readonly promotionId: string;
    readonly productId: string;
    readonly name: string;
    readonly count: number;
    readonly value: MinorUnits;
  }[];
  readonly reason: Reason;
}

/**
 * What a refund needs to know of points and stored value: as loyalty gave it, to be handed back to it.
 *
 * @public
 */
export interface SettledLoyalty {
  readonly earned: EarnRecord | null;
  /** The lots whose points paid a part. */
  readonly pointsSpent: readonly SpentLot[];
  /** The lots of each stored-value tender, by its id. */
  readonly storedValue: Readonly<Record<string, StoredValueSpend>>;
}

/**
 * The parts of a line's discounts that belong to ONE unit of each of its runs, in the order of the runs and of the line's
 * discounts. Written for lines with several discounts; with a single one, a unit's part is its `list - paid`.
 *
 * @public
 */
export interface DiscountShares {
  readonly lineId: string;
  readonly runs: readonly (readonly MinorUnits[])[];
}

/**
 * A completed sale, or a refund of one: a document that never changes. Amounts of a refund are positive, `kind` says
 * the direction.
 *
 * @public
 */
export interface SettledSale {
  readonly version: 1;
  readonly kind: "sale" | "refund";
  readonly saleId: string;
  /** As printed: `01-000123`; without gaps per till and kind. */
  readonly number: string;
  /** The counting part of `number`, from 1. */
  readonly sequence: number;
  /** Of a refund: the sale it refunds. Of the sale that replaces a reversed one (反结账): that one. */
  readonly refersTo: string | null;
  readonly storeId: string;
  readonly tillId: string;
  readonly shiftId: string;
  /** Who was at the till. */
  readonly operatorId: string;
  /** To whom the sale counts: commission and staff reports read this. */
  readonly sellerId: string;
  readonly memberId: string | null;
  /** Where it was sold: `till`, `online`, … */
  readonly channel: string;
  readonly currency: CurrencyCode;
  readonly completedAt: Instant;
  /** The store's zone; day and hour below are told in it. */
  readonly zone: ZoneId;
  readonly businessDay: LocalDate;
  /** 0 to 23 on the store's clock. */
  readonly localHour: number;
  readonly lines: readonly SettledLine[];
  readonly totals: SettledTotals;
  readonly tenders: readonly SettledTender[];
  readonly cashRounding: SettledRounding;
  readonly discountShares: readonly DiscountShares[];
  readonly applied: readonly SettledPromotion[];
  /** Discounts given by hand; absent without any, and in a refund. */
  readonly manual?: readonly SettledManual[];
  /** Absent without any. */
  readonly gifts?: readonly SettledGift[];
  /** Fees that go back with goods; absent without any, and in a refund. */
  readonly fees?: readonly SettledFee[];
  /** By class; absent where no tax concerns the goods. */
  readonly taxes?: readonly SettledTax[];
  /** Of a refund; absent when all that was pinned went back. */
  readonly keptBack?: SettledKeptBack;
  /** Content hash of the pricing rules. */
  readonly rules: string;
  /** Content hash of the loyalty programme. */
  readonly programme: string | null;
  readonly points: SettledPoints;
  /** `null` without a member, and in a refund. */
  readonly loyalty: SettledLoyalty | null;
  readonly note: string | null;
}

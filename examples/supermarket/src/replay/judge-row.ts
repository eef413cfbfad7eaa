import { type MinorUnits, parseInstant, parseMoney } from "@tillwright/values";
import type { JourneyRow, ListedReason, ListedRow, RawRow } from "./journey-row.js";

/** The currency of the data: a United States grocer. */
export const CURRENCY = "USD";

/** A row that carries nothing but a manufacturer's coupon: no goods, but a tender of its basket. */
export interface CouponRow {
  readonly line: number;
  readonly basketId: string;
  readonly householdId: string;
  readonly at: number;
  readonly manufacturerCoupon: MinorUnits;
}

/** What a row turns out to be. */
export type JudgedRow =
  | { readonly kind: "goods"; readonly row: JourneyRow }
  | { readonly kind: "coupon"; readonly row: CouponRow }
  | { readonly kind: "listed"; readonly row: ListedRow };

/**
 * Decides what a row of the file is. A row with pieces is goods; one without pieces or value that carries a
 * manufacturer's coupon is a coupon; anything else cannot be a sale and says why.
 */
export function judgeRow(raw: RawRow): JudgedRow {
  const { cells } = raw;
  const amounts = {
    sales_value: parseMoney(cells.sales_value, CURRENCY),
    retail_disc: parseMoney(cells.retail_disc, CURRENCY),
    coupon_match_disc: parseMoney(cells.coupon_match_disc, CURRENCY),
    coupon_disc: parseMoney(cells.coupon_disc, CURRENCY),
  };
  for (const [column, parsed] of Object.entries(amounts)) {
    if (!parsed.ok) {
      const message = parsed.issues[0]?.message ?? "not an amount";
      return listed(raw, "not-an-amount", `${column}: ${message}`);
    }
    if (parsed.value < 0) {
      return listed(raw, "discount-below-zero", `${column} is below zero`);
    }
  }
  const salesValue = parsedValue(amounts.sales_value);
  const loyaltyDiscount = parsedValue(amounts.retail_disc);
  const couponMatch = parsedValue(amounts.coupon_match_disc);
  const manufacturerCoupon = parsedValue(amounts.coupon_disc);
  const shelf = salesValue + loyaltyDiscount + couponMatch;

  if (!/^\d{1,9}$/.test(cells.quantity)) {
    return listed(raw, "not-a-quantity", `quantity ${cells.quantity}: expected whole pieces`);
  }
  const at = parseInstant(`${cells.transaction_ts_utc.replace(" ", "T")}Z`);
  if (!at.ok) return listed(raw, "not-a-time", `time ${cells.transaction_ts_utc}: expected UTC`);

  const basket = {
    line: raw.line,
    basketId: cells.basket_id,
    householdId: cells.household_id,
    at: at.value,
    manufacturerCoupon,
  };
  const quantity = Number(cells.quantity);
  if (quantity > 0) {
    const goods = { storeId: cells.store_id, productId: cells.product_id, quantity };
    return {
      kind: "goods",
      row: { ...basket, ...goods, shelf, loyaltyDiscount, couponMatch },
    };
  }
  if (shelf === 0 && manufacturerCoupon > 0) return { kind: "coupon", row: basket };
  const detail = shelf === 0 ? "no pieces, no value, no coupon" : "a value without pieces";
  return listed(raw, "quantity-zero", detail);
}

function parsedValue(parsed: ReturnType<typeof parseMoney>): MinorUnits {
  return parsed.ok ? parsed.value : 0;
}

function listed(raw: RawRow, reason: ListedReason, detail: string): JudgedRow {
  return {
    kind: "listed",
    row: {
      line: raw.line,
      reason,
      detail,
      salesValue: raw.cells.sales_value,
      loyaltyDiscount: raw.cells.retail_disc,
      couponMatch: raw.cells.coupon_match_disc,
      manufacturerCoupon: raw.cells.coupon_disc,
    },
  };
}

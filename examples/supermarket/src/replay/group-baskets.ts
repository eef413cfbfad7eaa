import { formatMoney, type MinorUnits } from "@tillwright/values";
import type { JourneyRow, ListedRow } from "./journey-row.js";
import { type CouponRow, CURRENCY } from "./judge-row.js";

/** One basket of the file as the till will ring it up. */
export interface JourneyBasket {
  readonly basketId: string;
  readonly householdId: string;
  readonly at: number;
  readonly rows: readonly JourneyRow[];
  /** What the shop receives for the goods. */
  readonly due: MinorUnits;
  /** What manufacturers pay of it. */
  readonly coupon: MinorUnits;
}

/**
 * Groups rows into baskets, oldest first, and takes each basket's coupons as far as the basket owes something: what a
 * coupon promises beyond that is listed with its row. A basket without goods is no sale; its coupons are listed.
 */
export function groupBaskets(
  goods: readonly JourneyRow[],
  coupons: readonly CouponRow[],
): { readonly baskets: readonly JourneyBasket[]; readonly listed: readonly ListedRow[] } {
  const rowsOf = new Map<string, JourneyRow[]>();
  for (const row of goods) {
    const rows = rowsOf.get(row.basketId);
    if (rows === undefined) rowsOf.set(row.basketId, [row]);
    else rows.push(row);
  }
  const couponsOf = new Map<string, { line: number; manufacturerCoupon: number }[]>();
  for (const row of [...goods, ...coupons]) {
    if (row.manufacturerCoupon === 0) continue;
    const rows = couponsOf.get(row.basketId) ?? [];
    rows.push(row);
    couponsOf.set(row.basketId, rows);
  }

  const listed: ListedRow[] = [];
  const taken = new Map<string, MinorUnits>();
  for (const [basketId, rows] of couponsOf) {
    let open = (rowsOf.get(basketId) ?? []).reduce((sum, row) => sum + dueOf(row), 0);
    let coupon = 0;
    for (const row of rows.sort((a, b) => a.line - b.line)) {
      const paid = Math.min(row.manufacturerCoupon, open);
      open -= paid;
      coupon += paid;
      if (paid < row.manufacturerCoupon) {
        listed.push(couponAboveDue(row.line, row.manufacturerCoupon - paid));
      }
    }
    taken.set(basketId, coupon);
  }

  const baskets = [...rowsOf].map(([basketId, rows]) => {
    const ordered = rows.sort((a, b) => a.line - b.line);
    const first = ordered[0] as JourneyRow;
    return {
      basketId,
      householdId: first.householdId,
      at: first.at,
      rows: ordered,
      due: ordered.reduce((sum, row) => sum + dueOf(row), 0),
      coupon: taken.get(basketId) ?? 0,
    };
  });
  baskets.sort((a, b) => a.at - b.at || compareText(a.basketId, b.basketId));
  return { baskets, listed };
}

function dueOf(row: JourneyRow): MinorUnits {
  return row.shelf - row.loyaltyDiscount - row.couponMatch;
}

function couponAboveDue(line: number, excess: MinorUnits): ListedRow {
  return {
    line,
    reason: "coupon-above-due",
    detail: "the coupon promises more than the basket owes",
    salesValue: "0",
    loyaltyDiscount: "0",
    couponMatch: "0",
    manufacturerCoupon: formatMoney(excess, CURRENCY),
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

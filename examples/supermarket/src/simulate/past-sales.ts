import type { PastSale } from "@tillwright/loyalty-rules";
import { allocate, pieces, type SettledLine } from "@tillwright/values";
import type { JourneyBasket } from "../replay/group-baskets.js";
import { memberOfHousehold } from "../replay/households.js";
import type { JourneyRow } from "../replay/journey-row.js";

/** A row as a line of one piece: what it cost the customer, after the manufacturer's part. */
function lineOf(row: JourneyRow, paid: number, department: string): SettledLine {
  const unit = { list: row.shelf, paid, tax: 0, pointsOffset: 0, points: 0, tenders: {} };
  return {
    lineId: String(row.line),
    productId: row.productId,
    name: row.productId,
    department,
    categories: [],
    brand: null,
    tags: [],
    quantity: pieces(1),
    list: row.shelf,
    deal: row.shelf,
    paid,
    tax: 0,
    pointsOffset: 0,
    discounts: [],
    runs: [{ count: 1, ...unit }],
  };
}

/**
 * The baskets of the file as past sales of their households, in the order of time. What manufacturers paid is shared among a
 * basket's rows and left out: a member's points and spend are for a member's money.
 */
export function* pastSales(
  baskets: readonly JourneyBasket[],
  departmentOf: (productId: string) => string,
): Iterable<PastSale> {
  for (const { basketId, householdId, at, rows, coupon } of baskets) {
    const dues = rows.map((row) => row.shelf - row.loyaltyDiscount - row.couponMatch);
    const coupons = coupon === 0 ? dues.map(() => 0) : allocate(coupon, dues);
    const lines = rows.map((row, index) =>
      lineOf(row, (dues[index] ?? 0) - (coupons[index] ?? 0), departmentOf(row.productId)),
    );
    const storeId = rows[0]?.storeId ?? "";
    const sale = { saleId: basketId, key: basketId, storeId, channel: "till", tenders: [] };
    yield { memberId: memberOfHousehold(householdId), event: { ...sale, at, lines } };
  }
}

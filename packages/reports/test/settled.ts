import type { SettledSale, SettledTender } from "@tillwright/cashier";
import { localTimeOf, pieces, type SettledLine } from "@tillwright/values";

/** A line of one run, with one discount where `paid` is below `list`. */
export function line(
  lineId: string,
  department: string,
  list: number,
  paid: number,
  promotionId = "half-price",
): SettledLine {
  return {
    lineId,
    productId: `product-of-${lineId}`,
    name: lineId,
    department,
    categories: [],
    brand: null,
    tags: [],
    quantity: pieces(1),
    list,
    deal: list,
    paid,
    tax: 0,
    pointsOffset: 0,
    discounts:
      list === paid ? [] : [{ promotionId, lane: "item", amount: list - paid, fundedBy: "shop" }],
    runs: [{ count: 1, list, paid, tax: 0, pointsOffset: 0, points: 0, tenders: { t1: paid } }],
  };
}

/** A settled document in Shanghai, paid in cash, `rounding` less than its lines. */
export function settled(
  kind: SettledSale["kind"],
  at: number,
  lines: readonly SettledLine[],
  rounding = 0,
  tenderKind: SettledTender["kind"] = "cash",
): SettledSale {
  const sum = (field: "list" | "deal" | "paid" | "tax") =>
    lines.reduce((total, one) => total + one[field], 0);
  const local = localTimeOf(at, "Asia/Shanghai");
  const paid = sum("paid");
  return {
    version: 1,
    kind,
    saleId: `sale-${at}-${lines.length}`,
    number: "01-000001",
    sequence: 1,
    refersTo: kind === "sale" ? null : "sale-0",
    storeId: "S1",
    tillId: "01",
    shiftId: "shift-1",
    operatorId: "clerk",
    sellerId: "clerk",
    memberId: null,
    channel: "till",
    currency: "CNY",
    completedAt: at,
    zone: "Asia/Shanghai",
    businessDay: local.date,
    localHour: local.hour,
    lines,
    totals: {
      list: sum("list"),
      deal: sum("deal"),
      discount: sum("list") - paid,
      tax: sum("tax"),
      paid,
      cashRounding: rounding,
      due: paid - rounding,
    },
    tenders: [
      {
        tenderId: "t1",
        kind: tenderKind,
        party: null,
        amount: paid,
        received: paid - rounding,
        tendered: paid - rounding,
        change: 0,
        reference: null,
        bonusPart: 0,
      },
    ],
    cashRounding: { amount: rounding, shares: [] },
    discountShares: [],
    applied: [],
    rules: "sha256:0",
    programme: null,
    points: { earned: 0, used: 0, usedAmount: 0, balanceAfter: null },
    loyalty: null,
    note: null,
  };
}

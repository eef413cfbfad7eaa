import type { Basket, BasketLine, UsageCount } from "@tillwright/pricing-engine";
import type { Instant, MemberFacts, PointsTerms, ZoneId } from "@tillwright/values";
import type { Sale, SaleLine } from "./sale.js";

/**
 * The basket that pricing sees of a sale: its goods, what may be known of the member, what points may pay, and where and
 * when.
 *
 * @example
 * ```ts
 * import { basketOf, newSale } from "@tillwright/cashier";
 *
 * const sale = newSale({
 *   saleId: "s1", storeId: "S1", tillId: "T1", shiftId: "h1", operatorId: "zhang", currency: "CNY", openedAt: 0,
 * });
 * basketOf(sale, null, null, { at: 7, zone: "Asia/Shanghai", channel: "till" }).lines; //=> []
 * ```
 *
 * @public
 */
export function basketOf(
  sale: Pick<Sale, "currency" | "storeId" | "lines" | "codes">,
  member: MemberFacts | null,
  points: PointsTerms | null,
  where: { readonly at: Instant; readonly zone: ZoneId; readonly channel: string },
  usage: readonly UsageCount[] = [],
): Basket {
  return {
    currency: sale.currency,
    at: where.at,
    zone: where.zone,
    storeId: sale.storeId,
    channel: where.channel,
    member,
    lines: sale.lines.map(basketLine),
    codes: sale.codes,
    points,
    usage,
  };
}

function basketLine(line: SaleLine): BasketLine {
  const { lineId, product, quantity, price, listPrices, offered } = line;
  const { productId, department, categories, brand, tags, attributes } = product;
  return {
    lineId,
    productId,
    quantity,
    price,
    department,
    categories,
    brand,
    tags,
    ...(listPrices === undefined ? {} : { listPrices }),
    ...(offered === undefined ? {} : { offered }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

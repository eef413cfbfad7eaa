import type { Basket, BasketLine, UsageCount } from "@tillwright/pricing-engine";
import {
  type CurrencyCode,
  extendPrice,
  type Instant,
  type MemberFacts,
  type MinorUnits,
  type PointsTerms,
  pieces,
  type ZoneId,
} from "@tillwright/values";
import { manualOf } from "./manual-discount.js";
import type { Sale, SaleLine } from "./sale.js";
import { giftChoices } from "./sale-gifts.js";

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
  sale: Pick<Sale, "currency" | "storeId" | "lines" | "codes" | "manual" | "gifts">,
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
    lines: sale.lines.map((line) => basketLine(line, sale.currency)),
    codes: sale.codes,
    points,
    usage,
    ...(sale.manual === undefined ? {} : { manual: sale.manual.map(manualOf) }),
    ...(sale.gifts === undefined ? {} : { choices: giftChoices(sale.gifts) }),
  };
}

function basketLine(line: SaleLine, currency: CurrencyCode): BasketLine {
  const { lineId, product, quantity, price, listPrices, offered } = line;
  const { productId, department, categories, brand, tags, taxId, attributes } = product;
  const cost = costOf(line, currency);
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
    ...(cost === null ? {} : { cost }),
    ...(taxId === undefined ? {} : { taxId }),
    ...(attributes === undefined ? {} : { attributes }),
  };
}

/** What one piece, or all of what was weighed, costs the shop; rounded up, so that a margin is never guarded too low. */
function costOf({ product, quantity }: SaleLine, currency: CurrencyCode): MinorUnits | null {
  const { cost } = product;
  if (cost === undefined) return null;
  const unit = quantity.kind === "pieces" ? "piece" : quantity.unit;
  if (unit !== cost.unit) return null;
  return extendPrice(cost, quantity.kind === "pieces" ? pieces(1) : quantity, currency, "up");
}

import type { PricedBasket } from "@tillwright/pricing-engine";
import {
  businessDayOf,
  type Instant,
  type Language,
  localTimeOf,
  type ZoneId,
} from "@tillwright/values";
import type { Catalogue } from "./catalogue.js";
import type { Sale } from "./sale.js";
import { giftLines } from "./sale-gifts.js";
import { settleLines } from "./settle-lines.js";
import { settledPrices } from "./settled-prices.js";
import type { SettledLoyalty, SettledPoints, SettledSale, SettledTender } from "./settled-sale.js";
import { settledTaxes, taxClasses } from "./settled-taxes.js";
import type { TenderPart } from "./tender-sums.js";

/** Where and when a sale is settled. */
export interface Place {
  readonly zone: ZoneId;
  readonly cutOff: string;
  readonly channel: string;
  readonly language: Language;
}

/** A settled sale before it has its number, and before loyalty has said what it earned. */
export type UnnumberedSale = Omit<SettledSale, "number" | "sequence">;

/** The instant as the store's clock and business day tell it. */
export function tradeTime(
  at: Instant,
  { zone, cutOff }: Pick<Place, "zone" | "cutOff">,
): Pick<SettledSale, "completedAt" | "zone" | "businessDay" | "localHour"> {
  return {
    completedAt: at,
    zone,
    businessDay: businessDayOf(at, { zone, cutOff }),
    localHour: localTimeOf(at, zone).hour,
  };
}

function settledTender({ tender, amount, received, change }: TenderPart): SettledTender {
  const { tenderId, kind, party, tendered, reference, bonusPart } = tender;
  return { tenderId, kind, party, amount, received, tendered, change, reference, bonusPart };
}

/** Turns a fully paid sale into the document that never changes: everything pinned, nothing numbered yet. */
export function settleSale(
  sale: Sale,
  priced: PricedBasket,
  parts: readonly TenderPart[],
  where: Place & {
    readonly at: Instant;
    readonly programme: string | null;
    readonly catalogue: Pick<Catalogue, "byId">;
  },
): UnnumberedSale {
  const free = giftLines(sale, priced, where.catalogue);
  const settled = settledPrices(sale.lines, priced, free);
  const goods = settleLines(settled.lines, settled.priced, parts, where.language);
  const used = priced.points;
  return {
    version: 1,
    kind: "sale",
    saleId: sale.saleId,
    refersTo: sale.replaces,
    storeId: sale.storeId,
    tillId: sale.tillId,
    shiftId: sale.shiftId,
    operatorId: sale.operatorId,
    sellerId: sale.sellerId,
    memberId: sale.memberId,
    channel: where.channel,
    currency: sale.currency,
    ...tradeTime(where.at, where),
    lines: goods.lines,
    totals: goods.totals,
    tenders: parts.map(settledTender),
    cashRounding: goods.cashRounding,
    discountShares: goods.discountShares,
    applied: priced.applied.map(({ promotionId, lane, times, amount, fundedBy }) => ({
      promotionId,
      lane,
      times,
      amount,
      fundedBy,
    })),
    ...settledManual(sale, priced),
    ...(settled.fees.length === 0 ? {} : { fees: settled.fees }),
    ...settledTaxes(goods.lines, taxClasses(settled.priced)),
    ...(free.gifts.length === 0 ? {} : { gifts: free.gifts }),
    rules: priced.configuration,
    programme: where.programme,
    points: {
      earned: 0,
      used: used?.used ?? 0,
      usedAmount: used?.amount ?? 0,
      balanceAfter: null,
    },
    loyalty: null,
    note: sale.note,
  };
}

function settledManual(sale: Sale, { applied }: PricedBasket): Pick<SettledSale, "manual"> {
  const { manual = [] } = sale;
  if (manual.length === 0) return {};
  return {
    manual: manual.map(({ discountId, reason, operatorId, approvedBy }) => ({
      discountId,
      amount: applied.find(({ promotionId }) => promotionId === discountId)?.amount ?? 0,
      reason,
      operatorId,
      approvedBy,
    })),
  };
}

/** The sale with what loyalty said of it. */
export function withLoyalty(
  sale: UnnumberedSale,
  points: Pick<SettledPoints, "earned" | "balanceAfter">,
  loyalty: SettledLoyalty,
): UnnumberedSale {
  return { ...sale, points: { ...sale.points, ...points }, loyalty };
}

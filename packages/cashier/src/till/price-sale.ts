import { pointsTerms } from "@tillwright/loyalty-rules";
import type { Basket, PricedBasket } from "@tillwright/pricing-engine";
import type { Instant, Outcome, PointsTerms } from "@tillwright/values";
import { basketOf } from "../basket-of.js";
import type { CashierRefusal } from "../refusal.js";
import type { FrozenPrices, Sale } from "../sale.js";
import { tenderSums } from "../tender-sums.js";
import type { SaleView } from "../till.js";
import type { Desk } from "./desk.js";
import { type MemberContext, memberContext } from "./member-context.js";
import { type UsageStand, usageOf } from "./promotion-usage.js";

/** A sale with its prices of this moment, and what they were made from. */
export interface PricedSale {
  readonly basket: Basket;
  readonly priced: PricedBasket;
  readonly member: MemberContext | null;
  readonly terms: PointsTerms | null;
  /** How often the limited promotions were used before. */
  readonly usage: readonly UsageStand[];
}

/** Prices a sale as it would be priced now. Refuses `cashier.member-unknown`. */
export async function priceSale(
  desk: Desk,
  sale: Pick<
    Sale,
    "currency" | "storeId" | "lines" | "codes" | "memberId" | "points" | "manual" | "gifts"
  >,
  at: Instant,
): Promise<Outcome<PricedSale, CashierRefusal>> {
  const { engine, programme, config } = desk.parts;
  const context = sale.memberId === null ? null : await memberContext(desk, sale.memberId, at);
  if (context !== null && !context.ok) return context;
  const member = context?.value ?? null;
  const wanted = member === null || programme === null ? null : sale.points;
  const terms =
    wanted === null || programme === null || member === null
      ? null
      : pointsTerms(programme, member.points, wanted);
  const { zone, channel } = config;
  const usage = await usageOf(desk, sale.memberId);
  const where = { at, zone, channel };
  const counts = usage.map(({ count }) => count);
  const basket = basketOf(sale, member?.facts ?? null, terms, where, counts);
  return { ok: true, value: { basket, priced: engine.price(basket), member, terms, usage } };
}

/** The sale as the operator sees it: with frozen prices while it is paid, else with those of this moment. */
export async function viewOf(
  desk: Desk,
  sale: Sale,
  at: Instant,
): Promise<Outcome<SaleView, CashierRefusal>> {
  if (sale.frozen !== null) return { ok: true, value: frozenView(desk, sale, sale.frozen) };
  const priced = await priceSale(desk, sale, at);
  if (!priced.ok) return priced;
  return { ok: true, value: viewWith(desk, sale, priced.value.basket, priced.value.priced) };
}

/** The sale with the prices that were frozen when tendering began. */
export function frozenView(desk: Desk, sale: Sale, frozen: FrozenPrices): SaleView {
  const { zone, channel } = desk.parts.config;
  const where = { at: frozen.frozenAt, zone, channel };
  return viewWith(
    desk,
    sale,
    basketOf(sale, frozen.member, frozen.pointsTerms, where, frozen.usage),
    frozen.priced,
  );
}

function viewWith(desk: Desk, sale: Sale, basket: Basket, priced: PricedBasket): SaleView {
  const { cashRounding } = desk.parts.config;
  const { payment } = tenderSums(priced.totals.due, sale.tenders, cashRounding);
  return { sale, basket, priced, payment };
}

import type { RefundedUnits } from "@tillwright/loyalty-rules";
import type { Basket, PricedBasket, PricingEngine } from "@tillwright/pricing-engine";
import {
  type GiftBack,
  planReturn,
  type ReturnPolicy,
  type UnitsWanted,
} from "@tillwright/pricing-engine/returns";
import type { Outcome } from "@tillwright/values";
import { basketOf } from "../basket-of.js";
import { refundedUnits } from "../choose-units.js";
import { CashierError } from "../errors.js";
import { mayKeepBack } from "../may-keep-back.js";
import type { JudgedReturn, RefundState } from "../refund-state.js";
import { type CashierRefusal, refuse } from "../refusal.js";
import { giftsOf } from "../sale-gifts.js";
import type { SettledSale } from "../settled-sale.js";
import type { Desk } from "./desk.js";
import { saleById } from "./documents.js";

/** A sale as it was priced, with the gifts that really went out. */
interface Sold {
  readonly sale: SettledSale;
  readonly basket: Basket;
  readonly priced: PricedBasket;
}

/** How returns of a sale were judged so far, this one last; `null` when nothing but what was pinned can go back. */
export type JudgedReturns = readonly JudgedReturn[] | null;

/**
 * Judges a return by a policy and the rules of the sale. Refuses `cashier.return-blocked`, and `cashier.return-rules` when the
 * policy needs rules or prices of the sale that are not at hand.
 */
export async function judgeReturn(
  desk: Desk,
  sale: SettledSale,
  state: RefundState,
  units: readonly RefundedUnits[],
  policy: { readonly name: ReturnPolicy; readonly asked: boolean },
): Promise<Outcome<JudgedReturns, CashierRefusal>> {
  const sold = await soldAs(desk, sale);
  if (sold === null) {
    return policy.asked && policy.name !== "proportional"
      ? rulesMissing(sale, policy.name)
      : { ok: true, value: null };
  }
  const before = state.judged ?? [];
  if (before.length === 0 && !mayKeepBack(policy.name, sold.priced)) {
    return { ok: true, value: null };
  }
  const engine = await engineOf(desk, sale.rules);
  if (engine === null && policy.name !== "proportional") return rulesMissing(sale, policy.name);
  const earlier = before.length > 0 ? before : judgedBefore(sold, state);
  const judged = judge(sold, earlier, units, policy.name, engine);
  return judged.ok ? { ok: true, value: [...earlier, ...judged.value] } : judged;
}

/** The sale as it was priced; `null` for one whose prices were not kept. */
async function soldAs(desk: Desk, sale: SettledSale): Promise<Sold | null> {
  const body = (await saleById(desk, sale.saleId))?.body;
  const frozen = body?.frozen ?? null;
  if (body === undefined || frozen === null) return null;
  const { zone, channel } = sale;
  const where = { at: frozen.frozenAt, zone, channel };
  return {
    sale,
    basket: basketOf(body, frozen.member, frozen.pointsTerms, where, frozen.usage),
    priced: { ...frozen.priced, gifts: giftsOf(body, frozen.priced) },
  };
}

/** The engine of the rules that were in force: today's, or the one made of the rules kept under their hash. */
async function engineOf(desk: Desk, hash: string): Promise<PricingEngine | null> {
  const { engine, engineOf: make, store } = desk.parts;
  if (engine.configuration === hash) return engine;
  const kept = make === undefined ? null : await store.document(desk.owner, "rules", hash);
  const made = kept === null ? null : (make?.(kept.body) ?? null);
  return made?.configuration === hash ? made : null;
}

/** Returns that were made before the sale's returns were judged: by the shares that were pinned. */
function judgedBefore(sold: Sold, state: RefundState): readonly JudgedReturn[] {
  const units = refundedUnits(sold.sale, state);
  const judged = units.length === 0 ? null : judge(sold, [], units, "proportional", null);
  return judged?.ok === true ? judged.value : [];
}

function judge(
  sold: Sold,
  earlier: readonly JudgedReturn[],
  units: readonly RefundedUnits[],
  policy: ReturnPolicy,
  engine: PricingEngine | null,
): Outcome<readonly JudgedReturn[], CashierRefusal> {
  const now = goodsOf(sold, units);
  const gifts = giftsBack(sold.sale, units);
  if (now.length === 0 && gifts.length === 0) return { ok: true, value: [] };
  const planned = planReturn({
    basket: sold.basket,
    priced: sold.priced,
    policy,
    ...(engine === null ? {} : { engine }),
    earlier: earlier.map(({ plan }) => plan),
    now,
    gifts,
  });
  if (planned.ok) {
    return { ok: true, value: [{ plan: planned.value, tax: taxOf(sold.sale, now, units) }] };
  }
  const { code, message, facts } = planned.refusal;
  if (code === "pricing.return-blocked") return refuse("cashier.return-blocked", message, facts);
  throw new CashierError("cashier.prices-inconsistent", `refund: ${message}`, facts);
}

/** The units as pricing had them: it knows fewer runs, in the same order, and neither gifts nor fees among the lines. */
function goodsOf({ sale, priced }: Sold, units: readonly RefundedUnits[]): readonly UnitsWanted[] {
  return units.flatMap(({ lineId, run, count }): readonly UnitsWanted[] => {
    const settled = sale.lines.find((line) => line.lineId === lineId)?.runs ?? [];
    const runs = priced.lines.find((line) => line.lineId === lineId)?.runs;
    if (runs === undefined) return [];
    const start = settled.slice(0, run).reduce((sum, one) => sum + one.count, 0);
    let end = 0;
    const of = runs.findIndex((one) => {
      end += one.count;
      return start < end;
    });
    return [{ lineId, run: of, count }];
  });
}

function giftsBack(sale: SettledSale, units: readonly RefundedUnits[]): readonly GiftBack[] {
  return units.flatMap(({ lineId, count }): readonly GiftBack[] => {
    const gift = sale.gifts?.find((one) => one.lineId === lineId);
    const productId = sale.lines.find((line) => line.lineId === lineId)?.productId;
    if (gift === undefined || productId === undefined) return [];
    return [{ promotionId: gift.promotionId, productId, count }];
  });
}

/** The tax that was pinned to the goods among the units. */
function taxOf(
  sale: SettledSale,
  goods: readonly UnitsWanted[],
  units: readonly RefundedUnits[],
): number {
  const lines = new Set(goods.map(({ lineId }) => lineId));
  return units.reduce((sum, { lineId, run, count }) => {
    const of = sale.lines.find((line) => line.lineId === lineId)?.runs[run];
    return lines.has(lineId) && of !== undefined ? sum + of.tax * count : sum;
  }, 0);
}

function rulesMissing(
  { saleId, rules }: SettledSale,
  policy: ReturnPolicy,
): { readonly ok: false; readonly refusal: CashierRefusal } {
  return refuse("cashier.return-rules", `${policy} needs the rules of sale ${saleId}`, {
    saleId,
    rules,
    policy,
  });
}

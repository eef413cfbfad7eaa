import { type MinorUnits, type Outcome, refuse, scaleRounded, succeed } from "@tillwright/values";
import { PricingError } from "../../errors.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { ReturnRefusal, ReturnRequest } from "../../return-plan.js";
import { goodsValue, paidValue, priceKept, unearnedGifts } from "./kept-goods.js";
import { keptCounts, type Pinned, pinnedTo } from "./pinned.js";
import type { UnitCounts } from "./units-back.js";

/** What units that came back are worth together, whatever the order in which they came. */
export interface Entitlement {
  readonly money: MinorUnits;
  readonly tax: MinorUnits;
  readonly points: number;
  /** What was pinned to them. */
  readonly pinned: Pinned;
  /** What the kept units cost by themselves; `null` when nobody asked. */
  readonly keptCost: MinorUnits | null;
}

/** Judges all units that came back by the policy of the request. */
export function entitlement(
  request: ReturnRequest,
  back: UnitCounts,
): Outcome<Entitlement, ReturnRefusal> {
  const { priced, policy, basket } = request;
  const pinned = pinnedTo(priced, back);
  if (policy === "proportional") return succeed(entitled(pinned, 0, null));
  const kept = keptCounts(priced, back);
  const repriced = priceKept(engineOf(request), basket, kept);
  const cost = goodsValue(repriced);
  const paid = paidValue(priced, kept);
  const short = Math.max(0, cost - paid);
  if (policy === "block") {
    return short > 0 ? blocked(priced, repriced, short) : succeed(entitled(pinned, 0, cost));
  }
  const held = policy === "reprice-kept" ? short : unearnedGifts(priced, kept, repriced);
  return succeed(entitled(pinned, held, cost));
}

function engineOf({ engine, priced, policy }: ReturnRequest): NonNullable<ReturnRequest["engine"]> {
  if (engine === undefined) throw badReturn(`${policy} needs the engine of the sale's rules`);
  if (engine.configuration === priced.configuration) return engine;
  throw badReturn(`the sale was priced by ${priced.configuration}, not ${engine.configuration}`);
}

export function badReturn(what: string): PricingError {
  return new PricingError("pricing.bad-return", `planReturn: ${what}`, {});
}

/** What is held back comes off the money first, then off what points paid. Never more is held back than was paid. */
function entitled(pinned: Pinned, held: MinorUnits, keptCost: MinorUnits | null): Entitlement {
  const ofMoney = Math.min(held, pinned.money);
  const ofOffset = Math.min(held - ofMoney, pinned.offset);
  const money = pinned.money - ofMoney;
  const offset = pinned.offset - ofOffset;
  return {
    money,
    tax: part(pinned.tax, money, pinned.money, "half-up"),
    points: part(pinned.points, offset, pinned.offset, "down"),
    pinned,
    keptCost,
  };
}

function part(whole: number, share: MinorUnits, of: MinorUnits, mode: "half-up" | "down"): number {
  return share === of ? whole : scaleRounded(whole, share, of, mode);
}

function blocked(
  sold: PricedBasket,
  repriced: PricedBasket,
  short: MinorUnits,
): { readonly ok: false; readonly refusal: ReturnRefusal } {
  const stillGiven = new Map(repriced.applied.map((one) => [one.promotionId, one.amount]));
  const promotions = sold.applied
    .filter(({ promotionId, amount }) => amount > (stillGiven.get(promotionId) ?? 0))
    .map(({ promotionId }) => promotionId);
  const message = `what is kept would cost ${short} more by itself; what took part in ${promotions.join(", ")} comes back together or not at all`;
  return refuse("pricing.return-blocked", message, { promotions, short });
}

import { type MinorUnits, type Outcome, refuse, scaleRounded, succeed } from "@tillwright/values";
import { PricingError } from "../../errors.js";
import type { PricedBasket } from "../../priced-basket.js";
import type { GiftBack, ReturnPlan, ReturnRefusal, ReturnRequest } from "../../return-plan.js";
import { giftsAskedBack } from "./gifts-back.js";
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
  readonly giftsAskedBack: ReturnPlan["giftsAskedBack"];
}

/** Judges all units that came back by the policy of the request. */
export function entitlement(
  request: ReturnRequest,
  back: UnitCounts,
  gifts: readonly GiftBack[],
): Outcome<Entitlement, ReturnRefusal> {
  const { priced, policy, basket } = request;
  const pinned = pinnedTo(priced, back);
  if (policy === "proportional") return succeed(entitled(pinned, 0, null, []));
  const kept = keptCounts(priced, back);
  const repriced = priceKept(engineOf(request), basket, kept, priced);
  const cost = goodsValue(repriced);
  const short = Math.max(0, cost - paidValue(priced, kept));
  const asked = giftsAskedBack(priced, repriced, gifts);
  if (policy === "block") {
    return short > 0 || asked.length > 0
      ? blocked(priced, repriced, short, asked)
      : succeed(entitled(pinned, 0, cost, []));
  }
  const free = policy === "reprice-kept" ? short : unearnedGifts(priced, kept, repriced);
  const held = asked.reduce((sum, { count, value }) => sum + count * value, free);
  return succeed(entitled(pinned, held, cost, asked));
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
function entitled(
  pinned: Pinned,
  held: MinorUnits,
  keptCost: MinorUnits | null,
  asked: ReturnPlan["giftsAskedBack"],
): Entitlement {
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
    giftsAskedBack: asked,
  };
}

function part(whole: number, share: MinorUnits, of: MinorUnits, mode: "half-up" | "down"): number {
  return share === of ? whole : scaleRounded(whole, share, of, mode);
}

function blocked(
  sold: PricedBasket,
  repriced: PricedBasket,
  short: MinorUnits,
  asked: ReturnPlan["giftsAskedBack"],
): { readonly ok: false; readonly refusal: ReturnRefusal } {
  const stillGiven = new Map(repriced.applied.map((one) => [one.promotionId, one.amount]));
  const gifts = new Set(asked.map(({ promotionId }) => promotionId));
  const promotions = sold.applied
    .filter(
      ({ promotionId, amount }) =>
        gifts.has(promotionId) || amount > (stillGiven.get(promotionId) ?? 0),
    )
    .map(({ promotionId }) => promotionId);
  const message = `what is kept would cost ${short} more by itself; what took part in ${promotions.join(", ")} comes back together or not at all`;
  return refuse("pricing.return-blocked", message, { promotions, short });
}

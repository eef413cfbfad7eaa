import { type MinorUnits, type Outcome, type Reason, succeed } from "@tillwright/values";
import { badReturn, type Entitlement, entitlement } from "./internal/returns/entitlement.js";
import { exchangeLines } from "./internal/returns/exchange-lines.js";
import { bringsForeignGifts } from "./internal/returns/gifts-back.js";
import { moneyOf } from "./internal/returns/pinned.js";
import { feesBack } from "./internal/returns/returned-fees.js";
import { chooseUnits, countsOf } from "./internal/returns/units-back.js";
import type { ReturnedFee, ReturnPlan, ReturnRefusal, ReturnRequest } from "./return-plan.js";

/**
 * What goes back when a part of a sale is returned, by a named policy.
 *
 * Every policy judges all units that came back so far and gives what is still open of that, so that nothing is gained by
 * splitting a return. No policy pays more than was paid for the units, and when everything has come back, in any order and
 * any split, exactly what was paid has gone back, unless gifts were kept; a gift may come back by itself later. What points had paid comes back as points.
 * Amounts are minor units with the tax in them; where less than the pinned money goes back, the tax goes down in proportion,
 * rounded half-up, and points rounded down.
 *
 * Refuses `pricing.return-nothing`, `pricing.return-unknown-line`, `pricing.return-too-many` with what is `left`, and
 * `pricing.return-blocked` with the `promotions` and how much the kept units would be `short`. Throws `pricing.bad-return`
 * when the prices are not the basket's, or the engine is missing or not that of the sale's rules.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { planReturn } from "@tillwright/pricing-engine/returns";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1", currency: "CNY",
 *   promotions: [{ kind: "threshold", id: "m", amount: "200.00", off: "30.00" }],
 * });
 * const shirt = {
 *   lineId: "1", productId: "shirt", quantity: { kind: "pieces" as const, count: 2 }, price: { amount: 20_000 },
 *   department: "clothes", categories: [], brand: null, tags: [],
 * };
 * const basket = {
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, lines: [shirt], codes: [], points: null, usage: [],
 * };
 * const sale = { engine, basket, priced: engine.price(basket), now: [{ lineId: "1", count: 1 }] };
 * const money = (policy: "proportional" | "reprice-kept") => {
 *   const plan = planReturn({ ...sale, policy });
 *   return plan.ok ? plan.value.money : 0;
 * };
 * money("proportional"); //=> 8500
 * money("reprice-kept"); //=> 7000
 * ```
 *
 * @public
 */
export function planReturn(request: ReturnRequest): Outcome<ReturnPlan, ReturnRefusal> {
  const { priced, policy, earlier = [] } = request;
  checkRequest(request);
  const before = earlier.flatMap(({ units }) => units);
  const gifts = request.gifts ?? [];
  const units = chooseUnits(priced, before, request.now, gifts.length > 0);
  if (!units.ok) return units;
  const back = countsOf(priced, [...before, ...units.value]);
  const judged = entitlement(request, back, [...earlier.flatMap((one) => one.gifts), ...gifts]);
  if (!judged.ok) return judged;
  const worth = judged.value;
  const given = sumOf(earlier);
  const money = Math.max(0, worth.money - given.money);
  const points = Math.max(0, worth.points - given.points);
  const tax = Math.max(0, worth.tax - given.tax);
  const pinned = units.value.reduce((sum, { lineId, run, count }) => {
    const of = priced.lines.find((line) => line.lineId === lineId)?.runs[run];
    return of === undefined ? sum : sum + moneyOf(of, priced.taxIncluded) * count;
  }, 0);
  const fees = feesBack(priced, back)
    .map((fee) => withoutGiven(fee, earlier))
    .filter((fee) => fee.money > 0);
  const plan = { policy, units: units.value, money, tax, points, fees, withheld: pinned - money };
  return succeed({
    ...plan,
    gifts,
    giftsAskedBack: worth.giftsAskedBack,
    overpaid: Math.max(0, given.money - worth.money),
    lines: exchangeLines(priced, plan),
    reason: reasonOf(plan, worth),
  });
}

function checkRequest({ basket, priced, earlier = [], gifts = [] }: ReturnRequest): void {
  if (bringsForeignGifts(priced, [...earlier.flatMap((one) => one.gifts), ...gifts])) {
    throw badReturn("gifts come back that the sale did not give");
  }
  const same =
    basket.lines.length === priced.lines.length &&
    basket.lines.every(({ lineId }, i) => priced.lines[i]?.lineId === lineId);
  if (!same) throw badReturn("the prices are not those of the basket");
  const runs = new Map(priced.lines.map((line) => [line.lineId, line.runs]));
  for (const [lineId, counts] of countsOf(
    priced,
    earlier.flatMap(({ units }) => units),
  )) {
    const most = runs.get(lineId) ?? [];
    if (counts.every((count, run) => count <= (most[run]?.count ?? 0))) continue;
    throw badReturn(`the earlier plans return more of line ${lineId} than was sold`);
  }
}

function sumOf(plans: readonly ReturnPlan[]): {
  readonly money: MinorUnits;
  readonly tax: MinorUnits;
  readonly points: number;
} {
  let [money, tax, points] = [0, 0, 0];
  for (const plan of plans) {
    money += plan.money;
    tax += plan.tax;
    points += plan.points;
  }
  return { money, tax, points };
}

function withoutGiven(fee: ReturnedFee, earlier: readonly ReturnPlan[]): ReturnedFee {
  let { money, tax } = fee;
  for (const given of earlier.flatMap(({ fees }) => fees)) {
    if (given.feeId !== fee.feeId) continue;
    money -= given.money;
    tax -= given.tax;
  }
  return { feeId: fee.feeId, money, tax };
}

function reasonOf(
  {
    policy,
    units,
    money,
    points,
    withheld,
  }: Pick<ReturnPlan, "policy" | "units" | "money" | "points" | "withheld">,
  { keptCost }: Entitlement,
): Reason {
  const count = units.reduce((sum, unit) => sum + unit.count, 0);
  const facts = { count, money, points, withheld: Math.abs(withheld), kept: keptCost ?? 0 };
  if (count === 0) return { code: "pricing.return.gift-back", facts };
  if (withheld === 0) return { code: "pricing.return.in-full", facts };
  if (withheld < 0) return { code: "pricing.return.with-earlier", facts };
  return { code: `pricing.return.${policy}`, facts };
}

import type { MinorUnits } from "@tillwright/values";
import type { Basket } from "./basket.js";
import { compile } from "./complete.js";
import type { PricingEngine } from "./engine.js";
import { PricingError } from "./errors.js";
import { compareText } from "./internal/order.js";
import type { PricedBasket } from "./priced-basket.js";
import type { RulesDocument } from "./rules-document.js";

/** How a comparison is made. @public */
export interface CompareOptions {
  /** How many of the largest changes are kept, of each direction. Default 10. */
  readonly largest?: number;
  /** Called after every `every` baskets with how many were priced; throwing from it ends the comparison. */
  readonly onProgress?: (baskets: number) => void;
  /** Default 1,000. */
  readonly every?: number;
}

/** What one promotion gave over all baskets, in minor units. @public */
export interface PromotionSums {
  /** Baskets to which it gave something. */
  readonly baskets: number;
  readonly times: number;
  readonly amount: MinorUnits;
}

/** One promotion, or the points, under both rules. @public */
export interface ComparedPromotion {
  /** The promotion's id; `points` for what points paid. */
  readonly promotionId: string;
  readonly before: PromotionSums;
  readonly after: PromotionSums;
  /** What it gives more; negative when it gives less. */
  readonly difference: MinorUnits;
}

/** A basket that costs something else. @public */
export interface ChangedBasket {
  /** Its place among the baskets, from 0. */
  readonly index: number;
  readonly basket: Basket;
  /** What was due. */
  readonly before: MinorUnits;
  readonly after: MinorUnits;
  /** `after - before`. */
  readonly difference: MinorUnits;
}

/** What a change of rules would have done to baskets. @public */
export interface Comparison {
  readonly baskets: number;
  readonly cheaper: number;
  readonly dearer: number;
  readonly same: number;
  /** Of all baskets together, under the first rules. */
  readonly before: { readonly due: MinorUnits; readonly discount: MinorUnits };
  /** Under the second ones. */
  readonly after: { readonly due: MinorUnits; readonly discount: MinorUnits };
  /** What customers would have paid more; negative is what the change costs. */
  readonly difference: MinorUnits;
  /** Each promotion that gave something under either, by its id. */
  readonly promotions: readonly ComparedPromotion[];
  /** The baskets that would have become cheaper by most, and dearer by most; of equal ones the earlier first. */
  readonly largest: {
    readonly cheaper: readonly ChangedBasket[];
    readonly dearer: readonly ChangedBasket[];
  };
}

type Sums = { -readonly [Name in keyof PromotionSums]: PromotionSums[Name] };

interface Tally {
  baskets: number;
  cheaper: number;
  dearer: number;
  readonly due: [MinorUnits, MinorUnits];
  readonly discount: [MinorUnits, MinorUnits];
  readonly promotions: Map<string, [Sums, Sums]>;
  readonly largest: { cheaper: ChangedBasket[]; dearer: ChangedBasket[] };
}

/**
 * What a change of rules would have cost over real baskets: in all, per promotion, and the baskets it would have changed most.
 *
 * The baskets are read one by one and not kept, so that a year of them can come from a generator; memory grows with the
 * promotions and the kept changes only. Usage counts are those the baskets bring: what a changed rule would have used up of
 * its limits in earlier baskets is not carried on to later ones.
 *
 * Throws what `compile` and `price` throw, and `pricing.out-of-range` when a sum leaves the safe integers.
 *
 * @example
 * ```ts
 * import { compare } from "@tillwright/pricing-engine/compare";
 *
 * const rules = (off: string) => ({
 *   format: "tillwright.rules/1" as const, currency: "CNY",
 *   promotions: [{ kind: "threshold" as const, id: "m", amount: "100.00", off }],
 * });
 * const basket = (amount: number) => ({
 *   currency: "CNY", at: 1_800_000_000_000, zone: "Asia/Shanghai", storeId: "s1", channel: "till",
 *   member: null, codes: [], points: null, usage: [],
 *   lines: [{
 *     lineId: "1", productId: "tea", quantity: { kind: "pieces" as const, count: 1 }, price: { amount },
 *     department: "food", categories: [], brand: null, tags: [],
 *   }],
 * });
 * const seen = compare(rules("10.00"), rules("15.00"), [basket(9_900), basket(10_000), basket(25_000)]);
 * [seen.cheaper, seen.dearer, seen.same]; //=> [2, 0, 1]
 * seen.difference; //=> -1000
 * seen.promotions[0]?.after; //=> { "baskets": 2, "times": 2, "amount": 3000 }
 * ```
 *
 * @public
 */
export function compare(
  before: RulesDocument | PricingEngine,
  after: RulesDocument | PricingEngine,
  baskets: Iterable<Basket>,
  options: CompareOptions = {},
): Comparison {
  const { largest = 10, every = 1000, onProgress } = options;
  const [first, second] = [engineOf(before), engineOf(after)];
  const tally: Tally = {
    baskets: 0,
    cheaper: 0,
    dearer: 0,
    due: [0, 0],
    discount: [0, 0],
    promotions: new Map(),
    largest: { cheaper: [], dearer: [] },
  };
  for (const basket of baskets) {
    add(tally, basket, first.price(basket), second.price(basket), largest);
    if (tally.baskets % every === 0) onProgress?.(tally.baskets);
  }
  return comparisonOf(tally);
}

function engineOf(rules: RulesDocument | PricingEngine): PricingEngine {
  return "price" in rules ? rules : compile(rules);
}

function add(
  tally: Tally,
  basket: Basket,
  before: PricedBasket,
  after: PricedBasket,
  kept: number,
): void {
  const index = tally.baskets;
  tally.baskets += 1;
  [before, after].forEach(({ totals, applied, points }, side) => {
    const at = side === 0 ? 0 : 1;
    tally.due[at] = safe(tally.due[at] + totals.due);
    tally.discount[at] = safe(tally.discount[at] + totals.discount);
    for (const { promotionId, times, amount } of applied) {
      addTo(tally, promotionId, at, times, amount);
    }
    if (points !== null && points.amount > 0) addTo(tally, "points", at, 1, points.amount);
  });
  const difference = after.totals.due - before.totals.due;
  if (difference === 0) return;
  const direction = difference < 0 ? "cheaper" : "dearer";
  tally[direction] += 1;
  keepLargest(tally.largest[direction], kept, {
    index,
    basket,
    before: before.totals.due,
    after: after.totals.due,
    difference,
  });
}

function addTo(
  { promotions }: Tally,
  promotionId: string,
  side: 0 | 1,
  times: number,
  amount: MinorUnits,
): void {
  const none = (): Sums => ({ baskets: 0, times: 0, amount: 0 });
  const known = promotions.get(promotionId) ?? [none(), none()];
  promotions.set(promotionId, known);
  known[side].baskets += 1;
  known[side].times = safe(known[side].times + times);
  known[side].amount = safe(known[side].amount + amount);
}

/** Keeps a short list sorted, largest change first and the earlier basket before an equal one. */
function keepLargest(list: ChangedBasket[], kept: number, one: ChangedBasket): void {
  const size = Math.abs(one.difference);
  const place = list.findIndex(({ difference }) => Math.abs(difference) < size);
  list.splice(place === -1 ? list.length : place, 0, one);
  if (list.length > kept) list.pop();
}

function comparisonOf(tally: Tally): Comparison {
  const { baskets, cheaper, dearer, due, discount, promotions, largest } = tally;
  return {
    baskets,
    cheaper,
    dearer,
    same: baskets - cheaper - dearer,
    before: { due: due[0], discount: discount[0] },
    after: { due: due[1], discount: discount[1] },
    difference: due[1] - due[0],
    promotions: [...promotions]
      .sort(([a], [b]) => compareText(a, b))
      .map(([promotionId, [before, after]]) => ({
        promotionId,
        before,
        after,
        difference: after.amount - before.amount,
      })),
    largest,
  };
}

function safe(sum: number): number {
  if (Number.isSafeInteger(sum)) return sum;
  throw new PricingError("pricing.out-of-range", `compare: a sum of ${sum} is not safe`, {
    sum: String(sum),
  });
}

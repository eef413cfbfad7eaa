import type { LineAdjustment } from "../priced-basket.js";
import type { RulesDocument } from "../rules-document.js";
import { compareText } from "./order.js";
import { shareByWeight } from "./share.js";
import { createTermReader } from "./term-reader.js";
import { leastCommonMultiple, sum } from "./whole-numbers.js";

/** Who pays for a promotion together, by their names, and in what proportion. */
interface Funders {
  readonly names: readonly string[];
  readonly weights: readonly number[];
}

export type FundersById = ReadonlyMap<string, Funders>;

/** Promotions that several pay for; `null` where there are none. */
export function compileFunders({ currency, promotions }: RulesDocument): FundersById | null {
  const found = new Map<string, Funders>();
  for (const { id, fundedBy } of promotions) {
    if (fundedBy === undefined || typeof fundedBy === "string") continue;
    const reader = createTermReader(currency, `promotion ${id}`, () => () => false);
    const shares = Object.entries(fundedBy)
      .map(([name, share]) => ({ name, rate: reader.rate(share) }))
      .sort((a, b) => compareText(a.name, b.name));
    const whole = shares.map(({ rate }) => rate.denominator).reduce(leastCommonMultiple, 1);
    const weights = shares.map(({ rate }) => rate.numerator * (whole / rate.denominator));
    if (sum(weights) !== whole) {
      reader.fail("the shares of fundedBy do not come to 100%");
    }
    found.set(id, { names: shares.map(({ name }) => name), weights });
  }
  return found.size === 0 ? null : found;
}

/** What each funder pays of each amount: largest remainder, of equal ones the first by name. */
export function withFunders(
  adjustments: readonly LineAdjustment[],
  funders: FundersById,
): readonly LineAdjustment[] {
  return adjustments.flatMap((one): readonly LineAdjustment[] => {
    const own = funders.get(one.promotionId);
    if (own === undefined) return [one];
    const parts = shareByWeight(one.amount, own.weights);
    return own.names.flatMap((fundedBy, i) => {
      const amount = parts[i] ?? 0;
      return amount === 0 ? [] : [{ ...one, amount, fundedBy }];
    });
  });
}

import { allocate, type Rate } from "@tillwright/values";
import type { LineAdjustment } from "../priced-basket.js";
import type { PromotionTerms, RulesDocument } from "../rules-document.js";
import type { TermReader } from "../term-reader.js";
import { compareText } from "./order.js";
import { createTermReader } from "./term-reader.js";
import { leastCommonMultiple } from "./whole-numbers.js";

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
    if (weights.reduce((sum, weight) => sum + weight, 0) !== whole) {
      reader.fail("the shares of fundedBy do not come to 100%");
    }
    found.set(id, { names: shares.map(({ name }) => name), weights });
  }
  return found.size === 0 ? null : found;
}

/** The one name that stands for a promotion as a whole: of several the one with the largest share. */
export function mainFunder({ fundedBy = "shop" }: PromotionTerms): string {
  if (typeof fundedBy === "string") return fundedBy;
  const shares = Object.entries(fundedBy).map(
    ([name, share]) => [name, Number.parseFloat(share)] as const,
  );
  const sorted = shares.sort(([a, x], [b, y]) => y - x || compareText(a, b));
  return sorted[0]?.[0] ?? "shop";
}

/** What the shop itself pays of a promotion. */
export function shopShareOf({ fundedBy = "shop" }: PromotionTerms, reader: TermReader): Rate {
  if (typeof fundedBy !== "string") return reader.rate(fundedBy["shop"] ?? "0%");
  return reader.rate(fundedBy === "shop" ? "100%" : "0%");
}

/** What each funder pays of each amount: largest remainder, of equal ones the first by name. */
export function withFunders(
  adjustments: readonly LineAdjustment[],
  funders: FundersById,
): readonly LineAdjustment[] {
  return adjustments.flatMap((one): readonly LineAdjustment[] => {
    const own = funders.get(one.promotionId);
    if (own === undefined) return [one];
    const parts = allocate(one.amount, own.weights);
    return own.names.flatMap((fundedBy, i) => {
      const amount = parts[i] ?? 0;
      return amount === 0 ? [] : [{ ...one, amount, fundedBy }];
    });
  });
}

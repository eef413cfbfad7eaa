import type { MemberFacts, Offer, PointsTerms } from "@tillwright/values";
import fc from "fast-check";
import type { Basket, BasketLine, UsageCount } from "../basket.js";
import { linesUpTo } from "./goods.js";

/** What baskets are made of. @public */
export interface BasketOptions {
  /** @defaultValue 7 */
  readonly maxLines?: number;
  /** The lines to draw from. @defaultValue few products with few prices, counted, weighed and labelled */
  readonly lines?: fc.Arbitrary<readonly BasketLine[]>;
  /** @defaultValue "CNY" */
  readonly currency?: string;
}

const points: fc.Arbitrary<PointsTerms | null> = fc.option(
  fc.record({
    balance: fc.integer({ min: 0, max: 5000 }),
    pointsPerMajorUnit: fc.constantFrom(1, 100, 300),
    step: fc.constantFrom(1, 100),
    cap: fc.constantFrom(null, { numerator: 1, denominator: 2 }),
    requested: fc.constantFrom<"max" | number>("max", 150),
  }),
  { nil: null },
);

const promotionIds = fc.constantFrom("p0", "p1", "p2", "p3");

const offers: fc.Arbitrary<readonly Offer[]> = fc.array(
  fc.record({
    offerId: fc.constant("o"),
    promotionId: promotionIds,
    validUntil: fc.constantFrom(null, Date.UTC(2027, 5, 15, 12)),
  }),
  { maxLength: 3 },
);

const usage: fc.Arbitrary<readonly UsageCount[]> = fc.uniqueArray(
  fc.record({
    promotionId: promotionIds,
    scope: fc.constantFrom<"member" | "total">("member", "total"),
    uses: fc.integer({ min: 0, max: 3 }),
    amount: fc.constantFrom(0, 1, 500, 2000),
  }),
  { maxLength: 3, selector: ({ promotionId, scope }) => `${scope} ${promotionId}` },
);

const members: fc.Arbitrary<MemberFacts | null> = fc.option(
  fc.record({
    memberId: fc.constant("m1"),
    tier: fc.constantFrom(null, "silver", "gold"),
    tags: fc.constant<readonly string[]>([]),
    birthday: fc.constant(null),
    joinedOn: fc.constant(null),
    purchases: fc.constant(0),
    offers,
  }),
  { nil: null, freq: 4 },
);

/**
 * Baskets whose lines collide: the same product twice, prices that leave remainders, weighed goods, labels from a scale,
 * members with offers, codes, points, and limits that are nearly used up. All of them pass `parseBasket`.
 *
 * @example
 * ```ts
 * import fc from "fast-check";
 * import { baskets } from "@tillwright/pricing-engine/testing";
 *
 * const [one] = fc.sample(baskets({ maxLines: 2 }), { numRuns: 1, seed: 3 });
 * one !== undefined && one.lines.length <= 2; //=> true
 * ```
 *
 * @public
 */
export function baskets(options: BasketOptions = {}): fc.Arbitrary<Basket> {
  const { maxLines = 7, lines = linesUpTo(maxLines), currency = "CNY" } = options;
  return fc
    .record({
      lines,
      member: members,
      hour: fc.integer({ min: 0, max: 23 }),
      zone: fc.constantFrom("Asia/Shanghai", "Asia/Shanghai", "America/New_York"),
      codes: fc.subarray(["save", " MORE "]),
      points,
      usage,
    })
    .map(({ hour, ...rest }) => ({
      currency,
      at: Date.UTC(2027, 5, 15, hour),
      storeId: "s1",
      channel: "till",
      ...rest,
    }));
}

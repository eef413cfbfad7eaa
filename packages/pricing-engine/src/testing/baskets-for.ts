import type { MemberFacts, MinorUnits } from "@tillwright/values";
import fc from "fast-check";
import type { Basket, BasketLine } from "../basket.js";
import { type Mentions, mentionsOf } from "../internal/mentions.js";
import { minorDigits } from "../internal/minor-digits.js";
import type { RulesDocument } from "../rules-document.js";

/** Where the baskets are bought. @public */
export interface BasketsForOptions {
  /** @defaultValue 6 */
  readonly maxLines?: number;
  /** The store's zone. @defaultValue "Asia/Shanghai" */
  readonly zone?: string;
}

/**
 * Baskets that come near the edges of one rule document: the products, categories, tiers, codes and days that it names and
 * others, prices a fen below, at and above its amounts, as many pieces as it counts and one more.
 *
 * It reads the words of the fields and not the kinds, so kinds and conditions of a vendor's own are served as well.
 *
 * @example
 * ```ts
 * import { compile } from "@tillwright/pricing-engine/complete";
 * import { basketsFor, laws } from "@tillwright/pricing-engine/testing";
 * import fc from "fast-check";
 *
 * const engine = compile({
 *   format: "tillwright.rules/1",
 *   currency: "CNY",
 *   promotions: [{ kind: "nth-item", id: "half", nth: 2, pay: "50%", goods: { category: "bakery" } }],
 * });
 * const near = fc.sample(basketsFor(engine.rules), { numRuns: 20, seed: 5 });
 * near.flatMap((basket) => laws.splittingLines(engine, basket)); //=> []
 * ```
 *
 * @public
 */
export function basketsFor(
  rules: RulesDocument,
  options: BasketsForOptions = {},
): fc.Arbitrary<Basket> {
  const { maxLines = 6, zone = "Asia/Shanghai" } = options;
  const mentions = mentionsOf(rules);
  return fc
    .record({
      at: momentsNear(mentions),
      storeId: oneOf(mentions.stores, "s1"),
      channel: oneOf(mentions.channels, "till"),
      member: membersFor(mentions),
      lines: fc.array(lineFor(mentions, 10 ** (6 - minorDigits(rules.currency))), {
        maxLength: maxLines,
      }),
      codes: fc.subarray([...mentions.codes]),
    })
    .map(({ lines, ...rest }) => ({
      currency: rules.currency,
      zone,
      ...rest,
      lines: lines.map((line, i) => ({ ...line, lineId: `l${i}` })),
      points: null,
      usage: [],
    }));
}

function oneOf(names: readonly string[], other: string): fc.Arbitrary<string> {
  return fc.constantFrom(...names, other);
}

function someOf(names: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.subarray([...names], { maxLength: Math.min(3, names.length) });
}

const noon = Date.UTC(2027, 5, 15, 4);
const day = 86_400_000;

function momentsNear({ instants, dates }: Mentions): fc.Arbitrary<number> {
  const edges = instants.flatMap((instant) => [instant - 1, instant]);
  const noons = dates.map((date) => Date.parse(`${date}T04:00:00Z`)).filter(Number.isSafeInteger);
  return fc
    .tuple(fc.constantFrom(noon, ...noons), fc.integer({ min: -1, max: 7 }), hoursOfDay)
    .map(([from, days, hours]) => from + days * day + hours * 3_600_000)
    .chain((moment) => fc.constantFrom(moment, ...edges));
}

const hoursOfDay = fc.integer({ min: -12, max: 11 });

function membersFor(mentions: Mentions): fc.Arbitrary<MemberFacts | null> {
  return fc.option(
    fc.record({
      memberId: fc.constant("m1"),
      tier: fc.constantFrom(null, ...mentions.tiers),
      tags: someOf(mentions.memberTags),
      birthday: fc.constantFrom(null, { month: 6, day: 15, year: null }),
      joinedOn: fc.constant(null),
      purchases: fc.integer({ min: 0, max: 3 }),
      offers: someOf(mentions.ids).map((ids) =>
        ids.map((promotionId) => ({ offerId: promotionId, promotionId, validUntil: null })),
      ),
    }),
    { nil: null, freq: 5 },
  );
}

function lineFor(
  { facets, attributes, amounts, counts, lists }: Mentions,
  microsPerMinor: number,
): fc.Arbitrary<BasketLine> {
  const most = Math.min(12, (counts[counts.length - 1] ?? 3) + 1);
  return fc
    .record({
      productId: oneOf(facets.product, "other"),
      price: pricesNear(amounts),
      count: fc.oneof(fc.integer({ min: 1, max: most }), fc.constantFrom(1, ...counts)),
      department: oneOf(facets.department, "other"),
      categories: someOf(facets.category),
      brand: fc.constantFrom(null, ...facets.brand),
      tags: someOf(facets.tag),
      attributes: fc.subarray([...attributes], { maxLength: Math.min(2, attributes.length) }),
      list: fc.constantFrom(null, ...lists),
    })
    .map(({ price, count, attributes: own, list, ...rest }) => ({
      ...rest,
      lineId: "",
      quantity: { kind: "pieces", count },
      price: { unit: { micros: price * microsPerMinor, per: 1, unit: "piece" } },
      ...(own.length === 0
        ? {}
        : { attributes: Object.fromEntries(own.map(({ name, value }) => [name, value])) }),
      ...(list === null ? {} : { listPrices: { [list]: Math.floor((price * count) / 2) } }),
    }));
}

function pricesNear(amounts: readonly MinorUnits[]): fc.Arbitrary<MinorUnits> {
  const near = amounts
    .flatMap((amount) => [amount - 1, amount, amount + 1, Math.ceil(amount / 2)])
    .filter((amount) => amount > 0 && amount <= 100_000_000);
  return fc.constantFrom(1, 333, 1000, 9990, ...near);
}

import type { MinorUnits } from "@tillwright/values";
import type { Basket, BasketLine } from "../../basket.js";
import type { Condition } from "../../condition.js";
import type { Promotion } from "../../rules-document.js";
import { mentionsOf } from "../mentions.js";
import { minorDigits } from "../minor-digits.js";
import type { LintSession } from "./session.js";
import { contextsMeeting, linesMeeting } from "./witness.js";

/** Baskets near the edges of one promotion, or of several that meet. */
export type Probes = readonly Basket[];

/** The amounts and counts at which a promotion may change its mind. */
export interface Edges {
  readonly amounts: readonly MinorUnits[];
  readonly counts: readonly number[];
}

const mostAmounts = 5;
const mostCounts = 3;

function edgesOf({ rules }: LintSession, promotions: readonly Promotion[]): Edges {
  const { amounts, counts } = mentionsOf({ ...rules, promotions });
  const usual = 10 ** (minorDigits(rules.currency) + 1);
  return {
    amounts: spreadOut(
      amounts.filter((amount) => amount > 0 && amount < 10 ** 12),
      mostAmounts,
    ).concat(usual),
    counts: spreadOut(counts, mostCounts),
  };
}

/** The first ones, and the last: a ladder's ends matter most. */
function spreadOut(values: readonly number[], most: number): number[] {
  if (values.length <= most) return [...values];
  return [...values.slice(0, most - 1), ...values.slice(-1)];
}

/** Goods of the promotions: some that all of them take, and some of each alone. */
function goodsFor(session: LintSession, promotions: readonly Promotion[]): readonly BasketLine[] {
  const conditions = promotions
    .map((one) => goodsOf(session, one))
    .filter((one) => one !== undefined);
  const all = conditions.length === 0 ? undefined : { all: conditions };
  const together = linesMeeting(all, session.vendor);
  const parts = promotions.flatMap(partsOf).flatMap((one) => linesMeeting(one, session.vendor));
  const alone =
    promotions.length === 1
      ? []
      : promotions.flatMap((one) =>
          linesMeeting(goodsOf(session, one), session.vendor).slice(0, 1),
        );
  const own = catalogueFor(session, promotions);
  return distinct([...own, ...together, ...parts, ...alone]).slice(0, 6);
}

/** What a promotion takes: its goods, and where its price table names products, these. */
function goodsOf({ registry }: LintSession, promotion: Promotion): Condition | undefined {
  const goods = registry.kinds.get(promotion.kind)?.goods(promotion);
  const { prices, byTier } = promotion as { readonly prices?: unknown; readonly byTier?: unknown };
  const [product] = keysOf(prices ?? firstTable(byTier));
  if (product === undefined) return goods;
  return goods === undefined ? { product } : { all: [goods, { product }] };
}

function keysOf(table: unknown): readonly string[] {
  return typeof table === "object" && table !== null ? Object.keys(table) : [];
}

function firstTable(byTier: unknown): unknown {
  return typeof byTier === "object" && byTier !== null ? Object.values(byTier)[0] : undefined;
}

/** Where a promotion is made of parts, the goods of each. */
function partsOf(promotion: Promotion): readonly Condition[] {
  return promotion.kind === "bundle" ? promotion.parts.map(({ goods }) => goods) : [];
}

/** Goods of the shop's own that the promotions name. */
function catalogueFor(
  { options, rules }: LintSession,
  promotions: readonly Promotion[],
): readonly BasketLine[] {
  const { facets } = mentionsOf({ ...rules, promotions });
  const named = Object.values(facets).flat();
  return (options.catalogue ?? [])
    .map(({ line }) => line)
    .filter(
      ({ productId, department, brand, categories, tags }) =>
        named.length === 0 ||
        [productId, department, brand, ...categories, ...tags].some(
          (one) => one !== null && named.includes(one),
        ),
    )
    .slice(0, 3);
}

function distinct(lines: readonly BasketLine[]): readonly BasketLine[] {
  const byGoods = new Map(lines.map((line) => [JSON.stringify({ ...line, lineId: "" }), line]));
  return [...byGoods.values()].map((line, i) => ({ ...line, lineId: `${i + 1}` }));
}

/** A basket's surroundings in which every condition of the promotions holds, with their offers and codes. */
function contextsFor(session: LintSession, promotions: readonly Promotion[]): readonly Basket[] {
  const conditions = promotions.flatMap((one) => [
    ...(session.registry.kinds.get(one.kind)?.implied(one) ?? []),
    one.when,
  ]);
  const offers = promotions
    .filter(({ needs }) => needs === "offer")
    .map(({ id }) => ({ offerId: id, promotionId: id, validUntil: null }));
  const codes = promotions.flatMap((one) => one.codes?.slice(0, 1) ?? []);
  const asMember = promotions.some(
    ({ needs, limits }) => needs === "offer" || limits?.perMember !== undefined,
  );
  const contexts = contextsMeeting(
    [...conditions, ...(asMember ? [{ member: "any" } as const] : [])],
    session.empty,
    session.vendor,
  );
  return contexts.map((context) => {
    const tiered = withTier(context, promotions);
    const { member } = tiered;
    const known = member === null || offers.length === 0 ? member : { ...member, offers };
    return { ...tiered, codes, member: known };
  });
}

/** A member who has no tier by the conditions gets one that a table names. */
function withTier(context: Basket, promotions: readonly Promotion[]): Basket {
  const { member } = context;
  if (member === null || member.tier !== null) return context;
  const tiers = promotions.flatMap((one) => keysOf((one as { readonly byTier?: unknown }).byTier));
  return { ...context, member: { ...member, tier: tiers[0] ?? null } };
}

/** Every probe of some promotions: one line at each amount and count, two lines, and all goods together. */
export function probesOf(session: LintSession, promotions: readonly Promotion[]): Probes {
  const goods = goodsFor(session, promotions);
  const { amounts, counts } = edgesOf(session, promotions);
  const near = [...new Set(amounts.flatMap((one) => [one, one - 1, one + 1]))].filter(
    (one) => one > 0,
  );
  const around = counts.flatMap((one) => [one - 1, one, one + 1, 2 * one]);
  const pieces = [...new Set([1, ...around])].filter((one) => one > 0).slice(0, 7);
  const baskets: (readonly BasketLine[])[] = [];
  const priced = (line: BasketLine, price: MinorUnits, count: number): BasketLine =>
    isOfCatalogue(session, line) ? withCount(line, count) : at(session, line, price, count);
  for (const line of goods) {
    for (const price of near) baskets.push([priced(line, price, 1)]);
    for (const count of pieces) {
      const largest = amounts[amounts.length - 2] ?? 1000;
      // So many pieces that they come to an amount together, too.
      for (const price of [...amounts.slice(-2), Math.ceil(largest / count) + 1]) {
        baskets.push([priced(line, price, count)]);
      }
    }
  }
  if (goods.length > 1) {
    for (const price of amounts) {
      for (const count of [1, 2]) baskets.push(goods.map((line) => priced(line, price, count)));
      baskets.push(goods.map((line, i) => priced(line, Math.ceil(price / (i + 1)), 1)));
    }
  }
  return contextsFor(session, promotions).flatMap((context) =>
    baskets.map((lines) => ({ ...context, lines })),
  );
}

function isOfCatalogue({ options }: LintSession, { productId }: BasketLine): boolean {
  return (options.catalogue ?? []).some(({ line }) => line.productId === productId);
}

/** Goods at a price a piece. */
export function at(
  { rules }: LintSession,
  line: BasketLine,
  price: MinorUnits,
  count: number,
): BasketLine {
  const micros = price * 10 ** (6 - minorDigits(rules.currency));
  if (!Number.isSafeInteger(micros)) return { ...line, price: { amount: price } };
  return withCount({ ...line, price: { unit: { micros, per: 1, unit: "piece" } } }, count);
}

function withCount(line: BasketLine, count: number): BasketLine {
  if (line.quantity.kind !== "pieces" || line.price.unit === undefined) return line;
  return { ...line, quantity: { kind: "pieces", count } };
}

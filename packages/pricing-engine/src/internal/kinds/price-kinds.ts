import { type MinorUnits, type Rate, scaleRounded, type UnitPrice } from "@tillwright/values";
import type { Condition } from "../../condition.js";
import type { PriceText } from "../../rules-document.js";
import type { Cell } from "../cell.js";
import type { Effect } from "../compiled.js";
import { minorDigits } from "../minor-digits.js";
import type { Moment } from "../moment.js";
import { type PromotionKind, promotionKind } from "../promotion-kind.js";
import type { Reading } from "../reading.js";

type PriceTable = ReadonlyMap<string, UnitPrice>;

/** 会员价. */
export const memberPrice: PromotionKind = promotionKind(
  "member-price",
  ["unit-price"],
  (promotion, _lane, reading) => {
    const everyone = tableOf(promotion.prices ?? {}, reading);
    const byTier = new Map(
      Object.entries(promotion.byTier ?? {}).map(([tier, prices]) => [
        tier,
        tableOf(prices, reading),
      ]),
    );
    return absolute(promotion.piecesPerMember, reading, (productId, moment) => {
      const tier = moment.basket.member?.tier ?? null;
      const own = tier === null ? undefined : byTier.get(tier)?.get(productId);
      return lower(everyone.get(productId), own);
    });
  },
  () => [{ member: "any" }],
);

/** 限时价. */
export const flashPrice: PromotionKind = promotionKind(
  "flash-price",
  ["unit-price"],
  (promotion, _lane, reading) => {
    const table = tableOf(promotion.prices, reading);
    return absolute(promotion.piecesPerMember, reading, (productId) => table.get(productId));
  },
  ({ during }) => {
    const conditions: Condition[] = [];
    const { from, until, daily } = during;
    if (from !== undefined || until !== undefined) {
      conditions.push({
        window: {
          ...(from === undefined ? {} : { from }),
          ...(until === undefined ? {} : { until }),
        },
      });
    }
    if (daily !== undefined) conditions.push({ daily });
    return conditions;
  },
);

/** The price that came with the line. */
export const priceList: PromotionKind = promotionKind("price-list", ["unit-price"], ({ list }) => ({
  form: "absolute-price",
  piecesPerMember: null,
  priceOf: ({ line }) => {
    const prices = line.listPrices;
    return prices !== undefined && Object.hasOwn(prices, list) ? (prices[list] ?? null) : null;
  },
}));

/** 会员折扣, 会员日. */
export const memberRate: PromotionKind = promotionKind(
  "member-rate",
  ["unit-price"],
  (promotion, _lane, reading): Effect => {
    const { byTier } = promotion;
    if (byTier === undefined) {
      const rate = reading.payRate(promotion);
      return { form: "price-rate", rateOf: () => rate };
    }
    const rates = new Map<string, Rate>(
      Object.entries(byTier).map(([tier, pay]) => [tier, reading.payRate({ pay })]),
    );
    return {
      form: "price-rate",
      rateOf: ({ basket }) => rates.get(basket.member?.tier ?? "") ?? null,
    };
  },
  () => [{ member: "any" }],
);

function tableOf(prices: Readonly<Record<string, PriceText>>, reading: Reading): PriceTable {
  return new Map(Object.entries(prices).map(([id, text]) => [id, reading.price(text)]));
}

function lower(a: UnitPrice | undefined, b: UnitPrice | undefined): UnitPrice | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.unit !== b.unit) return b;
  return BigInt(a.micros) * BigInt(b.per) <= BigInt(b.micros) * BigInt(a.per) ? a : b;
}

function absolute(
  piecesPerMember: number | undefined,
  reading: Reading,
  find: (productId: string, moment: Moment) => UnitPrice | undefined,
): Effect {
  const microsPerMinor = 10 ** (6 - minorDigits(reading.currency));
  return {
    form: "absolute-price",
    piecesPerMember: piecesPerMember === undefined ? null : reading.wholeNumber(piecesPerMember, 1),
    priceOf: (cell, units, moment) => {
      const price = find(cell.line.productId, moment);
      return price === undefined ? null : extended(cell, units, price, microsPerMinor);
    },
  };
}

/** A price per piece says nothing of goods that are weighed, and the other way round. */
function extended(
  { line }: Cell,
  units: number,
  price: UnitPrice,
  microsPerMinor: number,
): MinorUnits | null {
  const { quantity } = line;
  const unit = quantity.kind === "pieces" ? "piece" : quantity.unit;
  if (unit !== price.unit) return null;
  const amount = quantity.kind === "pieces" ? units : quantity.amount;
  return scaleRounded(price.micros, amount, price.per * microsPerMinor, "half-up");
}

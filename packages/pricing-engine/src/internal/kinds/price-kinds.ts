import { type MinorUnits, type Rate, scaleRounded, type UnitPrice } from "@tillwright/values";
import type { Condition } from "../../condition.js";
import type { Effect, RunningGoods } from "../../effect.js";
import type { Moment } from "../../moment.js";
import { type PromotionKind, promotionKind } from "../../promotion-kind.js";
import type {
  FlashPricePromotion,
  MemberPricePromotion,
  MemberRatePromotion,
  PriceListPromotion,
  PriceText,
} from "../../rules-document.js";
import type { TermReader } from "../../term-reader.js";
import { minorDigits } from "../minor-digits.js";

type PriceTable = ReadonlyMap<string, UnitPrice>;

/** 会员价. */
export const memberPrice: PromotionKind = promotionKind<MemberPricePromotion>("member-price", {
  lanes: ["unit-price"],
  compile: (promotion, _lane, reader) => {
    const everyone = tableOf(promotion.prices ?? {}, reader);
    const byTier = new Map(
      Object.entries(promotion.byTier ?? {}).map(([tier, prices]) => [
        tier,
        tableOf(prices, reader),
      ]),
    );
    return absolute(promotion.piecesPerMember, reader, (priceFrom, { basket }) =>
      lower(priceFrom(everyone), priceFrom(byTier.get(basket.member?.tier ?? ""))),
    );
  },
  implied: () => [{ member: "any" }],
});

/** 限时价. */
export const flashPrice: PromotionKind = promotionKind<FlashPricePromotion>("flash-price", {
  lanes: ["unit-price"],
  compile: (promotion, _lane, reader) => {
    const table = tableOf(promotion.prices, reader);
    return absolute(promotion.piecesPerMember, reader, (priceFrom) => priceFrom(table));
  },
  implied: ({ during: { from, until, daily } }) => {
    const conditions: Condition[] = [];
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
});

/** The price that came with the line. */
export const priceList: PromotionKind = promotionKind<PriceListPromotion>("price-list", {
  lanes: ["unit-price"],
  compile: ({ list }) => ({
    form: "absolute-price",
    piecesPerMember: null,
    priceOf: ({ line: { listPrices }, units: all }, units) => {
      if (listPrices === undefined || !Object.hasOwn(listPrices, list)) return null;
      const whole = listPrices[list] ?? null;
      // The price came for the whole line; where another price takes some units, the others have their share of it.
      return whole === null || units === all ? whole : scaleRounded(whole, units, all, "half-up");
    },
  }),
});

/** 会员折扣, 会员日. */
export const memberRate: PromotionKind = promotionKind<MemberRatePromotion>("member-rate", {
  lanes: ["unit-price"],
  compile: (promotion, _lane, reader): Effect => {
    const { byTier } = promotion;
    if (byTier === undefined) {
      const rate = reader.payRate(promotion);
      return { form: "price-rate", rateOf: () => rate };
    }
    const rates = new Map<string, Rate>(
      Object.entries(byTier).map(([tier, pay]) => [tier, reader.payRate({ pay })]),
    );
    return {
      form: "price-rate",
      rateOf: ({ basket }) => rates.get(basket.member?.tier ?? "") ?? null,
    };
  },
  implied: () => [{ member: "any" }],
});

function tableOf(prices: Readonly<Record<string, PriceText>>, reader: TermReader): PriceTable {
  return new Map(Object.entries(prices).map(([id, text]) => [id, reader.price(text)]));
}

/** The lower of two prices, of which the one that is given for another unit than the goods' is none. */
function lower(a: MinorUnits | null, b: MinorUnits | null): MinorUnits | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** What goods cost by the table; `null` where they are not in it. */
type PriceFrom = (table: PriceTable | undefined) => MinorUnits | null;

function absolute(
  piecesPerMember: number | undefined,
  reader: TermReader,
  find: (priceFrom: PriceFrom, moment: Moment) => MinorUnits | null,
): Effect {
  const microsPerMinor = 10 ** (6 - minorDigits(reader.currency));
  return {
    form: "absolute-price",
    piecesPerMember: piecesPerMember === undefined ? null : reader.wholeNumber(piecesPerMember, 1),
    priceOf: (goods, units, moment) =>
      find((table) => {
        const price = table?.get(goods.line.productId);
        return price === undefined ? null : extended(goods, units, price, microsPerMinor);
      }, moment),
  };
}

/** A price per piece says nothing of goods that are weighed, and the other way round. */
function extended(
  { line }: RunningGoods,
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

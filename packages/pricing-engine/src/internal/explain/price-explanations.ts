import {
  type Missed,
  type PromotionExplanation,
  type PromotionView,
  promotionExplanation,
} from "../../promotion-explanation.js";
import type {
  FlashPricePromotion,
  MemberPricePromotion,
  MemberRatePromotion,
  PriceListPromotion,
} from "../../rules-document.js";
import { shareOf, told } from "./missing.js";

const missed = (_promotion: unknown, view: PromotionView): Missed => priceMissed(view);

export const priceExplanations: readonly PromotionExplanation[] = [
  promotionExplanation<MemberPricePromotion>("member-price", { missed }),
  promotionExplanation<FlashPricePromotion>("flash-price", { missed }),
  promotionExplanation<PriceListPromotion>("price-list", {
    terms: ({ list }) => ({ list }),
    missed,
  }),
  promotionExplanation<MemberRatePromotion>("member-rate", {
    code: ({ off }) => `pricing.gave.member-rate-${off === undefined ? "pay" : "off"}`,
    terms: ({ byTier, pay, off }, { moment }) =>
      byTier === undefined
        ? shareOf({ ...(pay === undefined ? {} : { pay }), ...(off === undefined ? {} : { off }) })
        : { pay: byTier[moment.basket.member?.tier ?? ""] ?? "100%" },
    missed,
  }),
];

function priceMissed({ effect, joined, moment, promotionId }: PromotionView): Missed {
  if (effect.form === "absolute-price") {
    const priced = joined.some((goods) => effect.priceOf(goods, 1, moment) !== null);
    if (!priced) return told("pricing.no-price");
    const used = moment.basket.usage.find(
      (one) => one.promotionId === promotionId && one.scope === "member",
    );
    const limit = effect.piecesPerMember;
    const seen = used?.uses ?? 0;
    if (limit !== null && seen >= limit) return told("pricing.limit-reached", { limit, seen });
  }
  if (effect.form === "price-rate" && effect.rateOf(moment) === null) {
    const seen = moment.basket.member?.tier ?? null;
    return seen === null ? told("pricing.no-tier") : told("pricing.tier-without-rate", { seen });
  }
  return told("pricing.better-price");
}

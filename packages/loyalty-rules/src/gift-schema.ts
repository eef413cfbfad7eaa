import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import type {
  BirthdayGift,
  BirthdayWindow,
  CouponTemplate,
  JoinGift,
  PunchCardTemplate,
  ReferralRules,
} from "./gift-rules.js";
import {
  identifier,
  identifiers,
  label,
  money,
  mostPoints,
  whole,
} from "./internal/document-fields.js";
import { expiry, none, returned } from "./internal/expiry-schema.js";
import type { Reward } from "./reward-rules.js";

export const couponsSchema: z.ZodMiniType<CouponTemplate[]> = z.array(
  z.strictObject({
    id: identifier,
    name: label,
    promotionId: identifier,
    validity: z._default(expiry, none),
    lockMinutes: z._default(whole(1, 1440), 15),
    returnedAfterExpiry: z._default(returned, { kind: "lapse" }),
  }),
);

export function punchCardsSchema(currency: CurrencyCode): z.ZodMiniType<PunchCardTemplate[]> {
  const service = z.strictObject({
    service: identifier,
    uses: whole(1, 10_000),
    single: money(currency, 1),
  });
  return z.array(
    z.strictObject({
      id: identifier,
      name: label,
      price: money(currency, 1),
      services: z.array(service).check(z.minLength(1), z.maxLength(100)),
      validity: z._default(expiry, none),
    }),
  );
}

const present = {
  points: z._default(whole(0, mostPoints), 0),
  coupons: z._default(z.array(identifier), []),
};

/** At most half a year on each side, so that each day belongs to the birthday of one year. */
const windowDays = z._default(whole(0, 182), 0);

export const birthdayWindow: z.ZodMiniType<BirthdayWindow> = z.strictObject({
  before: windowDays,
  after: windowDays,
});

export const birthdaySchema: z.ZodMiniType<BirthdayGift> = z.strictObject({
  scope: z._default(z.enum(["day", "week", "month"]), "month"),
  window: z.exactOptional(birthdayWindow),
  leapDay: z._default(z.nullable(z.enum(["02-28", "03-01"])), "02-28"),
  ...present,
});

export function referralSchema(currency: CurrencyCode): z.ZodMiniType<ReferralRules> {
  const nothing = { points: 0, coupons: [] };
  return z.strictObject({
    minimum: z._default(money(currency, 0), 0),
    referrer: z._default(z.strictObject(present), nothing),
    referred: z._default(z.strictObject(present), nothing),
  });
}

export const joinGiftSchema: z.ZodMiniType<JoinGift> = z.strictObject({
  ...present,
  promotions: z._default(
    z.array(
      z.strictObject({
        promotionId: identifier,
        days: z._default(z.nullable(whole(1, 3660)), null),
      }),
    ),
    [],
  ),
});

const exchanged: z.ZodMiniType<Reward["gives"]> = z.pipe(
  z.strictObject({ goods: z.exactOptional(identifier), coupon: z.exactOptional(identifier) }),
  z.transform(({ goods, coupon }, context): Reward["gives"] => {
    if (goods !== undefined && coupon === undefined) return { kind: "goods", product: goods };
    if (goods === undefined && coupon !== undefined) return { kind: "coupon", coupon };
    const message = 'must be { "goods": … } or { "coupon": … }';
    context.issues.push({ code: "custom", message, input: { goods, coupon } });
    return z.NEVER;
  }),
);

export const rewardsSchema: z.ZodMiniType<Reward[]> = z
  .array(
    z.strictObject({
      id: identifier,
      name: label,
      points: whole(1, mostPoints),
      pointsByTier: z._default(z.record(identifier, whole(1, mostPoints)), {}),
      gives: exchanged,
      limited: z._default(z.boolean(), false),
      perMember: z._default(z.nullable(whole(1, 10_000)), null),
      tiers: z._default(z.nullable(identifiers), null),
    }),
  )
  .check(z.maxLength(1000));

import { type CurrencyCode, isCurrencyCode, isZone } from "@tillwright/values";
import * as z from "zod/mini";
import type { PaidPlan, Partner } from "./benefit-rules.js";
import { partnersSchema, plansSchema } from "./benefit-schema.js";
import type {
  BirthdayGift,
  CouponTemplate,
  JoinGift,
  PunchCardTemplate,
  ReferralRules,
} from "./gift-rules.js";
import {
  birthdaySchema,
  couponsSchema,
  joinGiftSchema,
  punchCardsSchema,
  referralSchema,
  rewardsSchema,
} from "./gift-schema.js";
import { identifier, identifiers } from "./internal/document-fields.js";
import type { PointsRules, StoredValueRules, TierRules } from "./programme.js";
import { pointsSchema, storedValueSchema, tiersSchema } from "./programme-schema.js";
import type { Reward } from "./reward-rules.js";

/** The fields that every programme has. */
export const headFields: {
  readonly format: z.ZodMiniType<"tillwright.programme/1">;
  readonly currency: z.ZodMiniType<string>;
  readonly zone: z.ZodMiniType<string>;
} = {
  format: z.literal("tillwright.programme/1"),
  currency: z.string().check(z.refine(isCurrencyCode, "must be a currency code of ISO 4217")),
  zone: z.string().check(z.refine(isZone, "must be an IANA zone such as Asia/Shanghai")),
};

/** What each section of a document is read as. */
export interface SectionSchemas {
  readonly points: z.ZodMiniType<PointsRules>;
  readonly storedValue: z.ZodMiniType<StoredValueRules>;
  readonly tiers: z.ZodMiniType<TierRules>;
  readonly joinGift: z.ZodMiniType<JoinGift>;
  readonly coupons: z.ZodMiniType<CouponTemplate[]>;
  readonly punchCards: z.ZodMiniType<PunchCardTemplate[]>;
  readonly birthday: z.ZodMiniType<BirthdayGift>;
  readonly referral: z.ZodMiniType<ReferralRules>;
  readonly rewards: z.ZodMiniType<Reward[]>;
  readonly plans: z.ZodMiniType<PaidPlan[]>;
  readonly partners: z.ZodMiniType<Partner[]>;
}

/** The sections of a programme; each may be absent or null. */
export function sectionSchemas(currency: CurrencyCode): SectionSchemas {
  return {
    points: pointsSchema(currency),
    storedValue: storedValueSchema(currency),
    tiers: tiersSchema(currency),
    joinGift: joinGiftSchema,
    coupons: couponsSchema,
    punchCards: punchCardsSchema(currency),
    birthday: birthdaySchema,
    referral: referralSchema(currency),
    rewards: rewardsSchema,
    plans: plansSchema(currency),
    partners: partnersSchema,
  };
}

/** The names of all sections. */
export const sectionNames: readonly (keyof SectionSchemas)[] = [
  "points",
  "storedValue",
  "tiers",
  "joinGift",
  "coupons",
  "punchCards",
  "birthday",
  "referral",
  "rewards",
  "plans",
  "partners",
];

/** What some stores do otherwise, in a programme for all stores. */
export const exceptionsSchema: z.ZodMiniType<
  { id: string; stores: string[]; change: Record<string, unknown> }[]
> = z
  .array(
    z.strictObject({
      id: identifier,
      stores: identifiers,
      change: z.record(z.string(), z.unknown()),
    }),
  )
  .check(z.maxLength(1000));

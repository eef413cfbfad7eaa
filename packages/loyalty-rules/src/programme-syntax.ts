import { type CurrencyCode, isCurrencyCode, isZone } from "@tillwright/values";
import * as z from "zod/mini";
import { partnersSchema, plansSchema } from "./benefit-schema.js";
import {
  birthdaySchema,
  couponsSchema,
  joinGiftSchema,
  punchCardsSchema,
  referralSchema,
  rewardsSchema,
} from "./gift-schema.js";
import { identifier, identifiers } from "./internal/document-fields.js";
import { pointsSchema, storedValueSchema, tiersSchema } from "./programme-schema.js";

/** The fields that every programme has. */
export const headFields = {
  format: z.literal("tillwright.programme/1"),
  currency: z.string().check(z.refine(isCurrencyCode, "must be a currency code of ISO 4217")),
  zone: z.string().check(z.refine(isZone, "must be an IANA zone such as Asia/Shanghai")),
};

/** The names of all sections. */
export const sectionNames = [
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
] as const;

/** The sections of a programme; each may be absent or null. */
export function sectionSchemas(currency: CurrencyCode) {
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
  } satisfies Record<(typeof sectionNames)[number], unknown>;
}

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

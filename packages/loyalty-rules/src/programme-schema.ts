import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import { benefitsSchema } from "./benefit-schema.js";
import { birthdayWindow } from "./gift-schema.js";
import {
  factor,
  goods,
  identifier,
  identifiers,
  label,
  money,
  mostPoints,
  share,
  whole,
} from "./internal/document-fields.js";
import { expiry, none, pointsExpiry, returned } from "./internal/expiry-schema.js";
import { tierCondition } from "./internal/tier-condition-schema.js";
import type { PointsRules, StoredValueRules, TierRules } from "./programme.js";

const situation = z.strictObject({
  tiers: z.exactOptional(identifiers),
  memberTags: z.exactOptional(identifiers),
  weekdays: z.exactOptional(z.array(whole(1, 7)).check(z.minLength(1))),
  monthDays: z.exactOptional(z.array(whole(1, 31)).check(z.minLength(1))),
  birthday: z.exactOptional(z.enum(["day", "week", "month"])),
  leapDay: z.exactOptional(z.nullable(z.enum(["02-28", "03-01"]))),
  birthdayWindow: z.exactOptional(birthdayWindow),
  stores: z.exactOptional(identifiers),
  channels: z.exactOptional(identifiers),
});

const combination = z.enum(["sum", "best", "first"]);

function earnRule(currency: CurrencyCode) {
  const shared = {
    id: identifier,
    points: whole(1, mostPoints),
    minimum: z._default(money(currency, 0), 0),
    goods: z._default(goods, {}),
    when: z._default(situation, {}),
  };
  return z.discriminatedUnion("kind", [
    z.strictObject({ ...shared, kind: z.literal("amount"), per: money(currency, 1) }),
    z.strictObject({ ...shared, kind: z.literal("piece") }),
    z.strictObject({ ...shared, kind: z.literal("visit") }),
  ]);
}

const multiplier = z.strictObject({
  id: identifier,
  times: factor,
  goods: z._default(goods, {}),
  when: z._default(situation, {}),
});

const eventRule = z.strictObject({
  id: identifier,
  points: whole(1, mostPoints),
  limit: z._default(z.enum(["once", "daily", "each"]), "once"),
});

export function pointsSchema(currency: CurrencyCode): z.ZodMiniType<PointsRules> {
  return z.strictObject({
    earn: z.array(earnRule(currency)).check(z.minLength(1), z.maxLength(1000)),
    events: z._default(z.array(eventRule), []),
    combine: z._default(combination, "sum"),
    multipliers: z._default(z.array(multiplier).check(z.maxLength(1000)), []),
    combineMultipliers: z._default(combination, "best"),
    exclude: z._default(z.array(goods), []),
    tendersWithoutPoints: z._default(z.array(identifier), ["third-party-coupon"]),
    bonusEarns: z._default(z.boolean(), false),
    pending: z._default(z.nullable(z.strictObject({ days: whole(1, 366) })), null),
    rounding: z._default(z.enum(["down", "half-up", "up"]), "down"),
    maximumPerSale: z._default(z.nullable(whole(1, mostPoints)), null),
    redeem: z._default(
      z.nullable(
        z.strictObject({
          pointsPerMajorUnit: whole(1, mostPoints),
          step: z._default(whole(1, mostPoints), 1),
          cap: z._default(z.nullable(share), null),
        }),
      ),
      null,
    ),
    expiry: z._default(pointsExpiry, none),
    returnedAfterExpiry: z._default(returned, { kind: "lapse" }),
    debt: z._default(z.enum(["carry", "reduce-refund", "refuse"]), "carry"),
  });
}

export function storedValueSchema(currency: CurrencyCode): z.ZodMiniType<StoredValueRules> {
  const limit = z._default(z.nullable(money(currency, 1)), null);
  return z.strictObject({
    topUps: z._default(
      z.array(
        z.strictObject({
          pay: money(currency, 1),
          bonus: money(currency, 0),
          repeat: z._default(z.boolean(), false),
          instalments: z._default(
            z.nullable(
              z.strictObject({ count: whole(2, 366), every: z.enum(["day", "week", "month"]) }),
            ),
            null,
          ),
        }),
      ),
      [],
    ),
    spendOrder: z._default(z.enum(["principal-first", "bonus-first", "pro-rata"]), "pro-rata"),
    minimumTopUp: limit,
    maximumTopUp: limit,
    maximumBalance: limit,
    bonusExpiry: z._default(expiry, none),
  });
}

export function tiersSchema(currency: CurrencyCode): z.ZodMiniType<TierRules> {
  return z.strictObject({
    window: z._default(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("rolling"), months: whole(1, 120) }),
        z.strictObject({ kind: z.literal("calendar-year") }),
        z.strictObject({ kind: z.literal("membership-year") }),
      ]),
      { kind: "rolling", months: 12 },
    ),
    upgrade: z._default(z.enum(["after", "during"]), "after"),
    term: z._default(expiry, { kind: "months", months: 12 }),
    graceDays: z._default(whole(0, 366), 0),
    downgrade: z._default(z.enum(["one-step", "recompute"]), "one-step"),
    levels: z
      .array(
        z.strictObject({
          id: identifier,
          name: label,
          reach: z._default(z.nullable(tierCondition(currency)), null),
          keep: z._default(z.nullable(tierCondition(currency)), null),
          promotions: z._default(z.array(identifier), []),
          benefits: z._default(benefitsSchema(currency), []),
        }),
      )
      .check(z.minLength(1), z.maxLength(50)),
  });
}

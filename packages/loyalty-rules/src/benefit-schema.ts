import type { CurrencyCode } from "@tillwright/values";
import * as z from "zod/mini";
import type { Benefit, PaidPlan, Partner } from "./benefit-rules.js";
import {
  goods,
  identifier,
  identifiers,
  label,
  money,
  mostPoints,
  whole,
} from "./internal/document-fields.js";

export function benefitsSchema(currency: CurrencyCode): z.ZodMiniType<Benefit[]> {
  const fields = {
    id: identifier,
    name: label,
    cost: z._default(z.nullable(money(currency, 0)), null),
  };
  const benefit = z.discriminatedUnion("kind", [
    z.strictObject({ ...fields, kind: z.literal(["rate", "prices"]), promotion: identifier }),
    z.strictObject({ ...fields, kind: z.literal("exclusive"), goods }),
    z.strictObject({
      ...fields,
      kind: z.literal("birthday"),
      points: z._default(whole(0, mostPoints), 0),
      coupons: z._default(z.array(identifier), []),
    }),
    z.strictObject({ ...fields, kind: z.literal(["service", "invitation", "manager"]) }),
  ]);
  return z.array(benefit).check(z.maxLength(100));
}

export function plansSchema(currency: CurrencyCode): z.ZodMiniType<PaidPlan[]> {
  const benefits = benefitsSchema(currency);
  return z
    .array(
      z.strictObject({
        id: identifier,
        name: label,
        price: money(currency, 1),
        months: whole(1, 120),
        renewalDays: z._default(whole(0, 366), 30),
        benefits: z._default(benefits, []),
        choice: z._default(
          z.nullable(z.strictObject({ count: whole(1, 100), from: benefits })),
          null,
        ),
      }),
    )
    .check(z.maxLength(100));
}

export const partnersSchema: z.ZodMiniType<Partner[]> = z
  .array(z.strictObject({ id: identifier, name: label, stores: identifiers }))
  .check(z.maxLength(1000));

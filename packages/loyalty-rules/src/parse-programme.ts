import {
  contentHash,
  type Issue,
  isCurrencyCode,
  issue,
  isZone,
  type Json,
  type Result,
  reject,
  succeed,
} from "@tillwright/values";
import * as z from "zod/mini";
import { partnersSchema, plansSchema } from "./benefit-schema.js";
import { benefitContradictions, partnerContradictions } from "./check-benefits.js";
import { giftContradictions } from "./check-gifts.js";
import {
  pointsContradictions,
  storedValueContradictions,
  tierContradictions,
} from "./check-programme.js";
import {
  birthdaySchema,
  couponsSchema,
  joinGiftSchema,
  punchCardsSchema,
  referralSchema,
  rewardsSchema,
} from "./gift-schema.js";
import { programmeIssues } from "./internal/schema-issues.js";
import type { Programme } from "./programme.js";
import { pointsSchema, storedValueSchema, tiersSchema } from "./programme-schema.js";

const head = z.strictObject({
  format: z.literal("tillwright.programme/1"),
  currency: z.string().check(z.refine(isCurrencyCode, "must be a currency code of ISO 4217")),
  zone: z.string().check(z.refine(isZone, "must be an IANA zone such as Asia/Shanghai")),
  points: z.optional(z.unknown()),
  storedValue: z.optional(z.unknown()),
  tiers: z.optional(z.unknown()),
  joinGift: z.optional(z.unknown()),
  coupons: z.optional(z.unknown()),
  punchCards: z.optional(z.unknown()),
  birthday: z.optional(z.unknown()),
  referral: z.optional(z.unknown()),
  rewards: z.optional(z.unknown()),
  plans: z.optional(z.unknown()),
  partners: z.optional(z.unknown()),
});

/** A section that is absent or null is not offered; otherwise what it says, or its problems. */
function section<Value>(
  document: unknown,
  name: string,
  schema: z.ZodMiniType<Value>,
  issues: Issue[],
): Value | null {
  const value =
    typeof document === "object" && document !== null
      ? (Object.entries(document).find(([key]) => key === name)?.[1] as unknown)
      : undefined;
  if (value === undefined || value === null) return null;
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  issues.push(...programmeIssues(parsed.error.issues, [name]));
  return null;
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

/**
 * What membership is worth, from a document that people write: amounts are decimal strings, shares carry a per cent sign.
 *
 * Every problem is reported at its path: `loyalty.document-invalid` for what cannot be read, `loyalty.document-contradicts`
 * for what can never hold together. The answer is frozen plain data and can be stored as it is under its `hash`.
 *
 * @example
 * ```ts
 * import { parseProgramme } from "@tillwright/loyalty-rules";
 *
 * const parsed = parseProgramme({
 *   format: "tillwright.programme/1",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   points: { earn: [{ id: "base", kind: "amount", per: "1.00", points: 1 }] },
 *   storedValue: { topUps: [{ pay: "500.00", bonus: "50.00" }] },
 * });
 * parsed.ok ? parsed.value.storedValue?.topUps[0]?.pay : null; //=> 50000
 * ```
 *
 * @public
 */
export function parseProgramme(document: unknown): Result<Programme> {
  const issues: Issue[] = [];
  const top = z.safeParse(head, document);
  if (!top.success) issues.push(...programmeIssues(top.error.issues));
  // Amounts need a currency to be read; without one they are read with two decimals, so that all other problems show.
  const currency = top.success ? top.data.currency : currencyIn(document);
  const points = section(document, "points", pointsSchema(currency), issues);
  const storedValue = section(document, "storedValue", storedValueSchema(currency), issues);
  const tiers = section(document, "tiers", tiersSchema(currency), issues);
  const joinGift = section(document, "joinGift", joinGiftSchema, issues);
  const coupons = section(document, "coupons", couponsSchema, issues) ?? [];
  const punchCards = section(document, "punchCards", punchCardsSchema(currency), issues) ?? [];
  const birthday = section(document, "birthday", birthdaySchema, issues);
  const referral = section(document, "referral", referralSchema(currency), issues);
  const rewards = section(document, "rewards", rewardsSchema, issues) ?? [];
  const plans = section(document, "plans", plansSchema(currency), issues) ?? [];
  const partners = section(document, "partners", partnersSchema, issues) ?? [];
  const readable = (name: string) => issues.every((problem) => problem.path[0] !== name);
  if (points !== null && readable("tiers")) issues.push(...pointsContradictions(points, tiers));
  if (storedValue !== null) issues.push(...storedValueContradictions(storedValue));
  if (tiers !== null) issues.push(...tierContradictions(tiers));
  if (readable("points") && readable("coupons")) {
    const gifts = { points, coupons, joinGift, birthday, referral, punchCards, rewards, tiers };
    issues.push(...giftContradictions(gifts));
  }
  if (readable("plans") && readable("coupons") && readable("birthday")) {
    issues.push(...benefitContradictions({ tiers, plans, coupons, birthday, points }));
  }
  issues.push(...partnerContradictions(partners, points, readable("points")));
  const offered = [points, storedValue, tiers, coupons[0], punchCards[0], plans[0]];
  if (offered.every((part) => (part ?? null) === null) && issues.length === 0) {
    issues.push(issue("loyalty.document-contradicts", [], "the programme offers nothing"));
  }
  if (!top.success || issues.length > 0) return reject(issues);
  const { format, zone } = top.data;
  const sections = { points, storedValue, tiers, joinGift };
  const more = { coupons, punchCards, birthday, referral, rewards, plans, partners };
  const body = { format, currency, zone, ...sections, ...more };
  const plain: Json = JSON.parse(JSON.stringify(body));
  return succeed(frozen({ ...body, hash: contentHash(plain) }));
}

function currencyIn(document: unknown): string {
  const parsed = z.safeParse(z.looseObject({ currency: z.string() }), document);
  return parsed.success && isCurrencyCode(parsed.data.currency) ? parsed.data.currency : "CNY";
}

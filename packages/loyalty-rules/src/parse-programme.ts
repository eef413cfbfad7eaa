import {
  contentHash,
  type Issue,
  isCurrencyCode,
  issue,
  type Json,
  type Result,
  reject,
  succeed,
} from "@tillwright/values";
import * as z from "zod/mini";
import { benefitContradictions, partnerContradictions } from "./check-benefits.js";
import { giftContradictions, rewardContradictions } from "./check-gifts.js";
import {
  pointsContradictions,
  storedValueContradictions,
  tierContradictions,
} from "./check-programme.js";
import { programmeIssues } from "./internal/schema-issues.js";
import type { Programme } from "./programme.js";
import { headFields, sectionNames, sectionSchemas } from "./programme-syntax.js";

const head = z.strictObject({
  ...headFields,
  ...Object.fromEntries(sectionNames.map((name) => [name, z.optional(z.unknown())])),
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
  const schemas = sectionSchemas(currency);
  const read = <Value>(name: string, schema: z.ZodMiniType<Value>) =>
    section(document, name, schema, issues);
  const points = read("points", schemas.points);
  const storedValue = read("storedValue", schemas.storedValue);
  const tiers = read("tiers", schemas.tiers);
  const joinGift = read("joinGift", schemas.joinGift);
  const coupons = read("coupons", schemas.coupons) ?? [];
  const punchCards = read("punchCards", schemas.punchCards) ?? [];
  const birthday = read("birthday", schemas.birthday);
  const referral = read("referral", schemas.referral);
  const rewards = read("rewards", schemas.rewards) ?? [];
  const plans = read("plans", schemas.plans) ?? [];
  const partners = read("partners", schemas.partners) ?? [];
  // What contradicts itself can be read all the same: one contradiction does not hide another.
  const unread = new Set(issues.map(({ path }) => path[0]));
  const readable = (name: string) => !unread.has(name);
  if (points !== null && readable("tiers")) issues.push(...pointsContradictions(points, tiers));
  if (storedValue !== null) issues.push(...storedValueContradictions(storedValue));
  if (tiers !== null) issues.push(...tierContradictions(tiers));
  if (readable("points") && readable("coupons")) {
    const gifts = { points, coupons, joinGift, birthday, referral, punchCards };
    issues.push(...giftContradictions(gifts));
    if (readable("tiers")) {
      issues.push(...rewardContradictions({ points, tiers, coupons, rewards }));
    }
  }
  if (["tiers", "plans", "coupons", "birthday", "points"].every(readable)) {
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

import {
  type CurrencyCode,
  type Issue,
  issue,
  parseMoney,
  type Result,
  reject,
  succeed,
} from "@tillwright/values";
import * as z from "zod/mini";
import { maskKey } from "./internal/schema-issues.js";
import type { Segment, SegmentCondition } from "./segment.js";

const word = z.string().check(z.minLength(1), z.maxLength(80));
const words = z.array(word).check(z.minLength(1));
const days = z.int().check(z.minimum(1), z.maximum(3660));
const count = z.int().check(z.minimum(1));

const channel = z.enum(["sms", "email", "phone", "wechat", "app", "post"]);

function conditionSchema(currency: CurrencyCode): z.ZodMiniType<SegmentCondition> {
  const amount = z.pipe(
    z.unknown(),
    z.transform((value, context): number => {
      const parsed = parseMoney(value, currency);
      if (parsed.ok && parsed.value >= 0) return parsed.value;
      const message = "must be an amount that is not negative, as a decimal string";
      context.issues.push({ code: "custom", message, input: value });
      return z.NEVER;
    }),
  );
  const goods = z.strictObject({
    products: z.exactOptional(words),
    departments: z.exactOptional(words),
    categories: z.exactOptional(words),
    tags: z.exactOptional(words),
    withinDays: days,
    times: z._default(count, 1),
    amount: z._default(amount, 0),
  });
  const condition: z.ZodMiniType<SegmentCondition> = z.lazy(() =>
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.enum(["all", "any"]),
        of: z.array(condition).check(z.minLength(1), z.maxLength(50)),
      }),
      z.strictObject({ kind: z.literal("not"), of: condition }),
      z.strictObject({ kind: z.literal("tag"), tag: word }),
      z.strictObject({ kind: z.literal("tier"), tiers: words }),
      z.strictObject({
        kind: z.literal("birthday-month"),
        month: z.int().check(z.minimum(1), z.maximum(12)),
      }),
      z.strictObject({ kind: z.literal("purchases"), least: count }),
      z.strictObject({ kind: z.literal("came"), withinDays: days }),
      z.strictObject({ kind: z.literal("joined"), withinDays: days }),
      z.strictObject({ kind: z.literal("recruited"), stores: words }),
      z.strictObject({ kind: z.literal("prefers"), preference: word, values: words }),
      z.strictObject({ kind: z.literal("dedicated"), operators: words }),
      z.strictObject({ kind: z.literal("consented"), purpose: word, channel }),
      z.strictObject({ kind: z.literal("bought"), goods }),
    ]),
  );
  return condition;
}

/** How deep conditions may stand in one another. */
const deepest = 20;

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let depth = 0;
  let level: readonly unknown[] = [value];
  while (level.length > 0 && depth <= 4 * deepest) {
    depth += 1;
    level = level.flatMap((part) =>
      Object.values(typeof part === "object" && part !== null ? part : {}).filter(
        (inner) => typeof inner === "object" && inner !== null,
      ),
    );
  }
  return depth;
}

/**
 * A segment from a document: an id, a name in each language, and a condition such as "bought goods of the category baby
 * within 90 days". Every problem is reported at its path with the code `core-members.segment-invalid`.
 *
 * @example
 * ```ts
 * import { parseSegment } from "@tillwright/core-members";
 *
 * const goods = { categories: ["baby"], withinDays: 90 };
 * const name = { "zh-CN": "母婴", en: "Baby goods" };
 * parseSegment({ id: "baby", name, where: { kind: "bought", goods } }, "CNY").ok; //=> true
 * parseSegment({ id: "baby", name, where: { kind: "bought" } }, "CNY").ok; //=> false
 * ```
 *
 * @public
 */
export function parseSegment(document: unknown, currency: CurrencyCode): Result<Segment> {
  if (depthOf(document) > 2 * deepest) {
    return reject([
      issue("core-members.segment-invalid", [], "conditions stand too deep in one another"),
    ]);
  }
  const schema = z.strictObject({
    id: word,
    name: z.strictObject({ "zh-CN": word, en: word }),
    where: conditionSchema(currency),
  });
  const parsed = z.safeParse(schema, document);
  if (parsed.success) return succeed(Object.freeze(parsed.data));
  return reject(
    parsed.error.issues.map((problem): Issue => {
      const path = problem.path.map((step) => (typeof step === "number" ? step : String(step)));
      const name = path.join(".") || "the segment";
      const keys = problem.code === "unrecognized_keys" ? problem.keys.map(maskKey) : [];
      const unknown = keys.length === 0 ? "" : `: ${keys.join(", ")}`;
      const words = problem.code === "custom" ? problem.message : `is not valid${unknown}`;
      return issue("core-members.segment-invalid", path, `${name} ${words}`);
    }),
  );
}

import {
  type CurrencyCode,
  parseDailyWindow,
  parseInstant,
  parseLocalDate,
  parseMoney,
  parseRate,
  parseUnitPrice,
  type Result,
} from "@tillwright/values";
import * as z from "zod/mini";
import { type JsonShape, shaped } from "./json-shape.js";

/** A text that one of the house's readers must understand; its first problem is told in its own words. */
function text<Value>(
  shape: JsonShape,
  read: (value: string) => Result<Value>,
  check?: (value: Value) => string | null,
): z.ZodMiniType<string, string> {
  const schema = z.string().check((context) => {
    const result = read(context.value);
    const problem = result.ok ? (check?.(result.value) ?? null) : result.issues[0]?.message;
    if (problem === null || problem === undefined) return;
    context.issues.push({ code: "custom", message: problem, input: context.value });
  });
  return shaped(schema, { type: "string", ...shape });
}

const decimal: JsonShape = { pattern: "^\\d+(\\.\\d+)?$" };

/**
 * An amount that is not below zero, as decimal text with at most the currency's decimals.
 *
 * @example
 * ```ts
 * import { moneyText } from "@tillwright/pricing-engine/parse";
 *
 * moneyText("CNY").safeParse("12.30").success; //=> true
 * moneyText("CNY").safeParse("12.345").success; //=> false
 * moneyText("CNY").safeParse(12.3).success; //=> false
 * ```
 *
 * @public
 */
export function moneyText(currency: CurrencyCode): z.ZodMiniType<string, string> {
  return text(
    decimal,
    (value) => parseMoney(value, currency),
    (amount) => (amount < 0 ? "an amount below zero" : null),
  );
}

/**
 * An amount above zero, as decimal text with at most the currency's decimals.
 *
 * @example
 * ```ts
 * import { positiveMoneyText } from "@tillwright/pricing-engine/parse";
 *
 * positiveMoneyText("CNY").safeParse("0.01").success; //=> true
 * positiveMoneyText("CNY").safeParse("0.00").success; //=> false
 * ```
 *
 * @public
 */
export function positiveMoneyText(currency: CurrencyCode): z.ZodMiniType<string, string> {
  return text(
    decimal,
    (value) => parseMoney(value, currency),
    (amount) => (amount <= 0 ? "the amount must be above zero" : null),
  );
}

/**
 * A share from 0% to 100%, as text with a per cent sign.
 *
 * @example
 * ```ts
 * import { shareText } from "@tillwright/pricing-engine/parse";
 *
 * shareText.safeParse("88%").success; //=> true
 * shareText.safeParse("0.88").success; //=> false
 * ```
 *
 * @public
 */
export const shareText: z.ZodMiniType<string, string> = text(
  { pattern: "^\\d{1,3}(\\.\\d+)?%$" },
  parseRate,
  ({ numerator, denominator }) => (numerator > denominator ? "a share is at most 100%" : null),
);

/** An instant with its offset, such as `2027-06-15T12:00:00+08:00`. @public */
export const instantText: z.ZodMiniType<string, string> = text(
  { format: "date-time" },
  parseInstant,
);
/** A day of the calendar, such as `2027-06-15`. @public */
export const dateText: z.ZodMiniType<string, string> = text({ format: "date" }, parseLocalDate);

/** A text of 1 to 200 characters. @public */
export const nameText: z.ZodMiniType<string, string> = z
  .string()
  .check(z.minLength(1), z.maxLength(200));

/** A price of one piece, or per a measure or a number of pieces. @public */
export const priceText: z.ZodMiniType = shaped(
  z.unknown().check((context) => {
    const { value } = context;
    const result = parseUnitPrice(typeof value === "string" ? { price: value } : value);
    if (result.ok) return;
    for (const { message, path } of result.issues) {
      const at = typeof value === "string" ? [] : [...path];
      context.issues.push({ code: "custom", message, path: at, input: value });
    }
  }),
  {
    anyOf: [
      { type: "string", ...decimal },
      {
        type: "object",
        properties: { price: { type: "string", ...decimal }, per: { type: "string" } },
        required: ["price"],
        additionalProperties: false,
      },
    ],
  },
);

/** Conditions are checked by a reader of their own. */
export const goodsTerm: z.ZodMiniType = shaped(z.unknown(), { $ref: "#/$defs/goods" });
export const whenTerm: z.ZodMiniType = shaped(z.unknown(), { $ref: "#/$defs/when" });

/** Hours of a day, `from` included and `until` not. @public */
export const hours: z.ZodMiniType = z
  .strictObject({ from: z.string(), until: z.string() })
  .check((context) => {
    const result = parseDailyWindow(context.value);
    if (result.ok) return;
    for (const { message, path } of result.issues) {
      context.issues.push({ code: "custom", message, path: [...path], input: context.value });
    }
  });

/**
 * A whole number from `least` to `most`; to a million where `most` is missing.
 *
 * @example
 * ```ts
 * import { wholeNumber } from "@tillwright/pricing-engine/parse";
 *
 * wholeNumber(1, 7).safeParse(7).success; //=> true
 * wholeNumber(1, 7).safeParse(0.5).success; //=> false
 * ```
 *
 * @public
 */
export function count(least: number, most = 1_000_000): z.ZodMiniType<number, number> {
  return z.int().check(z.gte(least), z.lte(most));
}

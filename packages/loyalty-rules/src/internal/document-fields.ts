import {
  type CurrencyCode,
  type MinorUnits,
  parseMoney,
  parseRate,
  type Rate,
  type Result,
  rateOf,
} from "@tillwright/values";
import * as z from "zod/mini";
import type { Label } from "../gift-rules.js";
import type { GoodsCondition } from "../programme.js";
import { type JsonShape, written } from "./json-shape.js";

/** A field that one of the parsers of values reads; its problems become problems of the document. */
function field<Value>(read: (text: unknown) => Result<Value>) {
  return z.pipe(
    z.unknown(),
    z.transform((value, context): Value => {
      const parsed = read(value);
      if (parsed.ok) return parsed.value;
      for (const { message } of parsed.issues) {
        context.issues.push({ code: "custom", message, input: value });
      }
      return z.NEVER;
    }),
  );
}

export function money(currency: CurrencyCode, least: MinorUnits): z.ZodMiniType<MinorUnits> {
  const amount = z.pipe(
    field((text) => parseMoney(text, currency)),
    z.number().check(
      z.refine((minor) => minor >= least, {
        error: least === 0 ? "must not be negative" : "must be more than zero",
      }),
    ),
  );
  return written(amount, moneyText);
}

/** Major units; how many decimals there may be depends on the currency. */
export const moneyText: JsonShape = {
  type: "string",
  pattern: "^\\d+(\\.\\d+)?$",
  description: 'an amount as text, in major units of the currency: "12.50"',
};

/** "50%", from more than nothing to the whole. */
export const share: z.ZodMiniType<Rate> = written(
  z.pipe(
    field(parseRate),
    z.transform((rate, context): Rate => {
      if (rate.numerator <= 0 || rate.numerator > rate.denominator) {
        const message = 'must be more than "0%" and at most "100%"';
        context.issues.push({ code: "custom", message, input: rate });
      }
      return rate;
    }),
  ),
  { type: "string", pattern: "^\\d+(\\.\\d+)?%$", description: 'a share: "50%"' },
);

/** "2" or "1.5": how many times the points are given. */
export const factor: z.ZodMiniType<Rate> = z.pipe(
  z.string().check(z.regex(/^\d{1,3}(?:\.\d{1,3})?$/u, 'must be a decimal string like "1.5"')),
  z.transform((text, context): Rate => {
    const [whole = "0", decimals = ""] = text.split(".");
    const rate = rateOf(Number(whole + decimals), 10 ** decimals.length);
    if (rate.numerator < rate.denominator) {
      context.issues.push({ code: "custom", message: "must be at least 1", input: text });
    }
    return rate;
  }),
);

export const mostPoints = 1_000_000_000;

export function whole(least: number, most: number): z.ZodMiniType<number> {
  return z.int().check(z.minimum(least), z.maximum(most));
}

const text = z.string().check(z.minLength(1), z.maxLength(40));

/** What is shown, in both languages. */
export const label: z.ZodMiniType<Label> = z.strictObject({ "zh-CN": text, en: text });

export const identifier: z.ZodMiniType<string> = z
  .string()
  .check(z.regex(/^[^\s\p{Cc}\p{Cs}]{1,80}$/u, "must be 1 to 80 characters without spaces"));

export const identifiers: z.ZodMiniType<string[]> = z
  .array(identifier)
  .check(z.minLength(1), z.maxLength(10_000));

/** Which goods a rule speaks of. */
export const goods: z.ZodMiniType<GoodsCondition> = z.strictObject({
  products: z.exactOptional(identifiers),
  departments: z.exactOptional(identifiers),
  categories: z.exactOptional(identifiers),
  brands: z.exactOptional(identifiers),
  tags: z.exactOptional(identifiers),
});

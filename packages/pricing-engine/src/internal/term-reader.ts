import {
  type CurrencyCode,
  type Issue,
  parseInstant,
  parseMoney,
  parseRate,
  parseUnitPrice,
  type Rate,
  type Result,
  rateOf,
} from "@tillwright/values";
import type { Condition } from "../condition.js";
import type { GoodsTest } from "../effect.js";
import { PricingError } from "../errors.js";
import type { TermReader } from "../term-reader.js";

export function createTermReader(
  currency: CurrencyCode,
  where: string,
  goods: (condition: Condition, reader: TermReader) => GoodsTest,
): TermReader {
  const fail = (message: string): never => {
    throw new PricingError("pricing.bad-rules", `compile: ${where}: ${message}`, { where });
  };
  const unwrap = <Value>(result: Result<Value>): Value =>
    result.ok ? result.value : fail(firstMessage(result.issues));
  const rate = (text: unknown): Rate => unwrap(parseRate(text));
  const reader: TermReader = {
    currency,
    fail,
    goods: (condition) => goods(condition, reader),
    rate,
    money: (text) => {
      const amount = unwrap(parseMoney(text, currency));
      return amount >= 0 ? amount : fail(`${String(text)} is below zero`);
    },
    payRate: ({ pay, off }) => {
      if ((pay === undefined) === (off === undefined)) return fail("give one of pay and off");
      const share = rate(pay ?? off);
      if (share.numerator > share.denominator) return fail("a share is at most 100%");
      return pay === undefined
        ? rateOf(share.denominator - share.numerator, share.denominator)
        : share;
    },
    price: (text) => unwrap(parseUnitPrice(typeof text === "string" ? { price: text } : text)),
    instant: (text) => unwrap(parseInstant(text)),
    wholeNumber: (value, least) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= least
        ? value
        : fail(`${String(value)} is not a whole number of at least ${least}`),
  };
  return reader;
}

function firstMessage(issues: readonly Issue[]): string {
  return issues[0]?.message ?? "unreadable";
}

/** A value or several, as a list. */
export function asList<Value>(value: Value | readonly Value[]): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
}

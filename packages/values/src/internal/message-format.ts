import type { MessageContext } from "../message.js";
import { displayMoney } from "../money.js";
import type { Json } from "../outcome.js";
import { formatQuantity, measure, pieces, type Quantity } from "../quantity.js";
import { complementRate, formatRate, parseRate, type Rate, rateOf } from "../rate.js";
import { localDateOf, localTimeOf } from "../zone.js";
import { dayNumberOfDate } from "./civil-day.js";
import { groupThousands, writeShortDecimal } from "./decimal-text.js";

/** The fact in words, or `null` where it does not fit the format. */
export function showFact(
  fact: Json,
  format: string,
  args: readonly string[],
  context: MessageContext,
): string | null {
  switch (format) {
    case "money":
      return showMoney(fact, context);
    case "rate":
      return map(readRate(fact), formatRate);
    case "fold":
      return map(readRate(fact), (rate) => showFold(rate, context));
    case "number":
    case "points":
      return typeof fact === "number" ? groupThousands(String(fact)) : null;
    case "quantity":
      return map(readQuantity(fact), (quantity) => formatQuantity(quantity, context.language));
    case "date":
      return showDate(fact, context);
    case "datetime":
      return typeof fact === "number" ? showDateTime(fact, context) : null;
    case "list":
      return showList(fact, args, context);
    case "plural":
      return typeof fact === "number" ? (args[fact === 1 ? 0 : 1] ?? null) : null;
    case "text":
      return showText(fact);
    default:
      return null;
  }
}

function map<Value>(value: Value | null, show: (value: Value) => string): string | null {
  return value === null ? null : show(value);
}

function isRecord(fact: Json): fact is { readonly [key: string]: Json } {
  return typeof fact === "object" && fact !== null && !Array.isArray(fact);
}

function showText(fact: Json): string {
  return typeof fact === "string" ? fact : JSON.stringify(fact);
}

function showMoney(fact: Json, context: MessageContext): string | null {
  if (typeof fact !== "number" || context.currency === undefined) return null;
  return displayMoney(fact, context.currency, context.language);
}

function readRate(fact: Json): Rate | null {
  if (typeof fact === "string") {
    const parsed = parseRate(fact);
    return parsed.ok ? parsed.value : null;
  }
  if (!isRecord(fact)) return null;
  const numerator = fact["numerator"];
  const denominator = fact["denominator"];
  if (typeof numerator !== "number" || typeof denominator !== "number") return null;
  return rateOf(numerator, denominator);
}

/** The share paid as shops write it: 80% is 8折 in Chinese and 20% off in English. */
function showFold(rate: Rate, context: MessageContext): string {
  if (context.language === "en") return `${formatRate(complementRate(rate))} off`;
  // 8.8折 is 88%, a surcharge has no such word, and neither has a share that needs more than four decimals.
  const product = rate.numerator * 100_000;
  const exact = Number.isSafeInteger(product) && product % rate.denominator === 0;
  if (!exact || rate.numerator > rate.denominator) return formatRate(rate);
  return `${writeShortDecimal(product / rate.denominator, 4)}折`;
}

function readQuantity(fact: Json): Quantity | null {
  if (!isRecord(fact)) return null;
  const { kind, count, amount, unit } = fact;
  if (kind === "pieces" && typeof count === "number") return pieces(count);
  if (kind !== "measure" || typeof amount !== "number") return null;
  return unit === "g" || unit === "ml" || unit === "mm" ? measure(amount, unit) : null;
}

function showDate(fact: Json, context: MessageContext): string | null {
  if (typeof fact === "number") return localDateOf(fact, context.zone ?? "+00:00");
  return typeof fact === "string" && dayNumberOfDate(fact) !== null ? fact : null;
}

function showDateTime(instant: number, context: MessageContext): string {
  const { date, hour, minute } = localTimeOf(instant, context.zone ?? "+00:00");
  const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return context.zone === undefined ? `${date} ${clock} UTC` : `${date} ${clock}`;
}

function showList(fact: Json, args: readonly string[], context: MessageContext): string | null {
  if (!Array.isArray(fact)) return null;
  const [format = "text", ...rest] = args;
  const shown = fact.map((item: Json) => showFact(item, format, rest, context));
  if (shown.includes(null)) return null;
  return shown.join(context.language === "zh-CN" ? "、" : ", ");
}

import { type CurrencyCode, currencyOf } from "@tillwright/values";

export function minorDigits(currency: CurrencyCode): number {
  return currencyOf(currency).minorDigits;
}
